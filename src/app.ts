import { acts, type Observe, type Repertoire } from "./act.ts";
import type { Channel } from "./channel.ts";
import { systemClock, type Clock } from "./clock.ts";
import type { EffectKind } from "./effect.ts";
import { PalaverError } from "./errors.ts";
import { isOutboxEvent, type Listener } from "./event.ts";
import type { Intent } from "./intent.ts";
import { listenersOf } from "./later.ts";
import { createLine, type Limits } from "./line.ts";
import { jsonLog, type Log } from "./log.ts";
import type { Model } from "./model.ts";
import { message } from "./message.ts";
import { createOutbox, type Parked } from "./outbox.ts";
import type { Recognizer } from "./recognizer.ts";
import { register } from "./registry.ts";
import type { Reply } from "./reply.ts";
import { tickOf, type Job } from "./schedule.ts";
import type { Store } from "./store.ts";
import { checkTranslations } from "./translated.ts";
import type { Json, Turn } from "./turn.ts";
import { embedded } from "./understand/embedded.ts";
import type { Repair } from "./dialog/talk.ts";
import { sameUtterances } from "./understand/same.ts";
import { listUnsure, type Unsure } from "./unsure.ts";
import { begin } from "./work.ts";
import { isZone, ownZone } from "./understand/types/civil.ts";

export interface AppOptions {
  /** What the app calls itself. */
  readonly name: string;
  readonly intents: readonly Intent[];
  /** What it does when something happens that nobody said. */
  readonly listeners?: readonly Listener[];
  readonly effects?: readonly EffectKind[];
  readonly jobs?: readonly Job[];
  readonly store: Store;
  /** What understands plain text, or how to make it of the app's model. Default: {@link embedded}. */
  readonly recognizer?: Recognizer | ((model: Model) => Recognizer);
  /** The time zone of whoever does not tell theirs, such as `Europe/Berlin`: what "tomorrow" is. Default: the machine's own. */
  readonly zone?: string;
  /** Whether what was said and not understood for sure is kept, for 90 days, to teach the app by. Default: true. */
  readonly keepUnsure?: boolean;
  /** The languages the app is in; everything has to be there in each. Default: those of its utterances. */
  readonly locales?: readonly string[];
  /** Told of each turn in which somebody said something; what it writes commits with the turn. */
  readonly observe?: Observe;
  /** What somebody hears who is not understood several times in a row. */
  readonly repair?: Repair;
  readonly clock?: Clock;
  /** Default: one line of JSON for each entry, on standard error. */
  readonly log?: Log;
  /** Milliseconds for which a turn's reply is kept for later deliveries of the same turn. Default: 48 hours. */
  readonly remember?: number;
}

/** A running app. */
export interface App {
  readonly name: string;
  readonly model: Model;
  readonly recognizer: Recognizer;
  readonly jobs: readonly Job[];
  readonly clock: Clock;
  readonly log: Log;
  /** One turn from start to finish. The same turn again, at once or later, gets the same reply and changes nothing. */
  respond(turn: Turn, limits?: Limits): Promise<Reply>;
  /** Runs a job for the instant it was due, in milliseconds since 1970: once, however often it is called for it. */
  tick(job: string, at: number): Promise<void>;
  /** Lets the app send messages through this channel. */
  connect(channel: Channel): void;
  /** Delivers every effect that is due, also those that an earlier process left behind. */
  deliver(): Promise<void>;
  /** Resolves when nothing that this process began is still under way. */
  settled(): Promise<void>;
  /** The effects that were tried in vain. */
  parked(): Promise<readonly Parked[]>;
  /** Has a parked effect tried again from the start. False where there is none of that key. */
  redrive(key: string): Promise<boolean>;
  /** What was said and not understood for sure, the oldest first. */
  unsure(): Promise<readonly Unsure[]>;
  /** Waits for what is under way and lets go of the store. */
  close(): Promise<void>;
}

const twoDays = 48 * 60 * 60 * 1_000;

/** Makes an app of its intents. Throws {@link PalaverError} where they could not work together. */
export function createApp(options: AppOptions): App {
  const { name, store, clock = systemClock, log = jsonLog, remember = twoDays } = options;
  const { effects = [], jobs = [] } = options;
  const repertoire = repertoireOf(options);
  const { registry, recognizer } = repertoire;
  warnOfSame(registry.model, log);
  const jobsByName = byName("jobs called", jobs, (job) => job.name);
  const channels = new Map<string, Channel>();
  const { said, happened, worked } = acts(repertoire);

  const outbox = createOutbox({
    store,
    clock,
    log,
    kinds: byName("kinds of effect called", effects, (kind) => kind.name),
    channelOf: (channel) => channels.get(channel),
    happen: (turn, settle) => line.run(turn, happened, { settle }),
  });

  const line = createLine({
    store,
    clock,
    log,
    remember,
    put(work, turn, reply, more) {
      const to = addressOf(turn);
      const answers = to !== undefined && reply.next.type !== "silent";
      const effects = answers ? [message(turn.channel, to, reply), ...more] : more;
      return outbox.put(work, turn, effects);
    },
    deliver: (lanes) => lanes.forEach((lane) => void outbox.drain(lane)),
  });

  return {
    name,
    model: registry.model,
    recognizer,
    jobs,
    clock,
    log,
    respond: (turn, limits) => line.run(turn, turn.input.type === "event" ? happened : said, limits),

    async tick(name, at) {
      const job = named(jobsByName, name);
      await line.run(tickOf(job, at), worked(job));
    },

    connect: (channel) => void channels.set(channel.name, channel),
    deliver: () => outbox.drainAll(),
    parked: () => outbox.parked(),
    redrive: (key) => outbox.redrive(key),
    unsure: () => listUnsure(begin(store, clock)),
    settled,

    async close() {
      await settled();
      await store.close?.();
    },
  };

  /** What is delivered comes back as turns, and turns have effects, so both have to be idle at once. */
  async function settled(): Promise<void> {
    while (line.busy || outbox.busy) await Promise.all([line.idle(), outbox.idle()]);
  }
}

/** What the turns of an app are decided by. Throws {@link PalaverError} for what could not work. */
function repertoireOf(options: AppOptions): Repertoire {
  const { name, zone = ownZone(), keepUnsure = true, repair = {}, recognizer: given = embedded } = options;
  if (!isZone(zone))
    throw new PalaverError("invalid-option", `"${zone}" is no time zone; write it as "Europe/Berlin".`);
  checkTranslations(options.intents, options.locales);
  const registry = register(name, options.intents, options.locales);
  const recognizer = typeof given === "function" ? given(registry.model) : given;
  const own = [...(options.listeners ?? []), ...listenersOf(options.effects ?? [])];
  const listeners = byName("listeners for", own, ({ event }) => event);
  const { observe } = options;
  return { name, registry, recognizer, listeners, zone, keepUnsure, repair, observe };
}

/** Where an answer has to be sent: nobody waits for what comes of a receipt, so it goes wherever the person can be reached. */
const addressOf = ({ to, reach, input }: Turn): Json | undefined =>
  to ?? (input.type === "event" && isOutboxEvent(input.name) ? reach : undefined);

function warnOfSame(model: Model, log: Log): void {
  for (const { utterance, intents } of sameUtterances(model)) {
    const error = `"${utterance}" is an utterance of ${intents.join(" and ")}; keep it in one of them, or the first is always meant.`;
    log({ level: "warn", event: "same utterance", error });
  }
}

/** Things by their names. Throws {@link PalaverError} where two have the same. */
function byName<T>(what: string, things: readonly T[], nameOf: (thing: T) => string): ReadonlyMap<string, T> {
  const named = new Map<string, T>();
  for (const thing of things) {
    if (named.has(nameOf(thing))) {
      throw new PalaverError("duplicate-name", `There are two ${what} "${nameOf(thing)}"; keep one of them.`);
    }
    named.set(nameOf(thing), thing);
  }
  return named;
}

function named(jobs: ReadonlyMap<string, Job>, name: string): Job {
  const job = jobs.get(name);
  if (job) return job;
  const all = [...jobs.keys()].map((it) => `"${it}"`).join(", ") || "none";
  throw new PalaverError("unknown-job", `There is no job "${name}"; the app has ${all}.`);
}
