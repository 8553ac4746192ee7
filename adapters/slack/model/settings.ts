import { isObject, itemsOf, membersOf, PalaverError, type Json, type Overlay } from "palaver";
import { features, isFeature, type Feature } from "./needs.ts";

/** What Slack has to be told of an app beside its declarations: the content of its `slack.json`. */
export interface Settings {
  /** What the app is called. Default: what it calls itself. */
  readonly name?: string;
  /** What its bot is called. Default: made of the name. */
  readonly botName?: string;
  /** One line about it. */
  readonly description?: string;
  /** Of 174 to 4,000 characters. */
  readonly longDescription?: string;
  /** Such as `#0a5c36`. */
  readonly backgroundColor?: string;
  /** A slash command, such as `/relay`, with what it does and what may be written after it. */
  readonly command?: string;
  readonly commandDescription?: string;
  readonly commandHint?: string;
  /** Where Slack sends events, commands and presses; the place that the app's handler is served at. */
  readonly url?: string;
  /** Where people come back to when they have installed the app. */
  readonly redirectUrls?: readonly string[];
  /** Whether the app fetches events over a connection of its own. Default: false. */
  readonly socketMode: boolean;
  /** Whether it can be installed for a whole organisation. Default: false. */
  readonly orgDeploy: boolean;
  readonly features: readonly Feature[];
  /** What is laid over the manifest in the end. */
  readonly overlay?: Overlay;
}

const texts = [
  "name",
  "botName",
  "description",
  "longDescription",
  "backgroundColor",
  "command",
  "commandDescription",
  "commandHint",
  "url",
] as const;

const others = ["redirectUrls", "socketMode", "orgDeploy", "features", "overlay"];

/** The path of the built manifest. */
export const manifestPath = "manifest.json";

/** Settings as somebody wrote them. Throws {@link PalaverError} for the first that is none, with the remedy. */
export function settingsOf(json: Json): Settings {
  if (!isObject(json)) throw wrong("The settings for Slack", "have to be an object, such as {}");
  const given = new Map<string, unknown>(membersOf(json));
  const known = [...texts, ...others];
  for (const name of given.keys())
    if (!known.includes(name))
      throw wrong(`"${name}"`, `is no setting for Slack; there are ${known.join(", ")}`);
  const strings = texts.flatMap((name) => {
    const value = given.get(name);
    if (value === undefined) return [];
    if (typeof value !== "string" || value === "")
      throw wrong(`"${name}"`, "has to be a text that is not empty");
    return [[name, value] as const];
  });
  const overlay = overlayIn(given.get("overlay"));
  return {
    ...Object.fromEntries(strings),
    ...(given.has("redirectUrls") && { redirectUrls: textsIn("redirectUrls", given.get("redirectUrls")) }),
    socketMode: flagIn("socketMode", given.get("socketMode")),
    orgDeploy: flagIn("orgDeploy", given.get("orgDeploy")),
    features: featuresIn(given.get("features")),
    ...(overlay && { overlay }),
  };
}

function flagIn(name: string, value: unknown): boolean {
  if (value === undefined || typeof value === "boolean") return value ?? false;
  throw wrong(`"${name}"`, "has to be true or false");
}

function textsIn(name: string, value: unknown): readonly string[] {
  const all = itemsOf(value).filter((it) => typeof it === "string");
  if (Array.isArray(value) && all.length === value.length) return all;
  throw wrong(`"${name}"`, "has to be a list of texts");
}

function featuresIn(value: unknown): readonly Feature[] {
  if (value === undefined) return ["direct", "mentions", "buttons"];
  return textsIn("features", value).map((name) => {
    if (isFeature(name)) return name;
    throw wrong(`The feature "${name}"`, `is none; there are ${features.join(", ")}`);
  });
}

function overlayIn(value: unknown): Overlay | undefined {
  if (value === undefined) return undefined;
  const files = isObject(value) ? membersOf(value) : [];
  const [own] = files;
  if (!isObject(value) || files.some(([path]) => path !== manifestPath))
    throw wrong('"overlay"', `has to be an object with "${manifestPath}" in it and nothing else`);
  if (own === undefined) return undefined;
  const overlay = new Map<string, unknown>(membersOf(own[1]));
  const [set, drop] = [overlay.get("set"), overlay.get("drop")];
  if ((set !== undefined && !isObject(set)) || (drop !== undefined && !Array.isArray(drop)))
    throw wrong(
      '"overlay"',
      'has to be an object with values by their places in "set", and places in "drop"',
    );
  return {
    // The settings are JSON throughout.
    ...(set !== undefined && { set: set as Readonly<Record<string, Json>> }),
    ...(drop !== undefined && { drop: textsIn("drop", drop) }),
  };
}

const wrong = (what: string, why: string) =>
  new PalaverError("invalid-option", `${what} ${why}; see slack.json.`);
