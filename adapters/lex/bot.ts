import { randomUUID } from "node:crypto";
import { asString, look, membersOf, type Expectation, type Interpretation, type Model } from "palaver";
import { toLexName, toPlain } from "./name.ts";
import { readSlots, writeSlots } from "./slot.ts";

/** An intent as a session of Lex keeps it. */
export interface Active {
  readonly name: string;
  readonly state: "InProgress" | "ReadyForFulfillment" | "Fulfilled" | "Failed";
  readonly confirmationState: "None" | "Confirmed" | "Denied";
  readonly slots: Readonly<Record<string, unknown>>;
}

/** A question that a session of Lex has open: the intent it belongs to, and the dialogAction that asked it. */
export interface Asked {
  readonly intent: Active;
  readonly action: unknown;
}

/** What there is of an open question for whoever understands the answer. */
export function expectationOf({ intent: { name }, action }: Asked): Expectation | undefined {
  const intent = toPlain(name, {});
  if (look(action, "type") === "ConfirmIntent") return { intent, awaits: "confirmation" };
  const slot = asString(look(action, "slotToElicit"));
  return slot === undefined ? undefined : { intent, awaits: { slot } };
}

/** What words make of a session: an answer to its open question, more of the same intent, or another one. */
export function activeOf(
  meaning: Interpretation | undefined,
  asked: Asked | undefined,
  model: Model,
): Active {
  const confirmed = asked && look(asked.action, "type") === "ConfirmIntent" && confirmationIn(meaning);
  if (confirmed) {
    const state = confirmed === "Denied" ? "Failed" : "ReadyForFulfillment";
    return { ...asked.intent, state, confirmationState: confirmed };
  }
  const name = toLexName(meaning?.intent ?? "Fallback", undefined, {});
  const before = asked?.intent.name === name ? asked.intent.slots : {};
  const said = meaning?.slots ?? [];
  const kept = readSlots(before).filter((slot) => !said.some((it) => it.name === slot.name));
  const slots = writeSlots([...kept, ...said], { ...emptySlots(name, model), ...filled(before) });
  return { name, state: "InProgress", confirmationState: "None", slots };
}

function confirmationIn(meaning: Interpretation | undefined) {
  if (meaning?.intent === "Yes" || meaning?.confirmation === "yes") return "Confirmed";
  return meaning?.intent === "No" || meaning?.confirmation === "no" ? "Denied" : undefined;
}

/** The required slot of an intent that Lex would ask for next. */
export const missingIn = ({ name, slots }: Active, model: Model): string | undefined =>
  slotsOf(name, model).find((slot) => slot.required && (look(slots, slot.name) ?? null) === null)?.name;

const slotsOf = (name: string, model: Model) =>
  model.intents.find((it) => it.name === toPlain(name, {}))?.slots ?? [];

const emptySlots = (name: string, model: Model) =>
  Object.fromEntries(
    slotsOf(name, model).map((slot) => [slot.name, slot.many ? { shape: "List", values: [] } : null]),
  );

const filled = (slots: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(membersOf(slots).filter(([, slot]) => slot !== null));

/** The intent a response leaves a session with. */
export function activeIn(response: unknown): Active | undefined {
  const intent = look(response, "sessionState", "intent");
  const name = asString(look(intent, "name"));
  const slots = Object.fromEntries(membersOf(look(intent, "slots")));
  return name === undefined ? undefined : { name, slots, state: "InProgress", confirmationState: "None" };
}

/** A call of the code hook. */
export interface Call {
  readonly source: "DialogCodeHook" | "FulfillmentCodeHook";
  readonly intent: Active;
  readonly text: string;
}

/** The session and the bot a call belongs to. */
export interface Place {
  readonly sessionId: string;
  readonly locale: string;
  readonly inputMode: "Text" | "Speech";
  readonly model: Model;
  /** What the last response left of the session. */
  readonly kept: unknown;
}

/** The event that Lex would call a code hook with. */
export function eventOf({ source, intent, text }: Call, { model, kept, ...place }: Place): unknown {
  const slotToElicit = missingIn(intent, model);
  const proposedNextState = { dialogAction: { type: "ElicitSlot", slotToElicit }, intent };
  return {
    messageVersion: "1.0",
    invocationSource: source,
    inputMode: place.inputMode,
    responseContentType: place.inputMode === "Speech" ? "audio/pcm" : "text/plain; charset=utf-8",
    sessionId: place.sessionId,
    inputTranscript: text,
    bot: {
      id: "DEVICEBOT1",
      name: model.name,
      aliasId: "TSTALIASID",
      localeId: place.locale.replaceAll("-", "_"),
      version: "DRAFT",
    },
    interpretations: [{ intent, interpretationSource: "Lex" }],
    ...(source === "DialogCodeHook" && slotToElicit !== undefined && { proposedNextState }),
    sessionState: {
      sessionAttributes: look(kept, "sessionAttributes") ?? {},
      activeContexts: look(kept, "activeContexts") ?? [],
      intent,
      originatingRequestId: randomUUID(),
    },
    transcriptions: [{ transcription: text, transcriptionConfidence: 1 }],
  };
}
