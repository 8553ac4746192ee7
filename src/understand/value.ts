import type { Entry } from "../catalog.ts";
import type { SlotType } from "../model.ts";
import type { RawValue } from "../turn.ts";
import { numberOf } from "./number.ts";
import { plain, wordsOf } from "./words.ts";

/** Words heard for a slot, with what they stand for where the slot's type can tell. */
export const valueOf = (text: string, type: SlotType): RawValue => ({ text, matches: matchesOf(text, type) });

function matchesOf(text: string, type: SlotType): RawValue["matches"] {
  if (type.kind === "number") {
    const number = numberOf(wordsOf(text).map((word) => word.plain));
    return number === undefined ? [] : [{ value: String(number) }];
  }
  if (type.kind !== "list") return [];
  const entry = find(type.values, plain(text));
  return entry ? [{ value: entry.name, id: entry.id }] : [];
}

/** Whether words are such as this type of slot takes. Free text takes any. */
export const fits = (value: RawValue, type: SlotType): boolean =>
  type.kind === "text" || value.matches.length > 0;

const indexes = new WeakMap<readonly Entry[], ReadonlyMap<string, Entry>>();

/** The entry a text names: as it is, without an article before it, or in the plural. */
function find(entries: readonly Entry[], text: string): Entry | undefined {
  const index = indexes.get(entries) ?? indexOf(entries);
  indexes.set(entries, index);
  const bare = text.replace(/^(?:the|a|an|some|any) /, "");
  return (
    index.get(text) ??
    index.get(bare) ??
    index.get(bare.replace(/s$/, "")) ??
    index.get(bare.replace(/es$/, ""))
  );
}

const indexOf = (entries: readonly Entry[]): ReadonlyMap<string, Entry> =>
  // The first of two entries with one name wins, and names win over synonyms.
  new Map(
    [
      ...entries.flatMap((entry) => (entry.synonyms ?? []).map((it) => [it, entry] as const)).reverse(),
      ...entries.map((entry) => [entry.name, entry] as const).reverse(),
      ...entries.map((entry) => [entry.id, entry] as const).reverse(),
    ].map(([name, entry]) => [plain(name), entry]),
  );
