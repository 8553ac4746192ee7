import {
  dayNumber,
  isDay,
  plusDays,
  plusMonths,
  weekdayOf,
  writtenMonth,
  writtenWeek,
  writtenYear,
  type Day,
} from "./calendar.ts";
import type { Here } from "./reader.ts";
import { today } from "./tokens.ts";

/**
 * A weekday: of the week so many after this; 2 for this week's even if it is over, 3 for the next to come with today included, 4 for the
 * last that is over, 5 for the next to come after today.
 */
export function weekdayIn(here: Here, weekday: number, step: number): Day {
  const now = today(here);
  const own = plusDays(now, weekday - weekdayOf(now));
  if (step === 1) return plusDays(own, 7);
  if (step === -1) return plusDays(own, -7);
  if (step === 2) return own;
  if (step === 4) return dayNumber(own) >= dayNumber(now) ? plusDays(own, -7) : own;
  if (step === 5) return dayNumber(own) <= dayNumber(now) ? plusDays(own, 7) : own;
  return dayNumber(own) < dayNumber(now) ? plusDays(own, 7) : own;
}

/** The next day that is this weekday and has this number: "friday the 13th". */
export function dayBoth(here: Here, weekday: number, day: number): Day | undefined {
  for (let ahead = 0; ahead < 14; ahead++) {
    const date = { ...plusMonths({ ...today(here), day: 1 }, ahead), day };
    if (isDay(date) && weekdayOf(date) === weekday && dayNumber(date) >= dayNumber(today(here))) return date;
  }
  return undefined;
}

/** A week, weekend, month or year so many after this one, as the platforms write it. */
export function stretchOf(
  stretch: "week" | "weekend" | "month" | "year" | "quarter",
  step: number,
  now: Day,
): string {
  if (stretch === "year") return writtenYear(now.year + step);
  const month = plusMonths({ ...now, day: 1 }, step);
  if (stretch === "month") return writtenMonth(month.year, month.month);
  return writtenWeek(plusDays(now, 7 * step)) + (stretch === "weekend" ? "-WE" : "");
}
