import { clean, oneLine } from "./speech/text.ts";

/** One piece of what is said. A tree of plain data: markup is made from it at the very end, for one target. */
export type SpeechNode =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "pause"; readonly milliseconds: number }
  | { readonly type: "emphasis"; readonly level: EmphasisLevel; readonly content: Speech }
  | { readonly type: "say"; readonly as: SayAs; readonly text: string; readonly format?: DateFormat }
  | { readonly type: "whisper"; readonly content: Speech }
  | ({ readonly type: "prosody"; readonly content: Speech } & Prosody)
  | { readonly type: "lang"; readonly tag: string; readonly content: Speech }
  | { readonly type: "voice"; readonly name: string; readonly content: Speech }
  /** Written in one way and said in another; what has an empty alias is only written. */
  | { readonly type: "sub"; readonly text: string; readonly alias: string }
  | { readonly type: "phoneme"; readonly alphabet: Alphabet; readonly sounds: string; readonly text: string }
  /** A recording, and what is read where it cannot be heard. */
  | { readonly type: "audio"; readonly url: string; readonly text: string }
  | { readonly type: "sentence"; readonly content: Speech }
  | { readonly type: "paragraph"; readonly content: Speech };

export type EmphasisLevel = "strong" | "moderate" | "reduced";

/** How a piece of text is meant to be read out; the names are SSML's. */
export type SayAs =
  "characters" | "cardinal" | "ordinal" | "digits" | "fraction" | "unit" | "date" | "time" | "telephone";

/** The order of day, month and year in a date that is read out. */
export type DateFormat = "mdy" | "dmy" | "ymd" | "md" | "dm" | "ym" | "my" | "d" | "m" | "y";

/** What is different about how words are said. */
export interface Prosody {
  /** In percent of the usual. Targets have 20 to 200. */
  readonly rate?: number;
  /** In percent above or below the usual: -10 is a little lower. */
  readonly pitch?: number;
  readonly volume?: Volume;
}

export type Volume = "silent" | "x-soft" | "soft" | "medium" | "loud" | "x-loud";

/** How sounds are spelled: the International Phonetic Alphabet, or X-SAMPA. */
export type Alphabet = "ipa" | "x-sampa";

/** Something to say. */
export interface Speech {
  readonly parts: readonly SpeechNode[];
}

/** What may be said: plain text, or speech. */
export type Said = string | Speech;

/**
 * Speech from a template: speech`Order ${sayAs("digits", "4711")} is on its way.` Whatever stands between the braces,
 * and the template's own words, is text and can never become markup.
 */
export function speech(strings: TemplateStringsArray, ...values: readonly (Said | number)[]): Speech {
  const parts = strings.flatMap((text, i) => {
    const value = values[i];
    return [...textNode(text), ...(value === undefined ? [] : toSpeech(value).parts)];
  });
  return { parts };
}

/** Tells words from anything else that may stand in their place. */
export const isSaid = (thing: object | string): thing is Said =>
  typeof thing === "string" || "parts" in thing;

/** Speech that says just this. What is neither, though its type says so, says nothing. */
export function toSpeech(said: Said | number): Speech {
  const given: unknown = said;
  return isSpeech(given) ? given : { parts: textNode(toWords(given)) };
}

const isSpeech = (thing: unknown): thing is Speech =>
  typeof thing === "object" && thing !== null && "parts" in thing && Array.isArray(thing.parts);

/** Text, or a number as text; nothing for anything else, of which nobody knows how it would be said. */
export function toWords(thing: unknown): string {
  if (typeof thing === "string") return thing;
  return typeof thing === "number" || typeof thing === "bigint" ? String(thing) : "";
}

/** A silence, in milliseconds: from 0 up to the ten seconds that every target allows. What is no number is 0. */
export const pause = (milliseconds: number): Speech => ({
  parts: [{ type: "pause", milliseconds: Math.round(Math.min(Math.max(milliseconds, 0), 10_000)) || 0 }],
});

/** Words that carry the weight of the sentence. */
export const emphasis = (said: Said, level: EmphasisLevel = "moderate"): Speech => ({
  parts: [{ type: "emphasis", level, content: toSpeech(said) }],
});

/**
 * Text read out in a certain way, such as an order number digit by digit: `sayAs("digits", "4711")`. A date may name its
 * order: `sayAs("date", "2026-11-27", "ymd")`.
 */
export const sayAs = (as: SayAs, text: string, format?: DateFormat): Speech => ({
  parts: [{ type: "say", as, text, ...(format && { format }) }],
});

/** Several pieces of speech as one. */
export const join = (...pieces: readonly Said[]): Speech => ({
  parts: pieces.flatMap((piece) => toSpeech(piece).parts),
});

/** What is said, to be read: no markup, one space where there was a pause or a line break. */
export const toText = (said: Said): string => oneLine(writtenOf(toSpeech(said).parts));

/** More pieces than these, those inside of others included, are not said: there is no end to data that is not ours. */
export const mostNodes = 100_000;

/** The words of some speech that a target can carry, as they are written, with a space for a pause. For any data, but for its first nodes only. */
export function writtenOf(parts: readonly SpeechNode[], most = mostNodes): string {
  const found: string[] = [];
  const stack: unknown[] = parts.toReversed();
  for (let count = 0; stack.length > 0 && count < most; count++) {
    const node = stack.pop();
    if (typeof node !== "object" || node === null) found.push(clean(toWords(node)));
    else if ("content" in node) {
      const around = isBlock(node) ? [" "] : [];
      for (const it of [...around, ...contentOf(node).parts.toReversed(), ...around]) stack.push(it);
    } else if ("text" in node) found.push(clean(toWords(node.text)));
    else found.push(" ");
  }
  return found.join("");
}

/** What a node stands around; whatever is there instead of speech is made into it. */
export const contentOf = (node: object): Speech => toSpeech("content" in node ? (node.content as Said) : "");

const isBlock = (node: object) => "type" in node && (node.type === "sentence" || node.type === "paragraph");

const textNode = (text: string): readonly SpeechNode[] => (text === "" ? [] : [{ type: "text", text }]);
