import { isObject, itemsOf, look, membersOf, PalaverError, type Json, type Overlay } from "palaver";
import { limits } from "./limits.ts";
import { languageOf, type BotLocale } from "./locales.ts";
import { staysInside } from "./paper.ts";

/** What a bot has to be told beside the app's declarations, as it stands in the app's `lex.json`. */
export interface Settings {
  /** What the bot is called; what the app is, if nothing else. */
  readonly name?: string;
  readonly description?: string;
  /** The role that the bot acts in, for its import. */
  readonly roleArn?: string;
  /** Seconds of silence that end a session. Default 300. */
  readonly sessionTTL: number;
  /** Whether the bot is for children, in the sense of COPPA. Default false. */
  readonly childDirected: boolean;
  /** How sure Lex has to be of an intent, from 0 to 1. Default 0.4. */
  readonly nluIntentConfidenceThreshold: number;
  readonly locales?: readonly BotLocale[];
  /** Voices by Lex's locale; `null` for a bot that does not speak there. */
  readonly voice: ReadonlyMap<string, Voice | null>;
  /** Whether the app is asked at each turn of a dialog, and whether it fulfils. Default true. */
  readonly dialogCodeHook: boolean;
  readonly fulfillmentCodeHook: boolean;
  /** What intents, and slots as `Intent/slot`, are called in the bot. */
  readonly names: ReadonlyMap<string, string>;
  /** The framework's own words that the bot has intents for. Default: all. */
  readonly words?: ReadonlySet<string>;
  /** What is laid over the files of the bot, by their paths. */
  readonly overlay: ReadonlyMap<string, Overlay>;
  /** Limits other than those known of Lex, for `lint`. */
  readonly limits: ReadonlyMap<string, number>;
}

export interface Voice {
  readonly voiceId: string;
  readonly engine: string;
}

const members: ReadonlySet<string> = new Set([
  "name",
  "description",
  "roleArn",
  "sessionTTL",
  "childDirected",
  "nluIntentConfidenceThreshold",
  "locales",
  "voice",
  "dialogCodeHook",
  "fulfillmentCodeHook",
  "names",
  "words",
  "overlay",
  "limits",
]);

/** Somebody's settings. Throws {@link PalaverError} for the first that is none, naming it and what it should be. */
export function readSettings(settings: Json): Settings {
  if (!isObject(settings)) throw wrong("settings", 'an object, such as { "sessionTTL": 300 }');
  const stranger = Object.keys(settings).find((name) => !members.has(name));
  if (stranger !== undefined) throw wrong(stranger, `left out; there are ${[...members].join(", ")}`);
  const locales = look(settings, "locales");
  const words = look(settings, "words");
  return {
    ...text(settings, "name"),
    ...text(settings, "description"),
    ...text(settings, "roleArn"),
    sessionTTL: number(settings, "sessionTTL", 300, 60, 86_400),
    nluIntentConfidenceThreshold: number(settings, "nluIntentConfidenceThreshold", 0.4, 0, 1),
    childDirected: flag(settings, "childDirected", false),
    dialogCodeHook: flag(settings, "dialogCodeHook", true),
    fulfillmentCodeHook: flag(settings, "fulfillmentCodeHook", true),
    ...(locales !== undefined && { locales: localesIn(locales) }),
    voice: new Map(mapOf(settings, "voice", "voices by locale", voiceIn)),
    names: new Map(mapOf(settings, "names", "names by the app's names", textOf)),
    ...(words !== undefined && { words: wordsIn(words) }),
    overlay: new Map(mapOf(settings, "overlay", "overlays by the paths of files", overlayIn)),
    limits: new Map(mapOf(settings, "limits", `numbers by ${[...limits.keys()].join(", ")}`, limitOf)),
  };
}

const wrong = (member: string, remedy: string) =>
  new PalaverError("invalid-option", `In the settings for Lex, \`${member}\` should be ${remedy}.`);

function text(
  settings: object,
  name: "name" | "description" | "roleArn",
): { readonly [N in typeof name]?: string } {
  const value = look(settings, name);
  if (value === undefined) return {};
  if (typeof value !== "string" || value === "") throw wrong(name, "a text");
  return { [name]: value };
}

function number(settings: object, name: string, usual: number, least: number, most: number): number {
  const value = look(settings, name) ?? usual;
  if (typeof value !== "number" || !(value >= least && value <= most))
    throw wrong(name, `a number from ${least} to ${most}`);
  return value;
}

function flag(settings: object, name: string, usual: boolean): boolean {
  const value = look(settings, name) ?? usual;
  if (typeof value !== "boolean") throw wrong(name, "true or false");
  return value;
}

function mapOf<T>(
  settings: object,
  name: string,
  what: string,
  read: (value: unknown, key: string) => T | undefined,
): readonly (readonly [string, T])[] {
  const value = look(settings, name);
  if (value !== undefined && !isObject(value)) throw wrong(name, `an object of ${what}`);
  return membersOf(value).map(([key, member]) => {
    const found = read(member, key);
    if (found === undefined) throw wrong(`${name}.${key}`, `fit: \`${name}\` is an object of ${what}`);
    return [key, found];
  });
}

const textOf = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);

const limitOf = (value: unknown, name: string) =>
  limits.has(name) && typeof value === "number" && value >= 0 ? value : undefined;

function voiceIn(value: unknown): Voice | null | undefined {
  if (value === null) return null;
  const voiceId = textOf(value) ?? textOf(look(value, "voiceId"));
  return voiceId === undefined ? undefined : { voiceId, engine: textOf(look(value, "engine")) ?? "neural" };
}

function overlayIn(value: unknown, path: string): Overlay | undefined {
  const [set, drop] = [look(value, "set"), look(value, "drop")];
  const fits =
    staysInside(path) &&
    isObject(value) &&
    (set === undefined || isObject(set)) &&
    (drop === undefined || (Array.isArray(drop) && drop.every((it) => typeof it === "string")));
  // Settings are JSON, and the rest of what an overlay is was looked at above.
  return fits ? (value as Overlay) : undefined;
}

const localeId = /^[a-z]{2,3}_[A-Z0-9]{2,3}$/;

/** `{ "en": "en_US" }`, `{ "en": ["en_US", "en_GB"] }`, or Lex's locales alone. */
function localesIn(value: unknown): readonly BotLocale[] {
  const named = Array.isArray(value)
    ? value.map((id: unknown) => [undefined, id] as const)
    : membersOf(value);
  const locales = named.flatMap(([language, ids]) =>
    (Array.isArray(ids) ? itemsOf(ids) : [ids]).map((id) => {
      if (typeof id !== "string" || !localeId.test(id))
        throw wrong(
          "locales",
          'Lex\'s locales by the app\'s languages, as in { "en": "en_US" }, or a list of them',
        );
      return { id, language: language ?? languageOf(id) };
    }),
  );
  const ids = locales.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) throw wrong("locales", `without a second "${twice}"`);
  if (ids.length === 0) throw wrong("locales", 'at least one, as in { "en": "en_US" }');
  return locales;
}

function wordsIn(value: unknown): ReadonlySet<string> {
  const words = itemsOf(value);
  if (!Array.isArray(value) || !words.every((it) => typeof it === "string"))
    throw wrong("words", 'a list of the framework\'s own words, such as ["Help", "Stop"]');
  return new Set(words as readonly string[]);
}
