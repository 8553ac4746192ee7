import { lay, type Json, type Model, type ModelFile } from "palaver";
import { askedIn } from "./dialog.ts";
import { intentsFor, intentsIn } from "./intents.ts";
import { phrasesIn } from "./kinds.ts";
import { localesOf } from "./locales.ts";
import { invocationName, manifestOf } from "./manifest.ts";
import type { InteractionModel } from "./schema.ts";
import { settingsOf, type Settings } from "./settings.ts";
import { dressed, nameOf, ordered, settled } from "./settle.ts";
import { typesOf } from "./types.ts";

/** Where the interaction model of a locale lies in a skill package. */
export const pathOf = (locale: string): string => `interactionModels/custom/${locale}.json`;

/** Where its manifest lies. */
export const manifestPath = "skill.json";

/** A built document, before it is bytes. */
export interface Built {
  readonly path: string;
  /** Of an interaction model. */
  readonly locale?: string;
  readonly json: Json;
}

/** The interaction model of a locale as far as the app says it. */
export function derivedModel(model: Model, locale: string, settings: Settings): InteractionModel {
  const phrases = phrasesIn(model);
  const intents = intentsIn(model, locale);
  const types = typesOf({ ...model, intents }, phrases, locale, settings.limits);
  const asked = intents.map((intent) => askedIn(intent, phrases, locale, settings));
  const dialogs = asked.flatMap(({ dialog }) => (dialog ? [dialog] : []));
  // Several slots may ask by the same prompt.
  const prompts = [
    ...new Map(
      asked
        .flatMap((it) => it.prompts)
        .reverse()
        .map((it) => [it.id, it]),
    ).values(),
  ];
  return {
    interactionModel: {
      languageModel: {
        invocationName: invocationName(model, locale, settings),
        intents: intentsFor(intents, phrases, locale, settings),
        ...(types.length > 0 && { types }),
      },
      ...(dialogs.length > 0 && { dialog: { intents: dialogs } }),
      ...(prompts.length > 0 && { prompts }),
    },
  };
}

/** All documents of a skill package, with what the settings lay over them. */
export function documents(model: Model, settings: Settings): readonly Built[] {
  const over = (path: string, json: Json) => lay(json, settings.overlay.get(path) ?? {}, nameOf);
  const models = localesOf(model, settings).map((locale): Built => {
    const path = pathOf(locale);
    const json = over(path, settled(derivedModel(model, locale, settings)));
    return { path, locale, json: ordered(dressed(json)) };
  });
  return [...models, { path: manifestPath, json: ordered(over(manifestPath, manifestOf(model, settings))) }];
}

/** The files of a skill package, sorted by path; the same bytes for the same app. */
export const build = (model: Model, settings: Json): readonly ModelFile[] =>
  documents(model, settingsOf(settings)).map(({ path, json }) => ({
    path,
    bytes: new TextEncoder().encode(`${JSON.stringify(json, undefined, 2)}\n`),
  }));
