/** Anything that survives a trip through JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A value a platform took some words to stand for: the name it has in the app's model, and its id there. */
export interface Match {
  readonly value: string;
  readonly id?: string;
}

/**
 * One thing that was heard for a slot: the words, and what the platform took them for, best first.
 * No match means it knew nothing better than the words; several mean it could not tell which.
 */
export interface RawValue {
  readonly text: string;
  readonly matches: readonly Match[];
  /** The slots inside a composite value, such as the street and the town of an address. */
  readonly parts?: readonly RawSlot[];
}

/** What was heard for one slot: one value, or several for a slot that takes a list. Never empty. */
export interface RawSlot {
  readonly name: string;
  readonly values: readonly RawValue[];
}

/** What somebody said, as far as it has been understood: an intent by name, the slots heard with it, how surely. */
export interface Interpretation {
  readonly intent: string;
  readonly slots: readonly RawSlot[];
  /** From 0 to 1. */
  readonly confidence: number;
  /** Set where the platform itself asked "Shall I?" and this is what it was told. */
  readonly confirmation?: "yes" | "no";
  /** What else was said at once, in order: "add milk and check out". */
  readonly then?: readonly Interpretation[];
}

/** What happened in a turn: words, words already understood, a button, or something that nobody said at all. */
export type Input =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "intent"; readonly interpretation: Interpretation; readonly text?: string }
  /** A button pressed. A press says its words, so every button can be spoken as well. */
  | { readonly type: "press"; readonly says: string }
  | { readonly type: "event"; readonly name: string; readonly data?: Json };

/** What the surface a person is using can do. */
export interface Can {
  readonly voice: boolean;
  readonly screen: boolean;
  readonly buttons: boolean;
  readonly audio: boolean;
}

/** What one person just said, pressed or caused, whichever channel it came through. Plain data. */
export interface Turn {
  /** The same for every delivery of the same turn; unique within its channel. */
  readonly id: string;
  readonly channel: string;
  /** The exchange this belongs to: one session, one thread, one chat window. Unique within its channel. */
  readonly conversation: string;
  /** Who it is, in the channel's own terms. Unique within its channel. */
  readonly user: string;
  /** A BCP 47 tag such as `en-US`. */
  readonly locale: string;
  /** When it happened, in milliseconds since 1970. */
  readonly at: number;
  /** The time zone the person is in, such as `Europe/Berlin`, where the channel knows it. */
  readonly zone?: string;
  readonly input: Input;
  readonly can: Can;
  /** Where the answer has to be sent, for a channel whose caller does not wait for it. In the channel's own terms. */
  readonly to?: Json;
  /** Where something can be sent later, on a channel that answers in its response but can talk first as well. */
  readonly reach?: Json;
}

/** One human, however many channels they use. */
export interface Person {
  readonly id: string;
}

/** The conversation a turn belongs to, told apart from those of every other channel. */
export const conversationOf = ({ channel, conversation }: Pick<Turn, "channel" | "conversation">): string =>
  `${channel}:${conversation}`;
