import { asString, itemsOf, look } from "palaver";

/**
 * Why Lex V2 would answer its client with an error instead of this code hook's response; nothing where it would take
 * it. The rules are those of the response format's documentation and of the runtime's service model.
 */
export function complaintOf(response: unknown): string | undefined {
  const action = look(response, "sessionState", "dialogAction");
  const intent = look(response, "sessionState", "intent");
  const messages = itemsOf(look(response, "messages"));
  return (
    complaintOfAction(action, intent, messages.length) ??
    (messages.length > 10 ? "more than 10 messages" : undefined) ??
    messages.map(complaintOfMessage).find((it) => it !== undefined) ??
    (Buffer.byteLength(JSON.stringify(response)) > 25_000 ? "more than 25 KB" : undefined)
  );
}

function complaintOfAction(action: unknown, intent: unknown, messages: number): string | undefined {
  const state = look(intent, "state");
  switch (look(action, "type")) {
    case "Close":
      return state === "Fulfilled" || state === "Failed" ? undefined : "Close without a final state";
    case "ConfirmIntent":
      return asString(look(intent, "name")) === undefined ? "ConfirmIntent without an intent" : undefined;
    case "ElicitIntent":
      return messages === 0 ? "ElicitIntent without a message" : undefined;
    case "ElicitSlot": {
      const slot = asString(look(action, "slotToElicit"));
      const known = slot !== undefined && look(intent, "slots", slot) !== undefined;
      return known ? undefined : "ElicitSlot for a slot that its intent does not have";
    }
    case "Delegate":
      return undefined;
    default:
      return "no dialogAction that Lex knows";
  }
}

function complaintOfMessage(message: unknown): string | undefined {
  const card = look(message, "imageResponseCard");
  if (look(message, "contentType") === "ImageResponseCard") return complaintOfCard(card);
  return within(look(message, "content"), 1_024) ? undefined : "a message of no or too many characters";
}

function complaintOfCard(card: unknown): string | undefined {
  const texts = ["subtitle", "imageUrl"].map((name) => look(card, name)).filter((it) => it !== undefined);
  if (![look(card, "title"), ...texts].every((it) => within(it, 250))) return "a card with an unfit text";
  const buttons = itemsOf(look(card, "buttons"));
  const fit = buttons.every((it) => within(look(it, "text"), 50) && within(look(it, "value"), 50));
  return fit && buttons.length <= 5 ? undefined : "a card with unfit buttons";
}

const within = (text: unknown, limit: number) =>
  typeof text === "string" && text.length > 0 && text.length <= limit;
