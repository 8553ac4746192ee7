import { builtInWords, hasPhrases, phrasesIn } from "palaver";
import { languageOf, tagOf, type BotLocale } from "./locales.ts";

/**
 * What people say to every app, by the intent it stands for, in a locale whose language the framework speaks. Lex has
 * built-in intents for some of them and takes no utterances in those, and none for yes and no, so all become plain
 * intents.
 */
export const wordsIn = ({ id }: BotLocale): ReadonlyMap<string, readonly string[]> =>
  new Map(hasPhrases(languageOf(id)) ? Object.entries(builtInWords(tagOf(id))) : []);

/** Whether every app understands an intent of that name. */
export const isWord = (intent: string): boolean => Object.hasOwn(builtInWords("en"), intent);

/** The intents that every app understands. */
export const everyWord: readonly string[] = Object.keys(builtInWords("en")).sort();

/** What asks for a slot that no declaration has fixed words for. */
export const questionFor = (slot: string, { id }: BotLocale): string => phrasesIn(tagOf(id)).whichValue(slot);

/** Said when nothing is done because the answer was no. */
export const declinedIn = ({ id }: BotLocale): string => phrasesIn(tagOf(id)).declined;
