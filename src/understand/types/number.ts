import {
  englishCardinal,
  englishDigit,
  englishFew,
  englishPart,
  englishStarts,
  named_,
  scaleBefore,
} from "./cardinal.ts";
import { germanCardinal, germanFew, germanHalf, germanPart, germanWord } from "./german.ts";
import type { Here, Read, Reader } from "./reader.ts";
import type { Token } from "./token.ts";

/** Whether a token is digits, of a length that a number may have. */
export const isDigits = (token: Token | undefined): token is Token =>
  token !== undefined && token.plain.length <= 15 && /^[0-9]+$/.test(token.plain);

/** Whether a locale's language is German. */
export const isGerman = ({ locale }: Pick<Here, "locale">): boolean => /^de\b/i.test(locale);

/** A token that is written together with the one before. */
export const joined = (tokens: readonly Token[], at: number, to: number): Token | undefined => {
  const token = at < to ? tokens[at] : undefined;
  return token && !token.apart ? token : undefined;
};

const suffixes = new Map([
  ["k", 1e3],
  ["mm", 1e6],
  ["mil", 1e6],
  ["mln", 1e6],
  ["bn", 1e9],
  ["bln", 1e9],
  ["m", 1e6],
  ["g", 1e9],
  ["b", 1e9],
]);

/** A number in digits: "2,000.5", ".77", "1/2", "3k". A piece of something longer, such as a time or a version, is none. */
function digits(
  tokens: readonly Token[],
  from: number,
  to: number,
  german: boolean,
): Read<number> | undefined {
  const first = tokens[from];
  const before = first?.apart ? undefined : tokens[from - 1];
  if (before && (/[\p{L}\p{N}/:_]/u.test(before.plain) || isDigits(before))) return undefined;
  const read =
    first?.plain === "." && first.apart ? fraction(tokens, from, to) : whole(tokens, from, to, german);
  if (!read) return undefined;
  const next = joined(tokens, read.to, to);
  if (!next) return over(tokens, read, to);
  const power = powerOf(tokens, read, to);
  if (power) return power;
  const suffix = suffixes.get(next.plain);
  if (suffix !== undefined && !joined(tokens, read.to + 1, to))
    return { to: read.to + 1, value: read.value * suffix };
  if (next.plain === "/") return part(tokens, read, to);
  if (/[½¼¾]|⁄/u.test(next.plain)) return over(tokens, read, to);
  if (/[\p{L}\p{N}:_]/u.test(next.plain)) return undefined;
  return /[.,-]/.test(next.plain) && isDigits(joined(tokens, read.to + 1, to))
    ? undefined
    : over(tokens, read, to);
}

/** "1.5e3": what is written together with a number to say how many places it is moved by. */
function powerOf(
  tokens: readonly Token[],
  { to: at, value }: Read<number>,
  to: number,
): Read<number> | undefined {
  if (joined(tokens, at, to)?.plain !== "e") return undefined;
  const sign = joined(tokens, at + 1, to)?.plain ?? "";
  const digits = joined(tokens, /^[+-]$/.test(sign) ? at + 2 : at + 1, to);
  if (!isDigits(digits) || digits.plain.length > 3) return undefined;
  return {
    to: /^[+-]$/.test(sign) ? at + 3 : at + 2,
    value: Number(`${value}e${sign === "-" ? "-" : ""}${digits.plain}`),
  };
}

function fraction(tokens: readonly Token[], from: number, to: number): Read<number> | undefined {
  const after = joined(tokens, from + 1, to);
  return isDigits(after) ? { to: from + 2, value: Number(`0.${after.plain}`) } : undefined;
}

/** Digits with signs between thousands and before decimals, as the language has them, or clearly the other way about. */
function whole(
  tokens: readonly Token[],
  from: number,
  to: number,
  german: boolean,
): Read<number> | undefined {
  const first = from < to ? tokens[from] : undefined;
  if (!isDigits(first)) return mixed(first, from);
  const [thousands, decimal] = german ? [".", ","] : [",", "."];
  const plain =
    grouped(tokens, from, to, thousands, decimal) ?? grouped(tokens, from, to, decimal, thousands);
  return plain;
}

function grouped(tokens: readonly Token[], from: number, to: number, thousands: string, decimal: string) {
  let text = tokens[from]?.plain ?? "";
  let at = from + 1;
  if (text.length <= 3) {
    while (joined(tokens, at, to)?.plain === thousands) {
      const next = joined(tokens, at + 1, to);
      if (!isDigits(next) || next.plain.length !== 3) break;
      text += next.plain;
      at += 2;
    }
    if (at === from + 1) {
      for (
        let next = tokens[at];
        at < to && isDigits(next) && next.apart && next.plain.length === 3;
        next = tokens[at]
      ) {
        text += next.plain;
        at++;
      }
    }
  }
  if (joined(tokens, at, to)?.plain === decimal) {
    const next = joined(tokens, at + 1, to);
    if (isDigits(next)) {
      text += `.${next.plain}`;
      at += 2;
    }
  }
  const rest = joined(tokens, at, to)?.plain;
  const goesOn = (rest === thousands || rest === decimal) && isDigits(joined(tokens, at + 1, to));
  return goesOn ? undefined : { to: at, value: Number(text) };
}

/** "½" alone; compatibility forms make "1⁄2" of it. */
function mixed(token: Token | undefined, from: number): Read<number> | undefined {
  const [, up, down] = /^(\d+)\u2044(\d+)$/.exec(token?.plain ?? "") ?? [];
  return up !== undefined && down !== undefined && Number(down) > 0
    ? { to: from + 1, value: Number(up) / Number(down) }
    : undefined;
}

/** "1/2": a part, where nothing more is joined to it. */
function part(
  tokens: readonly Token[],
  { to: slash, value }: Read<number>,
  to: number,
): Read<number> | undefined {
  const below = joined(tokens, slash + 1, to);
  const more = joined(tokens, slash + 2, to);
  const fits = isDigits(below) && Number(below.plain) > 0 && !(more && /[\p{L}\p{N}/]/u.test(more.plain));
  return fits ? { to: slash + 2, value: value / Number(below.plain) } : undefined;
}

/** A whole with a part behind it in signs: "2 1/2", "2½". */
function over(tokens: readonly Token[], read: Read<number>, to: number): Read<number> {
  const one = mixed(tokens[read.to], read.to);
  if (one && read.to < to) return { to: one.to, value: read.value + one.value };
  if (!isDigits(tokens[read.to]) || read.to + 2 >= to || joined(tokens, read.to + 1, to)?.plain !== "/")
    return read;
  const extra = part(tokens, { to: read.to + 1, value: Number(tokens[read.to]?.plain) }, to);
  return extra && extra.value < 1 ? { to: extra.to, value: read.value + extra.value } : read;
}

/** A number in digits or words: 24 for "two dozen", 1.5 for "one and a half", 250 for "zweihundertfünfzig". */
export const numberAt: Reader<number> = (tokens, from, to, here) => {
  const first = from < to ? tokens[from] : undefined;
  if (!first) return undefined;
  if (first.plain === "minus" || first.plain === "negative" || (/^[-−]$/.test(first.plain) && first.apart)) {
    const next = tokens[from + 1];
    if (/^[-−]$/.test(first.plain) && (!next || next.apart)) return undefined;
    const read = positive(tokens, from + 1, to, here);
    return read && { to: read.to, value: -read.value };
  }
  return positive(tokens, from, to, here);
};

const canStart = (plain: string, german: boolean) =>
  /^[0-9.]|⁄/.test(plain) || german || englishStarts.has(plain);

const positive: Reader<number> = (tokens, from, to, here) => {
  const first = from < to ? tokens[from] : undefined;
  const german = isGerman(here);
  if (!first || !canStart(first.plain, german)) return undefined;
  return german ? inGerman(tokens, from, to) : inEnglish(tokens, from, to);
};

function inEnglish(tokens: readonly Token[], from: number, to: number): Read<number> | undefined {
  const written = (all: readonly Token[], at: number, end: number) => digits(all, at, end, false);
  const named = englishFew(tokens, from, to);
  if (named) return named;
  const share = englishPart(tokens, from, to);
  const cardinal = englishCardinal(tokens, from, to, written);
  if (share && share.to >= (cardinal?.to ?? 0)) return share;
  if (tokens[from]?.plain === "point")
    return decimals(tokens, { to: from, value: 0 }, to, "point", englishDigit);
  if (!cardinal) return undefined;
  const exact = decimals(tokens, cardinal, to, "point", englishDigit);
  if (exact && exact.to > cardinal.to) return englishScale(tokens, exact, to);
  return (
    englishPart(tokens, from, to, cardinal) ??
    ratio(tokens, cardinal, to, written) ??
    mixedWords(tokens, cardinal, to)
  );
}

/** "one over three", "two out of five". */
function ratio(
  tokens: readonly Token[],
  up: Read<number>,
  to: number,
  written: (all: readonly Token[], at: number, end: number) => Read<number> | undefined,
): Read<number> | undefined {
  const out = tokens[up.to]?.plain === "out" && tokens[up.to + 1]?.plain === "of";
  if (!out && tokens[up.to]?.plain !== "over") return undefined;
  const down = englishCardinal(tokens, up.to + (out ? 2 : 1), to, written);
  return down && down.value > 0 ? { to: down.to, value: up.value / down.value } : undefined;
}

/** A whole with a part behind it in words: "one and a half", "a million and a half". */
function mixedWords(tokens: readonly Token[], cardinal: Read<number>, to: number): Read<number> {
  const behind = tokens[cardinal.to]?.plain === "and" ? englishPart(tokens, cardinal.to + 1, to) : undefined;
  if (!behind) return cardinal;
  const [before, after] = [scaleBefore(tokens, cardinal.to), scaleBefore(tokens, behind.to)];
  // "a million and a half" is one and a half million, and so is "one and a half million".
  const value =
    after > 1 && before === 1
      ? cardinal.value * after + behind.value
      : cardinal.value + behind.value * (after > 1 ? 1 : before);
  return englishScale(tokens, { to: behind.to, value }, to);
}

/** "two point five million". */
function englishScale(tokens: readonly Token[], read: Read<number>, to: number): Read<number> {
  const scaled = englishCardinal(tokens, read.to, Math.min(to, read.to + 1), () => undefined);
  const word = tokens[read.to]?.plain ?? "";
  return scaled && read.to < to && /^(?:hundred|thousand|million|billion|trillion|dozen)$/.test(word)
    ? { to: scaled.to, value: read.value * scaled.value }
    : read;
}

/** The digits behind a spoken point. */
function decimals(
  tokens: readonly Token[],
  read: Read<number>,
  to: number,
  point: string,
  digit: (token: Token | undefined) => number | undefined,
): Read<number> | undefined {
  if (read.to >= to || tokens[read.to]?.plain !== point) return undefined;
  let text = "";
  let at = read.to + 1;
  const first = tokens[at];
  if (isDigits(first) && at < to) return { to: at + 1, value: Number(`${read.value}.${first.plain}`) };
  for (; at < to && text.length < 15; at++) {
    const one = digit(tokens[at]);
    if (one === undefined) break;
    text += String(one);
  }
  if (text === "") {
    const group = englishCardinal(tokens, at, to, () => undefined);
    return group && point === "point" && group.value >= 10 && group.value < 100
      ? { to: group.to, value: Number(`${read.value}.${group.value}`) }
      : undefined;
  }
  return { to: at, value: Number(`${read.value}.${text}`) };
}

function inGerman(tokens: readonly Token[], from: number, to: number): Read<number> | undefined {
  const written = (all: readonly Token[], at: number, end: number) => digits(all, at, end, true);
  const named = named_(germanFew, tokens, from, to);
  if (named) return named;
  const share = germanPart(tokens, from, to);
  if (share) return share;
  const half = germanHalf(tokens[from]?.plain ?? "");
  const cardinal = germanCardinal(tokens, from, to, written) ?? (half && { to: from + 1, value: half });
  if (!cardinal) return undefined;
  const exact = decimals(tokens, cardinal, to, "komma", (token) => {
    const value = token && germanWord(token.plain);
    return value !== undefined && value < 10 ? value : undefined;
  });
  if (exact) return exact;
  if (tokens[cardinal.to]?.plain === "dutzend" && cardinal.to < to) {
    return { to: cardinal.to + 1, value: cardinal.value * 12 };
  }
  const behind = tokens[cardinal.to]?.plain === "und" ? germanPart(tokens, cardinal.to + 1, to) : undefined;
  return behind ? { to: behind.to, value: cardinal.value + behind.value } : cardinal;
}
