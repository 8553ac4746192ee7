/** A thing, or one for each language or locale: `{ en: …, "de-AT": … }`. */
export type Localized<T> = T | { readonly [locale: string]: T };

/** The one of several that fits a locale best: its own, its language's, any of its language, or the first there is. */
export function pick<T>(several: Readonly<Record<string, T>>, locale: string): T | undefined {
  const tags = Object.keys(several);
  const language = locale.split("-")[0] ?? locale;
  const tag =
    tags.find((it) => it === locale) ??
    tags.find((it) => it === language) ??
    tags.find((it) => it.startsWith(`${language}-`)) ??
    tags[0];
  return tag === undefined ? undefined : several[tag];
}
