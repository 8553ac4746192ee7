import { asString, itemsOf, look, type Finding } from "palaver";
import { folded } from "../bot.ts";
import { saidIn } from "../locales.ts";
import { isUtterance, renamed, slotsIn } from "../made.ts";
import { freeForm } from "../type.ts";
import {
  error,
  eachLocale,
  warning,
  type LocaleRule,
  type Rule,
  type SeenIntent,
  type SeenLocale,
} from "./view.ts";

const saidBy = ({ document }: SeenIntent): readonly string[] =>
  itemsOf(look(document, "sampleUtterances")).map((it) => asString(look(it, "utterance")) ?? "");

const each = (
  { locale, intents }: SeenLocale,
  judge: (
    utterance: string,
    intent: SeenIntent,
    where: { locale: string; intent: string; utterance: string },
  ) => Finding | undefined,
): readonly Finding[] =>
  [...intents.values()].flatMap((intent) =>
    saidBy(intent).flatMap(
      (utterance) =>
        judge(utterance, intent, {
          locale: locale.id,
          intent: intent.name,
          utterance: renamed(utterance, intent.slotName),
        }) ?? [],
    ),
  );

/** Letters of any script with their marks, digits, spaces, and what Lex's guide shows between them. */
const strange = /[^\p{L}\p{M}\p{N}\s'’\-.,?!_…。、？！・ー]/u;

const characters: LocaleRule = (seen) =>
  each(seen, (utterance, _, where) => {
    const [found] = strange.exec(utterance.replace(/\{[^{}]*\}/g, "")) ?? [];
    if (found === undefined || !isUtterance(utterance)) return undefined;
    const message = `"${where.utterance}" has ${JSON.stringify(found)} in it; Lex is known to take letters, digits, spaces and ' - . , ? ! _ alone.`;
    return warning("utterance-characters", where, message, "Write it as it is said.");
  });

const lengths: LocaleRule = (seen, { limit }) =>
  each(seen, (utterance, _, where) => {
    const most = limit("utterance");
    if (utterance.length <= most) return undefined;
    const message = `An utterance has ${utterance.length} characters, and Lex takes ${most}.`;
    return error("utterance-length", where, message, "Make it as short as people would.");
  });

const braces: LocaleRule = (seen) =>
  each(seen, (utterance, _, where) =>
    isUtterance(utterance)
      ? undefined
      : error(
          "utterance-braces",
          where,
          `"${where.utterance}" says nothing, or its braces do not match.`,
          'Write it as "order {quantity} {item}".',
        ),
  );

const slots: LocaleRule = (seen) =>
  each(seen, (utterance, intent, where) => {
    const stranger = slotsIn(utterance).find((slot) => slot !== "" && !intent.slots.has(slot));
    if (stranger === undefined) return undefined;
    const message = `"${where.utterance}" has {${stranger}}, which is no slot of "${intent.name}".`;
    return error(
      "unknown-slot",
      { ...where, slot: stranger },
      message,
      "Give the intent that slot, or take it out of the utterance.",
    );
  });

const free: LocaleRule = (seen) =>
  each(seen, (utterance, intent, where) => {
    const slot = slotsIn(utterance).find((it) => look(intent.slots.get(it), "slotTypeName") === freeForm);
    if (slot === undefined) return undefined;
    const message = `"${where.utterance}" has {${intent.slotName(slot)}}, whose type is ${freeForm}: Lex takes that in no utterance, since it hears it only when it asks.`;
    return error(
      "free-form-utterance",
      { ...where, slot: intent.slotName(slot) },
      message,
      "Leave its type to the framework, or ask for it instead.",
    );
  });

const twice: LocaleRule = ({ locale, intents }) =>
  [...intents.values()].flatMap((intent) => {
    const met = new Set<string>();
    return saidBy(intent).flatMap((there) => {
      const isNew = !met.has(folded(there));
      met.add(folded(there));
      if (isNew) return [];
      const utterance = renamed(there, intent.slotName);
      const where = { locale: locale.id, intent: intent.name, utterance };
      return [
        warning("utterance-twice", where, `"${utterance}" is twice in "${intent.name}".`, "Keep it once."),
      ];
    });
  });

/** The same words in two intents that can be meant at the same time. */
const same: LocaleRule = ({ locale, intents }) => {
  const met = new Map<string, SeenIntent>();
  return [...intents.values()].flatMap((intent) =>
    [...new Map(saidBy(intent).map((it) => [formOf(it, intent), it]))].flatMap(([form, there]) => {
      const key = `${form}\n${contextsOf(intent)}`;
      const other = met.get(key);
      if (!other) met.set(key, intent);
      if (!other || other === intent) return [];
      const utterance = renamed(there, intent.slotName);
      const message = `"${utterance}" is an utterance of "${other.name}" and of "${intent.name}": Lex refuses to build a bot that cannot know which is meant.`;
      const where = { locale: locale.id, intent: intent.name, utterance };
      return [error("same-utterance", where, message, "Keep it in one of them.")];
    }),
  );
};

const formOf = (utterance: string, { slots: own }: SeenIntent) =>
  folded(
    utterance.replace(
      /\{([^{}]*)\}/g,
      (_, name: string) => `{${asString(look(own.get(name.trim()), "slotTypeName")) ?? name}}`,
    ),
  );

const contextsOf = ({ document }: SeenIntent) =>
  itemsOf(look(document, "inputContexts"))
    .map((it) => asString(look(it, "name")) ?? "")
    .sort()
    .join();

const counts: LocaleRule = ({ locale, intents }, { limit }) =>
  [...intents.values()].flatMap((intent) => {
    const [count, most] = [saidBy(intent).length, limit("utterances")];
    if (count <= most) return [];
    const message = `"${intent.name}" has ${count} utterances, and Lex takes ${most}.`;
    return [
      error(
        "too-many-utterances",
        { locale: locale.id, intent: intent.name },
        message,
        "Keep those that differ most.",
      ),
    ];
  });

/** Nothing to say in one language where there is in another, or nothing at all. */
const missing: Rule = ({ model, locales }) =>
  model.intents.flatMap((intent) => {
    if (Object.values(intent.utterances).every((it) => it.length === 0)) {
      const message = `"${intent.name}" has no utterances, so nobody can reach it by saying something.`;
      return [
        warning(
          "no-utterances",
          { intent: intent.name },
          message,
          "Give it some, unless only other intents lead to it.",
        ),
      ];
    }
    return locales.flatMap(({ locale }) => {
      if (saidIn(intent.utterances, locale).length > 0) return [];
      const message = `"${intent.name}" has no utterances in ${locale.id}, so nobody can reach it there.`;
      return [
        error(
          "missing-translation",
          { locale: locale.id, intent: intent.name },
          message,
          `Give it utterances under "${locale.language}".`,
        ),
      ];
    });
  });

export const utteranceRules: readonly Rule[] = [
  ...[characters, lengths, braces, slots, free, twice, same, counts].map(eachLocale),
  missing,
];
