import type { Model, ModelSlot } from "../model.ts";
import type { Expectation } from "../recognizer.ts";
import type { Interpretation } from "../turn.ts";
import { fits, valueOf, type Heard, type Surroundings } from "./heard.ts";

/**
 * A text as an answer to the open question: likely where its words suit the slot that is asked for, less so where they suit one other
 * slot of the intent alone ("no, soy milk") or where only some of them do, and otherwise a poor one that is asked for again.
 */
export function answerTo(
  { intent, awaits }: Expectation,
  heard: Heard,
  model: Model,
  surroundings: Surroundings,
): Interpretation | undefined {
  const text = heard.text.trim();
  if (text === "") return undefined;
  const slots = model.intents.find(({ name }) => name === intent)?.slots ?? [];
  const awaited = slots.find(({ name }) => awaits !== "confirmation" && name === awaits.slot);
  const suits = (words: string, { type }: ModelSlot) => fits(valueOf(words, type, surroundings), type);
  const filled = (slot: ModelSlot, words: string, confidence: number): Interpretation => ({
    intent,
    slots: [{ name: slot.name, values: [valueOf(words, slot.type, surroundings)] }],
    confidence,
  });

  if (awaited && suits(text, awaited)) return filled(awaited, text, 0.95);
  const blunt = withoutLead(text);
  if (awaited && suits(blunt, awaited)) return filled(awaited, blunt, 0.9);
  const [only, another] = slots.filter((slot) => slot.type.kind !== "text" && suits(blunt, slot));
  if (only && !another) return filled(only, blunt, 0.8);
  const part = awaited && partOf(awaited, heard);
  if (awaited && part) return filled(awaited, part.text, part.share > 0.4 ? 0.7 : 0.45);
  return awaited && filled(awaited, text, 0.3);
}

const lead =
  /^(?:(?:no|nope|actually|sorry|um|uh|well|ok|okay|oh|just|nein|ähm|also|i'?d like|i would like|i want|i'?ll (?:take|have)|i will (?:take|have)|make (?:it|that)|make|let'?s say|let'?s make it|i mean|i meant|give me|ich (?:will|möchte|hätte gern|nehme)|lieber|sagen wir|mach)\b[\s,]*)+/iu;

/** What was said after all that people say before they come to the point. */
const withoutLead = (text: string) =>
  text.replace(lead, "").replace(/[\s,]*\b(?:please|bitte|thanks|danke|then|instead)[.!\s]*$/iu, "");

/** The one value of the slot's type in the text, and the share of the words it is. */
function partOf(
  { type }: ModelSlot,
  heard: Heard,
): { readonly text: string; readonly share: number } | undefined {
  if (type.kind === "text") return undefined;
  const ranges = heard.ranges(type);
  const [only, another] = ranges;
  if (!only || another) return undefined;
  const { from, to } = only;
  const text = heard.text.slice(heard.words[from]?.start, heard.words[to - 1]?.end);
  return { text, share: (to - from) / heard.words.length };
}
