import {
  isObject,
  isSame,
  type Json,
  type Model,
  type ModelIntent,
  type ModelSlot,
  type Wordings,
} from "palaver";

/** What is different about a model, in words, one line for each intent or other part of it; nothing where nothing is. */
export function differences(before: Model, now: Model): readonly string[] {
  const [old, fresh] = [byName(before.intents), byName(now.intents)];
  const localesBefore = before.locales ?? [];
  const localesNow = now.locales ?? [];
  return [
    ...(before.name === now.name
      ? []
      : [`It is called ${quoted(now.name)}, no longer ${quoted(before.name)}.`]),
    ...listed("language", localesBefore, localesNow).map((it) => `${capital(it)}.`),
    ...[...fresh.keys()].filter((name) => !old.has(name)).map((name) => `${name}: a new intent.`),
    ...[...old.keys()].filter((name) => !fresh.has(name)).map((name) => `${name}: gone.`),
    ...[...fresh].flatMap(([name, intent]) => {
      const was = old.get(name);
      const changes = was ? intentChanges(was, intent) : [];
      return changes.length === 0 ? [] : [`${name}: ${changes.join("; ")}.`];
    }),
  ];
}

const byName = <T extends { readonly name: string }>(all: readonly T[]) =>
  new Map(all.map((it) => [it.name, it]));

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const quoted = (text: string) => JSON.stringify(text);

function intentChanges(was: ModelIntent, is: ModelIntent): readonly string[] {
  return [
    ...wordingChanges("utterance", was.utterances, is.utterances),
    ...slotChanges(was.slots, is.slots),
    ...wordingChanges("wording of what it confirms", was.confirm ?? {}, is.confirm ?? {}),
    ...((was.confirms ?? false) === (is.confirms ?? false)
      ? []
      : [is.confirms ? "it asks before it does anything" : "it no longer asks before it does anything"]),
    ...listed("context", was.when ?? [], is.when ?? []),
    ...(isSame(jsonOf(was.about), jsonOf(is.about)) ? [] : ["what it is about is said in other words"]),
  ];
}

function slotChanges(was: readonly ModelSlot[], is: readonly ModelSlot[]): readonly string[] {
  const [old, fresh] = [byName(was), byName(is)];
  return [
    ...[...fresh.values()]
      .filter(({ name }) => !old.has(name))
      .map((slot) => `new slot ${slot.name}, ${kindOf(slot)}`),
    ...[...old.keys()].filter((name) => !fresh.has(name)).map((name) => `slot ${name} is gone`),
    ...[...fresh.values()].flatMap((slot) => {
      const before = old.get(slot.name);
      return before ? oneSlot(before, slot) : [];
    }),
  ];
}

function oneSlot(was: ModelSlot, is: ModelSlot): readonly string[] {
  const slot = `slot ${is.name}`;
  return [
    ...(kindOf(was) === kindOf(is) ? [] : [`${slot} is now ${kindOf(is)}, no longer ${kindOf(was)}`]),
    ...(was.required === is.required
      ? []
      : [`${slot} is ${is.required ? "now required" : "no longer required"}`]),
    ...(was.many === is.many ? [] : [`${slot} takes ${is.many ? "several values" : "one value"} now`]),
    ...(isSame(jsonOf(was.own), jsonOf(is.own)) ? [] : [`${slot} has another type of the platform's own`]),
    ...valueChanges(slot, was, is),
    ...wordingChanges(`question for ${slot}`, was.elicit ?? {}, is.elicit ?? {}),
    ...wordingChanges(`confirmation of ${slot}`, was.confirm ?? {}, is.confirm ?? {}),
  ];
}

const kindOf = ({ type }: ModelSlot) =>
  type.kind === "list" ? `one of ${type.name}` : type.kind === "text" ? "free text" : `a ${type.kind}`;

function valueChanges(slot: string, was: ModelSlot, is: ModelSlot): readonly string[] {
  if (was.type.kind !== "list" || is.type.kind !== "list") return [];
  const [old, fresh] = [was.type.values, is.type.values].map((all) => new Map(all.map((it) => [it.id, it])));
  const changed = [...(fresh ?? [])].filter(([id, it]) => {
    const before = old?.get(id);
    return before && !isSame(jsonOf(before), jsonOf(it));
  });
  const names = [old, fresh].map((all) => [...(all ?? [])].map(([id]) => id));
  return [
    ...listed(`value of ${slot}`, names[0] ?? [], names[1] ?? []),
    ...(changed.length > 0
      ? [`${counted(changed.length, `value of ${slot}`)} changed: ${few(changed.map(([id]) => id))}`]
      : []),
  ];
}

function wordingChanges(what: string, was: Wordings, is: Wordings): readonly string[] {
  const locales = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  const [old, fresh] = [new Map(Object.entries(was)), new Map(Object.entries(is))];
  return locales.flatMap((locale) =>
    listed(locale === "" ? what : `${what} in ${locale}`, old.get(locale) ?? [], fresh.get(locale) ?? []),
  );
}

/** What came to a list and what went from it. */
function listed(what: string, was: readonly string[], is: readonly string[]): readonly string[] {
  const [old, fresh] = [new Set(was), new Set(is)];
  const added = [...fresh].filter((it) => !old.has(it));
  const removed = [...old].filter((it) => !fresh.has(it));
  return [
    ...(added.length > 0 ? [`${counted(added.length, what)} added: ${few(added)}`] : []),
    ...(removed.length > 0 ? [`${counted(removed.length, what)} removed: ${few(removed)}`] : []),
  ];
}

function counted(count: number, what: string): string {
  const [noun = "", ...rest] = what.split(" ");
  return `${count} ${[count === 1 ? noun : `${noun}s`, ...rest].join(" ")}`;
}

const few = (all: readonly string[]) =>
  `${all.slice(0, 5).map(quoted).join(", ")}${all.length > 5 ? ` and ${all.length - 5} more` : ""}`;

/** What a document that says nothing of intents has, or lacks, that another has not. */
export function documentDifferences(before: Json, now: Json, at = ""): readonly string[] {
  if (isSame(before, now)) return [];
  const where = at === "" ? "the file" : at;
  if (isTexts(before) && isTexts(now)) return listed(`entry of ${where}`, before, now).map((it) => `${it}.`);
  if (!isObject(before) || !isObject(now))
    return [`${where} is now ${short(now)}, no longer ${short(before)}.`];
  const [old, fresh] = [
    new Map<string, Json>(Object.entries(before)),
    new Map<string, Json>(Object.entries(now)),
  ];
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((key) => {
    const [was, is, place] = [old.get(key), fresh.get(key), at === "" ? key : `${at}.${key}`];
    if (was === undefined) return is === undefined ? [] : [`${place} is new: ${short(is)}.`];
    return is === undefined ? [`${place} is gone.`] : documentDifferences(was, is, place);
  });
}

const isTexts = (value: Json): value is string[] =>
  Array.isArray(value) && value.every((it) => typeof it === "string");

function short(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** Plain data as JSON; nothing as null. */
const jsonOf = (value: object | string | undefined): Json =>
  // What a model holds is plain data.
  (value === undefined ? null : JSON.parse(JSON.stringify(value))) as Json;
