import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { App, ModelSlot, Unsure } from "palaver";
import { embedded, plainWords, type Explanation } from "palaver/understanding";
import { Complaint } from "../complaint.ts";
import { withUtterances } from "./source.ts";

/** Something to be taught: what was said, how often in like words, and the intent it is likeliest meant for. */
export interface Lesson {
  /** As it would be written among utterances, with slots in braces. */
  readonly utterance: string;
  readonly times: number;
  readonly intent: string | undefined;
  /** From 0 to 1. */
  readonly confidence: number;
}

/** What was not understood, the most frequent first; sentences that share most of their words are one lesson. */
export function lessonsOf(
  { model }: Pick<App, "model">,
  unsure: readonly Unsure[],
  locale: string,
): readonly Lesson[] {
  const recognizer = embedded(model);
  const names = new Set(model.intents.map(({ name }) => name));
  const own = unsure.filter((it) => it.locale.split("-")[0] === locale.split("-")[0]);
  const groups: { readonly words: ReadonlySet<string>; readonly all: Unsure[] }[] = [];
  for (const it of own) {
    const words = new Set(plainWords(it.text));
    const known = groups.find((group) => alike(group.words, words));
    if (known) known.all.push(it);
    else if (words.size > 0) groups.push({ words, all: [it] });
  }
  return groups
    .map(({ all }) => {
      const text = all[0]?.text ?? "";
      const { ranking, values } = recognizer.explain(text, { locale, at: 0 });
      const likely = ranking.ranked.find(({ intent }) => names.has(intent));
      const slots = model.intents.find(({ name }) => name === likely?.intent)?.slots ?? [];
      return {
        utterance: withBraces(text, values, slots),
        times: all.length,
        intent: likely?.intent,
        confidence: likely?.confidence ?? 0,
      };
    })
    .sort((a, b) => b.times - a.times || (a.utterance < b.utterance ? -1 : 1));
}

/** Whether two sentences share most of their words. */
function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared > 0 && shared / (a.size + b.size - shared) >= 0.6;
}

/** The text with slots in the place of values of their types; braces that somebody said are left out. */
function withBraces(text: string, values: Explanation["values"], slots: readonly ModelSlot[]): string {
  const parts = values
    .flatMap(({ type, text: words }) => {
      const slot = slots.find((it) => (it.type.kind === "list" ? it.type.name : it.type.kind) === type);
      return slot ? [{ name: slot.name, at: text.indexOf(words), length: words.length }] : [];
    })
    .sort((a, b) => a.at - b.at);
  let [utterance, end] = ["", 0];
  for (const { name, at, length } of parts) {
    if (at < end) continue;
    utterance += `${bare(text.slice(end, at))}{${name}}`;
    end = at + length;
  }
  return `${utterance}${bare(text.slice(end))}`
    .replace(/\s+/gu, " ")
    .replace(/[\s.,;!?]+$/u, "")
    .trim();
}

const bare = (text: string) => text.replace(/[{}]/g, "");

/** What was chosen to be learned, and for which intent where that is not the likeliest. */
export interface Choice {
  /** Numbers of lessons, from 1. */
  readonly numbers: readonly number[];
  readonly intent?: string | undefined;
}

/**
 * Writes the chosen lessons into the source of their intents, and tells into which files. Throws {@link Complaint} where a number or an
 * intent is none, or where no source of the app declares the intent; then nothing is written.
 */
export async function teach(
  lessons: readonly Lesson[],
  { numbers, intent }: Choice,
  folder: string,
  locale: string,
): Promise<readonly string[]> {
  const additions = new Map<string, string[]>();
  for (const number of numbers) {
    const lesson = lessons[number - 1];
    if (!lesson) throw new Complaint(`There is no lesson ${number}; there are ${lessons.length}.`);
    const name = intent ?? lesson.intent;
    if (name === undefined)
      throw new Complaint(`Lesson ${number} is like no intent; say which with --to INTENT.`);
    additions.set(name, [...(additions.get(name) ?? []), lesson.utterance]);
  }
  const sources = await sourcesIn(folder);
  const changed = new Map<string, string>();
  for (const [name, utterances] of additions) {
    const language = locale.split("-")[0] ?? locale;
    const found = [...sources].flatMap(([file, source]) => {
      const text = withUtterances(changed.get(file) ?? source, name, utterances, language);
      return text === undefined ? [] : [[file, text] as const];
    });
    const [only] = found;
    if (!only)
      throw new Complaint(
        `No file in ${folder} declares utterances of "${name}" for ${language}; add them by hand.`,
      );
    changed.set(...only);
  }
  for (const [file, text] of changed) await writeFile(file, text);
  return [...changed.keys()];
}

async function sourcesIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".ts")).sort();
  return new Map(
    await Promise.all(
      files.map(async (file) => [join(folder, file), await readFile(join(folder, file), "utf8")] as const),
    ),
  );
}
