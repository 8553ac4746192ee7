import { hintFeature } from "./features.ts";
import type { Prior } from "./learn.ts";
import type { Marked } from "./marks.ts";
import type { Find } from "./sentence.ts";

/** What it weighs before anything is learned that something was found which a slot is declared to be. */
const declared = 8;
/** So many finds count as right before any is looked at. */
const trust = 6;

/** A sample, and what was found in it. */
export interface Example {
  readonly marked: Marked;
  readonly finds: readonly Find[];
}

/**
 * The weights of the hints that belong to a slot. A list is declared in order to be believed, even with few samples; but what
 * is often found where the slot is not, as numbers are, is believed the less.
 */
export function priorsOf(
  slots: readonly string[],
  hints: readonly string[],
  types: ReadonlyMap<string, readonly string[]> | undefined,
  examples: readonly Example[],
): readonly Prior[] {
  const priors: Prior[] = [];
  const found = countsOf(examples, slots.length);
  for (const [s, slot] of slots.entries()) {
    for (const name of types?.get(slot) ?? [slot]) {
      const number = hints.indexOf(name);
      if (number < 0) continue;
      const { all, right } = found.get(number) ?? { all: 0, right: [] };
      const weight = (declared * ((right[s] ?? 0) + trust)) / (all + trust);
      for (const last of [false, true]) {
        priors.push({ hash: hintFeature(number, true, last), label: 1 + s, weight });
        priors.push({ hash: hintFeature(number, false, last), label: 1 + slots.length + s, weight });
      }
    }
  }
  return priors;
}

interface Counts {
  all: number;
  /** By slot, how often it stood where the hint did. */
  readonly right: number[];
}

function countsOf(examples: readonly Example[], slots: number): ReadonlyMap<number, Counts> {
  const counts = new Map<number, Counts>();
  for (const { marked, finds } of examples) {
    for (const { number, from, to } of finds) {
      let count = counts.get(number);
      if (!count) counts.set(number, (count = { all: 0, right: new Array<number>(slots).fill(0) }));
      count.all++;
      const value = marked.values.find((it) => it.from === from && it.to === to);
      if (value) count.right[value.slot]!++;
    }
  }
  return counts;
}
