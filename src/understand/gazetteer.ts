import type { Entry } from "../catalog.ts";
import { longest, looseNames, type Named } from "./names/loose.ts";
import { bareOf, formOf, roomForWords, type Spoken, type Vocabulary } from "./names/spoken.ts";
import { plainWords } from "./words.ts";

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
  find(spoken: Spoken): readonly Mention[];
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
  let vocabulary: Vocabulary | undefined;
  let beginnings = new Uint8Array(0);
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

    find(said) {
      const mentions: Mention[] = [];
      for (let from = 0; from < said.plains.length;) {
        const mention = mentionAt(said, from);
        if (mention) mentions.push(mention);
        from = mention ? mention.to : from + 1;
      }
      return mentions;
    },
  };

  /** Whether a name may begin with a word, or with one like it; remembered as long as the vocabulary is the same. */
  function beginning({ plains, numbers, vocabulary: now }: Spoken, at: number): Beginning {
    if (now !== vocabulary) {
      vocabulary = now;
      beginnings = new Uint8Array(roomForWords);
    }
    const number = numbers[at] ?? roomForWords;
    const known = beginnings[number];
    if (known) return known as Beginning;
    const word = plains[at] ?? "";
    const like = !common.has(word) && loose().isLike(word);
    const made = like ? begins.like : firsts.has(bareOf(word)) ? begins.same : begins.none;
    beginnings[number] = made;
    return made;
  }

  /** The longest name that begins at a word. */
  function mentionAt(said: Spoken, from: number): Mention | undefined {
    const { plains, bares, together } = said;
    const beginsHere = beginning(said, from);
    const short = together[from] ?? [];
    // A name that is written together may be torn into two or three words.
    if (beginsHere === begins.none && !short.some((form) => forms.has(form))) return undefined;
    const names = [...short];
    const longestHere = beginsHere === begins.none ? names.length : Math.min(bares.length - from, most + 1);
    while (names.length < longestHere) names.push((names.at(-1) ?? "") + (bares[from + names.length] ?? ""));
    for (let count = names.length; count > 0; count--) {
      const to = from + count;
      const entry = forms.get(names[count - 1] ?? "");
      const span = entry || beginsHere === begins.like ? plains.slice(from, to) : [];
      const named = entry
        ? (whole(span) ?? { entry, likeness: 0.97 })
        : beginsHere === begins.like
          ? loose().near(span)
          : undefined;
      if (named) return { ...named, from, to };
    }
    return undefined;
  }
}

/** How a name may begin with a word: not at all, with that word, or with one like it. */
const begins = { none: 1, same: 2, like: 3 } as const;
type Beginning = (typeof begins)[keyof typeof begins];

const leading = new Set("the a an some any my of der die das den dem ein eine einen etwas".split(" "));
const trailing = new Set(["please", "thanks", "bitte", "danke", "too", "again"]);

/** The words without an article before and a "please" behind. */
function without(words: readonly string[]): readonly string[] {
  let [from, to] = [0, words.length];
  while (from < to && leading.has(words[from] ?? "")) from++;
  while (to > from && trailing.has(words[to - 1] ?? "")) to--;
  return words.slice(from, to);
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
