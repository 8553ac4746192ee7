import { randomUUID } from "node:crypto";
import type { RecognizeTextCommandInput, SessionState } from "@aws-sdk/client-lex-runtime-v2";
import {
  systemClock,
  type Clock,
  type Expectation,
  type Interpretation,
  type Log,
  type Recognizer,
  asString,
  itemsOf,
  look,
} from "palaver";
import { checkBot, connecting, toLexLocale, type LexReach } from "./connect.ts";
import { toLexName, toPlain, type BuiltIns } from "./name.ts";
import { interpretationOf, readConfidence } from "./read.ts";

/** Which bot is asked, how it is reached, and who is asked where it cannot be. */
export interface LexRecognizerOptions extends LexReach {
  /** What the bot calls the built-in intents it has: `{ GetHelp: "Help" }`. */
  readonly builtIns?: BuiltIns;
  /** Who is asked where Lex cannot be reached in time, and where it understands nothing. */
  readonly otherwise: Recognizer;
  /** Milliseconds for a question with its retries. Default 3,000. */
  readonly deadline?: number;
  /** How often a made client tries one question. Default 2. */
  readonly attempts?: number;
  readonly log?: Log;
  readonly clock?: Clock;
}

/** A request attribute that tells the Lex channel of the same bot that it is only asked what words mean. */
const asking = "palaver-recognizer";

/** Whether an event came of a recognizer's question, so that no handler may run for it. */
export const isAsking = (event: unknown): boolean => look(event, "requestAttributes", asking) === "true";

/** The longest text Lex takes, in UTF-16 units. */
const longestText = 1_024;

/**
 * Understanding by a Lex V2 bot, for words that come from elsewhere, such as Slack or the web. Each question has a
 * session of its own that nothing follows, because the app keeps the conversation. Needs `lex:RecognizeText`.
 * Never throws for what Lex does: `otherwise` is asked then, and the log says why.
 */
export function lexRecognizer(options: LexRecognizerOptions): Recognizer {
  const { botId, botAliasId, otherwise, deadline = 3_000, log, clock = systemClock, builtIns = {} } = options;
  checkBot(options);
  const client = connecting(options, options.attempts ?? 2);

  async function ask(input: RecognizeTextCommandInput): Promise<unknown> {
    const { RecognizeTextCommand } = await import("@aws-sdk/client-lex-runtime-v2");
    const late = new AbortController();
    const done = new AbortController();
    void clock.sleep(deadline, done.signal).then(() => late.abort());
    try {
      return await (await client()).send(new RecognizeTextCommand(input), { abortSignal: late.signal });
    } finally {
      done.abort();
    }
  }

  async function heard(text: string, { locale, expectation }: Hearing): Promise<readonly Interpretation[]> {
    try {
      const response = await ask({
        botId,
        botAliasId,
        localeId: options.localeId ?? toLexLocale(locale),
        sessionId: `palaver-${randomUUID()}`,
        text,
        requestAttributes: { [asking]: "true" },
        ...(expectation && { sessionState: expecting(expectation, builtIns) }),
      });
      const found = interpretationsOf(response, builtIns);
      return expectation && isNoAnswer(found[0], expectation) ? [] : found;
    } catch (error) {
      log?.({ level: "warn", event: "lex did not answer", channel: "lex", code: nameOf(error) });
      return [];
    }
  }

  return {
    async understand(text, hearing) {
      const words = beginning(text, longestText).trim();
      const found = words === "" ? [] : await heard(words, hearing);
      return found.length > 0 ? found : otherwise.understand(text, hearing);
    },
  };
}

type Hearing = Parameters<Recognizer["understand"]>[1];

/** The open question, as the state of a session in which Lex has just asked it. */
function expecting({ intent, awaits }: Expectation, builtIns: BuiltIns): SessionState {
  return {
    intent: {
      name: toLexName(intent, undefined, builtIns),
      state: "InProgress",
      confirmationState: "None",
    },
    dialogAction:
      awaits === "confirmation"
        ? { type: "ConfirmIntent" }
        : { type: "ElicitSlot", slotToElicit: "slot" in awaits ? awaits.slot : awaits.confirm },
  };
}

/** What Lex is about to act on, then its other guesses; nothing where that is its fallback. */
function interpretationsOf(response: unknown, builtIns: BuiltIns): readonly Interpretation[] {
  const guesses = itemsOf(look(response, "interpretations"));
  const intents = guesses.map((guess) => look(guess, "intent"));
  const found = new Map<string, Interpretation>();
  for (const intent of [look(response, "sessionState", "intent") ?? intents[0], ...intents]) {
    const name = asString(look(intent, "name"));
    if (name === undefined || found.has(name)) continue;
    const guess = guesses.find((it) => look(it, "intent", "name") === name);
    // Lex gives no score while it elicits: it is sure enough of the intent to ask for its slots.
    const confidence = readConfidence(look(guess, "nluConfidence")) ?? 1;
    found.set(name, interpretationOf(intent, toPlain(name, builtIns), confidence));
  }
  const [best, ...others] = found.values();
  if (!best || best.intent === "Fallback") return [];
  return [best, ...others.filter(({ intent }) => intent !== "Fallback")];
}

/** Whether Lex only stays with the intent it was told of: what it was to listen for was not in the words. */
function isNoAnswer(best: Interpretation | undefined, { intent, awaits }: Expectation): boolean {
  if (best?.intent !== intent) return false;
  return awaits === "confirmation" ? best.confirmation === undefined : best.slots.length === 0;
}

/** A beginning of the text without half a character at its end. */
const beginning = (text: string, limit: number) => text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, "");

/** The kind of failure, which never quotes what was said. */
const nameOf = (error: unknown) => (error instanceof Error ? error.name : "unknown");
