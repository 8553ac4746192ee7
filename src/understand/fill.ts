import { takesAnything, type ModelIntent, type ModelSlot } from "../model.ts";
import type { RawSlot, RawValue } from "../turn.ts";
import { rangesOf, type Heard, type Range } from "./heard.ts";
import type { Learner } from "./learned.ts";
import { written } from "./templates.ts";

/** Words of a text that were taken for a slot; `to` is exclusive. */
export interface Filled extends Range {
  readonly slot: ModelSlot;
  readonly value: RawValue;
}

/** The least a tagger has to be sure of words whose meaning it cannot tell. */
const sure = 0.5;

/**
 * The slots of an intent in a text that fits none of its utterances: where they were learned to stand, and what is
 * clearly a value of a slot that is still empty.
 */
export function fill(intent: ModelIntent, heard: Heard, learner: Learner): readonly Filled[] {
  const filled: Filled[] = [];
  const isFree = (from: number, to: number) => filled.every((it) => to <= it.from || from >= it.to);
  const isEmpty = (slot: ModelSlot) => slot.many || filled.every((it) => it.slot !== slot);
  const take = (slot: ModelSlot, { from, to }: Range, anyWords: boolean) => {
    if (from >= to || !isFree(from, to) || !isEmpty(slot)) return;
    const value = { text: written(from, to, heard), matches: heard.meaning(from, to, slot.type) };
    if (anyWords || value.matches.length > 0) filled.push({ slot, from, to, value });
  };

  const tagged = learner.tag(intent, heard);
  const stretches = rangesOf(heard.words, tagged);
  for (const [i, { slot: name, confidence }] of tagged.entries()) {
    const slot = intent.slots.find((it) => it.name === name);
    const range = stretches[i];
    if (!slot || !range) continue;
    const inner = heard.ranges(slot.type).find(({ from, to }) => from < range.to && to > range.from);
    // What the finders of values know of the words is better than where they were learned to stand.
    const open = takesAnything(slot.type) || slot.type.kind === "list";
    take(slot, inner ?? range, !inner && open && confidence >= sure);
  }
  for (const slot of [...intent.slots].sort((a, b) => rank(a) - rank(b))) {
    for (const range of heard.ranges(slot.type)) take(slot, range, false);
  }
  return filled.sort((a, b) => a.from - b.from);
}

/** The names of things may have numbers in them, and so come first. */
const rank = ({ type }: ModelSlot) => (type.kind === "list" ? 0 : 1);

/** What was filled, slot by slot. */
export function slotsOf(filled: readonly Filled[]): readonly RawSlot[] {
  const values = new Map<string, RawValue[]>();
  for (const { slot, value } of filled) values.set(slot.name, [...(values.get(slot.name) ?? []), value]);
  return [...values].map(([name, all]) => ({ name, values: all }));
}
