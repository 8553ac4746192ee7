import { asString, hasPhrases, isObject, itemsOf, look, membersOf, type Finding, type Json } from "palaver";
import { known, languageOf } from "../locales.ts";
import { error, eachLocale, warning, type LocaleRule, type Rule, type SeenIntent } from "./view.ts";

const locales: LocaleRule = ({ locale: { id } }) => {
  const where = { locale: id };
  return [
    ...(known.has(id)
      ? []
      : [
          warning(
            "unknown-locale",
            where,
            `"${id}" is not known to be a locale of Lex.`,
            "Look it up, and give another under `locales` if it is none.",
          ),
        ]),
    ...(hasPhrases(languageOf(id))
      ? []
      : [
          warning(
            "unspoken-language",
            where,
            `The framework does not speak the language of ${id}, so the bot has no words there for help, yes, no and the like.`,
            "Declare intents called Help, Yes, No, Cancel and Stop with utterances in it.",
          ),
        ]),
  ];
};

const counts: LocaleRule = ({ locale, intents }, { limit }) => {
  const most = limit(["en_AU", "en_GB", "en_US"].includes(locale.id) ? "intents" : "otherIntents");
  if (intents.size <= most) return [];
  const message = `The bot has ${intents.size} intents in ${locale.id}, and Lex takes ${most}.`;
  return [error("too-many-intents", { locale: locale.id }, message, "Part the app into several bots.")];
};

const fallback: LocaleRule = ({ locale, intents }) => {
  const [own, another] = [...intents.values()].filter(
    ({ document }) => look(document, "parentIntentSignature") === "AMAZON.FallbackIntent",
  );
  const where = { locale: locale.id };
  if (!own || another) {
    const message = `The bot has ${own ? "more than one" : "no"} AMAZON.FallbackIntent in ${locale.id}, and Lex wants one in every locale.`;
    return [error("fallback", where, message, "Take what drops it, or adds another, out of the overlay.")];
  }
  const extra = ["sampleUtterances", "intentConfirmationSetting"].some(
    (it) => !isUnset(look(own.document, it)),
  );
  if (!extra && own.slots.size === 0) return [];
  const message = `The fallback of ${locale.id} has utterances, slots or a confirmation, and Lex takes none there.`;
  return [error("fallback", { ...where, intent: own.name }, message, "Take them out of the overlay.")];
};

const isUnset = (it: unknown) => (it ?? null) === null || (Array.isArray(it) && it.length === 0);

const contexts: LocaleRule = ({ locale, intents }, { limit }) =>
  [...intents.values()].flatMap(({ name, document }) =>
    ["inputContexts", "outputContexts"].flatMap((member) => {
      const names = itemsOf(look(document, member)).map((it) => asString(look(it, "name")) ?? "");
      const where = { locale: locale.id, intent: name };
      const wrong = names.find((it) => it.length > 100 || !/^(?:[A-Za-z0-9]_?)+$/.test(it));
      return [
        ...(names.length > limit(member)
          ? [
              error(
                "too-many-contexts",
                where,
                `"${name}" has ${names.length} contexts, and Lex takes ${limit(member)}.`,
                "Keep those that matter.",
              ),
            ]
          : []),
        ...(wrong === undefined
          ? []
          : [
              error(
                "context-name",
                where,
                `"${wrong}" is no name that Lex takes for a context: up to 100 letters and digits, single underscores between them.`,
                "Call the context something else.",
              ),
            ]),
      ];
    }),
  );

const descriptions: Rule = ({ documents, limit }) =>
  [...documents].flatMap(([path, document]) => {
    const length = (asString(look(document, "description")) ?? "").length;
    if (length <= limit("description")) return [];
    const message = `The description in ${path} has ${length} characters, and Lex takes ${limit("description")}.`;
    return [error("description-length", {}, message, "Say it in a line, under `about`.")];
  });

/** Everything that is said by the bot itself. */
const messages: LocaleRule = ({ locale, intents }, { limit }) =>
  [...intents.values()].flatMap((intent) =>
    saidBy(intent).flatMap(([slot, document]) => {
      const where = { locale: locale.id, intent: intent.name, ...(slot !== undefined && { slot }) };
      return spokenIn(document).flatMap((it) =>
        complaintsOf(it, limit("message")).map(([code, message, remedy]) =>
          error(code, where, message, remedy),
        ),
      );
    }),
  );

const saidBy = ({
  document,
  slots,
  slotName,
}: SeenIntent): readonly (readonly [string | undefined, Json])[] => [
  [undefined, document],
  ...[...slots].map(([slot, it]) => [slotName(slot), it] as const),
];

type Complaint = readonly [code: string, message: string, remedy: string];

function complaintsOf(specification: object, most: number): readonly Complaint[] {
  const groups = itemsOf(look(specification, "messageGroupsList"));
  const retries = look(specification, "maxRetries");
  const found: Complaint[] = [];
  if (groups.length > 5 || groups.some((it) => itemsOf(look(it, "variations")).length > 2))
    found.push([
      "message-groups",
      "Lex takes up to 5 message groups, with 2 variations each.",
      "Take some out of the overlay.",
    ]);
  if (retries !== undefined && !(typeof retries === "number" && retries >= 0 && retries <= 5))
    found.push(["retries", "Lex asks again 0 to 5 times.", "Correct `maxRetries` in the overlay."]);
  for (const group of groups) {
    for (const message of [look(group, "message"), ...itemsOf(look(group, "variations"))]) {
      const said = ["plainTextMessage", "ssmlMessage", "customPayload"].map((it) =>
        look(message, it, "value"),
      );
      const long = said.find((it) => typeof it === "string" && (it.length > most || it === ""));
      if (typeof long === "string")
        found.push([
          "message-length",
          `A message has ${long.length} characters, and Lex takes 1 to ${most}.`,
          "Say it in fewer words.",
        ]);
    }
  }
  return found;
}

/** What in a document holds message groups, however deep. */
function spokenIn(thing: unknown): readonly object[] {
  if (Array.isArray(thing)) return thing.flatMap(spokenIn);
  if (!isObject(thing)) return [];
  const inside = membersOf(thing).flatMap(([, it]) => spokenIn(it));
  return look(thing, "messageGroupsList") === undefined ? inside : [thing, ...inside];
}

/** Numbers that a person may have laid over the bot. */
const ranges: Rule = ({ documents }) =>
  [...documents].flatMap(([path, document]): readonly Finding[] => {
    const wrong = (["idleSessionTTLInSeconds", "nluConfidenceThreshold"] as const).find((name) => {
      const value = look(document, name);
      const [least, most] = name === "nluConfidenceThreshold" ? [0, 1] : [60, 86_400];
      return value !== undefined && !(typeof value === "number" && value >= least && value <= most);
    });
    if (wrong === undefined) return [];
    return [
      error(
        "out-of-range",
        {},
        `\`${wrong}\` in ${path} is not in the range that Lex takes.`,
        "Correct it in the overlay.",
      ),
    ];
  });

export const botRules: readonly Rule[] = [
  ...[locales, counts, fallback, contexts, messages].map(eachLocale),
  descriptions,
  ranges,
];
