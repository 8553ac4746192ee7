import { exponentials, fit, makeRoom, newLattice, sum, type Steps } from "./tag/chain.ts";
import { stretches } from "./tag/decode.ts";
import { featuresOf, newDesk } from "./tag/features.ts";
import { numberOf, tableOf, type HashTable } from "./tag/hash.ts";
import { learn } from "./tag/learn.ts";
import { lessonsOf } from "./tag/lessons.ts";
import { loreOf, notesOf, type Lore } from "./tag/lore.ts";
import { markWords } from "./tag/marks.ts";
import { priorsOf } from "./tag/priors.ts";
import { samplesOf } from "./tag/samples.ts";
import { findsOf, readSentence } from "./tag/sentence.ts";
import type { Hint, Span, Tagged } from "./tag/tagged.ts";

// What is read at an index here was laid out for that many words, labels or features; `!` says so to the compiler.

/** A trained tagger as plain data: it can be frozen into a file, and there is nothing to be computed when it is opened. */
export interface TaggerModel {
  /** Sorted by name. */
  readonly slots: readonly string[];
  /** The names of the hints it knows, sorted. */
  readonly hints: readonly string[];
  readonly lore: Lore;
  readonly features: HashTable;
  /** By feature and label (outside, the first word of each slot, later words of each), in units, 32,768 being none. */
  readonly weights: Uint16Array;
  readonly unit: number;
  readonly steps: Steps;
}

/** What helps to learn. */
export interface TaggerOptions {
  /** By slot, the names of the hints that find its values; without it, hints of the slot's own name do. */
  readonly types?: ReadonlyMap<string, readonly string[]>;
  /** By slot, values of it; samples are also learned from with these in them. Some hundreds are plenty. */
  readonly values?: ReadonlyMap<string, readonly string[]>;
  /** Finds the hints of a text. With it samples need none of their own, and have them with other values in them too. */
  readonly find?: (text: string) => readonly Hint[];
}

/** A slot that was found in a text, and how likely it is to be exactly that, from 0 to 1. */
export type Found = Span & { readonly confidence: number };

/** A tagger that can be asked: for a text, and what something else found in it, its slots in order, none on another. */
export type Tagger = (text: string, hints?: readonly Hint[]) => readonly Found[];

/** Learns where the slots of one intent stand in what is said. The order of the samples changes nothing. */
export function trainTagger(tagged: readonly Tagged[], options: TaggerOptions = {}): TaggerModel {
  const { types, values, find } = options;
  const samples = samplesOf(find ? tagged.map((it) => ({ ...it, hints: find(it.text) })) : tagged);
  const slots = sorted(samples.flatMap(({ spans }) => spans.map(({ slot }) => slot)));
  const hints = sorted([
    ...slots.flatMap((slot) => types?.get(slot) ?? [slot]),
    ...samples.flatMap((sample) => (sample.hints ?? []).map(({ name }) => name)),
  ]);
  const numbers = new Map(slots.map((slot, i) => [slot, i]));
  const marked = samples.map((sample) => markWords(sample, numbers));
  const lore = loreOf(marked);
  const material = { samples, marked, slots: numbers, hints, lore, lists: values, find };
  const examples = marked.map((it, i) => ({
    marked: it,
    finds: findsOf(hints, it.sentence, samples[i]?.hints ?? []),
  }));
  const priors = priorsOf(slots, hints, types, examples);
  const { lessons, hashes, scales } = lessonsOf(
    material,
    priors.map(({ hash }) => hash),
  );
  const features = tableOf(hashes);
  const begun = priors.map((it) => ({ ...it, feature: numberOf(features, it.hash) }));
  const { weights, steps } = learn(lessons, slots.length, scales, begun);
  return { slots, hints, lore, ...packed(hashes, weights, 2 * slots.length + 1), steps };
}

const sorted = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();

/** A feature whose weights are all less than this is left out. */
const negligible = 0.02;
const middle = 32_768;

function packed(
  hashes: Int32Array,
  weights: Float32Array,
  labels: number,
): Pick<TaggerModel, "features" | "weights" | "unit"> {
  const kept: number[] = [];
  let most = negligible;
  for (let f = 0; f < hashes.length; f++) {
    let own = 0;
    for (let k = 0; k < labels; k++) own = Math.max(own, Math.abs(weights[f * labels + k]!));
    if (own >= negligible) kept.push(f);
    most = Math.max(most, own);
  }
  const unit = most / (middle - 1);
  const small = new Uint16Array(kept.length * labels);
  for (const [place, f] of kept.entries()) {
    for (let k = 0; k < labels; k++) {
      small[place * labels + k] = middle + Math.round(weights[f * labels + k]! / unit);
    }
  }
  return { features: tableOf(kept.map((f) => hashes[f]!)), weights: small, unit };
}

/** Makes a tagger ready to be asked. */
export function openTagger(model: TaggerModel): Tagger {
  const { slots, weights, unit } = model;
  const labels = 2 * slots.length + 1;
  const factors = exponentials(model.steps);
  const lattice = newLattice(slots.length);
  const desk = newDesk();
  const scores = new Float64Array(labels);
  function score(word: number): void {
    scores.fill(0);
    let met = 0;
    for (let j = desk.starts[word]!; j < desk.starts[word + 1]!; j++) {
      const feature = numberOf(model.features, desk.hashes[j]!);
      if (feature < 0) continue;
      met++;
      const row = feature * labels;
      for (let k = 0; k < labels; k++) scores[k]! += weights[row + k]!;
    }
    for (let k = 0; k < labels; k++) scores[k] = (scores[k]! - met * middle) * unit;
    fit(lattice, word, scores);
  }
  return (text, hints = []) => {
    const sentence = readSentence(text);
    const { words } = sentence;
    if (slots.length === 0) return [];
    featuresOf(sentence, notesOf(model.lore, sentence, findsOf(model.hints, sentence, hints)), desk);
    makeRoom(lattice, words.length);
    for (let i = 0; i < words.length; i++) score(i);
    sum(lattice, factors);
    return stretches(lattice, factors).map(({ slot, from, to, confidence }) => {
      const { start, end } = { start: words[from]!.start, end: words[to - 1]!.end };
      return { slot: slots[slot]!, start, end: withDot(text, start, end), confidence };
    });
  };
}

/** The last dot of "p.m." and "L.A." belongs to the word, that after "2.5" does not. */
const withDot = (text: string, start: number, end: number): number =>
  text[end] === "." && end - start > 2 && text[end - 2] === "." && !/\d/.test(text[end - 1] ?? "")
    ? end + 1
    : end;
