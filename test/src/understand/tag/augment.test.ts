import { expect, test } from "vitest";
import { stockOf, swapped } from "../../../../src/understand/tag/augment.ts";
import { chance } from "../../../../src/understand/learn/chance.ts";

const sample = {
  text: "put tea in the red box",
  spans: [
    { slot: "item", start: 4, end: 7 },
    { slot: "colour", start: 15, end: 18 },
  ],
};

test("A copy has other values in its slots, and its slots are where these stand", () => {
  const copy = swapped(sample, (slot) => (slot === "item" ? "green tea" : "blue"));
  expect(copy.text).toBe("put green tea in the blue box");
  expect(copy.spans.map(({ slot, start, end }) => [slot, copy.text.slice(start, end)])).toEqual([
    ["item", "green tea"],
    ["colour", "blue"],
  ]);
  expect(swapped({ ...sample, weight: 3 }, () => undefined)).toEqual({ ...sample, weight: 3 });
});

test("Values come from the samples and from lists, and an empty list gives none", () => {
  const lists = new Map([
    ["item", ["rice"]],
    ["colour", []],
  ]);
  const stock = stockOf([sample], lists, chance(1));
  const drawn = (slot: string) => new Set(Array.from({ length: 50 }, () => stock(slot)));
  expect(drawn("item")).toEqual(new Set([undefined, "tea", "rice"]));
  expect(drawn("colour")).toEqual(new Set([undefined, "red"]));
  expect(drawn("nothing")).toEqual(new Set([undefined]));
});
