import { shares, type Signs } from "./signs.ts";

/** What is learned from: for each row its intent, and its signs as numbers of features with how much each counts. */
export interface Rows {
  /** Where each row begins; one more than there are rows. */
  readonly starts: Int32Array;
  readonly features: Int32Array;
  readonly values: Float32Array;
  /** The number of each row's intent. */
  readonly labels: Int32Array;
  readonly intents: number;
  /** By feature: its hash, and what a sign of its kind counts. */
  readonly hashes: Uint32Array;
  readonly shares: Float32Array;
}

/** Several texts that count as one row, because they are one utterance with various words in its slots. */
export interface Row {
  readonly label: number;
  readonly texts: readonly Signs[];
}

/** Where AdaGrad's sums begin. */
export const firstGradient = 0.01;

/** Lays out rows for learning. Equal rows in equal order make equal bytes. */
export function layOut(rows: readonly Row[], intents: number): Rows {
  const numbers = numberFeatures(rows);
  const hashes = new Uint32Array(numbers.size);
  const kinds = new Float32Array(numbers.size);
  const starts = new Int32Array(rows.length + 1);
  const features: number[] = [];
  const values: number[] = [];
  for (const [i, { texts }] of rows.entries()) {
    const sum = new Map<number, number>();
    for (const text of texts) {
      for (const [feature, value] of valuesOf(text, numbers, hashes, kinds)) {
        sum.set(feature, (sum.get(feature) ?? 0) + value / texts.length);
      }
    }
    for (const [feature, value] of sum) {
      features.push(feature);
      values.push(value);
    }
    starts[i + 1] = features.length;
  }
  return {
    starts,
    features: Int32Array.from(features),
    values: Float32Array.from(values),
    labels: Int32Array.from(rows, ({ label }) => label),
    intents,
    hashes,
    shares: kinds,
  };
}

function numberFeatures(rows: readonly Row[]): ReadonlyMap<number, number> {
  const numbers = new Map<number, number>();
  for (const { texts } of rows) {
    for (const { hashes } of texts) {
      for (const hash of hashes) if (!numbers.has(hash)) numbers.set(hash, numbers.size);
    }
  }
  return numbers;
}

/** What each feature counts in one text: more the more often it occurs, but less than in proportion. */
function valuesOf(
  { hashes, kinds }: Signs,
  numbers: ReadonlyMap<number, number>,
  allHashes: Uint32Array,
  allShares: Float32Array,
): readonly (readonly [feature: number, value: number])[] {
  const times = new Map<number, number>();
  for (const [i, hash] of hashes.entries()) {
    const feature = numbers.get(hash);
    if (feature === undefined) continue;
    allHashes[feature] = hash;
    allShares[feature] = shares[kinds[i] ?? 0] ?? 0;
    times.set(feature, (times.get(feature) ?? 0) + 1);
  }
  return [...times].map(([feature, count]) => [feature, (1 + Math.log(count)) * (allShares[feature] ?? 0)]);
}
