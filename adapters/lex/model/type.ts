import { type BuiltInKind, type Json, type ModelSlot, type SlotType } from "palaver";
import type { BotLocale } from "./locales.ts";
import { fitted, identifierOf } from "./naming.ts";
import { samples, type OpenKind } from "./samples.ts";

/** Lex's own types for the kinds that it has one for (https://docs.aws.amazon.com/lexv2/latest/dg/howitworks-builtins-slots.html). */
const builtIn: ReadonlyMap<SlotType["kind"], string> = new Map<SlotType["kind"], string>([
  ["number", "AMAZON.Number"],
  ["percent", "AMAZON.Percentage"],
  ["money", "AMAZON.Currency"],
  ["date", "AMAZON.Date"],
  ["time", "AMAZON.Time"],
  ["duration", "AMAZON.Duration"],
  ["phone", "AMAZON.PhoneNumber"],
  ["email", "AMAZON.EmailAddress"],
  ["identifier", "AMAZON.AlphaNumeric"],
  ["boolean", "AMAZON.Confirmation"],
]);

/** Lex's type for words that are taken as they are. It may stand in no utterance, so it is for what is only asked for. */
export const freeForm = "AMAZON.FreeFormInput";

/** Types of our own, for what Lex has none for: they know some examples and take other words as well. */
const open: ReadonlyMap<SlotType["kind"], { readonly name: string; readonly kind: OpenKind }> = new Map<
  SlotType["kind"],
  { readonly name: string; readonly kind: OpenKind }
>([
  ["text", { name: "PalaverText", kind: "text" }],
  ["composite", { name: "PalaverText", kind: "text" }],
  ["ordinal", { name: "PalaverOrdinal", kind: "ordinal" }],
  ["datetime", { name: "PalaverMoment", kind: "datetime" }],
]);

/** What Lex calls the type of a slot; `spoken` tells whether the slot stands in an utterance. */
export function typeName({ type, own }: Pick<ModelSlot, "type" | "own">, spoken: boolean): string {
  const told = own?.["lex"];
  if (told !== undefined) return told;
  if (type.kind === "list") return fitted(type.name);
  if (!spoken && (type.kind === "text" || type.kind === "composite")) return freeForm;
  return builtIn.get(type.kind) ?? open.get(type.kind)?.name ?? freeForm;
}

/** Whether a type is one of a bot's own, which several values can be given of at once. */
export const isCustom = (name: string): boolean => !name.startsWith("AMAZON.");

/** The kind that a type of Lex's, or one of our own for what Lex has none for, stands for. */
export const kindOf = (name: string): BuiltInKind | "text" | undefined => kinds.get(name);

const kinds: ReadonlyMap<string, BuiltInKind | "text"> = new Map<string, BuiltInKind | "text">([
  // There are built-in kinds alone in this list.
  ...[...builtIn].map(([kind, name]) => [name, kind as BuiltInKind] as const),
  ...[...open.values()].map(({ name, kind }) => [name, kind] as const),
  [freeForm, "text"],
]);

/** A value of a slot type, and other words for it. */
export interface Value {
  readonly name: string;
  readonly synonyms: readonly string[];
}

/** A slot type of a bot's own. */
export interface CustomType {
  readonly name: string;
  /** Takes other words than these as well, and shows by examples of what kind. */
  readonly open?: OpenKind;
  /** Its values may change while the app runs. */
  readonly dynamic: boolean;
  readonly values: Map<string, Set<string>>;
}

/** The slot types of a bot's own that some slots need, by name; those of the same name in one. */
export function customTypes(
  slots: Iterable<readonly [slot: ModelSlot, spoken: boolean]>,
): ReadonlyMap<string, CustomType> {
  const types = new Map<string, CustomType>();
  for (const [slot, spoken] of slots) {
    const name = typeName(slot, spoken);
    if (slot.own?.["lex"] !== undefined || !isCustom(name)) continue;
    const kind = open.get(slot.type.kind)?.kind;
    const dynamic = slot.type.kind === "list" && slot.type.dynamic;
    const type = types.get(name) ?? { name, values: new Map(), dynamic, ...(kind && { open: kind }) };
    types.set(name, type);
    for (const entry of slot.type.kind === "list" ? slot.type.values : []) {
      const synonyms = type.values.get(entry.name) ?? new Set();
      type.values.set(entry.name, synonyms);
      for (const synonym of entry.synonyms ?? []) synonyms.add(synonym);
    }
  }
  return types;
}

/** A slot type as an export has it. Where nothing is in a list yet that fills while the app runs, any words will do. */
export function typeDocument(type: CustomType, locale: BotLocale): Json {
  const open = type.open ?? (type.dynamic && type.values.size === 0 ? "text" : undefined);
  const values: readonly Value[] = open
    ? samples(open, locale.id).map((name) => ({ name, synonyms: [] }))
    : [...type.values].map(([name, synonyms]) => ({ name, synonyms: [...synonyms] }));
  return {
    name: type.name,
    identifier: identifierOf(locale.id, "type", type.name),
    description: null,
    slotTypeValues: values.map(({ name, synonyms }) => ({
      sampleValue: { value: name },
      synonyms: synonyms.length > 0 ? synonyms.map((value) => ({ value })) : null,
    })),
    parentSlotTypeSignature: null,
    valueSelectionSetting: {
      resolutionStrategy: open ? "ORIGINAL_VALUE" : "TOP_RESOLUTION",
      advancedRecognitionSetting: null,
      regexFilter: null,
    },
  };
}
