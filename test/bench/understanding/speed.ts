import { performance } from "node:perf_hooks";
import {
  embedded,
  freezeLearned,
  openClassifier,
  plainWords,
  thawLearned,
  trainClassifier,
} from "palaver/understanding";
import type { Model } from "palaver";
import { fewOf, type Example } from "../../../adapters/cli/understanding/examples.ts";
import { clincTest, clincTrain, snipsTest, snipsTrain } from "./corpora.ts";

/** The slots of SNIPS that a built-in type fits. */
const kinds = {
  timeRange: "datetime",
  party_size_number: "number",
  rating_value: "number",
  best_rating: "number",
} as const;

/** How many times longer one utterance takes where there are a hundred times as many intents. */
export function manyIntents(): string {
  const texts = clincTest.slice(0, 1_000).map(({ text }) => text);
  const [small, large] = [10, 1_000].map((count) => {
    const each = Math.ceil(clincTrain.length / 1_000);
    const sorted = clincTrain.toSorted((a, b) => ((a.intent ?? "") < (b.intent ?? "") ? -1 : 1));
    const intents = Array.from({ length: count }, (_, i) => ({
      name: `i${i}`,
      utterances: { "": sorted.slice(i * each, (i + 1) * each).map(({ text }) => text) },
      slots: [],
    }));
    const recognizer = embedded({ name: "bench", intents });
    return Number(
      timed(texts, (text) => void recognizer.understand(text, { locale: "en-US", at: 0 })).split(" ")[0],
    );
  });
  return `${((large ?? 0) / (small ?? 1)).toFixed(1)} (${small} us, ${large} us)`;
}

/** How many times longer ten times as many characters take. */
export function longTexts(): string {
  const recognizer = embedded(appOf(20));
  const sentences = snipsTest.map(({ text }) => text).join(". ");
  const [short, long] = [10_000, 100_000].map((length) => {
    const text = sentences.repeat(Math.ceil(length / sentences.length)).slice(0, length);
    const times = Array.from({ length: 7 }, () => {
      const from = performance.now();
      recognizer.understand(text, { locale: "en-US", at: 0 });
      return performance.now() - from;
    });
    return times.sort((a, b) => a - b)[3] ?? 0;
  });
  return `${((long ?? 0) / (short ?? 1)).toFixed(1)} (${short?.toFixed(0)} ms, ${long?.toFixed(0)} ms)`;
}

function someIntents(count: number): readonly Example[] {
  const names = [...new Set(clincTrain.map(({ intent }) => intent ?? ""))].sort();
  const chosen = new Set(names.filter((_, i) => i % Math.floor(names.length / count) === 0));
  return clincTrain.filter(({ intent }) => chosen.has(intent ?? ""));
}

function samples(count: number, shots: number) {
  return fewOf(someIntents(count), shots, 0).map(({ text, intent }) => ({
    intent: intent ?? "",
    said: [plainWords(text)],
  }));
}

export function training(count: number, shots: number): number {
  const rows = samples(count, shots);
  const from = performance.now();
  trainClassifier(rows, { locale: "en-US" });
  return performance.now() - from;
}

function timed(texts: readonly string[], work: (text: string) => void): string {
  for (let pass = 0; pass < 3; pass++) for (const text of texts) work(text);
  const times = texts
    .map((text) => {
      const from = performance.now();
      work(text);
      return (performance.now() - from) * 1_000;
    })
    .sort((a, b) => a - b);
  return [0.5, 0.99].map((share) => (times[Math.floor(times.length * share)] ?? 0).toFixed(0)).join(" / ");
}

export function intentOnly(): string {
  const model = openClassifier(trainClassifier(samples(150, 20), { locale: "en-US" }));
  return timed(
    clincTest.map(({ text }) => text),
    (text) => void model.rank(plainWords(text)),
  );
}

/** An app of the SNIPS intents, as a developer would write it with sentences of the corpus and lists for some slots. */
function appOf(shots: number): Model {
  const rows = fewOf(snipsTrain, shots, 0);
  const intents = [...new Set(rows.map(({ intent }) => intent ?? ""))].sort().map((name) => {
    const own = rows.filter(({ intent }) => intent === name);
    const slots = [...new Set(own.flatMap((it) => (it.slots ?? []).map(({ slot }) => slot)))].sort();
    return {
      name,
      utterances: { "": own.map(templateOf) },
      slots: slots.map((slot) => ({
        name: slot,
        required: false,
        many: false,
        type: typeOf(slot, own),
      })),
    };
  });
  return { name: "bench", intents };
}

function typeOf(slot: string, rows: readonly Example[]) {
  const kind = Object.entries(kinds).find(([name]) => name === slot)?.[1];
  if (kind) return { kind };
  const names = rows.flatMap(({ text, slots = [] }) =>
    slots.filter((it) => it.slot === slot).map(({ start, end }) => text.slice(start, end)),
  );
  return {
    kind: "list",
    name: slot,
    dynamic: false,
    values: [...new Set(names)].map((name) => ({ id: name, name })),
  } as const;
}

function templateOf({ text, slots = [] }: Example): string {
  let [template, at] = ["", 0];
  for (const { slot, start, end } of [...slots].sort((a, b) => a.start - b.start)) {
    template += `${text.slice(at, start)} {${slot}} `;
    at = end;
  }
  return (template + text.slice(at)).replaceAll(/[{}](?![a-zA-Z_]+\}|\s|$)/g, "");
}

export function withEverything(): string {
  const recognizer = embedded(appOf(20));
  return timed(
    snipsTest.map(({ text }) => text),
    (text) => void recognizer.understand(text, { locale: "en-US", at: 0 }),
  );
}

export function loading(): string {
  const rows = fewOf(someIntents(30), 20, 0);
  const names = [...new Set(rows.map(({ intent }) => intent ?? ""))];
  const intents = names.map((name) => ({
    name,
    utterances: { "": rows.filter(({ intent }) => intent === name).map(({ text }) => text) },
    slots: [],
  }));
  const model = { name: "bench", intents };
  const bytes = freezeLearned(model, ["en-US"]);
  const from = performance.now();
  const recognizer = embedded(model, { learned: thawLearned(bytes, model) });
  recognizer.understand("what is all this about then", { locale: "en-US", at: 0 });
  return `${(performance.now() - from).toFixed(1)} with the first sentence (${(bytes.length / 1_024).toFixed(0)} KiB)`;
}
