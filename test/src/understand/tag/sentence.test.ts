import { describe, expect, test } from "vitest";
import { findsOf, mostWords, readSentence, wordsIn } from "../../../../src/understand/tag/sentence.ts";

describe("A sentence", () => {
  test("has capitals that mean something only where there are small letters too", () => {
    expect(readSentence("Play Heart of Glass").cased).toBe(true);
    expect(readSentence("play heart of glass").cased).toBe(false);
    expect(readSentence("PLAY HEART OF GLASS").cased).toBe(false);
    expect(readSentence("Spiel Über den Wolken").cased).toBe(true);
    expect(readSentence("42 !").cased).toBe(false);
  });

  test("knows what separates its words", () => {
    const { gaps } = readSentence("new paris, france (soon)");
    expect([...gaps]).toEqual([1, 0, ",".charCodeAt(0), "(".charCodeAt(0)]);
  });

  test("ends after two hundred words, and a long text is not read to its end", () => {
    expect(readSentence("a ".repeat(1_000)).words).toHaveLength(mostWords);
    const { words } = readSentence(`${"abcdefghij".repeat(39)} `.repeat(300));
    expect(words.length).toBeLessThan(12);
    expect(new Set(words.map(({ plain }) => plain)).size).toBe(1);
  });

  test("tells the words a stretch touches, both of a contraction, and none of what is no word", () => {
    const { words } = readSentence("what's up -- Anna's dog");
    expect(wordsIn(words, 0, 6)).toEqual([0, 2]);
    expect(wordsIn(words, 13, 17)).toEqual([3, 4]);
    const [from, to] = wordsIn(words, 10, 12);
    expect(from).toBe(to);
  });

  test("takes hints in an order of its own", () => {
    const sentence = readSentence("one two three");
    const hints = [
      { name: "b", start: 4, end: 7 },
      { name: "a", start: 4, end: 7 },
      { name: "a", start: 0, end: 3 },
      { name: "c", start: 0, end: 3 },
    ];
    const finds = findsOf(["a", "b"], sentence, hints);
    expect(finds).toEqual(findsOf(["a", "b"], sentence, hints.toReversed()));
    expect(finds.map(({ number, from }) => [number, from])).toEqual([
      [0, 0],
      [0, 1],
      [1, 1],
    ]);
    expect(findsOf(["a"], sentence, Array(9_999).fill(hints[1])).length).toBeLessThan(100);
  });
});
