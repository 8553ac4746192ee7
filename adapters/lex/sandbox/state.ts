import { asString, isObject, itemsOf, look, membersOf, type Model } from "palaver";
import type { Active } from "../bot.ts";
import { isBuiltIn, toPlain } from "../name.ts";
import { complaintOfContexts, readContexts, type Kept } from "./context.ts";

/** What somebody set of a session's state; what is absent stays as it was. */
export interface Given {
  readonly sessionAttributes?: Readonly<Record<string, string>>;
  readonly contexts?: readonly Kept[];
  readonly intent?: Active;
  readonly action?: unknown;
  readonly runtimeHints?: unknown;
}

const actions: readonly unknown[] = ["Close", "ConfirmIntent", "Delegate", "ElicitIntent", "ElicitSlot"];
const states: readonly unknown[] = ["Failed", "Fulfilled", "InProgress", "ReadyForFulfillment"];
const confirmations: readonly unknown[] = [undefined, "Confirmed", "Denied", "None"];

/** A session's attributes, in bytes of JSON: 12 KB (quotas of 2021). */
export const mostAttributes = 12_288;

/** A sessionState that has nothing to complain of, as what it sets. */
export function readState(state: unknown, before: readonly Kept[], now: number): Given {
  const attributes = look(state, "sessionAttributes");
  const contexts = look(state, "activeContexts");
  const intent = readIntent(look(state, "intent"));
  const action = look(state, "dialogAction");
  const hints = look(state, "runtimeHints");
  return {
    ...(isObject(attributes) && { sessionAttributes: stringsOf(attributes) }),
    ...(contexts !== undefined && { contexts: readContexts(contexts, before, now) }),
    ...(intent && { intent }),
    ...(isObject(action) && { action }),
    ...(hints !== undefined && { runtimeHints: hints }),
  };
}

const stringsOf = (attributes: unknown) =>
  Object.fromEntries(membersOf(attributes).map(([name, value]) => [name, asString(value) ?? ""]));

function readIntent(intent: unknown): Active | undefined {
  const name = asString(look(intent, "name"));
  if (name === undefined) return undefined;
  const state = states.find((it) => it === look(intent, "state")) ?? "InProgress";
  const confirmationState = look(intent, "confirmationState") ?? "None";
  const slots = Object.fromEntries(membersOf(look(intent, "slots")));
  // Both were found in the lists above, or put in by default.
  return { name, slots, state, confirmationState } as Active;
}

/** Why Lex takes no such sessionState, from a client or a code hook; nothing where it does. */
export function complaintOfState(state: unknown, model: Model): string | undefined {
  if (!isObject(state)) return "there is no sessionState";
  return (
    complaintOfAttributes(look(state, "sessionAttributes")) ??
    complaintOfContexts(look(state, "activeContexts")) ??
    complaintOfIntent(look(state, "intent"), model) ??
    complaintOfAction(look(state, "dialogAction"), look(state, "intent"), model)
  );
}

function complaintOfAttributes(attributes: unknown): string | undefined {
  if (attributes === undefined) return undefined;
  if (!isObject(attributes)) return "sessionAttributes is no map";
  const wrong = membersOf(attributes).find(([name, value]) => name === "" || typeof value !== "string");
  if (wrong) return `the session attribute ${JSON.stringify(wrong[0])} is no string`;
  const size = Buffer.byteLength(JSON.stringify(attributes));
  return size > mostAttributes ? `sessionAttributes has more than ${mostAttributes} bytes` : undefined;
}

function complaintOfIntent(intent: unknown, model: Model): string | undefined {
  if (intent === undefined) return undefined;
  const name = asString(look(intent, "name"));
  if (name === undefined) return "an intent has no name";
  const known = slotNames(name, model);
  if (!known) return `the bot has no intent ${JSON.stringify(name)}`;
  if (!states.concat([undefined]).includes(look(intent, "state"))) return `${name} has an unknown state`;
  if (!confirmations.includes(look(intent, "confirmationState")))
    return `${name} has an unknown confirmationState`;
  const slots = look(intent, "slots");
  if (slots !== undefined && !isObject(slots)) return `the slots of ${name} are no map`;
  const wrong = membersOf(slots).find(([slot, value]) => !known.includes(slot) || !isSlot(value));
  return wrong && `${name} has no such slot: ${JSON.stringify(wrong[0])}`;
}

/** A slot that is not filled, or one of the three shapes; the shape of a scalar may be left out. */
function isSlot(slot: unknown): boolean {
  if (slot === null) return true;
  switch (look(slot, "shape")) {
    case "List":
      return itemsOf(look(slot, "values")).every(isSlot);
    case "Composite":
      return membersOf(look(slot, "subSlots")).every(([, part]) => isSlot(part));
    case "Scalar":
    case undefined:
      return (
        asString(look(slot, "value", "originalValue") ?? look(slot, "value", "interpretedValue")) !==
        undefined
      );
    default:
      return false;
  }
}

/** The names of an intent's slots; nothing for an intent that the bot does not have. */
function slotNames(name: string, model: Model): readonly string[] | undefined {
  const plain = toPlain(name, {});
  const found = model.intents.find((it) => it.name === plain);
  return found ? found.slots.map((slot) => slot.name) : isOwn(plain) ? [] : undefined;
}

/** What every app understands without declaring it, so that its bot has an intent for it. */
const isOwn = (plain: string) => isBuiltIn(plain) || social.has(plain);

const social: ReadonlySet<string> = new Set(["Again", "GoBack", "Hello", "Thanks", "Usual"]);

function complaintOfAction(action: unknown, intent: unknown, model: Model): string | undefined {
  if (action === undefined) return undefined;
  const type = look(action, "type");
  if (!actions.includes(type)) return "dialogAction has an unknown type";
  if (look(intent, "state") === "ReadyForFulfillment" && type !== "Delegate")
    return "an intent is ReadyForFulfillment without being delegated";
  const slot = asString(look(action, "slotToElicit"));
  if (type !== "ElicitSlot") return undefined;
  const known = slotNames(asString(look(intent, "name")) ?? "", model) ?? [];
  return slot !== undefined && known.includes(slot) ? undefined : "ElicitSlot names no slot of its intent";
}
