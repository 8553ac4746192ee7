import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { partsOf } from "../../../intents/relay/gist.ts";

const bare = (text: string) => text.replace(/\s+/gu, "");

describe("a long answer", () => {
  test("is said in parts that end with a sentence", () => {
    const text = "We are late. the demo moved! Is that fine? Yes, e.g. for me.";
    expect(partsOf(text, 30)).toEqual(["We are late. the demo moved!", "Is that fine?", "Yes, e.g. for me."]);
    expect(partsOf(text, 20)).toEqual([
      "We are late.",
      "the demo moved!",
      "Is that fine?",
      "Yes, e.g. for me.",
    ]);
    expect(partsOf("Sixteen letters. And then some.", 16)).toEqual(["Sixteen letters.", "And then some."]);
    expect(partsOf(text)).toEqual([text]);
    expect(partsOf("今日は遅れます。明日は大丈夫です。また連絡します。", 16)).toEqual([
      "今日は遅れます。",
      "明日は大丈夫です。",
      "また連絡します。",
    ]);
  });

  test("ends a part with a word where a sentence is longer than a breath", () => {
    expect(partsOf("one two three four five six seven eight", 16)).toEqual([
      "one two three",
      "four five six",
      "seven eight",
    ]);
    expect(partsOf("Short one. And now one that is much too long for it.", 20)).toEqual([
      "Short one.",
      "And now one that is",
      "much too long for",
      "it.",
    ]);
    expect(partsOf("Hi. This is far too long to be said without a pause.", 32)).toEqual([
      "Hi. This is far too long to be",
      "said without a pause.",
    ]);
    expect(partsOf("see well-known/paths.of-the-world/now", 16)).toEqual([
      "see well-known/",
      "paths.of-the-",
      "world/now",
    ]);
  });

  test("ends a part between two characters where a word is", () => {
    const family = "👨‍👩‍👧‍👦";
    expect(partsOf(family.repeat(3), 24)).toEqual([family.repeat(2), family]);
    expect(partsOf("e\u0301".repeat(20), 17)).toEqual([
      "e\u0301".repeat(8),
      "e\u0301".repeat(8),
      "e\u0301".repeat(4),
    ]);
    expect(partsOf(`a${"\u0301".repeat(40)}`, 16).map(({ length }) => length)).toEqual([16, 16, 9]);
  });

  test("never ends a part inside a pair", () => {
    expect(partsOf(`a${"\u{1D167}".repeat(20)}`, 16).map(({ length }) => length)).toEqual([15, 16, 10]);
  });

  test("of nothing has no parts", () => {
    expect(partsOf("")).toEqual([]);
    expect(partsOf(" \n ")).toEqual([]);
  });

  test("has a first part of about a breath, and the rest to be asked for", () => {
    const [gist = "", ...rest] = partsOf("This is what happened to us today. ".repeat(300));
    expect(gist.length).toBeGreaterThan(250);
    expect(gist.length).toBeLessThanOrEqual(300);
    expect(gist.endsWith("today.")).toBe(true);
    expect(rest).toHaveLength(37);
  });

  test("loses nothing but spaces, and no part is too long, empty or half a character", () => {
    const text = fc
      .array(
        fc.oneof(
          fc.string({ unit: "grapheme" }),
          fc.constantFrom(" ", ". ", "\n", "\u0301", "👩🏽‍💻", "e.g. ", "字"),
        ),
        { maxLength: 60 },
      )
      .map((bits) => bits.join(""));
    fc.assert(
      fc.property(text, fc.integer({ min: -5, max: 60 }), (said, limit) => {
        const parts = partsOf(said, limit);
        expect(bare(parts.join(" "))).toBe(bare(said));
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(Math.max(limit, 16));
          expect(part).toBe(part.trim());
          expect(part).not.toBe("");
          expect(part).not.toMatch(/\p{Cs}/u);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([Number.NaN, Infinity, -Infinity])("takes a limit of %d for none", (limit) => {
    expect(partsOf("Hello there. ".repeat(40), limit)).toEqual(partsOf("Hello there. ".repeat(40)));
  });

  test.each(["a", "a ", ". ", "a. ", "abcd. x", "\u0301", "👍🏽", "字", "ก", " ", "\n", "3.", "\u200D", "-/"])(
    "of nothing but %j over and over is parted in linear time",
    (bit) => {
      const text = bit.repeat(100_000 / bit.length);
      expect(bare(partsOf(text).join(""))).toBe(bare(text));
    },
  );
});
