import { builtIn, fromPlatform } from "../../name.ts";
import { found, repeated, type Rule } from "./rule.ts";

const letters = /^[A-Za-z][A-Za-z_]*$/;
const isOwn = (name: string) => !name.startsWith("AMAZON.");

/** The names of intents, slots and types. */
export const names: Rule = (view) => [
  ...intents(view),
  ...view.shape.intents.flatMap(({ name: intent, slots }) => [
    ...slots
      .filter(({ name }) => !letters.test(name))
      .map(({ name }) =>
        found(
          view,
          "slot-name",
          "error",
          { intent, slot: name },
          `"${name}" is no name for a slot on Alexa, which takes letters and underscores that begin with a letter.`,
          "Rename the slot.",
        ),
      ),
    ...repeated(slots, ({ name }) => name.toLowerCase()).map(({ name }) =>
      found(
        view,
        "same-slot",
        "error",
        { intent, slot: name },
        `The intent has two slots called "${name}"; Alexa does not tell capitals from small letters.`,
        "Rename one of them.",
      ),
    ),
  ]),
  ...[...view.shape.types.keys()]
    .filter((name) => isOwn(name) && !/^[A-Za-z][A-Za-z0-9_]*$/.test(name))
    .map((name) =>
      found(
        view,
        "type-name",
        "warning",
        {},
        `"${name}" is no name for a slot type on Alexa, which takes letters, digits and underscores.`,
        "Rename the catalog, or give the enum another title.",
      ),
    ),
];

const intents: Rule = (view) => {
  const all = view.shape.intents.map(({ name }) => name);
  const wrong = all
    .filter((name) => isOwn(name) && !letters.test(name))
    .map((intent) =>
      found(
        view,
        "intent-name",
        "error",
        { intent },
        `"${intent}" is no name for an intent on Alexa, which takes letters and underscores that begin with a letter.`,
        "Rename the intent.",
      ),
    );
  const unknown = all
    .filter((name) => !isOwn(name) && !builtIn.has(fromPlatform(name)))
    .map((intent) =>
      found(
        view,
        "unknown-built-in",
        "warning",
        { intent },
        `"${intent}" is not among the built-in intents that a skill can have, as far as is known here.`,
        "See to it that Alexa has it in this locale, or take it out.",
      ),
    );
  const twice = repeated(all, (name) => name.toLowerCase()).map((intent) =>
    found(
      view,
      "same-intent",
      "error",
      { intent },
      `Two intents are called "${intent}"; Alexa does not tell capitals from small letters.`,
      "Rename one of them.",
    ),
  );
  const alike = all
    .filter((name) => isOwn(name) && builtIn.has(name.replace(/Intent$/, "")))
    .map((intent) =>
      found(
        view,
        "like-built-in",
        "warning",
        { intent },
        `"${intent}" is called like the built-in intent AMAZON.${intent.replace(/Intent$/, "")}Intent, which Alexa may take it for.`,
        "Rename the intent.",
      ),
    );
  return [...wrong, ...unknown, ...twice, ...alike];
};
