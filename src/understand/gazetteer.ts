import type { Entry } from "../catalog.ts";
import { edits } from "./names/edit.ts";
import { bare } from "./names/plural.ts";
import { soundOf } from "./names/sound.ts";
import { plainWords, type Word } from "./words.ts";

/**
 * An entry that words may name, and how well: 1 for its very name, id or synonym; 0.97 for another form of it, such as a plural or a
 * compound written apart; 0.85 for a misspelling, 0.8 for a part of the name, 0.75 for what sounds like it.
 */
export interface Named {
  readonly entry: Entry;
  readonly likeness: number;
}

/** Words of a text that name an entry: `from` and `to` count words, `to` exclusive. */
export interface Mention extends Named {
  readonly from: number;
  readonly to: number;
}

/** The names of a list's entries, as people say, misspell and mishear them. */
export interface Gazetteer {
  /** What these words as a whole may name, best first, at most ten; nothing where nothing is like them. */
  resolve(words: readonly string[]): readonly Named[];
  /** The entries named in a text, longest names first, not overlapping. Parts of names do not count. */
  find(words: readonly Word[]): readonly Mention[];
}

const remembered = new WeakMap<
  readonly Entry[],
  { readonly entries: readonly Entry[]; readonly gazetteer: Gazetteer }
>();
let last: { readonly entries: readonly Entry[]; readonly gazetteer: Gazetteer }[] = [];

/** The gazetteer of these entries; the same as before as long as they are the same things in the same order. */
export function gazetteerOf(entries: readonly Entry[]): Gazetteer {
  const own = remembered.get(entries);
  if (own && isSame(own.entries, entries)) return own.gazetteer;
  const known = last.find((it) => isSame(it.entries, entries)) ?? {
    entries: [...entries],
    gazetteer: lay(entries),
  };
  last = [known, ...last.filter((it) => it !== known)].slice(0, 8);
  remembered.set(entries, known);
  return known.gazetteer;
}

const isSame = (a: readonly Entry[], b: readonly Entry[]) =>
  a.length === b.length && a.every((it, i) => it === b[i]);

/** In words. Looking names up only this far keeps the work linear. */
const longest = 12;

/** Words of a sentence that a misspelt name is never looked for in. */
const common = new Set(
  (
    "the this that these those there here what when where which who how have has had with from your mine ours them they then than some " +
    "more most much many very just like need want give show tell make take please could would should will can do does into onto about " +
    "also only over under after before order basket nicht eine einen einer dass kann bitte haben noch auch mein dein"
  ).split(" "),
);

function lay(entries: readonly Entry[]): Gazetteer {
  const exact = new Map<string, Entry>();
  const forms = new Map<string, Entry>();
  const firsts = new Set<string>();
  let most = 1;
  const add = (name: string, entry: Entry) => {
    const words = plainWords(name);
    if (words.length === 0) return;
    most = Math.min(longest, Math.max(most, words.length));
    const plain = words.join(" ");
    const form = formOf(words);
    if (!exact.has(plain)) exact.set(plain, entry);
    if (!forms.has(form)) forms.set(form, entry);
    firsts.add(bareOf(words[0] ?? ""));
  };
  // Names win over ids, and both over synonyms; of two entries with one name the first.
  for (const entry of entries) add(entry.name, entry);
  for (const entry of entries) add(entry.id, entry);
  for (const entry of entries) for (const synonym of entry.synonyms ?? []) add(synonym, entry);
  const loose = lazily(() => looseNames(entries, forms));

  function whole(words: readonly string[]): Named | undefined {
    const own = exact.get(words.join(" "));
    if (own) return { entry: own, likeness: 1 };
    const entry = forms.get(formOf(words));
    return entry && { entry, likeness: 0.97 };
  }

  return {
    resolve(words) {
      if (words.length > longest) return [];
      const bareWords = without(words);
      const named = whole(words) ?? whole(bareWords);
      return named ? [named] : bareWords.length === 0 ? [] : loose().resolve(bareWords);
    },

    find(words) {
      const plains = words.map(({ plain }) => plain);
      const bares = plains.map(bareOf);
      const mentions: Mention[] = [];
      for (let from = 0; from < words.length;) {
        const mention = mentionAt(plains, bares, from);
        if (mention) mentions.push(mention);
        from = mention ? mention.to : from + 1;
      }
      return mentions;
    },
  };

  /** The longest name that begins at a word. */
  function mentionAt(plains: readonly string[], bares: readonly string[], from: number): Mention | undefined {
    const starts = firsts.has(bares[from] ?? "");
    const like = common.has(plains[from] ?? "") ? false : loose().isLike(plains[from] ?? "");
    // A name that is written together may be torn into two or three words.
    const longestHere = starts || like ? most + 1 : 3;
    const names: string[] = [];
    let form = "";
    for (let to = from; to < Math.min(bares.length, from + longestHere); to++)
      names.push((form += bares[to] ?? ""));
    for (let count = names.length; count > 0; count--) {
      const to = from + count;
      const entry = forms.get(names[count - 1] ?? "");
      const span = entry || like ? plains.slice(from, to) : [];
      const named = entry
        ? (whole(span) ?? { entry, likeness: 0.97 })
        : like
          ? loose().near(span)
          : undefined;
      if (named) return { ...named, from, to };
    }
    return undefined;
  }
}

const bares = new Map<string, string>();

/** The bare form of a word; those of words met before are remembered. */
function bareOf(word: string): string {
  const known = bares.get(word);
  if (known !== undefined) return known;
  // Words come from outside; there is no end to them.
  if (bares.size >= 8_000) bares.clear();
  const made = bare(word);
  bares.set(word, made);
  return made;
}

const formOf = (words: readonly string[]) => words.map(bareOf).join("");

const leading = new Set("the a an some any my of der die das den dem ein eine einen etwas".split(" "));
const trailing = new Set(["please", "thanks", "bitte", "danke", "too", "again"]);

/** The words without an article before and a "please" behind. */
function without(words: readonly string[]): readonly string[] {
  let [from, to] = [0, words.length];
  while (from < to && leading.has(words[from] ?? "")) from++;
  while (to > from && trailing.has(words[to - 1] ?? "")) to--;
  return words.slice(from, to);
}

type Meant = readonly { readonly word: string; readonly likeness: number }[];

/** Names by what is merely like them. It is laid out at the first need of it. */
function looseNames(entries: readonly Entry[], forms: ReadonlyMap<string, Entry>) {
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

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
