import { text } from "./look.ts";

/**
 * A Slack `ts`: ten digits, a point, six digits. It names a message within its channel and is text: a number would
 * lose its zeros. Of equal width, stamps sort by time as text does.
 */
export type Stamp = string;

/** The stamp at a path inside a stranger's JSON; nothing where what is there is none. */
export function stamp(value: unknown, ...path: readonly (string | number)[]): Stamp | undefined {
  const found = text(value, ...path);
  return found !== undefined && /^\d{10}\.\d{6}$/.test(found) ? found : undefined;
}

/** The instant of a stamp, in milliseconds since 1970. */
export const instantOf = (ts: Stamp): number => Number(ts.slice(0, 10)) * 1_000 + Number(ts.slice(11, 14));

/** The stamp so many whole seconds earlier. */
export const earlier = (ts: Stamp, seconds: number): Stamp => stampAt(Number(ts.slice(0, 10)) - seconds);

/** The stamp of an instant, in seconds since 1970. */
export const stampAt = (seconds: number): Stamp =>
  `${Math.max(0, Math.floor(seconds)).toString().padStart(10, "0")}.000000`;
