import { takesAnything, type ModelIntent } from "../../model.ts";
import { parseUtterance } from "../../utterance.ts";
import { chance } from "./chance.ts";
import { valuesFor } from "./stock.ts";

/** An utterance with words in its slots, and where they stand, in UTF-16 units. */
export interface Expanded {
  readonly text: string;
  readonly spans: readonly { readonly slot: string; readonly start: number; readonly end: number }[];
}

/** So many ways of filling the slots of one utterance are learned from. */
const ways = 12;

/**
 * An utterance as people would say it, with one value after the other in its slots; once where it has none. `bare` leaves slots of free
 * text empty: what is said there tells nothing of the intent.
 */
export function expand(
  utterance: string,
  intent: ModelIntent,
  locale: string,
  bare = false,
): readonly Expanded[] {
  const parts = parseUtterance(utterance);
  const values = new Map(
    intent.slots.map(({ name, type }) => [name, bare && takesAnything(type) ? [] : valuesFor(type, locale)]),
  );
  const count = parts.some((part) => "slot" in part) ? ways : 1;
  const random = chance(parts.length);
  const offsets = parts.map(() => Math.floor(random() * 1_000));
  return Array.from({ length: count }, (_, way) => {
    let text = "";
    const spans: Expanded["spans"][number][] = [];
    for (const [i, part] of parts.entries()) {
      if (text !== "" && !("words" in part && /^['’]/.test(part.words))) text += " ";
      if ("words" in part) {
        text += part.words;
        continue;
      }
      const known = values.get(part.slot) ?? [];
      const value = known[(way + (offsets[i] ?? 0)) % Math.max(1, known.length)] ?? "";
      if (value !== "") spans.push({ slot: part.slot, start: text.length, end: text.length + value.length });
      text += value;
    }
    return { text: text.trimEnd(), spans };
  });
}
