import type { Read } from "./reader.ts";
import type { Token } from "./token.ts";

/** Reads a number that is written in words of one language. */
export type Words = (tokens: readonly Token[], from: number, to: number) => Read<number> | undefined;

const named = (words: string, of: (index: number) => number): [string, number][] =>
  words.split(" ").map((word, i) => [word, of(i)]);

const units = new Map([
  ...named(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
      "eighteen nineteen",
    (i) => i,
  ),
  ...named("nought naught nil", () => 0),
]);
const tens = new Map([
  ...named("twenty thirty forty fifty sixty seventy eighty ninety", (i) => (i + 2) * 10),
  ["fourty", 40] as const,
]);
const scales = new Map([
  ["hundred", 100],
  ["thousand", 1e3],
  ["million", 1e6],
  ["billion", 1e9],
  ["trillion", 1e12],
  ["mil", 1e6],
  ["mln", 1e6],
  ["bln", 1e9],
  ["bn", 1e9],
  ["tln", 1e12],
  ["lakh", 1e5],
  ["crore", 1e7],
  ["grand", 1e3],
]);
/** What counts things by the group, and of how many it is. */
const groups = new Map([
  ["dozen", 12],
  ["dozens", 12],
  ["dz", 12],
  ["dzs", 12],
  ["doz", 12],
  ["dozs", 12],
  ["score", 20],
]);

const isAnd = (token: Token | undefined) => token?.plain === "and" || token?.plain === "&";
const isArticle = (token: Token | undefined) => token?.plain === "a" || token?.plain === "an";
const isHyphen = (token: Token | undefined) => token?.plain === "-";

/** The words of English that a number can begin with. */
export const englishStarts: ReadonlySet<string> = new Set([
  ...units.keys(),
  ...tens.keys(),
  ...scales.keys(),
  ...groups.keys(),
  ..."a an half couple pair point few quarter".split(" "),
]);

function underHundred(tokens: readonly Token[], from: number, to: number): Read<number> | undefined {
  const ten = tens.get(tokens[from]?.plain ?? "");
  if (ten === undefined) {
    const unit = units.get(tokens[from]?.plain ?? "");
    return unit === undefined || from >= to ? undefined : { to: from + 1, value: unit };
  }
  const next = isHyphen(tokens[from + 1]) ? from + 2 : from + 1;
  const unit = next < to ? units.get(tokens[next]?.plain ?? "") : undefined;
  return unit !== undefined && unit > 0 && unit < 10
    ? { to: next + 1, value: ten + unit }
    : { to: from + 1, value: ten };
}

function underThousand(
  tokens: readonly Token[],
  from: number,
  to: number,
  digits: Words,
): Read<number> | undefined {
  const first = isArticle(tokens[from])
    ? { to: from + 1, value: 1 }
    : (underHundred(tokens, from, to) ?? digits(tokens, from, to));
  const hundred = first ? first.to : from;
  if (hundred >= to || tokens[hundred]?.plain !== "hundred") {
    return first && !isArticle(tokens[from]) ? first : undefined;
  }
  const value = (first?.value ?? 1) * 100;
  const next = isAnd(tokens[hundred + 1]) ? hundred + 2 : hundred + 1;
  const rest = underHundred(tokens, next, to) ?? digits(tokens, next, to);
  // "one hundred and three quarters" and "one hundred thirty fifths" end with a part, which is read behind this.
  const joined = next > hundred + 1;
  const part = rest && denominator(tokens, joined ? rest.to : next, to);
  return rest && rest.value < 100 && !(part && (!joined || rest.value < part.value))
    ? { to: rest.to, value: value + rest.value }
    : { to: hundred + 1, value };
}

/** Whole numbers of English: "two hundred and fifty", "a thousand", "two dozen". `digits` reads those that are not words. */
export function englishCardinal(
  tokens: readonly Token[],
  from: number,
  to: number,
  digits: Words,
): Read<number> | undefined {
  let total: number | undefined;
  let at = from;
  let least = Infinity;
  while (at < to) {
    const begin = total !== undefined && isAnd(tokens[at]) ? at + 1 : at;
    const group =
      underThousand(tokens, begin, to, digits) ??
      (isArticle(tokens[begin]) && scales.has(tokens[begin + 1]?.plain ?? "")
        ? { to: begin + 1, value: 1 }
        : undefined);
    // "two million and two thirds" ends with a part, which is read behind this.
    if (group && begin > at && denominator(tokens, group.to, to)) break;
    const scaled = group ? group.to : begin;
    const scale =
      scaled < to && (group || total === undefined) ? scales.get(tokens[scaled]?.plain ?? "") : undefined;
    if (scale !== undefined && scale < least) {
      total = (total ?? 0) + (group?.value ?? 1) * scale;
      least = scale;
      at = scaled + 1;
    } else if (
      group &&
      group.value < least &&
      (total === undefined || isWord(tokens[begin]) || group.to > begin + 1)
    ) {
      return inGroups(tokens, { to: group.to, value: (total ?? 0) + group.value }, to);
    } else break;
  }
  return total === undefined ? undefined : inGroups(tokens, { to: at, value: total }, to);
}

const isWord = (token: Token | undefined) => token !== undefined && !/^\p{N}/u.test(token.plain);

/** "two" with "dozen" behind it. */
function inGroups(tokens: readonly Token[], read: Read<number>, to: number): Read<number> {
  const group = read.to < to ? groups.get(tokens[read.to]?.plain ?? "") : undefined;
  return group === undefined ? read : { to: read.to + 1, value: read.value * group };
}

const few: readonly (readonly [words: readonly string[], value: number])[] = [
  [["half", "a", "dozen"], 6],
  [["a", "half", "dozen"], 6],
  [["a", "couple", "of"], 2],
  [["a", "couple"], 2],
  [["couple", "of"], 2],
  [["couple"], 2],
  [["a", "pair", "of"], 2],
  [["a", "pair"], 2],
  [["a", "dozen"], 12],
  [["dozen"], 12],
  [["a", "few"], 3],
  [["few"], 3],
  [["a", "score"], 20],
];

/** Numbers that have names of their own: "a couple of", "half a dozen". */
export const englishFew = (tokens: readonly Token[], from: number, to: number): Read<number> | undefined =>
  named_(few, tokens, from, to);

/** The first of these phrases that the tokens begin with. */
export function named_(
  phrases: readonly (readonly [words: readonly string[], value: number])[],
  tokens: readonly Token[],
  from: number,
  to: number,
): Read<number> | undefined {
  for (const [words, value] of phrases) {
    if (from + words.length <= to && words.every((word, i) => tokens[from + i]?.plain === word)) {
      return { to: from + words.length, value };
    }
  }
  return undefined;
}

/** The last word of a part, without its s: what it is one of. */
const denominators = new Map([
  ["half", 2],
  ["halve", 2],
  ["quarter", 4],
  ...named(
    "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth " +
      "seventeenth eighteenth nineteenth",
    (i) => i + 3,
  ),
  ...named(
    "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth",
    (i) => (i + 2) * 10,
  ),
  ["hundredth", 100],
  ["thousandth", 1e3],
  ["millionth", 1e6],
  ["billionth", 1e9],
  ["trillionth", 1e12],
]);

/** The unit that a part of twenty and more ends with: the third of "a twenty-third". */
const behindTens = new Map(
  named("first second third fourth fifth sixth seventh eighth ninth", (i) => i + 1).flatMap(
    ([word, unit]) => [[word, unit] as const, [`${word}s`, unit] as const],
  ),
);

/** What a count of these words is a part of: 4 for "quarters", 25 for "twenty-fifths". */
function denominator(tokens: readonly Token[], from: number, to: number): Read<number> | undefined {
  const word = from < to ? (tokens[from]?.plain ?? "") : "";
  const ten = tens.get(word);
  if (ten !== undefined) {
    const next = isHyphen(tokens[from + 1]) ? from + 2 : from + 1;
    const unit = next < to ? behindTens.get(tokens[next]?.plain ?? "") : undefined;
    return unit === undefined ? undefined : { to: next + 1, value: ten + unit };
  }
  const part = denominators.get(word) ?? denominators.get(word.replace(/s$/, ""));
  return part === undefined ? undefined : { to: from + 1, value: part };
}

/**
 * "a half", "three quarters", "seven eighths", with the count that has been read before it, if any. A part that is also a place
 * needs a count, or an article: "a fifth".
 */
export function englishPart(
  tokens: readonly Token[],
  from: number,
  to: number,
  count?: Read<number>,
): Read<number> | undefined {
  const article = isArticle(tokens[from]);
  const of = count ?? (article ? { to: from + 1, value: 1 } : underHundred(tokens, from, to));
  const at = of ? (isHyphen(tokens[of.to]) ? of.to + 1 : of.to) : from;
  const part = denominator(tokens, at, to);
  if (!part) return undefined;
  const word = tokens[part.to - 1]?.plain ?? "";
  const plural = word.endsWith("s");
  if (!of)
    return word === "half" || word === "quarter"
      ? inMillions(tokens, { to: part.to, value: 1 / part.value }, to)
      : undefined;
  if (of.value === 1 ? plural : !plural) return undefined;
  return inMillions(tokens, { to: part.to, value: of.value / part.value }, to);
}

/** "half a million", "two thirds of a million". */
function inMillions(tokens: readonly Token[], read: Read<number>, to: number): Read<number> {
  let at = read.to;
  if (tokens[at]?.plain === "of") at++;
  if (isArticle(tokens[at])) at++;
  const scale = at < to ? scales.get(tokens[at]?.plain ?? "") : undefined;
  return scale !== undefined && scale >= 100 ? { to: at + 1, value: read.value * scale } : read;
}

/** The scale that the words before `at` end with, or 1: a million and a half is one and a half million. */
export const scaleBefore = (tokens: readonly Token[], at: number): number => {
  const scale = scales.get(tokens[at - 1]?.plain ?? "") ?? 1;
  return scale >= 1e3 ? scale : 1;
};

/** What stands for one digit behind a point. */
export const englishDigit = (token: Token | undefined): number | undefined => {
  const digit =
    token && (units.get(token.plain) ?? (token.plain === "oh" || token.plain === "o" ? 0 : undefined));
  return digit !== undefined && digit < 10 ? digit : undefined;
};
