import { asString, isObject, itemsOf, look } from "palaver";
import { Complaint } from "../complaint.ts";
import type { Span } from "./figures.ts";

/** A sentence with what it means: an intent, or nothing; and its slots where they are marked. */
export interface Example {
  readonly text: string;
  readonly intent: string | null;
  readonly slots: readonly Span[] | undefined;
}

/**
 * The sentences of a file with one JSON object a line: `{ "text", "intent" | null, "slots"?: [{ "name", "start", "end" }] }`,
 * offsets in UTF-16 units, `end` exclusive. Throws {@link Complaint} for the first line that is none, naming it.
 */
export function examplesIn(text: string, file: string): readonly Example[] {
  const examples = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .flatMap((line, i) => (line.trim() === "" ? [] : exampleOf(line, `${file}, line ${i + 1}`)));
  if (examples.length === 0) throw new Complaint(`${file} has no sentences; write one JSON object a line.`);
  return examples;
}

function exampleOf(line: string, where: string): Example {
  const row = parse(line, where);
  const text = asString(look(row, "text"));
  const intent = look(row, "intent");
  if (text === undefined) throw new Complaint(`${where}: there is no "text".`);
  if (intent !== null && (typeof intent !== "string" || intent === "")) {
    throw new Complaint(`${where}: "intent" is neither a name nor null.`);
  }
  const slots = look(row, "slots");
  return {
    text,
    intent,
    slots: slots === undefined ? undefined : itemsOf(slots).map((it) => spanOf(it, text, where)),
  };
}

function parse(line: string, where: string): unknown {
  try {
    const row: unknown = JSON.parse(line);
    if (isObject(row)) return row;
  } catch {
    // What it is instead does not matter.
  }
  throw new Complaint(`${where}: this is no JSON object.`);
}

function spanOf(span: unknown, text: string, where: string): Span {
  const [slot, start, end] = [asString(look(span, "name")), look(span, "start"), look(span, "end")];
  const fits =
    typeof start === "number" && typeof end === "number" && Number.isInteger(start) && Number.isInteger(end);
  if (slot === undefined || !fits || start < 0 || end <= start || end > text.length) {
    throw new Complaint(`${where}: a slot needs "name", "start" and "end" within the text.`);
  }
  return { slot, start, end };
}

/** So many examples of each intent, chosen by chance: the same ones for the same seed, whatever their order. */
export function fewOf(examples: readonly Example[], shots: number, seed: number): readonly Example[] {
  const order = shuffled(
    [...examples].sort((a, b) => compare(a.intent ?? "", b.intent ?? "") || compare(a.text, b.text)),
    seed,
  );
  const taken = new Map<string, number>();
  return order.filter(({ intent }) => {
    const count = taken.get(intent ?? "") ?? 0;
    taken.set(intent ?? "", count + 1);
    return count < shots;
  });
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** In an order of chance that is the same for the same seed (Fisher and Yates, by mulberry32). */
export function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  let state = seed >>> 0;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
