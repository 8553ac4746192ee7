import type { Entry } from "./catalog.ts";
import type { Localized } from "./locale.ts";

/** The kinds of values that are understood without a list. */
export type BuiltInKind =
  | "number"
  | "ordinal"
  | "percent"
  | "money"
  | "date"
  | "time"
  | "datetime"
  | "duration"
  | "phone"
  | "email"
  | "identifier"
  | "boolean";

/** What kind of words fill a slot. */
export type SlotType =
  | { readonly kind: BuiltInKind }
  | { readonly kind: "text" }
  /** Things that are told by several slots each: "two milk and one bread". */
  | { readonly kind: "composite"; readonly slots: readonly ModelSlot[] }
  /** One of some names. `dynamic` values may change while the app runs. */
  | {
      readonly kind: "list";
      readonly name: string;
      readonly dynamic: boolean;
      readonly values: readonly Entry[];
    };

/** A type whose values can be told from other words. */
export type ValueType = Exclude<SlotType, { readonly kind: "text" | "composite" }>;

/** Whether any words may be a value of this type. */
export const takesAnything = (type: SlotType): type is Exclude<SlotType, ValueType> =>
  type.kind === "text" || type.kind === "composite";

export interface ModelSlot {
  readonly name: string;
  readonly type: SlotType;
  readonly required: boolean;
  /** Takes several values at once. */
  readonly many: boolean;
  /** What a platform calls its own type for it, by the platform's name. From a schema's metadata, as `.meta({ slotType: { here: "Here.City" } })`. */
  readonly own?: Readonly<Record<string, string>>;
  /** What asks for it, as far as that is always the same. */
  readonly elicit?: Wordings;
  /** What asks whether it was heard rightly, as far as that is always the same. */
  readonly confirm?: Wordings;
}

/** Fixed words, in all their wordings, by language or locale; under "" where they are not told apart. */
export type Wordings = Readonly<Record<string, readonly string[]>>;

export interface ModelIntent {
  readonly name: string;
  readonly about?: Localized<string>;
  /** Utterances by language or locale; under "" where the intent does not tell them apart. */
  readonly utterances: Wordings;
  readonly slots: readonly ModelSlot[];
  /** The contexts one of which has to be open for it. */
  readonly when?: readonly string[];
  /** Asks before anything is done, even where what it asks is only known then. */
  readonly confirms?: boolean;
  /** What it asks, as far as that is always the same. */
  readonly confirm?: Wordings;
}

/** An app's intents as plain data, for whoever has to be told about them before they can understand. */
export interface Model {
  readonly name: string;
  /** The languages the app is in, as it was told or as its utterances have them. */
  readonly locales?: readonly string[];
  readonly intents: readonly ModelIntent[];
}
