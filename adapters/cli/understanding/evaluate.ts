import { readFile } from "node:fs/promises";
import { performance } from "node:perf_hooks";
import { openClassifier, openTagger, plainWords, trainClassifier, trainTagger } from "palaver/understanding";
import { Complaint } from "../complaint.ts";
import { examplesIn, fewOf, type Example } from "./examples.ts";
import { figuresOf, type Asked, type Figures } from "./figures.ts";

/** What to learn from, and what to be asked. */
export interface Evaluation {
  readonly train: string;
  readonly test: string;
  /** How many samples of each intent are learned from; all of them by default. */
  readonly shots?: number | undefined;
  /** Which ones: the same for the same seed. */
  readonly seed: number;
  readonly locale: string;
}

export interface Result extends Figures {
  readonly learned: number;
  readonly asked: number;
  /** Rows of the training file that mean nothing; they are not learned from. */
  readonly leftOut: number;
  readonly trainingSeconds: number;
  /** Of one sentence with its slots, in microseconds. */
  readonly microseconds: { readonly median: number; readonly p99: number };
  /** What the trained model holds, in bytes. */
  readonly bytes: number;
}

/** Learns from one file, asks about another, and says how well it went. Throws {@link Complaint} for a file that will not do. */
export async function evaluate({ train, test, shots, seed, locale }: Evaluation): Promise<Result> {
  const all = examplesIn(await source(train), train);
  const meant = all.filter(({ intent }) => intent !== null);
  if (meant.length === 0) throw new Complaint(`${train} has no sentence with an intent to learn from.`);
  const asked = examplesIn(await source(test), test);
  return judge(
    shots === undefined ? meant : fewOf(meant, shots, seed),
    asked,
    locale,
    all.length - meant.length,
  );
}

/** Learns from some examples and asks about others. */
export function judge(
  train: readonly Example[],
  test: readonly Example[],
  locale: string,
  leftOut = 0,
): Result {
  const started = performance.now();
  const trained = learnFrom(train, locale);
  const trainingSeconds = (performance.now() - started) / 1_000;
  for (const { text } of test.slice(0, 200)) trained.hear(text);
  const times: number[] = [];
  const asked = test.map((example): Asked => {
    const from = performance.now();
    const { intent, spans, ...ranking } = trained.hear(example.text);
    times.push((performance.now() - from) * 1_000);
    // Slots are judged where the intent is known, as the published figures have it.
    const heardSpans =
      example.slots && (intent === example.intent ? spans : trained.tag(example.intent, example.text));
    return { intent: example.intent, heard: intent, ...ranking, spans: example.slots ?? [], heardSpans };
  });
  times.sort((a, b) => a - b);
  return {
    learned: train.length,
    asked: test.length,
    leftOut,
    ...figuresOf(asked),
    trainingSeconds,
    microseconds: { median: quantile(times, 0.5), p99: quantile(times, 0.99) },
    bytes: trained.bytes,
  };
}

const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

function learnFrom(examples: readonly Example[], locale: string) {
  const model = trainClassifier(
    examples.map(({ text, intent }) => ({ intent: intent ?? "", said: [plainWords(text)] })),
    { locale },
  );
  const classifier = openClassifier(model);
  const byIntent = new Map<string, Example[]>();
  for (const example of examples) {
    const known = byIntent.get(example.intent ?? "");
    if (known) known.push(example);
    else byIntent.set(example.intent ?? "", [example]);
  }
  const taggers = [...byIntent].flatMap(([intent, all]) => {
    const samples = all.map(({ text, slots = [] }) => ({ text, spans: slots }));
    return samples.some(({ spans }) => spans.length > 0) ? [{ intent, model: trainTagger(samples) }] : [];
  });
  const open = new Map(taggers.map((it) => [it.intent, openTagger(it.model)]));
  const tag = (intent: string | null, text: string) => open.get(intent ?? "")?.(text) ?? [];
  return {
    tag,
    bytes: bytesOf(model) + taggers.reduce((sum, it) => sum + bytesOf(it.model), 0),
    hear(text: string) {
      const { ranked, score, inScope } = classifier.rank(plainWords(text));
      const intent = ranked[0]?.intent ?? "";
      return { intent, score, inScope, spans: tag(intent, text) };
    },
  };
}

/** The size of all arrays of numbers in a model. */
function bytesOf(thing: unknown): number {
  if (ArrayBuffer.isView(thing)) return thing.byteLength;
  return typeof thing === "object" && thing !== null
    ? Object.values(thing).reduce((sum: number, it) => sum + bytesOf(it), 0)
    : 0;
}

async function source(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch {
    throw new Complaint(`The file ${file} cannot be read; check that it is there.`);
  }
}
