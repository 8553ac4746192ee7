import { asString, isObject, membersOf, PalaverError, type Json, type Overlay } from "palaver";
import { isDeeper } from "./file.ts";

/** What a skill has to be told and no declaration says: the content of an app's `alexa.json`, looked over. */
export interface Settings {
  /** The platform's locales: by a language of the app's, or all of them. */
  readonly locales?:
    { readonly by: ReadonlyMap<string, readonly string[]> } | { readonly list: readonly string[] };
  /** What an intent (`Order`) or a slot (`Order/item`) is called there, where it is not what it is called here. */
  readonly names: ReadonlyMap<string, string>;
  /** What people call the skill by, by locale; under "" where it is the same in all. */
  readonly invocationName: ReadonlyMap<string, string>;
  /** Which of the words that Palaver answers by itself the skill knows, without `AMAZON.` and `Intent`. */
  readonly builtIns: readonly string[];
  /** The ids of prompts that go by other ids than their usual ones: by intent or slot, what asks for it and what confirms it. */
  readonly prompts: ReadonlyMap<string, { readonly elicit?: string; readonly confirm?: string }>;
  /** The members of the manifest that no declaration says. */
  readonly manifest: { readonly [name: string]: Json };
  readonly limits: Limits;
  /** What is laid over the built files, by their path. */
  readonly overlay: ReadonlyMap<string, Overlay>;
}

/** How much the platform takes. None of it is written down anywhere for certain, so each may be told otherwise. */
export interface Limits {
  /** Intents of a skill. */
  readonly intents: number;
  /** Bytes of the model of one locale. */
  readonly bytes: number;
  /** Values and synonyms of all types of a locale. */
  readonly values: number;
  /** Characters of all samples of a locale. */
  readonly samples: number;
  /** Characters of one value or synonym. */
  readonly characters: number;
  /** Wordings of one prompt. */
  readonly variations: number;
  /** Samples of one slot. */
  readonly slotSamples: number;
}

/** What is remembered of the platform's documentation ("Create Intents, Utterances, and Slots"). */
const limits: Limits = {
  intents: 250,
  bytes: 1_500_000,
  values: 50_000,
  samples: 200_000,
  characters: 140,
  variations: 15,
  slotSamples: 15,
};

/** The words that Palaver answers by itself and Alexa has an intent for. */
export const answered: readonly string[] =
  "Cancel Fallback Help More NavigateHome Next No Previous Repeat StartOver Stop Yes".split(" ");

const known: ReadonlySet<string> = new Set([
  "locales",
  "names",
  "invocationName",
  "builtIns",
  "prompts",
  "manifest",
  "limits",
  "overlay",
]);

/** Looks over what was told. Throws {@link PalaverError} for the first member that is not what it has to be. */
export function settingsOf(told: Json): Settings {
  if (isDeeper(told, 100))
    throw invalid("The settings for Alexa are nested more than 100 levels deep", "give settings");
  if (!isObject(told)) throw invalid("The settings for Alexa are no object", "write { } around them");
  const members = new Map<string, unknown>(membersOf(told));
  for (const name of members.keys()) {
    if (known.has(name)) continue;
    throw invalid(
      `The settings for Alexa have no "${name}"`,
      `leave it out; there are ${[...known].join(", ")}`,
    );
  }
  const locales = localesIn(members.get("locales"));
  const manifest = members.get("manifest") ?? {};
  if (!isObject(manifest)) throw wrong("manifest", "the members of the skill's manifest, in { }");
  return {
    ...(locales && { locales }),
    names: textsIn(
      "names",
      members.get("names"),
      'the names there by the names here, { "Order": "OrderIntent" }',
    ),
    invocationName: invocation(members.get("invocationName")),
    builtIns: members.has("builtIns")
      ? listIn("builtIns", members.get("builtIns"), 'a list of words such as ["Help", "Stop"]')
      : answered,
    prompts: promptsIn(members.get("prompts")),
    // It came as JSON and is an object.
    manifest: manifest as Settings["manifest"],
    limits: limitsIn(members.get("limits")),
    overlay: overlaysIn(members.get("overlay")),
  };
}

const invalid = (what: string, remedy: string) => new PalaverError("invalid-option", `${what}; ${remedy}.`);
const wrong = (name: string, needed: string) =>
  invalid(`The member "${name}" of the settings for Alexa is not what it has to be`, `give ${needed}`);

function localesIn(told: unknown): Settings["locales"] {
  const needed = 'locales such as "en-US": a list of them, or { "en": ["en-US", "en-GB"] }';
  if (told === undefined) return undefined;
  // A file is called after each.
  const placesIn = (list: unknown) => {
    const places = listIn("locales", list, needed);
    if (places.every((it) => /^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*$/.test(it))) return places;
    throw wrong("locales", needed);
  };
  if (Array.isArray(told)) return { list: placesIn(told) };
  if (!isObject(told)) throw wrong("locales", needed);
  const by = membersOf(told).map(([language, places]) => {
    return [language, placesIn(typeof places === "string" ? [places] : places)] as const;
  });
  return { by: new Map(by) };
}

function listIn(name: string, told: unknown, needed: string): readonly string[] {
  if (!Array.isArray(told)) throw wrong(name, needed);
  return told.map((it: unknown) => {
    const text = asString(it);
    if (text === undefined) throw wrong(name, needed);
    return text;
  });
}

function textsIn(name: string, told: unknown, needed: string): ReadonlyMap<string, string> {
  if (told !== undefined && !isObject(told)) throw wrong(name, needed);
  const texts = membersOf(told).map(([key, value]) => {
    const text = asString(value);
    if (text === undefined) throw wrong(`${name}.${key}`, needed);
    return [key, text] as const;
  });
  return new Map(texts);
}

const invocation = (told: unknown): ReadonlyMap<string, string> =>
  typeof told === "string"
    ? new Map([["", told]])
    : textsIn("invocationName", told, 'a name such as "pizza planet", or one by locale');

function promptsIn(told: unknown): Settings["prompts"] {
  const needed = 'the ids of its prompts, such as { "elicit": "Elicit.Slot.1" }';
  if (told !== undefined && !isObject(told)) throw wrong("prompts", needed);
  const prompts = membersOf(told).map(([place, ids]) => {
    const texts = textsIn(`prompts.${place}`, ids, needed);
    const [asks, confirms] = [texts.get("elicit"), texts.get("confirm")];
    return [
      place,
      { ...(asks !== undefined && { elicit: asks }), ...(confirms !== undefined && { confirm: confirms }) },
    ] as const;
  });
  return new Map(prompts);
}

function limitsIn(told: unknown): Limits {
  const needed = `a number from 1 on for any of ${Object.keys(limits).join(", ")}`;
  if (told !== undefined && !isObject(told)) throw wrong("limits", needed);
  for (const [name, value] of membersOf(told)) {
    if (Object.hasOwn(limits, name) && typeof value === "number" && value >= 1) continue;
    throw wrong(`limits.${name}`, needed);
  }
  // Every member was looked at.
  return { ...limits, ...(told as Partial<Limits> | undefined) };
}

function overlaysIn(told: unknown): ReadonlyMap<string, Overlay> {
  const needed =
    'for the path of a built file what is set and dropped in it, { "set": { "/a/b": 1 }, "drop": ["/c"] }';
  if (told !== undefined && !isObject(told)) throw wrong("overlay", needed);
  const overlays = membersOf(told).map(([path, overlay]) => {
    const { set, drop, ...rest } = Object.fromEntries(membersOf(overlay));
    const isSet = set === undefined || isObject(set);
    const isDrop = drop === undefined || (Array.isArray(drop) && drop.every((it) => typeof it === "string"));
    if (!isObject(overlay) || !isSet || !isDrop || Object.keys(rest).length > 0)
      throw wrong(`overlay.${path}`, needed);
    // Its members are such, or not there.
    return [path, overlay as Overlay] as const;
  });
  return new Map(overlays);
}
