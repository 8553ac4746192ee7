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
  /** One of some names. `dynamic` values may change while the app runs. */
  | {
      readonly kind: "list";
      readonly name: string;
      readonly dynamic: boolean;
      readonly values: readonly Entry[];
    };

/** A type whose values can be told from other words. */
export type ValueType = Exclude<SlotType, { readonly kind: "text" }>;

export interface ModelSlot {
  readonly name: string;
  readonly type: SlotType;
  readonly required: boolean;
  /** Takes several values at once. */
  readonly many: boolean;
}

export interface ModelIntent {
  readonly name: string;
  readonly about?: Localized<string>;
  /** Utterances by language or locale; under "" where the intent does not tell them apart. */
  readonly utterances: Readonly<Record<string, readonly string[]>>;
  readonly slots: readonly ModelSlot[];
}

/** An app's intents as plain data, for whoever has to be told about them before they can understand. */
export interface Model {
  readonly name: string;
  readonly intents: readonly ModelIntent[];
}
