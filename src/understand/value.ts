import type { Entry } from "../catalog.ts";
import type { SlotType } from "../model.ts";
import type { Match, RawValue } from "../turn.ts";
import { numberOf } from "./number.ts";
import { plain, plainWords } from "./words.ts";

type List = Extract<SlotType, { readonly kind: "list" }>;

/** Where the names of a list lead. */
type Names = ReadonlyMap<string, Entry>;

/** The lists that slots pick from, as they are while one text is understood: each is asked for its entries once. */
export type Lists = (list: List) => Names;

/** Begins to understand one text. */
export function lists(): Lists {
  const looked = new Map<List, Names>();
  return (list) => {
    const names = looked.get(list) ?? namesOf(list);
    looked.set(list, names);
    return names;
  };
}

/** Words heard for a slot, with what they stand for where the slot's type can tell. */
export const valueOf = (text: string, type: SlotType, known: Lists = lists()): RawValue => ({
  text,
  matches: meaning(plainWords(text), type, known),
});

/** What plain words stand for in a slot of this type; nothing where it cannot tell. */
export function meaning(words: readonly string[], type: SlotType, known: Lists): readonly Match[] {
  if (type.kind === "number") {
    const number = numberOf(words);
    return number === undefined ? [] : [{ value: String(number) }];
  }
  if (type.kind !== "list") return [];
  const entry = find(known(type), words.join(" "));
  return entry ? [{ value: entry.name, id: entry.id }] : [];
}

/** Whether words are such as this type of slot takes. Free text takes any. */
export const fits = ({ matches }: Pick<RawValue, "matches">, type: SlotType): boolean =>
  type.kind === "text" || matches.length > 0;

/** The entry a text names: as it is, without an article before or a "please" behind it, or in the plural. */
function find(names: Names, text: string): Entry | undefined {
  const bare = text.replace(/^(?:the|a|an|some|any) /, "").replace(/ (?:please|thanks|bitte)$/, "");
  return (
    names.get(text) ??
    names.get(bare) ??
    names.get(bare.replace(/s$/, "")) ??
    names.get(bare.replace(/es$/, ""))
  );
}

/** What was found out about a list, and for which entries. A catalog may have others the next time. */
const remembered = new WeakMap<List, { readonly entries: readonly Entry[]; readonly names: Names }>();

function namesOf(list: List): Names {
  const entries = list.values;
  const before = remembered.get(list);
  if (before?.entries.length === entries.length && entries.every((it, i) => it === before.entries[i])) {
    return before.names;
  }
  const names = namesIn(entries);
  remembered.set(list, { entries: [...entries], names });
  return names;
}

const namesIn = (entries: readonly Entry[]): Names =>
  // The first of two entries with one name wins, and names win over synonyms.
  new Map(
    [
      ...entries.flatMap((entry) => (entry.synonyms ?? []).map((it) => [it, entry] as const)).reverse(),
      ...entries.map((entry) => [entry.name, entry] as const).reverse(),
      ...entries.map((entry) => [entry.id, entry] as const).reverse(),
    ].map(([name, entry]) => [plain(name), entry]),
  );
