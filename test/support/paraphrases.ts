import { readFileSync } from "node:fs";

/** A sentence that somebody might say, with what it means: an intent, and what is to be heard in its slots. */
export interface Paraphrase {
  readonly text: string;
  readonly intent: string | undefined;
  /** By slot: the id or the value; for free text the words themselves. */
  readonly slots: readonly (readonly [slot: string, value: string])[];
}

/**
 * The sentences of a file in test/fixtures/understanding: one a line, with its intent before a colon, and slots as
 * `[words](slot=value)`, or `[words](slot)` where the words are the value. Without an intent they mean nothing.
 */
export function paraphrases(name: string): readonly Paraphrase[] {
  const file = new URL(`../fixtures/understanding/${name}.txt`, import.meta.url);
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map(paraphraseOf);
}

function paraphraseOf(line: string): Paraphrase {
  const [, intent, said = line] = /^([A-Z][A-Za-z]*): (.*)$/.exec(line) ?? [];
  const slots: [string, string][] = [];
  const text = said.replaceAll(
    /\[([^\]]+)\]\(([a-z]+)(?:=([^)]+))?\)/g,
    (_, words: string, slot: string, value?: string) => {
      slots.push([slot, value ?? words]);
      return words;
    },
  );
  return { text, intent, slots };
}
