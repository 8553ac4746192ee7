import { english } from "./senses/english.ts";
import { german } from "./senses/german.ts";
import { stemEnglish, stemGerman, type Stem } from "./stem.ts";

/** What is known of a language beyond its letters. */
export interface Language {
  readonly stem: Stem;
  /** The numbers of the groups of words with like sense that a stem belongs to. */
  senses(stem: string): readonly number[];
}

const nothing: readonly number[] = [];

/** A language without endings and senses: three letters in a row do much of their work. */
const unknown: Language = { stem: (word) => word, senses: () => nothing };

const languages: ReadonlyMap<string, () => Language> = new Map([
  ["en", once(() => ({ stem: stemEnglish, senses: sensesIn(english, stemEnglish) }))],
  ["de", once(() => ({ stem: stemGerman, senses: sensesIn(german, stemGerman) }))],
]);

/** What is known of a locale's language. */
export const languageOf = (locale: string): Language =>
  languages.get(locale.toLowerCase().split(/[-_]/)[0] ?? "")?.() ?? unknown;

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function sensesIn(groups: string, stem: Stem): Language["senses"] {
  const senses = new Map<string, number[]>();
  for (const [number, group] of groups.split(";").entries()) {
    for (const word of new Set(group.split(/\s+/).filter(Boolean).map(stem))) {
      const groupsOfWord = senses.get(word);
      if (groupsOfWord) groupsOfWord.push(number);
      else senses.set(word, [number]);
    }
  }
  return (word) => senses.get(word) ?? nothing;
}
