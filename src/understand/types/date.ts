import {
  dayNumber,
  isDay,
  lastOf,
  nthWeekday,
  plusDays,
  plusMonths,
  writtenDay,
  writtenMonth,
  writtenYear,
  type Day,
} from "./calendar.ts";
import { distances, fixed, months, moving, nearest, seasons, stretches, weekdays, which } from "./days.ts";
import type { Span } from "./duration.ts";
import { isGerman, numberAt } from "./number.ts";
import { ordinalAt } from "./ordinal.ts";
import { phrases } from "./phrase.ts";
import type { Here, Read, Reader } from "./reader.ts";
import { relativeAt, shifted } from "./relative.ts";
import { inDigits, nextOf } from "./slashed.ts";
import { past, plain, today, type Tokens } from "./tokens.ts";
import { dayBoth, stretchOf, weekdayIn } from "./weekday.ts";

/** One way of saying a day, or a stretch of days, which is what a reader of days gives where there is no one day. */
type Way<T> = (tokens: Tokens, from: number, to: number, here: Here) => Read<T> | undefined;

const before = new Set(
  "on am den the der das des im in around about by for until till bis ab zum".split(" "),
);
const commas = new Set([",", ".", "-", "/"]);

/** A year with four digits, or two behind an apostrophe. */
function yearAt(tokens: Tokens, from: number, to: number): Read<number> | undefined {
  const at = past(tokens, past(tokens, from, to, commas), to, new Set(["of", "in"]));
  const text = plain(tokens, at, to);
  return /^(?:1[5-9]|20|21)\d\d$/.test(text) ? { to: at + 1, value: Number(text) } : undefined;
}

/** A day in a month by number: "3rd", "3", "third", "3.". */
function dayAt(tokens: Tokens, from: number, to: number, here: Here): Read<number> | undefined {
  const at = past(tokens, from, to, new Set(["the", "der", "den", "dem"]));
  const place = ordinalAt(tokens, at, to, here);
  if (place && place.value >= 1 && place.value <= 31) return place;
  const text = plain(tokens, at, to);
  if (/^\d\d?$/.test(text))
    return valid({ to: past(tokens, at + 1, to, new Set(isGerman(here) ? ["."] : [])), value: Number(text) });
  const spoken = /^[\p{L}]/u.test(text) ? numberAt(tokens, at, to, here) : undefined;
  return spoken && Number.isInteger(spoken.value) && !/^(?:a|an|few|couple|ein|eine)$/.test(text)
    ? valid(spoken)
    : undefined;
}

const valid = (read: Read<number>) => (read.value >= 1 && read.value <= 31 ? read : undefined);

const ways: readonly Way<string>[] = [
  // today, tomorrow, the day after tomorrow; "tomorrow week".
  (tokens, from, to, here) => {
    const read = distances(tokens, from, to);
    if (!read) return undefined;
    const day = plusDays(today(here), read.value);
    const later = laterAt(tokens, read.to, to, day);
    return later ?? { to: read.to, value: writtenDay(day) };
  },
  // 2026-11-27, 27.11.2026, 11/27, 11/27/2026.
  inDigits,
  // may 3rd 2027, may the third, may 2027, may.
  (tokens, from, to, here) => {
    const month = months(tokens, from, to);
    if (!month) return undefined;
    const at = past(tokens, month.to, to, commas);
    const year = yearAt(tokens, at, to);
    const day = year ? undefined : dayAt(tokens, at, to, here);
    if (day) {
      const own = yearAt(tokens, day.to, to);
      const date = own
        ? { year: own.value, month: month.value, day: day.value }
        : nextOf(month.value, day.value, here);
      if (isDay(date)) return { to: own?.to ?? day.to, value: writtenDay(date) };
    }
    // "may" and "mar" are words of their own.
    if (
      !year &&
      /^(?:may|mar|mai|do|so)$/.test(plain(tokens, from, to)) &&
      from + 1 < to &&
      !tokens[from]?.apart
    )
      return undefined;
    const soonest = month.value >= here.now.month ? here.now.year : here.now.year + 1;
    return { to: year?.to ?? month.to, value: writtenMonth(year?.value ?? soonest, month.value) };
  },
  // the 3rd of may 2027, 3 may, 3. Mai; the 3rd.
  (tokens, from, to, here) => {
    const day = dayAt(tokens, from, to, here);
    if (!day) return undefined;
    const month = months(
      tokens,
      past(tokens, past(tokens, day.to, to, new Set(["of", "day", "-", "/"])), to, new Set(["of"])),
      to,
    );
    if (month) {
      const year = yearAt(tokens, past(tokens, month.to, to, commas), to);
      const date = year
        ? { year: year.value, month: month.value, day: day.value }
        : nextOf(month.value, day.value, here);
      return isDay(date) ? { to: year?.to ?? month.to, value: writtenDay(date) } : undefined;
    }
    const lone =
      /^(?:the|der|den|dem)$/.test(plain(tokens, from, to)) || !/^\d+$/.test(plain(tokens, day.to - 1, to));
    if (!lone || weekdays(tokens, day.to, to) || !isLone(tokens, day.to - 1)) return undefined;
    let date = { ...today(here), day: day.value };
    if (date.day < here.now.day || !isDay(date))
      date = { ...plusMonths({ ...date, day: 1 }, 1), day: day.value };
    return isDay(date) ? { to: day.to, value: writtenDay(date) } : undefined;
  },
  // next friday, this friday, last friday; next week, this month, last year, next may, next summer.
  (tokens, from, to, here) => {
    const near = nearest(tokens, from, to);
    const nearDay = near && weekdays(tokens, near.to, to);
    if (nearDay) return { to: nearDay.to, value: writtenDay(weekdayIn(here, nearDay.value, near.value)) };
    const read = which(tokens, from, to);
    if (!read) return undefined;
    const day = weekdays(tokens, read.to, to);
    if (day) return { to: day.to, value: writtenDay(weekdayIn(here, day.value, read.value)) };
    const stretch = stretches(tokens, read.to, to);
    const on =
      stretch?.value === "week"
        ? weekdays(tokens, past(tokens, stretch.to, to, new Set(["on", "am", "-"])), to)
        : undefined;
    if (on)
      return { to: on.to, value: writtenDay(weekdayIn(here, on.value, read.value === 0 ? 2 : read.value)) };
    if (stretch) return { to: stretch.to, value: stretchOf(stretch.value, read.value, today(here)) };
    const season = seasons(tokens, read.to, to);
    if (season) return { to: season.to, value: `${writtenYear(here.now.year + read.value)}-${season.value}` };
    const month = months(tokens, read.to, to);
    if (!month) return undefined;
    const ahead = month.value > here.now.month || (read.value === 0 && month.value === here.now.month);
    const year = here.now.year + (read.value < 0 ? (month.value < here.now.month ? 0 : -1) : ahead ? 0 : 1);
    return { to: month.to, value: writtenMonth(year, month.value) };
  },
  // the week after next, the month before last.
  (tokens, from, to, here) => {
    const stretch = stretches(tokens, past(tokens, from, to, new Set(["the"])), to);
    const words = `${plain(tokens, stretch?.to ?? to, to)} ${plain(tokens, (stretch?.to ?? to) + 1, to)}`;
    const step = words === "after next" ? 2 : words === "before last" ? -2 : undefined;
    return stretch && step !== undefined
      ? { to: stretch.to + 2, value: stretchOf(stretch.value, step, today(here)) }
      : undefined;
  },
  // friday; friday next week; friday in a week; friday the 13th; fri, sep 20.
  (tokens, from, to, here) => {
    const day = weekdays(tokens, from, to);
    if (!day) return undefined;
    const at = past(tokens, past(tokens, day.to, to, commas), to, before);
    const date =
      inDigits(tokens, at, to, here) ?? ways[2]?.(tokens, at, to, here) ?? ways[3]?.(tokens, at, to, here);
    if (date && /^\d{4}-\d\d-\d\d$/.test(date.value)) return date;
    const next = which(tokens, past(tokens, day.to, to, new Set(["of"])), to);
    if (next && plain(tokens, next.to, to).match(/^(?:week|woche)$/)) {
      return {
        to: next.to + 1,
        value: writtenDay(weekdayIn(here, day.value, next.value === 0 ? 2 : next.value)),
      };
    }
    const later = laterAt(tokens, day.to, to, weekdayIn(here, day.value, 3));
    if (later) return later;
    const number = isLone(tokens, at) ? dayAt(tokens, at, to, here) : undefined;
    const both = number && dayBoth(here, day.value, number.value);
    if (number && both) return { to: number.to, value: writtenDay(both) };
    const coming = weekdayIn(here, day.value, 3);
    return { to: day.to, value: writtenDay(coming) };
  },
  // in three days, three days ago, a week from tuesday, two fridays from now.
  (tokens, from, to, here) => {
    const read = relativeAt(tokens, from, to, here, dateAt);
    return read && isWhole(read.value.span)
      ? { to: read.to, value: writtenDay(shifted(read.value.day, read.value.span, read.value.sign)) }
      : undefined;
  },
  // the first monday of march 2027, the last day of may.
  (tokens, from, to, here) => {
    const at = past(tokens, from, to, new Set(["the", "der", "den"]));
    const lastOne = /^(?:last|letzte|letzter|letzten)$/.test(plain(tokens, at, to));
    const place = lastOne ? { to: at + 1, value: -1 } : ordinalAt(tokens, at, to, here);
    const dayWord =
      place && /^(?:day|tag)$/.test(plain(tokens, place.to, to)) ? { to: place.to + 1, value: 0 } : undefined;
    const day = place && (weekdays(tokens, place.to, to) ?? dayWord);
    const of =
      day && past(tokens, past(tokens, day.to, to, new Set(["of", "in", "im", "des"])), to, new Set(["the"]));
    const month = of === undefined ? undefined : monthAt(tokens, of, to, here);
    if (!place || !day || !month || Math.abs(place.value) > 31) return undefined;
    const [year, m] = month.value;
    if (day.value > 0)
      return { to: month.to, value: writtenDay(nthWeekday(year, m, day.value, place.value)) };
    const date = { year, month: m, day: place.value < 0 ? lastOf(year, m) : place.value };
    return isDay(date) ? { to: month.to, value: writtenDay(date) } : undefined;
  },
  // the end of the month, end of year.
  (tokens, from, to, here) => {
    const read = ends(tokens, from, to);
    if (!read) return undefined;
    const { year, month } = here.now;
    const date =
      read.value === "year" ? { year, month: 12, day: 31 } : { year, month, day: lastOf(year, month) };
    return { to: read.to, value: writtenDay(date) };
  },
  // christmas, easter 2027, next thanksgiving.
  (tokens, from, to, here) => {
    const day = fixed(tokens, from, to);
    const rule = moving(tokens, from, to);
    const end = Math.max(day?.to ?? 0, rule?.to ?? 0);
    if (end === 0) return undefined;
    const year = yearAt(tokens, end, to);
    const of = (y: number): Day =>
      rule && rule.to === end
        ? rule.value(y)
        : { year: y, month: day?.value[0] ?? 1, day: day?.value[1] ?? 1 };
    const own = of(year?.value ?? here.now.year);
    const date = !year && dayNumber(own) < dayNumber(today(here)) ? of(here.now.year + 1) : own;
    return { to: year?.to ?? end, value: writtenDay(date) };
  },
  // the weekend; summer 2027; 2027.
  (tokens, from, to, here) => {
    const at = past(tokens, from, to, new Set(["the", "das"]));
    if (/^(?:weekend|wochenende)$/.test(plain(tokens, at, to)))
      return { to: at + 1, value: stretchOf("weekend", 0, today(here)) };
    const season = seasons(tokens, at, to);
    const year = season && yearAt(tokens, season.to, to);
    if (season)
      return {
        to: year?.to ?? season.to,
        value: `${writtenYear(year?.value ?? here.now.year)}-${season.value}`,
      };
    const alone = yearAt(tokens, from, to);
    return alone && isLone(tokens, from) && !/^(?:,|of)$/.test(plain(tokens, from, to))
      ? { to: alone.to, value: writtenYear(alone.value) }
      : undefined;
  },
];

const ends = phrases<"month" | "year">(
  [
    "end of month,end of the month,the end of the month,end of this month,ende des monats,monatsende,eom",
    "month",
  ],
  ["end of year,end of the year,the end of the year,end of this year,ende des jahres,jahresende,eoy", "year"],
);

/** No piece of something longer that is written together. */
const isLone = (tokens: Tokens, at: number) =>
  !tokens[at + 1] || tokens[at + 1]?.apart || /^[\p{L}.,!?;]/u.test(tokens[at + 1]?.plain ?? "");

/** A month by name, or the one that is meant by "this month". */
function monthAt(
  tokens: Tokens,
  from: number,
  to: number,
  here: Here,
): Read<readonly [year: number, month: number]> | undefined {
  const month = months(tokens, from, to);
  const year = month && yearAt(tokens, month.to, to);
  if (month) {
    const soonest = month.value >= here.now.month ? here.now.year : here.now.year + 1;
    return { to: year?.to ?? month.to, value: [year?.value ?? soonest, month.value] };
  }
  const one = which(tokens, from, to) ?? { to: from, value: 0 };
  if (!/^(?:month|monat|monats)$/.test(plain(tokens, one.to, to))) return undefined;
  const day = plusMonths({ ...today(here), day: 1 }, one.value);
  return { to: one.to + 1, value: [day.year, day.month] };
}

const onward = phrases(
  ["week,in a week,in one week,in einer woche,in acht tagen", 7],
  ["in two weeks,in zwei wochen,in vierzehn tagen", 14],
);

/** A day some weeks after the one that was named: "friday in a week", "tomorrow week". */
function laterAt(tokens: Tokens, from: number, to: number, day: Day): Read<string> | undefined {
  const read = onward(tokens, from, to);
  return read ? { to: read.to, value: writtenDay(plusDays(day, read.value)) } : undefined;
}

const isWhole = ({ hours, minutes, seconds }: Span) => hours + minutes + seconds === 0;

/** A day, or a week, month, season or year, as the platforms write them: `2026-11-27`, `2026-W48`, `2026-W48-WE`, `2026-12`, `2027`. */
export const dateAt: Reader = (tokens, from, to, here) => {
  const end = Math.min(to, from + 16);
  const own = longestOf(tokens, from, end, here);
  if (own || from + 1 >= end || !before.has(plain(tokens, from, end))) return own;
  return longestOf(tokens, from + 1, end, here);
};

function longestOf(tokens: Tokens, from: number, to: number, here: Here): Read<string> | undefined {
  let best: Read<string> | undefined;
  for (const way of from < to ? ways : []) {
    const read = way(tokens, from, to, here);
    if (read && read.to > (best?.to ?? 0)) best = read;
  }
  return best;
}
