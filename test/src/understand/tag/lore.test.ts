import { expect, test } from "vitest";
import { loreOf, notesOf, notesOfSample } from "../../../../src/understand/tag/lore.ts";
import { markWords } from "../../../../src/understand/tag/marks.ts";
import { readSentence } from "../../../../src/understand/tag/sentence.ts";

const slots = new Map([["item", 0]]);
const samples = [
  { text: "buy tea", spans: [{ slot: "item", start: 4, end: 7 }] },
  { text: "buy rice now", spans: [{ slot: "item", start: 4, end: 8 }] },
  { text: "rice please", spans: [{ slot: "item", start: 0, end: 4 }] },
].map((it) => markWords(it, slots));
const lore = loreOf(samples);

test("A word is known by the samples: never met, met in a slot, met outside", () => {
  const { known, seen } = notesOf(lore, readSentence("buy some tea"), []);
  expect([...known]).toEqual([2, 0, 1]);
  expect(seen).toEqual([{ number: 0, from: 2, to: 3 }]);
});

test("A sample is known by the other samples alone", () => {
  const [tea, rice] = samples.map((sample) => notesOfSample(lore, sample, []));
  expect([...tea!.known]).toEqual([2, 0]);
  expect(tea!.seen).toEqual([]);
  expect([...rice!.known]).toEqual([2, 1, 0]);
  expect(rice!.seen).toEqual([{ number: 0, from: 1, to: 2 }]);
});
