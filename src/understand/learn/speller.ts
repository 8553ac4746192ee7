import { edits } from "../names/edit.ts";

/** Whether something is a word that may be misspelt: of four letters or more, and nothing else. */
export const isWord = (word: string): boolean => /^\p{L}{4,24}$/u.test(word);

/** So many words that were asked about are remembered. */
const most = 4_000;

/**
 * Knows words again that were misspelt: gives the learned word that one letter put in, left out, replaced or exchanged with the next makes
 * of another, and any other word as it is.
 */
export function speller(words: readonly string[]): (word: string) => string {
  const known = new Set(words);
  const met = new Map<string, string>();
  let shorter: ReadonlyMap<string, readonly string[]> | undefined;

  function meant(word: string): string {
    shorter ??= byDeletion(words);
    let best = word;
    for (const less of [word, ...deletions(word)]) {
      for (const candidate of [...(known.has(less) ? [less] : []), ...(shorter.get(less) ?? [])]) {
        if (best === word && edits(word, candidate, 1) <= 1) best = candidate;
      }
    }
    return best;
  }

  return (word) => {
    if (known.has(word) || !isWord(word) || word.length < 5) return word;
    const before = met.get(word);
    if (before !== undefined) return before;
    // Words come from outside; there is no end to them.
    if (met.size >= most) met.clear();
    const found = meant(word);
    met.set(word, found);
    return found;
  };
}

function byDeletion(words: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const shorter = new Map<string, string[]>();
  for (const word of words) {
    for (const less of deletions(word)) {
      const all = shorter.get(less);
      if (all) all.push(word);
      else shorter.set(less, [word]);
    }
  }
  return shorter;
}

/** The word with each of its letters left out in turn. */
const deletions = (word: string): readonly string[] =>
  Array.from({ length: word.length }, (_, i) => word.slice(0, i) + word.slice(i + 1));
