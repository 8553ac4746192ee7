import { asString, look, type App, type Job } from "palaver";
import { settling, type Handler } from "./handler.ts";

const minute = 60_000;

/**
 * The handler of a function that a schedule invokes: a tick of one job, if there is one, and then whatever effects are
 * due, also those that a crash left behind. The instant
 * it was due is the event's `time` (EventBridge), or the `scheduled-time` that an EventBridge Scheduler puts into its
 * input, to the minute, for a schedule is no more exact; so an event that is delivered twice is one tick. It fails
 * where the tick fails, and leaves it to the schedule whether to try again.
 */
export function scheduled(app: App, job?: Job | string): Handler<void> {
  const name = typeof job === "object" ? job.name : job;
  return (event, context) =>
    settling(app, context, undefined, async () => {
      const due = instant(look(event, "time")) ?? instant(look(event, "scheduled-time")) ?? app.clock.now();
      try {
        if (name !== undefined) await app.tick(name, Math.floor(due / minute) * minute);
      } finally {
        await app.deliver();
      }
    });
}

/** Milliseconds since 1970, for a date and time that is written out. */
function instant(value: unknown): number | undefined {
  const found = Date.parse(asString(value) ?? "");
  return Number.isNaN(found) ? undefined : found;
}
