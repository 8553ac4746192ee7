import type { Effect } from "../effect.ts";
import type { Context } from "../intent.ts";
import type { Localized } from "../locale.ts";
import type { Registry } from "../registry.ts";
import type { Mention, OpenContext, Reply } from "../reply.ts";
import type { Said, Speech } from "../speech.ts";
import type { Json, RawSlot } from "../turn.ts";

/** One slot that has been filled: what was heard, and the form of it that its schema took. */
export interface HeardSlot extends RawSlot {
  readonly input: Json;
}

/** What a half-finished intent waits for: a slot, whether a slot is right, or whether to go ahead. */
export type Awaits = { readonly slot: string } | { readonly confirm: string } | "confirmation";

/** Several things that were meant by one word, to choose from. */
export interface Choices {
  readonly slot: string;
  readonly ids: readonly string[];
  /** Which of the pages they are read in was read last, from 0. */
  readonly page: number;
}

/** A half-finished intent: all that is kept of it between two turns. Plain data. */
export interface Dialog {
  readonly intent: string;
  readonly heard: readonly HeardSlot[];
  readonly awaits: Awaits;
  /** The filled slots in the order in which they were filled, which is the way back. */
  readonly trail: readonly string[];
  /** The slots that were said to be right. */
  readonly confirmed: readonly string[];
  /** How many answers in a row have brought this question no further. */
  readonly misses: number;
  /** When it was asked, in milliseconds since 1970. */
  readonly at: number;
  readonly choices?: Choices;
  /** The dialog that this one interrupted, and that is gone back to. */
  readonly under?: Dialog;
  /** How many times in a row it was gone back to in vain. */
  readonly returns?: number;
}

/** An intent that was carried out, and what it was carried out with. */
export interface Done {
  readonly intent: string;
  readonly heard: readonly HeardSlot[];
}

/** What is kept of a conversation with one person between two turns. Plain data. */
export interface Talk {
  readonly open?: Dialog;
  /** What was said last, to be said again. */
  readonly said?: { readonly speech: Speech; readonly text: string };
  /** What has been spoken of, the latest first. */
  readonly mentions: readonly Mention[];
  /** What the last answer that spoke of something spoke of, in its order: what "the second one" is one of. */
  readonly listed?: readonly Mention[];
  readonly contexts: readonly Kept[];
  /** How many times in a row nothing was understood while no question was open. */
  readonly misses: number;
  /** How much of the help has been told by now, where nothing else has been said since. */
  readonly helped?: number;
}

/** A context that is open: for so many more turns, and until then. */
export interface Kept extends Required<Pick<OpenContext, "name" | "turns">> {
  /** In milliseconds since 1970. */
  readonly until: number;
}

export const nothingSaid: Talk = { mentions: [], contexts: [], misses: 0 };

/** What somebody hears who is not understood. */
export interface Repair {
  /** How many times in a row a question may be answered in vain, or nothing be understood. Default 3. */
  readonly misses?: number;
  /** Said then, in place of the offer of help: how to reach a person, for example. */
  readonly instead?: Localized<Said>;
}

/** What a decision is made from. */
export interface Scene {
  readonly registry: Registry;
  readonly talk: Talk;
  /** The context of this turn, with the slots still to be filled. */
  readonly context: Omit<Context, "slots">;
  /** The time zone of whoever does not tell theirs. */
  readonly zone: string;
  readonly repair: Repair;
  /** What this person last had carried out, in whichever conversation: of one intent, or of any. */
  last(intent?: string): Promise<Done | undefined>;
}

/** Where a turn leaves the conversation: the reply, what is kept after it, and what it does to the outside. */
export interface Decision {
  readonly reply: Reply;
  readonly talk?: Talk;
  readonly effects: readonly Effect[];
  /** What was carried out in this turn. */
  readonly done?: Done;
}

/** What one step comes to, before it is put together with what was there. */
export interface Outcome {
  readonly reply: Reply;
  readonly open?: Dialog | undefined;
  readonly effects: readonly Effect[];
  readonly done?: Done;
  readonly mentions?: readonly Mention[];
  readonly opens?: readonly OpenContext[];
  /** Nothing was understood. */
  readonly missed?: boolean;
  readonly helped?: number;
}
