import { existsSync, readFileSync } from "node:fs";
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
import { judge, type Result } from "../../../adapters/cli/understanding/evaluate.ts";
import { examplesIn, fewOf, type Example } from "../../../adapters/cli/understanding/examples.ts";
import { measureSlots } from "./slots.ts";
import { measureTypes, type Share } from "./types.ts";

const folder = new URL("../../../../shared/corpora/nlu/", import.meta.url);
if (!existsSync(folder)) {
  console.info("The corpora of labelled sentences are not here, so there is nothing to measure.");
  process.exit(0);
}

const read = (path: string) => examplesIn(readFileSync(new URL(path, folder), "utf8"), path);
const [clincTrain, clincTest] = [read("clinc150/train.jsonl"), read("clinc150/test.jsonl")];
const [snipsTrain, snipsTest] = [read("snips/train.jsonl"), read("snips/test.jsonl")];
const seeds = [0, 1, 2, 3, 4];
/** The slots of SNIPS that a built-in type fits. */
const kinds = {
  timeRange: "datetime",
  party_size_number: "number",
  rating_value: "number",
  best_rating: "number",
} as const;

const mean = (numbers: readonly number[]) => numbers.reduce((sum, it) => sum + it, 0) / numbers.length;
const percent = (share: number) => (100 * share).toFixed(1);
const row = (what: string, measured: string, required: string, aim: string) =>
  console.info(`| ${what} | ${measured} | ${required} | ${aim} |`);

const withoutSlots = (examples: readonly Example[]) => examples.map((it) => ({ ...it, slots: undefined }));
const few = (train: readonly Example[], test: readonly Example[], shots: number): readonly Result[] =>
  seeds.map((seed) => judge(withoutSlots(fewOf(train, shots, seed)), withoutSlots(test), "en-US"));
const meanOf = (results: readonly Result[], of: (result: Result) => number) => mean(results.map(of));

console.info("| | measured | required | aim |\n| --- | --- | --- | --- |");
const all = judge(clincTrain, clincTest, "en-US");
const [ten, five] = [few(clincTrain, clincTest, 10), few(clincTrain, clincTest, 5)];
const accuracy = ({ accuracy: share }: Result) => share;
const auroc = ({ scope }: Result) => scope?.auroc ?? 0;
row("CLINC150 all, in-scope accuracy", percent(all.accuracy), "93.5", "94.5");
row(
  "CLINC150 10 / 5 per intent",
  `${percent(meanOf(ten, accuracy))} / ${percent(meanOf(five, accuracy))}`,
  "84 / 76",
  "86 / 79",
);
row("CLINC150 10 per intent, one edit per 15 letters", percent(mean(seeds.map(misspelt))), "74", "77");
row(
  "CLINC150 out-of-scope AUROC, all / 10 / 5",
  [auroc(all), meanOf(ten, auroc), meanOf(five, auroc)].map(percent).join(" / "),
  "96.5 / 93.5 / 92",
  "97.5 / 95 / 93.5",
);
row(
  "CLINC150 10 per intent, default threshold: in-scope kept / out-of-scope refused",
  `${percent(meanOf(ten, ({ scope }) => scope?.kept ?? 0))} / ${percent(meanOf(ten, ({ scope }) => scope?.refused ?? 0))}`,
  "82 / 60",
  "82.5 / 75",
);
const snips = judge(withoutSlots(snipsTrain), withoutSlots(snipsTest), "en-US");
row(
  "SNIPS all / 10 per intent, intent accuracy",
  `${percent(snips.accuracy)} / ${percent(meanOf(few(snipsTrain, snipsTest, 10), accuracy))}`,
  "98.3 / 91.5",
  "98.6 / 93",
);
const slots = new Map((measureSlots() ?? []).map(({ name, f1 }) => [name, f1.toFixed(1)]));
const slotsOf = (names: readonly string[]) => names.map((name) => slots.get(name) ?? "").join(" / ");
row(
  "SNIPS slot F1, exact spans, no lists: 10 / 70 / all",
  slotsOf(["10 per intent", "70 per intent", "all"]),
  "60 / 84 / 95.5",
  "64 / 86 / 96",
);
row(
  "SNIPS slot F1 with lists for the closed slots: 10 / 70",
  slotsOf(["10 per intent, lists", "70 per intent, lists"]),
  "73.5 / 89.5",
  "78 / 91",
);
for (const language of ["English", "German"] as const) row(...typesRow(language));
row(
  "training, 30 intents x 20 / 150 x 20 / 150 x 100, ms",
  [training(150, 20), training(150, 100), training(30, 20)]
    .map((it) => it.toFixed(0))
    .toSorted((a, b) => Number(a) - Number(b))
    .join(" / "),
  "100 / 800 / 3,500",
  "50 / 400 / 1,500",
);
row("one utterance, intent only, 150 intents, median / p99, us", intentOnly(), "25 / 100", "10 / 40");
row(
  "one utterance with slots and built-in types, median / p99, us",
  withEverything(),
  "120 / 500",
  "60 / 250",
);
row("loading a frozen model, 30 x 20, ms", loading(), "10", "3");

row("one utterance, 1,000 intents to 10, times as long", manyIntents(), "2", "");
row("100,000 characters to 10,000, times as long", longTexts(), "10", "");

/** How many times longer one utterance takes where there are a hundred times as many intents. */
function manyIntents(): string {
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
function longTexts(): string {
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

/** One letter put in, left out, replaced or exchanged for every 15, always the same ones. */
function misspelt(seed: number): number {
  const random = numbers(seed + 7);
  const model = openClassifier(
    trainClassifier(
      fewOf(clincTrain, 10, seed).map(({ text, intent }) => ({
        intent: intent ?? "",
        said: [plainWords(text)],
      })),
      { locale: "en-US" },
    ),
  );
  const asked = clincTest.filter(({ intent }) => intent !== null);
  const right = asked.filter(
    ({ text, intent }) => model.rank(plainWords(slip(text, random))).ranked[0]?.intent === intent,
  );
  return right.length / asked.length;
}

function slip(text: string, random: () => number): string {
  const letters = [...text];
  for (let i = 0; i < Math.max(1, Math.round(text.length / 15)); i++) {
    const at = Math.floor(random() * letters.length);
    const other = "abcdefghijklmnopqrstuvwxyz".charAt(Math.floor(random() * 26));
    const way = Math.floor(random() * 4);
    if (way === 0) letters.splice(at, 1);
    else if (way === 1) letters.splice(at, 0, other);
    else if (way === 2) letters[at] = other;
    else letters.splice(at, 2, ...letters.slice(at, at + 2).reverse());
  }
  return letters.join("");
}

function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

function typesRow(language: "English" | "German"): [string, string, string, string] {
  const shares = new Map(measureTypes(language).map((it) => [it.kind, it]));
  const time = ["date", "time", "datetime"].flatMap((kind) => shares.get(kind) ?? []);
  const shown = ({ right, of }: Pick<Share, "right" | "of">) => `${percent(right / of)} (${of})`;
  const none = { right: 0, of: 0 };
  const point = {
    right: time.reduce((sum, it) => sum + it.right, 0),
    of: time.reduce((sum, it) => sum + it.of, 0),
  };
  const measured = [
    shares.get("number") ?? none,
    shares.get("ordinal") ?? none,
    shares.get("duration") ?? none,
    point,
  ];
  const english = language === "English";
  const what = `built-in types, ${language}, the development phrases (how many): number / ordinal / duration / point in time`;
  return [
    what,
    measured.map(shown).join(" / "),
    english ? "unseen: 90 / 90 / 85 / 70" : "",
    english ? "97 / 97 / 95 / 80" : "",
  ];
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

function training(count: number, shots: number): number {
  const rows = samples(count, shots);
  const from = performance.now();
  trainClassifier(rows, { locale: "en-US" });
  return performance.now() - from;
}

function timed(texts: readonly string[], work: (text: string) => void): string {
  for (const text of texts) work(text);
  const times = texts
    .map((text) => {
      const from = performance.now();
      work(text);
      return (performance.now() - from) * 1_000;
    })
    .sort((a, b) => a - b);
  return [0.5, 0.99].map((share) => (times[Math.floor(times.length * share)] ?? 0).toFixed(0)).join(" / ");
}

function intentOnly(): string {
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

function withEverything(): string {
  const recognizer = embedded(appOf(20));
  return timed(
    snipsTest.map(({ text }) => text),
    (text) => void recognizer.understand(text, { locale: "en-US", at: 0 }),
  );
}

function loading(): string {
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
