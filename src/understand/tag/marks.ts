import { readSentence, wordsIn, type Sentence } from "./sentence.ts";
import type { Tagged } from "./tagged.ts";
import type { Value } from "./values.ts";

/** A value where it stands: from one word to before another. */
export interface Placed extends Value {
  readonly from: number;
  readonly to: number;
}

/** A sample word by word. */
export interface Marked {
  readonly sentence: Sentence;
  /** 0 outside of slots; of S slots, 1 to S for the first word of one and S + 1 to 2S for later ones. */
  readonly labels: Uint16Array;
  readonly values: readonly Placed[];
}

/** Marks the words of a sample. Of slots that share words the first counts, and one without words is none. */
export function markWords({ text, spans }: Tagged, slots: ReadonlyMap<string, number>): Marked {
  const sentence = readSentence(text);
  const labels = new Uint16Array(sentence.words.length);
  const values: Placed[] = [];
  let free = 0;
  for (const { slot, start, end } of spans) {
    const [from, to] = wordsIn(sentence.words, start, end);
    const number = slots.get(slot);
    if (number === undefined || from >= to || from < free) continue;
    labels.fill(1 + slots.size + number, from, to);
    labels[from] = 1 + number;
    values.push({ slot: number, from, to, hashes: [...sentence.hashes.subarray(from, to)] });
    free = to;
  }
  return { sentence, labels, values };
}
