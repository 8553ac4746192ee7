import { join } from "node:path";
import {
  isSame,
  PalaverError,
  type App,
  type Finding,
  type Json,
  type Model,
  type ModelFile,
  type Platform,
} from "palaver";
import { Complaint } from "../complaint.ts";
import { commonLint } from "./common.ts";
import { differences, documentDifferences } from "./difference.ts";
import type { ModelFlags, Print } from "./flags.ts";
import { filesIn, replaceAll, writeNew } from "./folder.ts";
import { placesIn } from "./places.ts";
import { platforms, platformsCalled } from "./platforms.ts";
import { recordOf, withRecord } from "./record.ts";
import { findingLines, hasErrors, located, summaryOf, type Located } from "./report.ts";
import { sarifOf } from "./sarif.ts";
import { settingsFor } from "./settings.ts";
import { sourcesOf } from "./given.ts";
import { written } from "./write/app.ts";

/** A platform that an app is for, with what the app's folder says for it. */
interface Target {
  readonly platform: Platform;
  readonly settings: Json;
}

/** The platforms that are meant; without a name those that the app has settings for, or all where it has none for any. */
async function targetsOf(name: string | undefined, folder: string): Promise<readonly Target[]> {
  const found = await Promise.all(
    (name === undefined ? platforms : platformsCalled(name)).map(async (platform) => ({
      platform,
      settings: await settingsFor(platform, folder),
    })),
  );
  const told = found.flatMap(({ platform, settings }) =>
    settings === undefined ? [] : [{ platform, settings }],
  );
  if (name === undefined && told.length > 0) return told;
  return found.map(({ platform, settings }) => ({ platform, settings: settings ?? {} }));
}

/** What is wrong with an app's model: wherever it runs, and on each of these platforms. */
const judged = (model: Model, targets: readonly Target[], locale: string): readonly Finding[] => [
  ...commonLint(model, locale),
  ...targets.flatMap(({ platform, settings }) => naming(platform, () => platform.lint(model, settings))),
];

/** Does something for a platform; what is wrong with its settings is told with its name. */
function naming<T>(platform: Platform, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof PalaverError) throw new Complaint(`${platform.name}: ${error.message}`);
    throw error;
  }
}

/** `palaver lint`: what the platforms would refuse of an app, and what is unwise. Sets exit status 1 where there are errors. */
export async function lintApp(
  { model }: Pick<App, "model">,
  folder: string,
  { platform, locale, json, sarif }: ModelFlags,
  print: Print,
): Promise<void> {
  const targets = await targetsOf(platform, folder);
  const findings = located(judged(model, targets, locale), await placesIn(folder));
  if (sarif) print(JSON.stringify(sarifOf(findings), null, 2));
  else if (json) print(JSON.stringify(findings, null, 2));
  else {
    for (const line of findingLines(findings)) print(line);
    print(summaryLine(model, targets, findings));
  }
  if (hasErrors(findings)) process.exitCode = 1;
}

const summaryLine = (model: Model, targets: readonly Target[], findings: readonly Located[]) =>
  `${model.name}, for ${targets.map(({ platform }) => platform.name).join(", ")}: ${summaryOf(findings)}`;

/** `palaver build`: the models of an app, each in a folder of its own. Nothing is written where there are errors. */
export async function buildModels(
  { model }: Pick<App, "model">,
  folder: string,
  name: string | undefined,
  { out, locale }: ModelFlags,
  print: Print,
): Promise<void> {
  if (out === undefined) throw new Complaint("Say where to write it: palaver build --app NAME --out DIR.");
  const targets = await targetsOf(name, folder);
  const findings = located(judged(model, targets, locale), await placesIn(folder));
  if (hasErrors(findings)) {
    for (const line of findingLines(findings.filter(({ level }) => level === "error"))) print(line);
    throw new Complaint(`Nothing was built, for there are ${summaryOf(findings)}.`);
  }
  const built = new Map(
    targets.map(({ platform, settings }) => [platform.name, build(platform, model, settings)]),
  );
  const record = await recordOf(out);
  const same = new Map<string, boolean>();
  for (const [platform, files] of built) same.set(platform, await isThere(join(out, platform), files));
  await replaceAll(out, built, (platform) => record.get(platform) ?? []);
  await withRecord(out, record, built);
  for (const [platform, files] of built)
    print(
      `${join(out, platform)}: ${files.length} ${files.length === 1 ? "file" : "files"}${same.get(platform) ? ", as before" : ""}`,
    );
  const warnings = findings.length;
  if (warnings > 0) print(`${summaryOf(findings)}; palaver lint tells more`);
}

const build = (platform: Platform, model: Model, settings: Json) =>
  naming(platform, () => platform.build(model, settings));

async function isThere(folder: string, files: readonly ModelFile[]): Promise<boolean> {
  const there = new Map(((await filesIn(folder)) ?? []).map(({ path, bytes }) => [path, bytes]));
  return files.every(({ path, bytes }) => {
    const own = there.get(path);
    return own !== undefined && Buffer.compare(own, bytes) === 0;
  });
}

/** `palaver diff`: what is different about an app since its models were built, in words. */
export async function diffModels(
  { model }: Pick<App, "model">,
  folder: string,
  name: string | undefined,
  { out, json }: ModelFlags,
  print: Print,
): Promise<void> {
  if (out === undefined) throw new Complaint("Say where it was built: palaver diff --app NAME --out DIR.");
  const record = await recordOf(out);
  const all: { readonly platform: string; readonly changes: readonly string[] }[] = [];
  for (const { platform, settings } of await targetsOf(name, folder)) {
    const there = await filesIn(join(out, platform.name));
    const own = record.get(platform.name);
    const before = there?.filter(({ path }) => own === undefined || own.includes(path));
    const changes =
      before === undefined || before.length === 0
        ? [`nothing was built in ${join(out, platform.name)} yet.`]
        : naming(platform, () => changesIn(platform, before, platform.build(model, settings)));
    all.push({ platform: platform.name, changes });
  }
  if (json) return print(JSON.stringify(all, null, 2));
  for (const { platform, changes } of all) {
    if (changes.length === 0) print(`${platform}: nothing changed`);
    else
      for (const change of changes) print(`${platform}: ${change.replace(/[\p{Cc}\u2028\u2029]+/gu, " ")}`);
  }
}

/** What is different between two builds: as their models say it, and else as their files do. */
function changesIn(
  platform: Platform,
  before: readonly ModelFile[],
  now: readonly ModelFile[],
): readonly string[] {
  if (!platform.read) return fileChanges(before, now);
  const [old, fresh] = [platform.read(before), platform.read(now)];
  const changes = differences(old.model, fresh.model);
  if (!isSame(old.settings, fresh.settings))
    return [...changes, ...documentDifferences(old.settings, fresh.settings).map((it) => `settings: ${it}`)];
  return changes.length > 0 ? changes : fileChanges(before, now);
}

function fileChanges(before: readonly ModelFile[], now: readonly ModelFile[]): readonly string[] {
  const [old, fresh] = [before, now].map((files) => new Map(files.map(({ path, bytes }) => [path, bytes])));
  const paths = [...new Set([...(old?.keys() ?? []), ...(fresh?.keys() ?? [])])].sort();
  return paths.flatMap((path) => {
    const [was, is] = [old?.get(path), fresh?.get(path)];
    if (was === undefined || is === undefined)
      return [`${path}: ${was === undefined ? "a new file" : "gone"}.`];
    if (Buffer.compare(was, is) === 0) return [];
    const [one, other] = [jsonIn(was), jsonIn(is)];
    if (one === undefined || other === undefined) return [`${path}: other bytes.`];
    return documentDifferences(one, other).map((it) => `${path}: ${it}`);
  });
}

function jsonIn(bytes: Uint8Array): Json | undefined {
  try {
    // What comes out of JSON.parse is JSON.
    return JSON.parse(new TextDecoder().decode(bytes)) as Json;
  } catch {
    return undefined;
  }
}

/** `palaver import`: an app of somebody's model, in a folder of its own. */
export async function importModel(args: readonly string[], { out }: ModelFlags, print: Print): Promise<void> {
  const readable = platforms.filter(({ read }) => read !== undefined).map(({ name }) => name);
  const [name = "", ...sources] = args;
  const platform = platforms.find((it) => it.name === name);
  if (!platform?.read)
    throw new Complaint(`Say what to import: palaver import ${readable.join("|")} FILE… --out DIR.`);
  if (sources.length === 0) throw new Complaint(`Say which files: palaver import ${name} FILE… --out DIR.`);
  if (out === undefined)
    throw new Complaint(`Say where to write the app: palaver import ${name} FILE… --out DIR.`);
  const imported = platform.read(await sourcesOf(sources));
  const files = written(imported, name);
  await writeNew(out, files);
  for (const line of findingLines(imported.notes)) print(line);
  const { intents } = imported.model;
  print(`${out}: ${intents.length} ${intents.length === 1 ? "intent" : "intents"} in ${files.length} files`);
  print(`Talk to it: palaver chat --app ${join(out, "local.ts")}`);
}
