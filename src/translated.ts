import { PalaverError } from "./errors.ts";
import type { Intent } from "./intent.ts";
import { localesOf } from "./locale.ts";
import { hasPhrases } from "./phrases.ts";
import { isSaid } from "./speech.ts";

const languageOf = (locale: string) => locale.split("-")[0] ?? locale;

/**
 * Sees to it that an app has everything in each of its languages: those it is said to have, or else those its utterances are given in.
 * Throws {@link PalaverError} for the first thing that is missing, for nobody is to hear a sentence in another language than their own.
 */
export function checkTranslations(intents: readonly Intent[], locales: readonly string[] | undefined): void {
  const given = locales ?? localesOf(intents.map(({ utterances }) => utterances));
  const languages = [...new Set(given.map(languageOf))].sort();
  for (const language of locales ? languages : []) {
    if (hasPhrases(language)) continue;
    const fix = "leave it out; there are en, de, es and ja";
    throw new PalaverError("missing-translation", `Palaver itself does not speak "${language}"; ${fix}.`);
  }
  if (languages.length < 2) return;
  for (const intent of intents) {
    for (const [what, words] of wordsIn(intent)) {
      const missing = languages.filter((language) => !isIn(words, language, locales !== undefined));
      if (missing.length === 0) continue;
      const fix = "give it in each language of the app, as { en: …, de: … }";
      throw new PalaverError(
        "missing-translation",
        `In "${intent.name}", ${what} is not there in ${missing.join(" and ")}; ${fix}.`,
      );
    }
  }
}

/** What an intent says and is told, with the name it has in the declaration. */
function wordsIn({
  about,
  utterances,
  elicit = {},
  confirmSlots = {},
  confirm,
}: Intent): readonly (readonly [string, unknown])[] {
  return [
    ["`about`", about],
    ["`utterances`", utterances],
    ...Object.entries(elicit).map(([slot, words]) => [`the question for "${slot}"`, words] as const),
    ...Object.entries(confirmSlots).map(([slot, words]) => [`the confirmation of "${slot}"`, words] as const),
    ["`confirm`", confirm],
  ];
}

/**
 * Whether words are there in a language. Words that are not told apart by language are in one only, which is a slip where the app
 * says that it has several; a function may ask for the locale.
 */
function isIn(words: unknown, language: string, strictly: boolean): boolean {
  if (words === undefined || typeof words === "function") return true;
  if (typeof words !== "object" || words === null || Array.isArray(words) || isSaid(words)) return !strictly;
  return Object.keys(words).some((locale) => languageOf(locale) === language);
}
