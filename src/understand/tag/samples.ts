import type { Hint, Span, Tagged } from "./tagged.ts";

/** More samples are not learned from; they are taken from all over. */
const mostSamples = 20_000;

/**
 * Samples in an order that does not depend on the one they came in, equal ones as one, their spans in order and those left out that
 * lie outside of the text or on another.
 */
export function samplesOf(samples: readonly Tagged[]): readonly Tagged[] {
  const byKey = new Map<string, { readonly sample: Tagged; readonly weights: number[] }>();
  for (const { text, spans, hints = [], weight = 1 } of samples) {
    if (!(weight > 0 && weight < Infinity)) continue;
    const sample = { text, spans: apart(text, spans), hints: inOrder(hints) };
    const key = `${text}\n${JSON.stringify([sample.spans, sample.hints])}`;
    const same = byKey.get(key);
    if (same) same.weights.push(weight);
    else byKey.set(key, { sample, weights: [weight] });
  }
  const all = [...byKey]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { sample, weights }]) => ({ ...sample, weight: sum(weights) }));
  const step = all.length / mostSamples;
  return step <= 1 ? all : all.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
}

/** Smallest first, since sums of fractions depend on their order. */
const sum = (weights: readonly number[]): number =>
  weights.toSorted((a, b) => a - b).reduce((all, weight) => all + weight, 0);

function apart(text: string, spans: readonly Span[]): readonly Span[] {
  const kept: Span[] = [];
  const sorted = spans
    .map(({ slot, start, end }) => ({ slot, start, end }))
    .filter(({ start, end }) => start >= 0 && start < end && end <= text.length)
    .sort((a, b) => a.start - b.start || b.end - a.end || (a.slot < b.slot ? -1 : 1));
  for (const span of sorted) if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span);
  return kept;
}

const inOrder = (hints: readonly Hint[]): readonly Hint[] =>
  hints
    .map(({ name, start, end }) => ({ name, start, end }))
    .sort((a, b) => a.start - b.start || a.end - b.end || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
