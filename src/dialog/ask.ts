import type { Entry } from "../catalog.ts";
import type { Card } from "../card.ts";
import type { Entered } from "../registry.ts";
import { complete, type Next, type Reply } from "../reply.ts";
import { join, toText, type Said } from "../speech.ts";
import { pageSize } from "./choose.ts";
import type { Awaits, Dialog, Outcome, Scene } from "./talk.ts";
import { valuesOf } from "./values.ts";
import { phrasesOf, possibleFor, wordsOf } from "./words.ts";

/** A question that is to be asked: what it waits for, and what is said before it. */
export interface Question {
  readonly awaits: Awaits;
  /** What is wrong with the answer so far. */
  readonly reason?: Said | undefined;
  /** In place of the intent's own words: a handler's. */
  readonly said?: Said;
  /** What a handler wants shown with it, and said after silence. */
  readonly shown?: Partial<Pick<Reply, "card" | "hints">> & {
    readonly reprompt?: Said;
    readonly text?: string;
  };
  /** What there is to choose from. */
  readonly options?: readonly Entry[];
}

export type Draft = Omit<Dialog, "awaits" | "misses" | "at" | "choices">;

/** How many times in a row a question is asked in vain, where the app does not say. */
const usualMisses = 3;
export const boundOf = ({ repair }: Scene): number => Math.max(1, repair.misses ?? usualMisses);

/** Asks a question: anew, or once more in other words, then with what could be said, and in the end not at all. */
export async function ask(
  entered: Entered,
  draft: Draft,
  question: Question,
  previous: Dialog | undefined,
  scene: Scene,
  counts = true,
): Promise<Outcome> {
  const { awaits, options } = question;
  const page = pageOf(previous, question);
  const choices =
    options && "slot" in Object(awaits)
      ? { slot: slotOf(awaits) ?? "", ids: options.map(({ id }) => id), page }
      : undefined;
  const dialog: Dialog = {
    ...draft,
    awaits,
    misses: 0,
    at: scene.context.turn.at,
    ...(choices && { choices }),
  };
  const isAgain = previous !== undefined && isSame(previous, dialog);
  const misses = isAgain && counts ? previous.misses + 1 : isAgain ? previous.misses : 0;
  if (misses >= boundOf(scene)) return giveUp(draft, scene);
  const words = await worded(entered, dialog, question, misses, scene);
  const before = isAgain && counts ? complaint(entered, question, misses, scene) : (question.reason ?? "");
  return {
    open: { ...dialog, misses },
    reply: replyFor(dialog, words, before, question, scene),
    effects: [],
  };
}

/** The next page of what there is to choose from, where more of it was asked for. */
const pageOf = (previous: Dialog | undefined, { options }: Question): number =>
  options && previous?.choices && previous.choices.ids.join() === options.map(({ id }) => id).join()
    ? previous.choices.page
    : 0;

export const slotOf = (awaits: Awaits): string | undefined =>
  awaits === "confirmation" ? undefined : "slot" in awaits ? awaits.slot : awaits.confirm;

/** Whether nothing has been gained from one question to the next. */
function isSame(before: Dialog, now: Dialog): boolean {
  const form = ({ intent, awaits, heard, choices, confirmed }: Dialog) =>
    JSON.stringify([intent, awaits, heard.map(({ name, input }) => [name, input]), choices?.ids, confirmed]);
  return form(before) === form(now);
}

/** What is said before a question that is asked once more. */
function complaint(entered: Entered, { awaits, reason, said }: Question, misses: number, scene: Scene): Said {
  // A handler says itself what is wrong.
  if (said !== undefined && reason === undefined) return "";
  const phrases = phrasesOf(scene);
  const first = reason ?? phrases.again[(misses - 1) % phrases.again.length] ?? "";
  const slot = entered.slots.get(slotOf(awaits) ?? "");
  // Why a value will not do says already what would, but for names.
  if (misses < 2 || (reason !== undefined && slot?.type.kind !== "list")) return first;
  const possible =
    awaits === "confirmation" || "confirm" in awaits ? phrases.yesOrNo : slot ? possibleFor(slot, scene) : "";
  return possible === "" || possible === first ? first : join(first, " ", possible);
}

async function worded(
  entered: Entered,
  dialog: Dialog,
  { awaits, said, options }: Question,
  misses: number,
  scene: Scene,
): Promise<Said> {
  const phrases = phrasesOf(scene);
  if (said !== undefined) return said;
  const values = await valuesOf(entered.slots, dialog.heard);
  if (options) return choiceOf(options, dialog.choices?.page ?? 0, scene);
  if (awaits === "confirmation") return (await summaryOf(entered, values, scene, misses)) ?? "";
  if ("confirm" in awaits) {
    const own = entered.intent.confirmSlots?.[awaits.confirm];
    return own === undefined ? phrases.yesOrNo : wordsOf(own, scene, values, misses);
  }
  const own = entered.slots.get(awaits.slot)?.question;
  return own === undefined ? phrases.whichValue(spaced(awaits.slot)) : wordsOf(own, scene, values, misses);
}

/** What is to be confirmed before an intent is fulfilled; nothing where that needs no yes. */
export async function summaryOf(
  { intent: { confirm } }: Entered,
  slots: Readonly<Record<string, unknown>>,
  scene: Scene,
  misses = 0,
): Promise<Said | undefined> {
  return confirm === undefined ? undefined : wordsOf(confirm, scene, { ...scene.context, slots }, misses);
}

/** A slot's name as one would say it. */
export const spaced = (name: string): string =>
  name
    .replace(/_/g, " ")
    .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toLowerCase();

function choiceOf(options: readonly Entry[], page: number, scene: Scene): Said {
  const names = options.slice(page * pageSize, (page + 1) * pageSize).map(({ name }) => name);
  return phrasesOf(scene).choose(names, (page + 1) * pageSize < options.length);
}

function replyFor(
  dialog: Dialog,
  words: Said,
  before: Said,
  { shown, said, options }: Question,
  scene: Scene,
): Reply {
  const { intent, heard, awaits } = dialog;
  const known = heard.map(({ name, values }) => ({ name, values }));
  const next: Next =
    awaits === "confirmation"
      ? { type: "confirm", intent, heard: known }
      : "confirm" in awaits
        ? { type: "confirm", intent, heard: known, slot: awaits.confirm }
        : {
            type: "elicit",
            intent,
            slot: awaits.slot,
            heard: known,
            declared: said === undefined && !options,
          };
  const card = options && scene.context.turn.can.buttons ? cardOf(options, words, dialog) : undefined;
  const speech = before === "" ? words : join(before, " ", words);
  return complete({ speech, reprompt: words, ...(card && { card }), ...shown }, next);
}

/** What there is to choose from, as buttons. */
function cardOf(options: readonly Entry[], words: Said, { choices }: Dialog): Card {
  const page = choices?.page ?? 0;
  const here = options.slice(page * pageSize, (page + 1) * pageSize);
  return { title: toText(words), buttons: here.map(({ name }) => ({ label: name, says: name })) };
}

/** Says that it goes no further, and how else it might; what was interrupted before is not taken up again. */
function giveUp({ under: _ }: Draft, scene: Scene): Outcome {
  return { reply: givenUp(scene), effects: [], missed: false };
}

export function givenUp(scene: Scene): Reply {
  const { givingUp, whatNext } = phrasesOf(scene);
  const { instead } = scene.repair;
  const said = instead === undefined ? givingUp : wordsOf(instead, scene, undefined);
  return complete({ speech: said, reprompt: whatNext });
}
