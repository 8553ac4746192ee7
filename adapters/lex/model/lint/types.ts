import { asString, itemsOf, look, type Finding, type Json } from "palaver";
import { folded } from "../bot.ts";
import { error, eachLocale, warning, type LocaleRule, type Rule } from "./view.ts";

interface Listed {
  readonly value: string;
  readonly synonyms: readonly string[];
}

const listed = (document: Json): readonly Listed[] =>
  itemsOf(look(document, "slotTypeValues")).map((it) => ({
    value: asString(look(it, "sampleValue", "value")) ?? "",
    synonyms: itemsOf(look(it, "synonyms")).map((synonym) => asString(look(synonym, "value")) ?? ""),
  }));

const count = (document: Json) =>
  listed(document).reduce((sum, { synonyms }) => sum + 1 + synonyms.length, 0);

const empty: LocaleRule = ({ locale, types }) =>
  [...types].flatMap(([type, document]) => {
    const other = ["parentSlotTypeSignature", "compositeSlotTypeSetting", "externalSourceSetting"];
    if (listed(document).length > 0 || other.some((name) => (look(document, name) ?? null) !== null))
      return [];
    const message = `The list "${type}" is empty, and Lex takes no slot type without a value.`;
    return [
      error(
        "empty-type",
        { locale: locale.id },
        message,
        "Build the bot when the list has something in it, or give the slot another type.",
      ),
    ];
  });

const sizes: LocaleRule = ({ locale, types }, { limit }) => {
  const found: Finding[] = [];
  const where = { locale: locale.id };
  let all = 0;
  for (const [type, document] of types) {
    const own = count(document);
    all += own;
    if (own > limit("values"))
      found.push(
        error(
          "too-many-values",
          where,
          `"${type}" has ${own} values and synonyms, and Lex takes ${limit("values")}.`,
          "Leave out what is said least, or search for it in the app.",
        ),
      );
  }
  if (all > limit("localeValues"))
    found.push(
      error(
        "too-many-values",
        where,
        `The lists in ${locale.id} have ${all} values and synonyms, and Lex takes ${limit("localeValues")}.`,
        "Leave out what is said least.",
      ),
    );
  return found;
};

const values: LocaleRule = ({ locale, types }, { limit }) =>
  [...types].flatMap(([type, document]) => {
    const words = listed(document).flatMap(({ value, synonyms }) => [value, ...synonyms]);
    const where = { locale: locale.id };
    const blank = words.some((it) => it.trim() === "");
    const long = words.find((it) => it.length > limit("value"));
    return [
      ...(blank
        ? [
            error(
              "empty-value",
              where,
              `"${type}" has a value or a synonym without a letter.`,
              "Take it out.",
            ),
          ]
        : []),
      ...(long === undefined
        ? []
        : [
            warning(
              "value-length",
              where,
              `"${long.slice(0, 40)}…" in "${type}" has ${long.length} characters; Lex takes ${limit("value")}.`,
              "Name it as people would, and keep the rest elsewhere.",
            ),
          ]),
    ];
  });

const twice: LocaleRule = ({ locale, types }) =>
  [...types].flatMap(([type, document]) => {
    const owners = new Map<string, string>();
    const found: Finding[] = [];
    const where = { locale: locale.id };
    for (const { value } of listed(document)) {
      if (owners.has(folded(value)))
        found.push(error("value-twice", where, `"${value}" is twice in "${type}".`, "Keep it once."));
      owners.set(folded(value), value);
    }
    for (const { value, synonyms } of listed(document)) {
      for (const synonym of synonyms) {
        const owner = owners.get(folded(synonym));
        if (owner !== undefined && owner !== value)
          found.push(
            warning(
              "same-synonym",
              where,
              `In "${type}", "${synonym}" stands for "${owner}" and for "${value}": Lex takes it for one of them.`,
              "Keep it with one of them.",
            ),
          );
        owners.set(folded(synonym), owner ?? value);
      }
    }
    return found;
  });

const patterns: LocaleRule = ({ locale, types }, { limit }) =>
  [...types].flatMap(([type, document]) => {
    const pattern = asString(look(document, "valueSelectionSetting", "regexFilter", "pattern"));
    if (pattern === undefined) return [];
    const bare = pattern.replace(/\\u[0-9a-fA-F]{4}/g, "");
    const fits =
      pattern.length <= limit("regex") &&
      !/[*+.]|\{\d*,\}|\\/.test(bare) &&
      look(document, "parentSlotTypeSignature") === "AMAZON.AlphaNumeric";
    if (fits) return [];
    const message = `The pattern of "${type}" is not one that Lex takes: up to ${limit("regex")} characters, on AMAZON.AlphaNumeric, without * + . and {1,}.`;
    return [
      error(
        "pattern",
        { locale: locale.id },
        message,
        "Say how often with {1,10}, and which characters with [A-Z0-9].",
      ),
    ];
  });

export const typeRules: readonly Rule[] = [empty, sizes, values, twice, patterns].map(eachLocale);
