import type { Entry, Finding, Model, ModelIntent, SlotType, Wordings } from "palaver";
import { intentName } from "../dialog.ts";
import { isReserved, isOpen, phrasesIn, typeOf } from "../kinds.ts";
import { localesOf, wordingsIn } from "../locales.ts";
import { allPlaces, languageOf } from "../places.ts";
import { hasWords } from "../said.ts";
import type { Settings } from "../settings.ts";
import { isDynamic } from "../types.ts";

type List = Extract<SlotType, { readonly kind: "list" }>;

/** What is wrong with an app for Alexa before anything is made of it: its languages, and what its lists are called. */
export function appFindings(model: Model, settings: Settings): readonly Finding[] {
  const locales = localesOf(model, settings);
  return [
    ...locales.filter((it) => !allPlaces.has(it)).map(unknown),
    ...untold(model, locales),
    ...locales.flatMap((locale) => missing(model, locale)),
    ...lists(model, settings),
    ...foreign(model, locales),
    ...misnamed(model, settings),
  ];
}

const say = (
  code: string,
  level: Finding["level"],
  message: string,
  remedy: string,
  more: Partial<Finding> = {},
): Finding => ({
  code: `alexa/${code}`,
  level,
  ...more,
  message,
  remedy,
});

const unknown = (locale: string) =>
  say(
    "unknown-locale",
    "error",
    `Alexa has no skills in "${locale}".`,
    `Name one of its locales under "locales" in the settings for Alexa: ${[...allPlaces].sort().join(", ")}.`,
    { locale },
  );

/** Languages of the app that no locale is built for. */
function untold({ locales = [] }: Model, built: readonly string[]): readonly Finding[] {
  const languages = new Set(built.map(languageOf));
  return locales
    .filter((it) => !languages.has(languageOf(it)))
    .map((it) =>
      say(
        "left-out-language",
        "warning",
        `The app is in "${it}" as well, and the skill is not.`,
        `Add a locale of it under "locales" in the settings for Alexa.`,
      ),
    );
}

/** Intents and questions that are there in other languages only. */
const missing = (model: Model, locale: string): readonly Finding[] =>
  model.intents.flatMap((intent): readonly Finding[] => {
    const lacks = (words: Wordings | undefined) =>
      words !== undefined && Object.keys(words).length > 0 && wordingsIn(words, locale) === undefined;
    const where = { locale, intent: intent.name };
    if (lacks(intent.utterances))
      return [
        say(
          "missing-locale",
          "error",
          `"${intent.name}" has no utterances for ${locale}, and is not in the skill there.`,
          `Give it some under "${languageOf(locale)}".`,
          where,
        ),
      ];
    const asked = intent.slots.filter(({ elicit, confirm }) => lacks(elicit) || lacks(confirm));
    return [
      ...asked.map(({ name }) =>
        say(
          "missing-prompt",
          "warning",
          `The questions about {${name}} are not there for ${locale}.`,
          `Give them under "${languageOf(locale)}".`,
          { ...where, slot: name },
        ),
      ),
      ...(lacks(intent.confirm)
        ? [
            say(
              "missing-prompt",
              "warning",
              `What "${intent.name}" asks before it does anything is not there for ${locale}.`,
              `Give it under "${languageOf(locale)}".`,
              where,
            ),
          ]
        : []),
    ];
  });

const slotsOf = ({ intents }: Model) =>
  intents.flatMap((intent) => intent.slots.map((slot) => ({ intent, slot })));

function lists(model: Model, { limits }: Settings): readonly Finding[] {
  const known = new Map<
    string,
    { readonly lists: List[]; readonly intent: ModelIntent; readonly slot: string }
  >();
  for (const { intent, slot } of slotsOf(model)) {
    if (slot.type.kind !== "list") continue;
    const own = known.get(slot.type.name);
    if (own) own.lists.push(slot.type);
    else known.set(slot.type.name, { lists: [slot.type], intent, slot: slot.name });
  }
  return [...known].flatMap(([name, { lists: same, intent, slot }]): readonly Finding[] => {
    const where = { intent: intent.name, slot };
    const [first, ...more] = same;
    const others = more.filter((it) => !isSameList(first, it));
    const entries = isDynamic(same) ? (first?.values ?? []) : [];
    const count = entries.reduce((sum, { synonyms }) => sum + 1 + (synonyms?.length ?? 0), 0);
    const long = entries.filter((it) => it.name.length > limits.characters).length;
    return [
      ...(isReserved(name)
        ? [
            say(
              "reserved-type",
              "error",
              `A list is called "${name}", as is a type that Palaver makes itself.`,
              "Rename the list.",
              where,
            ),
          ]
        : []),
      ...(others.length > 0
        ? [
            say(
              "different-lists",
              "error",
              `Lists called "${name}" have different values, and there is only one type by that name.`,
              "Rename one of them.",
              where,
            ),
          ]
        : []),
      ...(count > limits.values
        ? [
            say(
              "values-left-out",
              "warning",
              `"${name}" has ${count} values and synonyms now; ${limits.values} are built, and the rest is left to what is hinted at in a conversation.`,
              "Give it fewer, or put up with it.",
              where,
            ),
          ]
        : []),
      ...(long > 0
        ? [
            say(
              "long-values-left-out",
              "warning",
              `${long} values of "${name}" have more than ${limits.characters} characters and are not built.`,
              "Give them shorter names.",
              where,
            ),
          ]
        : []),
    ];
  });
}

const isSameList = (one: List | undefined, other: List) => one === other || valuesIn(one) === valuesIn(other);
const valuesIn = (list: List | undefined) =>
  JSON.stringify(list?.values.map(({ id, name, synonyms = [] }: Entry) => [id, name, synonyms]));

/** Types whose values are only examples, in languages there are no examples in. */
function foreign(model: Model, locales: readonly string[]): readonly Finding[] {
  const phrases = phrasesIn(model);
  const open = slotsOf(model).find(({ slot }) => isOpen(typeOf(slot, phrases)));
  if (!open) return [];
  return locales
    .filter((locale) => !hasWords(locale))
    .map((locale) =>
      say(
        "foreign-examples",
        "warning",
        `{${open.slot.name}} is taught to Alexa by examples, and Palaver has none for ${locale} but English ones.`,
        'Let it be of a type of your own: .meta({ slotType: { alexa: "…" } }).',
        { locale, intent: open.intent.name, slot: open.slot.name },
      ),
    );
}

/** Names in the settings that nothing is called by. */
function misnamed(model: Model, settings: Settings): readonly Finding[] {
  const known = new Set(
    model.intents.flatMap(({ name, slots }) => [name, ...slots.map((slot) => `${name}/${slot.name}`)]),
  );
  const told = [...settings.names.keys(), ...settings.prompts.keys()].filter((it) => !known.has(it));
  const own = new Set(model.intents.map(({ name }) => intentName(name, settings)));
  const twice = model.intents.length > own.size;
  return [
    ...[...new Set(told)].map((it) =>
      say(
        "unknown-name",
        "warning",
        `The settings for Alexa name "${it}", which the app does not have.`,
        'Take it out of "names" and "prompts", or name what there is.',
      ),
    ),
    ...(twice
      ? [
          say(
            "same-names",
            "error",
            'Two intents get the same name by "names" in the settings for Alexa.',
            "Give each a name of its own.",
          ),
        ]
      : []),
  ];
}
