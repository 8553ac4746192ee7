import type { ModelIntent, ModelSlot } from "../model.ts";
import type { RawSlot, RawValue } from "../turn.ts";
import { fits, type Heard } from "./heard.ts";
import type { Learner } from "./learned.ts";
import { written } from "./templates.ts";

/** Words of a text that were taken for a slot; `to` is exclusive. */
export interface Filled {
  readonly slot: ModelSlot;
  readonly from: number;
  readonly to: number;
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
  const take = (slot: ModelSlot, from: number, to: number, least = 1) => {
    if (from >= to || !isFree(from, to) || !isEmpty(slot)) return;
    const value = valueAt(slot, from, to, heard);
    if (fits(value, slot.type) || least <= sure) filled.push({ slot, from, to, value });
  };

  for (const { slot: name, start, end, confidence } of learner.tag(intent, heard)) {
    const slot = intent.slots.find((it) => it.name === name);
    const [from, to] = wordsBetween(heard, start, end);
    if (slot) take(slot, from, to, confidence >= sure && !namesSomething(slot, from, to, heard) ? sure : 1);
  }
  for (const slot of intent.slots) {
    if (slot.type.kind === "list") for (const { from, to } of heard.mentions(slot.type)) take(slot, from, to);
  }
  for (const slot of intent.slots) {
    if (slot.type.kind === "list" || slot.type.kind === "text") continue;
    for (const { start, end } of heard.found(slot.type.kind)) take(slot, ...wordsBetween(heard, start, end));
  }
  return filled.sort((a, b) => a.from - b.from);
}

/** Whether words overlap with an entry of the slot's list, which then is what was meant. */
function namesSomething({ type }: ModelSlot, from: number, to: number, heard: Heard): boolean {
  return type.kind === "list" && heard.mentions(type).some((it) => it.from < to && it.to > from);
}

const valueAt = ({ type }: ModelSlot, from: number, to: number, heard: Heard): RawValue => ({
  text: written(from, to, heard),
  matches: heard.meaning(from, to, type),
});

/** What was filled, slot by slot. */
export function slotsOf(filled: readonly Filled[]): readonly RawSlot[] {
  const values = new Map<string, RawValue[]>();
  for (const { slot, value } of filled) values.set(slot.name, [...(values.get(slot.name) ?? []), value]);
  return [...values].map(([name, all]) => ({ name, values: all }));
}

/** The words that lie within a stretch of the text. */
export function wordsBetween(
  { words }: Heard,
  start: number,
  end: number,
): readonly [from: number, to: number] {
  let from = words.findIndex((word) => word.end > start);
  if (from < 0) from = words.length;
  let to = from;
  while (to < words.length && (words[to]?.start ?? end) < end) to++;
  return [from, to];
}
