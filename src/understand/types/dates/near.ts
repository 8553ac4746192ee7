import { lastOf, plusDays, writtenDay, writtenMonth, writtenYear } from "../calendar.ts";
import { distances, ends, months, nearest, seasons, stretches, weekdays, which } from "../days.ts";
import type { Here, Read } from "../reader.ts";
import { past, plain, today, type Tokens } from "../tokens.ts";
import { stretchOf, weekdayIn } from "../weekday.ts";
import { isLone } from "./inMonth.ts";
import { laterAt } from "./onWeekday.ts";
import { yearAt } from "./year.ts";

/** "today", "tomorrow", "the day after tomorrow"; "tomorrow week". */
export function byDistance(tokens: Tokens, from: number, to: number, here: Here): Read<string> | undefined {
  const read = distances(tokens, from, to);
  if (!read) return undefined;
  const day = plusDays(today(here), read.value);
  return laterAt(tokens, read.to, to, day) ?? { to: read.to, value: writtenDay(day) };
}

const onWeekday: ReadonlySet<string> = new Set(["on", "am", "-"]);

/** "next friday", "this friday", "last friday"; "next week", "this month", "last year", "next may", "next summer". */
export function whichOne(tokens: Tokens, from: number, to: number, here: Here): Read<string> | undefined {
  const near = nearest(tokens, from, to);
  const nearDay = near && weekdays(tokens, near.to, to);
  if (nearDay) return { to: nearDay.to, value: writtenDay(weekdayIn(here, nearDay.value, near.value)) };
  const read = which(tokens, from, to);
  if (!read) return undefined;
  const day = weekdays(tokens, read.to, to);
  if (day) return { to: day.to, value: writtenDay(weekdayIn(here, day.value, read.value)) };
  const stretch = stretches(tokens, read.to, to);
  const on =
    stretch?.value === "week" ? weekdays(tokens, past(tokens, stretch.to, to, onWeekday), to) : undefined;
  if (on) {
    const step = read.value === 0 ? 2 : read.value;
    return { to: on.to, value: writtenDay(weekdayIn(here, on.value, step)) };
  }
  if (stretch) return { to: stretch.to, value: stretchOf(stretch.value, read.value, today(here)) };
  const season = seasons(tokens, read.to, to);
  if (season) return { to: season.to, value: `${writtenYear(here.now.year + read.value)}-${season.value}` };
  const month = months(tokens, read.to, to);
  return month && { to: month.to, value: writtenMonth(yearOf(month.value, read.value, here), month.value) };
}

/** The year of the next such month, or the one before. */
function yearOf(month: number, step: number, { now }: Here): number {
  if (step < 0) return month < now.month ? now.year : now.year - 1;
  return month > now.month || (step === 0 && month === now.month) ? now.year : now.year + 1;
}

const the: ReadonlySet<string> = new Set(["the", "das"]);

/** "the week after next", "the month before last". */
export function afterNext(tokens: Tokens, from: number, to: number, here: Here): Read<string> | undefined {
  const stretch = stretches(tokens, past(tokens, from, to, the), to);
  if (!stretch) return undefined;
  const words = `${plain(tokens, stretch.to, to)} ${plain(tokens, stretch.to + 1, to)}`;
  const step = words === "after next" ? 2 : words === "before last" ? -2 : undefined;
  return step === undefined
    ? undefined
    : { to: stretch.to + 2, value: stretchOf(stretch.value, step, today(here)) };
}

/** "the end of the month", "end of year". */
export function atEnd(tokens: Tokens, from: number, to: number, here: Here): Read<string> | undefined {
  const read = ends(tokens, from, to);
  if (!read) return undefined;
  const { year, month } = here.now;
  const date =
    read.value === "year" ? { year, month: 12, day: 31 } : { year, month, day: lastOf(year, month) };
  return { to: read.to, value: writtenDay(date) };
}

/** "the weekend", "summer 2027", "2027". */
export function stretch(tokens: Tokens, from: number, to: number, here: Here): Read<string> | undefined {
  const at = past(tokens, from, to, the);
  if (/^(?:weekend|wochenende)$/.test(plain(tokens, at, to)))
    return { to: at + 1, value: stretchOf("weekend", 0, today(here)) };
  const season = seasons(tokens, at, to);
  if (season) {
    const year = yearAt(tokens, season.to, to);
    const written = writtenYear(year?.value ?? here.now.year);
    return { to: year?.to ?? season.to, value: `${written}-${season.value}` };
  }
  const alone = yearAt(tokens, from, to);
  return alone && isLone(tokens, from) && !/^(?:,|of)$/.test(plain(tokens, from, to))
    ? { to: alone.to, value: writtenYear(alone.value) }
    : undefined;
}
