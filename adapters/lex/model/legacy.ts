import { isObject, look } from "palaver";
import { isLegacy } from "../legacy.ts";

/** What to do with a bot of Lex V1. */
export const legacyRemedy =
  "Migrate the bot to Lex V2 in the Lex console, or take its utterances over by hand, and give what V2 exports.";

/** Whether this is what Lex V1 exported, or what it sent: neither can be a bot of V2. */
export const isLegacyModel = (document: unknown): boolean =>
  look(document, "metadata", "importType") === "LEX" ||
  (isObject(look(document, "resource")) && look(document, "resource", "intents") !== undefined) ||
  (isObject(document) && isLegacy(document));
