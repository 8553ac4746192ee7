import type { Lattice, Steps } from "./chain.ts";

// What is read at an index here was laid out for that many words or slots; `!` says so to the compiler.

/** A slot from one word to before another, and how likely exactly that is. */
export interface Stretch {
  readonly slot: number;
  readonly from: number;
  readonly to: number;
  readonly confidence: number;
}

/** What a wrong stretch costs, beside what a right one is worth. */
const cost = 0.43;
/** Less likely beginnings are not followed. */
const least = 0.02;

/**
 * The stretches that are together likeliest to be right, none on another, of a lattice that was summed. A stretch is taken where
 * its likelihood is worth more than what a wrong one costs.
 */
export function stretches(lattice: Lattice, steps: Steps): readonly Stretch[] {
  const { words } = lattice;
  const best = new Float64Array(words + 1);
  const last: (Stretch | undefined)[] = [];
  for (let i = 0; i < words; i++) {
    if (best[i]! > best[i + 1]!) {
      best[i + 1] = best[i]!;
      last[i + 1] = undefined;
    }
    for (let s = 0; s < lattice.slots; s++) {
      stretchesFrom(lattice, steps, s, i, (to, confidence) => {
        const worth = best[i]! + confidence - cost;
        if (worth <= best[to]!) return;
        best[to] = worth;
        last[to] = { slot: s, from: i, to, confidence };
      });
    }
  }
  const marked: Stretch[] = [];
  for (let i = words; i > 0;) {
    const it = last[i];
    if (it) marked.push(it);
    i = it ? it.from : i - 1;
  }
  return marked.reverse();
}

/** How likely it is that a slot stands from this word to before each later one. */
function stretchesFrom(
  { slots, states, words, fits, before, after, scales }: Lattice,
  { second, more }: Steps,
  slot: number,
  from: number,
  tell: (to: number, confidence: number) => void,
): void {
  let state = 1 + slots + slot;
  let way = before[from * states + state]!;
  if (way * after[from * states + state]! < least) return;
  for (let i = from; i < words; i++) {
    const ends = after[i * states + state]!;
    if (way * ends < least) return;
    const later = 1 + 2 * slots + slot;
    const on =
      i + 1 < words
        ? (state === later ? more : second)[slot]! *
          fits[(i + 1) * (2 * slots + 1) + 1 + slots + slot]! *
          scales[i + 1]!
        : 0;
    tell(i + 1, Math.min(1, way * (ends - (on === 0 ? 0 : on * after[(i + 1) * states + later]!))));
    if (on === 0) return;
    way *= on;
    state = later;
  }
}
