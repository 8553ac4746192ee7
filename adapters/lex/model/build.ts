import { asString, lay, look, type Json, type Model, type ModelFile, type NameOf } from "palaver";
import { botName, documentsOf, type Documents } from "./bot.ts";
import { printed } from "./paper.ts";
import { readSettings, type Settings } from "./settings.ts";
import { zipped } from "./zip.ts";

/** What something in a list of a bot's document goes by. */
export const nameOf: NameOf = (item) =>
  ["slotName", "utterance", "name", "value"]
    .map((member) => asString(look(item, member)))
    .find((it) => it !== undefined) ?? asString(look(item, "sampleValue", "value"));

/** The documents of an app's bot, with what the settings lay over them. */
export function laidDocuments(model: Model, settings: Settings): Documents {
  const documents = new Map<string, Json>(documentsOf(model, settings));
  for (const [path, overlay] of settings.overlay) {
    const laid = lay(documents.get(path) ?? null, overlay, nameOf);
    if (laid === null) documents.delete(path);
    else documents.set(path, laid);
  }
  return documents;
}

/**
 * The files of an app's bot: a folder as Lex V2 exports it, the same as a zip for its import, and, where the settings name a
 * role, what `aws lexv2-models start-import --cli-input-json` needs beside them.
 */
export function build(model: Model, settings: Json): readonly ModelFile[] {
  const told = readSettings(settings);
  const files = [...laidDocuments(model, told)]
    .map(([path, document]) => printed(path, document))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
  const name = botName(model, told);
  const { roleArn } = told;
  return [
    ...files,
    { path: `${name}.zip`, bytes: zipped(files) },
    ...(roleArn === undefined ? [] : [printed("import.json", importOf(name, roleArn, told))]),
  ];
}

const importOf = (botName: string, roleArn: string, { childDirected, sessionTTL }: Settings): Json => ({
  resourceSpecification: {
    botImportSpecification: {
      botName,
      roleArn,
      dataPrivacy: { childDirected },
      idleSessionTTLInSeconds: sessionTTL,
    },
  },
  mergeStrategy: "Overwrite",
});
