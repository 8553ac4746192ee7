import {
  asString,
  look,
  type Finding,
  type Imported,
  type Json,
  type ModelFile,
  type Overlay,
} from "palaver";
import { documentsOf, manifest } from "./bot.ts";
import { declaredBy, type Declared } from "./declared.ts";
import { folderOf, type Folder } from "./folder.ts";
import { keptOf } from "./kept.ts";
import { known } from "./locales.ts";
import { fitted } from "./naming.ts";
import { readSettings } from "./settings.ts";
import { everyWord } from "./words.ts";

/**
 * The app that a bot of Lex V2 is of: from the folder of its export, from its zip, or from a CloudFormation template. Throws
 * `PalaverError` for files that are no such bot.
 */
export function read(files: readonly ModelFile[]): Imported {
  const folder = folderOf(files);
  const declared = declaredBy(folder);
  const told = settingsOf(folder, declared);
  const made = documentsOf(declared.model, readSettings(told));
  // There are several ways to write a manifest, and one that is read.
  const kept = keptOf(made, new Map([...folder.documents, ["Manifest.json", manifest]]));
  return {
    model: declared.model,
    settings: { ...told, ...(kept.size > 0 && { overlay: Object.fromEntries([...kept].map(plain)) }) },
    notes: [...declared.notes, ...folder.others.map(otherNote), ...[...kept].map(keptNote)],
  };
}

const plain = ([path, { set, drop }]: readonly [string, Overlay]): readonly [string, Json] => [
  path,
  { ...(set && { set }), ...(drop && { drop }) },
];

type Members = Readonly<Record<string, Json>>;

function settingsOf(folder: Folder, { locales, names, words, model }: Declared): Members {
  const { document } = folder;
  const ttl = look(document, "idleSessionTTLInSeconds");
  const childDirected = look(document, "dataPrivacy", "childDirected");
  const description = asString(look(document, "description"));
  const roleArn = asString(
    look(folder.request, "resourceSpecification", "botImportSpecification", "roleArn"),
  );
  return {
    ...(fitted(model.name) !== model.name && { name: model.name }),
    ...(description !== undefined && { description }),
    ...(roleArn !== undefined && { roleArn }),
    ...(typeof ttl === "number" && ttl >= 60 && ttl <= 86_400 && ttl !== 300 && { sessionTTL: ttl }),
    ...(childDirected === true && { childDirected }),
    locales: Object.fromEntries(locales.map(({ id, language }) => [language, id])),
    ...confidenceIn(folder),
    ...voicesIn(folder),
    ...hooksIn(folder),
    ...(names.size > 0 && { names: Object.fromEntries(names) }),
    ...(words.length < everyWord.length && { words: [...words] }),
  };
}

function confidenceIn({ locales }: Folder): Members {
  const [least] = [...locales.values()].map(({ document }) => look(document, "nluConfidenceThreshold"));
  const told = typeof least === "number" && least >= 0 && least <= 1 && least !== 0.4;
  return told ? { nluIntentConfidenceThreshold: least } : {};
}

function voicesIn({ locales }: Folder): Members {
  const voices = [...locales].flatMap(([id, { document }]): readonly (readonly [string, Json])[] => {
    const voiceId = asString(look(document, "voiceSettings", "voiceId"));
    const engine = asString(look(document, "voiceSettings", "engine"));
    if (voiceId === undefined) return known.get(id)?.voice === undefined ? [] : [[id, null]];
    if (engine === "neural" && known.get(id)?.voice === voiceId) return [];
    return engine === undefined ? [] : [[id, { voiceId, engine }]];
  });
  return voices.length > 0 ? { voice: Object.fromEntries(voices) } : {};
}

/** The code hooks that most of a bot's intents have. */
function hooksIn({ locales }: Folder): Members {
  const intents = [...locales.values()].flatMap((it) => [...it.intents.values()]);
  const most = (name: string) =>
    intents.length === 0 ||
    intents.filter(({ document }) => look(document, name, "enabled") === true).length * 2 >= intents.length;
  return {
    ...(!most("dialogCodeHook") && { dialogCodeHook: false }),
    ...(!most("fulfillmentCodeHook") && { fulfillmentCodeHook: false }),
  };
}

const otherNote = (path: string): Finding => ({
  code: "lex/other-file",
  level: "warning",
  message: `${path} is no part of a bot that is known here, and is left out.`,
  remedy: "Keep it beside the app if it is still needed.",
});

function keptNote([path, { set = {}, drop = [] }]: readonly [string, Overlay]): Finding {
  const whole = Object.hasOwn(set, "");
  const places = [
    ...new Set([...Object.keys(set), ...drop].map((at) => at.split("/").slice(1, 3).join("."))),
  ];
  const what = whole ? "all of it" : drop.includes("") ? "that there is none" : places.join(", ");
  return {
    code: "lex/kept",
    level: "warning",
    message: `Of ${path} no declaration says ${what}; it is kept in the settings, under \`overlay\`.`,
    remedy: "Nothing: the bot is built with it. Take it out of the overlay to leave it to the framework.",
  };
}
