import type { Language } from "../language.ts";

/**
 * What a text shows of its meaning, as numbers: each sign is a hash of a word, of its stem, of two words in a row, of
 * three or four letters in a row, or of a group of words with like sense. Two signs share a number about once in a
 * hundred million pairs, which does no harm.
 */
export interface Signs {
  readonly hashes: Uint32Array;
  /** What kind of sign each is, as an index into {@link shares}. */
  readonly kinds: Uint8Array;
  /** The word each belongs to, counted from 0; a pair belongs to its second. */
  readonly of: Uint8Array;
}

/** How much a sign of each kind counts: word, stem, pair of words, letters, sense, number. */
export const shares = [1, 1, 0.6, 0.4, 1.3, 1] as const;

const [wordKind, stemKind, pairKind, letterKind, senseKind, numberKind] = [0, 1, 2, 3, 4, 5];

/** Begins the hash of a sign of this kind. */
const seed = (kind: number) => Math.imul(kind + 1, 0x9e3779b1);

const mix = (hash: number, unit: number) => {
  const mixed = Math.imul(hash ^ unit, 0x01000193);
  return mixed ^ (mixed >>> 15);
};

const finish = (hash: number) => {
  const mixed = Math.imul(hash ^ (hash >>> 13), 0x5bd1e995);
  return (mixed ^ (mixed >>> 15)) >>> 0;
};

function hashOf(word: string, kind: number): number {
  let hash = seed(kind);
  for (let i = 0; i < word.length; i++) hash = mix(hash, word.charCodeAt(i));
  return hash;
}

/** In words: what is said beyond them changes nothing any more. */
const mostWords = 200;
/** In UTF-16 units; nobody says longer words. */
const longestWord = 40;

/** A word that nobody says, for a value of this type in the text: what can be done with it tells much of what is meant. */
export const valueWord = (type: string): string => `\u0001${type}`;

const isValue = (word: string) => word.startsWith("\u0001");

interface WordSigns extends Omit<Signs, "of"> {
  /** Nothing where the word does not stand in a row with others. */
  readonly stem: number | undefined;
}

/** Makes the signs of texts in one language. Remembers those of words it has met, up to a bound. */
export function signsIn(language: Language): (words: readonly string[]) => Signs {
  const met = new Map<string, WordSigns>();

  function signsOf(word: string): WordSigns {
    const known = met.get(word);
    if (known) return known;
    // Words come from outside; there is no end to them.
    if (met.size >= 8_000) met.clear();
    const made = ofWord(word.slice(0, longestWord), language);
    met.set(word, made);
    return made;
  }

  return (words) => {
    const each = words.slice(0, mostWords).map(signsOf);
    const length = each.reduce((sum, { hashes }) => sum + hashes.length, 0) + Math.max(0, each.length - 1);
    const hashes = new Uint32Array(length);
    const kinds = new Uint8Array(length);
    const of = new Uint8Array(length);
    let at = 0;
    let before: WordSigns | undefined;
    for (const [i, signs] of each.entries()) {
      of.fill(i, at, at + signs.hashes.length + 1);
      hashes.set(signs.hashes, at);
      kinds.set(signs.kinds, at);
      at += signs.hashes.length;
      if (before?.stem !== undefined && signs.stem !== undefined) {
        hashes[at] = finish(mix(mix(seed(pairKind), before.stem), signs.stem));
        kinds[at++] = pairKind;
      }
      before = signs;
    }
    return { hashes, kinds, of };
  };
}

function ofWord(word: string, { stem, senses }: Language): WordSigns {
  if (isValue(word)) {
    const hash = finish(hashOf(word, senseKind));
    return { stem: undefined, hashes: Uint32Array.of(hash), kinds: Uint8Array.of(senseKind) };
  }
  const root = stem(word);
  const stemmed = hashOf(root, stemKind);
  const signs: [hash: number, kind: number][] = [
    [finish(hashOf(word, wordKind)), wordKind],
    [finish(stemmed), stemKind],
    ...letters(word),
    ...senses(root).map((group): [number, number] => [finish(mix(seed(senseKind), group)), senseKind]),
  ];
  if (/\p{N}/u.test(word)) signs.push([finish(seed(numberKind)), numberKind]);
  return {
    stem: stemmed,
    hashes: Uint32Array.from(signs, ([hash]) => hash),
    kinds: Uint8Array.from(signs, ([, kind]) => kind),
  };
}

/** Three and four letters in a row, with the ends of the word as letters of their own. */
function letters(word: string): [number, number][] {
  const bounded = `^${word}$`;
  const found: [number, number][] = [];
  for (let from = 0; from + 3 <= bounded.length; from++) {
    let hash = seed(letterKind);
    for (let i = from; i < from + 3; i++) hash = mix(hash, bounded.charCodeAt(i));
    found.push([finish(hash), letterKind]);
    if (from + 4 <= bounded.length) {
      found.push([finish(mix(hash, bounded.charCodeAt(from + 3))), letterKind]);
    }
  }
  return found;
}
