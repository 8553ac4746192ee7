import { describe, expect, test } from "vitest";
import { isNumberWord, numberOf } from "../../../src/understand/number.ts";
import { plainWords } from "../../../src/understand/words.ts";

const read = (text: string) => numberOf(plainWords(text));

describe("a number in words", () => {
  test.each([
    ["0", 0],
    ["7", 7],
    ["007", 7],
    ["25", 25],
    ["2.5", 2.5],
    ["zero", 0],
    ["seven", 7],
    ["nineteen", 19],
    ["twenty", 20],
    ["twenty two", 22],
    ["twenty-two", 22],
    ["Ninety Nine", 99],
    ["a hundred", 100],
    ["one hundred and five", 105],
    ["three hundred forty two", 342],
    ["two thousand three hundred", 2_300],
    ["twelve hundred", 1_200],
    ["a million", 1_000_000],
    ["two hundred thousand and one", 200_001],
    ["a dozen", 12],
    ["dozen", 12],
    ["two dozen", 24],
    ["2 dozen", 24],
    ["a couple", 2],
    ["couple", 2],
    ["a couple of", 2],
  ])("%s is %d", (text, number) => expect(read(text)).toBe(number));

  test.each([
    "",
    "a",
    "an",
    "and",
    "of",
    "mug",
    "two mugs",
    "blue two",
    "1e9",
    "0x10",
    "-",
    "1.2.3",
    "1,000",
    "9".repeat(16),
    "toString",
    "constructor",
    "__proto__",
  ])("%j is none", (text) => expect(read(text)).toBeUndefined());

  test("is made of words that can be told from others one by one", () => {
    for (const word of ["12", "two", "twenty-two", "dozen", "a", "and", "couple", "of"])
      expect([word, isNumberWord(word)]).toEqual([word, true]);
    for (const word of ["mug", "too", "1st", "twentyish", "two-mugs", "", "__proto__", "constructor"])
      expect([word, isNumberWord(word)]).toEqual([word, false]);
  });
});
