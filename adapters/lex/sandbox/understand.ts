import { asString, look, type Interpretation, type Model, type Recognizer } from "palaver";
import { activeOf, expectationOf, type Active, type Asked } from "../bot.ts";
import { asksFor, type Session } from "./session.ts";

/** A guess at what words mean. */
export interface Guess {
  readonly intent: Active;
  /** From 0 to 1; nothing for the fallback, nor for what a slot is being elicited for. */
  readonly confidence?: number;
}

/** What a bot understands with. */
export interface Understanding {
  readonly model: Model;
  readonly recognizer: Recognizer;
  /** How sure it has to be, from 0 to 1, not to fall back first (nluIntentConfidenceThreshold). */
  readonly threshold: number;
  /** How often the open question is asked again before the bot falls back. */
  readonly retries: number;
}

/** What was made of words: the intent to act on, all guesses, and how often the open question was missed by now. */
export interface Understood {
  readonly intent: Active;
  readonly guesses: readonly Guess[];
  readonly missed: number;
}

/** Lex hands out its fallback and up to four more. */
const mostGuesses = 4;

export async function understand(
  { model, recognizer, threshold, retries }: Understanding,
  text: string,
  session: Session,
  here: { readonly locale: string; readonly at: number; readonly zone?: string },
): Promise<Understood> {
  const asked = askedIn(session);
  const expectation = asked && expectationOf(asked);
  const hearing = {
    ...here,
    contexts: session.contexts.map(({ name }) => name),
    ...(expectation && { expectation }),
  };
  // What is nothing but silence is not worth asking about.
  const found = text.trim() === "" ? [] : await recognizer.understand(text, hearing);
  const fallback = activeOf(undefined, undefined, model);
  const guessed = guessesOf(found, asked, model);
  const [best] = guessed;
  if (asked && !isClear(best, asked, threshold)) {
    const missed = session.missed + 1;
    // Whoever does not answer is asked again, with the intent as it was.
    const again: Active = { ...asked.intent, state: "InProgress", confirmationState: "None" };
    if (missed <= retries)
      return {
        intent: again,
        guesses: [{ intent: again }, ...others(guessed, again), { intent: fallback }],
        missed,
      };
    return { intent: fallback, guesses: [{ intent: fallback }, ...guessed], missed: 0 };
  }
  if (!best || (best.confidence ?? 1) < threshold) {
    return { intent: fallback, guesses: [{ intent: fallback }, ...guessed], missed: 0 };
  }
  return { intent: best.intent, guesses: [...guessed, { intent: fallback }], missed: 0 };
}

function askedIn(session: Session): Asked | undefined {
  const type = asksFor(session);
  return type && session.intent && { intent: session.intent, action: session.action };
}

function guessesOf(
  found: readonly Interpretation[],
  asked: Asked | undefined,
  model: Model,
): readonly Guess[] {
  const guesses = new Map<string, Guess>();
  for (const meaning of found) {
    const intent = activeOf(meaning, asked, model);
    const elicited = asked !== undefined && intent.name === asked.intent.name;
    if (intent.name !== "FallbackIntent" && !guesses.has(intent.name))
      guesses.set(intent.name, { intent, ...(!elicited && { confidence: meaning.confidence }) });
  }
  return [...guesses.values()].slice(0, mostGuesses);
}

const others = (guesses: readonly Guess[], { name }: Active) =>
  guesses.filter(({ intent }) => intent.name !== name);

/** Whether words answered the open question, or were clearly something else. */
function isClear(best: Guess | undefined, asked: Asked, threshold: number): best is Guess {
  if (!best) return false;
  if (best.intent.name !== asked.intent.name) return (best.confidence ?? 1) >= threshold;
  const slot = asString(look(asked.action, "slotToElicit"));
  if (slot === undefined)
    return best.intent.confirmationState !== "None" || isOther(best.intent, asked.intent);
  return isOther(best.intent, asked.intent);
}

const isOther = (some: Active, other: Active) => JSON.stringify(some.slots) !== JSON.stringify(other.slots);
