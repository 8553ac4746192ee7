import { look } from "palaver";

/** Why no event of Lex V1 is answered: AWS ended it on that day, so nothing but old code can have sent it. */
export const legacyEnded =
  "This is an Amazon Lex V1 event, and Lex V1 ended on 15 September 2025: migrate the bot to Lex V2 and let that call this app.";

/** Whether this is what Lex V1 sent: an intent beside the session instead of inside its state. */
export const isLegacy = (event: unknown): boolean =>
  look(event, "sessionState") === undefined &&
  ["currentIntent", "outputDialogMode"].some((name) => look(event, name) !== undefined);

/** What Lex V1 can read: the refusal as the end of the intent, the session's attributes as they were. */
export const writeLegacy = (event: unknown): unknown => ({
  sessionAttributes: look(event, "sessionAttributes") ?? {},
  dialogAction: {
    type: "Close",
    fulfillmentState: "Failed",
    message: { contentType: "PlainText", content: legacyEnded },
  },
});
