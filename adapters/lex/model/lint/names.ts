import { asString, look, type Finding } from "palaver";
import { botName } from "../bot.ts";
import { fitted, isName } from "../naming.ts";
import { everyWord } from "../words.ts";
import { error, eachLocale, type LocaleRule, type Rule } from "./view.ts";

const rule = "up to 100 letters, digits, hyphens and underscores, no two of the last two in a row";

const botNames: Rule = ({ model, settings }) => {
  const name = botName(model, settings);
  if (isName(name)) return [];
  const remedy = "Give another `name` in the settings for Lex.";
  return [error("name", {}, `"${name}" is no name that Lex takes for a bot: ${rule}.`, remedy)];
};

const names: LocaleRule = ({ locale, intents, types }) => {
  const remedy = "Give it another name under `names` in the settings for Lex.";
  const where = { locale: locale.id };
  const found: Finding[] = [];
  for (const { name, there, slots, slotName } of intents.values()) {
    if (!isName(there))
      found.push(
        error(
          "name",
          { ...where, intent: name },
          `"${there}" is no name that Lex takes for an intent: ${rule}.`,
          remedy,
        ),
      );
    for (const slot of slots.keys())
      if (!isName(slot))
        found.push(
          error(
            "name",
            { ...where, intent: name, slot: slotName(slot) },
            `"${slot}" is no name that Lex takes for a slot: ${rule}.`,
            remedy,
          ),
        );
  }
  for (const type of types.keys())
    if (!isName(type))
      found.push(
        error(
          "name",
          where,
          `"${type}" is no name that Lex takes for a slot type: ${rule}.`,
          "Call the list something else.",
        ),
      );
  return found;
};

/** The names that Lex keeps for its own intents, with and without `AMAZON.` before them. */
const kept: ReadonlySet<string> = new Set(
  [
    "Bedrock",
    "BedrockAgent",
    "Cancel",
    "Fallback",
    "Help",
    "KendraSearch",
    "Pause",
    "QInConnect",
    "QnA",
    "Repeat",
    "Resume",
    "StartOver",
    "Stop",
  ].map((name) => `${name}Intent`),
);

const reserved: LocaleRule = ({ locale, intents }) =>
  [...intents.values()].flatMap(({ name, there, document }) => {
    const own = asString(look(document, "parentIntentSignature")) !== undefined;
    if (own || !kept.has(there.replace(/^AMAZON\./, ""))) return [];
    const message = `Lex keeps the name "${there}" for its own intent, and refuses it for another.`;
    return [
      error("reserved-name", { locale: locale.id, intent: name }, message, "Call the intent something else."),
    ];
  });

/** Things that were told apart in the app and are not in the bot. */
const same: Rule = ({ model, naming, settings }) => {
  const found: Finding[] = [];
  const declared = new Set(model.intents.map(({ name }) => name));
  const words = everyWord.filter((it) => (settings.words?.has(it) ?? true) && !declared.has(it));
  const intents = new Map(["Fallback", ...words].map((it) => [naming.intent(it).toLowerCase(), it]));
  const types = new Map<string, string>();
  for (const { name, slots } of model.intents) {
    const there = naming.intent(name);
    const other = intents.get(there.toLowerCase());
    if (other !== undefined && other !== name)
      found.push(
        error(
          "same-name",
          { intent: name },
          `"${name}" and "${other}" would both be the intent "${there}" of the bot.`,
          "Rename one of them.",
        ),
      );
    intents.set(there.toLowerCase(), name);
    const met = new Map<string, string>();
    for (const { name: slot, type } of slots) {
      const called = naming.slot(name, slot);
      const before = met.get(called.toLowerCase());
      if (before !== undefined)
        found.push(
          error(
            "same-name",
            { intent: name, slot },
            `"${slot}" and "${before}" would both be the slot "${called}" of "${name}".`,
            "Rename one of them.",
          ),
        );
      met.set(called.toLowerCase(), slot);
      if (type.kind !== "list") continue;
      const list = types.get(fitted(type.name).toLowerCase());
      if (list !== undefined && list !== type.name)
        found.push(
          error(
            "same-name",
            { intent: name, slot },
            `The lists "${type.name}" and "${list}" would both be the slot type "${fitted(type.name)}".`,
            "Rename one of them.",
          ),
        );
      types.set(fitted(type.name).toLowerCase(), type.name);
    }
  }
  return found;
};

export const nameRules: readonly Rule[] = [botNames, eachLocale(names), eachLocale(reserved), same];
