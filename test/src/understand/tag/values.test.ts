import { describe, expect, test } from "vitest";
import { readSentence } from "../../../../src/understand/tag/sentence.ts";
import { treeOf, valuesIn } from "../../../../src/understand/tag/values.ts";

const value = (slot: number, text: string) => ({ slot, hashes: [...readSentence(text).hashes] });
const finds = (tree: ReturnType<typeof treeOf>, text: string, except?: Parameters<typeof valuesIn>[2]) =>
  valuesIn(tree, readSentence(text).hashes, except).map(({ number, from, to }) => [number, from, to]);

describe("Values that samples had", () => {
  const tree = treeOf([
    value(0, "new york"),
    value(0, "york"),
    value(1, "york"),
    value(0, "new york city"),
    value(2, ""),
  ]);

  test("are found where they stand, the longest of each slot", () => {
    expect(finds(tree, "to new york please")).toEqual([
      [0, 1, 3],
      [1, 2, 3],
    ]);
    expect(finds(tree, "york or new york city")).toEqual([
      [0, 0, 1],
      [1, 0, 1],
      [0, 2, 5],
      [1, 3, 4],
    ]);
  });

  test("are not found in part", () => {
    expect(finds(tree, "new yorker new")).toEqual([]);
  });

  test("do not vouch for themselves, but do for their like", () => {
    const own = (slot: number, from: number, to: number) => (slot === 1 && from === 0 && to === 1 ? 1 : 0);
    expect(finds(tree, "york", own)).toEqual([[0, 0, 1]]);
    const twice = treeOf([value(1, "york"), value(1, "York")]);
    expect(finds(twice, "york", own)).toEqual([[1, 0, 1]]);
  });

  test("of many words are not kept", () => {
    const long = "one two three four five six seven eight nine ten eleven twelve thirteen";
    expect(finds(treeOf([value(0, long)]), long)).toEqual([]);
    expect(treeOf([value(0, long)]).starts).toHaveLength(1);
  });
});
