import { asString, itemsOf, look, type Finding, type ModelSlot } from "palaver";
import { saidIn } from "../locales.ts";
import { spokenSlots } from "../made.ts";
import { mostWordings } from "../prompt.ts";
import { freeForm, isCustom, typeName } from "../type.ts";
import {
  error,
  eachLocale,
  warning,
  type LocaleRule,
  type Rule,
  type SeenLocale,
  type Where,
} from "./view.ts";

const each = (
  { locale, intents }: SeenLocale,
  judge: (document: unknown, where: Required<Omit<Where, "utterance">>) => readonly Finding[],
): readonly Finding[] =>
  [...intents.values()].flatMap((intent) =>
    [...intent.slots].flatMap(([slot, document]) =>
      judge(document, { locale: locale.id, intent: intent.name, slot: intent.slotName(slot) }),
    ),
  );

const prompts: LocaleRule = (seen) =>
  each(seen, (document, where) => {
    const setting = look(document, "valueElicitationSetting");
    const asks = itemsOf(look(setting, "promptSpecification", "messageGroupsList")).length > 0;
    if (asks || look(setting, "slotConstraint") !== "Required") return [];
    const message = `Nothing asks for "${where.slot}", and Lex takes no required slot without a question.`;
    return [error("no-prompt", where, message, "Give it a question under `elicit`, or make it optional.")];
  });

const priorities: LocaleRule = ({ locale, intents }) =>
  [...intents.values()].flatMap(({ name, document, slots }) => {
    const list = itemsOf(look(document, "slotPriorities")).map(
      (it) => [look(it, "slotName"), look(it, "priority")] as const,
    );
    const [named, ranks] = [new Set(list.map(([slot]) => slot)), new Set(list.map(([, rank]) => rank))];
    const complete =
      named.size === slots.size &&
      list.length === slots.size &&
      [...slots.keys()].every((it) => named.has(it));
    if (complete && ranks.size === list.length) return [];
    const message = `The slot priorities of "${name}" do not name each of its slots once, each with a number of its own.`;
    return [
      error(
        "slot-priorities",
        { locale: locale.id, intent: name },
        message,
        "Take `slotPriorities` out of the overlay, or complete it.",
      ),
    ];
  });

/** Lex's own slot types (https://docs.aws.amazon.com/lexv2/latest/dg/howitworks-builtins-slots.html). */
const builtIn: ReadonlySet<string> = new Set(
  "AlphaNumeric City Confirmation Country Currency Date Duration EmailAddress FirstName FreeFormInput LastName Number Percentage PhoneNumber State StreetName Time UKPostalCode"
    .split(" ")
    .map((name) => `AMAZON.${name}`),
);

const types: LocaleRule = (seen) =>
  each(seen, (document, where) => {
    const type = asString(look(document, "slotTypeName")) ?? "";
    if (seen.types.has(type) || builtIn.has(type)) {
      const elsewhere = type === "AMAZON.UKPostalCode" && where.locale !== "en_GB";
      if (!elsewhere) return [];
      return [
        error("unknown-type", where, `Lex has ${type} in en_GB alone.`, "Give the slot another type here."),
      ];
    }
    const message = `The slot "${where.slot}" is of the type "${type}", which ${isCustom(type) ? "the bot does not have" : "is not known to be one of Lex's own"}.`;
    const make = isCustom(type) ? error : warning;
    return [
      make("unknown-type", where, message, "Correct the name in `slotType.lex` of the slot's metadata."),
    ];
  });

const samples: LocaleRule = (seen, { limit }) =>
  each(seen, (document, where) => {
    const said = itemsOf(look(document, "valueElicitationSetting", "sampleUtterances"));
    const free = look(document, "slotTypeName") === freeForm;
    const long = said.some((it) => (asString(look(it, "utterance")) ?? "").length > limit("utterance"));
    if (said.length === 0 || (!free && !long && said.length <= limit("samples"))) return [];
    const message = free
      ? `The slot "${where.slot}" has utterances of its own, which Lex does not take with ${freeForm}.`
      : `The slot "${where.slot}" has ${said.length} utterances of its own; Lex takes ${limit("samples")} of ${limit("utterance")} characters.`;
    return [error("slot-samples", where, message, "Take some out of the overlay.")];
  });

const counts: LocaleRule = ({ locale, intents }, { limit }) =>
  [...intents.values()].flatMap(({ name, slots }) => {
    if (slots.size <= limit("slots")) return [];
    const message = `"${name}" has ${slots.size} slots, and Lex takes ${limit("slots")}.`;
    return [
      error("too-many-slots", { locale: locale.id, intent: name }, message, "Part the intent into several."),
    ];
  });

const several: LocaleRule = (seen) =>
  each(seen, (document, where) => {
    const many = look(document, "multipleValuesSetting", "allowMultipleValues") === true;
    if (!many || where.locale === "en_US") return [];
    const message = `"${where.slot}" takes several values at once, which Lex is only known to do in en_US.`;
    return [warning("several-values", where, message, "Try it there, or ask for one value at a time.")];
  });

/** What a slot cannot be in Lex as it was declared. */
const lost: Rule = ({ model }) =>
  model.intents.flatMap((intent) => {
    const spoken = spokenSlots(intent);
    return intent.slots.flatMap((slot) => lostOf(slot, intent.name, spoken.has(slot.name)));
  });

function lostOf(slot: ModelSlot, intent: string, spoken: boolean): readonly Finding[] {
  const where = { intent, slot: slot.name };
  const type = typeName(slot, spoken);
  const found: Finding[] = [];
  if (slot.confirm)
    found.push(
      warning(
        "slot-confirmation",
        where,
        `Lex does not confirm slots, so "${slot.name}" is only confirmed where the app asks.`,
        "Nothing, where the dialog code hook is on: the app asks then.",
      ),
    );
  if (slot.many && !isCustom(type))
    found.push(
      warning(
        "one-value",
        where,
        `"${slot.name}" takes several values, and Lex gives one of ${type} at a time.`,
        "Nothing: the app asks for more, or takes apart what was said.",
      ),
    );
  if (slot.type.kind === "composite")
    found.push(
      warning(
        "composite-slot",
        where,
        `"${slot.name}" is made of several slots, which Lex hears as one piece of text.`,
        "Nothing: the app takes it apart.",
      ),
    );
  else if (type === freeForm)
    found.push(
      warning(
        "takes-all",
        where,
        `While Lex asks for "${slot.name}" it takes whatever is said for it, "help" and "cancel" too: that is how ${freeForm} works.`,
        "Use the slot in an utterance, or give it a narrower type.",
      ),
    );
  else if (slot.type.kind === "list" && slot.type.dynamic && slot.type.values.length === 0)
    found.push(
      warning(
        "no-values-yet",
        where,
        `The list "${slot.type.name}" has nothing in it now, so Lex takes any words for "${slot.name}" and guesses where they end.`,
        "Build the bot when there is something in it.",
      ),
    );
  else if (slot.own?.["lex"] === undefined && type.startsWith("Palaver"))
    found.push(
      warning(
        "open-words",
        where,
        `Lex has no type for "${slot.name}" (${slot.type.kind}), so it is guessed from examples where it begins and ends.`,
        "Give it words before and after it in its utterances, or a catalog.",
      ),
    );
  return found;
}

const wordings: Rule = ({ model }) =>
  model.intents.flatMap((intent) =>
    [
      { slot: undefined, said: intent.confirm },
      ...intent.slots.map((it) => ({ slot: it.name, said: it.elicit })),
    ].flatMap(({ slot, said = {} }) =>
      Object.entries(said).flatMap(([language, words]) => {
        if (words.length <= mostWordings) return [];
        const where = {
          intent: intent.name,
          ...(slot !== undefined && { slot }),
          ...(language !== "" && { locale: language }),
        };
        const message = `Of ${words.length} wordings of a question Lex takes ${mostWordings}: the others are only asked by the app.`;
        return [warning("wordings", where, message, "Put the best ones first.")];
      }),
    ),
  );

/** What is asked in one language of the bot and not in another. */
const missing: Rule = ({ model, locales }) =>
  model.intents.flatMap((intent) =>
    [
      { slot: undefined, said: intent.confirm },
      ...intent.slots.map((it) => ({ slot: it.name, said: it.elicit })),
    ].flatMap(({ slot, said }) =>
      locales.flatMap(({ locale }) => {
        if (!said || saidIn(said, locale).length > 0) return [];
        const where = { locale: locale.id, intent: intent.name, ...(slot !== undefined && { slot }) };
        const message = `What ${slot === undefined ? `confirms "${intent.name}"` : `asks for "${slot}"`} has no words in ${locale.id}.`;
        return [error("missing-translation", where, message, `Give it words under "${locale.language}".`)];
      }),
    ),
  );

export const slotRules: readonly Rule[] = [
  ...[prompts, priorities, types, samples, counts, several].map(eachLocale),
  lost,
  wordings,
  missing,
];
