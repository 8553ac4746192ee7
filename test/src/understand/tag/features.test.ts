import { expect, test } from "vitest";
import { featuresOf, newDesk, scaleOf, scales } from "../../../../src/understand/tag/features.ts";
import { priorsOf } from "../../../../src/understand/tag/priors.ts";
import { markWords } from "../../../../src/understand/tag/marks.ts";
import { readSentence } from "../../../../src/understand/tag/sentence.ts";

const notes = (words: number) => ({ known: new Uint8Array(words), seen: [], hints: [], cased: true });

test("A word has a bounded number of features, whatever is found on it", () => {
  const hints = Array.from({ length: 90 }, (_, number) => ({ number, from: 0, to: 2 }));
  const { starts, hashes } = featuresOf(readSentence("buy milk"), { ...notes(2), hints }, newDesk());
  expect(starts[1]).toBeLessThanOrEqual(72);
  expect(starts[2]).toBeLessThanOrEqual(144);
  expect(hashes.length).toBeGreaterThanOrEqual(starts[2]!);
});

test("Features tell how much they count, and the same word in the same place has the same ones", () => {
  const of = (text: string) => {
    const { hashes, starts } = featuresOf(readSentence(text), notes(3), newDesk());
    return [...hashes.subarray(starts[0], starts[1])];
  };
  expect(of("Buy oat milk")).toEqual(of("Buy oat milk"));
  expect(of("Buy oat milk")).not.toEqual(of("Buy red milk".replace("Buy", "Get")));
  expect(new Set(of("Buy oat milk").map(scaleOf))).toEqual(new Set(scales));
});

test("What is found where its slot is weighs more before anything is learned than what is found elsewhere", () => {
  const sample = { text: "add 4 chairs", spans: [{ slot: "count", start: 4, end: 5 }] };
  const marked = markWords(sample, new Map([["count", 0]]));
  const weight = (finds: readonly { number: number; from: number; to: number }[]) =>
    priorsOf(["count"], ["number"], new Map([["count", ["number"]]]), [{ marked, finds }])[0]?.weight ?? 0;
  const right = { number: 0, from: 1, to: 2 };
  const wrong = { number: 0, from: 2, to: 3 };
  expect(weight([right])).toBe(weight([]));
  expect(weight([right, wrong])).toBeLessThan(weight([right]));
  expect(weight([wrong, wrong])).toBeLessThan(weight([right, wrong]));
});
