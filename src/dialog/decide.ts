import type { Entered, Slot } from "../registry.ts";
import { complete, joined } from "../reply.ts";
import type { Interpretation } from "../turn.ts";
import { advance, begun, draftOf } from "./advance.ts";
import { builtIn } from "./builtin.ts";
import { contextsAfter, isReachable, openIn } from "./contexts.ts";
import { chosen } from "./options.ts";
import { reask } from "./reask.ts";
import { slotOf } from "./ask.ts";
import type { Decision, Dialog, Outcome, Scene, Talk } from "./talk.ts";
import { phrasesOf } from "./words.ts";

/** What the words of a turn come to. Calls the handler of an intent that has all it needs, and nothing else. */
export async function decide(meaning: Interpretation | undefined, scene: Scene): Promise<Decision> {
  const { talk, registry } = scene;
  const open = talk.open && current(talk.open, scene);
  // An app that was deployed anew may have forgotten what it asked.
  const isGone = talk.open !== undefined && open === undefined;
  const entered = meaning && registry.find(meaning.intent);
  const isOwn = entered !== undefined && isReachable(entered.intent, openIn(talk, scene.context.turn.at));
  if (isGone && (!isOwn || entered.intent.name === talk.open?.intent)) return decisionOf(gone(scene), scene);
  const answer = !isOwn && entered && open ? answerIn(meaning, entered, open, scene) : undefined;
  const outcome = answer
    ? await goOn(answer.entered, answer.open, answer.meaning, scene)
    : meaning && isOwn
      ? open?.intent === entered.intent.name
        ? await goOn(entered, open, meaning, scene)
        : await begin(entered, open, meaning, scene)
      : await builtIn(isOwn || !entered ? meaning : undefined, open, scene);
  return decisionOf(await resumed(outcome, open, meaning, scene), scene);
}

/** How many dialogs may wait under one another. */
const deepest = 3;

/** The question that is open, as far as the app still asks it; otherwise the one under it. */
function current(dialog: Dialog, { registry }: Scene): Dialog | undefined {
  const entered = registry.find(dialog.intent);
  const slot = slotOf(dialog.awaits);
  return entered && (slot === undefined || entered.slots.has(slot)) ? dialog : undefined;
}

/** An answer to the open question, or more of the same. */
async function goOn(entered: Entered, open: Dialog, meaning: Interpretation, scene: Scene): Promise<Outcome> {
  if (meaning.confirmation !== undefined)
    return builtIn(
      { ...meaning, intent: meaning.confirmation === "no" ? "No" : "Yes" },
      open,
      scene,
      meaning.slots,
    );
  const choice = await chosen(entered, open, meaning.slots, scene);
  if (choice) return choice;
  return advance(entered, draftOf(open), { raw: meaning.slots, previous: open }, scene);
}

/**
 * The answer to the open question that a platform has taken for an intent which cannot be reached now: platforms know
 * of no contexts, and "oat milk" alone may be several things.
 */
function answerIn(meaning: Interpretation, taken: Entered, open: Dialog, { registry }: Scene) {
  const entered = registry.find(open.intent);
  const awaited = entered?.slots.get(slotOf(open.awaits) ?? "");
  if (!entered || !awaited) return undefined;
  const isLike = ({ type }: Slot) => type.kind === awaited.type.kind && nameOf(type) === nameOf(awaited.type);
  const heard = meaning.slots.flatMap(({ name, values }) => {
    const slot = taken.slots.get(name);
    if (slot && isLike(slot)) return [{ name: awaited.name, values }];
    return entered.slots.has(name) ? [{ name, values }] : [];
  });
  const answers = heard.some(({ name }) => name === awaited.name);
  return answers ? { entered, open, meaning: { ...meaning, intent: open.intent, slots: heard } } : undefined;
}

const nameOf = (type: Slot["type"]) => ("name" in type ? type.name : "");

/** Something else: what was open waits until it is done, unless it is said to end that. */
async function begin(
  entered: Entered,
  open: Dialog | undefined,
  { intent, slots: raw, confirmation }: Interpretation,
  scene: Scene,
): Promise<Outcome> {
  if (confirmation === "no") return { reply: complete({ speech: phrasesOf(scene).declined }), effects: [] };
  const under = entered.intent.ends ? undefined : bounded(open, deepest - 1);
  return advance(entered, begun(intent, under), { raw, confirmed: confirmation === "yes" }, scene);
}

/** The uppermost of the dialogs that wait under one another; those below are forgotten. */
function bounded(dialog: Dialog | undefined, depth: number): Dialog | undefined {
  if (!dialog || depth <= 0) return undefined;
  const { under, ...top } = dialog;
  const below = bounded(under, depth - 1);
  return { ...top, ...(below && { under: below }) };
}

/** How many times in a row a question is gone back to; whoever goes on with other things has no need of it. */
const mostReturns = 3;

/** Once a digression is over, what it interrupted is asked again. */
async function resumed(
  outcome: Outcome,
  open: Dialog | undefined,
  meaning: Interpretation | undefined,
  scene: Scene,
): Promise<Outcome> {
  if (outcome.open || !outcome.done) return outcome;
  const entered = meaning && scene.registry.find(outcome.done.intent);
  const isOpen = open?.intent === outcome.done.intent;
  const waiting = entered?.intent.ends ? undefined : isOpen ? open.under : open;
  const dialog = waiting && current(waiting, scene);
  if (!dialog) return outcome;
  const returns = (dialog.returns ?? 0) + 1;
  if (returns > mostReturns) return outcome;
  const question = await reask(dialog, scene);
  const again = question.open && { ...question.open, returns };
  return { ...question, ...outcome, reply: joined(outcome.reply, question.reply), open: again };
}

const gone = (scene: Scene): Outcome => {
  const { gone: sorry, whatNext } = phrasesOf(scene);
  return { reply: complete({ speech: sorry, reprompt: whatNext }), effects: [] };
};

/** What two things that were said at once come to. */
export const after = (first: Decision, second: Decision): Decision => ({
  ...first,
  ...second,
  reply: joined(first.reply, second.reply),
  effects: [...first.effects, ...second.effects],
});

/** How much of what has been spoken of is remembered. */
const mostMentions = 12;

/** A step put together with what is kept of the conversation. */
function decisionOf(outcome: Outcome, { talk, context: { turn }, registry }: Scene): Decision {
  const { reply, open, effects, done, mentions: told = [], opens = [], missed = false, helped } = outcome;
  const heard = done ?? open;
  const spoken = heard ? mentionsIn(heard.heard, registry.find(heard.intent)) : [];
  const kept: Talk = {
    ...(open && { open }),
    ...(reply.next.type !== "silent"
      ? { said: { speech: reply.speech, text: reply.text } }
      : talk.said && { said: talk.said }),
    mentions: distinct([...told, ...spoken, ...talk.mentions]).slice(0, mostMentions),
    ...(told.length > 0 ? { listed: told } : talk.listed && { listed: talk.listed }),
    contexts: contextsAfter(talk, opens, turn.at),
    misses: missed ? talk.misses + 1 : 0,
    ...(helped !== undefined && { helped }),
  };
  return { reply, talk: kept, effects, ...(done && { done }) };
}

const mentionsIn = (heard: Dialog["heard"], entered: Entered | undefined) =>
  heard.flatMap(({ name, input }) => {
    const type = entered?.slots.get(name)?.type;
    return type?.kind === "list" && typeof input === "string" ? [{ type: type.name, id: input }] : [];
  });

function distinct<T extends { readonly type: string; readonly id: string }>(all: readonly T[]): readonly T[] {
  const met = new Set<string>();
  return all.filter(({ type, id }) => !met.has(`${type}\n${id}`) && met.add(`${type}\n${id}`));
}
