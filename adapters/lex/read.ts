import {
  asString,
  canonicalLocale,
  itemsOf,
  look,
  type Input,
  type Interpretation,
  type Turn,
} from "palaver";
import { toPlain, type BuiltIns } from "./name.ts";
import { readSlots } from "./slot.ts";
import { digestOf } from "./turn.ts";

/** What reading needs to know beside the event. */
export interface Reading {
  readonly builtIns: BuiltIns;
  readonly locale: string;
  /** The request attributes that name the user and the turn, where the calling client sets them. */
  readonly attributes: { readonly user?: string; readonly turn?: string };
  now(): number;
  /** An id for an event that brings nothing to tell it from others by. */
  newId(): string;
}

/** The turn inside a Lex V2 code hook event, of either kind; nothing where there is no session or nothing was said. */
export function readTurn(
  event: unknown,
  { builtIns, locale, attributes, ...make }: Reading,
): Turn | undefined {
  const conversation = asString(look(event, "sessionId"));
  const input = inputOf(event, builtIns);
  if (conversation === undefined || input === undefined) return undefined;
  const attribute = (name: string | undefined) =>
    name === undefined ? undefined : asString(look(event, "requestAttributes", name));
  return {
    id: `${conversation}/${attribute(attributes.turn) ?? digestOf(event) ?? make.newId()}`,
    channel: "lex",
    conversation,
    user: attribute(attributes.user) ?? conversation,
    locale: localeOf(event) ?? locale,
    at: make.now(),
    input,
    can: canOf(event),
  };
}

/**
 * What Lex understood is `sessionState.intent`, the intent it is about to act on; `interpretations` ranks guesses and
 * may begin with another one. Without an intent there are still the words.
 */
function inputOf(event: unknown, builtIns: BuiltIns): Input | undefined {
  // In DTMF mode these are the digits.
  const text = asString(look(event, "inputTranscript"));
  const intent = look(event, "sessionState", "intent");
  const name = asString(look(intent, "name"));
  if (name === undefined) return text === undefined ? undefined : { type: "text", text };
  const confidence = itemsOf(look(event, "interpretations"))
    .filter((guess) => look(guess, "intent", "name") === name)
    .map((guess) => readConfidence(look(guess, "nluConfidence")))[0];
  return {
    type: "intent",
    interpretation: interpretationOf(intent, toPlain(name, builtIns), confidence ?? 1),
    ...(text !== undefined && { text }),
  };
}

/** An intent of Lex under the app's name for it. */
export const interpretationOf = (intent: unknown, name: string, confidence: number): Interpretation => {
  const confirmation = confirmations.get(look(intent, "confirmationState"));
  return {
    intent: name,
    slots: readSlots(look(intent, "slots")),
    confidence,
    ...(confirmation && { confirmation }),
  };
};

const confirmations = new Map<unknown, "yes" | "no">([
  ["Confirmed", "yes"],
  ["Denied", "no"],
]);

/**
 * How sure Lex is, from 0 to 1: a number in code hook events, `{ score }` from the runtime API, a string in
 * conversation logs. Nothing for fallback intents, and none while a slot is being elicited.
 */
export function readConfidence(confidence: unknown): number | undefined {
  const score = look(confidence, "score") ?? confidence;
  const number = typeof score === "string" && score.trim() !== "" ? Number(score) : score;
  return typeof number === "number" && number >= 0 && number <= 1 ? number : undefined;
}

/** `en_US` as `en-US`, where it is a locale at all. */
export const localeOf = (event: unknown): string | undefined =>
  canonicalLocale(asString(look(event, "bot", "localeId"))?.replaceAll("_", "-"));

/** Spoken where the client wants audio, or where it spoke and does not say what it wants. */
export function isSpoken(event: unknown): boolean {
  const wanted = asString(look(event, "responseContentType"));
  if (wanted !== undefined) return wanted.startsWith("audio/");
  return ["Speech", "DTMF"].some((mode) => look(event, "inputMode") === mode);
}

function canOf(event: unknown): Turn["can"] {
  const spoken = isSpoken(event);
  const voice = spoken || look(event, "inputMode") === "Speech";
  return { voice, screen: !spoken, buttons: !spoken, audio: false };
}
