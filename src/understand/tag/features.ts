import { mix, seed, withUnit } from "./hash.ts";
import { capital, digit, mark, type Find, type Sentence } from "./sentence.ts";

// What is read at an index here was laid out for that many words; `!` says so to the compiler.

/** What is known of the words of a sentence beyond themselves; in training, from other samples alone. */
export interface Notes {
  /** By word: 0 where it was never met, 1 where it was, 2 where that was outside of slots for the most part. */
  readonly known: Uint8Array;
  /** Where values stand that samples had in a slot. */
  readonly seen: readonly Find[];
  /** Where something else has found something. */
  readonly hints: readonly Find[];
  /** Whether capitals are to be looked at. */
  readonly cased: boolean;
}

/** The features of the words of a sentence: hashes, and where those of each word begin; one more than there are words. */
export interface Features {
  hashes: Int32Array;
  starts: Int32Array;
}

/**
 * How much a feature counts, by the highest two bits of its hash: what is around a word, anything, the word itself, how it
 * is written. Few samples generalise best so.
 */
export const scales: readonly number[] = [0.5, 1, 2, 3];
const [around, plainly, itself, written] = [0, 1, 2, 3];

/** How much a feature counts. */
export const scaleOf = (hash: number): number => scales[hash >>> 30]!;

const feature = (scale: number, template: number, value: number): number =>
  (mix(template, value) >>> 2) | (scale << 30);

const mostFeatures = 72;
/** No more finds than that are told of one word. */
const mostFinds = 24;

/** What stands where a word is unknown, and where there is none. */
const unknown = 0x5bd1e995;
const edge = 0x1b873593;

/** A place to write features to. It can be used again and grows with the longest sentence. */
export const newDesk = (): Features => ({ hashes: new Int32Array(0), starts: new Int32Array(0) });

/** Writes the features of a sentence onto the desk, where they stay until the next. A hash of 0 hides a word. */
export function featuresOf(sentence: Sentence, notes: Notes, desk: Features): Features {
  const count = sentence.words.length;
  if (desk.starts.length <= count) {
    desk.starts = new Int32Array(count + 17);
    desk.hashes = new Int32Array((count + 17) * mostFeatures);
  }
  const { hashes, starts } = desk;
  const keys = keysOf(sentence, notes);
  const anchors = anchorsOf(sentence, notes);
  const finds = findsByWord(count, notes);
  let at = 0;
  for (let i = 0; i < count; i++) {
    starts[i] = at;
    at = ofLetters(sentence, i, hashes, at);
    at = ofWriting(sentence, notes, i, hashes, at);
    at = ofNeighbours(sentence, keys, i, hashes, at);
    at = ofAnchors(anchors, sentence.hashes, i, hashes, at);
    for (const hash of finds[i] ?? []) hashes[at++] = hash;
  }
  starts[count] = at;
  return desk;
}

/** The word, its first and last letters, its kind. */
function ofLetters({ words, hashes, kinds }: Sentence, i: number, out: Int32Array, start: number): number {
  let at = start;
  const { plain } = words[i]!;
  const { length } = plain;
  if (hashes[i] !== 0) out[at++] = feature(itself, 1, hashes[i]!);
  let [prefix, suffix] = [seed, seed];
  for (let n = 1; n <= 4 && n <= length; n++) {
    prefix = withUnit(prefix, plain.charCodeAt(n - 1));
    suffix = withUnit(suffix, plain.charCodeAt(length - n));
    if (n > 1) out[at++] = feature(itself, 2, prefix);
    out[at++] = feature(itself, 3, suffix);
  }
  out[at++] = feature(itself, 4, kinds[i]!);
  out[at++] = feature(plainly, 5, Math.min(length, 8));
  return at;
}

/** How it is written, what separates it from its neighbours, and whether it was met before. */
function ofWriting(
  { shapes, gaps, kinds }: Sentence,
  { known, cased }: Notes,
  i: number,
  out: Int32Array,
  start: number,
): number {
  let at = start;
  const shape = shapes[i]!;
  out[at++] = feature(plainly, 10, known[i]!);
  out[at++] = feature(itself, 11, kinds[i]! * 4 + known[i]!);
  out[at++] = feature(plainly, 12, gaps[i]!);
  if (i + 1 < shapes.length) out[at++] = feature(plainly, 13, gaps[i + 1]!);
  out[at++] = feature(written, 14, shape & (digit | mark));
  if (!cased) return at;
  const first = i === 0 ? 64 : 0;
  const around = 2 * ((shapes[i - 1] ?? 0) & capital) + 4 * ((shapes[i + 1] ?? 0) & capital);
  out[at++] = feature(written, 15, shape + first);
  out[at++] = feature(written, 16, (shape & capital) + around + first);
  out[at++] = feature(written, 17, (shape & capital) + 4 * known[i]! + first);
  return at;
}

/** A word as its neighbours see it: itself where it is known, else what kind of word it is. */
function keysOf({ hashes, kinds }: Sentence, { known }: Notes): Int32Array {
  const keys = new Int32Array(hashes.length);
  for (let i = 0; i < keys.length; i++) {
    keys[i] = known[i]! > 0 ? hashes[i]! : kinds[i]! > 0 ? mix(unknown, kinds[i]!) : unknown;
  }
  return keys;
}

function ofNeighbours(
  { kinds }: Sentence,
  keys: Int32Array,
  i: number,
  out: Int32Array,
  start: number,
): number {
  let at = start;
  const own = keys[i]!;
  const before = keys[i - 1] ?? edge;
  const after = keys[i + 1] ?? edge;
  out[at++] = feature(plainly, 20, before);
  out[at++] = feature(plainly, 21, after);
  out[at++] = feature(plainly, 22, mix(before, own));
  out[at++] = feature(plainly, 23, mix(own, after));
  const before2 = keys[i - 2] ?? edge;
  const after2 = keys[i + 2] ?? edge;
  out[at++] = feature(around, 24, before2);
  out[at++] = feature(around, 25, after2);
  out[at++] = feature(around, 26, mix(before2, before));
  out[at++] = feature(around, 27, mix(after, after2));
  out[at++] = feature(around, 28, mix(before, after));
  const kindBefore = kinds[i - 1] ?? 255;
  const kindAfter = kinds[i + 1] ?? 255;
  out[at++] = feature(plainly, 29, kindBefore);
  out[at++] = feature(plainly, 30, kindAfter);
  out[at++] = feature(plainly, 31, kindBefore * 256 + kinds[i]!);
  out[at++] = feature(plainly, 32, kinds[i]! * 256 + kindAfter);
  out[at++] = feature(plainly, 33, Math.min(i, 3));
  out[at++] = feature(plainly, 34, Math.min(keys.length - i, 3));
  return at;
}

/** By word, the nearest word before and after it that belongs to the frame of a sentence; -1 and the count for none. */
interface Anchors {
  readonly left: Int32Array;
  readonly right: Int32Array;
}

function anchorsOf({ hashes }: Sentence, { known }: Notes): Anchors {
  const count = hashes.length;
  const left = new Int32Array(count);
  const right = new Int32Array(count);
  for (let i = 0, last = -1; i < count; i++) {
    left[i] = last;
    if (known[i] === 2) last = i;
  }
  for (let i = count - 1, last = count; i >= 0; i--) {
    right[i] = last;
    if (known[i] === 2) last = i;
  }
  return { left, right };
}

/** What frames the words around it, however long they are: long values are found by that. */
function ofAnchors(
  { left, right }: Anchors,
  hashes: Int32Array,
  i: number,
  out: Int32Array,
  start: number,
): number {
  let at = start;
  const before = hashes[left[i]!] ?? edge;
  const after = hashes[right[i]!] ?? edge;
  out[at++] = feature(around, 40, before);
  out[at++] = feature(around, 41, mix(before, Math.min(i - left[i]!, 4)));
  out[at++] = feature(around, 42, after);
  out[at++] = feature(around, 43, mix(after, Math.min(right[i]! - i, 4)));
  out[at++] = feature(around, 44, mix(before, after));
  return at;
}

const [valueTemplate, hintTemplate] = [50, 60];

/** The feature of a word inside a hint: whether it is its first, its last, both or neither. */
export const hintFeature = (number: number, first: boolean, last: boolean): number =>
  feature(plainly, hintTemplate + (first ? 1 : 0) + (last ? 2 : 0), number);

/** What was found, as features of the words it was found on and beside. */
function findsByWord(count: number, { seen, hints }: Notes): readonly (readonly number[] | undefined)[] {
  const byWord: number[][] = [];
  const add = (i: number, hash: number) => {
    const hashes = (byWord[i] ??= []);
    if (hashes.length < mostFinds && !hashes.includes(hash)) hashes.push(hash);
  };
  function tell({ number, from, to }: Find, template: number, scale: number): void {
    for (let i = from; i < to; i++) {
      add(i, feature(scale, template + (i === from ? 1 : 0) + (i === to - 1 ? 2 : 0), number));
      add(i, feature(scale, template + 4, number));
    }
    if (from > 0) add(from - 1, feature(scale, template + 5, number));
    if (to < count) add(to, feature(scale, template + 6, number));
  }
  for (const hint of hints) tell(hint, hintTemplate, plainly);
  for (const value of seen) tell(value, valueTemplate, itself);
  return byWord;
}
