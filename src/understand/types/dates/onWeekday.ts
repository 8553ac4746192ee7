import { plusDays, weekdayOf, writtenDay, type Day } from "../calendar.ts";
import { onward, stretches, weekdays, which } from "../days.ts";
import type { Here, Read, Reader } from "../reader.ts";
import { relativeAt, shifted } from "../relative.ts";
import { inDigits } from "../slashed.ts";
import { clockAt } from "../time.ts";
import { past, type Tokens } from "../tokens.ts";
import { dayBoth, weekdayIn } from "../weekday.ts";
import { dayAt, dayFirst, isLone, monthFirst, pastNear } from "./inMonth.ts";
import { commas } from "./year.ts";

const before: ReadonlySet<string> = new Set(
  "on am den the der das des im in around about by for until till bis ab zum (".split(" "),
);
const ofWeek: ReadonlySet<string> = new Set(["of"]);
const closing: ReadonlySet<string> = new Set([")"]);

/** What tells a day in full. */
const full: Reader = (tokens, from, to, here) => {
  const all = [
    inDigits(tokens, from, to, here, true),
    monthFirst(tokens, from, to, here),
    dayFirst(tokens, from, to, here),
  ];
  const days = all.filter((read) => read !== undefined && isOneDay(read.value));
  return days.reduce((best, read) => (read && read.to > (best?.to ?? 0) ? read : best), undefined);
};

/** Whether a date is one day, not a week, a month or a year. */
export const isOneDay = (value: string): boolean => /^\d{4}-\d\d-\d\d$/.test(value);

/** "friday", "friday next week", "friday in a week", "friday the 13th", "fri, sep 20", "this friday (jun-15)". */
export function weekdayFirst(tokens: Tokens, from: number, to: number, here: Here): Read<string> | undefined {
  const near = pastNear(tokens, from, to);
  const day = weekdays(tokens, near, to);
  if (!day) return near > from ? full(tokens, near, to, here) : undefined;
  const at = past(tokens, past(tokens, day.to, to, commas), to, before);
  const number = isLone(tokens, at) ? dayAt(tokens, at, to, here) : undefined;
  const both = number && dayBoth(here, day.value, number.value);
  const date = full(tokens, at, to, here);
  if (date && !(number?.to === date.to && both))
    return { to: past(tokens, date.to, to, closing), value: date.value };
  if (near > from) return undefined;
  const next = which(tokens, past(tokens, day.to, to, ofWeek), to);
  if (next && stretches(tokens, next.to, to)?.value === "week") {
    const step = next.value === 0 ? 2 : next.value;
    return { to: next.to + 1, value: writtenDay(weekdayIn(here, day.value, step)) };
  }
  const later = laterAt(tokens, day.to, to, weekdayIn(here, day.value, 3));
  if (later) return later;
  // "thursday 1 pm" tells no day but an hour.
  if (number && both && !clockAt(tokens, at, to, here, false))
    return { to: number.to, value: writtenDay(both) };
  return { to: day.to, value: writtenDay(weekdayIn(here, day.value, 3)) };
}

/** A day some weeks after the one that was named: "friday in a week", "tomorrow week". */
export function laterAt(tokens: Tokens, from: number, to: number, day: Day): Read<string> | undefined {
  const read = onward(tokens, from, to);
  return read ? { to: read.to, value: writtenDay(plusDays(day, read.value)) } : undefined;
}

/** A weekday of the week that a span leads to: "monday two weeks from now", "in three days on friday". */
export function weekdayThen(
  tokens: Tokens,
  from: number,
  to: number,
  here: Here,
  dateAt: Reader,
): Read<string> | undefined {
  const first = weekdays(tokens, from, to);
  const read = relativeAt(tokens, first ? past(tokens, first.to, to, commas) : from, to, here, dateAt);
  if (!read || read.value.span.hours + read.value.span.minutes + read.value.span.seconds > 0)
    return undefined;
  const target = shifted(read.value.day, read.value.span, read.value.sign);
  const at = past(tokens, past(tokens, read.to, to, commas), to, before);
  const last = first ?? (at > read.to ? weekdays(tokens, at, to) : undefined);
  if (!last) return { to: read.to, value: writtenDay(target) };
  const day = plusDays(target, last.value - weekdayOf(target));
  return { to: Math.max(last.to, read.to), value: writtenDay(day) };
}
