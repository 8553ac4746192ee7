import type { EmphasisLevel, SayAs } from "../speech.ts";

/** An element of markup, with what it always says of itself. */
export interface Tag {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** What a target carries of {@link Prosody}. */
export interface ProsodyTags {
  /** The least and the most, in percent of the usual rate. */
  readonly rate?: readonly [number, number];
  /** The least and the most, in percent above the usual pitch. */
  readonly pitch?: readonly [number, number];
  readonly volume?: boolean;
  /** It may only stand around whole sentences. */
  readonly sentences?: boolean;
}

/** The tags that a target takes. What is not named here it would refuse, so it never gets it. */
export interface Tags {
  /** The longest break, in milliseconds. */
  readonly break?: number;
  readonly emphasis?: readonly EmphasisLevel[];
  readonly prosody?: ProsodyTags;
  /** Around what is whispered. */
  readonly whisper?: Tag;
  /** Around what is said softly, for where nothing can be whispered. */
  readonly soft?: Tag;
  /** The locales a voice can change to; `true` for any. */
  readonly lang?: true | readonly string[];
  /** The names of the voices there are; `true` for any. */
  readonly voice?: true | readonly string[];
  readonly sub?: boolean;
  readonly phoneme?: readonly string[];
  readonly audio?: boolean;
  /** `<p>` and `<s>`. */
  readonly blocks?: boolean;
  /** The value of `interpret-as` for each way of reading out. One that is missing is done in words, where it can be. */
  readonly sayAs?: Readonly<Partial<Record<SayAs, string>>>;
}

/** How much a target takes at once. All lengths are in UTF-16 units, which are never fewer than characters. */
export interface Limits {
  /** Of a document, its tags included. */
  readonly characters?: number;
  /** Of what is paid for: the words, and not the tags. */
  readonly billed?: number;
  /** Recordings in one speech; of those after them, the words are read. */
  readonly audios?: number;
}

/** Where speech goes, as data: what can be said there, and how much of it at once. */
export interface Target {
  readonly name: string;
  /** Markup, or text; in text nothing but the words is left. */
  readonly form: "markup" | "text";
  readonly tags: Tags;
  readonly limits?: Limits;
  /** What text is to be without there, in text only; markup is always escaped as XML is. */
  readonly escapes?: Readonly<Record<string, string>>;
  /** In text: whether words stand there as they are said, or as they are written. */
  readonly aloud?: boolean;
  /** In text: whether a line break stays one. */
  readonly lines?: boolean;
}

/** Each way of reading out, by the name that SSML's authors gave it (https://www.w3.org/TR/ssml-sayas/). */
export const everyReading: Readonly<Record<SayAs, string>> = {
  characters: "characters",
  cardinal: "cardinal",
  ordinal: "ordinal",
  digits: "digits",
  fraction: "fraction",
  unit: "unit",
  date: "date",
  time: "time",
  telephone: "telephone",
};

/** SSML as it is standardised (https://www.w3.org/TR/speech-synthesis11/), for whatever is not known any closer. */
export const ssml: Target = {
  name: "SSML",
  form: "markup",
  tags: {
    break: 10_000,
    emphasis: ["strong", "moderate", "reduced"],
    prosody: { rate: [20, 200], pitch: [-50, 100], volume: true },
    lang: true,
    voice: true,
    sub: true,
    phoneme: ["ipa", "x-sampa"],
    audio: true,
    blocks: true,
    sayAs: everyReading,
  },
};

/** Text to be read: the words as they are written. */
export const plain: Target = { name: "text", form: "text", tags: {} };

/** Text for a screen reader: the words as they would be said. */
export const reader: Target = { name: "screen reader", form: "text", tags: {}, aloud: true };
