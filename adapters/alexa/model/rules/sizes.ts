import { found, type Rule } from "./rule.ts";

const byteLength = (text: string) => new TextEncoder().encode(text).length;

/** How large a model may be, as far as is known. */
export const sizes: Rule = (view) => {
  const { intents, types } = view.shape;
  const { limits } = view.settings;
  const own = intents.reduce((sum, { samples }) => sum + samples.reduce((all, it) => all + it.length, 0), 0);
  const values = [...types.values()].flat().reduce((sum, { synonyms }) => sum + 1 + synonyms.length, 0);
  const bytes = byteLength(`${JSON.stringify(view.json, undefined, 2)}\n`);
  const counted = [
    ["too-many-intents", "intents", intents.length, limits.intents, "intents"],
    ["too-large", "bytes", bytes, limits.bytes, "bytes"],
    ["too-many-values", "values", values, limits.values, "values and synonyms"],
    ["too-many-samples", "samples", own, limits.samples, "characters of utterances"],
  ] as const;
  return counted
    .filter(([, , count, limit]) => count > limit)
    .map(([code, name, count, limit, what]) =>
      found(
        view,
        code,
        "warning",
        {},
        `The model has ${count} ${what}; ${limit} are known to be taken.`,
        `Leave some out, or tell "limits.${name}" in the settings for Alexa otherwise.`,
      ),
    );
};

/** The words every skill has to know, and those it had better know. */
export const required: Rule = (view) => {
  const names = new Set(view.shape.intents.map(({ name }) => name));
  const needed = [
    ["is asked for at certification", ["Cancel", "Help", "Stop"]],
    ["is in every new skill", ["NavigateHome", "Fallback"]],
  ] as const;
  return needed.flatMap(([why, words]) =>
    words
      .map((word) => `AMAZON.${word}Intent`)
      .filter((name) => !names.has(name))
      .map((name) =>
        found(
          view,
          "required-built-in",
          "warning",
          {},
          `The model lacks ${name}, which ${why}.`,
          'Add it to "builtIns" in the settings for Alexa, or leave that out.',
        ),
      ),
  );
};
