import { describe, expect, test } from "vitest";
import type { Entry } from "palaver";
import { gazetteerOf } from "../../../src/understand/gazetteer.ts";
import { spoken } from "../../../src/understand/names/spoken.ts";
import { plainWords, wordsOf } from "../../../src/understand/words.ts";

const entry = (id: string, name: string, ...synonyms: string[]): Entry => ({
  id: `no-${id}`,
  name,
  synonyms,
});

const groceries = [
  entry("oat", "oat milk", "oat drink"),
  entry("soy", "soy milk"),
  entry("whole", "whole milk"),
  entry("orange", "orange juice", "oj"),
  entry("bread", "rye bread"),
  entry("corn", "corn flakes", "cereal"),
  entry("apple", "apples"),
  entry("loaf", "white loaf"),
  entry("soap", "dish soap", "washing up liquid", "dishwashing liquid"),
  entry("cafe", "café crème"),
  entry("muesli", "Müsli"),
  entry("berry", "strawberry jam"),
];

const resolve = (words: string, entries: readonly Entry[] = groceries) =>
  gazetteerOf(entries)
    .resolve(plainWords(words))
    .map(({ entry: { id }, likeness }) => [id.slice(3), likeness]);

const find = (text: string, entries: readonly Entry[] = groceries) =>
  gazetteerOf(entries)
    .find(spoken(wordsOf(text)))
    .map(({ entry: { id }, from, to }) => [id.slice(3), from, to]);

describe("words name an entry", () => {
  test.each([
    ["oat milk", "oat", 1],
    ["OAT  Milk!", "oat", 1],
    ["orange", "orange", 0.8],
    ["oj", "orange", 1],
    ["the oat milk please", "oat", 1],
    ["oatmilk", "oat", 0.97],
    ["oat-milk", "oat", 0.97],
    ["apple", "apple", 0.97],
    ["white loaves", "loaf", 0.97],
    ["dish washing liquid", "soap", 0.97],
    ["cafe creme", "cafe", 0.97],
    ["muesli", "muesli", 0.85],
    ["oat mlik", "oat", 0.85],
    ["strawbery jam", "berry", 0.85],
    ["apfles", "apple", 0.85],
    ["serial", "corn", 0.75],
    ["soi milk", "soy", 0.75],
  ])("%j as %s, with %d", (words, id, likeness) => {
    expect(resolve(words)[0]).toEqual([id, likeness]);
  });

  test("by a part of their names, and then it may be several", () => {
    expect(resolve("juice")).toEqual([["orange", 0.8]]);
    expect(resolve("milk").map(([id]) => id)).toEqual(["oat", "soy", "whole"]);
    expect(resolve("juice orange")).toEqual([["orange", 0.8]]);
  });

  test("and others name none", () => {
    for (const words of [
      "",
      "piano",
      "wheat",
      "the",
      "a",
      "please",
      "xy",
      "constructor",
      "__proto__",
      "{brace}",
    ]) {
      expect(resolve(words), words).toEqual([]);
    }
    expect(resolve("oat ".repeat(20))).toEqual([]);
  });

  test("a name before an id, an id before a synonym, and the first of two alike", () => {
    const two = [
      entry("tea", "coffee"),
      entry("x", "tea", "mug"),
      entry("y", "cup", "mug"),
      entry("mug", "glass"),
    ];
    expect(resolve("no-mug", two)[0]).toEqual(["mug", 1]);
    expect(resolve("cup", [entry("1", "cup"), entry("2", "cup")])[0]).toEqual(["1", 1]);
  });
});

describe("a text names entries", () => {
  test("with the longest names there are, in order", () => {
    expect(find("add two oat milk and a loaf of rye bread")).toEqual([
      ["oat", 2, 4],
      ["bread", 8, 10],
    ]);
  });

  test("however they are spelt, but not in words that everybody uses", () => {
    expect(find("I would like strawbery jam")).toEqual([["berry", 3, 5]]);
    for (const text of [
      "what do you have",
      "where is my order",
      "I have a white house",
      "show me the whole list",
      "with this",
      "",
    ]) {
      expect(find(text), text).toEqual([]);
    }
  });
});

describe("a gazetteer", () => {
  test("is the same for the same entries, and another once they change in place", () => {
    const growing = [...groceries];
    const before = gazetteerOf(growing);
    expect(gazetteerOf(growing)).toBe(before);
    expect(gazetteerOf([...growing])).toBe(before);
    growing.push(entry("tea", "green tea"));
    expect(resolve("green tea", growing)).toEqual([["tea", 1]]);
    growing[growing.length - 1] = entry("tea2", "green tea");
    expect(resolve("green tea", growing)).toEqual([["tea2", 1]]);
  });

  test("takes any names at all", () => {
    const odd = [
      "",
      "🎉",
      "\ud800",
      "{item}",
      "__proto__",
      "constructor",
      "x".repeat(10_000),
      "a ".repeat(5_000),
      "naïve",
    ];
    const entries = odd.map((name, i) => entry(`id${i}`, name));
    expect(resolve("naive", entries)[0]?.[0]).toBe("id8");
    expect(resolve("constructor", entries)[0]).toEqual(["id5", 1]);
    expect(find("the constructor is here", entries)).toEqual([["id5", 1, 2]]);
  });

  test("finds one name among a hundred thousand, also misspelt", () => {
    const many = Array.from({ length: 100_000 }, (_, i) =>
      entry(`p${i}`, `product ${String.fromCharCode(97 + (i % 26))}${i} gadget`),
    );
    expect(resolve("product c2 gadget", many)[0]).toEqual(["p2", 1]);
    expect(resolve("prodcut c2 gadget", many)[0]).toEqual(["p2", 0.85]);
  });
});
