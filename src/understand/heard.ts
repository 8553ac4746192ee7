import type { BuiltInKind, SlotType } from "../model.ts";
import type { Match, RawValue } from "../turn.ts";
import { gazetteerOf, type Gazetteer, type Mention } from "./gazetteer.ts";
import { civilAt } from "./types/civil.ts";
import { find, read } from "./types/find.ts";
import type { Found, Here } from "./types/reader.ts";
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

/** One text with what can be found in it, each thing looked for once and only when it is asked for. */
export interface Heard {
  readonly text: string;
  readonly words: readonly Word[];
  /** The entries of a list that the text names. */
  mentions(list: List): readonly Mention[];
  /** The values of a built-in kind in the text. */
  found(kind: BuiltInKind): readonly Found[];
  /** What words stand for in a slot of this type, best first; nothing where it cannot tell. `to` is exclusive. */
  meaning(from: number, to: number, type: SlotType): readonly Match[];
}

/** Begins to understand a text. */
export function hear(text: string, surroundings: Surroundings): Heard {
  const words = wordsOf(text);
  const here = lazily(() => hereOf(surroundings));
  const gazetteers = new Map<List, Gazetteer>();
  const namesOf = (list: List) => remember(gazetteers, list, () => gazetteerOf(list.values));
  const mentions = new Map<List, readonly Mention[]>();
  const found = new Map<BuiltInKind, readonly Found[]>();
  const meanings = new Map<SlotType, Map<number, readonly Match[]>>();

  return {
    text,
    words,
    mentions: (list) => remember(mentions, list, () => namesOf(list).find(words)),
    found: (kind) => remember(found, kind, () => find(text, [kind], here())),
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
