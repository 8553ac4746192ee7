import { key, type Place } from "./key.ts";
import { trusted } from "./schema.ts";
import { conversationOf, type Json, type Turn } from "./turn.ts";

/** The turn an effect came from, as far as its receipt needs it. */
export type Origin = Omit<Turn, "id" | "at" | "input">;

/** An effect on its way. `sending` means a try was begun and its end never seen, once it is due again. */
export interface Waiting {
  readonly kind: string;
  readonly payload: Json;
  readonly key: string;
  readonly origin: Origin;
  /** What it is kept in order with, where that is not its conversation. */
  readonly lane?: string;
  readonly since: number;
  /** Grows from effect to effect, also within one millisecond. */
  readonly order: number;
  readonly attempts: number;
  /** How many of the attempts were made before it was last redriven. */
  readonly forgiven: number;
  readonly state: "new" | "sending" | "unknown";
  readonly due: number;
}

/** An effect that was tried in vain, and why it was given up. */
export interface GivenUp extends Waiting {
  readonly reason: string;
}

const owner = "palaver";
const waitingKey = key("outbox", trusted<Waiting>());
const givenUpKey = key("parked", trusted<GivenUp>());

/** What an effect is kept in order with. A lane of its own begins with a space, so that it is no conversation. */
export const laneOf = ({ origin, lane }: Pick<Waiting, "origin" | "lane">): string =>
  lane === undefined ? conversationOf(origin) : ` ${lane}`;

/** Where an effect waits: behind those of its lane that came before it. */
export const placeOf = (effect: Waiting): Place<Waiting> =>
  waitingKey.of(owner, laneOf(effect), String(effect.order).padStart(15, "0"), effect.key);

/** Where all effects wait, or those of one lane. */
export const shelfOf = (...lane: readonly string[]) => waitingKey.in(owner, ...lane);

/** Where an effect is parked. */
export const parkingOf = (key: string): Place<GivenUp> => givenUpKey.of(owner, key);

/** Where all effects are parked. */
export const parking = givenUpKey.in(owner);
