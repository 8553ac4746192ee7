import { PalaverError } from "../errors.ts";
import { look } from "../look.ts";
import type { Model } from "../model.ts";
import { freeze, thaw, type Freezable } from "./freeze.ts";
import { learn, type Learned } from "./learned.ts";

/**
 * What was learned of an app in these languages, as one file: equal declarations make equal bytes. `locales` are those people speak, such as
 * `en-US`.
 */
export function freezeLearned(model: Model, locales: readonly string[]): Uint8Array {
  const learned = [...new Set(locales)].sort().map((locale) => learn(model, locale));
  // What was learned is plain data with arrays of numbers, which is all that freezing asks.
  return freeze({ of: declarationsOf(model), learned } as unknown as Freezable);
}

/**
 * What was learned and frozen. Throws {@link PalaverError} where the file is none, is damaged, or was learned from other declarations than
 * these.
 */
export function thawLearned(bytes: Uint8Array, model: Model): readonly Learned[] {
  const frozen = thaw(bytes);
  if (look(frozen, "of") !== declarationsOf(model)) {
    throw new PalaverError(
      "unreadable-model",
      "This file was learned from other utterances than the app has now; make it anew with `palaver build understanding`.",
    );
  }
  // The checksum was right, so it is what `freezeLearned` wrote.
  return look(frozen, "learned") as readonly Learned[];
}

/** A number for what an app declares, without the values of its lists, which may change while it runs. */
function declarationsOf({ intents }: Model): string {
  const all = intents
    .map(({ name, utterances, slots }) =>
      JSON.stringify([name, utterances, slots.map((slot) => [slot.name, slot.type.kind])]),
    )
    .sort()
    .join("\n");
  let [a, b] = [0x811c9dc5, 0x9e3779b1];
  for (let i = 0; i < all.length; i++) {
    a = Math.imul(a ^ all.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ a, 0x5bd1e995) ^ (b >>> 13);
  }
  return `${(a >>> 0).toString(16)}-${(b >>> 0).toString(16)}`;
}
