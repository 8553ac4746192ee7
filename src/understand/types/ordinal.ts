import { englishCardinal, englishStarts } from "./cardinal.ts";
import { germanPlace } from "./german.ts";
import { isDigits, joined } from "./digits.ts";
import { isGerman } from "./number.ts";
import type { Read, Reader } from "./reader.ts";
import type { Token } from "./token.ts";

const englishPlaces = new Map(
  (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth " +
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
  )
    .split(" ")
    .map((word, i): [string, number] => [word, i]),
);
englishPlaces.set("nineth", 9).set("twelveth", 12);
const roundPlaces = new Map([
  ..."twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
    .split(" ")
    .map((word, i): [string, number] => [word, (i + 2) * 10]),
  ["hundredth", 100],
  ["thousandth", 1e3],
  ["millionth", 1e6],
  ["billionth", 1e9],
  ["trillionth", 1e12],
]);

/** Whether a place can begin with a word. */
export const ordinalStarts = (word: string, german: boolean): boolean =>
  german
    ? /^(?:der|die|das|den|dem)$/.test(word) || germanPlace(word) !== undefined
    : word === "the" || englishPlaces.has(word) || roundPlaces.has(word) || englishStarts.has(word);

/** A place in an order: 21 for "twenty-first" and "21st", 3 for "der dritte". An article before it belongs to it. */
export const ordinalAt: Reader<number> = (tokens, from, to, here) => {
  const german = isGerman(here);
  const article = german ? /^(?:der|die|das|den|dem)$/ : /^the$/;
  if (from < to && article.test(tokens[from]?.plain ?? "")) {
    const read = bareOrdinal(tokens, from + 1, to, german);
    if (read) return read;
  }
  return bareOrdinal(tokens, from, to, german);
};

function bareOrdinal(
  tokens: readonly Token[],
  from: number,
  to: number,
  german: boolean,
): Read<number> | undefined {
  const first = from < to ? tokens[from] : undefined;
  if (!first) return undefined;
  if (isDigits(first)) {
    const next = joined(tokens, from + 1, to);
    const after = joined(tokens, from + 2, to);
    if (german)
      return next?.plain === "." && !after ? { to: from + 2, value: Number(first.plain) } : undefined;
    return next && /^(?:st|nd|rd|th)$/.test(next.plain)
      ? { to: from + 2, value: Number(first.plain) }
      : undefined;
  }
  if (german) {
    const place = germanPlace(tokens[from]?.plain ?? "");
    return place === undefined ? undefined : { to: from + 1, value: place };
  }
  return englishOrdinal(tokens, from, to);
}

function englishOrdinal(tokens: readonly Token[], from: number, to: number): Read<number> | undefined {
  const plain = (at: number) => (at < to ? (tokens[at]?.plain ?? "") : "");
  const own = englishPlaces.get(plain(from)) ?? roundPlaces.get(plain(from));
  if (own !== undefined) return { to: from + 1, value: own };
  if (!englishStarts.has(plain(from)) && !isDigits(tokens[from])) return undefined;
  // The last word is a place and those before it a number that leaves room for it: "two hundred and third".
  for (let last = Math.min(to, from + 10) - 1; last > from; last--) {
    const small = englishPlaces.get(plain(last));
    const place = small ?? roundPlaces.get(plain(last));
    if (place === undefined) continue;
    let end = last;
    if (["-", "and"].includes(plain(end - 1))) end--;
    const one = end === from + 1 && plain(from) === "a" ? { to: end, value: 1 } : undefined;
    const before = one ?? englishCardinal(tokens, from, end, () => undefined);
    if (before?.to !== end) continue;
    if (place >= 100) return { to: last + 1, value: before.value * place };
    const room =
      before.value % 100 === 0 ? 100 : before.value % 10 === 0 && before.value % 100 >= 20 ? 10 : 0;
    if (place > 0 && place < room) return { to: last + 1, value: before.value + place };
  }
  return undefined;
}
