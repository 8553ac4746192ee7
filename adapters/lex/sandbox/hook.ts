import { asJson, itemsOf, look, type Clock, type Model } from "palaver";
import { missingIn, type Active } from "../bot.ts";
import { complaintOf } from "../rules.ts";
import type { Place } from "./place.ts";
import { Refusal } from "./refusal.ts";
import { shownContexts } from "./context.ts";
import type { Session } from "./session.ts";
import { complaintOfState } from "./state.ts";
import type { Guess } from "./understand.ts";

/** The app's Lambda function, as Lex calls it: an event in, a response out, both JSON. */
export type CodeHook = (event: unknown) => Promise<unknown>;

/** One thing that somebody said, as far as a code hook gets to know it. */
export interface Said {
  readonly place: Place;
  readonly text: string;
  readonly inputMode: "Text" | "Speech" | "DTMF";
  readonly responseContentType: string;
  readonly requestAttributes: Readonly<Record<string, string>>;
  readonly guesses: readonly Guess[];
}

/** A call of the code hook that is due. */
export interface Due {
  readonly source: "DialogCodeHook" | "FulfillmentCodeHook";
  readonly intent: Active;
  readonly session: Session;
  readonly said: Said;
}

/** Milliseconds that Lex waits for a function. */
const patience = 30_000;

/** Calls a code hook and gives a response that Lex takes. Throws a {@link Refusal} for every other. */
export async function callHook(hook: CodeHook, due: Due, model: Model, clock: Clock): Promise<unknown> {
  const answer = await inTime(asked(hook, eventOf(due, model, clock.now())), clock);
  const response = asJson(answer);
  const complaint =
    complaintOfState(look(response, "sessionState"), model) ??
    complaintOf(response) ??
    (due.source === "FulfillmentCodeHook" &&
    look(response, "sessionState", "dialogAction", "type") === "Delegate"
      ? "a fulfillment code hook delegates without removing a slot value"
      : undefined);
  if (complaint === undefined) return response;
  throw new Refusal(
    "DependencyFailedException",
    `Invalid Lambda Response: Received invalid response from Lambda: ${complaint}`,
  );
}

async function inTime(answer: Promise<unknown>, clock: Clock): Promise<unknown> {
  const done = new AbortController();
  const late = clock.sleep(patience, done.signal).then(() => {
    throw new Refusal(
      "DependencyFailedException",
      "Invalid Lambda Response: the function took longer than 30 seconds",
    );
  });
  late.catch(() => {});
  try {
    return await Promise.race([answer, late]);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(
      "DependencyFailedException",
      "Invalid Lambda Response: Received error response from Lambda: Unhandled",
    );
  } finally {
    done.abort();
  }
}

/** The event that Lex calls a code hook with (https://docs.aws.amazon.com/lexv2/latest/dg/lambda-input-format.html). */
function eventOf({ source, intent, session, said }: Due, model: Model, now: number): object {
  const { place, text, guesses } = said;
  const missing = intent.state === "InProgress" ? missingIn(intent, model) : undefined;
  const attempt = session.missed === 0 ? "Initial" : `Retry${Math.min(session.missed, 5)}`;
  return {
    messageVersion: "1.0",
    invocationSource: source,
    inputMode: said.inputMode,
    responseContentType: said.responseContentType,
    sessionId: place.sessionId,
    inputTranscript: text,
    bot: {
      id: place.botId,
      name: model.name,
      aliasId: place.botAliasId,
      aliasName: place.botAliasId === "TSTALIASID" ? "TestBotAlias" : "live",
      localeId: place.localeId,
      version: place.botAliasId === "TSTALIASID" ? "DRAFT" : "1",
    },
    interpretations: guesses.map((guess) => ({
      interpretationSource: "Lex",
      ...(guess.confidence !== undefined && { nluConfidence: guess.confidence }),
      intent: guess.intent.name === intent.name ? intent : guess.intent,
    })),
    ...(source === "DialogCodeHook" &&
      missing !== undefined && {
        proposedNextState: {
          dialogAction: { type: "ElicitSlot", slotToElicit: missing },
          intent,
          prompt: { attempt },
        },
      }),
    ...(Object.keys(said.requestAttributes).length > 0 && { requestAttributes: said.requestAttributes }),
    sessionState: {
      sessionAttributes: session.sessionAttributes,
      activeContexts: shownContexts(session.contexts, now),
      intent,
      ...(session.runtimeHints !== undefined && { runtimeHints: session.runtimeHints }),
      originatingRequestId: session.originatingRequestId,
    },
    transcriptions: [
      {
        transcription: text,
        transcriptionConfidence: 1,
        resolvedContext: { intent: intent.name },
        resolvedSlots: {},
      },
    ],
  };
}

/** As it arrives at the other side: between Lex and a Lambda function everything is JSON. */
const overTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const asked = async (hook: CodeHook, event: object) => hook(overTheWire(event));

/** What a response says. */
export const messagesIn = (response: unknown): readonly unknown[] => itemsOf(look(response, "messages"));
