import {
  evenSteps,
  exponentials,
  fit,
  kindsOfStep,
  likelihoods,
  makeRoom,
  newLattice,
  sum,
  type Lattice,
  type Steps,
} from "./chain.ts";
import { chance, shuffle } from "../learn/chance.ts";
import { expectSteps, firstSteps, walk } from "./steps.ts";

// What is read at an index here was laid out for that many words, labels or features; `!` says so to the compiler.

/** A sentence to learn from. */
export interface Lesson {
  /** The features of its words, by number. */
  readonly features: Int32Array;
  /** Where the features of each word begin; one more than there are words. */
  readonly starts: Int32Array;
  /** 0 outside of slots; of S slots, 1 to S for the first word of one and S + 1 to 2S for later ones. */
  readonly labels: Uint16Array;
  readonly weight: number;
}

/** The weight that the feature of a hash begins with for a label. */
export interface Prior {
  readonly hash: number;
  readonly label: number;
  readonly weight: number;
}

/** What was learned. */
export interface Learned {
  /** By feature and label: [feature * labels + label]. */
  readonly weights: Float32Array;
  readonly steps: Steps;
}

/** How fast is learned, and what each weight has behind it at first. Faster, and few samples are learned by heart. */
const rate = 0.055;
const firstSquare = 0.1;
/** What is this little wrong teaches nothing. */
const least = 5e-3;

/** How many times the lessons are gone through. */
const epochsFor = (lessons: number) => (lessons <= 1_500 ? 8 : 6);

interface Study extends Learned {
  readonly slots: number;
  readonly labels: number;
  readonly scales: Float32Array;
  /** By weight, the sum of the squares of its gradients. */
  readonly squares: Float32Array;
  readonly stepSquares: Steps;
  readonly factors: Steps;
  readonly expected: Steps;
  readonly lattice: Lattice;
  readonly scores: Float64Array;
  readonly gradient: Float64Array;
  readonly wrong: Int32Array;
}

/**
 * Learns a conditional random field by AdaGrad. `scales` say how much each feature counts, which the weights then hold. The
 * order of the lessons has a fixed seed.
 */
export function learn(
  lessons: readonly Lesson[],
  slots: number,
  scales: Float32Array,
  priors: readonly { readonly feature: number; readonly label: number; readonly weight: number }[],
): Learned {
  const study = newStudy(lessons, slots, scales);
  const { weights, labels } = study;
  for (const { feature, label, weight } of priors)
    weights[feature * labels + label] = weight / scales[feature]!;
  const random = chance(2);
  const order = Int32Array.from(lessons.keys());
  for (let epoch = epochsFor(lessons.length); epoch > 0; epoch--) {
    shuffle(order, random);
    for (const i of order) learnFrom(study, lessons[i]!);
  }
  for (let f = 0; f < scales.length; f++) {
    for (let k = 0; k < labels; k++) weights[f * labels + k]! *= scales[f]!;
  }
  return { weights, steps: study.steps };
}

function newStudy(lessons: readonly Lesson[], slots: number, scales: Float32Array): Study {
  const labels = 2 * slots + 1;
  const steps = firstSteps(lessons, slots);
  return {
    slots,
    labels,
    scales,
    weights: new Float32Array(scales.length * labels),
    squares: new Float32Array(scales.length * labels).fill(firstSquare),
    steps,
    stepSquares: evenSteps(slots, firstSquare),
    factors: exponentials(steps),
    expected: evenSteps(slots, 0),
    lattice: newLattice(slots),
    scores: new Float64Array(labels),
    gradient: new Float64Array(labels),
    wrong: new Int32Array(labels),
  };
}

function learnFrom(study: Study, lesson: Lesson): void {
  const { lattice, factors } = study;
  const words = lesson.labels.length;
  makeRoom(lattice, words);
  for (let i = 0; i < words; i++) score(study, lesson, i);
  sum(lattice, factors);
  for (let i = 0; i < words; i++) teach(study, lesson, i);
  teachSteps(study, lesson);
}

function score(study: Study, { features, starts }: Lesson, i: number): void {
  const { weights, scales, labels, scores, lattice } = study;
  scores.fill(0);
  for (let j = starts[i]!; j < starts[i + 1]!; j++) {
    const feature = features[j]!;
    const scale = scales[feature]!;
    const row = feature * labels;
    for (let k = 0; k < labels; k++) scores[k]! += scale * weights[row + k]!;
  }
  fit(lattice, i, scores);
}

/** Changes the weights of a word's features by how far its likelihoods are from what is right. */
function teach(study: Study, lesson: Lesson, i: number): void {
  const { labels, gradient, lattice, weights, squares, scales, wrong } = study;
  likelihoods(lattice, i, gradient);
  gradient[lesson.labels[i]!]! -= 1;
  let count = 0;
  for (let k = 0; k < labels; k++) if (Math.abs(gradient[k]!) >= least) wrong[count++] = k;
  if (count === 0) return;
  const { features, starts, weight } = lesson;
  for (let j = starts[i]!; j < starts[i + 1]!; j++) {
    const feature = features[j]!;
    const scale = scales[feature]! * weight;
    const row = feature * labels;
    for (let c = 0; c < count; c++) {
      const k = wrong[c]!;
      const slope = gradient[k]! * scale;
      const square = squares[row + k]! + slope * slope;
      squares[row + k] = square;
      weights[row + k]! -= (rate * slope) / Math.sqrt(square);
    }
  }
}

function teachSteps(study: Study, { labels, weight }: Lesson): void {
  const { slots, steps, stepSquares, expected, factors } = study;
  expectSteps(study.lattice, factors, expected);
  walk(labels, slots, (kind, index) => {
    expected[kind][index]! -= 1;
  });
  for (const kind of kindsOfStep) {
    const [gradient, squares, values] = [expected[kind], stepSquares[kind], steps[kind]];
    const exponents = factors[kind];
    for (let i = 0; i < gradient.length; i++) {
      const slope = gradient[i]! * weight;
      if (Math.abs(slope) < least) continue;
      squares[i]! += slope * slope;
      values[i]! -= (rate * slope) / Math.sqrt(squares[i]!);
      exponents[i] = Math.exp(values[i]!);
    }
  }
}
