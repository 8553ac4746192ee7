import type { Day } from "./calendar.ts";
import type { Here } from "./reader.ts";
import type { Token } from "./token.ts";

export type Tokens = readonly Token[];

/** The day it is. */
export const today = ({ now: { year, month, day } }: Here): Day => ({ year, month, day });

/** The token at a place, as it is compared; nothing behind the end. */
export const plain = (tokens: Tokens, at: number, to: number): string =>
  at < to ? (tokens[at]?.plain ?? "") : "";

/** The place after one of these words, or the same where there is none. */
export const past = (tokens: Tokens, at: number, to: number, words: ReadonlySet<string>): number =>
  words.has(plain(tokens, at, to)) ? at + 1 : at;
