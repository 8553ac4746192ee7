import { expect, test } from "vitest";
import { pick } from "palaver";

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
