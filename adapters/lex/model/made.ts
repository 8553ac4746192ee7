import type { ModelIntent } from "palaver";
import type { Naming } from "./naming.ts";
import type { Settings } from "./settings.ts";

/** What everything in a bot is made by. */
export interface Made {
  readonly settings: Settings;
  readonly naming: Naming;
}

/** The names in the braces of an utterance. */
export const slotsIn = (utterance: string): readonly string[] =>
  [...utterance.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name.trim());

/** The slots of an intent that stand in one of its utterances, in whatever language. */
export const spokenSlots = ({ utterances }: Pick<ModelIntent, "utterances">): ReadonlySet<string> =>
  new Set(Object.values(utterances).flat().flatMap(slotsIn));

/** An utterance with its slots under other names. */
export const renamed = (utterance: string, to: (slot: string) => string): string =>
  utterance.replace(/\{([^{}]*)\}/g, (_, name: string) => `{${to(name.trim())}}`);

/** Whether an utterance says something, and its braces match and name something. */
export const isUtterance = (utterance: string): boolean =>
  utterance.trim() !== "" &&
  !/[{}]/.test(utterance.replace(/\{[^{}]*\}/g, "")) &&
  slotsIn(utterance).every((slot) => slot !== "");
