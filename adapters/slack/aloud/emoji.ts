import { faces } from "./faces.ts";
import { things } from "./things.ts";
import type { Saying } from "./saying.ts";

/** The languages that the tables of emoji have a column for, in their order. Others hear the first. */
const columns = ["en", "de"];

/** How one emoji is said, in the order of the columns. */
type Names = readonly string[];

const byGlyph = new Map<string, Names>();
const byName = new Map<string, Names>();
for (const row of [...faces, ...things]) {
  const [glyph = "", shortcodes = "", ...names] = row.split("|");
  byGlyph.set(glyph, names);
  for (const shortcode of shortcodes.split(" ")) byName.set(shortcode, names);
}

/** Flags that Slack has under the name of the country alone. */
const countries = new Set(["cn", "de", "es", "fr", "gb", "it", "jp", "kr", "ru", "us"]);

/** Emoji as characters: flags, keys of a telephone, and pictures with all that is joined to them. */
export const glyphs =
  /\p{RI}\p{RI}|[0-9#*]\uFE0F?\u20E3|\p{ExtPict}[\uFE0F\p{EMod}]*[\u{E0020}-\u{E007F}]*(?:\u200D\p{ExtPict}[\uFE0F\p{EMod}]*)*/gu;

/** Whether Slack itself has an emoji of that name, as far as is known here. */
export const isKnown = (shortcode: string): boolean => byName.has(shortcode) || countries.has(shortcode);

/**
 * How an emoji is said that Slack writes by its name, between colons or in a reaction: "+1::skin-tone-2" is "thumbs up".
 * One that is not known, such as a team's own, is said by the words of its name.
 */
export function shortcodeAloud(shortcode: string, saying: Saying): string {
  const name = shortcode.replace(/::skin-tone-\d$/, "");
  const known = byName.get(name);
  if (known) return inTongue(known, saying);
  const country = countries.has(name) ? name : /^flag-([a-z]{2})$/.exec(name)?.[1];
  return (country && flag(country, saying)) || name.replace(/[_-]+/g, " ").trim();
}

/**
 * How an emoji is said that is written as a character; the colour of a skin is dropped, and what is joined to a picture that has a name alone. One without a name here is called an
 * emoji, and a sign that is text more than picture, such as ©, is left as it is.
 */
export function glyphAloud(glyph: string, saying: Saying): string {
  const key = glyph.replace(/[\uFE0F\p{EMod}]/gu, "");
  const [first = ""] = key;
  const known = byGlyph.get(key) ?? byGlyph.get(first);
  if (known) return inTongue(known, saying);
  if (/^[0-9#*]/.test(key)) return first;
  if (/^\p{RI}/u.test(key)) return flag(lettersOf(key), saying) ?? saying.emoji;
  return /\uFE0F|\p{EPres}/u.test(glyph) ? saying.emoji : glyph;
}

const inTongue = (names: Names, { tongue }: Saying) => names[columns.indexOf(tongue)] ?? names[0] ?? "";

const lettersOf = (flag: string) =>
  [...flag].map((sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) - 0x1f1e6 + 0x61)).join("");

/** Asked for once in each language: they are slow to make. */
const regions = new Map<string, Intl.DisplayNames>();

function flag(country: string, saying: Saying): string | undefined {
  const names =
    regions.get(saying.tongue) ?? new Intl.DisplayNames(saying.tongue, { type: "region", fallback: "none" });
  regions.set(saying.tongue, names);
  const name = names.of(country.toUpperCase());
  return name === undefined ? undefined : saying.flag(name);
}
