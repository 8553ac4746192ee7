import { pick } from "../locale.ts";
import { english } from "./said/english.ts";
import { german } from "./said/german.ts";
import { japanese } from "./said/japanese.ts";
import type { BuiltInPhrases } from "./said/phrases.ts";
import { spanish } from "./said/spanish.ts";
import { plain, wordsOf } from "./words.ts";

const phrases: Readonly<Record<string, BuiltInPhrases>> = {
  en: english,
  de: german,
  es: spanish,
  ja: japanese,
};

/** What is said in a language for the intents that every app understands, by intent; in English where it has none of its own. */
export function builtInWords(locale: string): Readonly<Record<string, readonly string[]>> {
  const own = Object.hasOwn(phrases, locale.split("-")[0] ?? locale) ? pick(phrases, locale) : undefined;
  return own ?? english;
}

/** A language's built-in phrases: what is said, and the intent it stands for. */
export const builtInPhrases = (locale: string): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(builtInWords(locale)).flatMap(([intent, said]) =>
      said.map((it) => [plain(it), intent] as const),
    ),
  );

const openings = [
  "please",
  "can you",
  "could you",
  "would you",
  "can you please",
  "could you please",
  "bitte",
  "kannst du",
];
const endings = ["please", "thanks", "thank you", "bitte", "danke"];

/** What people say around such words without changing what they mean. */
const fillers = new Set(
  (
    "oh um uh well please so much very then now just me that it this i want to would like can could you let's let us do sir " +
    "bitte mal doch jetzt dann ich will möchte kannst du es das also ach"
  ).split(" "),
);
/** Where something else is said as well, these only lead to it. */
const leading = new Set(["Yes", "Hello", "Thanks"]);

/** The built-in intent that words mean although they are more than one phrase, or have others around them: "ok, goodbye then". */
export function builtInOf(
  words: readonly string[],
  phrases: ReadonlyMap<string, string>,
): string | undefined {
  const found = new Set<string>();
  for (let from = 0; from < words.length && from < 24;) {
    let to = Math.min(words.length, from + 6);
    while (to > from && !phrases.has(words.slice(from, to).join(" "))) to--;
    const intent = phrases.get(words.slice(from, to).join(" "));
    if (intent !== undefined) found.add(intent);
    else if (!fillers.has(words[from] ?? "")) return undefined;
    from = Math.max(to, from + 1);
  }
  const [only, another] = [...found].filter((it) => !leading.has(it));
  const [first] = found;
  return words.length > 24 || another !== undefined ? undefined : (only ?? first);
}

/** The text without what people put before and behind it to be polite. */
export function bluntly(text: string): string {
  const words = wordsOf(text);
  const spoken = words.map((word) => word.plain);
  const lead = longestOf(openings, (phrase) => phrase.every((word, i) => spoken[i] === word));
  const trail = longestOf(endings, (phrase) =>
    phrase.every((word, i) => spoken.at(i - phrase.length) === word),
  );
  if (lead + trail >= words.length) return text;
  const end = trail === 0 ? text.length : words[words.length - trail - 1]?.end;
  return text.slice(lead === 0 ? 0 : words[lead]?.start, end);
}

/** In words, the longest of these phrases that is there; 0 where none is. */
const longestOf = (phrases: readonly string[], isThere: (words: readonly string[]) => boolean): number =>
  Math.max(
    0,
    ...phrases
      .map((phrase) => phrase.split(" "))
      .filter(isThere)
      .map((phrase) => phrase.length),
  );
