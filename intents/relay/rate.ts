import type { Rate } from "./state.ts";

/** The two ways of looking for answers, each with a limit of its own. */
export type Method = "heads" | "thread";
export const methods: readonly Method[] = ["heads", "thread"];

/** How often a workspace may be asked by one method, and for how many messages at once. */
export interface Limits {
  readonly perMinute: number;
  readonly pageSize: number;
}

/** For apps that a company made for itself, and those of the marketplace. */
export const usualLimits: Limits = { perMinute: 50, pageSize: 200 };
/** For all others since 2025 (https://docs.slack.dev/reference/methods/conversations.history). */
export const strictLimits: Limits = { perMinute: 1, pageSize: 15 };

/** What may be asked now. */
export interface Grant {
  readonly calls: number;
  readonly limit: number;
}

const minute = 60_000;
const day = 24 * 60 * minute;

const limitsOf = (rate: Rate | undefined, now: number, usual: Limits): Limits =>
  rate && rate.strict > now ? strictLimits : usual;

/** Whether the clock was set back since: then nobody knows how long ago anything was, and the workspace says so itself if it was too soon. */
const isAhead = (rate: Rate, now: number): boolean => rate.minute > Math.floor(now / minute);

/** How many calls may be made now. */
export function granted(rate: Rate | undefined, now: number, usual: Limits): Grant {
  const { perMinute, pageSize } = limitsOf(rate, now, usual);
  if (rate && rate.notBefore > now && !isAhead(rate, now)) return { calls: 0, limit: pageSize };
  const used = rate?.minute === Math.floor(now / minute) ? rate.used : 0;
  return { calls: Math.max(0, perMinute - used), limit: pageSize };
}

/** After so many calls were planned. Who has but few waits after each: two in neighbouring minutes may be a second apart. */
export function spent(rate: Rate | undefined, now: number, calls: number, usual: Limits): Rate {
  const { perMinute } = limitsOf(rate, now, usual);
  const current = Math.floor(now / minute);
  const used = (rate?.minute === current ? rate.used : 0) + calls;
  const pause = perMinute < 5 && calls > 0 ? now + minute / perMinute : 0;
  const before = rate && !isAhead(rate, now) ? rate.notBefore : 0;
  return {
    notBefore: Math.max(before, pause),
    minute: current,
    used,
    strict: rate?.strict ?? 0,
  };
}

/** After it turned out how many of the planned calls were made. */
export function refunded(
  rate: Rate | undefined,
  now: number,
  planned: number,
  made: number,
): Rate | undefined {
  if (!rate) return undefined;
  const used = rate.minute === Math.floor(now / minute) ? Math.max(0, rate.used - planned + made) : rate.used;
  return { ...rate, used, notBefore: made === 0 ? 0 : rate.notBefore };
}

/** A wait as long as this after hardly a call means that there is one call a minute. */
const telling = { wait: 45_000, calls: 5 };

/** After the workspace asked to wait, in milliseconds. */
export function limited(rate: Rate | undefined, now: number, wait: number): Rate {
  const current = Math.floor(now / minute);
  const used = rate?.minute === current ? rate.used : 0;
  const strict = wait >= telling.wait && used <= telling.calls ? now + day : (rate?.strict ?? 0);
  return { notBefore: Math.max(rate?.notBefore ?? 0, now + wait), minute: current, used, strict };
}
