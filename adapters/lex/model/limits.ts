/**
 * How many, or how long in characters, something of a bot may be: quotas of 2021 that still hold where the current page
 * shows them, and the service model where it says. Where the two differ the smaller counts. Settings may set them anew.
 */
export const limits: ReadonlyMap<string, number> = new Map([
  /** Sample utterances of an intent. */
  ["utterances", 1_500],
  /** Characters of one of them. */
  ["utterance", 500],
  ["slots", 100],
  /** Sample utterances of a slot. */
  ["samples", 10],
  /** Values and synonyms of a slot type. */
  ["values", 10_000],
  /** Those of all slot types of a locale. */
  ["localeValues", 50_000],
  /** Characters of a value: 140 in the service model, 500 on the page of quotas. */
  ["value", 140],
  /** Intents of a locale in en_AU, en_GB and en_US. */
  ["intents", 1_000],
  /** Intents of every other locale. */
  ["otherIntents", 250],
  /** Characters of a message. */
  ["message", 1_000],
  ["inputContexts", 5],
  ["outputContexts", 10],
  ["description", 2_000],
  ["regex", 300],
]);
