import { PalaverError, type App, type Job } from "palaver";

export interface ScheduleOptions {
  /** Milliseconds between two looks for effects that are due. Default 1,000. */
  readonly every?: number;
}

/** A schedule that runs. */
export interface Schedule {
  /** Begins nothing more, and resolves when what was begun is done. */
  stop(): Promise<void>;
}

/** When a job is due next after an instant, in milliseconds since 1970; nothing for one that never is again. */
type Next = (after: number) => number | undefined;

/** The longest wait before looking at the clock again, in milliseconds: a clock may be set, and a timer holds 24 days. */
const nap = 60 * 60 * 1_000;

/**
 * Runs an app's jobs at their times, in UTC, and delivers its effects when they are due, those first that an earlier
 * process left behind. Two ticks of one job never overlap, and what fails is logged. It does not keep a process alive.
 * Throws {@link PalaverError} for a job whose cron expression says nothing.
 */
export async function schedule(app: App, { every = 1_000 }: ScheduleOptions = {}): Promise<Schedule> {
  const { Cron } = await import("croner");
  const timed = app.jobs.map((job) => ({ job, next: nextOf(Cron, job) }));
  const stopping = new AbortController();
  const { clock, log } = app;

  async function attempt(turn: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      const name = error instanceof Error ? error.name : typeof error;
      log({ level: "error", event: "schedule failed", channel: "schedule", turn, error: name });
    }
  }

  async function until(instant: number): Promise<void> {
    while (!stopping.signal.aborted && clock.now() < instant) {
      await clock.sleep(Math.min(instant - clock.now(), nap), stopping.signal);
    }
  }

  /** What was missed while nobody ran is not made up for, and what was done is not done again when clocks go back. */
  async function keep({ name }: Job, next: Next): Promise<void> {
    let due = next(clock.now());
    while (due !== undefined) {
      const at = due;
      await until(at);
      if (stopping.signal.aborted) return;
      await attempt(`${name}/${new Date(at).toISOString()}`, () => app.tick(name, at));
      due = next(Math.max(at, clock.now()));
    }
  }

  async function deliver(): Promise<void> {
    while (!stopping.signal.aborted) {
      await attempt("delivery", () => app.deliver());
      await clock.sleep(every, stopping.signal);
    }
  }

  const kept = Promise.all([deliver(), ...timed.map(({ job, next }) => keep(job, next))]);
  return {
    async stop() {
      stopping.abort();
      await kept;
    },
  };
}

/** Only the reading of cron expressions is croner's: our own clock decides what time it is. */
function nextOf(Cron: typeof import("croner").Cron, { name, cron }: Job): Next {
  try {
    const pattern = new Cron(cron, { paused: true, timezone: "UTC" });
    return (after) => pattern.nextRun(new Date(after))?.getTime();
  } catch (error) {
    throw new PalaverError(
      "invalid-option",
      `The job "${name}" runs at "${cron}", which is no time; correct it.`,
      {
        cause: error,
      },
    );
  }
}
