import { wordsOf, type Word } from "../words.ts";
import { hashOf } from "./hash.ts";
import { kindOf } from "./kinds.ts";
import type { Hint } from "./tagged.ts";

/** So many words of a text are looked at, and so many UTF-16 units; slots are not said later than that. */
export const mostWords = 200;
const mostUnits = 4_000;

/** A stretch of words that something was found in, from the word `from` to before the word `to`. */
export interface Find {
  /** The number of the slot or hint. */
  readonly number: number;
  readonly from: number;
  readonly to: number;
}

/** A text as the tagger looks at it. */
export interface Sentence {
  readonly words: readonly Word[];
  readonly hashes: Int32Array;
  readonly kinds: Uint8Array;
  readonly shapes: Uint8Array;
  /** What stands between each word and the one before it: 0 a space, 1 nothing, then by sign. */
  readonly gaps: Uint8Array;
  /** Whether capitals mean anything: there are some, and small letters too. */
  readonly cased: boolean;
}

/** Reads a text; of one that is very long, its beginning. */
export function readSentence(text: string): Sentence {
  const words = firstWords(text);
  const count = words.length;
  const hashes = new Int32Array(count);
  const kinds = new Uint8Array(count);
  const shapes = new Uint8Array(count);
  const gaps = new Uint8Array(count);
  let end = 0;
  let seen = 0;
  for (let i = 0; i < count; i++) {
    const { plain, start, end: next } = words[i]!;
    hashes[i] = hashOf(plain);
    kinds[i] = kindOf(plain);
    shapes[i] = shapeOf(text, start, next);
    gaps[i] = gapOf(text, end, start);
    seen |= shapes[i]!;
    end = next;
  }
  return { words, hashes, kinds, shapes, gaps, cased: (seen & capital) !== 0 && (seen & small) !== 0 };
}

function firstWords(text: string): readonly Word[] {
  if (text.length <= mostUnits) {
    const words = wordsOf(text);
    return words.length > mostWords ? words.slice(0, mostWords) : words;
  }
  // The last one may have been cut in two.
  return wordsOf(text.slice(0, mostUnits)).slice(0, -1).slice(0, mostWords);
}

/** The bits of a word's shape. */
export const capital = 1;
export const small = 2;
export const digit = 4;
export const mark = 8;
export const inner = 16;

function shapeOf(text: string, start: number, end: number): number {
  let shape = 0;
  for (let i = start; i < end && i < start + 24; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 97 && unit <= 122) shape |= small;
    else if (unit >= 65 && unit <= 90) shape |= i === start ? capital : capital | inner;
    else if (unit >= 48 && unit <= 57) shape |= digit;
    else if (unit < 128) shape |= mark;
    else shape |= shapeOfLetter(text[i]!, i === start);
  }
  return shape;
}

function shapeOfLetter(letter: string, first: boolean): number {
  if (letter.toLowerCase() !== letter) return first ? capital : capital | inner;
  return letter.toUpperCase() !== letter ? small : 0;
}

/** 0 for spaces alone, 1 for nothing at all, otherwise the first sign that is no space. */
function gapOf(text: string, from: number, to: number): number {
  if (from >= to) return 1;
  for (let i = from; i < to && i < from + 8; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 32 && unit !== 160) return unit < 128 ? unit : 128;
  }
  return 0;
}

/** The first word a stretch of the text touches, and the one after the last. None where these are equal. */
export function wordsIn(
  words: readonly Word[],
  start: number,
  end: number,
): readonly [from: number, to: number] {
  let from = firstAfter(words, start);
  let to = from;
  while (to < words.length && words[to]!.start < end) to++;
  if (to < from) from = to;
  return [from, to];
}

/** The first word that ends after this place. */
function firstAfter(words: readonly Word[], place: number): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle]!.end > place) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** So many hints are told of a word at most. */
const mostHints = 8;

/** Where the words of hints stand, by the numbers of their names, in order; a hint of another name is left out. */
export function findsOf(
  names: readonly string[],
  { words }: Sentence,
  hints: readonly Hint[],
): readonly Find[] {
  const finds: Find[] = [];
  for (const { name, start, end } of hints.slice(0, mostHints * words.length)) {
    const number = names.indexOf(name);
    const [from, to] = number < 0 ? [0, 0] : wordsIn(words, start, end);
    if (from < to) finds.push({ number, from, to });
  }
  return finds.sort((a, b) => a.from - b.from || a.to - b.to || a.number - b.number);
}
