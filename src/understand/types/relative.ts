import { dayNumber, dayOf, plusMonths, weekdayOf, type Day } from "./calendar.ts";
import { weekdays } from "./days.ts";
import { spanAt, type Span } from "./duration.ts";
import { isGerman, numberAt } from "./number.ts";
import { phrases } from "./phrase.ts";
import type { Here, Read, Reader } from "./reader.ts";
import { past, plain, today, type Tokens } from "./tokens.ts";

/** A day with a span added to it, or taken from it. */
export function shifted(
  day: Day,
  { years, months: some, days }: Pick<Span, "years" | "months" | "days">,
  sign: number,
): Day {
  const moved = plusMonths(day, sign * Math.min(years * 12 + some, 90_000));
  return dayOf(dayNumber(moved) + sign * Math.min(days, 3e6));
}

/** A span counted from a day: forward with 1, backward with -1. */
export interface Relative {
  readonly span: Span;
  readonly sign: 1 | -1;
  readonly day: Day;
  /** It counts from this moment, not from another day. */
  readonly now: boolean;
}

const ago = phrases(["ago,back,before now,zuvor,her", true]);
const fromNow = phrases([
  "from now,from today,later,hence,after now,ab jetzt,ab heute,später,von heute an,from this moment",
  true,
]);

/** "in three days", "vor zwei Wochen", "two weeks ago", "an hour from now", "a week from tuesday". */
export function relativeAt(
  tokens: Tokens,
  from: number,
  to: number,
  here: Here,
  dateAt: Reader,
): Read<Relative> | undefined {
  const lead = plain(tokens, from, to);
  const day = today(here);
  const ahead = /^(?:in|within|after|nach|binnen|innerhalb)$/.test(lead);
  if (ahead || (lead === "vor" && isGerman(here))) {
    const read = spanAt(
      tokens,
      past(tokens, from + 1, to, new Set(["von", "about", "etwa", "another"])),
      to,
      here,
    );
    const time = past(tokens, read?.to ?? to, to, new Set(["time", "s"]));
    return read && { to: time, value: { span: read.value, sign: ahead ? 1 : -1, day, now: true } };
  }
  const read = spanAt(tokens, from, to, here) ?? countedDays(tokens, from, to, here);
  if (!read) return undefined;
  const back = ago(tokens, read.to, to);
  if (back) return { to: back.to, value: { span: read.value, sign: -1, day, now: true } };
  const on = fromNow(tokens, read.to, to);
  if (on) return { to: on.to, value: { span: read.value, sign: 1, day, now: true } };
  const word = plain(tokens, read.to, to);
  if (!/^(?:from|after|before|nach|vor)$/.test(word)) return undefined;
  const base = dateAt(tokens, read.to + 1, to, here);
  const start = base && /^(\d{4})-(\d\d)-(\d\d)$/.exec(base.value);
  if (!base || !start) return undefined;
  const other = { year: Number(start[1]), month: Number(start[2]), day: Number(start[3]) };
  return {
    to: base.to,
    value: { span: read.value, sign: /^(?:before|vor)$/.test(word) ? -1 : 1, day: other, now: false },
  };
}

/** "two fridays" as so many days, so that "from now" lands on one. */
function countedDays(tokens: Tokens, from: number, to: number, here: Here): Read<Span> | undefined {
  const count = numberAt(tokens, from, to, here);
  const weekday = count && weekdays(tokens, count.to, to);
  if (!count || !weekday || !Number.isInteger(count.value) || count.value < 1 || count.value > 500)
    return undefined;
  const back = ago(tokens, weekday.to, to) !== undefined;
  const gap = (((weekday.value - weekdayOf(today(here))) * (back ? -1 : 1) + 6) % 7) + 1;
  const days = gap + (count.value - 1) * 7;
  return {
    to: weekday.to,
    value: { years: 0, months: 0, days, hours: 0, minutes: 0, seconds: 0, weeks: false },
  };
}
