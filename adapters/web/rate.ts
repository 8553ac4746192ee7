import type { Clock } from "palaver";

/** How often somebody may come: so many at once, and so many a second after that. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** The most that are remembered; who has not come for longest is forgotten first. */
const remembered = 10_000;

/** Whether somebody may come now: a bucket of tokens for each, filled at a steady rate. */
export function limiter({ burst, perSecond }: Rate, clock: Clock): (who: string) => boolean {
  const buckets = new Map<string, { readonly left: number; readonly at: number }>();

  return (who) => {
    const at = clock.now();
    const before = buckets.get(who) ?? { left: burst, at };
    const left = Math.min(burst, before.left + (Math.max(at - before.at, 0) / 1_000) * perSecond);
    // Taken out and put in again, a bucket is the youngest of the map.
    buckets.delete(who);
    buckets.set(who, { left: left >= 1 ? left - 1 : left, at });
    const [oldest] = buckets.keys();
    if (buckets.size > remembered && oldest !== undefined) buckets.delete(oldest);
    return left >= 1;
  };
}
