/** The locales a custom skill can be in, by language, the first of each being the one meant where none is named ("Develop Skills in Multiple Languages"). */
export const places: ReadonlyMap<string, readonly string[]> = new Map([
  ["ar", ["ar-SA"]],
  ["de", ["de-DE"]],
  ["en", ["en-US", "en-AU", "en-CA", "en-GB", "en-IN"]],
  ["es", ["es-ES", "es-MX", "es-US"]],
  ["fr", ["fr-FR", "fr-CA"]],
  ["hi", ["hi-IN"]],
  ["it", ["it-IT"]],
  ["ja", ["ja-JP"]],
  ["nl", ["nl-NL"]],
  ["pt", ["pt-BR"]],
]);

/** All of them. */
export const allPlaces: ReadonlySet<string> = new Set([...places.values()].flat());

/** The language of a locale. */
export const languageOf = (locale: string): string => locale.split(/[-_]/)[0] ?? locale;
