import type { Entry } from "../catalog.ts";
import type { Entered, Slot } from "../registry.ts";
import { complete, partsOf, type AnswerParts, type Elicitation, type Told } from "../reply.ts";
import type { RawSlot } from "../turn.ts";
import { ask, slotOf, summaryOf, type Draft, type Question } from "./ask.ts";
import { optionsOf, severalOf } from "./choose.ts";
import { recalled } from "./recall.ts";
import type { Dialog, HeardSlot, Outcome, Scene } from "./talk.ts";
import { accept, surroundingsOf, valuesOf } from "./values.ts";
import { reasonFor } from "./words.ts";

/** An intent that nothing is known of yet, or what is left of one. */
export const begun = (intent: string, under?: Dialog, heard: readonly HeardSlot[] = []): Draft => ({
  intent,
  heard,
  trail: [],
  confirmed: [],
  ...(under && { under }),
});

/** What is kept of a dialog from one question to the next. */
export const draftOf = ({ intent, heard, trail, confirmed, under }: Dialog): Draft => ({
  intent,
  heard,
  trail,
  confirmed,
  ...(under && { under }),
});

/** A dialog as if nothing had been heard for a slot. */
export const without = (draft: Draft, slot: string): Draft => ({
  ...draft,
  heard: draft.heard.filter(({ name }) => name !== slot),
  trail: draft.trail.filter((name) => name !== slot),
  confirmed: draft.confirmed.filter((name) => name !== slot),
});

/** One step of an intent. */
export interface Step {
  readonly raw?: readonly RawSlot[];
  /** Somebody said yes to what was asked. */
  readonly confirmed?: boolean;
  /** The question that was open. */
  readonly previous?: Dialog | undefined;
  /** Whether asking the same question again counts as one more try. Default: true. */
  readonly counts?: boolean;
}

/** Takes what was heard, asks for what is missing, has it confirmed, and only then does it. */
export async function advance(entered: Entered, draft: Draft, step: Step, scene: Scene): Promise<Outcome> {
  const { raw = [], confirmed = false, previous, counts = true } = step;
  const { intent, slots } = entered;
  const said = await recalled(intent.name, slots, raw, draft.heard, scene);
  const { heard, refused, several } = await take(slots, draft.heard, said, scene);
  const now = renewed(draft, heard, slots);
  const asking = (question: Question, from: Draft = now) =>
    ask(entered, from, question, previous, scene, counts);

  const [choice] = several;
  if (choice) return asking({ awaits: { slot: choice.slot.name }, options: choice.options });

  const no = refused.find(({ slot }) => slot.question !== undefined);
  if (no) {
    const reason = reasonFor(no.slot, no, scene);
    // What there was to choose from is still to be chosen from.
    const options = previous?.choices?.slot === no.slot.name ? optionsOf(entered, previous) : [];
    if (options.length > 1) return asking({ awaits: { slot: no.slot.name }, reason, options });
    return asking({ awaits: { slot: no.slot.name }, reason });
  }

  const values = await valuesOf(slots, heard);
  const wrong = await intent.check?.({ ...scene.context, slots: values });
  if (wrong) return asking(questionOf(wrong), without(now, wrong.elicit));

  const unsure = Object.keys(intent.confirmSlots ?? {}).find(
    (name) =>
      Object.hasOwn(values, name) && heard.some((it) => it.name === name) && !now.confirmed.includes(name),
  );
  if (unsure !== undefined) return asking({ awaits: { confirm: unsure } });

  const missing = [...slots.values()].find(({ name, required }) => required && !Object.hasOwn(values, name));
  if (missing) return asking({ awaits: { slot: missing.name } });

  const isAsked = !confirmed && (await summaryOf(entered, values, scene)) !== undefined;
  if (isAsked) return asking({ awaits: "confirmation" });

  const answer = partsOf(await intent.fulfil({ ...scene.context, slots: values }));
  if (answer.confirm !== undefined)
    return ask(
      entered,
      now,
      { awaits: "confirmation", reason: answer.speech ?? answer.text },
      previous,
      scene,
      false,
    );
  if (answer.elicit === undefined) return done(now, answer);
  const again = await asking(questionOf(answer), without(now, answer.elicit));
  return { ...again, ...told(answer), effects: answer.effects ?? [] };
}

const done = ({ intent, heard }: Draft, answer: AnswerParts): Outcome => ({
  reply: complete(answer),
  effects: answer.effects ?? [],
  done: { intent, heard },
  ...told(answer),
});

const told = ({ mentions, opens }: Told): Pick<Outcome, "mentions" | "opens"> => ({
  ...(mentions && { mentions }),
  ...(opens && { opens }),
});

/** The question that a handler asks. */
function questionOf({ elicit, speech, text, card, reprompt, hints }: Elicitation): Question {
  const said = speech ?? text ?? "";
  return {
    awaits: { slot: elicit },
    said,
    shown: {
      ...(card && { card }),
      ...(hints && { hints }),
      ...(reprompt !== undefined && { reprompt }),
      ...(text !== undefined && { text }),
    },
  };
}

/** The draft with what has been heard by now: what was newly filled is the last step of the way, and has to be confirmed anew. */
function renewed(draft: Draft, heard: readonly HeardSlot[], slots: ReadonlyMap<string, Slot>): Draft {
  const before = new Map(draft.heard.map(({ name, input }) => [name, JSON.stringify(input)]));
  const isKept = (name: string) =>
    heard.some((it) => it.name === name && JSON.stringify(it.input) === before.get(name));
  const fresh = heard.map(({ name }) => name).filter((name) => slots.has(name) && !isKept(name));
  return {
    ...draft,
    heard,
    trail: [...draft.trail.filter(isKept), ...fresh],
    confirmed: draft.confirmed.filter(isKept),
  };
}

interface Refused {
  readonly slot: Slot;
  readonly text: string;
  readonly why: string | undefined;
  /** How many values there were. */
  readonly count: number;
}

/** What was heard before and what is heard now, as far as the schemas take it; what they refuse; and what may be several things. */
async function take(
  slots: ReadonlyMap<string, Slot>,
  before: readonly HeardSlot[],
  raw: readonly RawSlot[],
  scene: Scene,
) {
  const where = surroundingsOf(scene);
  const heard = new Map(before.map((it) => [it.name, it]));
  const refused: Refused[] = [];
  const several: { readonly slot: Slot; readonly options: readonly Entry[] }[] = [];
  for (const { name, values } of raw) {
    const slot = slots.get(name);
    const [value] = values;
    if (!slot || !value) continue;
    const options = severalOf(slot, value, where);
    const [only] = options.length === 1 ? options : [];
    const meant = only ? [{ text: value.text, matches: [{ id: only.id, value: only.name }] }] : values;
    const accepted = await accept(slot, meant, where);
    if (options.length > 1) {
      heard.delete(name);
      several.push({ slot, options });
    } else if ("input" in accepted) heard.set(name, { name, values, input: accepted.input });
    else {
      heard.delete(name);
      refused.push({ slot, text: value.text, ...accepted });
    }
  }
  return { heard: [...slots.keys()].flatMap((name) => heard.get(name) ?? []), refused, several };
}

export const awaitedSlot = (entered: Entered, { awaits }: Dialog): Slot | undefined =>
  entered.slots.get(slotOf(awaits) ?? "");
