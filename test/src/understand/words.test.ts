import { describe, expect, test } from "vitest";
import { bluntly } from "../../../src/understand/builtin.ts";
import { plain, wordsOf } from "../../../src/understand/words.ts";

describe("words", () => {
  test("are letters and digits, compared without case, width or curly marks", () => {
    expect(plain("  Ｏat-MILK, Ben’s & 3.5!  ")).toBe("oat-milk ben 's 3.5");
    expect(plain("-3 − 5 −5")).toBe("-3 5 -5");
  });

  test("that are written together count apart, and stand in one place", () => {
    expect(plain("What's in there? I'd say: don't.")).toBe("what is in there i would say do not");
    expect(wordsOf("I'm")).toEqual([
      { plain: "i", start: 0, end: 3 },
      { plain: "am", start: 0, end: 3 },
    ]);
    expect(plain("the dog's constructor's toString's")).toBe("the dog 's constructor 's tostring 's");
    expect(wordsOf("Ben’s")).toEqual([
      { plain: "ben", start: 0, end: 3 },
      { plain: "'s", start: 3, end: 5 },
    ]);
    expect(plain("'s reply is 'so'")).toBe("'s reply is so");
  });

  test("of a script that is written without spaces are its signs", () => {
    expect(plain("牛乳を2本, コーヒー and ミルクティー")).toBe(
      "牛 乳 を 2 本 コ ー ヒ ー and ミ ル ク テ ィ ー",
    );
    expect(plain("กาแฟ 3.5")).toBe("ก า แ ฟ 3.5");
    expect(plain("Ünïcödé Ελλάδα Москва שלום 한국어")).toBe("ünïcödé ελλάδα москва שלום 한국어");
  });
});

describe("without courtesies", () => {
  test.each([
    ["please show me drinks", "show me drinks"],
    ["Could you please track my order, thank you!", "track my order"],
    ["check out bitte", "check out"],
    ["show me drinks", "show me drinks"],
    ["What's up please?", "What's up"],
  ])("%j is %j", (polite, blunt) => {
    expect(bluntly(polite)).toBe(blunt);
  });

  test("nothing is left out of what is nothing else", () => {
    for (const text of ["please", "thanks", "could you please", "please thanks", "", " ", "🎉"]) {
      expect(bluntly(text)).toBe(text);
    }
  });
});
