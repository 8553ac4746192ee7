import { PalaverError } from "./errors.ts";
import { validateNow, type Schema } from "./schema.ts";
import type { Json } from "./turn.ts";

/** Something to be done to the outside world: plain data that commits with the turn and is delivered after it. */
export interface Effect {
  readonly kind: string;
  readonly payload: Json;
  /** Effects of one lane are delivered one after the other, in order. Default: the conversation of their turn. */
  readonly lane?: string;
  /**
   * Its place in the lane, where the app counts them itself: a whole number like a time in milliseconds since 1970, which it
   * is otherwise. A clock that is set back then changes no order, not even across a restart.
   */
  readonly order?: number;
}

/** One try at delivering an effect. */
export interface Attempt {
  /** The same for every try at the same effect: hand it on as the idempotency key. */
  readonly key: string;
  /** Counted from 1. */
  readonly number: number;
  /** When the effect was committed, in milliseconds since 1970. */
  readonly since: number;
  /** Aborts when the try has taken too long. */
  readonly signal: AbortSignal;
}

/** How often, and how far apart, an effect is tried. */
export interface Retry {
  /** Tries before it is parked. Default 8. */
  readonly attempts: number;
  /** Milliseconds before the second try; doubled for each one after it, less a random part of up to a half. Default 1,000. */
  readonly base: number;
  /** The longest wait, in milliseconds. Default 300,000. */
  readonly cap: number;
  /** Milliseconds one try may take. Default 10,000. */
  readonly timeout: number;
}

/** A kind of effect: what it carries, how it is delivered, and how to find out whether it already was. */
export interface EffectKind<Payload = never, Receipt = unknown> {
  readonly name: string;
  readonly retry: Retry;
  /** An effect of this kind, to be returned by a handler. Throws {@link PalaverError} where the payload does not fit. */
  of(payload: Payload): Effect;
  /** Does it, and gives the receipt that comes back as a turn. Throws {@link Undelivered} to say more than "unknown". */
  deliver(payload: Payload, attempt: Attempt): Promise<Receipt>;
  /** Asked before trying again after an attempt whose outcome is unknown: the receipt if it was done after all. */
  reconcile?(payload: Payload, attempt: Attempt): Promise<Receipt | undefined>;
}

export interface EffectOptions<Payload, Receipt> {
  readonly payload: Schema<unknown, Payload>;
  readonly retry?: Partial<Retry>;
  deliver(payload: Payload, attempt: Attempt): Promise<Receipt>;
  reconcile?(payload: Payload, attempt: Attempt): Promise<Receipt | undefined>;
}

const defaults: Retry = { attempts: 8, base: 1_000, cap: 300_000, timeout: 10_000 };

/** Declares a kind of effect. */
export function effect<Payload extends Json, Receipt extends Json | void>(
  name: string,
  { payload: schema, retry, ...acts }: EffectOptions<Payload, Receipt>,
): EffectKind<Payload, Receipt> {
  return {
    name,
    retry: { ...defaults, ...retry },
    ...acts,
    of: (payload) => {
      const { issues } = validateNow(schema, payload, `The payload schema of the effect "${name}"`);
      if (issues) {
        const wrong = issues.map(({ message }) => message).join("; ");
        throw new PalaverError("invalid-value", `An effect "${name}" cannot carry this payload: ${wrong}.`);
      }
      return { kind: name, payload };
    },
  };
}

/**
 * What a delivery throws to say how it failed. `refused`: it never will succeed, so it is parked at once.
 * `not-done`: nothing happened, so it is simply tried again. Anything else thrown counts as `unknown`: it may have
 * happened, so it is reconciled first where the kind can.
 */
export class Undelivered extends Error {
  override readonly name = "Undelivered";
  readonly outcome: "refused" | "not-done" | "unknown";
  /** Milliseconds to wait before the next try, where the other side said so. */
  readonly retryAfter: number | undefined;

  constructor(
    outcome: Undelivered["outcome"],
    message: string,
    options: ErrorOptions & { retryAfter?: number } = {},
  ) {
    super(message, options);
    this.outcome = outcome;
    this.retryAfter = options.retryAfter;
  }
}
