import type { BuiltInKind } from "../model.ts";

/** What the framework itself says, where no handler of the app's does. */
export interface Phrases {
  /** Said at the launch of an app that listens to no launch. */
  readonly welcome: (app: string) => string;
  /** Said when something failed that is not the person's fault. */
  readonly sorry: string;
  readonly notUnderstood: string;
  /** Before the question that is asked once more, in several wordings. */
  readonly again: readonly [string, ...string[]];
  readonly cancelled: string;
  readonly goodbye: string;
  readonly declined: string;
  /** The answer to thanks. */
  readonly welcomed: string;
  /** Where an answer took too long. */
  readonly late: string;
  /** Help, from one line for each thing the app can do. */
  readonly help: (abouts: readonly string[]) => string;
  /** Said where there is more that could be told. */
  readonly moreHelp: string;
  readonly whatNext: string;
  /** A number within bounds, one of which may be missing: "a number from 1 to 20". */
  readonly range: (least: string | undefined, most: string | undefined) => string;
  /** What is wrong with a number that is not in its range. */
  readonly wrong: (range: string) => string;
  /** More values at once than a slot takes. */
  readonly tooMany: (most: number) => string;
  /** A name that no list has. */
  readonly unknown: (text: string) => string;
  /** A thing of a kind: "a day". */
  readonly kind: (kind: BuiltInKind) => string;
  /** What kind of thing is needed. */
  readonly needs: (thing: string) => string;
  /** What could be said; there may be more of it. */
  readonly possible: (names: readonly string[], more: boolean) => string;
  readonly yesOrNo: string;
  /** Which of several is meant; there may be more of them. */
  readonly choose: (names: readonly string[], more: boolean) => string;
  /** Asks for a slot that nothing asks for in words of its own. */
  readonly whichValue: (slot: string) => string;
  readonly whatToChange: (slots: readonly string[]) => string;
  readonly nothingBefore: string;
  readonly nothingSaid: string;
  /** Where it goes no further. */
  readonly givingUp: string;
  /** Where the app was deployed anew and no longer has what it asked about. */
  readonly gone: string;
  /** Said at once where something will take longer than one waits. */
  readonly moment: string;
}

/** A line as a sentence. */
export const sentence = (about: string): string => (/[.!?。！？]$/.test(about) ? about : `${about}.`);

const lists = new Map<string, Intl.ListFormat>();

/** "milk, bread or eggs", as a language has it. */
export function anyOf(locale: string, names: readonly string[]): string {
  const known = lists.get(locale) ?? new Intl.ListFormat(locale, { type: "disjunction" });
  lists.set(locale, known);
  return known.format(names);
}
