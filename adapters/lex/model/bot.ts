import type { Json, Model, ModelIntent } from "palaver";
import { fallbackDocument, intentDocument, stepAfter } from "./intent.ts";
import { known, languageOf, localesOf, saidIn, type BotLocale } from "./locales.ts";
import { spokenSlots, type Made } from "./made.ts";
import { fitted, identifierOf, namingOf } from "./naming.ts";
import type { Settings } from "./settings.ts";
import { slotDocument } from "./slot.ts";
import { customTypes, typeDocument, type CustomType } from "./type.ts";
import { wordsIn } from "./words.ts";

/** The documents of a bot by their paths. */
export type Documents = ReadonlyMap<string, Json>;

/** What an app's bot is called. */
export const botName = ({ name }: Model, settings: Settings): string => settings.name ?? fitted(name);

/** Where an intent of a bot is kept. */
export const intentFolder = (bot: string, locale: string, intent: string) =>
  `${bot}/BotLocales/${locale}/Intents/${intent}`;

/** Where a slot type of a bot is kept. */
export const typeFile = (bot: string, locale: string, type: string) =>
  `${bot}/BotLocales/${locale}/SlotTypes/${type}/SlotType.json`;

/** A bot's documents as the declarations and settings of its app have them, before anything is laid over them. */
export function documentsOf(model: Model, settings: Settings): Documents {
  const made: Made = { settings, naming: namingOf(settings) };
  const bot = botName(model, settings);
  const types = customTypes(
    model.intents.flatMap((intent) => {
      const spoken = spokenSlots(intent);
      return intent.slots.map((slot) => [slot, spoken.has(slot.name)] as const);
    }),
  );
  return new Map([
    ["Manifest.json", manifest],
    [`${bot}/Bot.json`, botDocument(bot, settings)],
    ...localesOf(model, settings).flatMap((locale) => localeDocuments(made, bot, model, locale, types)),
  ]);
}

/** What is at the root of every export: what kind of archive it is. */
export const manifest: Json = {
  metaData: { schemaVersion: "1", fileFormat: "LexJson", resourceType: "BOT" },
};

const botDocument = (name: string, { sessionTTL, childDirected, description }: Settings): Json => ({
  name,
  identifier: identifierOf("bot", name),
  version: "DRAFT",
  description: description ?? null,
  dataPrivacy: { childDirected },
  idleSessionTTLInSeconds: sessionTTL,
  errorLogSettings: null,
});

type Document = readonly [path: string, document: Json];

function localeDocuments(
  made: Made,
  bot: string,
  { intents }: Model,
  locale: BotLocale,
  types: ReadonlyMap<string, CustomType>,
): readonly Document[] {
  const { settings, naming } = made;
  const folder = (intent: string) => intentFolder(bot, locale.id, naming.intent(intent));
  return [
    [`${bot}/BotLocales/${locale.id}/BotLocale.json`, localeDocument(locale, settings)],
    ...intents.flatMap((intent) => intentDocuments(made, folder(intent.name), intent, locale)),
    ...wordIntents(intents, settings, locale).map((intent): Document => [
      `${folder(intent.name)}/Intent.json`,
      intentDocument(made, intent, locale),
    ]),
    [`${folder("Fallback")}/Intent.json`, fallbackDocument(made)],
    ...[...types.values()].map((type): Document => [
      typeFile(bot, locale.id, type.name),
      typeDocument(type, locale),
    ]),
  ];
}

function localeDocument({ id }: BotLocale, { voice, nluIntentConfidenceThreshold }: Settings): Json {
  const usual = known.get(id)?.voice;
  const told = voice.get(id);
  const voiceSettings =
    told ?? (told === undefined && usual !== undefined ? { voiceId: usual, engine: "neural" } : null);
  return {
    name: known.get(id)?.name ?? languageOf(id),
    identifier: id,
    version: null,
    description: null,
    voiceSettings: voiceSettings && { voiceId: voiceSettings.voiceId, engine: voiceSettings.engine },
    nluConfidenceThreshold: nluIntentConfidenceThreshold,
  };
}

function intentDocuments(
  made: Made,
  folder: string,
  intent: ModelIntent,
  locale: BotLocale,
): readonly Document[] {
  const spoken = spokenSlots(intent);
  return [
    [`${folder}/Intent.json`, intentDocument(made, intent, locale)],
    ...intent.slots.map((slot): Document => [
      `${folder}/Slots/${made.naming.slot(intent.name, slot.name)}/Slot.json`,
      slotDocument(made, intent, slot, locale, {
        spoken: spoken.has(slot.name),
        next: stepAfter(made, intent, locale, slot),
      }),
    ]),
  ];
}

/** The framework's own words as intents, without those that mean something else to the app. */
export function wordIntents(
  intents: readonly ModelIntent[],
  { words }: Pick<Settings, "words">,
  locale: BotLocale,
): readonly ModelIntent[] {
  const declared = new Set(intents.map(({ name }) => name));
  const taken = new Set(intents.flatMap(({ utterances }) => saidIn(utterances, locale).map(folded)));
  return [...wordsIn(locale)]
    .filter(([name]) => (words?.has(name) ?? true) && !declared.has(name))
    .map(([name, said]) => ({
      name,
      slots: [],
      utterances: { "": said.filter((it) => !taken.has(folded(it))) },
    }))
    .filter(({ utterances }) => utterances[""].length > 0);
}

/** Words as Lex compares them. */
export const folded = (utterance: string): string => utterance.toLowerCase().replace(/\s+/g, " ").trim();
