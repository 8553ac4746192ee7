import {
  englishCardinal,
  englishDigit,
  englishFew,
  englishPart,
  englishStarts,
  named_,
  scaleBefore,
} from "./cardinal.ts";
import { digits, isDigits } from "./digits.ts";
import { germanCardinal, germanFew, germanHalf, germanPart, germanWord } from "./german.ts";
import type { Here, Read, Reader } from "./reader.ts";
import type { Token } from "./token.ts";

/** Whether a locale's language is German. */
export const isGerman = ({ locale }: Pick<Here, "locale">): boolean => /^de\b/i.test(locale);

/** A number in digits or words: 24 for "two dozen", 1.5 for "one and a half", 250 for "zweihundertfünfzig". */
export const numberAt: Reader<number> = (tokens, from, to, here) => {
  const first = from < to ? tokens[from] : undefined;
  if (!first) return undefined;
  if (first.plain === "minus" || first.plain === "negative" || (/^[-−]$/.test(first.plain) && first.apart)) {
    const next = tokens[from + 1];
    // A dash between other words is none of a number's.
    if (/^[-−]$/.test(first.plain) && (!next || (next.apart && from > 0))) return undefined;
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
