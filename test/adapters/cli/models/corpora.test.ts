import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { check } from "prettier";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Imported, type Json, type ModelFile, type Platform } from "palaver";
import { alexaPlatform } from "palaver/alexa";
import { lexPlatform } from "palaver/lex";
import { documentDifferences } from "../../../../adapters/cli/models/difference.ts";
import { clear, faultsOf, folderOf, heardIn, plainModel, started, writeApp } from "./apps.ts";

const corpora = fileURLToPath(new URL("../../../../../shared/corpora/", import.meta.url));
const absent = !existsSync(corpora);
if (absent) console.info(`The corpora are not at ${corpora}; the tests over them are skipped.`);

/** A skill or a bot of somebody's, as files. */
interface Real {
  readonly name: string;
  readonly platform: Platform;
  readonly files: readonly ModelFile[];
}

const namesIn = (folder: string) => (absent ? [] : readdirSync(`${corpora}${folder}`).sort());
const file = (folder: string, name: string, path: string): ModelFile => ({
  path,
  bytes: readFileSync(`${corpora}${folder}/${name}`),
});

/** Each model of a skill by itself, and the nine languages of one skill together. */
const skills: readonly Real[] = namesIn("alexa-models").map((name, i) => ({
  name: `skill${i}`,
  platform: alexaPlatform,
  files: [file("alexa-models", name, name.replace(/^.*__/, ""))],
}));
const fact = namesIn("alexa-models").filter((name) => name.includes("nodejs-fact__models"));
const together: readonly Real[] =
  fact.length === 0
    ? []
    : [
        {
          name: "fact",
          platform: alexaPlatform,
          files: fact.map((name) => file("alexa-models", name, `models/${name.replace(/^.*__/, "")}`)),
        },
      ];

/** The bots: all files of one folder, under their paths within it, or one file each. Paths were written with "__" between their parts. */
function botsIn(): readonly Real[] {
  const found = new Map<string, ModelFile[]>();
  for (const name of namesIn("lex-exports")) {
    const parts = name.split("__");
    const root = parts.findIndex((part) => part === "lex-export" || part === "ReminderBotFiles");
    const bot = root < 0 ? name : parts.slice(0, root + 1).join("/");
    const path = parts.slice(root < 0 ? -1 : root + 1).join("/");
    found.set(bot, [...(found.get(bot) ?? []), file("lex-exports", name, path)]);
  }
  return [...found.values()].map((files, i) => ({ name: `bot${i}`, platform: lexPlatform, files }));
}
const bots = botsIn();

const all = [...skills, ...together, ...bots];
const folder = folderOf("corpora");

/** What a platform makes of one of them, or the sentence in which it refuses it. */
function read({ platform, files }: Real): Imported | string {
  try {
    return platform.read?.(files) ?? "";
  } catch (error) {
    if (error instanceof Error && error.name === "PalaverError") return error.message;
    throw error;
  }
}

const documents = (files: readonly ModelFile[]): Json =>
  Object.fromEntries(
    files
      .filter(({ path }) => path.endsWith(".json"))
      .map(({ path, bytes }) => [path, JSON.parse(new TextDecoder().decode(bytes)) as Json]),
  );

describe.skipIf(absent)("every real skill and bot", () => {
  const read_ = all.map((real) => ({ real, imported: read(real) }));
  const apps = read_.flatMap(({ real, imported }) =>
    typeof imported === "string" ? [] : [{ ...real, imported }],
  );

  beforeAll(() => {
    clear(folder);
    for (const { name, imported, platform } of apps) writeApp(`${folder}${name}`, imported, platform.name);
  });
  afterAll(() => clear(folder));

  test("is read, or refused in a sentence", () => {
    const refused = read_.flatMap(({ real, imported }) =>
      typeof imported === "string" ? [`${real.files[0]?.path}: ${imported}`] : [],
    );
    console.info(`${apps.length} of ${all.length} are read; refused: ${refused.join(" | ") || "none"}`);
    expect(apps.length).toBeGreaterThan(0);
  });

  test("type-checks as an app, with all others", () => {
    expect(faultsOf(apps.map(({ name }) => `${folder}${name}/local.ts`))).toEqual([]);
  });

  test.each(apps)(
    "$name is formatted, starts, and is the model it was made of",
    async ({ name, imported, platform }) => {
      for (const { path, bytes } of writeApp(`${folder}${name}`, imported, platform.name))
        expect([
          path,
          await check(new TextDecoder().decode(bytes), { filepath: path, printWidth: 110 }),
        ]).toEqual([path, true]);
      const app = await started(`${folder}${name}`);
      expect(plainModel(app.model)).toEqual(plainModel(imported.model));
      await app.close();
    },
  );

  test.each(apps)(
    "$name is built again as it was built of what was read",
    async ({ name, imported, platform }) => {
      const app = await started(`${folder}${name}`);
      const settings = JSON.parse(readFileSync(`${folder}${name}/${platform.name}.json`, "utf8")) as Json;
      const [once, again] = [
        platform.build(imported.model, imported.settings),
        platform.build(app.model, settings),
      ];
      expect(documentDifferences(documents(once), documents(again))).toEqual([]);
      await app.close();
    },
  );

  test("hears most of its own samples as their own intent", async () => {
    let [samples, own] = [0, 0];
    for (const { name, imported } of apps) {
      const app = await started(`${folder}${name}`);
      const heard = await heardIn(app);
      console.info(`${name} (${imported.model.name}): ${heard.own} of ${heard.samples}`);
      samples += heard.samples;
      own += heard.own;
      await app.close();
    }
    console.info(`${own} of ${samples} samples of ${apps.length} apps are heard as their own intent`);
    expect(own / samples).toBeGreaterThan(0.9);
  });
});
