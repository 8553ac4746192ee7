import type { SlotType } from "../model.ts";
import type { Match, RawValue } from "../turn.ts";
import { gazetteerOf, type Gazetteer } from "./gazetteer.ts";
import { civilAt } from "./types/civil.ts";
import { find, read } from "./types/find.ts";
import type { Here } from "./types/reader.ts";
import { wordsOf, type Word } from "./words.ts";

/** Where and when something is said. */
export interface Surroundings {
  readonly locale: string;
  /** When, in milliseconds since 1970. */
  readonly at: number;
  /** The time zone of whoever speaks, such as `Europe/Berlin`. */
  readonly zone: string;
}

type List = Extract<SlotType, { readonly kind: "list" }>;

/** Some words of a text; `to` is exclusive. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** One text with what can be found in it, each thing looked for once and only when it is asked for. */
export interface Heard {
  readonly text: string;
  readonly words: readonly Word[];
  /** Where values of a type stand in the text. Free text may stand anywhere, and is not looked for. */
  ranges(type: SlotType): readonly Range[];
  /** What words stand for in a slot of this type, best first; nothing where it cannot tell. `to` is exclusive. */
  meaning(from: number, to: number, type: SlotType): readonly Match[];
}

/** Begins to understand a text. */
export function hear(text: string, surroundings: Surroundings): Heard {
  const words = wordsOf(text);
  const here = lazily(() => hereOf(surroundings));
  const gazetteers = new Map<List, Gazetteer>();
  const namesOf = (list: List) => remember(gazetteers, list, () => gazetteerOf(list.values));
  const ranges = new Map<SlotType, readonly Range[]>();
  const meanings = new Map<SlotType, Map<number, readonly Match[]>>();

  return {
    text,
    words,
    ranges: (type) =>
      remember(ranges, type, () => {
        if (type.kind === "text") return [];
        if (type.kind === "list") return namesOf(type).find(words);
        return find(text, [type.kind], here()).map(({ start, end }) => rangeOf(words, start, end));
      }),
    meaning(from, to, type) {
      const known = remember(meanings, type, () => new Map<number, readonly Match[]>());
      return remember(known, from * (words.length + 1) + to, () => {
        const slice = text.slice(words[from]?.start, words[to - 1]?.end);
        const plain = words.slice(from, to).map((word) => word.plain);
        return meaningOf(slice, plain, type, here, namesOf);
      });
    },
  };
}

/** The words that lie within a stretch of the text. */
export function rangeOf(words: readonly Word[], start: number, end: number): Range {
  let from = words.findIndex((word) => word.end > start);
  if (from < 0) from = words.length;
  let to = from;
  while (to < words.length && (words[to]?.start ?? end) < end) to++;
  return { from, to };
}

/** Words heard for a slot, with what they stand for where the slot's type can tell. */
export function valueOf(text: string, type: SlotType, surroundings: Surroundings): RawValue {
  const plain = wordsOf(text).map((word) => word.plain);
  return {
    text,
    matches: meaningOf(
      text,
      plain,
      type,
      () => hereOf(surroundings),
      (list) => gazetteerOf(list.values),
    ),
  };
}

/** Whether words are such as this type of slot takes. Free text takes any. */
export const fits = ({ matches }: Pick<RawValue, "matches">, type: SlotType): boolean =>
  type.kind === "text" || matches.length > 0;

function meaningOf(
  text: string,
  words: readonly string[],
  type: SlotType,
  here: () => Here,
  namesOf: (list: List) => Gazetteer,
): readonly Match[] {
  if (type.kind === "text") return [];
  if (type.kind === "list") {
    return namesOf(type)
      .resolve(words)
      .map(({ entry }) => ({ value: entry.name, id: entry.id }));
  }
  const value = read(text, type.kind, here());
  return value === undefined ? [] : [{ value }];
}

const hereOf = ({ locale, at, zone }: Surroundings): Here => ({ locale, now: civilAt(at, zone) });

function remember<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make();
  known.set(key, made);
  return made;
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
