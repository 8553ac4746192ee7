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

/** Where an effect waits: behind those of its conversation that came before it. */
export const placeOf = ({ origin, order, key }: Waiting): Place<Waiting> =>
  waitingKey.of(owner, conversationOf(origin), String(order).padStart(15, "0"), key);

/** Where all effects wait, or those of one conversation. */
export const shelfOf = (...conversation: readonly string[]) => waitingKey.in(owner, ...conversation);

/** Where an effect is parked. */
export const parkingOf = (key: string): Place<GivenUp> => givenUpKey.of(owner, key);

/** Where all effects are parked. */
export const parking = givenUpKey.in(owner);
