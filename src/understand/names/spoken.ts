import type { Word } from "../words.ts";
import { bare } from "./plural.ts";

/** The words of a text as names are looked for in it. */
export interface Spoken {
  readonly plains: readonly string[];
  /** Each word's number in the vocabulary, so that what is known of it need not be looked up by its letters. */
  readonly numbers: readonly number[];
  readonly vocabulary: Vocabulary;
  readonly bares: readonly string[];
  /** From each word on, that word alone, with the next, and with the next two, written together. */
  readonly together: readonly (readonly string[])[];
}

/** The words met lately, numbered. When there are too many a new one is begun, and what is known by the old numbers is void. */
export type Vocabulary = ReadonlyMap<string, number>;

/** How many words a vocabulary has room for. */
export const roomForWords = 8_192;
let vocabulary = new Map<string, number>();

function numberOf(word: string): number {
  const known = vocabulary.get(word);
  if (known !== undefined) return known;
  const number = vocabulary.size;
  vocabulary.set(word, number);
  return number;
}

/** Makes the words of a text ready to be looked through for the names of many lists. */
export function spoken(words: readonly Word[]): Spoken {
  const plains = words.map(({ plain }) => plain);
  const bares = plains.map(bareOf);
  if (vocabulary.size + plains.length > roomForWords) vocabulary = new Map();
  const numbers = plains.map(numberOf);
  const together = bares.map((one, i) => {
    const [two = "", three = ""] = [bares[i + 1], bares[i + 2]];
    return [one, one + two, one + two + three].slice(0, bares.length - i);
  });
  return { plains, bares, together, numbers, vocabulary };
}

const bares = new Map<string, string>();

/** The bare form of a word; those of words met before are remembered. */
export function bareOf(word: string): string {
  const known = bares.get(word);
  if (known !== undefined) return known;
  // Words come from outside; there is no end to them.
  if (bares.size >= 8_000) bares.clear();
  const made = bare(word);
  bares.set(word, made);
  return made;
}

/** Words as a name is looked up by them. */
export const formOf = (words: readonly string[]) => words.map(bareOf).join("");
