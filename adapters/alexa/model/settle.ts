import { asString, isObject, look, type Json, type NameOf } from "palaver";

/** What something in a list of a skill package is called there. */
export const nameOf: NameOf = (item) =>
  typeof item === "string"
    ? item
    : (asString(look(item, "name")) ??
      asString(look(item, "name", "value")) ??
      asString(look(item, "id")) ??
      asString(look(item, "eventName")) ??
      // What has a value is one of several of its type.
      (look(item, "value") === undefined ? asString(look(item, "type")) : undefined));

type Members = { readonly [name: string]: Json };

const membersIn = (json: Json | undefined): Members | undefined =>
  // An object that is JSON has JSON in it.
  json !== undefined && isObject(json) ? (json as Members) : undefined;

/** A member changed, where there is one; left out where it comes to nothing. */
function within(json: Json, name: string, change: (member: Json) => Json | undefined): Json {
  const members = membersIn(json);
  const member = members && Object.hasOwn(members, name) ? members[name] : undefined;
  if (member === undefined) return json;
  const changed = change(member);
  return Object.fromEntries(
    Object.entries(members ?? {}).flatMap(([key, value]) => {
      const now = key === name ? changed : value;
      return now === undefined ? [] : [[key, now] as const];
    }),
  );
}

const isEmpty = (json: Json) =>
  Array.isArray(json) ? json.length === 0 : isObject(json) && Object.keys(json).length === 0;
const unlessEmpty = (json: Json) => (isEmpty(json) ? undefined : json);
const unless = (usual: Json) => (json: Json) => (json === usual ? undefined : json);
const each =
  (change: (item: Json) => Json) =>
  (json: Json): Json =>
    Array.isArray(json) ? json.map(change) : json;

type Change = readonly [name: string, change: (member: Json) => Json | undefined];
const all =
  (...changes: readonly Change[]) =>
  (json: Json): Json =>
    changes.reduce((it, [name, change]) => within(it, name, change), json);

const listOf = (change: (item: Json) => Json) => (json: Json) => unlessEmpty(each(change)(json));

const isOff = (json: Json) =>
  look(json, "enabled") === false && Object.keys(json ?? {}).length === 1 ? undefined : json;

const slot = all(["samples", unlessEmpty], ["multipleValues", isOff]);
const dialogSlot = all(
  ["elicitationRequired", unless(false)],
  ["confirmationRequired", unless(false)],
  ["prompts", unlessEmpty],
  ["validations", unlessEmpty],
);
const dialogIntent = all(
  ["confirmationRequired", unless(false)],
  ["prompts", unlessEmpty],
  ["slots", listOf(dialogSlot)],
);
const languageModel = all(
  ["intents", each(all(["samples", unlessEmpty], ["slots", listOf(slot)]))],
  ["types", listOf(all(["values", each(all(["name", all(["synonyms", unlessEmpty])]))]))],
);
const dialog = all(["delegationStrategy", unless("SKILL_RESPONSE")], ["intents", listOf(dialogIntent)]);

/**
 * An interaction model without what is the same as if it were not there: empty lists of samples, slots, synonyms, types, prompts and
 * validations, what is not required, and the strategy that is the usual one. Two models that are the same after this are the same.
 */
export const settled: (model: Json) => Json = all([
  "interactionModel",
  all(
    ["languageModel", languageModel],
    ["dialog", (json) => unlessEmpty(dialog(json))],
    ["prompts", unlessEmpty],
  ),
]);

/** A member that is written even where it says nothing, as the platform's console does. */
const written =
  (name: string, usual: Json) =>
  (json: Json): Json => {
    const members = membersIn(json);
    return !members || Object.hasOwn(members, name) ? json : { ...members, [name]: usual };
  };
const then =
  (...steps: readonly ((json: Json) => Json)[]) =>
  (json: Json): Json =>
    steps.reduce((it, step) => step(it), json);
const sorted = (json: Json): Json => {
  if (!Array.isArray(json)) return json;
  const list: readonly Json[] = json;
  const names = new Map(list.map((item) => [item, nameOf(item) ?? ""]));
  // The same order everywhere, whatever the language of the machine.
  const order = (a: Json, b: Json) => compare(names.get(a) ?? "", names.get(b) ?? "");
  return [...list].sort(order);
};
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const askedSlot = then(
  written("elicitationRequired", false),
  written("confirmationRequired", false),
  written("prompts", {}),
);
const askedIntent = then(
  written("confirmationRequired", false),
  written("prompts", {}),
  all(["slots", each(askedSlot)]),
);
const dressedLanguage = then(
  all(["intents", (json) => sorted(each(written("samples", []))(json))]),
  written("types", []),
  all(["types", sorted]),
);

/** An interaction model as it is written: intents, types and prompts in the order of their names, with what is usual said where the platform says it. */
export const dressed: (model: Json) => Json = all([
  "interactionModel",
  all(
    ["languageModel", dressedLanguage],
    [
      "dialog",
      then(
        written("delegationStrategy", "SKILL_RESPONSE"),
        all(["intents", (json) => sorted(each(askedIntent)(json))]),
      ),
    ],
    ["prompts", sorted],
  ),
]);

/** The members that come first, in this order; all others follow by name. */
const first = new Map(
  (
    "interactionModel manifest languageModel dialog prompts invocationName modelConfiguration intents types name id slots type value samples values synonyms " +
    "delegationStrategy elicitationRequired confirmationRequired"
  )
    .split(" ")
    .map((name, i) => [name, i] as const),
);

/** JSON whose members are in one order, whatever order they were given in. */
export function ordered(json: Json): Json {
  if (Array.isArray(json)) return json.map(ordered);
  const members = membersIn(json);
  if (!members) return json;
  const rank = (name: string) => first.get(name) ?? first.size;
  return Object.fromEntries(
    Object.entries(members)
      .sort(([a], [b]) => rank(a) - rank(b) || compare(a, b))
      .map(([name, value]) => [name, ordered(value)]),
  );
}
