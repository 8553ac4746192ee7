import type { Clock } from "palaver";

/** How often a method may be called: its tier, or a rule of its own (https://docs.slack.dev/apis/web-api/rate-limits). */
export type Tier = 1 | 2 | 3 | 4 | "posting" | "special";

/** What is limited. */
export interface Limits {
  /** Calls a minute by tier. Default: what Slack documents, 1, 20, 50 and 100. */
  readonly tiers?: Partial<Readonly<Record<1 | 2 | 3 | 4, number>>>;
  /** Calls a minute of the special methods. Default 600. */
  readonly special?: number;
  /** Messages a second in one channel, and how many may come at once. Default 1 and 5. */
  readonly posting?: { readonly perSecond: number; readonly burst: number };
  /**
   * Whether this is an app that is sold outside of Slack's Marketplace: `conversations.history` and `.replies` once a
   * minute, with 15 objects at most (https://docs.slack.dev/changelog/2025/05/29/tos-updates).
   */
  readonly restricted?: boolean;
}

/** Objects on a page for an app that is restricted. */
export const restrictedPage = 15;

const minute = 60_000;
const documented = { 1: 1, 2: 20, 3: 50, 4: 100 };
const reading = ["conversations.history", "conversations.replies"];

/** One call, as it counts: per method, workspace and app, and in the case of posts per channel. */
export interface Counting {
  readonly method: string;
  readonly tier: Tier;
  readonly token: string;
  readonly channel: string;
}

/** Counts a call. The whole seconds to wait where there have been too many; such a call does not count. */
export type Limited = (call: Counting, limits: Limits) => number | undefined;

export function createLimiter(clock: Clock): Limited {
  const calls = new Map<string, number[]>();
  const buckets = new Map<string, { left: number; at: number }>();

  function perMinute(key: string, allowed: number): number | undefined {
    const now = clock.now();
    const recent = (calls.get(key) ?? []).filter((at) => at > now - minute);
    calls.set(key, recent);
    const [first = now] = recent;
    if (recent.length >= allowed) return secondsOf(first + minute - now);
    recent.push(now);
    return undefined;
  }

  function perSecond(key: string, rate: number, burst: number): number | undefined {
    const now = clock.now();
    const { left, at } = buckets.get(key) ?? { left: burst, at: now };
    const filled = Math.min(burst, left + ((now - at) / 1_000) * rate);
    buckets.set(key, { left: filled < 1 ? filled : filled - 1, at: now });
    return filled < 1 ? secondsOf(((1 - filled) / rate) * 1_000) : undefined;
  }

  return ({ method, tier, token, channel }, limits) => {
    const key = `${token} ${method}`;
    if (limits.restricted && reading.includes(method)) return perMinute(key, 1);
    if (tier === "special") return perMinute(key, limits.special ?? 600);
    if (tier !== "posting") return perMinute(key, limits.tiers?.[tier] ?? documented[tier]);
    const { perSecond: rate, burst } = limits.posting ?? { perSecond: 1, burst: 5 };
    return perSecond(`${token} ${channel}`, rate, burst);
  };
}

const secondsOf = (milliseconds: number) => Math.max(1, Math.ceil(milliseconds / 1_000));
