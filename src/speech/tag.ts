import { canonicalLocale } from "../locale.ts";
import type { Prosody, SayAs, Volume } from "../speech.ts";
import type { ProsodyTags, Tag, Target } from "./target.ts";
import { clean, escapeXml, oneLine } from "./text.ts";

/** The two tags of an element. */
export interface Tags {
  readonly open: string;
  readonly close: string;
}

/** An element's tags, its attributes escaped. */
export function tagsOf({ name, attributes = {} }: Tag): Tags {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(oneLine(value))}"`);
  return { open: `<${name}${written.join("")}>`, close: `</${name}>` };
}

const volumes: ReadonlySet<unknown> = new Set<Volume>([
  "silent",
  "x-soft",
  "soft",
  "medium",
  "loud",
  "x-loud",
]);

/** The element for a way of speaking, as much of it as a target has; nothing where that is nothing at all. */
export function prosodyTag({ rate, pitch, volume }: Prosody, can: ProsodyTags | undefined): Tag | undefined {
  const [fast, high] = [percent(rate, can?.rate), percent(pitch, can?.pitch)];
  const attributes = {
    ...(fast !== undefined && { rate: `${fast}%` }),
    ...(high !== undefined && { pitch: `${high < 0 ? "" : "+"}${high}%` }),
    ...(can?.volume === true && volumes.has(volume) && { volume: String(volume) }),
  };
  return Object.keys(attributes).length === 0 ? undefined : { name: "prosody", attributes };
}

function percent(value: unknown, range: readonly [number, number] | undefined): number | undefined {
  if (range === undefined || typeof value !== "number" || Number.isNaN(value)) return undefined;
  return Math.trunc(Math.min(Math.max(value, range[0]), range[1]));
}

/** The element for a way of reading out; nothing where a target has none for it. */
export function readingTag(as: SayAs, format: unknown, can: Target["tags"]["sayAs"]): Tag | undefined {
  const known = can !== undefined && Object.hasOwn(can, as) ? can[as] : undefined;
  if (known === undefined) return undefined;
  const order = as === "date" && typeof format === "string" && /^[dmy]{1,3}$/.test(format) ? { format } : {};
  return { name: "say-as", attributes: { "interpret-as": known, ...order } };
}

/** The element for how something is pronounced; nothing where a target does not know the alphabet. */
export function soundsTag(
  alphabet: string,
  sounds: unknown,
  can: readonly string[] | undefined,
): Tag | undefined {
  const ph = typeof sounds === "string" ? oneLine(clean(sounds)) : "";
  return ph !== "" && can?.includes(alphabet) === true
    ? { name: "phoneme", attributes: { alphabet, ph } }
    : undefined;
}

/** The locale of a target's that fits a tag best: its own, or another of its language; nothing where there is none. */
export function langOf(tag: unknown, can: true | readonly string[] | undefined): string | undefined {
  const wanted = canonicalLocale(tag);
  if (wanted === undefined || can === undefined || can === true) return can && wanted;
  const language = languageOf(wanted);
  return (
    can.find((it) => canonicalLocale(it) === wanted) ??
    can.find((it) => languageOf(canonicalLocale(it) ?? it) === language)
  );
}

const languageOf = (locale: string) => locale.split("-")[0];

/** A voice that a target has. */
export function voiceOf(name: unknown, can: true | readonly string[] | undefined): string | undefined {
  if (typeof name !== "string" || can === undefined) return undefined;
  if (can === true) return /^[\p{L}\p{N}][\p{L}\p{N} _-]{0,63}$/u.test(name) ? name : undefined;
  return can.find((it) => it === name);
}

/** An address as it is fetched, where it is one that may be: https, and nobody's password in it. */
export function recordingOf(url: unknown): string | undefined {
  if (typeof url !== "string" || !URL.canParse(url)) return undefined;
  const { protocol, username, password, href } = new URL(url);
  return protocol === "https:" && username === "" && password === "" ? href : undefined;
}
