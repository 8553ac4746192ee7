import { firstGradient, type Rows } from "./rows.ts";

// Every index below was laid out by `layOut` or here, so what is read at it is there; `!` says so to the compiler.

/** The rows by feature. */
export interface Met {
  /** Where the rows of each feature begin; one more than there are features. */
  readonly starts: Int32Array;
  readonly rows: Int32Array;
}

/** Which intents each feature has a weight for. */
export interface Support {
  /** Where the weights of each feature begin; one more than there are features. */
  readonly starts: Int32Array;
  /** The intent of each weight. A feature with a weight for every intent has them in order. */
  readonly targets: Uint16Array;
  readonly weights: Float32Array;
  /** What AdaGrad has summed up for each weight. */
  readonly gradients: Float32Array;
}

/** Turns rows about: the chosen ones that each feature was met in. */
export function metIn({ starts, features, hashes }: Rows, chosen: Int32Array): Met {
  const counts = new Int32Array(hashes.length + 1);
  for (const row of chosen) {
    for (let i = starts[row]!; i < starts[row + 1]!; i++) counts[features[i]! + 1]!++;
  }
  for (let f = 0; f < hashes.length; f++) counts[f + 1]! += counts[f]!;
  const next = counts.slice();
  const met = new Int32Array(counts[hashes.length]!);
  for (const row of chosen) {
    for (let i = starts[row]!; i < starts[row + 1]!; i++) met[next[features[i]!]!++] = row;
  }
  return { starts: counts, rows: met };
}

/** Above so many rows, letters and pairs that were met in one row only are left out; they hardly help then. */
const many = 2_000;

/**
 * How telling each feature is: the more, the fewer intents it is spread over. That is 1.2 less its entropy as a share of the
 * greatest possible, taken for greater where the feature was met seldom; 0 for what is left out.
 */
export function tellingOf(rows: Rows, met: Met): Float32Array {
  const telling = new Float32Array(rows.hashes.length);
  const counts = new Float64Array(rows.intents);
  const greatest = Math.log(Math.max(2, rows.intents));
  for (let f = 0; f < telling.length; f++) {
    const [from, to] = [met.starts[f]!, met.starts[f + 1]!];
    const total = to - from;
    if (total === 0 || (total === 1 && rows.shares[f]! < 1 && rows.labels.length > many)) continue;
    for (let i = from; i < to; i++) counts[rows.labels[met.rows[i]!]!]!++;
    let entropy = 0;
    for (let i = from; i < to; i++) {
      const label = rows.labels[met.rows[i]!]!;
      const share = counts[label]! / total;
      if (share > 0) entropy -= share * Math.log(share);
      counts[label] = 0;
    }
    const sure = total / (total + 0.5);
    telling[f] = 0.2 + sure - (sure * entropy) / greatest;
  }
  return telling;
}

/** A feature met with this share of the intents gets a weight for each, which is quicker than to look them up. */
const nearlyAll = 1 / 4;

/** Collects weights feature by feature. */
function collector(features: number, intents: number) {
  const starts = new Int32Array(features + 1);
  const targets: number[] = [];
  const weights: number[] = [];
  const gradients: number[] = [];
  const last = new Int32Array(intents).fill(-1);
  return {
    add(feature: number, target: number, weight = 0, gradient = firstGradient) {
      if (last[target] === feature) return;
      last[target] = feature;
      targets.push(target);
      weights.push(weight);
      gradients.push(gradient);
    },
    /** Ends a feature. */
    end(feature: number) {
      const from = starts[feature]!;
      if (targets.length - from >= intents * nearlyAll) fill(from);
      starts[feature + 1] = targets.length;
    },
    all: (): Support => ({
      starts,
      targets: Uint16Array.from(targets),
      weights: Float32Array.from(weights),
      gradients: Float32Array.from(gradients),
    }),
  };

  /** Gives the feature that begins here a weight for every intent, in order. */
  function fill(from: number): void {
    const had = new Map(targets.slice(from).map((target, i) => [target, from + i]));
    const [w, g] = [weights.slice(from), gradients.slice(from)];
    targets.length = weights.length = gradients.length = from;
    for (let k = 0; k < intents; k++) {
      const at = had.get(k);
      targets.push(k);
      weights.push(at === undefined ? 0 : w[at - from]!);
      gradients.push(at === undefined ? firstGradient : g[at - from]!);
    }
  }
}

/** Weights of 0 for the intents each feature was met with. */
export function supportOf(rows: Rows, met: Met, telling: Float32Array): Support {
  const { add, end, all } = collector(telling.length, rows.intents);
  for (let f = 0; f < telling.length; f++) {
    const to = telling[f] === 0 ? 0 : met.starts[f + 1]!;
    for (let i = met.starts[f]!; i < to; i++) add(f, rows.labels[met.rows[i]!]!);
    end(f);
  }
  return all();
}

/** The same weights, and new ones of 0 for the intents that a row made believe in wrongly. */
export function widened(
  before: Support,
  met: Met,
  wrong: readonly (readonly number[] | undefined)[],
  intents: number,
): Support {
  const features = before.starts.length - 1;
  const { add, end, all } = collector(features, intents);
  for (let f = 0; f < features; f++) {
    const [from, to] = [before.starts[f]!, before.starts[f + 1]!];
    for (let j = from; j < to; j++) add(f, before.targets[j]!, before.weights[j]!, before.gradients[j]!);
    if (to > from) {
      for (let i = met.starts[f]!; i < met.starts[f + 1]!; i++) {
        for (const label of wrong[met.rows[i]!] ?? []) add(f, label);
      }
    }
    end(f);
  }
  return all();
}

/** The same with only so many weights for each feature as `most` says, the strongest, the others taken for 0. */
export function strongest(
  { starts, targets, weights }: Pick<Support, "starts" | "targets" | "weights">,
  mostOf: (feature: number) => number,
): Pick<Support, "starts" | "targets" | "weights"> {
  const keptStarts = new Int32Array(starts.length);
  const kept: number[] = [];
  for (let f = 0; f + 1 < starts.length; f++) {
    const [from, to] = [starts[f]!, starts[f + 1]!];
    const most = mostOf(f);
    if (to - from <= most) for (let j = from; j < to; j++) kept.push(j);
    else {
      const own = Int32Array.from({ length: to - from }, (_, i) => from + i);
      own.sort((a, b) => Math.abs(weights[b]!) - Math.abs(weights[a]!) || a - b);
      for (const j of own.subarray(0, most).sort()) kept.push(j);
    }
    keptStarts[f + 1] = kept.length;
  }
  return {
    starts: keptStarts,
    targets: Uint16Array.from(kept, (j) => targets[j]!),
    weights: Float32Array.from(kept, (j) => weights[j]!),
  };
}
