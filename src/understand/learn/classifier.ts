import { languageOf } from "../language.ts";
import { addScores } from "./fit.ts";
import { learnAndJudge, neverMet, scoreOf } from "./judge.ts";
import { layOut, type Row } from "./rows.ts";
import { strongest } from "./support.ts";
import { shares, signsIn } from "./signs.ts";
import { isWord, speller } from "./speller.ts";

// Every index below was laid out here or by `layOut`, so what is read at it is there; `!` says so to the compiler.

/** Something that is said for an intent, word by word: one text, or one utterance with various words in its slots. */
export interface Sample {
  readonly intent: string;
  readonly said: readonly (readonly string[])[];
}

/** A trained classifier as plain data, which can be kept in a file. */
export interface Classifier {
  readonly locale: string;
  /** Sorted by name. */
  readonly intents: readonly string[];
  /** The words that were learned, sorted, so that misspelt ones are known again. */
  readonly words: readonly string[];
  /** The hashes of the features, each at its first free place from the place its lowest bits name; its number plus 1. */
  readonly keys: Uint32Array;
  readonly places: Int32Array;
  readonly telling: Float32Array;
  readonly starts: Int32Array;
  readonly targets: Uint16Array;
  readonly weights: Float32Array;
  /** Texts that score less mean nothing here. */
  readonly threshold: number;
  /** Divides scores, so that confidence is how often one is right. */
  readonly temperature: number;
}

/** What a text may mean. */
export interface Ranking {
  /** Likeliest first; confidence is how often an interpretation like it is right, from 0 to 1. */
  readonly ranked: readonly { readonly intent: string; readonly confidence: number }[];
  /** How much the text is like what was learned; to be compared with that of other texts. */
  readonly score: number;
  /** Whether the text means any of these intents at all. */
  readonly inScope: boolean;
}

export interface TrainingOptions {
  readonly locale: string;
  /** The share of rightly understood texts that may be refused for the sake of refusing what means nothing. */
  readonly refuse?: number;
}

/** From more intents than these on, a feature keeps its strongest weights only, so that understanding takes no longer. */
const many = 200;
const mostWeights = 48;
/** Letters and pairs of words are many, and each says little. */
const fewWeights = 8;

/** Learns what is said for which intent. The order of the samples changes nothing. */
export function trainClassifier(
  samples: readonly Sample[],
  { locale, refuse = 0.03 }: TrainingOptions,
): Classifier {
  const intents = [...new Set(samples.map(({ intent }) => intent))].sort();
  const numbers = new Map(intents.map((intent, i) => [intent, i]));
  const signs = signsIn(languageOf(locale));
  const rows = samples
    .map((sample) => ({
      ...sample,
      order: `${sample.intent}\n${sample.said.map((words) => words.join(" ")).join("\n")}`,
    }))
    .sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0))
    .map(({ intent, said }): Row => ({
      label: numbers.get(intent)!,
      texts: said.map(signs),
    }));
  const laidOut = layOut(rows, intents.length);
  const words = [...new Set(samples.flatMap(({ said }) => said.flat()))].filter(isWord).sort();
  const learned = learnAndJudge(laidOut, refuse);
  const kept =
    intents.length > many
      ? strongest(learned, (f) => (laidOut.shares[f]! < 1 ? fewWeights : mostWeights))
      : {};
  return { locale, intents, words, ...tableOf(laidOut.hashes), ...learned, ...kept };
}

/** A table at most half full. */
function tableOf(hashes: Uint32Array): Pick<Classifier, "keys" | "places"> {
  const size = 2 ** Math.ceil(Math.log2(Math.max(8, hashes.length * 2)));
  const keys = new Uint32Array(size);
  const places = new Int32Array(size);
  for (const [feature, hash] of hashes.entries()) {
    let at = hash & (size - 1);
    while (places[at] !== 0) at = (at + 1) & (size - 1);
    keys[at] = hash;
    places[at] = feature + 1;
  }
  return { keys, places };
}

/** What counts for an intent of the ranking, by word: how far each spoke for it. */
export type Because = readonly { readonly word: string; readonly weight: number }[];

export interface OpenClassifier {
  /** `known` words are those that something else has understood, such as a value of a slot: not having met them is no sign. */
  rank(words: readonly string[], known?: ReadonlySet<number>): Ranking;
  because(words: readonly string[], intent: string): Because;
}

/** Makes a classifier ready to be asked; there is nothing to be computed. */
export function openClassifier(model: Classifier): OpenClassifier {
  const { intents, keys, places, telling, starts, targets, weights, threshold, temperature } = model;
  const signs = signsIn(languageOf(model.locale));
  const mask = keys.length - 1;
  const respell = speller(model.words);
  const { stem, senses } = languageOf(model.locale);
  // A word that the language has is spelt as it was meant.
  const isMeant = (word: string) => senses(stem(word)).length > 0;
  const counts = new Float32Array(telling.length);
  const kindOf = new Uint8Array(telling.length);
  const scores = new Float64Array(intents.length);

  function featureOf(hash: number): number {
    for (let at = hash & mask; places[at] !== 0; at = (at + 1) & mask) {
      if (keys[at] === hash) return places[at]! - 1;
    }
    return -1;
  }

  /** The features of a text, and the square of what was never met. Counts stay in `counts`. */
  function look(words: readonly string[], known?: ReadonlySet<number>) {
    const respelt = words.map((word, i) => (known?.has(i) || isMeant(word) ? word : respell(word)));
    const { hashes, kinds, of } = signs(respelt);
    const met: number[] = [];
    let never = 0;
    for (let i = 0; i < hashes.length; i++) {
      const feature = featureOf(hashes[i]!);
      if (feature >= 0 && telling[feature]! > 0) {
        if (counts[feature] === 0) met.push(feature);
        counts[feature]!++;
        kindOf[feature] = kinds[i]!;
      } else if (!known?.has(of[i]!)) never += strange(kinds[i]!);
    }
    // What was misspelt was never met either, though it is understood.
    return { met, never: never + neverIn(words.filter((word, i) => word !== respelt[i])) };
  }

  const strange = (kind: number) => (neverMet * shares[kind]!) ** 2;

  function neverIn(words: readonly string[]): number {
    if (words.length === 0) return 0;
    const { hashes, kinds } = signs(words);
    let never = 0;
    for (let i = 0; i < hashes.length; i++) if (featureOf(hashes[i]!) < 0) never += strange(kinds[i]!);
    return never;
  }

  function valueOf(feature: number): number {
    const often = counts[feature] === 1 ? 1 : 1 + Math.log(counts[feature]!);
    return often * shares[kindOf[feature]!]! * telling[feature]!;
  }

  return {
    rank(words, known) {
      const { met, never } = look(words, known);
      scores.fill(0);
      let square = 0;
      for (const feature of met) {
        const value = valueOf(feature);
        square += value * value;
        addScores(model, feature, value, scores);
        counts[feature] = 0;
      }
      const length = Math.sqrt(square) || 1;
      let top = 0;
      for (let k = 0; k < scores.length; k++) {
        scores[k]! /= length;
        if (scores[k]! > scores[top]!) top = k;
      }
      const score = scoreOf(scores[top] ?? 0, square, never);
      return {
        ranked: square > 0 ? best(intents, scores, temperature) : [],
        score,
        inScope: square > 0 && score >= threshold,
      };
    },

    because(words, intent) {
      const target = intents.indexOf(intent);
      return words.map((word) => ({ word, weight: target < 0 ? 0 : weightOf(word, target) }));
    },
  };

  function weightOf(word: string, target: number): number {
    const { met } = look([word]);
    let sum = 0;
    for (const feature of met) {
      const value = valueOf(feature);
      counts[feature] = 0;
      for (let j = starts[feature]!; j < starts[feature + 1]!; j++) {
        if (targets[j] === target) sum += value * weights[j]!;
      }
    }
    return sum;
  }
}

/** Beliefs by how many temperatures they are below the likeliest, in steps; beyond the last they are as good as none. */
const steps = 32;
const beliefs = Float64Array.from({ length: 18 * steps }, (_, i) => Math.exp(-(i + 0.5) / steps));

/** The likeliest few. */
function best(intents: readonly string[], scores: Float64Array, temperature: number) {
  const few: number[] = [];
  let [most, sum] = [-Infinity, 0];
  for (const score of scores) if (score > most) most = score;
  for (let k = 0; k < scores.length; k++) {
    const below = (most - scores[k]!) / temperature;
    // Only near the top does it matter to be exact, and there may be a thousand others.
    sum += below < 1 ? Math.exp(-below) : (beliefs[Math.floor(below * steps)] ?? 0);
    if (few.length === 3 && scores[few[2]!]! >= scores[k]!) continue;
    let at = few.length;
    while (at > 0 && scores[few[at - 1]!]! < scores[k]!) at--;
    few.splice(at, 0, k);
    few.length = Math.min(few.length, 3);
  }
  return few.map((k) => ({
    intent: intents[k]!,
    confidence: Math.min(1, Math.exp((scores[k]! - most) / temperature) / sum),
  }));
}
