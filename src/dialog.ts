import type { Effect } from "./effect.ts";
import type { Context } from "./intent.ts";
import { pick, type Localized } from "./locale.ts";
import { phrasesIn } from "./phrases.ts";
import type { Entered, Registry, Slot } from "./registry.ts";
import { complete, partsOf, type Next, type Reply } from "./reply.ts";
import { validate } from "./schema.ts";
import { isSaid, join, type Said } from "./speech.ts";
import type { Interpretation, Json, RawSlot, RawValue } from "./turn.ts";
import { valueOf, type Surroundings } from "./understand/heard.ts";
import type { SlotType } from "./model.ts";

/** One slot that has been filled: what was heard, and the form of it that its schema took. */
export interface HeardSlot extends RawSlot {
  readonly input: Json;
}

/** What a half-finished intent waits for. */
export type Awaits = { readonly slot: string } | "confirmation";

/** A half-finished intent: all that is kept of it between two turns. Plain data. */
export interface Dialog {
  readonly intent: string;
  readonly heard: readonly HeardSlot[];
  readonly awaits: Awaits;
}

/** Where a turn leaves the conversation: the reply, what is open after it, and what it does to the outside. */
export interface Decision {
  readonly reply: Reply;
  readonly dialog?: Dialog;
  readonly effects: readonly Effect[];
}

/** What a decision is made from. */
export interface Scene {
  readonly registry: Registry;
  readonly open: Dialog | undefined;
  /** The context of this turn, with the slots still to be filled. */
  readonly context: Omit<Context, "slots">;
  /** The time zone of whoever does not tell theirs. */
  readonly zone: string;
}

/** What the words of a turn come to. Calls the handler of an intent that has all it needs, and nothing else. */
export async function decide(meaning: Interpretation | undefined, scene: Scene): Promise<Decision> {
  const entered = meaning && scene.registry.find(meaning.intent);
  if (!meaning || !entered) return builtIn(meaning?.intent, scene);
  if (meaning.confirmation === "no") return say(phrasesOf(scene).declined);
  const before = scene.open?.intent === meaning.intent ? scene.open.heard : [];
  return advance(entered, before, meaning.slots, meaning.confirmation === "yes", scene);
}

/** The intents that every app has. One of the app's own by the same name takes precedence. */
async function builtIn(intent: string | undefined, scene: Scene): Promise<Decision> {
  const { open, registry } = scene;
  const phrases = phrasesOf(scene);
  const entered = open && registry.find(open.intent);
  const asked = entered && open.awaits === "confirmation";
  if (asked && intent === "Yes") return advance(entered, open.heard, [], true, scene);
  if (asked && intent === "No") return say(phrases.declined);
  if (intent === "Cancel") return say(phrases.cancelled);
  if (intent === "Stop" || intent === "NavigateHome") return say(phrases.goodbye);
  if (intent === "StartOver" && entered) return advance(entered, [], [], false, scene);
  if (intent === "Help") return ask(helpOf(scene), scene);
  if (intent === "Thanks") return open ? ask(phrases.welcomed, scene) : say(phrases.welcomed);
  if (intent === "Repeat" && entered) return ask("", scene);
  return ask(open ? phrases.again : phrases.notUnderstood, scene);
}

/** Says something and then the open question again; with nothing open, listens. */
async function ask(said: Said, scene: Scene): Promise<Decision> {
  const { open, registry } = scene;
  const entered = open && registry.find(open.intent);
  if (!entered) {
    const { whatNext } = phrasesOf(scene);
    return { reply: complete({ speech: said, reprompt: whatNext }), effects: [] };
  }
  const question = await advance(entered, open.heard, [], false, scene);
  return { ...question, reply: complete(withBefore(said, question.reply), question.reply.next) };
}

/** One step of an intent: take what was heard, ask for what is missing, have it confirmed, and only then do it. */
async function advance(
  entered: Entered,
  before: readonly HeardSlot[],
  raw: readonly RawSlot[],
  confirmed: boolean,
  scene: Scene,
): Promise<Decision> {
  const { intent, slots } = entered;
  const { heard, refused } = await take(slots, before, raw, surroundingsOf(scene));
  const values = await valuesOf(slots, heard);
  const missing =
    refused.find(({ question }) => question !== undefined) ??
    [...slots.values()].find(({ name, required }) => required && !Object.hasOwn(values, name));
  if (missing) {
    const question = wordsOf(missing.question ?? "", scene, values);
    return asking({ intent: intent.name, heard, awaits: { slot: missing.name } }, question, true);
  }

  const context = { ...scene.context, slots: values };
  if (intent.confirm !== undefined && !confirmed) {
    const question = wordsOf(intent.confirm, scene, context);
    return asking({ intent: intent.name, heard, awaits: "confirmation" }, question, true);
  }

  const answer = partsOf(await intent.fulfil(context));
  if (answer.elicit === undefined) return { reply: complete(answer), effects: answer.effects ?? [] };
  const kept = heard.filter(({ name }) => name !== answer.elicit);
  const question = answer.speech ?? answer.text ?? "";
  const again = asking(
    { intent: intent.name, heard: kept, awaits: { slot: answer.elicit } },
    question,
    false,
  );
  return {
    ...again,
    reply: complete({ reprompt: question, ...answer }, again.reply.next),
    effects: answer.effects ?? [],
  };
}

/** A question, with the dialog that waits for its answer. */
function asking(dialog: Dialog, question: Said, declared: boolean): Decision {
  const { intent, heard, awaits } = dialog;
  const known = heard.map(({ name, values }) => ({ name, values }));
  const next: Next =
    awaits === "confirmation"
      ? { type: "confirm", intent, heard: known }
      : { type: "elicit", intent, slot: awaits.slot, heard: known, declared };
  return { dialog, reply: complete({ speech: question, reprompt: question }, next), effects: [] };
}

const say = (said: Said): Decision => ({ reply: complete({ speech: said }), effects: [] });

/** What two things that were said at once come to. */
export const after = (first: Decision, second: Decision): Decision => ({
  ...second,
  reply: complete(withBefore(first.reply.speech, second.reply), second.reply.next),
  effects: [...first.effects, ...second.effects],
});

const withBefore = (said: Said, reply: Reply) => ({
  ...reply,
  speech: said === "" ? reply.speech : join(said, " ", reply.speech),
  text: said === "" ? reply.text : `${complete({ speech: said }).text} ${reply.text}`,
});

/** What was heard before and what is heard now, as far as the schemas take it; and the slots whose words they refuse. */
async function take(
  slots: ReadonlyMap<string, Slot>,
  before: readonly HeardSlot[],
  raw: readonly RawSlot[],
  where: Surroundings,
) {
  const heard = new Map(before.map((it) => [it.name, it]));
  const refused: Slot[] = [];
  for (const { name, values } of raw) {
    const slot = slots.get(name);
    if (!slot || values.length === 0) continue;
    const input = await accept(slot, values, where);
    if (input === undefined) {
      heard.delete(name);
      refused.push(slot);
    } else heard.set(name, { name, values, input });
  }
  return { heard: [...slots.keys()].flatMap((name) => heard.get(name) ?? []), refused };
}

/** The first form of what was heard that the slot's schema takes: what the platform took it for, or the words. */
async function accept(
  { schema, type, many }: Slot,
  values: readonly RawValue[],
  where: Surroundings,
): Promise<Json | undefined> {
  if (many) {
    const best = values.map((value) => first(formsOf(value, type, where)) ?? "");
    return (await validate(schema, best)).issues ? undefined : best;
  }
  for (const form of values[0] ? formsOf(values[0], type, where) : []) {
    if (!(await validate(schema, form)).issues) return form;
  }
  return undefined;
}

const first = <T>([it]: Iterable<T>): T | undefined => it;

/** What a platform took the words for, then what we take them for, then the words; an id always before a name. */
function* formsOf({ text, matches }: RawValue, type: SlotType, where: Surroundings): Generator<string> {
  for (const { id, value } of matches) yield* id === undefined ? written(value, type) : [id, value];
  for (const { id, value } of valueOf(text, type, where).matches) {
    yield* id === undefined ? written(value, type) : [id, value];
  }
  yield text;
}

/** A value as platforms write it, and as schemas know it: a time without its T, a point in time with seconds. */
const written = (value: string, { kind }: SlotType): readonly string[] =>
  kind === "time" ? [value, value.replace(/^T/, "")] : kind === "datetime" ? [value, `${value}:00`] : [value];

const surroundingsOf = ({ context: { turn, locale }, zone }: Scene): Surroundings => ({
  locale,
  at: turn.at,
  zone: turn.zone ?? zone,
});

/**
 * The values of all slots, as their schemas give them. One that is empty, or no longer passes its schema, is there if
 * it has a default. The names are the app's own, checked when the intent was entered.
 */
async function valuesOf(slots: ReadonlyMap<string, Slot>, heard: readonly HeardSlot[]) {
  const values: Record<string, unknown> = {};
  for (const [name, { schema, required }] of slots) {
    const filled = heard.find((it) => it.name === name);
    let result = filled && (await validate(schema, filled.input));
    if ((!result || result.issues) && !required) result = await validate(schema, undefined);
    if (result && !result.issues) values[name] = result.value;
  }
  return values;
}

/** The words for this locale, made from what is known where they are a function of it. */
function wordsOf<H>(prompt: Localized<Said | ((known: H) => Said)>, { context }: Scene, known: H): Said {
  const words =
    typeof prompt === "function" || isSaid(prompt) ? prompt : (pick(prompt, context.locale) ?? "");
  return typeof words === "function" ? words(known) : words;
}

function helpOf(scene: Scene): string {
  const { locale } = scene.context;
  const abouts = scene.registry.entered.flatMap(({ intent: { about } }) =>
    about === undefined ? [] : typeof about === "string" ? about : (pick(about, locale) ?? []),
  );
  return phrasesOf(scene).help(abouts);
}

const phrasesOf = ({ context }: Scene) => phrasesIn(context.locale);
