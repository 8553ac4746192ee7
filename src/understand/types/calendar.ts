import type { Civil } from "./reader.ts";

/** A day of the calendar; month and day from 1. */
export type Day = Pick<Civil, "year" | "month" | "day">;

const dayLength = 24 * 60 * 60 * 1_000;

/** Days since 1970, which makes days easy to count with. */
export const dayNumber = ({ year, month, day }: Day): number =>
  Math.floor(Date.UTC(year, month - 1, day) / dayLength);

export function dayOf(number: number): Day {
  const date = new Date(number * dayLength);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

export const plusDays = (day: Day, days: number): Day => dayOf(dayNumber(day) + days);

/** The same day some months later, or the last of that month where it has no such day. */
export function plusMonths({ year, month, day }: Day, months: number): Day {
  const all = year * 12 + month - 1 + months;
  const [y, m] = [Math.floor(all / 12), (((all % 12) + 12) % 12) + 1];
  return { year: y, month: m, day: Math.min(day, lastOf(y, m)) };
}

/** How many days a month has. */
export const lastOf = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

/** From 1 for Monday to 7 for Sunday. */
export const weekdayOf = (day: Day): number => ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;

/** Whether there is such a day. */
export const isDay = ({ year, month, day }: Day): boolean =>
  year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= lastOf(year, month);

const two = (number: number) => String(number).padStart(2, "0");

export const writtenYear = (year: number): string => String(year).padStart(4, "0");
export const writtenMonth = (year: number, month: number): string => `${writtenYear(year)}-${two(month)}`;
export const writtenDay = ({ year, month, day }: Day): string => `${writtenMonth(year, month)}-${two(day)}`;

/** The week of a day, counted as ISO 8601 does: `2026-W48`. */
export function writtenWeek(day: Day): string {
  const thursday = plusDays(day, 4 - weekdayOf(day));
  const first = dayNumber({ year: thursday.year, month: 1, day: 1 });
  return `${writtenYear(thursday.year)}-W${two(Math.floor((dayNumber(thursday) - first) / 7) + 1)}`;
}

/** A time of day: `T15:30`, with seconds only where they were said. */
export const writtenTime = (hour: number, minute: number, second?: number): string =>
  `T${two(hour)}:${two(minute)}${second === undefined ? "" : `:${two(second)}`}`;

/** The Sunday of Easter, by the rule of Gauss as Meeus has it. */
export function easter(year: number): Day {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return { year, month: Math.floor(f / 31), day: (f % 31) + 1 };
}

/** The n-th such weekday of a month, counted from its end where n is negative. */
export function nthWeekday(year: number, month: number, weekday: number, n: number): Day {
  if (n < 0) {
    const last = { year, month, day: lastOf(year, month) };
    return plusDays(last, -((weekdayOf(last) - weekday + 7) % 7) + (n + 1) * 7);
  }
  const first = { year, month, day: 1 };
  return plusDays(first, ((weekday - weekdayOf(first) + 7) % 7) + (n - 1) * 7);
}
