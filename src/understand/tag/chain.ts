// What is read at an index here was laid out for that many words or slots; `!` says so to the compiler.

/**
 * How slots follow each other, as logarithms. A word is outside of slots, the first of one or a later one of it; and
 * outside it is remembered which slot was the last, so that what comes late depends on what has come.
 */
export interface Steps {
  readonly slots: number;
  /** From outside to a first word, by the last slot (0 for none, else its number plus 1) and the next: [last * slots + next]. */
  readonly apart: Float32Array;
  /** From within a slot to the first word of the next: [last * slots + next]. */
  readonly joined: Float32Array;
  /** From within a slot to outside. */
  readonly leave: Float32Array;
  /** From the first word to a second, and from a later one to the next. */
  readonly second: Float32Array;
  readonly more: Float32Array;
}

/** The kinds of steps. */
export const kindsOfStep = ["apart", "joined", "leave", "second", "more"] as const;

/** Steps that all weigh the same. */
export const evenSteps = (slots: number, weight: number): Steps => ({
  slots,
  apart: new Float32Array((slots + 1) * slots).fill(weight),
  joined: new Float32Array(slots * slots).fill(weight),
  leave: new Float32Array(slots).fill(weight),
  second: new Float32Array(slots).fill(weight),
  more: new Float32Array(slots).fill(weight),
});

/** Steps as factors. */
export function exponentials(steps: Steps): Steps {
  const into = evenSteps(steps.slots, 0);
  for (const kind of kindsOfStep) {
    for (const [i, weight] of steps[kind].entries()) into[kind][i] = Math.exp(weight);
  }
  return into;
}

/** Room for the sums over all ways to mark a sentence. A state is 0 to S outside, then S first words, then S later ones. */
export interface Lattice {
  readonly slots: number;
  readonly states: number;
  words: number;
  /** By word and label (outside, S first, S later): how well it fits, as a factor of the best. */
  fits: Float64Array;
  /** By word and state: the sum over all beginnings that end in it, and over all ends that follow it. */
  before: Float64Array;
  after: Float64Array;
  /** By word, what its sums were divided by. */
  scales: Float64Array;
}

/** An empty lattice. */
export const newLattice = (slots: number): Lattice => ({
  slots,
  states: 3 * slots + 1,
  words: 0,
  fits: new Float64Array(0),
  before: new Float64Array(0),
  after: new Float64Array(0),
  scales: new Float64Array(0),
});

/** Makes room for a sentence. */
export function makeRoom(lattice: Lattice, words: number): void {
  lattice.words = words;
  if (lattice.scales.length >= words) return;
  const room = words + 16;
  lattice.fits = new Float64Array(room * (2 * lattice.slots + 1));
  lattice.before = new Float64Array(room * lattice.states);
  lattice.after = new Float64Array(room * lattice.states);
  lattice.scales = new Float64Array(room);
}

/** Writes scores of a word's labels as factors of the best. None is so small that the sums could vanish. */
export function fit({ slots, fits }: Lattice, word: number, scores: Float64Array): void {
  const labels = 2 * slots + 1;
  let most = -Infinity;
  for (let k = 0; k < labels; k++) if (scores[k]! > most) most = scores[k]!;
  for (let k = 0; k < labels; k++) fits[word * labels + k] = Math.exp(Math.max(-30, scores[k]! - most));
}

/** How likely the labels of a word are, after the sums. */
export function likelihoods(
  { slots, states, before, after }: Lattice,
  word: number,
  into: Float64Array,
): void {
  const at = word * states;
  let outside = 0;
  for (let g = 0; g <= slots; g++) outside += before[at + g]! * after[at + g]!;
  into[0] = outside;
  for (let k = slots + 1; k < states; k++) into[k - slots] = before[at + k]! * after[at + k]!;
}

/** Sums forwards and backwards; `steps` are factors. Afterwards `before * after` is how likely a state is. */
export function sum(lattice: Lattice, steps: Steps): void {
  for (let i = 0; i < lattice.words; i++) forward(lattice, steps, i);
  for (let i = lattice.words - 1; i >= 0; i--) backward(lattice, steps, i);
}

function forward({ slots, states, fits, before, scales }: Lattice, steps: Steps, i: number): void {
  const fit = i * (2 * slots + 1);
  const now = i * states;
  const last = now - states;
  const { apart, joined, leave, second, more } = steps;
  if (i === 0) {
    before.fill(0, now, now + states);
    before[now] = fits[fit]!;
    for (let s = 0; s < slots; s++) before[now + 1 + slots + s] = fits[fit + 1 + s]! * apart[s]!;
  } else {
    const outside = fits[fit]!;
    before[now] = outside * before[last]!;
    for (let s = 0; s < slots; s++) {
      const first = before[last + 1 + slots + s]!;
      const later = before[last + 1 + 2 * slots + s]!;
      before[now + 1 + s] = outside * (before[last + 1 + s]! + leave[s]! * (first + later));
      before[now + 1 + slots + s] = before[last]! * apart[s]!;
      before[now + 1 + 2 * slots + s] = fits[fit + 1 + slots + s]! * (first * second[s]! + later * more[s]!);
    }
    for (let g = 0; g < slots; g++) {
      const out = before[last + 1 + g]!;
      const inside = before[last + 1 + slots + g]! + before[last + 1 + 2 * slots + g]!;
      if (out + inside < 1e-12) continue;
      for (let s = 0, a = (g + 1) * slots, j = g * slots; s < slots; s++) {
        before[now + 1 + slots + s]! += out * apart[a + s]! + inside * joined[j + s]!;
      }
    }
    for (let s = 0; s < slots; s++) before[now + 1 + slots + s]! *= fits[fit + 1 + s]!;
  }
  let all = 0;
  for (let k = 0; k < states; k++) all += before[now + k]!;
  const scale = 1 / all;
  for (let k = 0; k < states; k++) before[now + k]! *= scale;
  scales[i] = scale;
}

function backward({ slots, states, words, fits, after, scales }: Lattice, steps: Steps, i: number): void {
  const now = i * states;
  if (i === words - 1) {
    after.fill(1, now, now + states);
    return;
  }
  const next = now + states;
  const fit = (i + 1) * (2 * slots + 1);
  const { apart, joined, leave, second, more } = steps;
  const scale = scales[i + 1]!;
  const outside = fits[fit]! * scale;
  let none = outside * after[next]!;
  for (let s = 0; s < slots; s++)
    none += apart[s]! * fits[fit + 1 + s]! * scale * after[next + 1 + slots + s]!;
  after[now] = none;
  for (let g = 0; g < slots; g++) {
    const out = outside * after[next + 1 + g]!;
    let [far, near] = [out, leave[g]! * out];
    for (let s = 0, a = (g + 1) * slots, j = g * slots; s < slots; s++) {
      const way = fits[fit + 1 + s]! * scale * after[next + 1 + slots + s]!;
      far += apart[a + s]! * way;
      near += joined[j + s]! * way;
    }
    const later = fits[fit + 1 + slots + g]! * scale * after[next + 1 + 2 * slots + g]!;
    after[now + 1 + g] = far;
    after[now + 1 + slots + g] = near + second[g]! * later;
    after[now + 1 + 2 * slots + g] = near + more[g]! * later;
  }
}
