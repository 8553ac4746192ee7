import type { Effect } from "./effect.ts";
import { PalaverError } from "./errors.ts";
import type { Turn } from "./turn.ts";
import type { Work } from "./work.ts";

/** What a job works with when its time has come. */
export interface Tick {
  /** The instant it was due, in milliseconds since 1970. */
  readonly at: number;
  readonly turn: Turn;
  readonly store: Work;
}

/** What a job may leave to be done: effects, which commit with all it has written. */
export type Done = { readonly effects?: readonly Effect[] } | undefined | void;

/** Something to do at regular times. Each tick is a turn: done once, committed whole, and never two at once. */
export interface Job {
  readonly name: string;
  /** A cron expression of five fields, in UTC. */
  readonly cron: string;
  run(tick: Tick): Promise<Done> | Done;
}

/** Declares a job: `job("poll", "* * * * *", async ({ store }) => { … })`. */
export function job(name: string, cron: string, run: Job["run"]): Job {
  if (cron.trim().split(/\s+/).length !== 5) {
    throw new PalaverError(
      "invalid-option",
      `The job "${name}" runs at "${cron}"; give a cron expression of five fields.`,
    );
  }
  return { name, cron, run };
}

/** A tick as a turn that nobody said: the same for every call that means the same instant. */
export const tickOf = ({ name }: Job, at: number): Turn => ({
  id: `${name}/${new Date(at).toISOString()}`,
  channel: "schedule",
  conversation: name,
  user: "schedule",
  locale: "en-US",
  at,
  input: { type: "event", name: "tick" },
  can: { voice: false, screen: false, buttons: false, audio: false },
});
