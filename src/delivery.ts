import type { Clock } from "./clock.ts";
import { Undelivered, type Attempt, type EffectKind } from "./effect.ts";
import { parkedOf, receiptOf } from "./event.ts";
import type { Settle } from "./line.ts";
import type { Log } from "./log.ts";
import type { Store } from "./store.ts";
import type { Json, Turn } from "./turn.ts";
import { parkingOf, placeOf, type Waiting } from "./waiting.ts";
import { begin, type Work } from "./work.ts";

export interface DeliveryOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Runs a turn that nobody said, settling with it what led to it. */
  readonly happen: (turn: Turn, settle: Settle) => Promise<unknown>;
}

/** One try at an effect that is due. True where the effects behind it may go on: it was delivered, or given up. */
export type Deliver = (effect: Waiting, kind: EffectKind) => Promise<boolean>;

/** Delivers effects one at a time: claimed, tried, and settled by a turn that brings the receipt or says why not. */
export function delivery({ store, clock, log, happen }: DeliveryOptions): Deliver {
  async function deliver(effect: Waiting, kind: EffectKind): Promise<boolean> {
    if (!(await claim(effect, kind))) return false;
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
    if (now?.attempts !== effect.attempts) return false;
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
      done.abort("done");
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
        ending.set(parkingOf(effect.key), { ...effect, reason });
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

  return deliver;
}

/** Doubling, with a random part taken off so that those who failed together do not come back together. */
const backOff = ({ base, cap }: EffectKind["retry"], tries: number, random: number): number =>
  Math.min(base * 2 ** (tries - 1), cap) * (1 - random / 2);
