import type { Finding, Json, Model } from "palaver";
import { botRules } from "./lint/bots.ts";
import { nameRules } from "./lint/names.ts";
import { slotRules } from "./lint/slots.ts";
import { typeRules } from "./lint/types.ts";
import { utteranceRules } from "./lint/utterances.ts";
import { seenOf, type Rule } from "./lint/view.ts";

const rules: readonly Rule[] = [...botRules, ...nameRules, ...utteranceRules, ...slotRules, ...typeRules];

/** What Lex would refuse of an app's bot, or do otherwise than it seems: of the bot as it is built, overlays and all. */
export function lint(model: Model, settings: Json): readonly Finding[] {
  const seen = seenOf(model, settings);
  return rules.flatMap((rule) => rule(seen));
}
