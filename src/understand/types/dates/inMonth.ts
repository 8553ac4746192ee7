import { isDay, lastOf, nthWeekday, plusMonths, writtenDay, writtenMonth } from "../calendar.ts";
import { months, nearest, weekdays, which } from "../days.ts";
import { isGerman, numberAt } from "../number.ts";
import { ordinalAt } from "../ordinal.ts";
import type { Here, Read, Reader } from "../reader.ts";
import { nextOf } from "../slashed.ts";
import { past, plain, today, type Tokens } from "../tokens.ts";
import { commas, yearAt, yearBehind } from "./year.ts";

const articles: ReadonlySet<string> = new Set(["the", "der", "den", "dem"]);
const ofMonth: ReadonlySet<string> = new Set(["of", "in", "im", "des"]);
const dot: ReadonlySet<string> = new Set(["."]);

/** No piece of something longer that is written together. */
export const isLone = (tokens: Tokens, at: number): boolean =>
  !tokens[at + 1] || tokens[at + 1]?.apart || /^[\p{L}.,!?;)]/u.test(tokens[at + 1]?.plain ?? "");

/** A day in a month by number: "3rd", "3", "third", "3.". */
export function dayAt(tokens: Tokens, from: number, to: number, here: Here): Read<number> | undefined {
  const at = past(tokens, from, to, articles);
  const place = ordinalAt(tokens, at, to, here);
  if (place && place.value >= 1 && place.value <= 31) return place;
  const text = plain(tokens, at, to);
  if (/^\d\d?$/.test(text)) {
    return valid({ to: isGerman(here) ? past(tokens, at + 1, to, dot) : at + 1, value: Number(text) });
  }
  if (!/^\p{L}/u.test(text) || /^(?:a|an|few|couple|ein|eine)$/.test(text)) return undefined;
  const spoken = numberAt(tokens, at, to, here);
  return spoken && Number.isInteger(spoken.value) ? valid(spoken) : undefined;
}

const valid = (read: Read<number>) => (read.value >= 1 && read.value <= 31 ? read : undefined);

const timely = /^(?:in|by|until|till|since|for|around|during|from|to|of|im|bis|ab|seit|zum)$/;

/** "may 3rd 2027", "may the third", "may 2027", "may". */
export function monthFirst(tokens: Tokens, from: number, to: number, here: Here): Read<string> | undefined {
  const month = months(tokens, from, to);
  if (!month) return undefined;
  const at = past(tokens, month.to, to, commas);
  const year = yearAt(tokens, at, to);
  const day = year ? undefined : dayAt(tokens, at, to, here);
  if (day) {
    const own = yearBehind(tokens, day.to, to, here);
    const date = own
      ? { year: own.value, month: month.value, day: day.value }
      : nextOf(month.value, day.value, here);
    if (isDay(date)) return { to: own?.to ?? day.to, value: writtenDay(date) };
  }
  // "may" and "mar" are words of their own in a sentence, unless a word before them says that a time is meant.
  const doubtful = /^(?:may|mar|mai|do|so)$/.test(plain(tokens, from, to));
  if (!year && doubtful && from + 1 < to && !timely.test(tokens[from - 1]?.plain ?? "")) return undefined;
  const soonest = month.value >= here.now.month ? here.now.year : here.now.year + 1;
  return { to: year?.to ?? month.to, value: writtenMonth(year?.value ?? soonest, month.value) };
}

const joints: ReadonlySet<string> = new Set(["of", "day", "-", "/", "."]);

/** "the 3rd of may 2027", "3 may", "3. Mai", "dritter fünfter", "the 3rd". */
export function dayFirst(tokens: Tokens, from: number, to: number, here: Here): Read<string> | undefined {
  const day = dayAt(tokens, from, to, here);
  if (!day) return undefined;
  const at = past(tokens, past(tokens, day.to, to, joints), to, ofMonth);
  const month = months(tokens, at, to) ?? placeOfMonth(tokens, at, to, here);
  if (month) {
    const year = yearBehind(tokens, past(tokens, month.to, to, commas), to, here);
    const date = year
      ? { year: year.value, month: month.value, day: day.value }
      : nextOf(month.value, day.value, here);
    return isDay(date) ? { to: year?.to ?? month.to, value: writtenDay(date) } : undefined;
  }
  // "the 3rd" and "third" are days by themselves, "six" is none.
  const alone = articles.has(plain(tokens, from, to)) || ordinalAt(tokens, from, to, here)?.to === day.to;
  if (!alone || weekdays(tokens, day.to, to) || !isLone(tokens, day.to - 1)) return undefined;
  const near = which(tokens, past(tokens, day.to, to, ofMonth), to);
  if (near && /^(?:month|monats|monat)$/.test(plain(tokens, near.to, to))) {
    const date = { ...plusMonths({ ...today(here), day: 1 }, near.value), day: day.value };
    return isDay(date) ? { to: near.to + 1, value: writtenDay(date) } : undefined;
  }
  return soonest(day, here);
}

/** A month as German tells it by its place: "der siebte vierte", "7. 4.". */
function placeOfMonth(tokens: Tokens, at: number, to: number, here: Here): Read<number> | undefined {
  if (!isGerman(here)) return undefined;
  const digits = /^\d\d?$/.test(plain(tokens, at, to)) && plain(tokens, at + 1, to) === ".";
  const place = digits
    ? { to: at + 2, value: Number(plain(tokens, at, to)) }
    : /^\p{L}/u.test(plain(tokens, at, to))
      ? ordinalAt(tokens, at, to, here)
      : undefined;
  return place && place.value >= 1 && place.value <= 12 ? place : undefined;
}

/** A day by its number alone, where it is clear that a day is meant. */
export const loneDayAt: Reader = (tokens, from, to, here) => {
  const day = dayAt(tokens, from, to, here);
  return day && soonest(day, here);
};

/** The next day that has this number in its month. */
function soonest({ to, value: day }: Read<number>, here: Here): Read<string> | undefined {
  let date = { ...today(here), day };
  if (day < here.now.day || !isDay(date)) date = { ...plusMonths({ ...date, day: 1 }, 1), day };
  return isDay(date) ? { to, value: writtenDay(date) } : undefined;
}

/** "the first monday of march 2027", "the last day of may". */
export function placeFirst(tokens: Tokens, from: number, to: number, here: Here): Read<string> | undefined {
  const at = past(tokens, from, to, articles);
  const lastOne = /^(?:last|letzte|letzter|letzten)$/.test(plain(tokens, at, to));
  const place = lastOne ? { to: at + 1, value: -1 } : ordinalAt(tokens, at, to, here);
  if (!place || Math.abs(place.value) > 31) return undefined;
  const dayWord = /^(?:day|tag)$/.test(plain(tokens, place.to, to))
    ? { to: place.to + 1, value: 0 }
    : undefined;
  const day = weekdays(tokens, place.to, to) ?? dayWord;
  const of = day && past(tokens, past(tokens, day.to, to, ofMonth), to, articles);
  const month = of === undefined ? undefined : monthAt(tokens, of, to, here);
  if (!day || !month) return undefined;
  const [year, m] = month.value;
  if (day.value > 0) return { to: month.to, value: writtenDay(nthWeekday(year, m, day.value, place.value)) };
  const date = { year, month: m, day: place.value < 0 ? lastOf(year, m) : place.value };
  return isDay(date) ? { to: month.to, value: writtenDay(date) } : undefined;
}

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
    const coming = month.value >= here.now.month ? here.now.year : here.now.year + 1;
    return { to: year?.to ?? month.to, value: [year?.value ?? coming, month.value] };
  }
  const one = which(tokens, from, to) ?? { to: from, value: 0 };
  if (!/^(?:month|monat|monats)$/.test(plain(tokens, one.to, to))) return undefined;
  const day = plusMonths({ ...today(here), day: 1 }, one.value);
  return { to: one.to + 1, value: [day.year, day.month] };
}

/** Past "this", "next" or "coming" before a day that is told in full anyway. */
export const pastNear = (tokens: Tokens, from: number, to: number): number =>
  (nearest(tokens, from, to) ?? which(tokens, from, to))?.to ?? from;
