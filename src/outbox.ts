import type { Channel } from "./channel.ts";
import { delivery, type DeliveryOptions } from "./delivery.ts";
import type { Effect, EffectKind } from "./effect.ts";
import { PalaverError } from "./errors.ts";
import { lanes } from "./lanes.ts";
import { messageKind, messenger } from "./message.ts";
import type { Json, Turn } from "./turn.ts";
import { laneOf, parking, parkingOf, placeOf, shelfOf, type Origin, type Waiting } from "./waiting.ts";
import { begin, type Work } from "./work.ts";

export interface OutboxOptions extends DeliveryOptions {
  readonly kinds: ReadonlyMap<string, EffectKind>;
  /** The channel of that name, if it is connected. */
  readonly channelOf: (channel: string) => Channel | undefined;
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
  /** Puts effects among what a turn writes; gives the lanes they are in. */
  put(work: Work, turn: Turn, effects: readonly Effect[]): readonly string[];
  /** Delivers what is due in one lane, in order. Never throws. */
  drain(lane: string): Promise<void>;
  drainAll(): Promise<void>;
  readonly busy: boolean;
  idle(): Promise<void>;
  parked(): Promise<readonly Parked[]>;
  redrive(key: string): Promise<boolean>;
}

export function createOutbox({ kinds, channelOf, ...options }: OutboxOptions): Outbox {
  const { store, clock, log } = options;
  if (kinds.has(messageKind)) {
    throw new PalaverError(
      "invalid-name",
      `No effect can be called "${messageKind}", for that is what replies are; rename it.`,
    );
  }
  const deliver = delivery(options);
  const delivering = lanes();
  let latest = 0;

  /** What can deliver this here; another process may know more kinds and channels. */
  const kindOf = ({ kind, payload }: Waiting): EffectKind | undefined =>
    kind === messageKind ? messenger(payload, channelOf) : kinds.get(kind);

  /** Those in front first: an effect that has to wait holds up the ones behind it in its lane. */
  async function deliverInOrder(effects: readonly Waiting[]): Promise<void> {
    for (const effect of effects) {
      const kind = kindOf(effect);
      if (!kind || effect.due > clock.now() || !(await deliver(effect, kind))) return;
    }
  }

  const pending = async (...lane: readonly string[]): Promise<readonly Waiting[]> =>
    (await begin(store, clock).list(shelfOf(...lane))).map(({ value }) => value);

  const drain = (lane: string): Promise<void> =>
    delivering.run(lane, async () => {
      try {
        await deliverInOrder(await pending(lane));
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
      const lanes = new Set<string>();
      for (const [i, { kind, payload, lane, order }] of effects.entries()) {
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
          ...(lane !== undefined && { lane }),
          since: clock.now(),
          order: order ?? (latest = Math.max(clock.now(), latest + 1)),
          attempts: 0,
          forgiven: 0,
          state: "new",
          due: clock.now(),
        };
        work.set(placeOf(effect), effect);
        lanes.add(laneOf(effect));
      }
      return [...lanes];
    },

    drain,

    async drainAll() {
      const waiting = new Set((await pending()).map(laneOf));
      await Promise.all([...waiting].map(drain));
    },

    get busy() {
      return delivering.busy;
    },
    idle: () => delivering.idle(),

    async parked() {
      const all = await begin(store, clock).list(parking);
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
      const found = await work.get(parkingOf(key));
      if (!found) return false;
      const { reason: _, ...effect } = found;
      work.set(parkingOf(key), undefined);
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
