import type { Clock } from "palaver";
import type { Engine } from "../voices.ts";
import { Refusal } from "./refusal.ts";

/** How many requests a second an engine takes, and how many may come at once. */
export interface Pace {
  readonly perSecond: number;
  readonly burst: number;
}

export type Throttles = Partial<Readonly<Record<Engine, Pace>>>;

/** What Polly documents for `SynthesizeSpeech` (https://docs.aws.amazon.com/polly/latest/dg/limits.html). */
export const documented: Throttles = {
  standard: { perSecond: 80, burst: 100 },
  neural: { perSecond: 8, burst: 10 },
  "long-form": { perSecond: 8, burst: 10 },
  generative: { perSecond: 8, burst: 8 },
};

/** Counts requests by engine, and refuses those that are too many as Polly does: with HTTP 400. */
export function throttle(clock: Clock): (engine: Engine, throttles: Throttles) => void {
  const buckets = new Map<Engine, { readonly left: number; readonly at: number }>();
  return (engine, throttles) => {
    const pace = throttles[engine];
    if (!pace) return;
    const at = clock.now();
    const { left, at: before } = buckets.get(engine) ?? { left: pace.burst, at };
    const filled = Math.min(pace.burst, left + (Math.max(at - before, 0) / 1_000) * pace.perSecond);
    buckets.set(engine, { left: filled < 1 ? filled : filled - 1, at });
    if (filled < 1) throw new Refusal("ThrottlingException", "Rate exceeded");
  };
}
