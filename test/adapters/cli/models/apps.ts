import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";
import {
  memory,
  pick,
  type App,
  type Imported,
  type Json,
  type Model,
  type ModelFile,
  type ModelSlot,
  type Wordings,
} from "palaver";
import type { Local } from "palaver/cli";
import { expand } from "palaver/understanding";
import { written } from "../../../../adapters/cli/models/write/app.ts";

const root = fileURLToPath(new URL("../../../..", import.meta.url));

/** A folder of the project's for apps that are written by a test, where they find what they import. */
export const folderOf = (name: string) => `${root}test/models.written.${name}/`;

/** Writes an app, and gives its files. */
export function writeApp(
  folder: string,
  imported: Pick<Imported, "model" | "settings">,
  platform: string,
): readonly ModelFile[] {
  const files = written(imported, platform);
  for (const { path, bytes } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  return files;
}

export const clear = (folder: string) => rmSync(folder, { recursive: true, force: true });

/** What the compiler says of some sources, by this project's settings. */
export function faultsOf(files: readonly string[]): readonly string[] {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, (file) => ts.sys.readFile(file)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  return ts
    .getPreEmitDiagnostics(ts.createProgram([...files], options))
    .map(
      ({ file, messageText }) =>
        `${file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
}

/** Starts an app as the command does. */
export async function started(folder: string): Promise<App> {
  const module = (await import(pathToFileURL(join(folder, "local.ts")).href)) as { readonly default: Local };
  const { app } = await module.default({ store: memory(), log: () => {}, notice: () => {} });
  return app;
}

/**
 * A model without what no declaration says: whether its lists may change. What is not told apart by
 * language is there in each.
 */
export function plainModel({ name, intents, locales = [] }: Model): Json {
  const utterancesOf = (utterances: Wordings): Wordings =>
    Object.fromEntries(
      (locales.length > 0 ? locales : [""])
        .flatMap((locale) => [[locale, utterances[locale] ?? utterances[""] ?? []] as const])
        .filter(([, texts]) => texts.length > 0),
    );
  const slotOf = ({ type, ...slot }: ModelSlot): object => ({
    ...slot,
    type:
      type.kind === "list"
        ? {
            kind: type.kind,
            name: type.name,
            values: type.values.map(({ id, name: called, synonyms }) => ({
              id,
              name: called,
              ...(synonyms?.length && { synonyms }),
            })),
          }
        : type.kind === "composite"
          ? { kind: type.kind, slots: type.slots.map(slotOf) }
          : type,
  });
  const plain = {
    name,
    intents: intents.map(({ slots, utterances, ...intent }) => ({
      ...intent,
      utterances: utterancesOf(utterances),
      slots: slots.map(slotOf),
    })),
  };
  // What a model holds is plain data.
  return JSON.parse(JSON.stringify(plain)) as Json;
}

/** Of an app's own samples, with values in their slots: how many there are, and how many are heard as their own intent. */
export async function heardIn(app: App): Promise<{ readonly samples: number; readonly own: number }> {
  let [samples, own] = [0, 0];
  const locales = new Set(app.model.intents.flatMap(({ utterances }) => Object.keys(utterances)));
  for (const locale of locales)
    for (const intent of app.model.intents)
      for (const utterance of new Set(
        locale === "" ? (intent.utterances[""] ?? []) : (pick(intent.utterances, locale) ?? []),
      )) {
        const [said] = expand(utterance, intent, locale || "en-US");
        const hearing = { locale: locale || "en-US", at: 0, contexts: intent.when ?? [] };
        const [meant] = said ? await app.recognizer.understand(said.text, hearing) : [];
        samples++;
        if (meant?.intent === intent.name) own++;
      }
  return { samples, own };
}
