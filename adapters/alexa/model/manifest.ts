import { isObject, type Json, type Model } from "palaver";
import { intentsIn } from "./intents.ts";
import { localesOf } from "./locales.ts";
import { examplePhrases } from "./phrases.ts";
import type { Settings } from "./settings.ts";

/** What people call the skill by in a locale: as it is told, or the app's own name as it is spoken. */
export function invocationName({ name }: Pick<Model, "name">, locale: string, settings: Settings): string {
  const told = settings.invocationName;
  return told.get(locale) ?? told.get(locale.split("-")[0] ?? locale) ?? told.get("") ?? spoken(name);
}

/** A name in small letters, without what is not spoken. */
export const spoken = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}'. ]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();

/** The manifest as far as the app says it. */
export function derivedManifest(model: Model, settings: Settings): Json {
  const locales = localesOf(model, settings).map((locale) => {
    const phrases = examplePhrases(intentsIn(model, locale), invocationName(model, locale, settings), locale);
    return [locale, { name: model.name, examplePhrases: phrases }] as const;
  });
  return {
    manifestVersion: "1.0",
    publishingInformation: { locales: Object.fromEntries(locales) },
    apis: { custom: {} },
  };
}

/** The whole content of `skill.json`: what the app says, and over it what its settings say. */
export const manifestOf = (model: Model, settings: Settings): Json => ({
  manifest: merged(derivedManifest(model, settings), settings.manifest),
});

/** One over another, member by member; a list is one thing. */
function merged(under: Json, over: Json): Json {
  if (!isObject(under) || !isObject(over)) return over;
  // Objects that are JSON have JSON in them.
  const [a, b] = [under, over] as readonly { readonly [name: string]: Json }[];
  const members = new Map(Object.entries(a ?? {}));
  for (const [name, value] of Object.entries(b ?? {})) {
    const own = members.get(name);
    members.set(name, own === undefined ? value : merged(own, value));
  }
  return Object.fromEntries(members);
}

/** What has to lie over one to get another; nothing where it is there already. What cannot be had so is what is left out. */
export function remainder(under: Json | undefined, over: Json): Json | undefined {
  if (under === undefined || !isObject(under) || !isObject(over))
    return JSON.stringify(under) === JSON.stringify(over) ? undefined : over;
  const own = new Map(Object.entries(under) as readonly (readonly [string, Json])[]);
  const rest = Object.entries(over).flatMap(([name, value]: [string, Json]) => {
    const left = remainder(own.get(name), value);
    return left === undefined ? [] : [[name, left] as const];
  });
  return rest.length === 0 ? undefined : Object.fromEntries(rest);
}
