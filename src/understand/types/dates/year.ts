import { isGerman, numberAt } from "../number.ts";
import type { Here, Read } from "../reader.ts";
import { past, plain, type Tokens } from "../tokens.ts";

/** What may stand between the parts of a day. */
export const commas: ReadonlySet<string> = new Set([",", ".", "-", "/"]);
const leads: ReadonlySet<string> = new Set(["of", "in"]);

/** A year with four digits. */
export function yearAt(tokens: Tokens, from: number, to: number): Read<number> | undefined {
  const at = past(tokens, past(tokens, from, to, commas), to, leads);
  const text = plain(tokens, at, to);
  return /^(?:1[5-9]|20|21)\d\d$/.test(text) ? { to: at + 1, value: Number(text) } : undefined;
}

/** The year behind a day and its month, where it may also be two digits or words: "of 87", "'87", "nineteen eighty-six". */
export function yearBehind(tokens: Tokens, from: number, to: number, here: Here): Read<number> | undefined {
  const four = yearAt(tokens, from, to);
  if (four) return four;
  const at = past(tokens, from, to, leads);
  const mark = plain(tokens, at, to);
  const short = /^['’]$/.test(mark) ? at + 1 : at > from ? at : undefined;
  if (short !== undefined && /^\d\d$/.test(plain(tokens, short, to)))
    return { to: short + 1, value: century(Number(plain(tokens, short, to)), here) };
  const comma = past(tokens, from, to, commas);
  return inWords(tokens, comma, to, here);
}

/** The year that two digits stand for: not more than twenty years ahead. */
export function century(two: number, { now }: Here): number {
  const own = now.year - (now.year % 100) + two;
  return own > now.year + 20 ? own - 100 : own;
}

/** "nineteen eighty-six", "seventeen hundred thirty-three", "two thousand and thirty-two". */
function inWords(tokens: Tokens, from: number, to: number, here: Here): Read<number> | undefined {
  if (!/^\p{L}/u.test(plain(tokens, from, to))) return undefined;
  const whole = numberAt(tokens, from, to, here);
  if (!whole || !Number.isInteger(whole.value)) return undefined;
  if (whole.value >= 1_500 && whole.value < 2_200) return whole;
  if (isGerman(here) || whole.value < 15 || whole.value > 21) return undefined;
  const zero = /^(?:oh|o)$/.test(plain(tokens, whole.to, to)) ? whole.to + 1 : whole.to;
  const rest = /^\p{L}/u.test(plain(tokens, zero, to)) ? numberAt(tokens, zero, to, here) : undefined;
  const fits =
    rest &&
    Number.isInteger(rest.value) &&
    (zero > whole.to ? rest.value < 10 : rest.value >= 10 && rest.value < 100);
  return fits ? { to: rest.to, value: whole.value * 100 + rest.value } : undefined;
}
