import { expect, test } from "vitest";
import { parseUtterance } from "../../src/utterance.ts";

test("an utterance is words and slots, in order", () => {
  expect(parseUtterance("order {quantity} of {item}, please")).toEqual([
    { words: "order" },
    { slot: "quantity" },
    { words: "of" },
    { slot: "item" },
    { words: ", please" },
  ]);
  expect(parseUtterance("{a}{b}")).toEqual([{ slot: "a" }, { slot: "b" }]);
  expect(parseUtterance("  { item }  ")).toEqual([{ slot: "item" }]);
});

test("an utterance of a million braces is refused as fast as any", () => {
  expect(() => parseUtterance("{".repeat(1_000_000))).toThrow("without a");
  expect(() => parseUtterance("}".repeat(1_000_000))).toThrow("without a");
});
