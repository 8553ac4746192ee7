import type { Span, Tagged } from "./tagged.ts";

/** Gives another value for a slot, or nothing, and the slot keeps the one it has. */
export type Stock = (slot: string) => string | undefined;

/** So often a slot of a copy gets another value, and so often that is one of a list, where there is one. */
const swaps = 0.6;
const listed = 0.7;

/** Values to put into copies: those that samples have in the same slot, and those of its list. */
export function stockOf(
  samples: readonly Tagged[],
  lists: ReadonlyMap<string, readonly string[]> | undefined,
  random: () => number,
): Stock {
  const met = new Map<string, string[]>();
  for (const { text, spans } of samples) {
    for (const { slot, start, end } of spans) {
      const values = met.get(slot);
      if (values) values.push(text.slice(start, end));
      else met.set(slot, [text.slice(start, end)]);
    }
  }
  return (slot) => {
    if (random() >= swaps) return undefined;
    const list = lists?.get(slot);
    const values = list && random() < listed ? list : (met.get(slot) ?? []);
    return values[Math.floor(random() * values.length)];
  };
}

/** The same text with other values in some of its slots, which are in order and do not overlap. */
export function swapped({ text, spans, weight }: Tagged, stock: Stock): Tagged {
  let [made, end] = ["", 0];
  const placed: Span[] = [];
  for (const { slot, start, end: next } of spans) {
    const value = stock(slot) ?? text.slice(start, next);
    made += text.slice(end, start);
    placed.push({ slot, start: made.length, end: made.length + value.length });
    made += value;
    end = next;
  }
  const copy = { text: made + text.slice(end), spans: placed };
  return weight === undefined ? copy : { ...copy, weight };
}
