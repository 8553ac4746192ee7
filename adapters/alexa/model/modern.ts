import { asString, look, type Json } from "palaver";
import { isMembers, unreadable } from "./file.ts";

type Members = { readonly [name: string]: Json };

/** Whether JSON is an interaction model of any age. */
export const isModel = (json: Json): boolean =>
  isMembers(json) &&
  ("interactionModel" in json || "languageModel" in json || Array.isArray(json["intents"]));

/**
 * An interaction model as it is written now. Before 2018 the language model stood at the top, and was called `name` where the
 * invocation name is; the first ones had intents at the top, each under `intent`, and their samples in a text of their own.
 */
export function modern(path: string, json: Json): Json {
  if (!isMembers(json)) throw unreadable(path, "is no interaction model", "give one");
  if ("interactionModel" in json) {
    const inner = json["interactionModel"];
    if (!isMembers(inner) || !isMembers(inner["languageModel"]))
      throw unreadable(
        path,
        'has no object "languageModel" in "interactionModel"',
        "give a whole interaction model",
      );
    return { ...json, interactionModel: { ...inner, languageModel: named(inner["languageModel"]) } };
  }
  const { languageModel, dialog, prompts, version, description, ...rest } = json;
  const around = {
    ...(version !== undefined && { version }),
    ...(description !== undefined && { description }),
  };
  const beside = { ...(dialog !== undefined && { dialog }), ...(prompts !== undefined && { prompts }) };
  if (languageModel !== undefined) {
    if (!isMembers(languageModel))
      throw unreadable(path, 'has a "languageModel" that is no object', "give a whole interaction model");
    return { ...around, interactionModel: { ...rest, languageModel: named(languageModel), ...beside } };
  }
  return { ...around, interactionModel: { languageModel: named(rest), ...beside } };
}

/** A language model whose name and intents are called as they are now. */
function named(model: Members): Members {
  const { name, intents, ...rest } = model;
  const isOld = rest["invocationName"] === undefined && typeof name === "string";
  return {
    ...(isOld ? { invocationName: name } : name !== undefined && { name }),
    ...(intents !== undefined && { intents: Array.isArray(intents) ? intents.map(intentOf) : intents }),
    ...rest,
  };
}

function intentOf(json: Json): Json {
  if (!isMembers(json) || json["name"] !== undefined || asString(json["intent"]) === undefined) return json;
  const { intent = "", ...rest } = json;
  return { name: intent, ...rest };
}

/** The samples of the oldest models, in a text of their own: lines of an intent's name and what is said for it. */
export function withSamples(model: Json, text: string): Json {
  const samples = new Map<string, string[]>();
  for (const line of text.split(/\r?\n/)) {
    const [intent = "", ...rest] = line.trim().split(/\s/);
    const said = rest.join(" ").trim();
    if (intent === "" || said === "") continue;
    const list = samples.get(intent) ?? [];
    // The first of all had an example in each slot: {two|quantity}.
    list.push(said.replace(/\{[^{}|]*\|\s*(\w+)\s*\}/g, "{$1}"));
    samples.set(intent, list);
  }
  return withinLanguage(model, (language) => {
    const { intents } = language;
    if (!Array.isArray(intents)) return language;
    const told = intents.map((intent: Json): Json => {
      const said = samples.get(asString(look(intent, "name")) ?? "");
      return said && isMembers(intent) && intent["samples"] === undefined
        ? { ...intent, samples: said }
        : intent;
    });
    return { ...language, intents: told };
  });
}

/** The values of a type of the oldest models, in a text of its own, one on each line. */
export const withType = (model: Json, name: string, text: string): Json =>
  withinLanguage(model, (language) => {
    const lines = text.split(/\r?\n/).map((it) => it.trim());
    const values = lines.filter((it) => it !== "").map((value) => ({ name: { value } }));
    const types = Array.isArray(language["types"]) ? language["types"] : [];
    return { ...language, types: [...types, { name, values }] };
  });

/** A model called by a name, where it has none of its own. */
export const withInvocation = (model: Json, name: string): Json =>
  withinLanguage(model, (language) =>
    language["invocationName"] === undefined ? { ...language, invocationName: name } : language,
  );

function withinLanguage(model: Json, change: (language: Members) => Members): Json {
  const inner = isMembers(model) ? model["interactionModel"] : undefined;
  const language = isMembers(inner) ? inner["languageModel"] : undefined;
  if (!isMembers(model) || !isMembers(inner) || !isMembers(language)) return model;
  return { ...model, interactionModel: { ...inner, languageModel: change(language) } };
}
