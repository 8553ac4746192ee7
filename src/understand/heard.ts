import { takesAnything, type SlotType } from "../model.ts";
import type { Match, RawValue } from "../turn.ts";
import { gazetteerOf, type Gazetteer } from "./gazetteer.ts";
import { spoken } from "./names/spoken.ts";
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
  /** Where values of a type stand in the text, in order, none on another. Free text may stand anywhere, and is not looked for. */
  ranges(type: SlotType): readonly Range[];
  /** The value of a type whose last word is the one before this. */
  rangeUpTo(to: number, type: SlotType): Range | undefined;
  /** Whether a word belongs to a value of a type. */
  isWithin(word: number, type: SlotType): boolean;
  /** What words stand for in a slot of this type, best first; nothing where it cannot tell. `to` is exclusive. */
  meaning(from: number, to: number, type: SlotType): readonly Match[];
}

/** Begins to understand a text. */
export function hear(text: string, surroundings: Surroundings): Heard {
  const words = wordsOf(text);
  const here = lazily(() => hereOf(surroundings));
  const names = lazily(() => spoken(words));
  const gazetteers = new Map<List, Gazetteer>();
  const namesOf = (list: List) => remember(gazetteers, list, () => gazetteerOf(list.values));
  const ranges = new Map<SlotType, Ranges>();
  const meanings = new Map<SlotType, Map<number, readonly Match[]>>();

  const look = (type: SlotType): readonly Range[] => {
    if (takesAnything(type)) return [];
    if (type.kind === "list") return namesOf(type).find(names());
    return rangesOf(words, find(text, [type.kind], here()));
  };
  const rangesOfType = (type: SlotType) => remember(ranges, type, () => laidOut(look(type)));

  return {
    text,
    words,
    ranges: (type) => rangesOfType(type).all,
    rangeUpTo: (to, type) => rangesOfType(type).byEnd.get(to),
    isWithin: (word, type) => rangesOfType(type).within.has(word),
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

/** Where the values of one type stand, so that it can be asked in several ways. */
interface Ranges {
  readonly all: readonly Range[];
  readonly byEnd: ReadonlyMap<number, Range>;
  readonly within: ReadonlySet<number>;
}

const nowhere: Ranges = { all: [], byEnd: new Map(), within: new Set() };

function laidOut(all: readonly Range[]): Ranges {
  if (all.length === 0) return nowhere;
  const within = new Set<number>();
  for (const { from, to } of all) for (let i = from; i < to; i++) within.add(i);
  return { all, byEnd: new Map(all.map((range) => [range.to, range])), within };
}

/** The words that lie within each of some stretches of the text, which are in order. */
export function rangesOf(
  words: readonly Word[],
  stretches: readonly { readonly start: number; readonly end: number }[],
): readonly Range[] {
  let from = 0;
  return stretches.map(({ start, end }) => {
    while (from < words.length && (words[from]?.end ?? 0) <= start) from++;
    let to = from;
    while (to < words.length && (words[to]?.start ?? end) < end) to++;
    return { from, to };
  });
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
  takesAnything(type) || matches.length > 0;

function meaningOf(
  text: string,
  words: readonly string[],
  type: SlotType,
  here: () => Here,
  namesOf: (list: List) => Gazetteer,
): readonly Match[] {
  if (takesAnything(type)) return [];
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
