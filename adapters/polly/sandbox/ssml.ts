import { pause, sub, type Speech, type SpeechNode } from "palaver";
import { Malformed, tokensOf, type Token } from "../markup.ts";
import { byteOffsets, type Document } from "../place.ts";
import type { Engine } from "../voices.ts";
import { Refusal } from "./refusal.ts";

/** A unit of what is said that is no white space, and the bytes of the document it stands at. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** What a document says. */
export interface Reading {
  readonly speech: Speech;
  /** The characters that are billed: all but the tags. */
  readonly billed: number;
  readonly places: readonly Place[];
  /** Each `<mark>` with its bytes, and how many of the places are before it. */
  readonly marks: readonly (Place & { readonly name: string; readonly after: number })[];
}

const every: readonly Engine[] = ["standard", "neural", "long-form", "generative"];
const standard: readonly Engine[] = ["standard"];
const notGenerative: readonly Engine[] = ["standard", "neural", "long-form"];

/** The engines that have a tag (https://docs.aws.amazon.com/polly/latest/dg/supportedtags.html). */
const tags: ReadonlyMap<string, readonly Engine[]> = new Map([
  ...["speak", "break", "lang", "mark", "p", "s", "phoneme", "prosody", "say-as", "sub", "w"].map(
    (name) => [name, every] as const,
  ),
  ["emphasis", standard],
  ["amazon:breath", standard],
  ["amazon:auto-breaths", standard],
  ["amazon:domain", ["neural"]],
  ["amazon:effect", notGenerative],
]);

/** The engines that have an attribute, where not all that have its tag do. */
const attributes: ReadonlyMap<string, readonly Engine[]> = new Map([
  ["prosody pitch", standard],
  ["prosody amazon:max-duration", standard],
  ["amazon:effect phonation", standard],
  ["amazon:effect vocal-tract-length", standard],
]);

/** What an attribute has to look like, where a tag cannot do without it or Polly looks at it. */
const values: ReadonlyMap<string, RegExp> = new Map([
  ["break time", /^\+?(?:\d+(?:\.\d+)?s|\d+(?:\.\d+)?ms)$/],
  ["break strength", /^(?:none|x-weak|weak|medium|strong|x-strong)$/],
  ["emphasis level", /^(?:strong|moderate|reduced)$/],
  ["prosody rate", /^(?:x-slow|slow|medium|fast|x-fast|default|[2-9]\d%|1\d\d%|200%)$/],
  ["prosody volume", /^(?:default|silent|x-soft|soft|medium|loud|x-loud|[+-]?\d+(?:\.\d+)?dB)$/],
]);

const needed: ReadonlyMap<string, string> = new Map([
  ["lang", "xml:lang"],
  ["mark", "name"],
  ["phoneme", "ph"],
  ["say-as", "interpret-as"],
  ["sub", "alias"],
  ["w", "role"],
]);

const sayings =
  /^(?:characters|spell-out|cardinal|number|ordinal|digits|fraction|unit|date|time|address|expletive|telephone)$/;

const refuse = (why: string) => new Refusal("InvalidSsmlException", `Invalid SSML request: ${why}`);

/** Reads a document as an engine does. Throws {@link Refusal} for what the engine does not take. */
export function readDocument({ type, text }: Document, engine: Engine): Reading {
  const bytes = byteOffsets(text);
  const reader = createReader(bytes);
  if (type === "text") {
    let at = 0;
    for (const character of text) {
      reader.say(character, at, (at += character.length));
    }
    return reader.done();
  }
  try {
    let isRoot = true;
    for (const token of tokensOf(text)) {
      if (token.type !== "text" && token.type !== "close") check(token, engine, isRoot);
      isRoot = false;
      reader.take(token);
    }
  } catch (error) {
    if (error instanceof Malformed) throw refuse(error.message);
    throw error;
  }
  return reader.done();
}

function check(token: Exclude<Token, { readonly type: "text" }>, engine: Engine, isRoot: boolean): void {
  const { name } = token;
  if (isRoot !== (name === "speak"))
    throw refuse(isRoot ? "the root is not <speak>" : "<speak> inside of it");
  if (!tags.get(name)?.includes(engine)) throw refuse(`<${name}> is no tag of the ${engine} engine`);
  const need = needed.get(name);
  if (need !== undefined && !token.attributes.has(need)) throw refuse(`<${name}> has no ${need}`);
  for (const [attribute, value] of token.attributes) {
    const both = `${name} ${attribute}`;
    if (attributes.get(both)?.includes(engine) === false)
      throw refuse(`${both} is not of the ${engine} engine`);
    if (values.get(both)?.test(value) === false) throw refuse(`${both} cannot be that`);
    if (both === "say-as interpret-as" && !sayings.test(value)) throw refuse(`${both} cannot be that`);
    if (both === "break time" && millisecondsOf(value) > 10_000)
      throw refuse("a break has up to ten seconds");
    if (both === "amazon:effect name" && value === "whispered" && engine !== "standard")
      throw refuse("whispering is of the standard engine");
  }
}

/** Collects what is said, and where. */
function createReader(bytes: Uint32Array) {
  const nodes: SpeechNode[] = [];
  const places: Place[] = [];
  const marks: Reading["marks"][number][] = [];
  let [words, billed] = ["", 0];
  let alias: string | undefined;

  const byte = (at: number) => bytes[at] ?? 0;
  function rest(milliseconds: number): void {
    if (words !== "")
      nodes.push(
        ...(alias === undefined ? [{ type: "text" as const, text: words }] : sub(words, alias).parts),
      );
    [words, alias] = ["", undefined];
    if (milliseconds > 0) nodes.push(...pause(milliseconds).parts);
  }
  function say(text: string, start: number, end: number): void {
    words += text;
    billed += text.length;
    for (let i = 0; i < text.length; i++) {
      if (!/\s/.test(text[i] ?? "")) places.push({ start: byte(start), end: byte(end) });
    }
  }

  return {
    say,
    take(token: Token): void {
      if (token.type === "text") return say(token.text, token.start, token.end);
      if (token.name === "sub") {
        rest(0);
        if (token.type === "open") alias = token.attributes.get("alias");
      }
      if (token.name === "break" && token.type !== "close")
        rest(millisecondsOf(token.attributes.get("time")));
      if ((token.name === "p" || token.name === "s") && token.type === "close") rest(300);
      if (token.name === "mark" && token.type !== "close") {
        const name = token.attributes.get("name") ?? "";
        marks.push({ name, start: byte(token.start), end: byte(token.end), after: places.length });
      }
    },
    done(): Reading {
      rest(0);
      return { speech: { parts: nodes }, billed, places, marks };
    },
  };
}

/** Of a time such as `300ms` or `1.5s`; without one, a pause of a medium length. */
function millisecondsOf(time?: string): number {
  if (time === undefined) return 500;
  return parseFloat(time) * (time.endsWith("ms") ? 1 : 1_000);
}
