import { asString, itemsOf, look, membersOf, type Finding } from "palaver";
import { found, repeated, type Rule, type View } from "./rule.ts";

/** What a check of a slot needs beside its prompt (`v1.skill.interactionModel.SlotValidation`). */
const validators: ReadonlyMap<string, "value" | "values" | ""> = new Map([
  ["isGreaterThan", "value"],
  ["isGreaterThanOrEqualTo", "value"],
  ["isLessThan", "value"],
  ["isLessThanOrEqualTo", "value"],
  ["isInSet", "values"],
  ["isNotInSet", "values"],
  ["hasEntityResolutionMatch", ""],
  ["isInDuration", ""],
  ["isNotInDuration", ""],
]);

const strategies: readonly unknown[] = [undefined, "ALWAYS", "SKILL_RESPONSE"];

/** The dialogs: that they ask about what there is, with prompts there are. */
export const dialogs: Rule = (view) => {
  const dialog = look(view.json, "interactionModel", "dialog");
  const intents = new Map(view.shape.intents.map((it) => [it.name, it]));
  const all = itemsOf(look(dialog, "intents"));
  return [
    ...strategy(view, dialog, {}),
    ...all.flatMap((json) => {
      const intent = asString(look(json, "name")) ?? "";
      const known = intents.get(intent);
      if (!known)
        return [
          found(
            view,
            "dialog-intent",
            "error",
            { intent },
            `There is a dialog for "${intent}", which is no intent of the model.`,
            "Take it out of the dialogs.",
          ),
        ];
      const types = new Map(known.slots.map((slot) => [slot.name, slot.type]));
      return [
        ...strategy(view, json, { intent }),
        ...asks(view, json, { intent }),
        ...itemsOf(look(json, "slots")).flatMap((slot) => {
          const place = { intent, slot: asString(look(slot, "name")) ?? "" };
          const type = types.get(place.slot);
          if (type === undefined || type !== look(slot, "type"))
            return [
              found(
                view,
                "dialog-slot",
                "error",
                place,
                `The dialog asks for {${place.slot}} as another type than the intent has it, or the intent does not have it.`,
                "Name the slot and its type as the intent does.",
              ),
            ];
          return [
            ...asks(view, slot, place),
            ...itemsOf(look(slot, "validations")).flatMap((it) => validation(view, it, place)),
          ];
        }),
      ];
    }),
  ];
};

type Place = Parameters<typeof found>[3];

const strategy = (view: View, thing: unknown, place: Place): readonly Finding[] =>
  strategies.includes(look(thing, "delegationStrategy"))
    ? []
    : [
        found(
          view,
          "delegation",
          "error",
          place,
          "The strategy of a dialog is neither ALWAYS nor SKILL_RESPONSE.",
          "Leave it out: Palaver asks by itself.",
        ),
      ];

function asks(view: View, thing: unknown, place: Place): readonly Finding[] {
  const needed = [
    ["elicitationRequired", "elicitation"],
    ["confirmationRequired", "confirmation"],
  ] as const;
  const missing = needed.flatMap(([required, prompt]) =>
    look(thing, required) === true && asString(look(thing, "prompts", prompt)) === undefined ? [prompt] : [],
  );
  const unknown = membersOf(look(thing, "prompts")).flatMap(([, id]) => {
    const name = asString(id) ?? "";
    return view.shape.prompts.has(name) ? [] : [name];
  });
  return [
    ...missing.map((prompt) =>
      found(
        view,
        "no-prompt",
        "error",
        place,
        `The dialog needs an ${prompt} and has no prompt for it.`,
        "Give it words that are always the same, or let it not be required.",
      ),
    ),
    ...unknown.map((id) =>
      found(
        view,
        "unknown-prompt",
        "error",
        place,
        `The dialog asks by the prompt "${id}", which the model does not have.`,
        "Add the prompt, or take it out of the dialog.",
      ),
    ),
  ];
}

function validation(view: View, json: unknown, place: Place): readonly Finding[] {
  const type = asString(look(json, "type")) ?? "";
  const needs = validators.get(type);
  const say = (what: string) => [
    found(
      view,
      "validation",
      "error",
      place,
      `A validation of the slot ${what}.`,
      "Put it right, or check the slot in the app.",
    ),
  ];
  if (needs === undefined) return say(`is of the type "${type}", which there is not`);
  if (needs === "value" && asString(look(json, "value")) === undefined)
    return say(`of the type ${type} has no "value"`);
  if (needs === "values" && itemsOf(look(json, "values")).length === 0)
    return say(`of the type ${type} has no "values"`);
  return view.shape.prompts.has(asString(look(json, "prompt")) ?? "")
    ? []
    : say("has no prompt to ask again by");
}

/** The prompts, and the samples of slots. */
export const prompts: Rule = (view) => {
  const listed = itemsOf(look(view.json, "interactionModel", "prompts")).map(
    (it) => asString(look(it, "id")) ?? "",
  );
  const { variations: most, slotSamples } = view.settings.limits;
  return [
    ...repeated(listed, (it) => it).map((id) =>
      found(view, "same-prompt", "error", {}, `Two prompts are called "${id}".`, "Rename one of them."),
    ),
    ...[...view.shape.prompts].flatMap(([id, variations]) => [
      ...(variations.length > 0 && variations.every(({ value }) => value !== "")
        ? []
        : [
            found(
              view,
              "empty-prompt",
              "error",
              {},
              `The prompt "${id}" has nothing to ask.`,
              "Give it words.",
            ),
          ]),
      ...(variations.length > most
        ? [
            found(
              view,
              "prompt-variations",
              "warning",
              {},
              `The prompt "${id}" has ${variations.length} wordings; ${most} are known to be taken.`,
              "Leave some out.",
            ),
          ]
        : []),
    ]),
    ...view.shape.intents.flatMap(({ name: intent, slots }) =>
      slots
        .filter((slot) => slot.samples.length > slotSamples)
        .map(({ name: slot, samples }) =>
          found(
            view,
            "slot-samples",
            "warning",
            { intent, slot },
            `The slot has ${samples.length} samples; ${slotSamples} are known to be taken.`,
            "Leave some out.",
          ),
        ),
    ),
  ];
};
