import type { Civil } from "./reader.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

/** What a clock on the wall of a time zone shows at an instant, in milliseconds since 1970. A zone that is none counts as UTC. */
export function civilAt(at: number, zone: string): Civil {
  const part = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes) => part.get(type) ?? 0;
  return {
    year: of("year"),
    month: of("month"),
    day: of("day"),
    hour: of("hour"),
    minute: of("minute"),
    second: of("second"),
  };
}

/** The instant at which a clock on the wall of a time zone shows this, in milliseconds since 1970. */
export function instantOf({ year, month, day, hour, minute, second }: Civil, zone: string): number {
  const shown = Date.UTC(year, month - 1, day, hour, minute, second);
  // A zone is ahead by what its clock shows too much; near a change of the clock the second look is right.
  let at = shown;
  for (let look = 0; look < 2; look++) {
    const there = civilAt(at, zone);
    const now = Date.UTC(there.year, there.month - 1, there.day, there.hour, there.minute, there.second);
    at += shown - now;
  }
  return at;
}

/** The time zone of this machine. */
export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Whether this names a time zone, such as `Europe/Berlin`. */
export const isZone = (zone: string): boolean => make(zone) !== undefined;

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  // Zones come from outside; there is no end to them.
  if (formats.size >= 64) formats.clear();
  const made = make(zone) ?? new Intl.DateTimeFormat("en", { ...shown, timeZone: "UTC" });
  formats.set(zone, made);
  return made;
}

const shown = {
  calendar: "gregory",
  numberingSystem: "latn",
  hourCycle: "h23",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
  second: "numeric",
} as const;

function make(zone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat("en", { ...shown, timeZone: zone });
  } catch {
    return undefined;
  }
}
