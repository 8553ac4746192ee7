import type { Channel, Message } from "./channel.ts";
import type { Clock } from "./clock.ts";
import { Undelivered, type Attempt, type Effect, type EffectKind } from "./effect.ts";
import { PalaverError } from "./errors.ts";
import { parkedOf, receiptOf } from "./event.ts";
import { key, type Place } from "./key.ts";
import { lanes } from "./lanes.ts";
import type { Log } from "./log.ts";
import { complete, partsOf, type Answer, type Reply } from "./reply.ts";
import { trusted } from "./schema.ts";
import type { Store } from "./store.ts";
import { conversationOf, type Json, type Turn } from "./turn.ts";
import type { Settle } from "./line.ts";
import { begin, type Work } from "./work.ts";

/** The turn an effect came from, as far as its receipt needs it. */
type Origin = Omit<Turn, "id" | "at" | "input">;

/** An effect on its way. `sending` means a try was begun and its end never seen, once it is due again. */
interface Waiting {
  readonly kind: string;
  readonly payload: Json;
  readonly key: string;
  readonly origin: Origin;
  readonly since: number;
  /** Grows from effect to effect, also within one millisecond. */
  readonly order: number;
  readonly attempts: number;
  /** How many of the attempts were made before it was last redriven. */
  readonly forgiven: number;
  readonly state: "new" | "sending" | "unknown";
  readonly due: number;
}

interface GivenUp extends Waiting {
  readonly reason: string;
}

const waiting = key("outbox", trusted<Waiting>());
const givenUp = key("parked", trusted<GivenUp>());
const owner = "palaver";

/** The kind of effect by which a reply reaches somebody who is not waiting for it. */
const messageKind = "message";

/** A reply on its way to somebody who is not waiting for it, as an effect. */
export const message = (channel: string, to: Json, reply: Reply): Effect => ({
  kind: messageKind,
  // A reply is plain data throughout.
  payload: { channel, to, reply: reply as unknown as Json },
});

/** Talks first: what to say, in a channel's own place. To be returned by a handler or a job among its effects. */
export const send = (channel: string, to: Json, answer: Answer): Effect =>
  message(channel, to, complete(partsOf(answer)));

export interface OutboxOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly kinds: ReadonlyMap<string, EffectKind>;
  /** The channel of that name, if it is connected. */
  readonly channelOf: (channel: string) => Channel | undefined;
  /** Runs a turn that nobody said, settling with it what led to it. */
  readonly happen: (turn: Turn, settle: Settle) => Promise<unknown>;
}

/** An effect that was tried in vain, kept until somebody has looked at it. */
export interface Parked {
  readonly key: string;
  readonly kind: string;
  readonly payload: Json;
  readonly attempts: number;
  readonly reason: string;
}

/** Effects between the commit of their turn and their receipt. */
export interface Outbox {
  /** Puts effects among what a turn writes. */
  put(work: Work, turn: Turn, effects: readonly Effect[]): void;
  /** Delivers what is due in one conversation, in order. Never throws. */
  drain(conversation: string): Promise<void>;
  drainAll(): Promise<void>;
  readonly busy: boolean;
  idle(): Promise<void>;
  parked(): Promise<readonly Parked[]>;
  redrive(key: string): Promise<boolean>;
}

export function createOutbox({ store, clock, log, kinds, channelOf, happen }: OutboxOptions): Outbox {
  const delivering = lanes();
  let latest = 0;

  const placeOf = ({ origin, order, key }: Waiting): Place<Waiting> =>
    waiting.of(owner, conversationOf(origin), String(order).padStart(15, "0"), key);

  /** What can deliver this here; another process may know more kinds and channels. */
  function delivererOf({ kind, payload }: Waiting): EffectKind | undefined {
    if (kind !== messageKind) return kinds.get(kind);
    const { channel, to, reply } = payload as unknown as Message & { readonly channel: string };
    const { send, sent } = channelOf(channel) ?? {};
    const messageOf = ({ key, since }: Attempt): Message => ({ to, reply, key, since });
    return (
      send && sending((attempt) => send(messageOf(attempt)), sent && ((attempt) => sent(messageOf(attempt))))
    );
  }

  async function deliver(effect: Waiting): Promise<boolean> {
    const kind = delivererOf(effect);
    if (!kind || !(await claim(effect, kind))) return false;
    const tried = { ...effect, attempts: effect.attempts + 1 };
    try {
      const receipt = await attempt(kind, tried);
      await come(tried, receiptOf(effect.kind), { receipt: receipt ?? null }, async (work) => {
        if (!(await work.get(placeOf(effect)))) return false;
        work.set(placeOf(effect), undefined);
        return true;
      });
      return true;
    } catch (error) {
      return failed(tried, kind, error);
    }
  }

  /** Only who has claimed an effect may try it. A claim runs out, so that a crash holds nothing up for long. */
  async function claim(effect: Waiting, { retry }: EffectKind): Promise<boolean> {
    const work = begin(store, clock);
    const now = await work.get(placeOf(effect));
    if (!now || now.attempts !== effect.attempts || now.due > clock.now()) return false;
    const due = clock.now() + 2 * retry.timeout;
    work.set(placeOf(effect), { ...now, state: "sending", attempts: now.attempts + 1, due });
    return work.commit();
  }

  /** Whether nobody else has tried since this try was begun. Its claim may have run out, as if its process had died. */
  const isHeld = async (work: Work, effect: Waiting): Promise<boolean> =>
    (await work.get(placeOf(effect)))?.attempts === effect.attempts;

  async function attempt(
    kind: EffectKind,
    { payload, key, state, attempts, since }: Waiting,
  ): Promise<Json | undefined> {
    const over = new AbortController();
    const done = new AbortController();
    const timeout = clock.sleep(kind.retry.timeout, done.signal).then(() => {
      over.abort();
      throw new Undelivered("unknown", "timeout");
    });
    const how: Attempt = { key, number: attempts, since, signal: over.signal };
    // The payload passed the kind's own schema when the effect was made.
    const known = payload as never;
    const act = async () =>
      (state === "new" ? undefined : await kind.reconcile?.(known, how)) ?? (await kind.deliver(known, how));
    try {
      // A receipt has to be JSON to be kept; `effect` asks for that by its type.
      return (await Promise.race([act(), timeout])) as Json | undefined;
    } finally {
      timeout.catch(() => {});
      done.abort();
    }
  }

  /** Plans another try, or gives up. True where the effects behind this one may go on. */
  async function failed(effect: Waiting, { retry }: EffectKind, error: unknown): Promise<boolean> {
    const work = begin(store, clock);
    if (!(await isHeld(work, effect))) return false;
    const outcome = error instanceof Undelivered ? error.outcome : "unknown";
    const reason = error instanceof Undelivered ? error.message : "unexpected error";
    const tries = effect.attempts - effect.forgiven;
    const last = outcome === "refused" || tries >= retry.attempts;
    log({
      level: last ? "error" : "warn",
      event: last ? "effect parked" : "effect failed",
      effect: effect.kind,
      turn: effect.key,
      error: reason,
    });
    if (last) {
      await come(effect, parkedOf(effect.kind), { reason }, async (ending) => {
        if (!(await isHeld(ending, effect))) return false;
        ending.set(placeOf(effect), undefined);
        ending.set(givenUp.of(owner, effect.key), { ...effect, reason });
        return true;
      });
      return true;
    }
    const asked = error instanceof Undelivered ? error.retryAfter : undefined;
    const wait = Math.max(asked ?? 0, backOff(retry, tries, clock.random()));
    work.set(placeOf(effect), {
      ...effect,
      // That this try did nothing says nothing about the ones before it.
      state: outcome === "not-done" && effect.state === "new" ? "new" : "unknown",
      due: clock.now() + wait,
    });
    await work.commit();
    return false;
  }

  /** What came of an effect, as a turn of the conversation it came from. */
  async function come(
    { origin, key, kind, payload, attempts }: Waiting,
    name: string,
    outcome: { readonly [part: string]: Json },
    settle: Settle,
  ): Promise<void> {
    const data = { key, kind, payload, ...outcome };
    const id = `${name}/${key}/${attempts}`;
    await happen({ ...origin, id, at: clock.now(), input: { type: "event", name, data } }, settle);
  }

  /** Those in front first: an effect that has to wait holds up the ones behind it in its conversation. */
  async function deliverInOrder(effects: readonly Waiting[]): Promise<void> {
    for (const effect of effects) {
      if (effect.due > clock.now() || !(await deliver(effect))) return;
    }
  }

  const pending = async (...conversation: readonly string[]): Promise<readonly Waiting[]> =>
    (await begin(store, clock).list(waiting.in(owner, ...conversation))).map(({ value }) => value);

  const drain = (conversation: string): Promise<void> =>
    delivering.run(conversation, async () => {
      try {
        await deliverInOrder(await pending(conversation));
      } catch (error) {
        log({
          level: "error",
          event: "outbox stopped",
          error: error instanceof Error ? error.name : "unknown",
        });
      }
    });

  return {
    put(work, turn, effects) {
      for (const [i, { kind, payload }] of effects.entries()) {
        if (kind !== messageKind && !kinds.has(kind)) {
          throw new PalaverError(
            "unknown-effect",
            `Nothing delivers effects "${kind}"; add that kind to the app's \`effects\`.`,
          );
        }
        const key = `${turn.channel}/${turn.id}/${i}`;
        const effect: Waiting = {
          kind,
          payload,
          key,
          origin: originOf(turn),
          since: clock.now(),
          order: (latest = Math.max(clock.now(), latest + 1)),
          attempts: 0,
          forgiven: 0,
          state: "new",
          due: clock.now(),
        };
        work.set(placeOf(effect), effect);
      }
    },

    drain,

    async drainAll() {
      const conversations = new Set((await pending()).map(({ origin }) => conversationOf(origin)));
      await Promise.all([...conversations].map(drain));
    },

    get busy() {
      return delivering.busy;
    },
    idle: () => delivering.idle(),

    async parked() {
      const all = await begin(store, clock).list(givenUp.in(owner));
      return all.map(({ value: { key, kind, payload, attempts, reason } }) => ({
        key,
        kind,
        payload,
        attempts,
        reason,
      }));
    },

    async redrive(key) {
      const work = begin(store, clock);
      const found = await work.get(givenUp.of(owner, key));
      if (!found) return false;
      const { reason: _, ...effect } = found;
      work.set(givenUp.of(owner, key), undefined);
      // A try may have been parked with its outcome unknown, so the next one asks first.
      work.set(placeOf(effect), {
        ...effect,
        forgiven: effect.attempts,
        state: "unknown",
        due: clock.now(),
      });
      return work.commit();
    },
  };
}

function originOf({ id: _, at: __, input: ___, ...origin }: Turn): Origin {
  return origin;
}

/** Doubling, with a random part taken off so that those who failed together do not come back together. */
const backOff = ({ base, cap }: EffectKind["retry"], tries: number, random: number): number =>
  Math.min(base * 2 ** (tries - 1), cap) * (1 - random / 2);

const sending = (
  deliver: (attempt: Attempt) => Promise<Json | void>,
  reconcile: ((attempt: Attempt) => Promise<Json | undefined>) | undefined,
): EffectKind => ({
  name: messageKind,
  retry: { attempts: 12, base: 1_000, cap: 300_000, timeout: 10_000 },
  of: () => {
    throw new PalaverError("invalid-option", "A message is made by `send`.");
  },
  deliver: (_payload: never, attempt) => deliver(attempt),
  ...(reconcile && { reconcile: (_payload: never, attempt: Attempt) => reconcile(attempt) }),
});
