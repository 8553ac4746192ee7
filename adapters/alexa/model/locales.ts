import type { Model, Wordings } from "palaver";
import { allPlaces, languageOf, places } from "./places.ts";
import type { Settings } from "./settings.ts";

/** The platform's locales that an app is built for, sorted, each once: as it is told, or the usual one of each of its languages. */
export function localesOf(
  { locales = ["en"] }: Model,
  settings: Pick<Settings, "locales">,
): readonly string[] {
  const told = settings.locales;
  const all = told && "list" in told ? told.list : locales.flatMap((it) => told?.by.get(it) ?? usual(it));
  return [...new Set(all)].sort();
}

/** A locale that the platform has is meant itself; of a language, its usual one. What the platform does not have stays as it is, to be found. */
const usual = (locale: string): string =>
  allPlaces.has(locale) ? locale : (places.get(languageOf(locale))?.[0] ?? locale);

/** The wordings for a locale: its own, its language's, those of another place with that language, or those that are for all. */
export function wordingsIn(wordings: Wordings | undefined, locale: string): readonly string[] | undefined {
  if (!wordings) return undefined;
  const language = languageOf(locale);
  const tags = Object.keys(wordings).sort();
  const tag = [locale, language, tags.find((it) => languageOf(it) === language), ""].find(
    (it) => it !== undefined && Object.hasOwn(wordings, it),
  );
  return tag === undefined ? undefined : wordings[tag];
}
