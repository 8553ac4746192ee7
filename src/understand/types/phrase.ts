import type { Read } from "./reader.ts";
import type { Token } from "./token.ts";

/** Finds the longest of some phrases that tokens begin with. */
export interface Phrases<T> {
  (tokens: readonly Token[], from: number, to: number): Read<T> | undefined;
  /** The words that the phrases begin with. */
  readonly firsts: Iterable<string>;
}

/** Lays out phrases with what they stand for. Several for one meaning are parted by commas, their words by spaces. */
export function phrases<T>(...entries: readonly (readonly [said: string, value: T])[]): Phrases<T> {
  const byFirst = new Map<string, { readonly words: readonly string[]; readonly value: T }[]>();
  for (const [said, value] of entries) {
    for (const phrase of said.split(",")) {
      const words = phrase.trim().split(/\s+/);
      const first = words[0] ?? "";
      byFirst.set(first, [...(byFirst.get(first) ?? []), { words, value }]);
    }
  }
  for (const all of byFirst.values()) all.sort((a, b) => b.words.length - a.words.length);

  const find = (tokens: readonly Token[], from: number, to: number) => {
    const first = from < to ? tokens[from]?.plain : undefined;
    const found = first === undefined ? undefined : byFirst.get(first);
    const match = found?.find(
      ({ words }) => from + words.length <= to && words.every((word, i) => tokens[from + i]?.plain === word),
    );
    return match && { to: from + match.words.length, value: match.value };
  };
  return Object.assign(find, { firsts: [...byFirst.keys()] });
}

/** Words with their places in a list: "monday,tuesday" are 1 and 2. Each may have several forms, parted by slashes. */
export const numbered = (list: string, first = 1): readonly (readonly [string, number])[] =>
  list.split(",").map((forms, i) => [forms.replaceAll("/", ","), i + first] as const);
