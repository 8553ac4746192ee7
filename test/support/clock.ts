import type { Clock } from "palaver";

/** A clock that stands still until a test moves it; whoever sleeps wakes when it has been moved far enough. */
export interface TestClock extends Clock {
  /** Moves time on, and lets everything happen that is due on the way, in order. */
  pass(milliseconds: number): Promise<void>;
  /** The chance that everybody draws from now on. */
  chance(number: number): void;
  /** How many are asleep. */
  readonly sleepers: number;
}

/** Somewhen in 2026. */
export const start = 1_780_000_000_000;

export function testClock(): TestClock {
  let [now, luck] = [start, 0];
  const asleep = new Set<{ readonly until: number; readonly wake: () => void }>();

  return {
    now: () => now,
    random: () => luck,
    chance: (number) => void (luck = number),
    get sleepers() {
      return asleep.size;
    },

    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        const sleeper = { until: now + milliseconds, wake };
        function wake() {
          asleep.delete(sleeper);
          signal?.removeEventListener("abort", wake);
          resolve();
        }
        asleep.add(sleeper);
        signal?.addEventListener("abort", wake);
        if (signal?.aborted) wake();
      }),

    async pass(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        await quiet();
        const next = [...asleep].sort((a, b) => a.until - b.until)[0];
        if (!next || next.until > end) break;
        now = Math.max(now, next.until);
        next.wake();
      }
      now = end;
      await quiet();
    },
  };
}

/** Resolves when everything that needs no time has happened. */
export const quiet = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
