import type { IntentConfirmationStatus, SimpleSlotValue, Slot } from "ask-sdk-model";
import {
  asString,
  itemsOf,
  look,
  type Expectation,
  type Interpretation,
  type Model,
  type RawSlot,
  type RawValue,
} from "palaver";
import { fromPlatform, toPlatform } from "./name.ts";
import { readSlots } from "./slot.ts";

/** A question that Alexa has put for a skill: the intent it is about, with what is known of it, and what was asked. */
export interface Question {
  readonly intent: string;
  readonly slots: readonly RawSlot[];
  readonly asks: { readonly elicit: string } | { readonly confirm: { readonly slot?: string } };
}

/** What a stand-in for Alexa's cloud knows of a skill. */
export interface Skill {
  readonly model: Model;
  /** Whether an intent has a dialog in the interaction model. */
  hasDialog(intent: string): boolean;
}

/** What the recognizer is told of an open question. */
export const expectationOf = ({ intent, asks }: Question): Expectation => ({
  intent,
  awaits:
    "elicit" in asks
      ? { slot: asks.elicit }
      : asks.confirm.slot === undefined
        ? "confirmation"
        : { confirm: asks.confirm.slot },
});

/** The question in a response, if one of its directives has Alexa listen for the answer. */
export function questionIn(response: unknown, skill: Skill): Question | undefined {
  for (const directive of itemsOf(look(response, "response", "directives"))) {
    const intent = fromPlatform(asString(look(directive, "updatedIntent", "name")) ?? "");
    const slots = readSlots(look(directive, "updatedIntent", "slots"));
    const asks = asked(directive, intent, slots, skill);
    if (asks) return { intent, slots, asks };
  }
  return undefined;
}

function asked(
  directive: unknown,
  intent: string,
  slots: readonly RawSlot[],
  { model }: Skill,
): Question["asks"] | undefined {
  switch (look(directive, "type")) {
    case "Dialog.ElicitSlot":
      return { elicit: asString(look(directive, "slotToElicit")) ?? "" };
    case "Dialog.ConfirmSlot":
      return { confirm: { slot: asString(look(directive, "slotToConfirm")) ?? "" } };
    case "Dialog.ConfirmIntent":
      return { confirm: {} };
    case "Dialog.Delegate": {
      const missing = slotsOf(intent, model).find(
        ({ name, required }) => required && !slots.some((slot) => slot.name === name),
      );
      return missing && { elicit: missing.name };
    }
    default:
      return undefined;
  }
}

/** The request that Alexa makes of what was said, as an answer to the open question if it is one. */
export function intentRequest(meaning: Interpretation, question: Question | undefined, skill: Skill) {
  const confirmed = confirmationIn(meaning, question);
  const intent = confirmed && question ? question.intent : meaning.intent;
  const goesOn = question?.intent === intent;
  const heard = new Map((goesOn ? question.slots : []).map((slot) => [slot.name, slot]));
  for (const slot of meaning.slots) heard.set(slot.name, slot);
  return {
    type: "IntentRequest",
    ...(skill.hasDialog(intent) && { dialogState: goesOn ? "IN_PROGRESS" : "STARTED" }),
    intent: {
      name: toPlatform(intent),
      confirmationStatus: confirmed && confirmed.slot === undefined ? confirmed.status : "NONE",
      slots: Object.fromEntries(
        namesIn(intent, meaning, skill.model).map((name) => [
          name,
          slotFrom(name, heard.get(name), confirmed?.slot === name ? confirmed.status : "NONE"),
        ]),
      ),
    },
  };
}

/** Where Alexa asked "Shall I?", a plain yes or no is its own to take. */
function confirmationIn(meaning: Interpretation, question: Question | undefined) {
  const asks = question?.asks;
  const status: IntentConfirmationStatus | undefined =
    meaning.intent === "Yes" ? "CONFIRMED" : meaning.intent === "No" ? "DENIED" : undefined;
  if (!asks || !("confirm" in asks) || !status) return undefined;
  return { status, slot: asks.confirm.slot };
}

/** The slots of an intent of the app's, or those that an intent of every app came with. */
const namesIn = (intent: string, { slots }: Interpretation, { intents }: Model) =>
  (intents.find(({ name }) => name === intent)?.slots ?? slots).map(({ name }) => name);

const slotsOf = (intent: string, { intents }: Model) =>
  intents.find(({ name }) => name === intent)?.slots ?? [];

function slotFrom(
  name: string,
  heard: RawSlot | undefined,
  confirmationStatus: Slot["confirmationStatus"],
): Slot {
  const values = (heard?.values ?? []).map(simple);
  const [only] = values;
  if (!only) return { name, confirmationStatus };
  if (values.length > 1) return { name, confirmationStatus, slotValue: { type: "List", values } };
  const { type: _, ...value } = only;
  return { ...value, name, confirmationStatus, slotValue: only };
}

function simple({ text, matches }: RawValue): SimpleSlotValue {
  const values = matches.map(({ value: name, id = "" }) => ({ value: { name, id } }));
  return {
    type: "Simple",
    value: text,
    ...(values.length > 0 && {
      resolutions: {
        resolutionsPerAuthority: [
          {
            authority: "amzn1.er-authority.echo-sdk.amzn1.ask.skill.device",
            status: { code: "ER_SUCCESS_MATCH" },
            values,
          },
        ],
      },
    }),
  };
}
