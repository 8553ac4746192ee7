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

/** The locales that some of several tell apart, each once. */
export const localesOf = <T extends object>(
  several: readonly (T | readonly unknown[])[],
): readonly string[] =>
  [...new Set(several.flatMap((it) => (Array.isArray(it) ? [] : Object.keys(it))))]
    .filter((it) => it !== "")
    .sort();

/** The longest tag that is looked at; the standard's own examples stay below it (RFC 5646, section 4.4.1). */
const longestTag = 35;

const canonical = new Map<string, string | undefined>();

/** A locale's tag as everything that formats dates and numbers takes it; nothing for what is none. */
export function canonicalLocale(tag: unknown): string | undefined {
  if (typeof tag !== "string" || tag === "" || tag.length > longestTag) return undefined;
  if (canonical.has(tag)) return canonical.get(tag);
  // Tags come from outside; there is no end to them.
  if (canonical.size >= 256) canonical.clear();
  const found = inForm(tag);
  canonical.set(tag, found);
  return found;
}

function inForm(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
