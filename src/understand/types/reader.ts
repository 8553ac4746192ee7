import type { BuiltInKind } from "../../model.ts";
import type { Token } from "./token.ts";

/** A time on the wall where somebody is: month and day from 1, hour from 0 to 23. */
export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Where and when something is said, as far as it decides what words stand for. */
export interface Here {
  /** A BCP 47 tag; its language chooses the words. A language that is not known is read as English. */
  readonly locale: string;
  /** The wall clock of whoever speaks. */
  readonly now: Civil;
}

/** What some tokens stand for, up to but not including the one at `to`. */
export interface Read<T = string> {
  readonly to: number;
  readonly value: T;
}

/**
 * Reads the longest value that begins exactly at the token `from` and ends at `to` or before; nothing where none begins there.
 * It looks at a bounded number of tokens, so that going through a text with it takes time linear in the text.
 */
export type Reader<T = string> = (
  tokens: readonly Token[],
  from: number,
  to: number,
  here: Here,
) => Read<T> | undefined;

/** A value found in a text: its kind, where it stands in UTF-16 units, and what it is, written as the platforms write it. */
export interface Found {
  readonly kind: BuiltInKind;
  readonly start: number;
  readonly end: number;
  readonly value: string;
}
