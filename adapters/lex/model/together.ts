import type { Wordings } from "palaver";
import type { BotLocale } from "./locales.ts";

/** Words by language; under "" where all languages of the bot have the same. Nothing where there are none. */
export function together(
  said: ReadonlyMap<string, readonly string[]>,
  locales: readonly BotLocale[],
): Wordings | undefined {
  const some = [...said].filter(([, words]) => words.length > 0);
  const [first] = some;
  if (!first) return undefined;
  const same =
    some.length === locales.length && new Set(some.map(([, words]) => JSON.stringify(words))).size === 1;
  return same ? { "": first[1] } : Object.fromEntries(some);
}
