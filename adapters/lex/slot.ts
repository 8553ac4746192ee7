import { asString, itemsOf, look, membersOf, type Match, type RawSlot, type RawValue } from "palaver";

/** A value as Lex V2 writes it: what was said, what Lex takes it for, and everything it may be. */
export interface LexValue {
  readonly originalValue: string;
  readonly interpretedValue: string;
  readonly resolvedValues: readonly string[];
}

/** A slot as Lex V2 writes it; `null` stands for one that is not filled. */
export type LexSlot =
  | { readonly shape: "Scalar"; readonly value: LexValue }
  | { readonly shape: "List"; readonly values: readonly LexSlot[] }
  | { readonly shape: "Composite"; readonly subSlots: LexSlots };

/** The slots of an intent by name. */
export type LexSlots = Readonly<Record<string, LexSlot | null>>;

/** What was heard for each slot of a Lex intent that is filled. */
export const readSlots = (slots: unknown): readonly RawSlot[] =>
  membersOf(slots).flatMap(([name, slot]) => {
    const values = valuesOf(slot, 0);
    return values.length > 0 ? [{ name, values }] : [];
  });

/** A list holds scalars and a composite holds scalars or lists, so nothing real is nested deeper. */
const deepest = 3;

/** Events before 2022 often leave the shape of a scalar out, so what is not something else is a scalar. */
function valuesOf(slot: unknown, depth: number): readonly RawValue[] {
  if (depth > deepest) return [];
  const shape = look(slot, "shape");
  if (shape === "Composite") return composite(slot, depth);
  if (shape !== "List") return scalar(look(slot, "value"));
  const values = itemsOf(look(slot, "values")).flatMap((item) => valuesOf(item, depth + 1));
  return values.length > 0 ? values : scalar(look(slot, "value"));
}

function composite(slot: unknown, depth: number): readonly RawValue[] {
  const parts = membersOf(look(slot, "subSlots")).flatMap(([name, part]) => {
    const values = valuesOf(part, depth + 1);
    return values.length > 0 ? [{ name, values }] : [];
  });
  if (parts.length === 0) return [];
  const words = parts.flatMap(({ values }) => values.map(({ text }) => text)).join(" ");
  return [{ text: asString(look(slot, "value", "originalValue")) ?? words, matches: [], parts }];
}

function scalar(value: unknown): readonly RawValue[] {
  const interpreted = asString(look(value, "interpretedValue"));
  const resolved = itemsOf(look(value, "resolvedValues")).flatMap((it) => asString(it) ?? []);
  const text = asString(look(value, "originalValue")) ?? interpreted ?? resolved[0];
  return text === undefined ? [] : [{ text, matches: matchesOf(text, interpreted, resolved) }];
}

/**
 * What Lex settled on is the match. It settles on nothing for an ambiguous time ("10 o'clock": null, with 10:00 and
 * 22:00), and on the very words for a slot type that keeps original values: there, what it resolved them to says more.
 */
function matchesOf(
  text: string,
  interpreted: string | undefined,
  resolved: readonly string[],
): readonly Match[] {
  const settled = interpreted !== undefined && (interpreted !== text || resolved.includes(interpreted));
  return (settled ? [interpreted] : [...new Set(resolved)]).map((value) => ({ value }));
}

/**
 * All slots of an intent in Lex's shape: those the event had as they were, where the same was heard for them;
 * the others as they were heard; and null for what is not known, since Lex forgets what it is not given back.
 */
export function writeSlots(heard: readonly RawSlot[], had: unknown): LexSlots {
  const known = new Map(heard.map((slot) => [slot.name, slot]));
  const before = new Map(membersOf(had));
  const names = new Set([...before.keys(), ...known.keys()]);
  return Object.fromEntries([...names].map((name) => [name, written(known.get(name), before.get(name))]));
}

function written(slot: RawSlot | undefined, had: unknown): LexSlot | null {
  if (!slot) return null;
  // What an event brought is handed back as it came: Lex knows its own shapes best.
  if (sameValues(valuesOf(had, 0), slot.values)) return had as LexSlot;
  const values = slot.values.map(toLex);
  const [only] = values;
  return values.length === 1 && only && look(had, "shape") !== "List" ? only : { shape: "List", values };
}

const sameValues = (some: readonly RawValue[], others: readonly RawValue[]) =>
  JSON.stringify(some) === JSON.stringify(others);

function toLex({ text, matches, parts }: RawValue): LexSlot {
  if (parts) return { shape: "Composite", subSlots: writeSlots(parts, undefined) };
  const resolvedValues = matches.map(({ value }) => value);
  return {
    shape: "Scalar",
    value: { originalValue: text, interpretedValue: resolvedValues[0] ?? text, resolvedValues },
  };
}

/** The part of a composite slot to ask for: some of it is known, and this is not. Nothing where all of it is asked for. */
export function missingPart(slot: unknown, proposed: unknown): string | undefined {
  if (look(slot, "shape") !== "Composite") return undefined;
  const parts = membersOf(look(slot, "subSlots"));
  const missing = parts.filter(([, part]) => valuesOf(part, 1).length === 0).map(([name]) => name);
  if (missing.length === parts.length) return undefined;
  return missing.find((name) => name === proposed) ?? missing[0];
}
