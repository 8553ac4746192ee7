import { mix, numberOf, numbering, seed, tableOf, type HashTable } from "./hash.ts";
import type { Find } from "./sentence.ts";

/** Values of slots by their words, as a tree whose branches are hashes of all words from its root. Plain data. */
export interface Values {
  readonly table: HashTable;
  /** Where the slots of each branch begin; one more than there are branches. */
  readonly starts: Int32Array;
  /** The slots that have the value which ends at the branch, and how many samples had it there. */
  readonly slots: Uint16Array;
  readonly counts: Uint16Array;
}

/** A value of a slot, as the hashes of its words. */
export interface Value {
  readonly slot: number;
  readonly hashes: readonly number[];
}

/** Longer values are not kept. */
const mostLong = 12;

/** Grows the tree. */
export function treeOf(values: readonly Value[]): Values {
  const branches = numbering();
  const ends: Map<number, number>[] = [];
  for (const { slot, hashes } of values) {
    if (hashes.length === 0 || hashes.length > mostLong) continue;
    let [path, branch] = [seed, -1];
    for (const hash of hashes) {
      path = mix(path, hash);
      branch = branches.number(path);
    }
    const end = (ends[branch] ??= new Map<number, number>());
    end.set(slot, (end.get(slot) ?? 0) + 1);
  }
  const starts = new Int32Array(branches.count() + 1);
  const slots: number[] = [];
  const counts: number[] = [];
  for (let i = 0; i < branches.count(); i++) {
    for (const [slot, count] of ends[i] ?? []) {
      slots.push(slot);
      counts.push(Math.min(count, 65_535));
    }
    starts[i + 1] = slots.length;
  }
  return {
    table: tableOf(branches.hashes()),
    starts,
    slots: Uint16Array.from(slots),
    counts: Uint16Array.from(counts),
  };
}

/** Finds values in a sentence; `except` says how many samples do not count for a slot from one word to before another. */
export function valuesIn(
  { table, starts, slots, counts }: Values,
  hashes: Int32Array,
  except?: (slot: number, from: number, to: number) => number,
): readonly Find[] {
  const finds: Find[] = [];
  for (let from = 0; from < hashes.length; from++) {
    let path = seed;
    for (let to = from; to < hashes.length && to < from + mostLong; to++) {
      path = mix(path, hashes[to]!);
      const branch = numberOf(table, path);
      if (branch < 0) break;
      for (let j = starts[branch]!; j < starts[branch + 1]!; j++) {
        const number = slots[j]!;
        if (counts[j]! > (except?.(number, from, to + 1) ?? 0)) keep(finds, { number, from, to: to + 1 });
      }
    }
  }
  return finds;
}

/** Keeps a find, and of those of one slot that begin together or lie within each other, the longest. */
function keep(finds: Find[], find: Find): void {
  for (let i = finds.length - 1; i >= 0 && finds[i]!.from > find.from - mostLong; i--) {
    const other = finds[i]!;
    if (other.number !== find.number) continue;
    if (other.from === find.from) {
      finds[i] = find;
      return;
    }
    if (other.to >= find.to) return;
  }
  finds.push(find);
}
