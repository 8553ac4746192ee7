import type { ModelIntent, ModelSlot, SlotType } from "../model.ts";
import { parseUtterance } from "../utterance.ts";
import { valuesAmong } from "./among.ts";
import { fits, type Heard } from "./heard.ts";
import { wordsOf, type Word } from "./words.ts";
import type { RawSlot, RawValue } from "../turn.ts";

/** Utterances laid over each other: from a node, words and slots lead on; where one ends, its intent is said. */
interface Node {
  readonly words: Map<string, Node>;
  readonly slots: { readonly slot: ModelSlot; readonly next: Node }[];
  readonly intents: string[];
}

/** The words taken for one slot, and what was taken before it. */
interface Taken {
  readonly slot: ModelSlot;
  readonly from: number;
  readonly to: number;
  readonly before: Taken | undefined;
}

/** How far one reading of the text has come: at a node, perhaps within a slot, with so many points. */
interface Reading {
  readonly node: Node;
  readonly inside: { readonly slot: ModelSlot; readonly from: number } | undefined;
  readonly taken: Taken | undefined;
  readonly points: number;
}

/** An intent whose utterance fits a text as a whole. */
export interface Fit {
  readonly intent: string;
  readonly slots: readonly RawSlot[];
  /** Every word was a word of the utterance. */
  readonly exact: boolean;
  /** Every slot took words of its type. */
  readonly typed: boolean;
  /** Every slot took words of its type, or words with one such value among them. */
  readonly named: boolean;
}

/** Matches texts with utterances, in time linear in the text. */
export type Templates = (heard: Heard) => readonly Fit[];

/** Lays out the utterances of these intents in one language. */
export function templates(
  intents: readonly { readonly intent: ModelIntent; readonly utterances: readonly string[] }[],
): Templates {
  const root = node();
  for (const { intent, utterances } of intents) {
    for (const utterance of utterances) {
      const end = grow(root, intent, utterance);
      if (!end.intents.includes(intent.name)) end.intents.push(intent.name);
    }
  }

  return (heard) => {
    let readings: readonly Reading[] = [{ node: root, inside: undefined, taken: undefined, points: 0 }];
    for (const [i, word] of heard.words.entries()) {
      readings = bestOfEach(readings.flatMap((reading) => step(reading, word, i, heard)));
    }
    return readings
      .map((reading) => leave(reading, heard.words.length, heard))
      .flatMap(({ node: { intents: named }, ...end }) => named.map((intent) => ({ ...end, intent })))
      .sort((a, b) => b.points - a.points || (a.intent < b.intent ? -1 : 1))
      .map(({ intent, taken }) => fitOf(intent, taken, heard));
  };
}

const node = (): Node => ({ words: new Map(), slots: [], intents: [] });

function grow(root: Node, intent: ModelIntent, utterance: string): Node {
  let at = root;
  for (const part of parseUtterance(utterance)) {
    if ("slot" in part) {
      const slot = intent.slots.find(({ name }) => name === part.slot);
      if (!slot) return node();
      const edge = at.slots.find((it) => it.slot === slot) ?? { slot, next: node() };
      if (!at.slots.includes(edge)) at.slots.push(edge);
      at = edge.next;
      continue;
    }
    for (const { plain } of wordsOf(part.words)) {
      const next = at.words.get(plain) ?? node();
      at.words.set(plain, next);
      at = next;
    }
  }
  return at;
}

/** What one more word makes of a reading: a word of an utterance, the first of a slot, or one more of the same slot. */
function step(reading: Reading, word: Word, i: number, heard: Heard): readonly Reading[] {
  const { inside } = reading;
  const left = leave(reading, i, heard);
  const next = left.node.words.get(word.plain);
  return [
    ...(next ? [{ ...left, node: next, points: left.points + wordPoints }] : []),
    ...left.node.slots
      .filter(({ slot }) => takes(slot, i, heard))
      .map(({ slot, next: after }) => ({ ...left, node: after, inside: { slot, from: i } })),
    ...(inside && takes(inside.slot, i, heard) ? [reading] : []),
  ];
}

/** The reading with its slot closed before word `to`; words that fit the slot's type count almost as the utterance's own. */
function leave(reading: Reading, to: number, heard: Heard): Reading {
  const { node, inside, taken, points } = reading;
  if (!inside) return reading;
  const { slot, from } = inside;
  // An article may stand before a value.
  const ending = heard.rangeUpTo(to, slot.type);
  const value = ending && (ending.from === from || ending.from === from + 1) ? ending : undefined;
  return {
    node,
    inside: undefined,
    taken: { slot, from, to, before: taken },
    points: points + (value ? wordPoints * (value.to - value.from) - 1 : 0),
  };
}

const wordPoints = 4;

/** Numbers are bounded by their words; for every other slot any word may belong to a value never heard before. */
const takes = ({ type }: ModelSlot, i: number, heard: Heard) =>
  type.kind !== "number" || heard.isWithin(i, type);

/** Of readings that stand at the same place only the best can win; this keeps the work linear. */
function bestOfEach(readings: readonly Reading[]): readonly Reading[] {
  const outside = new Map<Node, Reading>();
  const inside = new Map<Node, Reading>();
  for (const reading of readings) {
    const best = reading.inside ? inside : outside;
    const rival = best.get(reading.node);
    if (!rival || reading.points > rival.points) best.set(reading.node, reading);
  }
  return [...outside.values(), ...inside.values()];
}

function fitOf(intent: string, taken: Taken | undefined, heard: Heard): Fit {
  const slots: RawSlot[] = [];
  let typed = true;
  let named = true;
  for (let it = taken; it; it = it.before) {
    const { slot, from, to } = it;
    const several = slot.many ? valuesAmong(from, to, slot.type, heard) : undefined;
    if (several?.all) {
      slots.unshift({ name: slot.name, values: several.values });
      continue;
    }
    const matches = heard.meaning(from, to, slot.type);
    const own = fits({ matches }, slot.type);
    typed &&= own;
    const inner = own ? undefined : valueWithin(slot.type, from, to, heard);
    named &&= own || inner !== undefined;
    slots.unshift({ name: slot.name, values: [inner ?? { text: written(from, to, heard), matches }] });
  }
  return { intent, slots, exact: taken === undefined, typed, named };
}

/** The one value among words that are none as a whole: the milk of "cartons of milk". */
function valueWithin(type: SlotType, from: number, to: number, heard: Heard): RawValue | undefined {
  const [only, another] = heard.ranges(type).filter((it) => it.from >= from && it.to <= to);
  if (!only || another) return undefined;
  return { text: written(only.from, only.to, heard), matches: heard.meaning(only.from, only.to, type) };
}

/**
 * Some of the words as they were written, case and punctuation kept: from where the word before has ended with its
 * punctuation, and at the end of the text up to the very end.
 */
export function written(from: number, to: number, { text, words }: Pick<Heard, "text" | "words">): string {
  const before = words[from - 1]?.end ?? 0;
  const gap = text.slice(before, words[from]?.start ?? 0);
  const start = from === 0 ? 0 : before + (afterWord.exec(gap)?.[0] ?? gap).length;
  const end = to >= words.length ? text.length : (words[to - 1]?.end ?? text.length);
  return unquoted(text.slice(start, end).trim());
}

/** What belongs to the word before: all up to the first space, and a colon or dash that stands alone after it. */
const afterWord = /^\S*\s+(?:[-–—:;,.]+\s+)*/u;

/** Free text is often put in quotation marks that nobody means to send. */
function unquoted(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && quotes.includes(text.charAt(start))) start++;
  while (end > start && quotes.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end).trim();
}

const quotes = "\"'“”‘’„‚«»‹›";
