import type { Interpretation } from "palaver";
import type { Explanation } from "palaver/understanding";
import type { CrossCheck } from "./cross.ts";
import type { Result } from "./evaluate.ts";
import type { Lesson } from "./teach.ts";

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** The result of an evaluation, for people. */
export function resultLines(result: Result): readonly string[] {
  const { slots, scope, microseconds, intents, confusion } = result;
  const weakest = [...intents].filter(({ said }) => said > 0).sort((a, b) => a.f1 - b.f1);
  return [
    `learned ${result.learned} sentences${result.leftOut > 0 ? ` (${result.leftOut} without an intent were left out)` : ""}, asked ${result.asked}`,
    `intent accuracy       ${percent(result.accuracy)}`,
    ...(slots
      ? [
          `slot F1, exact spans  ${percent(slots.f1)} (precision ${percent(slots.precision)}, recall ${percent(slots.recall)})`,
        ]
      : []),
    ...(scope
      ? [
          `out of scope          AUROC ${percent(scope.auroc)}; ${percent(scope.refusedAt95)} refused where 95 % of the rest are taken`,
          `own threshold         ${percent(scope.kept)} heard and taken, ${percent(scope.refused)} of the meaningless refused`,
        ]
      : []),
    `training              ${result.trainingSeconds.toFixed(2)} s, ${(result.bytes / 1_024 / 1_024).toFixed(1)} MiB held`,
    `one sentence          ${microseconds.median.toFixed(0)} us median, ${microseconds.p99.toFixed(0)} us p99`,
    "",
    "intents, the weakest first (precision, recall, sentences):",
    ...weakest
      .slice(0, 20)
      .map(
        (it) =>
          `  ${percent(it.precision).padStart(7)} ${percent(it.recall).padStart(7)} ${String(it.said).padStart(6)}  ${it.intent}`,
      ),
    ...(confusion.length > 0 ? ["", "taken for another, most often first:"] : []),
    ...confusion.slice(0, 10).map((it) => `  ${String(it.times).padStart(4)}  ${it.intent} -> ${it.heard}`),
  ];
}

/** What a cross-check found, for people. */
export const crossLines = ({ utterances, accuracy, pulls }: CrossCheck): readonly string[] => [
  `${utterances} utterances; ${percent(accuracy)} are heard as their own intent by what the others teach`,
  ...(pulls.length > 0
    ? ["", "these are misheard, each beside the utterance that pulls it the wrong way:"]
    : []),
  ...pulls.map(({ intent, utterance, heard, by }) => `  ${intent}: "${utterance}" -> ${heard}: "${by}"`),
];

/** What was not understood, for people. */
export const lessonLines = (lessons: readonly Lesson[]): readonly string[] =>
  lessons.length === 0
    ? ["Everything was understood."]
    : lessons.map(({ utterance, times, intent, confidence }, i) => {
        const likely = intent === undefined ? "like no intent" : `${intent} ${percent(confidence)}`;
        return `${String(i + 1).padStart(3)}  ${String(times).padStart(3)}x  ${likely.padEnd(20)} "${utterance}"`;
      });

/** Why a text was understood as it was, for people. */
export function explanationLines(
  text: string,
  { interpretations, ranking, because, values }: Explanation,
): readonly string[] {
  const [top] = interpretations;
  return [
    `"${text}"`,
    top ? `means ${interpretationLine(top)}` : "means nothing to this app",
    ...interpretations.slice(1).map((it) => `   or ${interpretationLine(it)}`),
    ...values.map(({ type, text: words, value }) => `"${words}" is ${value} (${type})`),
    `learned: score ${ranking.score.toFixed(2)}, which ${ranking.inScope ? "is" : "is not"} enough`,
    ...ranking.ranked.map(
      ({ intent, confidence }, i) =>
        `  ${percent(confidence).padStart(7)}  ${intent.padEnd(12)} ${wordLine(because[i]?.words ?? [])}`,
    ),
  ];
}

const interpretationLine = ({ intent, slots, confidence }: Interpretation) =>
  `${intent} (${percent(confidence)})${slots.map(({ name, values: [value] }) => ` ${name}=${value?.matches[0]?.id ?? value?.matches[0]?.value ?? JSON.stringify(value?.text)}`).join("")}`;

const wordLine = (words: Explanation["because"][number]["words"]) =>
  [...words]
    .filter(({ weight }) => Math.abs(weight) > 0.05)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, 6)
    .map(({ word, weight }) => `${word} ${weight > 0 ? "+" : ""}${weight.toFixed(1)}`)
    .join(", ");
