import { expect, test } from "vitest";
import { canonicalLocale, pick } from "palaver";

const several = { en: "hello", de: "hallo", "de-AT": "servus", "pt-BR": "oi" };

test("of several, the one of the locale is picked, else of its language, else of another place of that language, else the first", () => {
  expect(
    ["de-AT", "de-CH", "de", "en-GB", "pt-PT", "pt", "fr-FR", "", "x"].map((it) => pick(several, it)),
  ).toEqual(["servus", "hallo", "hallo", "hello", "oi", "oi", "hello", "hello", "hello"]);
});

test("no locale is taken for one because objects have such a member", () => {
  for (const locale of ["__proto__", "constructor", "toString", "constructor-US"])
    expect(pick(several, locale)).toBe("hello");
  expect(pick({}, "en")).toBeUndefined();
});

test("a locale is spelled as everybody spells it, and what is none is nothing, however often it is asked for", () => {
  for (let time = 0; time < 2; time++) {
    expect(["en-us", "DE", "zh-hant-tw"].map(canonicalLocale)).toEqual(["en-US", "de", "zh-Hant-TW"]);
    expect(["", "en_US", "x".repeat(36), "constructor!", 7, null].map(canonicalLocale)).toEqual(
      Array(6).fill(undefined),
    );
  }
  for (let i = 0; i < 1_000; i++) canonicalLocale(`en-x-${i}`);
  expect(canonicalLocale("en-us")).toBe("en-US");
});
