import { asString, isObject, look, type Clock, type Model } from "palaver";
import { missingIn, type Active } from "../bot.ts";
import { afterTurn } from "./context.ts";
import { callHook, messagesIn, type CodeHook, type Due, type Said } from "./hook.ts";
import { within, type Session } from "./session.ts";
import { readState } from "./state.ts";

/** What drives the dialogs of a bot. */
export interface Driver {
  readonly model: Model;
  readonly clock: Clock;
  readonly hook: CodeHook;
  /** Which of its code hooks the bot has switched on. */
  readonly hooks: readonly Due["source"][];
  /** The bot's own question for a slot, or for the go-ahead where it names none. */
  readonly prompt: (slot: string | undefined) => string;
}

/** How the bot acts on an intent that was understood: as its code hooks say, and by itself where they leave it to. */
export async function act(driver: Driver, session: Session, intent: Active, said: Said): Promise<Session> {
  const began = session.contexts;
  const acted = driver.hooks.includes("DialogCodeHook")
    ? await call(driver, session, { source: "DialogCodeHook", intent }, said)
    : await goOn(driver, session, intent, said);
  return { ...acted, contexts: afterTurn(began, acted.contexts) };
}

/** Lex's own next step: asks for what is missing, has the intent fulfilled, or is done. */
export async function goOn(driver: Driver, session: Session, intent: Active, said: Said): Promise<Session> {
  if (intent.state === "Failed" || intent.state === "Fulfilled") return ended(session, intent);
  const missing = intent.state === "InProgress" ? missingIn(intent, driver.model) : undefined;
  if (missing !== undefined) {
    return asking(driver, session, { type: "ElicitSlot", slotToElicit: missing }, intent, []);
  }
  const ready: Active = { ...intent, state: "ReadyForFulfillment" };
  if (!driver.hooks.includes("FulfillmentCodeHook")) return ended(session, ready);
  return call(driver, session, { source: "FulfillmentCodeHook", intent: ready }, said);
}

async function call(
  driver: Driver,
  session: Session,
  due: Pick<Due, "source" | "intent">,
  said: Said,
): Promise<Session> {
  const { model, clock, hook } = driver;
  const response = await callHook(hook, { ...due, session, said }, model, clock);
  const { intent, action, ...given } = readState(
    look(response, "sessionState"),
    session.contexts,
    clock.now(),
  );
  const now = within(session, given);
  if (look(action, "type") === "Delegate") return goOn(driver, now, intent ?? due.intent, said);
  return asking(driver, now, action, intent ?? due.intent, messagesIn(response));
}

/** A session in which an action has been taken with these messages, or with the bot's own where it asks with none. */
export function asking(
  { prompt }: Pick<Driver, "prompt">,
  session: Session,
  action: unknown,
  intent: Active | undefined,
  messages: readonly unknown[],
): Session {
  const type = look(action, "type");
  const asks = type === "ElicitSlot" || type === "ConfirmIntent";
  const own = { content: prompt(asString(look(action, "slotToElicit"))), contentType: "PlainText" };
  return {
    ...session,
    // The same question once more goes on being counted.
    missed: isSame(session, action, intent) ? session.missed : 0,
    action,
    intent: type === "ElicitIntent" ? undefined : intent,
    messages: asks && messages.length === 0 ? [own] : messages,
  };
}

function isSame(
  { action: before, intent: had }: Session,
  action: unknown,
  intent: Active | undefined,
): boolean {
  return (
    isObject(before) &&
    had?.name === intent?.name &&
    look(before, "type") === look(action, "type") &&
    look(before, "slotToElicit") === look(action, "slotToElicit")
  );
}

const ended = (session: Session, intent: Active): Session => ({
  ...session,
  missed: 0,
  action: { type: "Close" },
  intent,
  messages: [],
});
