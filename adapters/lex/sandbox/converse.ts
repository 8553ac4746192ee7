import type { Clock } from "palaver";
import { act, type Driver } from "./dialog.ts";
import type { Said } from "./hook.ts";
import type { Place } from "./place.ts";
import { invalid } from "./refusal.ts";
import { newSession, within, type Session, type Sessions } from "./session.ts";
import { complaintOfState, readState, type Given } from "./state.ts";
import { understand, type Guess, type Understanding } from "./understand.ts";

/** A bot that can be talked to. */
export interface Bot {
  readonly driver: Driver;
  readonly understanding: Understanding;
  readonly sessions: Sessions;
  readonly clock: Clock;
}

/** Something said to a bot, with what the client sets along with it. */
export interface Saying extends Omit<Said, "guesses"> {
  /** What the client sets of the session; nothing leaves it as it is. */
  readonly given?: Given | undefined;
}

/** One turn of a conversation: what the session is after it, and what was understood. */
export async function converse(bot: Bot, saying: Saying): Promise<Session> {
  const { driver, understanding, sessions, clock } = bot;
  const { place, text } = saying;
  const before = begun(bot, place, saying.given);
  const zone = saying.requestAttributes["x-amz-lex:time-zone"];
  const understood = await understand(understanding, text, before, {
    locale: place.localeId.replaceAll("_", "-"),
    at: clock.now(),
    ...(zone !== undefined && { zone }),
  });
  const session = { ...before, missed: understood.missed };
  const acted = await act(driver, session, understood.intent, { ...saying, guesses: understood.guesses });
  const after = { ...acted, interpretations: interpretationsOf(understood.guesses, acted) };
  sessions.put(place, after);
  return after;
}

/** The session of a place as it was left, with what a client sets of it. */
export function begun({ sessions }: Pick<Bot, "sessions">, place: Place, given: Given | undefined): Session {
  const session = sessions.find(place) ?? newSession();
  return given ? within(session, given) : session;
}

/** A client's sessionState, where the service takes it. Throws a `Refusal` where it does not. */
export function givenBy(bot: Bot, place: Place, state: unknown): Given | undefined {
  if (state === undefined) return undefined;
  const complaint = complaintOfState(state, bot.driver.model);
  if (complaint !== undefined) throw invalid(`Invalid session state: ${complaint}.`);
  return readState(state, bot.sessions.find(place)?.contexts ?? [], bot.clock.now());
}

/** The guesses as the runtime API shows them, where a score is an object; the first as it is by now. */
const interpretationsOf = (guesses: readonly Guess[], { intent }: Session): readonly unknown[] =>
  guesses.map((guess) => ({
    interpretationSource: "Lex",
    ...(guess.confidence !== undefined && { nluConfidence: { score: guess.confidence } }),
    intent: intent && guess.intent.name === intent.name ? intent : guess.intent,
  }));
