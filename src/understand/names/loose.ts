import type { Entry } from "../../catalog.ts";
import { plainWords } from "../words.ts";
import { edits } from "./edit.ts";
import { bare } from "./plural.ts";
import { soundOf } from "./sound.ts";
import { bareOf, formOf } from "./spoken.ts";

/**
 * An entry that words may name, and how well: 1 for its very name, id or synonym; 0.97 for another form of it, such as a plural or a
 * compound written apart; 0.85 for a misspelling, 0.8 for a part of the name, 0.75 for what sounds like it.
 */
export interface Named {
  readonly entry: Entry;
  readonly likeness: number;
}

/** In words. Looking names up only this far keeps the work linear. */
export const longest = 12;

type Meant = readonly { readonly word: string; readonly likeness: number }[];

/** Names by what is merely like them. It is laid out at the first need of it. */
export function looseNames(entries: readonly Entry[], forms: ReadonlyMap<string, Entry>) {
  const vocabulary = new Map<string, Set<number>>();
  const sounds = new Map<string, string[]>();
  const shorter = new Map<string, string[]>();
  for (const [number, { name, synonyms = [] }] of entries.entries()) {
    for (const word of [name, ...synonyms].flatMap((it) => plainWords(it).slice(0, longest)).map(bare)) {
      const known = vocabulary.get(word);
      if (known) known.add(number);
      else vocabulary.set(word, new Set([number]));
    }
  }
  for (const word of vocabulary.keys()) {
    if (word.length < 3 || word.length > 30) continue;
    push(sounds, soundOf(word), word);
    for (const less of deletions(word)) push(shorter, less, word);
  }

  const asked = new Map<string, Meant>();

  /** Words of names that a word may be meant for, best first; they are remembered for a while. */
  function meant(word: string): Meant {
    const before = asked.get(word);
    if (before) return before;
    if (asked.size >= 2_000) asked.clear();
    const found = look(word);
    asked.set(word, found);
    return found;
  }

  function look(word: string): Meant {
    const own = bareOf(word);
    if (vocabulary.has(own)) return [{ word: own, likeness: 0.97 }];
    if (own.length < 3 || own.length > 30) return [];
    const most = own.length < 4 ? 0 : own.length < 8 ? 1 : 2;
    const heard = (sounds.get(soundOf(own)) ?? []).filter((it) => edits(own, it, most + 1) <= most + 1);
    const near =
      most === 0
        ? []
        : [
            ...new Set(deletions(own).flatMap((less) => [less, ...(shorter.get(less) ?? [])])),
            ...(shorter.get(own) ?? []),
          ];
    const spelt = [...new Set(near)].filter(
      (it) => it.length > 2 && vocabulary.has(it) && it[0] === own[0] && edits(own, it, most) <= most,
    );
    return [
      ...spelt
        .sort((a, b) => edits(own, a, most) - edits(own, b, most))
        .map((it) => ({ word: it, likeness: 0.85 })),
      ...heard.filter((it) => !spelt.includes(it)).map((it) => ({ word: it, likeness: 0.75 })),
    ].slice(0, 3);
  }

  /** The entry that is named by words each of which may be meant for another. */
  function near(words: readonly string[]): Named | undefined {
    // Words of three letters are too easily like others to name something by themselves.
    if (words.length === 1 && (words[0] ?? "").length < 4) return undefined;
    let readings: readonly { readonly form: string; readonly likeness: number }[] = [
      { form: "", likeness: 1 },
    ];
    for (const word of words) {
      const each = meant(word);
      if (each.length === 0) return undefined;
      readings = readings
        .flatMap(({ form, likeness }) =>
          each.map((it) => ({ form: form + it.word, likeness: Math.min(likeness, it.likeness) })),
        )
        .slice(0, 27);
    }
    const named = readings.flatMap(({ form, likeness }) => {
      const entry = forms.get(form);
      return entry ? [{ entry, likeness }] : [];
    });
    return named.sort((a, b) => b.likeness - a.likeness)[0];
  }

  /** A name whose words were run together, or torn apart, and misspelt as well. */
  function joined(words: readonly string[]): Named | undefined {
    const form = formOf(words);
    if (words.length > 3 || form.length < 6 || form.length > 30) return undefined;
    const found = meant(form)[0];
    const entry = found && forms.get(found.word);
    return entry && { entry, likeness: Math.min(0.85, found.likeness) };
  }

  /** The entries that have all of these words somewhere in their names; those with the fewest others first. */
  function parts(words: readonly string[]): readonly Named[] {
    const each = words.map((word) => meant(word)[0]);
    if (each.length === 0 || each.some((it) => it === undefined)) return [];
    const sets = each.flatMap((it) => (it ? [vocabulary.get(it.word) ?? new Set<number>()] : []));
    const [smallest, ...others] = sets.sort((a, b) => a.size - b.size);
    const all = [...(smallest ?? [])].filter((number) => others.every((set) => set.has(number)));
    const likeness = Math.min(0.8, ...each.map((it) => it?.likeness ?? 0));
    return all.slice(0, 10).flatMap((number) => {
      const entry = entries[number];
      return entry ? [{ entry, likeness }] : [];
    });
  }

  return {
    near,
    /** Whether a word may be one of a name. */
    isLike: (word: string) => meant(word).length > 0,
    resolve(words: readonly string[]): readonly Named[] {
      const named = near(words) ?? joined(words);
      return named ? [named] : parts(words);
    },
  };
}

/** The word with each of its letters left out in turn. */
const deletions = (word: string): readonly string[] =>
  Array.from({ length: word.length }, (_, i) => word.slice(0, i) + word.slice(i + 1));

function push(map: Map<string, string[]>, key: string, value: string): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
