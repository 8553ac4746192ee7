import type { Card } from "./card.ts";
import type { Effect } from "./effect.ts";
import { isSaid, join, toSpeech, toText, type Said, type Speech } from "./speech.ts";
import type { RawSlot } from "./turn.ts";

/** A value worth listening for in the next turn, under the name its slot type has in the app's model. */
export interface Hint {
  readonly type: string;
  readonly values: readonly {
    readonly id: string;
    readonly name: string;
    readonly synonyms?: readonly string[];
  }[];
}

/** Something that has been spoken of, under the name of its slot type: what "it" and "that one" stand for from now on. */
export interface Mention {
  readonly type: string;
  readonly id: string;
}

/** A context that is opened: intents that need it can be reached while it is. */
export interface OpenContext {
  readonly name: string;
  /** For how many turns after this one; 0 closes it. Default: 5. */
  readonly turns?: number;
  /** For how many minutes at most. Default: 10. */
  readonly minutes?: number;
}

interface Parts {
  readonly speech?: Said;
  /** What to show instead of what is spoken. */
  readonly text?: string;
  readonly card?: Card;
  /** Asked again after silence. Having one means that an answer is expected. */
  readonly reprompt?: Said;
  /** What this turn does to the outside world, once it is committed. */
  readonly effects?: readonly Effect[];
  readonly hints?: readonly Hint[];
  /** What is spoken of in this answer, the latest first. What was heard for a slot need not be named. */
  readonly mentions?: readonly Mention[];
  /** The contexts that this answer opens. */
  readonly opens?: readonly OpenContext[];
}

/** What a handler may say, part by part; the gaps are filled in by {@link complete}. */
export interface AnswerParts extends Parts {
  readonly elicit?: never;
  readonly confirm?: never;
}

/** An answer that asks for a slot (again). Made by {@link elicit}. */
export interface Elicitation<Slot extends string = string> extends Parts {
  readonly elicit: Slot;
  readonly confirm?: never;
}

/** An answer that has the intent confirmed once more. Made by {@link reconfirm}. */
export interface Reconfirmation extends Parts {
  readonly confirm: "again";
  readonly elicit?: never;
}

/** What a handler returns: a sentence, speech, the parts of an answer, a question, or nothing to say. */
export type Answer<Slot extends string = string> =
  Said | AnswerParts | Elicitation<Slot> | Reconfirmation | undefined | void;

/** Asks for a slot from inside a handler: what was heard for it is forgotten, and the rest is kept. */
export const elicit = <Slot extends string>(slot: Slot, said: Said, card?: Card): Elicitation<Slot> => ({
  elicit: slot,
  speech: said,
  ...(card && { card }),
});

/** Asks from inside a handler for another yes: says why, and then what the intent's `confirm` says by now. */
export const reconfirm = (why: Said): Reconfirmation => ({ confirm: "again", speech: why });

/** Where the conversation stands after a reply. */
export type Next =
  /** Nothing was said, so nothing changes. */
  | { readonly type: "silent" }
  | { readonly type: "close" }
  | { readonly type: "listen" }
  /** A slot is asked for. `declared` tells the intent's own question from one that a handler asked. */
  | {
      readonly type: "elicit";
      readonly intent: string;
      readonly slot: string;
      readonly heard: readonly RawSlot[];
      readonly declared: boolean;
    }
  | {
      readonly type: "confirm";
      readonly intent: string;
      readonly heard: readonly RawSlot[];
      readonly slot?: string;
    };

/** An answer with every gap filled, as channels receive it: what to say, what to show, what comes next. Plain data. */
export interface Reply {
  readonly speech: Speech;
  readonly text: string;
  readonly card?: Card;
  readonly reprompt?: Speech;
  readonly hints?: readonly Hint[];
  /** The contexts that this reply opens, for platforms that have such themselves. */
  readonly opens?: readonly OpenContext[];
  readonly next: Next;
}

/** An answer by its parts. */
export type Told = Exclude<Answer, Said | undefined | void>;

/** The answer's parts, whichever way it was given. */
export function partsOf(answer: Answer): Told {
  if (answer === undefined) return {};
  return isSaid(answer) ? { speech: answer } : answer;
}

/** Fills the gaps: text from speech, speech from text, and what comes next. */
export function complete(parts: Parts, next?: Next): Reply {
  const speech = toSpeech(parts.speech ?? parts.text ?? "");
  const text = parts.text ?? toText(speech);
  const silent = text === "" && !parts.card;
  return {
    speech,
    text,
    ...(parts.card && { card: parts.card }),
    ...(parts.reprompt !== undefined && { reprompt: toSpeech(parts.reprompt) }),
    ...(parts.hints && { hints: parts.hints }),
    ...(parts.opens && { opens: parts.opens }),
    next: next ?? { type: silent ? "silent" : parts.reprompt === undefined ? "close" : "listen" },
  };
}

/** One reply after another: what is shown is of the first that shows something, and what comes next is of the second. */
export function joined(first: Reply, second: Reply): Reply {
  const card = first.card ?? second.card;
  const hints = first.hints ?? second.hints;
  const opens = [...(first.opens ?? []), ...(second.opens ?? [])];
  const isMute = first.text === "";
  const parts = {
    speech: isMute ? second.speech : join(first.speech, " ", second.speech),
    text: isMute ? second.text : `${first.text} ${second.text}`.trim(),
    ...(second.reprompt && { reprompt: second.reprompt }),
    ...(card && { card }),
    ...(hints && { hints }),
    ...(opens.length > 0 && { opens }),
  };
  return complete(parts, second.next);
}
