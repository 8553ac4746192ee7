import { evenSteps, kindsOfStep, type Lattice, type Steps } from "./chain.ts";

// What is read at an index here was laid out for that many words or slots; `!` says so to the compiler.

/** Tells the steps of a marked sentence one by one: of which kind, and where that is kept. */
export function walk(
  labels: ArrayLike<number>,
  slots: number,
  step: (kind: (typeof kindsOfStep)[number], index: number) => void,
): void {
  let [last, before] = [0, 0];
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (label === 0) {
      if (before > 0) step("leave", last - 1);
    } else if (label <= slots) {
      if (before > 0) step("joined", (last - 1) * slots + label - 1);
      else step("apart", last * slots + label - 1);
      last = label;
    } else step(before > slots ? "more" : "second", last - 1);
    before = label;
  }
}

/** What a step weighs at first that no sample takes. */
const never = -1;

/** Steps to begin with: those that some sample takes are likelier. */
export function firstSteps(samples: readonly { readonly labels: ArrayLike<number> }[], slots: number): Steps {
  const steps = evenSteps(slots, never);
  for (const { labels } of samples) {
    walk(labels, slots, (kind, index) => {
      steps[kind][index] = 0;
    });
  }
  return steps;
}

/** Writes how often each step is to be expected in a lattice that was summed; `factors` are those of the sums. */
export function expectSteps(lattice: Lattice, factors: Steps, into: Steps): void {
  for (const kind of kindsOfStep) into[kind].fill(0);
  const { slots, before, after } = lattice;
  for (let s = 0; s < slots; s++) into.apart[s] = before[1 + slots + s]! * after[1 + slots + s]!;
  for (let i = 1; i < lattice.words; i++) expectTo(lattice, factors, into, i);
}

function expectTo(
  { slots, states, fits, before, after, scales }: Lattice,
  { apart, joined, leave, second, more }: Steps,
  into: Steps,
  i: number,
): void {
  const now = i * states;
  const last = now - states;
  const fit = i * (2 * slots + 1);
  const scale = scales[i]!;
  const outside = fits[fit]! * scale;
  for (let s = 0; s < slots; s++) {
    const first = before[last + 1 + slots + s]!;
    const later = before[last + 1 + 2 * slots + s]!;
    const on = fits[fit + 1 + slots + s]! * scale * after[now + 1 + 2 * slots + s]!;
    into.second[s]! += first * second[s]! * on;
    into.more[s]! += later * more[s]! * on;
    into.leave[s]! += (first + later) * leave[s]! * outside * after[now + 1 + s]!;
    const begin = fits[fit + 1 + s]! * scale * after[now + 1 + slots + s]!;
    if (begin < 1e-9) continue;
    for (let g = 0; g <= slots; g++) {
      const at = g * slots + s;
      into.apart[at]! += before[last + g]! * apart[at]! * begin;
      if (g === slots) continue;
      const inside = before[last + 1 + slots + g]! + before[last + 1 + 2 * slots + g]!;
      into.joined[at]! += inside * joined[at]! * begin;
    }
  }
}
