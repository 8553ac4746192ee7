import { dayNumber, isDay, writtenDay, type Day } from "./calendar.ts";
import { months } from "./days.ts";
import { century } from "./dates/year.ts";
import { isGerman } from "./number.ts";
import type { Here, Read } from "./reader.ts";
import { plain, today, type Tokens } from "./tokens.ts";

/** The next time a day of a month comes, today included. */
export function nextOf(month: number, day: number, here: Here): Day {
  const year = here.now.year;
  const own = { year, month, day };
  if (isDay(own) && dayNumber(own) >= dayNumber(today(here))) return own;
  for (let y = year + 1; y < year + 9; y++)
    if (isDay({ year: y, month, day })) return { year: y, month, day };
  return own;
}

/**
 * A day written with one sign between its parts: `2026-11-27`, `27.11.2026`, `11/27`, `2026-nov-27`, `20261127`. Two numbers with a
 * dot or a dash between them are a day only where it is `clear` that a day is meant.
 */
export function inDigits(
  tokens: Tokens,
  from: number,
  to: number,
  here: Here,
  clear: boolean,
): Read<string> | undefined {
  const sign = plain(tokens, from + 1, to);
  if (!/^[-/.]$/.test(sign)) return unparted(tokens, from, to);
  const parts: string[] = [];
  let at = from;
  while (parts.length < 3 && (at === from || !tokens[at]?.apart)) {
    const month = months(tokens, at, to);
    if (!month && !/^\d{1,4}$/.test(plain(tokens, at, to))) break;
    parts.push(month ? `month ${month.value}` : plain(tokens, at, to));
    at++;
    if (plain(tokens, at, to) !== sign || tokens[at]?.apart) break;
    at++;
  }
  const [a = "", b = "", c = ""] = parts;
  const named = parts.findIndex((part) => part.startsWith("month"));
  if (named >= 0) return parts.length === 3 ? withName(parts, named, at) : undefined;
  const end = c === "" && sign !== "." && plain(tokens, at - 1, to) === sign ? at - 1 : at;
  if (parts.length < 2 || (parts.length === 2 && !clear && !isPair(tokens, at, to, sign, b, here)))
    return undefined;
  const date = ordered(a, b, c, sign, here);
  return date && isDay(date) ? { to: end, value: writtenDay(date) } : undefined;
}

/** Whether two numbers with this sign between them are a day and a month: not "2.5", but "11/27", and in German "24.12." and "22.04". */
function isPair(tokens: Tokens, at: number, to: number, sign: string, month: string, here: Here): boolean {
  if (sign !== ".") return sign === "/";
  return isGerman(here) && (plain(tokens, at - 1, to) === "." || /^(?:0\d|1[0-2])$/.test(month));
}

/** `20261127` and `2026 11 27`. */
function unparted(tokens: Tokens, from: number, to: number): Read<string> | undefined {
  const [text, b, c] = [0, 1, 2].map((i) => plain(tokens, from + i, to));
  const together = /^((?:19|20)\d\d)(\d\d)(\d\d)$/.exec(text ?? "");
  const [, year, month, day] = together ?? [
    "",
    ...(/^(?:(?:19|20)\d\d) \d\d \d\d$/.test(`${text} ${b} ${c}`) ? [text, b, c] : []),
  ];
  if (year === undefined) return undefined;
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  return isDay(date) ? { to: from + (together ? 1 : 3), value: writtenDay(date) } : undefined;
}

/** A day whose month is a word: the longer of the other two parts is the year. */
function withName(parts: readonly string[], named: number, to: number): Read<string> | undefined {
  const month = Number((parts[named] ?? "").slice(6));
  const [a = "", b = ""] = parts.filter((_, i) => i !== named);
  const [year, day] = a.length === 4 ? [a, b] : [b, a];
  const date = { year: Number(year), month, day: Number(day) };
  return year.length === 4 && isDay(date) ? { to, value: writtenDay(date) } : undefined;
}

/** Which of three numbers is the year, the month and the day. */
function ordered(a: string, b: string, c: string, sign: string, here: Here): Day | undefined {
  const full = (text: string) => (text.length === 2 ? century(Number(text), here) : Number(text));
  if (a.length === 4) return { year: Number(a), month: Number(b), day: Number(c || "1") };
  const monthFirst = /^en(?:-us)?$/i.test(here.locale) && (sign !== "." || c === "");
  const [month, day] = monthFirst ? [Number(a), Number(b)] : [Number(b), Number(a)];
  const [m, d] = month > 12 ? [day, month] : [month, day];
  if (c !== "") return { year: full(c), month: m, day: d };
  return m >= 1 && m <= 12 ? nextOf(m, d, here) : undefined;
}
