import { chance, shuffle } from "./chance.ts";
import { addScores, fit, softmax, type Fit } from "./fit.ts";
import type { Rows } from "./rows.ts";

// Every index below was laid out by `layOut`, so what is read at it is there; `!` says so to the compiler.

/** What can be said of texts that were not learned. */
export interface Judgement {
  /** Texts that score less mean nothing here. */
  readonly threshold: number;
  /** Divides scores, so that confidence is how often one is right. */
  readonly temperature: number;
}

/** What a sign that was never met counts, beside those that were: as much as the most telling. */
export const neverMet = 1.2;

/** The score of a text: what speaks for its intent, by the share of the text that was met. */
export const scoreOf = (top: number, met: number, never: number): number =>
  met === 0 ? 0 : (top * met) / (met + never);

/** Up to so many for each intent, every row is asked about by a model that learned others; above, some are by one. */
const few = 12;
const parts = 4;
const mostAsked = 400;

/**
 * Learns from all rows, and finds out how those score that were not learned yet. The threshold is the score that only
 * this share of those rightly understood stays below.
 */
export function learnAndJudge(rows: Rows, refuse: number): Fit & Judgement {
  const all = Int32Array.from({ length: rows.labels.length }, (_, row) => row);
  const order = all.slice();
  shuffle(order, chance(7));
  const judge = judgeOf(rows);
  if (all.length > few * rows.intents) {
    const asked = order.slice(0, Math.min(mostAsked, all.length / parts));
    const model = fit(rows, all, { rows: asked, ask: (early) => judge.ask(early, asked) });
    return { ...model, ...judge.judgement(refuse) };
  }
  const size = Math.ceil(all.length / parts);
  for (let from = 0; from < all.length && all.length > 1; from += size) {
    const asked = order.slice(from, from + size);
    const held = new Set(asked);
    judge.ask(
      fit(
        rows,
        all.filter((row) => !held.has(row)),
      ),
      asked,
    );
  }
  return { ...fit(rows, all), ...judge.judgement(refuse) };
}

/** What no text is taken that scores less than, however little was learned. */
const leastScore = 0.5;

/** No text is taken that scores less than this share of what half of those rightly understood score. */
const leastOfMedian = 0.35;

const temperatures = [0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.8, 1, 1.25, 1.5];

function judgeOf(rows: Rows) {
  const right: number[] = [];
  const losses = new Float64Array(temperatures.length);

  function askAbout(model: Fit, row: number): void {
    const scores = new Float64Array(rows.intents);
    let [square, never] = [0, 0];
    for (let i = rows.starts[row]!; i < rows.starts[row + 1]!; i++) {
      const feature = rows.features[i]!;
      const telling = model.telling[feature]!;
      const value = rows.values[i]! * telling;
      square += value * value;
      if (telling === 0) never += (neverMet * rows.shares[feature]!) ** 2;
      else addScores(model, feature, value, scores);
    }
    const length = Math.sqrt(square) || 1;
    for (let k = 0; k < scores.length; k++) scores[k]! /= length;
    const top = Math.max(...scores);
    const label = rows.labels[row]!;
    if (scores[label] === top) right.push(scoreOf(top, square, never));
    for (const [t, temperature] of temperatures.entries()) {
      const beliefs = scores.slice();
      softmax(beliefs, temperature);
      losses[t]! -= Math.log(Math.max(1e-9, beliefs[label]!));
    }
  }

  return {
    ask(model: Fit, asked: Int32Array) {
      for (const row of asked) askAbout(model, row);
    },
    judgement(refuse: number): Judgement {
      right.sort((a, b) => a - b);
      const median = right[right.length >> 1] ?? 0;
      const low = right[Math.floor(right.length * refuse)] ?? 0;
      const best = losses.indexOf(Math.min(...losses));
      return {
        // Of a few dozen rows, the lowest score may be that of an outlier.
        threshold: Math.max(low, leastOfMedian * median, leastScore),
        temperature: temperatures[best] ?? 1,
      };
    },
  };
}
