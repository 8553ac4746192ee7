import { asString, look, membersOf, type Next, type RawSlot } from "palaver";
import { toLexName, toPlain, type BuiltIns } from "./name.ts";
import { missingPart, writeSlots } from "./slot.ts";

/** What Lex is to do next, and with which intent. */
export interface Step {
  readonly dialogAction: DialogAction;
  readonly intent?: LexIntent;
}

/** The step itself, as Lex names it. */
export type DialogAction =
  | { readonly type: "Close" | "ConfirmIntent" | "Delegate" | "ElicitIntent" }
  | {
      readonly type: "ElicitSlot";
      readonly slotToElicit: string;
      readonly subSlotToElicit?: { readonly name: string };
    };

/** An intent as it is given back to Lex. */
export interface LexIntent {
  readonly name: string;
  readonly state: "InProgress" | "Fulfilled" | "Failed";
  /** Slots as Lex writes them, or null: one that is not given back is forgotten. */
  readonly slots: Readonly<Record<string, unknown>>;
  readonly confirmationState: "None" | "Confirmed" | "Denied";
}

/** What a step depends on beside the event. */
export interface Stepping {
  readonly builtIns: BuiltIns;
  /** Who words the questions that an intent declares: this app, or the bot with its own prompts. */
  readonly prompts: "app" | "platform";
}

/** Where the conversation stands, as the next step of Lex V2. */
export function stepOf(next: Next, event: unknown, stepping: Stepping): Step {
  switch (next.type) {
    case "close":
      return closing(event, stepping.builtIns);
    case "silent":
      return asksNext(event) ? delegate : closing(event, stepping.builtIns);
    case "listen":
      return { dialogAction: { type: "ElicitIntent" } };
    case "confirm":
      return confirming(next, event, stepping);
    case "elicit":
      return eliciting(next, event, stepping);
  }
}

const delegate: Step = { dialogAction: { type: "Delegate" } };

/** The end of an intent that nothing came of. */
export const failed = (event: unknown): Step => ending(event, "Failed");

/** Lets Lex go on as if this app had not been asked. */
export const leaving = (event: unknown): Step => (isDialog(event) ? delegate : ending(event, "Fulfilled"));

/** Close with nothing of the event in it. */
export const bare: Step = {
  dialogAction: { type: "Close" },
  intent: { name: "FallbackIntent", state: "Failed", slots: {}, confirmationState: "None" },
};

/** What was not understood, or was declined, ends as failed: so Lex's own analytics count it. */
function closing(event: unknown, builtIns: BuiltIns): Step {
  const name = nameOf(event);
  const missed = name === undefined || toPlain(name, builtIns) === "Fallback";
  return ending(event, missed || confirmationOf(event) === "Denied" ? "Failed" : "Fulfilled");
}

const ending = (event: unknown, state: "Fulfilled" | "Failed"): Step => ({
  dialogAction: { type: "Close" },
  intent: {
    name: nameOf(event) ?? "FallbackIntent",
    state,
    slots: Object.fromEntries(
      membersOf(slotsOf(event)).map(([name, slot]) => [name, isSlot(slot) ? slot : null]),
    ),
    confirmationState: confirmationOf(event),
  },
});

function confirming(next: Extract<Next, { type: "confirm" }>, event: unknown, { builtIns }: Stepping): Step {
  const { intent, slots } = begun(next.intent, next.heard, event, builtIns);
  // Lex confirms intents and no slots: a slot is asked for again, with its value still there to be confirmed.
  return next.slot === undefined
    ? { dialogAction: { type: "ConfirmIntent" }, intent: { ...intent, slots } }
    : { dialogAction: { type: "ElicitSlot", slotToElicit: next.slot }, intent: { ...intent, slots } };
}

function eliciting(next: Extract<Next, { type: "elicit" }>, event: unknown, stepping: Stepping): Step {
  const { slot } = next;
  const { intent, slots, had } = begun(next.intent, next.heard, event, stepping.builtIns);
  const half = look(had, slot);
  const part = missingPart(half, look(proposed(event), "subSlotToElicit", "name"));
  const asking = { ...intent, slots: { ...slots, [slot]: part === undefined ? null : half } };
  if (stepping.prompts === "platform" && next.declared && had !== undefined && wouldAsk(event, slot)) {
    return { ...delegate, intent: asking };
  }
  return {
    dialogAction: {
      type: "ElicitSlot",
      slotToElicit: slot,
      ...(part !== undefined && { subSlotToElicit: { name: part } }),
    },
    intent: asking,
  };
}

/** An intent under way: the event's own with the slots it had, or another one with what was heard for it. */
function begun(plain: string, heard: readonly RawSlot[], event: unknown, builtIns: BuiltIns) {
  const here = nameOf(event);
  const name = toLexName(plain, here, builtIns);
  const had = name === here ? slotsOf(event) : undefined;
  const intent = { name, state: "InProgress", confirmationState: "None" } as const;
  return { intent, slots: writeSlots(heard, had), had };
}

/** Whether Lex, left alone, would ask for this very slot: in a dialog hook, and as far as it says what it would do. */
function wouldAsk(event: unknown, slot: string): boolean {
  const action = proposed(event);
  return isDialog(event) && (action === undefined || look(action, "slotToElicit") === slot);
}

/** Whether Lex, left alone, would ask for something, rather than have the intent fulfilled (again). */
const asksNext = (event: unknown) =>
  isDialog(event) && ["ElicitSlot", "ConfirmIntent"].some((type) => look(proposed(event), "type") === type);

const proposed = (event: unknown) => look(event, "proposedNextState", "dialogAction");
const isDialog = (event: unknown) => look(event, "invocationSource") === "DialogCodeHook";
const nameOf = (event: unknown) => asString(look(event, "sessionState", "intent", "name"));
const slotsOf = (event: unknown) => look(event, "sessionState", "intent", "slots") ?? {};
const isSlot = (slot: unknown) => typeof slot === "object";

function confirmationOf(event: unknown): LexIntent["confirmationState"] {
  const state = look(event, "sessionState", "intent", "confirmationState");
  return state === "Confirmed" || state === "Denied" ? state : "None";
}
