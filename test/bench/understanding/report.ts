import { openClassifier, plainWords, trainClassifier } from "palaver/understanding";
import { judge, type Result } from "../../../adapters/cli/understanding/evaluate.ts";
import { fewOf, type Example } from "../../../adapters/cli/understanding/examples.ts";
import { clincTest, clincTrain, snipsTest, snipsTrain } from "./corpora.ts";
import { measureSlots } from "./slots.ts";
import { intentOnly, loading, longTexts, manyIntents, training, withEverything } from "./speed.ts";
import { measureTypes, type Share } from "./types.ts";

const seeds = [0, 1, 2, 3, 4];
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
