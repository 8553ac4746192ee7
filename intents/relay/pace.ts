/** How often a thread is looked at: first often, then less and less. All in milliseconds. */
export interface Pace {
  /** So long as the thread is younger than `until`, it is looked at every `every`. In the order of age. */
  readonly steps: readonly { readonly until: number; readonly every: number }[];
  /** When it is older than all of them. */
  readonly last: number;
  /** How long answers are waited for at all. */
  readonly openFor: number;
}

const minute = 60_000;

/** Every minute for ten minutes, every two for half an hour, every five for two hours, and then every fifteen. */
export const usualPace: Pace = {
  steps: [
    { until: 10 * minute, every: minute },
    { until: 30 * minute, every: 2 * minute },
    { until: 120 * minute, every: 5 * minute },
  ],
  last: 15 * minute,
  openFor: 8 * 60 * minute,
};

/**
 * When a thread is looked at next. `active` is when something last happened in it. Where answers are pushed as well,
 * one look comes soon, for what was pushed before anybody knew the thread, and the others are far apart.
 */
export function nextLook(pace: Pace, now: number, active: number, pushed: boolean): number {
  const age = now - active;
  const [first] = pace.steps;
  if (pushed) return now + (first && age < first.every ? first.every : pace.last);
  return now + (pace.steps.find(({ until }) => age < until)?.every ?? pace.last);
}
