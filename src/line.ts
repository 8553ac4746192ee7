import type { Clock } from "./clock.ts";
import type { Decision, Talk } from "./dialog/talk.ts";
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
export type Act = (turn: Turn, work: Work, talk: Talk | undefined) => Promise<Decision | undefined>;

/** How a turn is run. */
export interface Limits {
  /**
   * Milliseconds until whoever asked stops waiting. Then they hear that it took too long; where not even that can be
   * committed within another second, the answer is given up and rejects. Without it the handler has 30,000.
   */
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
  /** Puts effects among what a turn writes, the reply itself where nobody waits for it. Gives the lanes they are in. */
  readonly put: (work: Work, turn: Turn, reply: Reply, effects: readonly Effect[]) => readonly string[];
  /** Delivers the effects that have been committed in some lanes, without being waited for. */
  readonly deliver: (lanes: readonly string[]) => void;
}

/** Where turns are run: one after the other in each conversation, each of them once, whole or not at all. */
export interface Line {
  run(turn: Turn, act: Act, limits?: Running): Promise<Reply>;
  readonly busy: boolean;
  idle(): Promise<void>;
}

const talkKey = key("talk", trusted<Talk>(), { lifetime: 30 * 24 * 60 * 60 * 1_000 });
const silence = complete({});
const nothing = { reply: silence, effects: [] };
const defaultDeadline = 30_000;

/** Milliseconds in which the outcome of a turn whose time is up may still be committed. */
const grace = 1_000;

/** The most races a turn may lose, and how many before it stops competing and queues with the other losers here. */
const races = 50;
const patience = 3;

export function createLine({ store, clock, log, remember, put, deliver }: LineOptions): Line {
  const replyKey = key("reply", trusted<Reply>(), { lifetime: remember });
  const conversations = lanes();
  const losers = lanes();

  async function run(turn: Turn, act: Act, alarm: Alarm, settle: Running["settle"]): Promise<Reply> {
    const once = () => attempt(turn, act, alarm, settle);
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
    alarm: Alarm,
    settle: Running["settle"],
  ): Promise<Reply | undefined> {
    const work = begin(store, clock);
    const [before, talk] = await Promise.all([work.get(placeOf(turn)), work.get(talkOf(turn))]);
    if (before) {
      // Whoever wrote it may have died, or never learnt that it was written, before its effects were delivered.
      deliver([conversationOf(turn)]);
      return before;
    }
    let lanes: readonly string[];
    try {
      if (clock.now() >= alarm.until) throw overdue;
      if (settle && !(await settle(work))) return silence;
      lanes = note(work, turn, await inTime(act(turn, work, talk), alarm), talk);
    } catch (error) {
      return apologise(turn, error, work, settle);
    }
    return end(work, turn, lanes);
  }

  /** Means to write what was decided; a turn that changes nothing and says nothing leaves no trace. The lanes of its effects. */
  function note(
    work: Transaction,
    turn: Turn,
    decision: Decision | undefined,
    talk: Talk | undefined,
  ): readonly string[] {
    const { reply, effects } = decision ?? nothing;
    if (decision && decision.talk !== talk) work.set(talkOf(turn), decision.talk);
    const lanes = put(work, turn, reply, effects);
    if (work.touched || reply.next.type !== "silent") work.set(placeOf(turn), reply);
    return lanes;
  }

  async function end(work: Transaction, turn: Turn, lanes: readonly string[]): Promise<Reply | undefined> {
    if (work.touched && !(await work.commit())) return undefined;
    deliver(lanes);
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
    const reply = isAddressed(turn) ? complete({ speech: late ? slow : sorry }) : silence;
    work.set(placeOf(turn), reply);
    return end(work, turn, put(work, turn, reply, []));
  }

  /** What comes of this, unless the alarm rings first; what a handler does after that is never committed. */
  const inTime = <T>(work: Promise<T>, { rings }: Alarm, more = 0): Promise<T> => {
    const late = rings.then(async (rang) => {
      if (!rang) return work;
      if (more > 0) await clock.sleep(more);
      throw overdue;
    });
    return Promise.race([work, late]);
  };

  const placeOf = (turn: Turn) => replyKey.of(`${turn.channel}:${turn.id}`);
  // Several people may share one conversation, such as a thread; each of them has a question of their own.
  const talkOf = (turn: Turn) => talkKey.of(conversationOf(turn), turn.user);

  return {
    run: (turn, act, { deadline, settle } = {}) => {
      // Whoever asked is waiting from now on; where nobody is, the time counts from when it is this turn's turn.
      const waiting = deadline === undefined ? undefined : alarmIn(clock, deadline);
      const answer = conversations.run(conversationOf(turn), async () => {
        const alarm = waiting ?? alarmIn(clock, defaultDeadline);
        return run(turn, act, alarm, settle).finally(() => alarm.stop());
      });
      return waiting ? inTime(answer, waiting, grace) : answer;
    },
    get busy() {
      return conversations.busy;
    },
    idle: () => conversations.idle(),
  };
}

/** Whether somebody wanted something of the app, and did not just do something that it listens to. */
const isAddressed = ({ input }: Turn) => input.type !== "event" || input.name === "launch";

/** Thrown where an answer did not come in time. */
const overdue = new Error("the answer took too long");

interface Alarm {
  readonly until: number;
  /** Tells whether it rang, or was stopped before. */
  readonly rings: Promise<boolean>;
  stop(): void;
}

function alarmIn(clock: Clock, milliseconds: number): Alarm {
  const off = new AbortController();
  return {
    until: clock.now() + milliseconds,
    rings: clock.sleep(Math.max(milliseconds, 0), off.signal).then(() => !off.signal.aborted),
    // With a reason of its own, for the default one is an error, and costs as much as the rest of a turn.
    stop: () => off.abort("done"),
  };
}

/** An error by its name and code: its message may quote what somebody said. */
const namesOf = (error: unknown) =>
  error instanceof Error
    ? { error: error.name, ...("code" in error && typeof error.code === "string" && { code: error.code }) }
    : { error: typeof error };
