import type { Wordings } from "palaver";
import { languageOf } from "./places.ts";

/** What is said in several locales, under as few names as tell it apart: one for all, or for each language, or for each locale. */
export function wordingsOf(
  said: ReadonlyMap<string, readonly string[]>,
  locales: readonly string[],
): Wordings | undefined {
  if (said.size === 0) return undefined;
  const [only] = locales.length === 1 ? said.values() : [];
  if (only) return { "": only };
  const languages = new Set([...said.keys()].map(languageOf));
  const told = [...languages].flatMap((language): (readonly [string, readonly string[]])[] => {
    const own = [...said].filter(([locale]) => languageOf(locale) === language);
    const [first] = own;
    const isSame = own.every(([, words]) => JSON.stringify(words) === JSON.stringify(first?.[1]));
    return first && isSame ? [[language, first[1]]] : own;
  });
  return Object.fromEntries(told);
}
