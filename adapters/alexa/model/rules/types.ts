import { asString, itemsOf, look } from "palaver";
import { phraseType } from "../kinds.ts";
import { isKnown, knownAs } from "../vocabulary.ts";
import { found, repeated, type Rule } from "./rule.ts";

/** The platform's types that take no values of one's own. */
const closed: ReadonlySet<string> = new Set(
  "NUMBER DATE TIME DURATION Ordinal PhoneNumber SearchQuery AlphaNumeric FOUR_DIGIT_NUMBER".split(" "),
);

/** The types of slots: that there are such, and that a slot has the same one wherever it has the same name. */
export const slotTypes: Rule = (view) => {
  const first = new Map<string, { readonly type: string; readonly intent: string }>();
  return view.shape.intents.flatMap(({ name: intent, slots }) => [
    ...slots.flatMap(({ name: slot, type }) => {
      const known = first.get(slot) ?? { type, intent };
      first.set(slot, known);
      const place = { intent, slot };
      return [
        ...(known.type === type
          ? []
          : [
              found(
                view,
                "slot-type-differs",
                "error",
                place,
                `{${slot}} is ${type} here and ${known.type} in "${view.intentHere(known.intent)}"; on Alexa a slot has the same type wherever it has the same name.`,
                "Rename one of the slots, or give both the same schema.",
              ),
            ]),
        ...strange(view, place, type),
      ];
    }),
    ...severalPhrases(view, intent, slots),
  ]);
};

function strange(
  ...[view, place, type]: [Parameters<Rule>[0], { readonly intent: string; readonly slot: string }, string]
) {
  if (!type.startsWith("AMAZON.")) {
    if (view.shape.types.has(type)) return [];
    const what =
      type === ""
        ? "The slot has no type."
        : `The slot is of the type "${type}", which the model does not have.`;
    return [
      found(view, "unknown-type", "error", place, what, "Name a type there is, or leave it to Palaver."),
    ];
  }
  if (type === "AMAZON.LITERAL")
    return [
      found(
        view,
        "retired-type",
        "error",
        place,
        "AMAZON.LITERAL is retired, and no dialog may contain it.",
        `Use ${phraseType}, or leave it to Palaver.`,
      ),
    ];
  if (type === "AMAZON.AlphaNumeric" && ["ar-SA", "nl-NL"].includes(view.locale))
    return [
      found(
        view,
        "type-not-here",
        "error",
        place,
        `Alexa has no AMAZON.AlphaNumeric in ${view.locale}.`,
        'Let it be of another type: .meta({ slotType: { alexa: "PalaverText" } }).',
      ),
    ];
  if (isKnown(type)) return [];
  const meant = knownAs(type);
  const remedy =
    meant === undefined ? "See to it that Alexa has it in this locale." : `Write it as ${meant}.`;
  return [
    found(
      view,
      "unknown-built-in-type",
      "warning",
      place,
      `"${type}" is not among the types of the platform's own, as far as is known here.`,
      remedy,
    ),
  ];
}

function severalPhrases(
  ...[view, intent, slots]: [
    Parameters<Rule>[0],
    string,
    readonly { readonly name: string; readonly type: string }[],
  ]
) {
  const phrases = slots.filter(({ type }) => type === phraseType);
  const [, second] = phrases;
  return second
    ? [
        found(
          view,
          "phrase-slots",
          "warning",
          { intent, slot: second.name },
          `The intent has ${phrases.length} slots of the type ${phraseType}, and Alexa may take only one.`,
          "Make one of them a list, or leave the types to Palaver.",
        ),
      ]
    : [];
}

/** The values of types. */
export const values: Rule = (view) => {
  const listed = itemsOf(look(view.json, "interactionModel", "languageModel", "types"));
  const supplied = new Set(
    listed.flatMap((type) =>
      look(type, "valueSupplier") === undefined ? [] : [asString(look(type, "name"))],
    ),
  );
  return [...view.shape.types].flatMap(([name, all]) => {
    const say = (code: string, level: "error" | "warning", message: string, remedy: string) =>
      found(view, code, level, {}, message, remedy);
    const long = all
      .flatMap(({ value, synonyms }) => [value, ...synonyms])
      .find((it) => it.length > view.settings.limits.characters);
    const [again] = repeated(all, ({ value }) => value.toLowerCase());
    return [
      ...(name.startsWith("AMAZON.") && closed.has(name.slice("AMAZON.".length))
        ? [
            say(
              "extended-type",
              "warning",
              `The model adds values to ${name}, which takes none.`,
              "Take them out, or make it a type of your own.",
            ),
          ]
        : []),
      ...(all.length === 0 && !supplied.has(name)
        ? [
            say(
              "empty-type",
              "warning",
              `The type "${name}" has no values, and Alexa learns from them.`,
              "Give it some.",
            ),
          ]
        : []),
      ...(all.some(({ value }) => value.trim() === "")
        ? [
            say(
              "nameless-value",
              "error",
              `A value of the type "${name}" says nothing.`,
              "Give it a name, or take it out.",
            ),
          ]
        : []),
      ...(long === undefined
        ? []
        : [
            say(
              "long-value",
              "warning",
              `"${long.slice(0, 40)}…" of the type "${name}" has ${long.length} characters; ${view.settings.limits.characters} are known to be taken.`,
              "Make it shorter.",
            ),
          ]),
      ...(again
        ? [
            say(
              "same-value",
              "warning",
              `"${again.value}" stands twice in the type "${name}".`,
              "Take it out once, or make the other a synonym.",
            ),
          ]
        : []),
    ];
  });
};
