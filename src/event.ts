import type { EffectKind } from "./effect.ts";
import type { Context } from "./intent.ts";
import type { Answer } from "./reply.ts";
import type { Json } from "./turn.ts";

/** What a handler of something that nobody said works with: the context, and what came with the event. */
export interface EventContext<Data = Json | undefined> extends Omit<Context, "slots"> {
  readonly data: Data;
}

/** An effect that was delivered, and what the other side gave for it. */
export interface Delivered<Payload, Receipt> {
  readonly payload: Payload;
  readonly receipt: Receipt;
  /** The idempotency key it was delivered with. */
  readonly key: string;
}

/** An effect that was given up, and why: a fixed phrase or the other side's code, fit for a log. */
export interface GivenUp<Payload> {
  readonly payload: Payload;
  readonly reason: string;
  readonly key: string;
}

/** What an app does when something happens, rather than when somebody says something. */
export interface Listener {
  /** The event's name: a channel's, such as `launch`, or one of the outbox's own. */
  readonly event: string;
  handle(context: EventContext): Answer | Promise<Answer>;
}

/** Listens to an event of a channel: `on("launch", () => "Welcome.")`. Its data comes as the channel read it. */
export const on = (event: string, handle: (context: EventContext) => Answer | Promise<Answer>): Listener => ({
  event,
  handle,
});

/** Listens to the receipts of a kind of effect, each of which comes back as a turn of the same conversation. */
export const received = <Payload, Receipt>(
  kind: EffectKind<Payload, Receipt>,
  handle: (context: EventContext<Delivered<Payload, Receipt>>) => Answer | Promise<Answer>,
): Listener => ({
  event: receiptOf(kind.name),
  // The outbox made this data from the effect's own payload and receipt.
  handle: (context) => handle(context as unknown as EventContext<Delivered<Payload, Receipt>>),
});

/** Listens to effects of a kind that were given up and parked. */
export const parked = <Payload, Receipt>(
  kind: EffectKind<Payload, Receipt>,
  handle: (context: EventContext<GivenUp<Payload>>) => Answer | Promise<Answer>,
): Listener => ({
  event: parkedOf(kind.name),
  // As above: made by the outbox from the effect's own payload.
  handle: (context) => handle(context as unknown as EventContext<GivenUp<Payload>>),
});

/** The names of the outbox's own events. A space keeps them apart from any channel's. */
export const receiptOf = (kind: string) => `receipt ${kind}`;
/** Whether an event is one of the outbox's own, which nobody waits for. */
export const isOutboxEvent = (name: string): boolean => /^(?:receipt|parked) /.test(name);
export const parkedOf = (kind: string) => `parked ${kind}`;
