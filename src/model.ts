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
}

export interface ModelIntent {
  readonly name: string;
  readonly about?: Localized<string>;
  /** Utterances by language or locale; under "" where the intent does not tell them apart. */
  readonly utterances: Readonly<Record<string, readonly string[]>>;
  readonly slots: readonly ModelSlot[];
  /** The contexts one of which has to be open for it. */
  readonly when?: readonly string[];
}

/** An app's intents as plain data, for whoever has to be told about them before they can understand. */
export interface Model {
  readonly name: string;
  readonly intents: readonly ModelIntent[];
}
