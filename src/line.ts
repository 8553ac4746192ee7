import type { Clock } from "./clock.ts";
import type { Decision, Dialog } from "./dialog.ts";
import type { Effect } from "./effect.ts";
import { PalaverError } from "./errors.ts";
import { key } from "./key.ts";
import { lanes } from "./lanes.ts";
import type { Log } from "./log.ts";
import { phrasesIn } from "./phrases.ts";
import { complete, type Reply } from "./reply.ts";
import { trusted } from "./schema.ts";
import type { Store } from "./store.ts";
import { conversationOf, type Turn } from "./turn.ts";
import { begin, type Transaction, type Work } from "./work.ts";

/** What a turn comes to, or nothing where it concerns nobody. It may read and mean to write; it commits nothing. */
export type Act = (turn: Turn, work: Work, open: Dialog | undefined) => Promise<Decision | undefined>;

/** How a turn is run. */
export interface Limits {
  /** Milliseconds until whoever asked stops waiting. Without it the handler has 30,000. */
  readonly deadline?: number | undefined;
}

/** Writes what a turn settles whatever becomes of it; tells whether there still was anything to settle. */
export type Settle = (work: Work) => Promise<boolean>;

interface Running extends Limits {
  /** Where there is nothing to settle any more, the turn is not run. */
  readonly settle?: Settle;
}

export interface LineOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds for which a turn's reply is kept for later deliveries of the same turn. */
  readonly remember: number;
  /** Puts effects among what a turn writes; the reply itself is one where nobody waits for it. */
  readonly put: (work: Work, turn: Turn, reply: Reply, effects: readonly Effect[]) => void;
  /** Told about every turn that has been committed, and again when it is delivered again. */
  readonly committed: (turn: Turn) => void;
}

/** Where turns are run: one after the other in each conversation, each of them once, whole or not at all. */
export interface Line {
  run(turn: Turn, act: Act, limits?: Running): Promise<Reply>;
  readonly busy: boolean;
  idle(): Promise<void>;
}

const dialogKey = key("dialog", trusted<Dialog>());
const silence = complete({});
const defaultDeadline = 30_000;

/** The most races a turn may lose, and how many before it stops competing and queues with the other losers here. */
const races = 50;
const patience = 3;

export function createLine({ store, clock, log, remember, put, committed }: LineOptions): Line {
  const replyKey = key("reply", trusted<Reply>(), { lifetime: remember });
  const conversations = lanes();
  const losers = lanes();

  async function run(turn: Turn, act: Act, until: number, settle: Running["settle"]): Promise<Reply> {
    const once = () => attempt(turn, act, until, settle);
    for (let lost = 0; lost < races; lost++) {
      const reply = await (lost < patience ? once() : losers.run("", once));
      if (reply) return reply;
      await clock.sleep(clock.random() * Math.min(2 ** lost, 250));
    }
    throw new PalaverError(
      "lost-races",
      `A turn lost ${races} races for what it reads; spread that over more keys.`,
    );
  }

  /** Reads, decides and commits once. Nothing where somebody else was faster with what this turn had read. */
  async function attempt(
    turn: Turn,
    act: Act,
    until: number,
    settle: Running["settle"],
  ): Promise<Reply | undefined> {
    const work = begin(store, clock);
    const [before, open] = await Promise.all([work.get(placeOf(turn)), work.get(dialogOf(turn))]);
    if (before) {
      // Whoever wrote it may have died, or never learnt that it was written, before its effects were delivered.
      committed(turn);
      return before;
    }
    try {
      if (clock.now() >= until) throw overdue;
      if (settle && !(await settle(work))) return silence;
      note(work, turn, await inTime(act(turn, work, open), until), open);
    } catch (error) {
      return apologise(turn, error, work, settle);
    }
    return end(work, turn);
  }

  /** Means to write what was decided. A turn that changes nothing and says nothing leaves no trace. */
  function note(
    work: Transaction,
    turn: Turn,
    decision: Decision | undefined,
    open: Dialog | undefined,
  ): void {
    if (decision && decision.dialog !== open) work.set(dialogOf(turn), decision.dialog);
    if (decision) put(work, turn, decision.reply, decision.effects);
    const reply = decision?.reply ?? silence;
    if (work.touched || reply.next.type !== "silent") work.set(placeOf(turn), reply);
  }

  async function end(work: Transaction, turn: Turn): Promise<Reply | undefined> {
    if (work.touched) {
      if (!(await work.commit())) return undefined;
      committed(turn);
    }
    return (await work.get(placeOf(turn))) ?? silence;
  }

  /**
   * What went wrong is for the log; the person hears that something did. The open question stays open. Where a handler
   * failed over what somebody has changed meanwhile, the turn is run again instead.
   */
  async function apologise(
    turn: Turn,
    error: unknown,
    failed: Transaction,
    settle: Running["settle"],
  ): Promise<Reply | undefined> {
    const late = error === overdue;
    log({
      level: "error",
      event: late ? "handler too slow" : "handler failed",
      channel: turn.channel,
      turn: turn.id,
      ...namesOf(error),
    });
    const { sorry, late: slow } = phrasesIn(turn.locale);
    // A handler that is still running may be waiting for the store, and nobody waits for that any more.
    const work = late ? begin(store, clock) : failed.anew();
    const before = await work.get(placeOf(turn));
    if (before) return before;
    if (settle && !(await settle(work))) return silence;
    const reply = complete({ speech: late ? slow : sorry });
    work.set(placeOf(turn), reply);
    put(work, turn, reply, []);
    return end(work, turn);
  }

  /** What a handler makes of a turn, unless it takes too long; what it does after that is never committed. */
  async function inTime<T>(work: Promise<T>, until: number): Promise<T> {
    const done = new AbortController();
    const late = clock.sleep(Math.max(until - clock.now(), 0), done.signal).then(() => {
      if (!done.signal.aborted) throw overdue;
      return work;
    });
    return Promise.race([work, late]).finally(() => done.abort());
  }

  const placeOf = (turn: Turn) => replyKey.of(`${turn.channel}:${turn.id}`);
  const dialogOf = (turn: Turn) => dialogKey.of(conversationOf(turn));

  return {
    run: (turn, act, { deadline, settle } = {}) => {
      // Whoever asked is waiting from now on; where nobody is, the time counts from when it is this turn's turn.
      const until = deadline === undefined ? undefined : clock.now() + deadline;
      return conversations.run(conversationOf(turn), () =>
        run(turn, act, until ?? clock.now() + defaultDeadline, settle),
      );
    },
    get busy() {
      return conversations.busy;
    },
    idle: () => conversations.idle(),
  };
}

const overdue = new Error("the handler took too long");

/** An error by its name and code: its message may quote what somebody said. */
const namesOf = (error: unknown) =>
  error instanceof Error
    ? { error: error.name, ...("code" in error && typeof error.code === "string" && { code: error.code }) }
    : { error: typeof error };
