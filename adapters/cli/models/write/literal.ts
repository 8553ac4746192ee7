import type { Json } from "palaver";
import type { Code, Member } from "./code.ts";

/**
 * Signs that nobody sees, or that turn the order of what one sees: in source they are written by their numbers, so that it
 * says what it seems to (https://trojansource.codes). Joiners belong to words and emoji and stay.
 */
const unseen =
  /[\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

const escaped = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A text as a literal of TypeScript, in the quotes that need the fewest escapes. */
export function literal(text: string): string {
  const double = JSON.stringify(text).replace(unseen, escaped);
  const [doubles, singles] = [count(text, '"'), count(text, "'")];
  if (doubles <= singles) return double;
  return `'${double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

const count = (text: string, sign: string) => text.split(sign).length - 1;

/** A text as one of JSON. */
const jsonText = (text: string): string => JSON.stringify(text).replace(unseen, escaped);

/** A name as the key of an object's member. The one that would set what the object is made of is a member like any other. */
export const keyOf = (name: string): string =>
  name === "__proto__" ? '["__proto__"]' : /^[$A-Z_a-z][\w$]*$/.test(name) ? name : literal(name);

/** Words, or several wordings. */
export const wording = (texts: readonly string[]): Code => {
  const [only] = texts;
  return only !== undefined && texts.length === 1 ? literal(only) : { list: texts.map(literal) };
};

/** Words by language or locale, or alone. */
export function worded(byLocale: Readonly<Record<string, readonly string[]>>, one = wording): Code {
  const all = Object.entries(byLocale);
  const [first] = all;
  if (first && all.length === 1 && first[0] === "") return one(first[1]);
  return { open: true, members: all.map(([locale, texts]): Member => [keyOf(locale), one(texts)]) };
}

/** A JSON value. `open` objects have a line for each member; the others take one line where it is long enough. */
export function jsonCode(value: Json, open: boolean): Code {
  if (typeof value === "string") return jsonText(value);
  if (Array.isArray(value)) return { list: value.map((it: Json) => jsonCode(it, open)) };
  if (typeof value !== "object" || value === null) return JSON.stringify(value).replace("e+", "e");
  const members = Object.entries(value).map(([key, it]): Member => [jsonText(key), jsonCode(it, open)]);
  return { members, open };
}
