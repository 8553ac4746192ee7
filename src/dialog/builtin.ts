import type { Entered } from "../registry.ts";
import { complete, joined } from "../reply.ts";
import type { Said } from "../speech.ts";
import type { Interpretation, RawSlot } from "../turn.ts";
import { plainWords } from "../understand/words.ts";
import { advance, awaitedSlot, begun, draftOf, without } from "./advance.ts";
import { ask, boundOf, givenUp, slotOf, spaced } from "./ask.ts";
import { turned } from "./options.ts";
import { missed, reask } from "./reask.ts";
import { oneMore, slotsOfLast } from "./recall.ts";
import type { Dialog, Outcome, Scene } from "./talk.ts";
import { helpOf, phrasesOf } from "./words.ts";

/** In milliseconds: a yes to a question older than this has it asked again, for things may have changed. */
const stale = 60 * 60_000;

/** The intents that every app has. One of the app's own by the same name takes precedence. */
export async function builtIn(
  meaning: Interpretation | undefined,
  open: Dialog | undefined,
  scene: Scene,
  heard: readonly RawSlot[] = [],
): Promise<Outcome> {
  const phrases = phrasesOf(scene);
  const entered = open && scene.registry.find(open.intent);
  switch (meaning?.intent) {
    case "Stop":
    case "NavigateHome":
      return say(phrases.goodbye);
    case "Help":
      return help(open, scene);
    case "Thanks":
      return open ? before(phrases.welcomed, open, scene) : say(phrases.welcomed);
    case "Repeat":
      return repeated(open, scene);
    case "Cancel":
      return left(phrases.cancelled, open, scene);
    case "Again":
    case "Usual":
      return again(meaning.intent, open, scene);
  }
  if (!open || !entered) return notUnderstood(scene);
  switch (meaning?.intent) {
    case "Yes":
      return yes(entered, open, heard, scene);
    case "No":
      return no(entered, open, scene);
    case "StartOver":
      return advance(entered, begun(open.intent, open.under), {}, scene);
    case "GoBack":
      return back(entered, open, scene);
    case "Previous":
      return open.choices ? turned(entered, open, -1, scene) : back(entered, open, scene);
    case "More":
    case "Next":
      return open.choices ? turned(entered, open, 1, scene) : missed(open, scene);
    case "Change":
      return change(entered, open, meaning.slots, scene);
    default:
      return missed(open, scene);
  }
}

/** What can be said; asked for again, some more of it. */
async function help(open: Dialog | undefined, scene: Scene): Promise<Outcome> {
  const entered = open && scene.registry.find(open.intent);
  const asked = open && entered && awaitedSlot(entered, open);
  const { said, helped } = helpOf(scene, asked, scene.talk.helped);
  return { ...(await before(said, open, scene)), helped };
}

const say = (said: Said): Outcome => ({ reply: complete({ speech: said }), effects: [] });

/** Says something and then the open question again; with nothing open, listens. */
async function before(said: Said, open: Dialog | undefined, scene: Scene): Promise<Outcome> {
  const { whatNext } = phrasesOf(scene);
  if (!open) return { reply: complete({ speech: said, reprompt: whatNext }), effects: [] };
  const question = await reask(open, scene);
  return { ...question, reply: joined(complete({ speech: said }), question.reply) };
}

/** Ends the open question and goes back to what it interrupted. */
async function left(said: Said, open: Dialog | undefined, scene: Scene): Promise<Outcome> {
  return open?.under ? before(said, open.under, scene) : say(said);
}

/** What was said last, and the question that is open with it. */
async function repeated(open: Dialog | undefined, scene: Scene): Promise<Outcome> {
  const { said } = scene.talk;
  const { whatNext, nothingSaid } = phrasesOf(scene);
  const last = said ?? { speech: nothingSaid, text: nothingSaid };
  if (!open) return { reply: complete({ ...last, reprompt: whatNext }), effects: [] };
  const { reply, ...rest } = await reask(open, scene);
  const { reprompt, card } = reply;
  const parts = { ...last, ...(reprompt && { reprompt }), ...(card && { card }) };
  return { ...rest, reply: complete(parts, reply.next) };
}

/** Nothing was understood, and nothing is open: first that, then what could be said, then how else it goes on. */
function notUnderstood(scene: Scene): Outcome {
  const { notUnderstood: sorry, whatNext } = phrasesOf(scene);
  const misses = scene.talk.misses + 1;
  if (misses >= boundOf(scene)) return { reply: givenUp(scene), effects: [] };
  const said = misses === 1 ? sorry : `${sorry} ${helpOf(scene).said}`;
  return { reply: complete({ speech: said, reprompt: whatNext }), effects: [], missed: true };
}

const word = (text: string): RawSlot["values"] => [{ text, matches: [{ value: text }] }];

async function yes(
  entered: Entered,
  open: Dialog,
  heard: readonly RawSlot[],
  scene: Scene,
): Promise<Outcome> {
  const { awaits } = open;
  const raw = changed(heard, open);
  if (awaits === "confirmation") {
    // A yes to something else than what was asked is a yes to nothing.
    const isFresh = scene.context.turn.at - open.at <= stale && raw.length === 0;
    return advance(entered, draftOf(open), { raw, confirmed: isFresh, previous: open, counts: false }, scene);
  }
  if ("confirm" in awaits) {
    const draft = draftOf(open);
    const confirmed = [...draft.confirmed, awaits.confirm];
    return advance(entered, { ...draft, confirmed }, { previous: open }, scene);
  }
  return answered("yes", entered, open, scene);
}

/** The slots that a platform heard together with a yes, as far as they are not what was known before. */
const changed = (heard: readonly RawSlot[], open: Dialog): readonly RawSlot[] =>
  heard.filter(({ name, values }) => {
    const known = open.heard.find((it) => it.name === name);
    const form = (all: RawSlot["values"]) => all.map(({ text }) => text.toLowerCase()).join("\n");
    return known === undefined || form(known.values) !== form(values);
  });

async function no(entered: Entered, open: Dialog, scene: Scene): Promise<Outcome> {
  const { awaits } = open;
  if (awaits === "confirmation") return left(phrasesOf(scene).declined, open, scene);
  if ("confirm" in awaits)
    return ask(
      entered,
      without(draftOf(open), awaits.confirm),
      { awaits: { slot: awaits.confirm } },
      open,
      scene,
    );
  // None of what there was to choose from.
  if (open.choices) return ask(entered, draftOf(open), { awaits }, open, scene);
  return answered("no", entered, open, scene);
}

/** A yes or no that may be the value of the slot that is asked for. */
async function answered(said: "yes" | "no", entered: Entered, open: Dialog, scene: Scene): Promise<Outcome> {
  const slot = awaitedSlot(entered, open);
  if (slot?.type.kind !== "boolean") return missed(open, scene);
  return advance(
    entered,
    draftOf(open),
    { raw: [{ name: slot.name, values: word(said) }], previous: open },
    scene,
  );
}

/** The last thing that was filled is asked for again; before the first there is nothing. */
async function back(entered: Entered, open: Dialog, scene: Scene): Promise<Outcome> {
  const last = open.trail.at(-1);
  if (last === undefined) {
    const { nothingBefore, cancelled } = phrasesOf(scene);
    return open.under ? left(cancelled, open, scene) : before(nothingBefore, open, scene);
  }
  return ask(entered, without(draftOf(open), last), { awaits: { slot: last } }, open, scene, false);
}

/** What somebody wants changed, by the name of a slot; without one, which there are. */
async function change(
  entered: Entered,
  open: Dialog,
  raw: readonly RawSlot[],
  scene: Scene,
): Promise<Outcome> {
  const wanted = plainWords(raw[0]?.values[0]?.text ?? "");
  const slot = [...entered.slots.keys()].find((name) =>
    plainWords(spaced(name)).some((it) => wanted.includes(it)),
  );
  if (slot !== undefined)
    return ask(entered, without(draftOf(open), slot), { awaits: { slot } }, open, scene, false);
  const names = [...entered.slots.keys()].map(spaced);
  const { whatToChange } = phrasesOf(scene);
  return names.length === 0 || slotOf(open.awaits) !== undefined
    ? missed(open, scene)
    : before(whatToChange(names), open, scene);
}

/** What was carried out before, once more; in a dialog, what is asked for, as it was then. */
async function again(which: "Again" | "Usual", open: Dialog | undefined, scene: Scene): Promise<Outcome> {
  const entered = open && scene.registry.find(open.intent);
  const slot = entered && open && awaitedSlot(entered, open);
  if (entered && open && slot) {
    const said = [
      { name: slot.name, values: [{ text: which === "Usual" ? "the usual" : "another one", matches: [] }] },
    ];
    return advance(entered, draftOf(open), { raw: said, previous: open }, scene);
  }
  if (open) return missed(open, scene);
  const last = await scene.last();
  const before = last && scene.registry.find(last.intent);
  if (!last || !before) return notUnderstood(scene);
  const raw = which === "Usual" ? slotsOfLast(last, before.slots) : oneMore(last, before.slots);
  return advance(before, begun(last.intent), { raw }, scene);
}
