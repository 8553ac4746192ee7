import { expect, test } from "vitest";
import { hashOf, numberOf, numbering, tableOf } from "../../../../src/understand/tag/hash.ts";

test("Hashes are numbered as they come, and found again in the table made of them", () => {
  const names = numbering();
  const hashes = Array.from({ length: 5_000 }, (_, i) => hashOf(`word ${i}`));
  for (const [i, hash] of [0, -1, ...hashes].entries()) expect(names.number(hash)).toBe(i);
  for (const [i, hash] of hashes.entries()) expect(names.number(hash)).toBe(i + 2);
  const table = tableOf(names.hashes());
  expect(numberOf(table, 0)).toBe(0);
  expect(numberOf(table, hashes[4_999]!)).toBe(5_001);
  expect(numberOf(table, hashOf("another word"))).toBe(-1);
  expect(names.count()).toBe(5_002);
});

test("Hashes that would stand in one place stand beside each other", () => {
  const alike = [8, 24, 40, 56, 1 << 20];
  const table = tableOf(alike);
  expect(alike.map((hash) => numberOf(table, hash))).toEqual([0, 1, 2, 3, 4]);
  expect(numberOf(table, 72)).toBe(-1);
  expect(numberOf(tableOf([]), 8)).toBe(-1);
});

test("Words with the same letters in another order differ", () => {
  expect(hashOf("ab")).not.toBe(hashOf("ba"));
  expect(hashOf("")).not.toBe(hashOf("\u0000"));
});
