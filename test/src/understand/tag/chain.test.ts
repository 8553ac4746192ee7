import { describe, expect, test } from "vitest";
import {
  evenSteps,
  exponentials,
  fit,
  likelihoods,
  makeRoom,
  newLattice,
  sum,
} from "../../../../src/understand/tag/chain.ts";
import { chance } from "../../../../src/understand/learn/chance.ts";
import { stretches } from "../../../../src/understand/tag/decode.ts";
import { expectSteps, walk } from "../../../../src/understand/tag/steps.ts";

const slots = 2;
const labels = 2 * slots + 1;
const words = 4;

/** Every way to mark the words that is allowed: a later word of a slot follows a word of that slot. */
function ways(): readonly number[][] {
  let all: number[][] = [[]];
  for (let i = 0; i < words; i++) {
    all = all.flatMap((way) =>
      Array.from({ length: labels }, (_, label) => [...way, label]).filter((it) => {
        const [before, label] = [it.at(-2) ?? 0, it.at(-1)!];
        return label <= slots || before === label || before === label - slots;
      }),
    );
  }
  return all;
}

/** Scores and steps by chance, and what each way weighs, added up step by step. */
function example() {
  const random = chance(5);
  const steps = evenSteps(slots, 0);
  for (const kind of ["apart", "joined", "leave", "second", "more"] as const) {
    for (let i = 0; i < steps[kind].length; i++) steps[kind][i] = random() * 2 - 1;
  }
  const scores = Array.from({ length: words }, () =>
    Float64Array.from({ length: labels }, () => random() * 4 - 2),
  );
  const lattice = newLattice(slots);
  makeRoom(lattice, words);
  for (const [i, it] of scores.entries()) fit(lattice, i, it);
  const factors = exponentials(steps);
  sum(lattice, factors);
  const weighed = ways().map((way) => {
    let weight = 0;
    for (const [i, label] of way.entries()) weight += scores[i]![label]!;
    walk(way, slots, (kind, index) => {
      weight += steps[kind][index]!;
    });
    return { way, weight: Math.exp(weight) };
  });
  const total = weighed.reduce((all, { weight }) => all + weight, 0);
  const share = (holds: (way: readonly number[]) => boolean) =>
    weighed.reduce((all, { way, weight }) => all + (holds(way) ? weight / total : 0), 0);
  return { lattice, factors, weighed, total, share };
}

describe("The sums over all ways to mark a sentence", () => {
  test("are those that come of trying every way", () => {
    const { lattice, share } = example();
    const likely = new Float64Array(labels);
    for (let i = 0; i < words; i++) {
      likelihoods(lattice, i, likely);
      for (let k = 0; k < labels; k++)
        expect(likely[k]).toBeCloseTo(
          share((way) => way[i] === k),
          5,
        );
    }
  });

  test("tell how often each step is to be expected", () => {
    const { lattice, factors, weighed, total } = example();
    const expected = evenSteps(slots, 0);
    expectSteps(lattice, factors, expected);
    const counted = evenSteps(slots, 0);
    for (const { way, weight } of weighed) {
      walk(way, slots, (kind, index) => {
        counted[kind][index]! += weight / total;
      });
    }
    for (const kind of ["apart", "joined", "leave", "second", "more"] as const) {
      for (const [i, value] of expected[kind].entries()) expect(value).toBeCloseTo(counted[kind][i]!, 5);
    }
  });

  test("tell how likely it is that exactly this stretch is a slot", () => {
    const { lattice, factors, share } = example();
    const found = stretches(lattice, factors);
    for (const { slot, from, to, confidence } of found) {
      const exactly = (way: readonly number[]) =>
        way[from] === 1 + slot &&
        way.slice(from + 1, to).every((label) => label === 1 + slots + slot) &&
        way[to] !== 1 + slots + slot;
      expect(confidence).toBeCloseTo(share(exactly), 5);
    }
    expect(found.length).toBeGreaterThan(0);
  });

  test("do not vanish in long sentences, nor where scores are far apart", () => {
    const lattice = newLattice(1);
    makeRoom(lattice, 200);
    for (let i = 0; i < 200; i++)
      fit(lattice, i, Float64Array.of(-5_000, i % 2 ? 900 : -900, i % 3 ? 0 : 800));
    const factors = exponentials(evenSteps(1, -1));
    sum(lattice, factors);
    const likely = new Float64Array(3);
    for (let i = 0; i < 200; i++) {
      likelihoods(lattice, i, likely);
      expect(likely.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
    }
  });
});
