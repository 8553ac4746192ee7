import type { Entry, Model, ModelSlot, SlotType } from "palaver";
import { answerType, freeOf, isOpen, typeOf } from "./kinds.ts";
import { answersIn, countsIn, wordsFor } from "./said.ts";
import type { TypeJson, ValueJson } from "./schema.ts";
import type { Limits } from "./settings.ts";

type List = Extract<SlotType, { readonly kind: "list" }>;

/** The slot types a model needs beside the platform's own, sorted by name. Values that change are those there are now, as many as there is room for. */
export function typesOf(
  { intents }: Model,
  phrases: ReadonlySet<string>,
  locale: string,
  limits: Limits,
): readonly TypeJson[] {
  const lists = new Map<string, List[]>();
  const made = new Map<string, TypeJson>();
  for (const slot of intents.flatMap(({ slots }) => slots)) {
    const name = typeOf(slot, phrases);
    if (slot.type.kind === "list" && slot.type.name === name) {
      const known = lists.get(name);
      if (!known) lists.set(name, [slot.type]);
      // A catalog that several slots pick from is asked for its values once.
      else if (!known.some((it) => it === slot.type)) known.push(slot.type);
    } else if (!made.has(name)) {
      const values = valuesFor(name, slot, locale);
      if (values) made.set(name, { name, values });
    }
  }
  return [...bounded(lists, limits), ...made.values()].sort(byName);
}

const byName = ({ name: a }: TypeJson, { name: b }: TypeJson) => (a < b ? -1 : a > b ? 1 : 0);

/** The values of a type that Palaver makes itself; nothing for any other. */
function valuesFor(name: string, slot: ModelSlot, locale: string): readonly ValueJson[] | undefined {
  const free = freeOf(name);
  if (free) return wordsFor(free, locale).map((value) => ({ name: { value } }));
  if (name === answerType) {
    // The core knows a yes by this name, in whatever language it was said.
    const [yes, no] = answersIn(locale);
    return [
      { name: { value: "yes", ...(yes.length > 0 && { synonyms: yes }) } },
      { name: { value: "no", ...(no.length > 0 && { synonyms: no }) } },
    ];
  }
  return isOpen(name) ? togetherIn(slot, locale) : undefined;
}

/** Things told by several slots each, as they may be said: "two milk". */
function togetherIn({ type }: ModelSlot, locale: string): readonly ValueJson[] {
  const parts = type.kind === "composite" ? type.slots : [];
  const said = parts.map((part) => examplesOf(part, locale)).filter((it) => it.length > 0);
  const count = Math.min(20, Math.max(0, ...said.map(({ length }) => length)));
  const values = Array.from({ length: count }, (_, i) => said.map((it) => it[i % it.length]).join(" "));
  const all = values.length > 0 ? values : wordsFor("text", locale);
  return [...new Set(all)].map((value) => ({ name: { value } }));
}

function examplesOf({ type }: ModelSlot, locale: string): readonly string[] {
  if (type.kind === "list") return type.values.map(({ name }) => name).filter((it) => it.trim() !== "");
  if (type.kind === "composite") return [];
  if (type.kind === "number") return countsIn(locale);
  return type.kind in { text: 0, money: 0, percent: 0, email: 0, datetime: 0 }
    ? // It is one of those.
      wordsFor(type.kind as "text", locale)
    : [];
}

/** Lists as types: what stays the same first, and what changes as far as there is room. */
function bounded(lists: ReadonlyMap<string, readonly List[]>, limits: Limits): readonly TypeJson[] {
  let room = limits.values;
  const inOrder = [...lists].sort(
    ([a, one], [b, other]) => Number(isDynamic(one)) - Number(isDynamic(other)) || (a < b ? -1 : 1),
  );
  return inOrder.map(([name, same]) => {
    const values: ValueJson[] = [];
    for (const entry of union(same)) {
      const value = isDynamic(same) ? sayable(entry, limits.characters) : entry;
      const needed = value ? 1 + (value.synonyms?.length ?? 0) : 0;
      if (!value || (isDynamic(same) && needed > room)) continue;
      room -= needed;
      values.push(valueOf(value, isDynamic(same)));
    }
    return { name, values };
  });
}

export const isDynamic = (lists: readonly List[]): boolean => lists.some(({ dynamic }) => dynamic);

/** All entries of lists by one name; of those with the same id, the first. Within one list all are kept, as they are. */
function union([first, ...more]: readonly List[]): readonly Entry[] {
  const all = [...(first?.values ?? [])];
  const met = new Set(all.map(({ id }) => id));
  for (const { values } of more) {
    for (const entry of values) {
      if (met.has(entry.id)) continue;
      met.add(entry.id);
      all.push(entry);
    }
  }
  return all;
}

/** An entry without the words that are too long to be listened for; nothing where its own name is. */
function sayable(entry: Entry, characters: number): Entry | undefined {
  const fits = (word: string) => word.trim() !== "" && word.length <= characters;
  if (!fits(entry.name)) return undefined;
  const { id, name, synonyms = [] } = entry;
  return { id, name, synonyms: synonyms.filter(fits) };
}

/** An id is told where it says more than the name, and always where the values change: so it is known of which kind a list was. */
function valueOf({ id, name, synonyms = [] }: Entry, dynamic: boolean): ValueJson {
  const others = [...new Set(synonyms)].filter((it) => it !== name && it.trim() !== "");
  return {
    ...((dynamic || id !== name) && id !== "" && { id }),
    name: { value: name, ...(others.length > 0 && { synonyms: others }) },
  };
}
