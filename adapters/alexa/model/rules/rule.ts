import type { Finding, Json } from "palaver";
import type { Settings } from "../settings.ts";
import type { Shape } from "../shape.ts";

/** The interaction model of one locale, as it will be built, and what the app calls what is in it. */
export interface View {
  readonly locale: string;
  readonly json: Json;
  readonly shape: Shape;
  readonly settings: Settings;
  /** What the app calls an intent of the platform's. */
  intentHere(there: string): string;
  /** What the app calls a slot of an intent of the platform's. */
  slotHere(intent: string, slot: string): string;
}

/** What is wrong with a model, by one rule or several. */
export type Rule = (view: View) => readonly Finding[];

/** Where in a model something is wrong, by the names there. */
interface Place {
  readonly intent?: string;
  readonly slot?: string;
  readonly utterance?: string;
}

/** A finding in one locale. */
export function found(
  { locale, intentHere, slotHere }: View,
  code: string,
  level: Finding["level"],
  { intent, slot, utterance }: Place,
  message: string,
  remedy: string,
): Finding {
  return {
    code: `alexa/${code}`,
    level,
    locale,
    ...(intent !== undefined && { intent: intentHere(intent) }),
    ...(intent !== undefined && slot !== undefined && { slot: slotHere(intent, slot) }),
    ...(utterance !== undefined && { utterance }),
    message,
    remedy,
  };
}

/** Those that come a second time, by what they are the same in. */
export function repeated<T>(all: readonly T[], same: (item: T) => string): readonly T[] {
  const met = new Set<string>();
  return all.filter((item) => {
    const key = same(item);
    if (met.has(key)) return true;
    met.add(key);
    return false;
  });
}
