import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { asJson, createApp, intent, isSame, memory, type Imported, type Json, type ModelFile } from "palaver";
import { alexaPlatform } from "palaver/alexa";
import { describe, expect, test } from "vitest";
import { settled } from "../../../../adapters/alexa/model/settle.ts";
import { built, modelPath } from "./made.ts";

const corpora = fileURLToPath(new URL("../../../../../shared/corpora/", import.meta.url));
const absent = !existsSync(corpora);
if (absent) console.info(`The corpora are not at ${corpora}; the tests over them are skipped.`);

const filesIn = (folder: string): readonly ModelFile[] =>
  absent
    ? []
    : readdirSync(corpora + folder)
        .sort()
        .map((name) => ({ path: name, bytes: readFileSync(`${corpora}${folder}/${name}`) }));
const models = filesIn("alexa-models");
const manifests = filesIn("alexa-manifests");
const jsonIn = ({ bytes }: ModelFile) => JSON.parse(new TextDecoder().decode(bytes)) as Json;
const localeOf = ({ path }: ModelFile) => /[a-z]{2}-[A-Z]{2}/.exec(basename(path))?.[0] ?? "en-US";
/** What is read; this platform reads. */
const read = (...files: readonly ModelFile[]) => alexaPlatform.read?.(files) as Imported;

/** The single things that a document says. */
const leavesIn = (json: unknown): number =>
  typeof json === "object" && json !== null
    ? Object.values(json).reduce<number>((sum, it) => sum + leavesIn(it), 0)
    : 1;
const overlaid = ({ settings }: Imported) =>
  asJson(settings) as {
    readonly overlay?: Readonly<Record<string, { readonly set?: Json; readonly drop?: readonly Json[] }>>;
  };
const leavesOver = (imported: Imported) =>
  Object.values(overlaid(imported).overlay ?? {}).reduce(
    (sum, { set = {}, drop = [] }) => sum + leavesIn(set) + drop.length,
    0,
  );

describe.skipIf(absent)("the models of public skills", () => {
  test.each(models.map((file) => [file.path, file] as const))("is built again as it was: %s", (_, file) => {
    const imported = read(file);
    const again = built(imported.model, imported.settings).get(modelPath(localeOf(file)));
    expect(isSame(settled(again ?? null), settled(jsonIn(file)))).toBe(true);
  });

  test("are carried by declarations alone, but for a few, and almost all of what they say", () => {
    const all = models.map((file) => ({ file, imported: read(file) }));
    const alone = all.filter(({ imported }) => leavesOver(imported) === 0);
    const says = all.reduce((sum, { file }) => sum + leavesIn(settled(jsonIn(file))), 0);
    const kept = all.reduce((sum, { imported }) => sum + leavesOver(imported), 0);
    console.info(
      `${alone.length} of ${all.length} models by declarations alone; ${says - kept} of ${says} things they say.`,
    );
    expect(alone.length / all.length).toBeGreaterThan(0.85);
    expect((says - kept) / says).toBeGreaterThan(0.97);
  });

  test("of one skill in nine locales are one app", () => {
    const files = models.filter(({ path }) => path.includes("nodejs-fact__"));
    expect(files.length).toBeGreaterThan(5);
    const imported = read(...files);
    expect(imported.model.intents.map(({ name }) => name)).toEqual(["GetNewFactIntent", "AddNewFact"]);
    const again = built(imported.model, imported.settings);
    for (const file of files) {
      expect(
        isSame(settled(again.get(modelPath(localeOf(file))) ?? null), settled(jsonIn(file))),
        file.path,
      ).toBe(true);
    }
  });

  test.each(models.map((file) => [file.path, file] as const))(
    "has intents that an app can declare: %s",
    (_, file) => {
      const { model } = read(file);
      const intents = model.intents.map(({ name, utterances, slots }) =>
        intent(name, {
          utterances,
          slots: Object.fromEntries(slots.map((slot) => [slot.name, anything])),
          elicit: {},
          fulfil: () => "Done.",
        }),
      );
      const app = createApp({ name: model.name, intents, store: memory(), log: () => undefined });
      expect(app.model.intents.map(({ name }) => name)).toEqual(model.intents.map(({ name }) => name));
    },
  );
});

/** A schema for whatever was said, or nothing. */
const anything = {
  "~standard": { version: 1, vendor: "test", validate: (value: unknown) => ({ value }) },
} as const;

describe.skipIf(absent)("the manifests of public skills", () => {
  const skill = {
    path: "en-US.json",
    bytes: new TextEncoder().encode('{"name":"gadgets api","intents":[{"name":"Do","samples":["do it"]}]}'),
  };

  test.each(manifests.map((file) => [file.path, file] as const))(
    "is built again as it was: %s",
    (_, file) => {
      const imported = read(skill, file);
      expect(isSame(built(imported.model, imported.settings).get("skill.json") ?? null, jsonIn(file))).toBe(
        true,
      );
    },
  );

  test("are found wanting where they are", () => {
    const codes = manifests.map((file) => {
      const imported = read(skill, file);
      return (
        alexaPlatform.lint(imported.model, imported.settings).filter(({ code }) => code === "alexa/endpoint")
          .length > 0
      );
    });
    expect(codes).toEqual([false, false, false, true, true]);
  });
});

const hostile = absent
  ? []
  : readdirSync(`${corpora}hostile`, { recursive: true, encoding: "utf8" }).filter((it) =>
      it.endsWith(".json"),
    );

test.skipIf(absent)("hostile files are refused with a sentence, or read", () => {
  expect(hostile.length).toBeGreaterThan(20);
  for (const path of hostile) {
    const file = { path, bytes: readFileSync(`${corpora}hostile/${path}`) };
    try {
      read(file);
    } catch (error) {
      expect(error, path).toMatchObject({ code: "unreadable-model" });
    }
  }
});
