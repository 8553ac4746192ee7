import { numberOf, numbering, tableOf, type HashTable } from "./hash.ts";
import type { Marked } from "./marks.ts";
import { treeOf, valuesIn, type Values } from "./values.ts";
import type { Notes } from "./features.ts";
import type { Find, Sentence } from "./sentence.ts";

// What is read at an index here was laid out for that many words; `!` says so to the compiler.

/** What samples had for words and values. Plain data. */
export interface Lore {
  readonly words: HashTable;
  /** By word, in how many samples it stood outside of slots, and in how many within one. */
  readonly outside: Uint16Array;
  readonly inside: Uint16Array;
  readonly values: Values;
}

/** Counts the words and values of samples. */
export function loreOf(samples: readonly Marked[]): Lore {
  const words = numbering();
  const counts = [newCounts(), newCounts()] as const;
  for (const [row, { sentence, labels }] of samples.entries()) {
    for (let i = 0; i < labels.length; i++) {
      const { met, last } = counts[labels[i] === 0 ? 0 : 1];
      const word = words.number(sentence.hashes[i]!);
      if (last[word] === row) continue;
      last[word] = row;
      met[word] = Math.min((met[word] ?? 0) + 1, 65_535);
    }
  }
  const all = { length: words.count() };
  return {
    words: tableOf(words.hashes()),
    outside: Uint16Array.from(all, (_, word) => counts[0].met[word] ?? 0),
    inside: Uint16Array.from(all, (_, word) => counts[1].met[word] ?? 0),
    values: treeOf(samples.flatMap(({ values }) => values)),
  };
}

const newCounts = (): { readonly met: number[]; readonly last: number[] } => ({ met: [], last: [] });

/** What is known of a sentence by what the samples had. */
export function notesOf(lore: Lore, sentence: Sentence, hints: readonly Find[]): Notes {
  const { hashes, cased } = sentence;
  const known = Uint8Array.from(hashes, (hash) => knownAs(lore, hash, 0, 0));
  return { known, seen: valuesIn(lore.values, hashes), hints, cased };
}

/**
 * What would be known of a sample if the others were all there are: neither words nor values vouch for themselves, else it
 * would be learned that whatever was met before is a slot.
 */
export function notesOfSample(
  lore: Lore,
  { sentence, labels, values }: Marked,
  hints: readonly Find[],
): Notes {
  const known = Uint8Array.from(sentence.hashes, (hash, i) =>
    labels[i] === 0 ? knownAs(lore, hash, 1, 0) : knownAs(lore, hash, 0, 1),
  );
  const own = (slot: number, from: number, to: number) =>
    values.some((it) => it.slot === slot && it.from === from && it.to === to) ? 1 : 0;
  return { known, seen: valuesIn(lore.values, sentence.hashes, own), hints, cased: sentence.cased };
}

function knownAs(
  { words, outside, inside }: Lore,
  hash: number,
  ownOutside: number,
  ownInside: number,
): number {
  const word = numberOf(words, hash);
  if (word < 0) return 0;
  const out = outside[word]! - ownOutside;
  const within = inside[word]! - ownInside;
  if (out + within <= 0) return 0;
  return out > within ? 2 : 1;
}
