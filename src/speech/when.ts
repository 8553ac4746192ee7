import { join, toSpeech, type Speech } from "../speech.ts";
import { alias, languageOf } from "./well.ts";

/** What {@link when} has to know: the present, the language, and the time zone of whoever hears it. */
export interface Now {
  /** An instant, in milliseconds since 1970 or in ISO 8601. */
  readonly now: number | string;
  readonly locale: string;
  /** As the IANA names it, such as "Europe/Berlin". Default, and where there is none such: UTC, which is then said. */
  readonly zone?: string;
}

/** How a language puts a day and a time together, and what it says of a time where voices need help. */
interface Clock {
  readonly both: (day: string, time: string, hour: number) => string;
  readonly written: Intl.DateTimeFormatOptions;
  /** The time as it is said, from how it is written. */
  readonly said: (time: string, hour: number, minute: number) => string;
}

const numbers: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "2-digit" };

const clocks: Readonly<Record<string, Clock>> = {
  en: {
    both: (day, time) => `${day} at ${time}`,
    written: numbers,
    said: (_, hour, minute) =>
      `${hour % 12 || 12}${minute === 0 ? "" : `:${String(minute).padStart(2, "0")}`} ${hour < 12 ? "AM" : "PM"}`,
  },
  de: {
    both: (day, time) => `${day} um ${time}`,
    written: numbers,
    said: (_, hour, minute) => `${hour} Uhr${minute === 0 ? "" : ` ${minute}`}`,
  },
  es: {
    both: (day, time, hour) => `${day} a ${hour % 24 === 1 ? "la" : "las"} ${time}`,
    written: numbers,
    said: (time) => time,
  },
  ja: {
    both: (day, time) => `${day}${time}`,
    written: numbers,
    said: (_, hour, minute) => `${hour}時${minute === 0 ? "" : `${minute}分`}`,
  },
};

const plainly: Clock = { both: (day, time) => `${day}, ${time}`, written: numbers, said: (time) => time };

/** A day as people call it, with the time where one is given: "tomorrow at 6:00 PM", "Friday", "Monday, November 30". */
export function when(at: string, { now, locale, zone }: Now): Speech {
  const [tag, language] = languageOf(locale);
  const there = zoneOf(zone);
  const told = read(at, there.zone);
  const present = wallClock(typeof now === "number" ? now : Date.parse(now), there.zone);
  // What is no date is said as it is; it came from outside.
  if (told === undefined || present === undefined) return toSpeech(at);
  const day = dayOf(told.wall, present, tag);
  if (!told.hasTime) return toSpeech(day);
  const clock = clocks[language] ?? plainly;
  const date = new Date(told.wall);
  const [hour, minute] = [date.getUTCHours(), date.getUTCMinutes()];
  const time = new Intl.DateTimeFormat(tag, { ...clock.written, timeZone: "UTC" }).format(date);
  const [before = "", after = ""] = clock.both(day, "\0", hour).split("\0");
  const suffix = told.isInstant && !there.known ? " UTC" : "";
  return join(`${before}`, alias(time, clock.said(time, hour, minute)), `${after}${suffix}`);
}

/** "today", "tomorrow", a day of the week within six days, else the date; with its year where that is another. */
function dayOf(wall: number, present: number, tag: string): string {
  const days = Math.floor(wall / dayLength) - Math.floor(present / dayLength);
  if (Math.abs(days) <= 2) {
    const named = new Intl.RelativeTimeFormat(tag, { numeric: "auto" }).format(days, "day");
    if (!/\p{N}/u.test(named)) return named;
  }
  const sameYear = new Date(wall).getUTCFullYear() === new Date(present).getUTCFullYear();
  const shape: Intl.DateTimeFormatOptions =
    days > 0 && days < 7
      ? { weekday: "long" }
      : { weekday: "long", month: "long", day: "numeric", ...(!sameYear && { year: "numeric" }) };
  return new Intl.DateTimeFormat(tag, { ...shape, timeZone: "UTC" }).format(wall);
}

const dayLength = 86_400_000;

/** A point in time as the clock on the wall shows it, in milliseconds as if that were UTC. */
interface Told {
  readonly wall: number;
  readonly hasTime: boolean;
  /** Whether it names its own distance from UTC. */
  readonly isInstant: boolean;
}

const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/;

function read(at: unknown, zone: string): Told | undefined {
  const [, day, time, offset] = iso.exec(typeof at === "string" ? at.trim() : "") ?? [];
  if (day === undefined) return undefined;
  const instant = Date.parse(`${day}T${time ?? "00:00"}${offset ?? "Z"}`);
  const wall = offset === undefined ? instant : wallClock(instant, zone);
  return wall === undefined || Number.isNaN(wall)
    ? undefined
    : { wall, hasTime: time !== undefined, isInstant: offset !== undefined };
}

/** What the clock on the wall shows in a zone at an instant. */
function wallClock(instant: number, zone: string): number | undefined {
  if (Number.isNaN(instant) || Math.abs(instant) > 8.64e15) return undefined;
  const shown = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(instant);
  const part = (name: string) => shown.find(({ type }) => type === name)?.value ?? "";
  const wall = Date.parse(
    `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}Z`,
  );
  return Number.isNaN(wall) ? undefined : wall;
}

function zoneOf(zone: string | undefined): { readonly zone: string; readonly known: boolean } {
  try {
    if (zone !== undefined) new Intl.DateTimeFormat("en", { timeZone: zone });
    return { zone: zone ?? "UTC", known: zone !== undefined };
  } catch {
    return { zone: "UTC", known: false };
  }
}
