/** A known term that a word may have been meant for, and how surely: from 0 to 1. */
export interface Meant {
  readonly term: string;
  readonly likeness: number;
}

/** Knows terms, and which of them a word sounds or looks like. */
export interface Ear {
  learn(terms: Iterable<string>): void;
  /** Takes back what was learned once. */
  forget(terms: Iterable<string>): void;
  /** The likest terms, the likest first. */
  hear(word: string): readonly Meant[];
  clear(): void;
}

interface Known {
  readonly sounds: readonly string[];
  count: number;
}

const least = 0.7;
const most = 8;

/** What is merely alike counts for this much where the word itself is known. */
const besideItself = 0.5;

/** Longer ones are no words, and comparing them takes time. */
const longest = 40;

/** How words are compared: by how they sound, and letter by letter. */
interface Comparing {
  readonly soundsOf: (word: string) => readonly string[];
  /** How much two texts have in common letter by letter: 1 if they are the same. */
  readonly alike: (one: string, other: string) => number;
}

async function comparing(): Promise<Comparing> {
  const [{ doubleMetaphone }, { distance }] = await Promise.all([
    import("double-metaphone"),
    import("fastest-levenshtein"),
  ]);
  return {
    soundsOf: (word) => [...new Set(doubleMetaphone(word))].filter((sound) => sound !== ""),
    alike(one, other) {
      const length = Math.max(one.length, other.length);
      return length === 0 ? 0 : 1 - distance(one, other) / length;
    },
  };
}

function likeness(
  word: string,
  sounds: readonly string[],
  term: string,
  known: Known,
  alike: Comparing["alike"],
): number {
  if (term.startsWith(word) && word.length >= 4) return 0.6 + (0.4 * word.length) / term.length;
  if (Math.abs(term.length - word.length) > Math.max(term.length, word.length) / 2) return 0;
  const sound = Math.max(
    0,
    ...sounds.flatMap((mine) => known.sounds.map((theirs) => (mine === theirs ? 1 : alike(mine, theirs)))),
  );
  const letters = alike(word, term);
  if (word.length < 4 && sound < 1) return 0;
  return Math.max(word.length < 4 ? 0 : letters, (letters + sound) / 2);
}

/** An ear that knows no terms yet. */
export async function createEar(): Promise<Ear> {
  const { soundsOf, alike } = await comparing();
  const terms = new Map<string, Known>();
  let heard = new Map<string, readonly Meant[]>();

  function listen(word: string): readonly Meant[] {
    if (word.length < 3 || word.length > longest) return terms.has(word) ? [{ term: word, likeness: 1 }] : [];
    const sounds = soundsOf(word);
    const share = terms.has(word) ? besideItself : 1;
    const found: Meant[] = [];
    for (const [term, known] of terms) {
      const found1 = term === word ? 1 : likeness(word, sounds, term, known, alike);
      if (found1 >= least) found.push({ term, likeness: term === word ? 1 : found1 ** 2 * share });
    }
    return found.sort((a, b) => b.likeness - a.likeness || (a.term < b.term ? -1 : 1)).slice(0, most);
  }

  return {
    learn(words) {
      heard = new Map();
      for (const word of words) {
        const known = terms.get(word);
        if (known) known.count++;
        else terms.set(word, { sounds: word.length > longest ? [] : soundsOf(word), count: 1 });
      }
    },

    forget(words) {
      heard = new Map();
      for (const word of words) {
        const known = terms.get(word);
        if (known && --known.count <= 0) terms.delete(word);
      }
    },

    hear(word) {
      const before = heard.get(word);
      if (before) return before;
      const now = listen(word);
      if (heard.size < 1_000) heard.set(word, now);
      return now;
    },

    clear() {
      heard = new Map();
      terms.clear();
    },
  };
}
