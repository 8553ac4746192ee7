import { pick } from "palaver";

/** A kind of file that is said by its kind alone; anything else is said by its name. */
export type Kind = "picture" | "video" | "voice" | "snippet" | "document";

/** What is said in place of what cannot be: one language's words for it. */
export interface Saying {
  /** The language, as a tag. */
  readonly tongue: string;
  readonly someone: string;
  readonly group: string;
  readonly here: string;
  readonly everyone: string;
  readonly wholeChannel: string;
  readonly channel: string;
  channelNamed(name: string): string;
  readonly link: string;
  linkTo(host: string): string;
  readonly date: string;
  readonly code: string;
  readonly quote: string;
  readonly endOfQuote: string;
  readonly emoji: string;
  flag(country: string): string;
  /** One or several of a kind. */
  some(kind: Kind, count: number): string;
  file(name: string): string;
  files(count: number): string;
  /** What somebody sent who wrote nothing. */
  sent(things: string): string;
  /** What somebody sent beside what was written. */
  sentToo(things: string): string;
  /** Words that somebody else wrote, passed on without another word. */
  passedOn(author: string, words: string): string;
}

const numbered = (one: string, many: (count: number) => string) => (count: number) =>
  count === 1 ? one : many(count);

const english: Saying = {
  tongue: "en",
  someone: "someone",
  group: "a group",
  here: "everyone here",
  everyone: "everyone",
  wholeChannel: "everyone in the channel",
  channel: "a channel",
  channelNamed: (name) => `the channel ${name}`,
  link: "a link",
  linkTo: (host) => `a link to ${host}`,
  date: "a date",
  code: "a piece of code",
  quote: "Quote",
  endOfQuote: "End of quote",
  emoji: "an emoji",
  flag: (country) => `flag of ${country}`,
  some: (kind, count) =>
    ({
      picture: numbered("a picture", (n) => `${n} pictures`),
      video: numbered("a video", (n) => `${n} videos`),
      voice: numbered("a voice message", (n) => `${n} voice messages`),
      snippet: numbered("a snippet", (n) => `${n} snippets`),
      document: numbered("a document", (n) => `${n} documents`),
    })[kind](count),
  file: (name) => (name === "" ? "a file" : `a file called ${name}`),
  files: (count) => `${count} files`,
  sent: (things) => `sent ${things}`,
  sentToo: (things) => `Also sent ${things}`,
  passedOn: (author, words) => `passed on from ${author}: ${words}`,
};

const german: Saying = {
  tongue: "de",
  someone: "jemand",
  group: "eine Gruppe",
  here: "alle, die da sind",
  everyone: "alle",
  wholeChannel: "alle im Kanal",
  channel: "ein Kanal",
  channelNamed: (name) => `der Kanal ${name}`,
  link: "ein Link",
  linkTo: (host) => `ein Link zu ${host}`,
  date: "ein Datum",
  code: "ein Stück Code",
  quote: "Zitat",
  endOfQuote: "Ende des Zitats",
  emoji: "ein Emoji",
  flag: (country) => `Flagge von ${country}`,
  some: (kind, count) =>
    ({
      picture: numbered("ein Bild", (n) => `${n} Bilder`),
      video: numbered("ein Video", (n) => `${n} Videos`),
      voice: numbered("eine Sprachnachricht", (n) => `${n} Sprachnachrichten`),
      snippet: numbered("ein Snippet", (n) => `${n} Snippets`),
      document: numbered("ein Dokument", (n) => `${n} Dokumente`),
    })[kind](count),
  file: (name) => (name === "" ? "eine Datei" : `eine Datei namens ${name}`),
  files: (count) => `${count} Dateien`,
  sent: (things) => `hat ${things} geschickt`,
  sentToo: (things) => `Dazu ${things}`,
  passedOn: (author, words) => `weitergeleitet von ${author}: ${words}`,
};

/** The words for a locale; English where a language has none yet. To add a language is to add one here. */
export const sayingIn = (locale: string): Saying => pick({ en: english, de: german }, locale) ?? english;
