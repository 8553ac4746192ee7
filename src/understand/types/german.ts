import type { Read } from "./reader.ts";
import type { Token } from "./token.ts";

const spelled = (word: string) =>
  word.replaceAll("ü", "ue").replaceAll("ö", "oe").replaceAll("ä", "ae").replaceAll("ß", "ss");

const ones = new Map([
  ["null", 0],
  ["ein", 1],
  ["eins", 1],
  ["eine", 1],
  ["einen", 1],
  ["einem", 1],
  ["einer", 1],
  ["eines", 1],
  ["zwei", 2],
  ["zwo", 2],
  ["drei", 3],
  ["vier", 4],
  ["fuenf", 5],
  ["sechs", 6],
  ["sieben", 7],
  ["acht", 8],
  ["neun", 9],
  ["zehn", 10],
  ["elf", 11],
  ["zwoelf", 12],
  ["dreizehn", 13],
  ["vierzehn", 14],
  ["fuenfzehn", 15],
  ["sechzehn", 16],
  ["siebzehn", 17],
  ["achtzehn", 18],
  ["neunzehn", 19],
]);
const tens = new Map(
  "zwanzig dreissig vierzig fuenfzig sechzig siebzig achtzig neunzig"
    .split(" ")
    .map((word, i) => [word, (i + 2) * 10]),
);
const scales = new Map([
  ["million", 1e6],
  ["millionen", 1e6],
  ["milliarde", 1e9],
  ["milliarden", 1e9],
  ["billion", 1e12],
  ["billionen", 1e12],
]);

/** The number one German word stands for, however long: "zweihundertfünfzig". */
export function germanWord(word: string): number | undefined {
  return word.length > 60 ? undefined : compound(spelled(word));
}

function compound(word: string): number | undefined {
  if (word === "") return undefined;
  const small = ones.get(word) ?? tens.get(word);
  if (small !== undefined) return small;
  return around(word, "tausend", 1_000) ?? around(word, "hundert", 100) ?? underHundred(word);
}

/** What stands before and behind a scale within a word. */
function around(word: string, scale: string, size: number): number | undefined {
  const at = word.indexOf(scale);
  if (at < 0) return undefined;
  const before = at === 0 ? 1 : compound(word.slice(0, at));
  const rest = word.slice(at + scale.length).replace(/^und(?=.)/, "");
  const after = rest === "" ? 0 : compound(rest);
  return before === undefined || after === undefined || after >= size ? undefined : before * size + after;
}

function underHundred(word: string): number | undefined {
  const at = word.indexOf("und");
  if (at <= 0) return undefined;
  const one = ones.get(word.slice(0, at));
  const ten = tens.get(word.slice(at + 3));
  return one === undefined || ten === undefined || one > 9 ? undefined : ten + one;
}

/** Numbers with a half at their end: "anderthalb", "zweieinhalb". */
export function germanHalf(word: string): number | undefined {
  if (word === "anderthalb" || word === "anderthalbe") return 1.5;
  const [, whole] = /^(.{2,40})einhalbe?$/.exec(spelled(word)) ?? [];
  const value = whole === undefined ? undefined : compound(whole);
  return value === undefined ? undefined : value + 0.5;
}

/** Whether a number can begin with a German word. */
export const startsGerman = (word: string): boolean =>
  germanWord(word) !== undefined ||
  germanHalf(word) !== undefined ||
  /^(?:ein|eine[mnrs]?|halb|halbe[nrs]?|paar|dutzend|drei|zwei)/.test(word);

/** Whole numbers of German, a word or several: "zwei Millionen dreihunderttausend". `digits` reads those that are not words. */
export function germanCardinal(
  tokens: readonly Token[],
  from: number,
  to: number,
  digits: (tokens: readonly Token[], from: number, to: number) => Read<number> | undefined,
): Read<number> | undefined {
  let total: number | undefined;
  let at = from;
  let least = Infinity;
  while (at < to) {
    const begin = total !== undefined && tokens[at]?.plain === "und" ? at + 1 : at;
    const token = begin < to ? tokens[begin] : undefined;
    const word = token && (germanWord(token.plain) ?? germanHalf(token.plain));
    const group = word === undefined ? digits(tokens, begin, to) : { to: begin + 1, value: word };
    if (!group) break;
    const next = group.to < to ? (tokens[group.to]?.plain ?? "") : "";
    const scale =
      scales.get(next) ?? (/^\d/.test(token?.plain ?? "") && next === "tausend" ? 1_000 : undefined);
    if (scale !== undefined && scale < least) {
      total = (total ?? 0) + group.value * scale;
      least = scale;
      at = group.to + 1;
    } else if (group.value < least && (total === undefined || word !== undefined)) {
      return { to: group.to, value: (total ?? 0) + group.value };
    } else break;
  }
  return total === undefined ? undefined : { to: at, value: total };
}

/** Numbers of German that have names of their own. */
export const germanFew: readonly (readonly [words: readonly string[], value: number])[] = [
  [["ein", "halbes", "dutzend"], 6],
  [["halbes", "dutzend"], 6],
  [["ein", "dutzend"], 12],
  [["dutzend"], 12],
  [["ein", "paar"], 2],
  [["paar"], 2],
];

const denominators = new Map([
  ["halb", 2],
  ["halbe", 2],
  ["halber", 2],
  ["halbes", 2],
  ["halben", 2],
  ["drittel", 3],
  ["viertel", 4],
  ["fuenftel", 5],
  ["sechstel", 6],
  ["siebtel", 7],
  ["achtel", 8],
  ["neuntel", 9],
  ["zehntel", 10],
  ["hundertstel", 100],
]);

/** "ein halber", "drei Viertel". */
export function germanPart(tokens: readonly Token[], from: number, to: number): Read<number> | undefined {
  const joined = /^(drei|zwei|ein)(viertel|drittel)$/.exec(tokens[from]?.plain ?? "");
  if (joined) {
    return {
      to: from + 1,
      value: (ones.get(joined[1] ?? "") ?? 1) / (denominators.get(joined[2] ?? "") ?? 1),
    };
  }
  const count = from < to ? ones.get(spelled(tokens[from]?.plain ?? "")) : undefined;
  const at = count === undefined ? from : from + 1;
  const part = at < to ? denominators.get(spelled(tokens[at]?.plain ?? "")) : undefined;
  return part === undefined || (count === undefined && part > 2)
    ? undefined
    : { to: at + 1, value: (count ?? 1) / part };
}

const places = new Map([
  ["erst", 1],
  ["dritt", 3],
  ["siebt", 7],
  ["siebent", 7],
  ["acht", 8],
]);

const bigPlaces = new Map([
  ["millionst", 1e6],
  ["milliardst", 1e9],
  ["billionst", 1e12],
]);

/** The place a German word stands for: "erster" is 1, "einundzwanzigste" 21. */
export function germanPlace(word: string): number | undefined {
  const [, stem] = /^(.{3,60}?)e[rnsm]?$/.exec(spelled(word)) ?? [];
  if (stem === undefined || !stem.endsWith("t")) return undefined;
  const own = places.get(stem);
  if (own !== undefined) return own;
  const scale = bigPlaces.get(stem);
  if (scale !== undefined) return scale;
  const [, before, last] = /^(.+?)(erst|dritt|siebt|acht)$/.exec(stem) ?? [];
  if (before !== undefined && last !== undefined) {
    const value = compound(before.replace(/und$/, ""));
    if (value !== undefined && value >= 100) return value + (places.get(last) ?? 0);
  }
  const root = stem.endsWith("st") ? stem.slice(0, -2) : stem.slice(0, -1);
  const value = compound(root);
  if (value === undefined || value === 1 || value === 3) return undefined;
  // From twenty on a place ends in -ste, below in -te.
  const long = value % 100 >= 20 || (value % 100 === 0 && value > 0);
  return long === stem.endsWith("st") ? value : undefined;
}
