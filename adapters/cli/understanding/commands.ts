import { writeFile } from "node:fs/promises";
import type { App } from "palaver";
import { embedded, freezeLearned } from "palaver/understanding";
import { Complaint } from "../complaint.ts";
import { crossCheck } from "./cross.ts";
import { evaluate } from "./evaluate.ts";
import { crossLines, explanationLines, lessonLines, resultLines } from "./print.ts";
import { lessonsOf, teach } from "./teach.ts";

/** What the commands about understanding may be given. */
export interface Flags {
  readonly train?: string | undefined;
  readonly test?: string | undefined;
  readonly shots?: string | undefined;
  readonly seed?: string | undefined;
  readonly locale: string;
  readonly json: boolean;
  readonly out?: string | undefined;
  readonly add?: string | undefined;
  readonly to?: string | undefined;
}

type Print = (line: string) => void;

/** `palaver evaluate --train FILE --test FILE`. Throws {@link Complaint}. */
export async function evaluateFiles(
  { train, test, shots, seed, locale, json }: Flags,
  print: Print,
): Promise<void> {
  if (train === undefined || test === undefined) {
    throw new Complaint("Say what to learn and what to ask: palaver evaluate --train FILE --test FILE.");
  }
  const result = await evaluate({
    train,
    test,
    shots: shots === undefined ? undefined : wholeNumber("--shots", shots, 1),
    seed: wholeNumber("--seed", seed ?? "0", 0),
    locale,
  });
  if (json) print(JSON.stringify(result));
  else for (const line of resultLines(result)) print(line);
}

/** `palaver evaluate --app NAME`: how well an app's own utterances are told apart. */
export function evaluateApp({ model }: App, { locale, json }: Flags, print: Print): void {
  const found = crossCheck(model, locale);
  if (json) print(JSON.stringify(found));
  else for (const line of crossLines(found)) print(line);
}

/** `palaver explain TEXT`: why an app understands it as it does. */
export function explain({ model, clock }: App, text: string, { locale, json }: Flags, print: Print): void {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const why = embedded(model).explain(text, { locale, at: clock.now(), zone });
  if (json) print(JSON.stringify(why));
  else for (const line of explanationLines(text, why)) print(line);
}

/** `palaver teach`: what was not understood, and with `--add` the chosen of it written into the app's source. */
export async function teachApp(
  app: App,
  folder: string,
  { add, to, locale, json }: Flags,
  print: Print,
): Promise<void> {
  const lessons = lessonsOf(app, await app.unsure(), locale);
  if (add === undefined) {
    if (json) print(JSON.stringify(lessons));
    else for (const line of lessonLines(lessons)) print(line);
    return;
  }
  const numbers = add.split(",").map((number) => wholeNumber("--add", number.trim(), 1));
  for (const file of await teach(lessons, { numbers, intent: to }, folder, locale)) print(`wrote ${file}`);
}

/** `palaver build understanding`: what an app has learned in these languages, as one file. */
export async function buildUnderstanding(
  { model }: App,
  { out, locale }: Flags,
  print: Print,
): Promise<void> {
  if (out === undefined)
    throw new Complaint("Say where to write it: palaver build understanding --app NAME --out FILE.");
  const bytes = freezeLearned(model, locale.split(","));
  try {
    await writeFile(out, bytes);
  } catch {
    throw new Complaint(`The file ${out} cannot be written; check that its folder is there.`);
  }
  print(`${out}: ${bytes.length} bytes of what ${model.name} has learned in ${locale}`);
}

function wholeNumber(flag: string, text: string, least: number): number {
  const number = Number(text);
  if (/^\d{1,9}$/.test(text) && number >= least) return number;
  throw new Complaint(`${flag} takes a whole number from ${least} on, not "${text}".`);
}
