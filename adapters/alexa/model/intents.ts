import type { Model, ModelIntent } from "palaver";
import { toPlatform } from "../name.ts";
import { intentName, slotName } from "./dialog.ts";
import { typeOf } from "./kinds.ts";
import { wordingsIn } from "./locales.ts";
import type { IntentJson } from "./schema.ts";
import type { Settings } from "./settings.ts";

/** The intents of an app that are there in a locale: those that say nothing in any language, and those that say something in this one. */
export const intentsIn = ({ intents }: Model, locale: string): readonly ModelIntent[] =>
  intents.filter(
    ({ utterances }) => Object.keys(utterances).length === 0 || wordingsIn(utterances, locale) !== undefined,
  );

/** The intents of a locale as the platform is told about them, and those that Palaver answers by itself. */
export function intentsFor(
  intents: readonly ModelIntent[],
  phrases: ReadonlySet<string>,
  locale: string,
  settings: Settings,
): readonly IntentJson[] {
  const own = intents.map((intent) => intentOf(intent, phrases, locale, settings));
  const names = new Set(own.map(({ name }) => name));
  const more = [...new Set(settings.builtIns)].map(toPlatform).filter((name) => !names.has(name));
  return [...own, ...more.map((name) => ({ name }))];
}

function intentOf(
  intent: ModelIntent,
  phrases: ReadonlySet<string>,
  locale: string,
  settings: Settings,
): IntentJson {
  const samples = (wordingsIn(intent.utterances, locale) ?? []).map((it) =>
    sampleOf(intent.name, it, settings),
  );
  return {
    name: intentName(intent.name, settings),
    ...(intent.slots.length > 0 && {
      slots: intent.slots.map((slot) => ({
        name: slotName(intent.name, slot.name, settings),
        type: typeOf(slot, phrases),
        ...(slot.many && { multipleValues: { enabled: true } }),
      })),
    }),
    ...(samples.length > 0 && { samples }),
  };
}

/** An utterance with its slots as they are called there. */
const sampleOf = (intent: string, utterance: string, settings: Settings) =>
  utterance.replace(/\{([^{}]*)\}/g, (_, name: string) => `{${slotName(intent, name.trim(), settings)}}`);
