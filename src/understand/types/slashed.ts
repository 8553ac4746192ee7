import { dayNumber, isDay, writtenDay, type Day } from "./calendar.ts";
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

/** A day in digits: `2026-11-27`, `27.11.2026`, `11/27`. */
export function inDigits(tokens: Tokens, from: number, to: number, here: Here): Read<string> | undefined {
  const parts: string[] = [];
  let at = from;
  const sign = plain(tokens, from + 1, to);
  if (!/^[-/.]$/.test(sign)) return undefined;
  while (parts.length < 3 && /^\d{1,4}$/.test(plain(tokens, at, to)) && (at === from || !tokens[at]?.apart)) {
    parts.push(plain(tokens, at, to));
    at++;
    if (plain(tokens, at, to) !== sign || tokens[at]?.apart) break;
    at++;
  }
  const [a = "", b = "", c = ""] = parts;
  if (parts.length < 2 || (parts.length === 2 && sign === "-")) return undefined;
  if (sign === "." && parts.length === 2 && (!isGerman(here) || plain(tokens, at - 1, to) !== "."))
    return undefined;
  const date = ordered(a, b, c, sign, here);
  const end = c === "" && sign !== "." && plain(tokens, at - 1, to) === sign ? at - 1 : at;
  return date && isDay(date) ? { to: end, value: writtenDay(date) } : undefined;
}

/** Which of three numbers is the year, the month and the day. */
function ordered(a: string, b: string, c: string, sign: string, here: Here): Day | undefined {
  const full = (text: string) => (text.length === 2 ? 2_000 + Number(text) : Number(text));
  if (a.length === 4) return { year: Number(a), month: Number(b), day: Number(c || "1") };
  const monthFirst = sign !== "." && /^en(?:-us)?$/i.test(here.locale);
  const [month, day] = monthFirst ? [Number(a), Number(b)] : [Number(b), Number(a)];
  const [m, d] = month > 12 ? [day, month] : [month, day];
  if (c !== "") return { year: full(c), month: m, day: d };
  return m >= 1 && m <= 12 ? nextOf(m, d, here) : undefined;
}
