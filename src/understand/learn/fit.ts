import { chance, shuffle } from "./chance.ts";
import type { Rows } from "./rows.ts";
import { metIn, supportOf, tellingOf, widened, type Met, type Support } from "./support.ts";

// Every index below was laid out by `layOut` or `supportOf`, so what is read at it is there; `!` says so to the compiler.

/** What was learned: how telling each feature is, and the weights it gives to some of the intents. */
export interface Fit extends Omit<Support, "gradients"> {
  /** 0 for a feature that was not met, or is left out. */
  readonly telling: Float32Array;
}

/** The step of learning and the smoothing at which small samples did best. */
const rate = 0.5;
const smoothing = 0.05;
/** A belief this near to the truth teaches nothing. */
const leastGradient = 1e-3;
/** An intent that is believed in this much, wrongly, gets weights of its own for the features that misled. */
const misled = 0.02;

/** How often rows are gone through; more often where they are few. */
const epochsFor = (rows: number) => (rows <= 2_000 ? 8 : 6);

/** Rows that are kept back at first, and what is done with what was learned without them. */
export interface Withheld {
  readonly rows: Int32Array;
  ask(model: Fit): void;
}

/**
 * Learns from the chosen rows a multinomial logistic regression by AdaGrad. A feature has weights for the intents it
 * was met with only, and from the second time through also for those it misleads to: a twentieth of all, and nearly as good.
 * Withheld rows are learned from in the last three times through. Chance is a fixed seed.
 */
export function fit(rows: Rows, chosen: Int32Array, withheld?: Withheld): Fit {
  const met = metIn(rows, chosen);
  const telling = tellingOf(rows, met);
  const values = scaled(rows, telling);
  let support = supportOf(rows, met, telling);
  const without = new Set(withheld?.rows);
  let order = chosen.filter((row) => !without.has(row));
  const random = chance(1);
  const epochs = epochsFor(chosen.length);
  for (let epoch = 0; epoch < epochs; epoch++) {
    if (epoch === 1) support = widened(support, met, wrongly(rows, values, order, support), rows.intents);
    if (withheld && epoch === epochs - 3) {
      withheld.ask({ ...support, telling: tellingWithout(telling, met, without) });
      order = chosen.slice();
    }
    shuffle(order, random);
    for (const row of order) learn(rows, values, row, support);
  }
  return { ...support, telling };
}

/** As if features had not been met that were met in withheld rows only. */
function tellingWithout(telling: Float32Array, met: Met, without: ReadonlySet<number>): Float32Array {
  return telling.map((it, f) => {
    for (let i = met.starts[f]!; i < met.starts[f + 1]!; i++) if (!without.has(met.rows[i]!)) return it;
    return 0;
  });
}

/** Changes the weights by what one row teaches. */
function learn(rows: Rows, values: Float32Array, row: number, support: Support): void {
  const { starts, targets, weights, gradients } = support;
  const scores = scoresFor(rows.intents);
  beliefs(rows, values, row, support, scores);
  const wrong = gradientsOf(scores, rows.labels[row]!);
  if (wrong.length === 0) return;
  for (let i = rows.starts[row]!, to = rows.starts[row + 1]!; i < to; i++) {
    const value = values[i]!;
    const from = starts[rows.features[i]!]!;
    const end = starts[rows.features[i]! + 1]!;
    if (end - from === scores.length) for (const k of wrong) step(from + k, scores[k]! * value);
    else {
      for (let j = from; j < end; j++) {
        const gradient = scores[targets[j]!]! * value;
        if (gradient !== 0) step(j, gradient);
      }
    }
  }

  function step(j: number, gradient: number) {
    const sum = gradients[j]! + gradient * gradient;
    gradients[j] = sum;
    weights[j]! -= (rate * gradient) / Math.sqrt(sum);
  }
}

/** Turns beliefs into how far each is from the truth, and names those that are far enough to matter. */
function gradientsOf(beliefs: Float64Array, label: number): readonly number[] {
  const rest = smoothing / beliefs.length;
  const wrong: number[] = [];
  for (let k = 0; k < beliefs.length; k++) {
    const gradient = beliefs[k]! - rest - (k === label ? 1 - smoothing : 0);
    const matters = Math.abs(gradient) >= leastGradient;
    beliefs[k] = matters ? gradient : 0;
    if (matters) wrong.push(k);
  }
  return wrong;
}

/** Room for scores; one is enough, as nothing is learned at the same time. */
let room = new Float64Array(0);
const scoresFor = (intents: number) => (room.length === intents ? room : (room = new Float64Array(intents)));

/** How much each intent is believed in for a row, from 0 to 1 and 1 in all. */
function beliefs(rows: Rows, values: Float32Array, row: number, support: Support, scores: Float64Array) {
  scores.fill(0);
  for (let i = rows.starts[row]!, to = rows.starts[row + 1]!; i < to; i++) {
    addScores(support, rows.features[i]!, values[i]!, scores);
  }
  softmax(scores, 1);
}

/** Adds what a feature says for each intent. */
export function addScores(
  { starts, targets, weights }: Pick<Fit, "starts" | "targets" | "weights">,
  feature: number,
  value: number,
  scores: Float64Array,
): void {
  const from = starts[feature]!;
  const end = starts[feature + 1]!;
  if (end - from === scores.length) {
    for (let k = 0; k < scores.length; k++) scores[k]! += value * weights[from + k]!;
  } else for (let j = from; j < end; j++) scores[targets[j]!]! += value * weights[j]!;
}

/** Turns scores into shares of 1. The higher the temperature, the more alike they become. */
export function softmax(scores: Float64Array, temperature: number): void {
  let most = -Infinity;
  for (const score of scores) if (score > most) most = score;
  let sum = 0;
  for (let k = 0; k < scores.length; k++) sum += scores[k] = Math.exp((scores[k]! - most) / temperature);
  for (let k = 0; k < scores.length; k++) scores[k]! /= sum;
}

/** What features count in their rows, each row of length 1. */
function scaled({ starts, features, values }: Rows, telling: Float32Array): Float32Array {
  const all = new Float32Array(values.length);
  for (let row = 0; row + 1 < starts.length; row++) {
    const [from, to] = [starts[row]!, starts[row + 1]!];
    let square = 0;
    for (let i = from; i < to; i++) {
      const value = values[i]! * telling[features[i]!]!;
      all[i] = value;
      square += value * value;
    }
    const length = Math.sqrt(square) || 1;
    for (let i = from; i < to; i++) all[i]! /= length;
  }
  return all;
}

/** By row, the intents that are believed in wrongly. */
function wrongly(rows: Rows, values: Float32Array, order: Int32Array, support: Support) {
  const scores = new Float64Array(rows.intents);
  const wrong: number[][] = [];
  for (const row of order) {
    beliefs(rows, values, row, support, scores);
    wrong[row] = [...scores.keys()].filter((k) => scores[k]! > misled && k !== rows.labels[row]);
  }
  return wrong;
}
