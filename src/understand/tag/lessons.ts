import { stockOf, swapped } from "./augment.ts";
import { chance } from "../learn/chance.ts";
import { featuresOf, newDesk, scaleOf } from "./features.ts";
import { numbering, type Numbering } from "./hash.ts";
import type { Lesson } from "./learn.ts";
import { notesOfSample, type Lore } from "./lore.ts";
import { markWords, type Marked } from "./marks.ts";
import { findsOf } from "./sentence.ts";
import type { Hint, Tagged } from "./tagged.ts";

// What is read at an index here was laid out for that many words or features; `!` says so to the compiler.

/** What lessons are made of. */
export interface Material {
  /** In order, as are their spans, which do not overlap. */
  readonly samples: readonly Tagged[];
  readonly marked: readonly Marked[];
  readonly slots: ReadonlyMap<string, number>;
  /** The names of hints, sorted. */
  readonly hints: readonly string[];
  readonly lore: Lore;
  readonly lists?: ReadonlyMap<string, readonly string[]> | undefined;
  readonly find?: ((text: string) => readonly Hint[]) | undefined;
}

/** What is to be learned. */
export interface Lessons {
  readonly lessons: readonly Lesson[];
  /** The hash of each feature by its number, and how much it counts. */
  readonly hashes: Int32Array;
  readonly scales: Float32Array;
}

/** So many times a sample is learned from, each time with other values: few samples need more. */
const copiesFor = (samples: number) => (samples <= 400 ? 5 : samples <= 1_500 ? 3 : samples <= 5_000 ? 2 : 1);

/** A feature that fewer samples have is left out; where there are many samples it hardly helps. */
const leastFor = (samples: number) => (samples <= 300 ? 1 : samples <= 5_000 ? 2 : 4);

/** So often a word of a slot is hidden in a copy, so that what is around it has to decide. */
const hides = 0.3;

/** Makes lessons of samples and of copies of them. The features of these hashes are kept whether samples have them or not. */
export function lessonsOf(material: Material, always: readonly number[]): Lessons {
  const { samples, lore, hints, find } = material;
  const random = chance(1);
  const stock = stockOf(samples, material.lists, random);
  const copies = copiesFor(samples.length);
  const numbers = numbering();
  const met: number[] = [];
  const last: number[] = [];
  const lessons: Lesson[] = [];
  for (const [row, sample] of samples.entries()) {
    for (let copy = 0; copy < copies; copy++) {
      const made = copy === 0 ? sample : swapped(sample, stock);
      const marked = copy === 0 ? material.marked[row]! : markWords(made, material.slots);
      const found = findsOf(hints, marked.sentence, find?.(made.text) ?? made.hints ?? []);
      const lesson = lessonOf(marked, notesOfSample(lore, marked, found), copy, random, numbers);
      for (const feature of lesson.features) {
        if (last[feature] !== row) met[feature] = (met[feature] ?? 0) + 1;
        last[feature] = row;
      }
      lessons.push({ ...lesson, weight: sample.weight ?? 1 });
    }
  }
  for (const hash of always) met[numbers.number(hash)] = Infinity;
  return thin(lessons, numbers.hashes(), met, leastFor(samples.length));
}

const desk = newDesk();

/** Every other copy is learned without its capitals, since not everybody writes them. */
function lessonOf(
  { sentence, labels }: Marked,
  notes: ReturnType<typeof notesOfSample>,
  copy: number,
  random: () => number,
  numbers: Numbering,
): Omit<Lesson, "weight"> {
  const hashes = sentence.hashes.slice();
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] === 0 || copy === 0 || random() >= hides) continue;
    hashes[i] = 0;
    notes.known[i] = 0;
  }
  const cased = notes.cased && copy % 2 === 0;
  const found = featuresOf({ ...sentence, hashes }, { ...notes, cased }, desk);
  const starts = found.starts.slice(0, labels.length + 1);
  const features = found.hashes.slice(0, starts[labels.length]!);
  for (let j = 0; j < features.length; j++) features[j] = numbers.number(features[j]!);
  return { features, starts, labels };
}

/** Leaves out the features that too few samples have. */
function thin(
  lessons: readonly Lesson[],
  hashes: Int32Array,
  met: readonly number[],
  least: number,
): Lessons {
  const places = new Int32Array(hashes.length).fill(-1);
  const kept: number[] = [];
  for (let f = 0; f < hashes.length; f++) if (met[f]! >= least) places[f] = kept.push(hashes[f]!) - 1;
  const thinned = least === 1 ? lessons : lessons.map((lesson) => thinned1(lesson, places));
  return { lessons: thinned, hashes: Int32Array.from(kept), scales: Float32Array.from(kept, scaleOf) };
}

function thinned1({ features, starts, labels, weight }: Lesson, places: Int32Array): Lesson {
  const kept = new Int32Array(features.length);
  const begins = new Int32Array(starts.length);
  let at = 0;
  for (let i = 0; i < labels.length; i++) {
    for (let j = starts[i]!; j < starts[i + 1]!; j++) {
      const place = places[features[j]!]!;
      if (place >= 0) kept[at++] = place;
    }
    begins[i + 1] = at;
  }
  return { features: kept.slice(0, at), starts: begins, labels, weight };
}
