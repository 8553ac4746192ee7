import { describe, expect, test } from "vitest";
import { gazetteerOf } from "../../../../src/understand/gazetteer.ts";
import { edits } from "../../../../src/understand/names/edit.ts";
import { bare } from "../../../../src/understand/names/plural.ts";
import { soundOf } from "../../../../src/understand/names/sound.ts";
import { roomForWords, spoken } from "../../../../src/understand/names/spoken.ts";
import { wordsOf } from "../../../../src/understand/words.ts";

describe("the distance of two words", () => {
  test.each([
    ["milk", "milk", 0],
    ["milk", "mlik", 1],
    ["milk", "silk", 1],
    ["milk", "milks", 1],
    ["kitten", "sitting", 3],
    ["", "ab", 2],
  ])("%s to %s is %i", (a, b, count) => {
    expect(edits(a, b, 4)).toBe(count);
    expect(edits(b, a, 4)).toBe(count);
  });

  test("is not counted beyond what matters", () => expect(edits("milk", "bread", 1)).toBe(2));
});

test.each([
  ["tomatoes", "tomato"],
  ["boxes", "box"],
  ["berries", "berry"],
  ["loaves", "loaf"],
  ["glass", "glass"],
  ["bus", "bus"],
  ["gas", "gas"],
  ["café", "cafe"],
  ["Straße".toLowerCase(), "strasse"],
])("the bare form of %s is %s", (word, form) => expect(bare(word)).toBe(form));

test.each([
  ["serial", "cereal"],
  ["flower", "flour"],
  ["knight", "night"],
  ["phone", "fone"],
])("%s sounds like %s", (a, b) => expect(soundOf(a)).toBe(soundOf(b)));

test("milk does not sound like bread", () => expect(soundOf("milk")).not.toBe(soundOf("bread")));

describe("what is known of words", () => {
  const names = gazetteerOf([{ id: "1", name: "zucchini" }]);
  const found = (text: string) => {
    const said = spoken(wordsOf(text));
    expect(said.vocabulary.size).toBeLessThanOrEqual(roomForWords);
    return names.find(said).map(({ entry }) => entry.id);
  };

  test("is forgotten with the vocabulary it was numbered by", () => {
    for (let i = 0; i < 20; i++) {
      const others = Array.from({ length: 1_000 }, (_, at) => `w${i}x${at}`).join(" ");
      // Whenever a vocabulary begins anew, the name has the number of another word.
      expect(found(i % 3 === 0 ? `${others} zuchini` : `zuchini ${others}`)).toEqual(["1"]);
    }
    expect(found("no such thing")).toEqual([]);
  });
});
