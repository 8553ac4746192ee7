import { pick } from "./locale.ts";
import { english } from "./phrases/english.ts";
import { german } from "./phrases/german.ts";
import { japanese } from "./phrases/japanese.ts";
import type { Phrases } from "./phrases/phrases.ts";
import { spanish } from "./phrases/spanish.ts";

const shipped: Readonly<Record<string, Phrases>> = { en: english, de: german, es: spanish, ja: japanese };

/** The phrases of a language; English where it has none of its own. */
export const phrasesIn = (locale: string): Phrases =>
  hasPhrases(locale) ? (pick(shipped, locale) ?? english) : english;

/** Whether the framework itself speaks a language. */
export const hasPhrases = (locale: string): boolean => Object.hasOwn(shipped, locale.split("-")[0] ?? locale);
