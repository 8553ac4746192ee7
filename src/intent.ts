import type { Localized } from "./locale.ts";
import type { Answer, Elicitation } from "./reply.ts";
import type { InputOf, OutputOf, Schema } from "./schema.ts";
import type { Said } from "./speech.ts";
import type { Person, Turn } from "./turn.ts";
import type { Checked } from "./utterance.ts";
import type { Session, Work } from "./work.ts";

/** The slots of an intent: a validator for each name. */
export type Slots = Readonly<Record<string, Schema>>;

/** What `fulfil` finds in the slots: one may be missing unless it is required or has a default. */
export type Values<S extends Slots> = {
  readonly [K in Exclude<keyof S & string, EmptySlot<S>>]: OutputOf<S[K]>;
} & {
  readonly [K in EmptySlot<S>]?: OutputOf<S[K]>;
};

/** What has been heard so far: any slot may be missing. */
export type Heard<S extends Slots> = { readonly [K in keyof S]?: OutputOf<S[K]> };

/**
 * A schema that takes anything, such as a coercing one, is judged by what it gives, every other by what it takes. One
 * that coerces and has a default is known only by the mark that zod puts on what may be left out.
 */
type IsOptional<S> = S extends { readonly _zod: { readonly optin: "optional" | "defaulted" } }
  ? true
  : undefined extends (unknown extends InputOf<S> ? OutputOf<S> : InputOf<S>)
    ? true
    : false;

type RequiredSlot<S extends Slots> = { [K in keyof S]: IsOptional<S[K]> extends true ? never : K }[keyof S] &
  string;

type OptionalSlot<S extends Slots> = Exclude<keyof S & string, RequiredSlot<S>>;

type EmptySlot<S extends Slots> = { [K in keyof S]: undefined extends OutputOf<S[K]> ? K : never }[keyof S] &
  string;

/** What a handler works with: who said what, what is remembered, and nothing that could send anything. */
export interface Context<V = Readonly<Record<string, unknown>>> {
  readonly slots: V;
  readonly person: Person;
  /** Everything the app remembers; what is written here commits with the turn or not at all. */
  readonly store: Work;
  /** The part of it that belongs to this conversation. */
  readonly session: Session;
  readonly turn: Turn;
  readonly locale: string;
  /** How surely this turn was understood, from 0 to 1, as the platform or the recognizer has it; 1 where nothing had to be understood. */
  readonly confidence: number;
}

// Written as methods, so that an intent with its own slots still counts as an intent of any slots.
type Question<H> = { ask(heard: H): Said }["ask"];
type Summary<V> = {
  ask(context: Context<V>): Said | undefined | Promise<Said | undefined>;
}["ask"];

/** What is asked: words, or words made from what has been heard; of several wordings each time another. */
export type Prompt<H> = Localized<Wording<Question<H>>>;

type Wording<Q> = Said | Q | readonly (Said | Q)[];

type Prompts<S extends Slots> = { readonly [K in RequiredSlot<S>]: Prompt<Heard<S>> } & {
  readonly [K in OptionalSlot<S>]?: Prompt<Heard<S>>;
};

interface Common<U, S extends Slots> {
  /** What this does, in one line: it becomes help, documentation and the comment in a platform's model. */
  readonly about?: Localized<string>;
  /** What people say, with slots in braces; alone, or by language. */
  readonly utterances: Checked<U, keyof S & string>;
  readonly slots?: S;
  /** Asks whether a slot was heard rightly, as soon as it is filled. */
  readonly confirmSlots?: { readonly [K in keyof S]?: Prompt<Heard<S>> };
  /** Asked before anything is done, once all slots are filled; where it gives nothing, nothing has to be confirmed. */
  readonly confirm?: Localized<Wording<Summary<Values<S>>>>;
  /**
   * Looks at what has been heard so far, whenever something has been: nothing where it will do, and otherwise what is to be asked
   * for again, with what is wrong about it: `elicit("quantity", "We have only 5. How many?")`.
   */
  check?(
    context: Context<Heard<S>>,
  ): Elicitation<keyof S & string> | undefined | Promise<Elicitation<keyof S & string> | undefined>;
  /** It can be reached only while one of these contexts is open; see {@link Answer}. */
  readonly when?: string | readonly string[];
  /** It ends the dialog that it interrupts. Without this, that is gone back to. */
  readonly ends?: boolean;
  /** Does it, and says what came of it. */
  fulfil(context: Context<Values<S>>): Answer<keyof S & string> | Promise<Answer<keyof S & string>>;
}

/** A question for every slot that has to be filled, and for others that a handler may ask for. */
export type Declaration<U, S extends Slots> = Common<U, S> &
  ([RequiredSlot<S>] extends [never] ? { readonly elicit?: Prompts<S> } : { readonly elicit: Prompts<S> });

/** Something people want: how they say it, what has to be known for it, and what is done then. */
export interface Intent<S extends Slots = Slots> {
  readonly name: string;
  readonly about?: Localized<string>;
  readonly utterances: Readonly<Record<string, readonly string[]>> | readonly string[];
  readonly slots?: S;
  readonly elicit?: { readonly [slot: string]: Prompt<Heard<S>> | undefined };
  readonly confirmSlots?: { readonly [slot: string]: Prompt<Heard<S>> | undefined };
  readonly confirm?: Localized<Wording<Summary<Values<S>>>>;
  check?(context: Context<Heard<S>>): Elicitation | undefined | Promise<Elicitation | undefined>;
  readonly when?: string | readonly string[];
  readonly ends?: boolean;
  fulfil(context: Context<Values<S>>): Answer | Promise<Answer>;
}

/**
 * Declares an intent. One declaration is the types of its handler, the dialog that fills its slots, and what every
 * platform is told about it.
 */
export function intent<
  const U extends readonly string[] | Readonly<Record<string, readonly string[]>>,
  const S extends Slots = Readonly<Record<never, Schema>>,
>(name: string, declaration: Declaration<U, S>): Intent<NoInfer<S>> {
  // What passed the checks of the utterances is the utterances; and an intent asks no more of its parts than they did.
  return { name, ...declaration } as unknown as Intent<NoInfer<S>>;
}
