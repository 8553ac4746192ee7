import { pick } from "./locale.ts";

/** What the framework itself says, where no handler of the app's does. */
export interface Phrases {
  /** Said at the launch of an app that listens to no launch. */
  readonly welcome: (app: string) => string;
  /** Said when something failed that is not the person's fault. */
  readonly sorry: string;
  readonly notUnderstood: string;
  /** Before the question that is asked once more. */
  readonly again: string;
  readonly cancelled: string;
  readonly goodbye: string;
  readonly declined: string;
  /** The answer to thanks. */
  readonly welcomed: string;
  /** Where an answer took too long. */
  readonly late: string;
  /** Help, from one line for each thing the app can do. */
  readonly help: (abouts: readonly string[]) => string;
  readonly whatNext: string;
}

const english: Phrases = {
  welcome: (app) => `Welcome to ${app}.`,
  sorry: "Sorry, something went wrong. Please try again.",
  notUnderstood: "Sorry, I did not understand that.",
  again: "Sorry, I did not get that.",
  cancelled: "All right, cancelled.",
  goodbye: "Goodbye.",
  declined: "All right, I will not.",
  welcomed: "You are welcome.",
  late: "Sorry, that took too long. Please try again.",
  help: (abouts) => `Here is what I can do. ${abouts.map(sentence).join(" ")}`,
  whatNext: "What would you like?",
};

const german: Phrases = {
  welcome: (app) => `Willkommen bei ${app}.`,
  sorry: "Entschuldigung, da ist etwas schiefgegangen. Bitte versuche es noch einmal.",
  notUnderstood: "Das habe ich leider nicht verstanden.",
  again: "Das habe ich leider nicht verstanden.",
  cancelled: "Gut, abgebrochen.",
  goodbye: "Auf Wiedersehen.",
  declined: "Gut, dann nicht.",
  welcomed: "Gern geschehen.",
  late: "Das hat leider zu lange gedauert. Bitte versuche es noch einmal.",
  help: (abouts) => `Das kann ich. ${abouts.map(sentence).join(" ")}`,
  whatNext: "Was möchtest du?",
};

const shipped: Readonly<Record<string, Phrases>> = { en: english, de: german };

/** The phrases of a language; English where it has none of its own. */
export const phrasesIn = (locale: string): Phrases => pick(shipped, locale) ?? english;

const sentence = (about: string) => (/[.!?]$/.test(about) ? about : `${about}.`);
