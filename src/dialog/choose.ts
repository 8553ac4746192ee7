import { scoreOf, type Entry } from "../catalog.ts";
import type { Entered, Slot } from "../registry.ts";
import { gazetteerOf } from "../understand/gazetteer.ts";
import { valueOf, type Surroundings } from "../understand/heard.ts";
import { plainWords } from "../understand/words.ts";
import type { RawValue } from "../turn.ts";
import type { Dialog } from "./talk.ts";

/** How many things are read out at once. */
export const pageSize = 3;

/** The things of a list that a platform, or we, think some words may mean: one where they are its very name; none where there is no doubt. */
export function severalOf({ type, many }: Slot, value: RawValue, where: Surroundings): readonly Entry[] {
  if (type.kind !== "list" || many) return [];
  const given = value.matches.flatMap(({ id }) => id ?? []);
  const own =
    given.length > 0 ? given : valueOf(value.text, type, where).matches.flatMap(({ id }) => id ?? []);
  const meant = new Set(own);
  if (meant.size < 2) return [];
  const wanted = plainWords(value.text).join(" ");
  const entries = type.values.filter(({ id }) => meant.has(id));
  const exact = entries.find(({ name, id }) => plainWords(name).join(" ") === wanted || id === value.text);
  return exact ? [exact] : entries;
}

/** What there is to choose from, as far as it is still there. */
export function optionsOf(entered: Entered, { choices }: Dialog): readonly Entry[] {
  const type = entered.slots.get(choices?.slot ?? "")?.type;
  if (!choices || type?.kind !== "list") return [];
  const all = new Map(type.values.map((entry) => [entry.id, entry]));
  return choices.ids.flatMap((id) => all.get(id) ?? []);
}

/** What an answer chooses of several things: one of them, fewer of them, none of them, or nothing that can be told. */
export type Choice = { readonly some: readonly Entry[] } | undefined;

/** Chooses by place ("the second one", "number two", "the last"), by name, or by what the list can be told apart by ("the cheap one"). */
export function choose(text: string, entries: readonly Entry[], slot: Slot, where: Surroundings): Choice {
  const picked = pick(text, entries, slot, where);
  if (picked) return { some: [picked] };
  const words = plainWords(text).filter((word) => !fillers.has(word));
  if (words.length === 0) return undefined;
  const named = gazetteerOf(entries).resolve(words);
  return named.length === 0 ? undefined : { some: named.map(({ entry }) => entry) };
}

/** The thing that an answer picks without its name: by its place, or by what the list can be told apart by. */
export function pick(
  text: string,
  entries: readonly Entry[],
  slot: Slot,
  where: Surroundings,
): Entry | undefined {
  const place = placeIn(text, entries.length, where);
  return (place === undefined ? undefined : entries[place]) ?? bestBy(text, entries, slot);
}

const fillers = new Set(
  "the one ones please i want would like take that this is it give me with number der die das den dem eine einen bitte ich nehme will mit el la los las por favor".split(
    " ",
  ),
);

const last = new Set(["last", "letzte", "letzter", "letztes", "letzten", "última", "último"]);

/** The place that an answer names, from 0. */
function placeIn(text: string, count: number, where: Surroundings): number | undefined {
  const words = plainWords(text);
  if (words.length > 6) return undefined;
  const rest = words.filter((word) => !fillers.has(word));
  if (rest.length === 1 && last.has(rest[0] ?? "")) return count - 1;
  const spoken = rest.length === 0 ? "" : rest.join(" ");
  for (const kind of ["ordinal", "number"] as const) {
    for (const said of [spoken, text]) {
      const [match] = valueOf(said, { kind }, where).matches;
      const place = match && Number(match.value);
      if (place !== undefined && Number.isInteger(place) && place >= 1 && place <= count) return place - 1;
    }
  }
  // A language whose places are not known has its numbers as digits at least.
  const digits = /^\D{0,3}(\d{1,2})\D{0,4}$/u.exec(text.normalize("NFKC").trim())?.[1];
  const place = digits === undefined ? 0 : Number(digits);
  return place >= 1 && place <= count ? place - 1 : undefined;
}

/** The thing that comes first by what the list says it can be told apart by. */
function bestBy(text: string, entries: readonly Entry[], { schema }: Slot): Entry | undefined {
  const score = scoreOf(schema, plainWords(text));
  if (!score) return undefined;
  const ranked = entries.map((entry) => ({ entry, score: score(entry) })).sort((a, b) => a.score - b.score);
  return ranked[0]?.entry;
}
