import { describe, expect, test } from "vitest";
import { markWords } from "../../../../src/understand/tag/marks.ts";
import { samplesOf } from "../../../../src/understand/tag/samples.ts";

const text = "buy oat milk";

describe("Samples", () => {
  test("that are equal are one, in whatever order their parts and hints come", () => {
    const hints = [
      { name: "b", start: 0, end: 3 },
      { name: "a", start: 0, end: 3 },
    ];
    const parts = [1e16, 1, 1].map((weight) => ({ text, spans: [], hints, weight }));
    const turned = parts.toReversed().map((it) => ({ ...it, hints: hints.toReversed() }));
    expect(samplesOf([...parts, ...turned])).toHaveLength(1);
    expect(samplesOf(parts)).toEqual(samplesOf(turned));
  });

  test("have no slots outside of their text, without extent, or on another", () => {
    const good = { slot: "item", start: 8, end: 12 };
    for (const [start, end] of [
      [3, 3],
      [6, 2],
      [-3, 2],
      [0, Number.NaN],
      [6, 9],
    ] as const) {
      const spans = [good, { slot: "odd", start, end }];
      const [sample] = samplesOf([{ text, spans }]);
      expect(sample?.spans.filter(({ slot }) => slot === "odd").length).toBe(
        start === 6 && end === 9 ? 1 : 0,
      );
    }
    expect(samplesOf([{ text, spans: [{ slot: "far", start: 8, end: 99 }] }])[0]?.spans).toEqual([]);
  });

  test("beyond twenty thousand are not learned from, and those taken are from all over", () => {
    const many = Array.from({ length: 50_000 }, (_, i) => ({ text: String(100_000 + i), spans: [] }));
    const taken = samplesOf(many).map((it) => Number(it.text) - 100_000);
    expect(taken).toHaveLength(20_000);
    expect(taken[0]).toBe(0);
    expect(taken[10_000]! > 24_000 && taken[10_000]! < 26_000).toBe(true);
    expect(taken.at(-1)).toBeGreaterThan(49_990);
  });
});

describe("The words of a sample", () => {
  const slots = new Map([
    ["one", 0],
    ["two", 1],
  ]);
  const labels = (sample: Parameters<typeof markWords>[0]) => [...markWords(sample, slots).labels];

  test("are marked by slot, the first otherwise than later ones", () => {
    expect(labels({ text, spans: [{ slot: "two", start: 4, end: 12 }] })).toEqual([0, 2, 4]);
  });

  test("belong to the first of two slots that share them, and to none that has no words or name", () => {
    const spans = [
      { slot: "one", start: 0, end: 4 },
      { slot: "two", start: 5, end: 6 },
    ];
    expect(labels({ text: "what's", spans })).toEqual([1, 3]);
    expect(labels({ text: "😀 milk", spans: [{ slot: "one", start: 0, end: 2 }] })).toEqual([0]);
    expect(labels({ text, spans: [{ slot: "three", start: 0, end: 3 }] })).toEqual([0, 0, 0]);
  });
});
