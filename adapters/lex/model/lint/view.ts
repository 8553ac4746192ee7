import type { Finding, Json, Model, ModelIntent } from "palaver";
import { laidDocuments } from "../build.ts";
import type { Documents } from "../bot.ts";
import { localesOf, type BotLocale } from "../locales.ts";
import { limits } from "../limits.ts";
import { namingOf, type Naming } from "../naming.ts";
import { readSettings, type Settings } from "../settings.ts";

/** An intent of a bot in one locale, as it will be built. */
export interface SeenIntent {
  /** What the app calls it, where it is one of the app's. */
  readonly name: string;
  /** What the bot does. */
  readonly there: string;
  readonly document: Json;
  readonly slots: ReadonlyMap<string, Json>;
  /** What the app calls one of its slots. */
  readonly slotName: (there: string) => string;
}

/** What a bot will be in one locale. */
export interface SeenLocale {
  readonly locale: BotLocale;
  readonly document: Json;
  readonly intents: ReadonlyMap<string, SeenIntent>;
  readonly types: ReadonlyMap<string, Json>;
}

/** What is looked at: an app's declarations, and the bot that they make. */
export interface Seen {
  readonly model: Model;
  readonly settings: Settings;
  readonly naming: Naming;
  readonly documents: Documents;
  readonly locales: readonly SeenLocale[];
  readonly limit: (name: string) => number;
}

/** Something that is looked for in a bot, in a fixed order. */
export type Rule = (seen: Seen) => readonly Finding[];

/** What can be looked for in each locale by itself. */
export type LocaleRule = (locale: SeenLocale, seen: Seen) => readonly Finding[];

const place =
  /^[^/]+\/BotLocales\/([^/]+)\/(?:BotLocale|Intents\/([^/]+)\/(?:Intent|Slots\/([^/]+)\/Slot)|SlotTypes\/([^/]+)\/SlotType)\.json$/;

/** An app's bot to be looked at. */
export function seenOf(model: Model, told: Json): Seen {
  const settings = readSettings(told);
  const naming = namingOf(settings);
  const documents = laidDocuments(model, settings);
  const declared = new Map(model.intents.map((it) => [naming.intent(it.name), it]));
  const locales = new Map(
    localesOf(model, settings).map((locale) => [
      locale.id,
      { locale, document: null as Json, intents: new Map<string, Opened>(), types: new Map<string, Json>() },
    ]),
  );
  for (const [path, document] of documents) {
    const [, id = "", intent, slot, type] = place.exec(path) ?? [];
    const own = locales.get(id);
    if (!own) continue;
    if (type !== undefined) own.types.set(type, document);
    else if (intent === undefined) own.document = document;
    else {
      const seen = own.intents.get(intent) ?? { document: null, slots: new Map() };
      own.intents.set(intent, seen);
      if (slot === undefined) seen.document = document;
      else seen.slots.set(slot, document);
    }
  }
  return {
    model,
    settings,
    naming,
    documents,
    locales: [...locales.values()].map((it) => ({
      ...it,
      intents: new Map(
        [...it.intents].map(([there, opened]) => [there, named(there, opened, declared.get(there), naming)]),
      ),
    })),
    limit: (name) => settings.limits.get(name) ?? limits.get(name) ?? Number.POSITIVE_INFINITY,
  };
}

function named(there: string, opened: Opened, intent: ModelIntent | undefined, { slot }: Naming): SeenIntent {
  const slots = new Map(intent?.slots.map(({ name }) => [slot(intent.name, name), name]));
  return { name: intent?.name ?? there, there, ...opened, slotName: (it) => slots.get(it) ?? it };
}

interface Opened {
  document: Json;
  readonly slots: Map<string, Json>;
}

/** A rule for each locale as one for all of them. */
export const eachLocale =
  (rule: LocaleRule): Rule =>
  (seen) =>
    seen.locales.flatMap((locale) => rule(locale, seen));

/** Where something is. */
export type Where = Pick<Finding, "locale" | "intent" | "slot" | "utterance">;

type Make = (code: string, where: Where, message: string, remedy: string) => Finding;

/** What Lex refuses. */
export const error: Make = (code, where, message, remedy) => ({
  code: `lex/${code}`,
  level: "error",
  ...where,
  message,
  remedy,
});

/** What will not be as it seems, or what nobody is quite sure that Lex takes. */
export const warning: Make = (code, where, message, remedy) => ({
  ...error(code, where, message, remedy),
  level: "warning",
});
