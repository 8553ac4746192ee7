import { randomUUID } from "node:crypto";
import { PalaverError, systemClock, type Channel, type Clock, asString, look, type Target } from "palaver";
import { isLegacy, legacyEnded, writeLegacy } from "./legacy.ts";
import type { BuiltIns } from "./name.ts";
import { readTurn } from "./read.ts";
import { isAsking } from "./recognizer.ts";
import { leaving } from "./step.ts";
import { lexTarget } from "./target.ts";
import { writeRefusal, writeReply, writeStep } from "./write.ts";

/** What the Lex channel has to know: the bots it answers for. */
export interface LexOptions {
  /** The bots this app answers for, by their ids of ten letters and digits. `"any"` is for a developer's own calls. */
  readonly botIds: string | readonly string[];
  /** What the bot calls the built-in intents it has: `{ GetHelp: "Help" }`. `YesIntent` and its like need no entry. */
  readonly builtIns?: BuiltIns;
  /**
   * Who words the questions an intent declares. `"platform"`: the bot, with the prompts of its own definition,
   * wherever Lex would ask for that slot by itself. Default `"app"`.
   */
  readonly prompts?: "app" | "platform";
  /**
   * What the voice of the bot takes: `targetOf("neural")` of "palaver/polly", for the engine in its voice settings. Default:
   * what every engine takes.
   */
  readonly voice?: Target;
  /** Where a bot's locale cannot be read. Default `en-US`. */
  readonly locale?: string;
  /**
   * Names of request attributes that the calling client sets: `user`, for who it is across sessions; `turn`, for an id
   * that it repeats when it sends the same words again. As trustworthy as whoever may call the bot.
   */
  readonly attributes?: { readonly user?: string; readonly turn?: string };
  /** Milliseconds an answer may take. Default 10,000; Lex itself waits 30,000 unless it is told otherwise. */
  readonly deadline?: number;
  readonly clock?: Clock;
  /** An id for a turn that brings none. Default: a random UUID. */
  readonly newId?: () => string;
}

/**
 * Amazon Lex V2, calling as a Lambda code hook for dialog, fulfilment or both. There is no signature and no `verify`:
 * who may call is up to the function's own policy, and which bots are answered is `botIds`.
 *
 * Lex waits for the answer and delivers once, yet an event that does come twice is one turn. For that this channel
 * keeps a count in the session attribute `palaver-turn`. A client that sends words again makes a new event of them;
 * it can say that they are the same by the request attribute named in `attributes.turn`.
 */
export function lex(options: LexOptions): Channel {
  const isOurs = allowed(options.botIds);
  const target = lexTarget(options.voice);
  const {
    builtIns = {},
    prompts = "app",
    clock = systemClock,
    newId = randomUUID,
    attributes = {},
    locale = "en-US",
  } = options;

  function refuse(event: unknown): string | undefined {
    if (isLegacy(event)) return legacyEnded;
    if (typeof look(event, "sessionState") !== "object" || look(event, "sessionState") === null) {
      return "This is no Lex V2 event: it has no sessionState.";
    }
    if (asString(look(event, "sessionId")) === undefined) return "This Lex V2 event has no sessionId.";
    return isOurs(look(event, "bot", "id"))
      ? undefined
      : "This Lex V2 event comes from a bot that is not listed in `botIds`.";
  }

  return {
    name: "lex",
    deadline: options.deadline ?? 10_000,
    refuse,
    read: (event) =>
      refuse(event) === undefined && !isAsking(event)
        ? readTurn(event, { builtIns, attributes, locale, now: () => clock.now(), newId })
        : undefined,
    write: (reply, event) => {
      if (isLegacy(event)) return writeLegacy(event);
      if (reply) return writeReply(reply, event, { builtIns, prompts }, target);
      return refuse(event) === undefined && isAsking(event)
        ? writeStep(leaving(event), event)
        : writeRefusal(event, "Sorry, this cannot be answered here.");
    },
  };
}

/** Whether a bot's id is one of these. Throws {@link PalaverError} where there is none, or one that cannot be an id. */
function allowed(botIds: string | readonly string[]): (id: unknown) => boolean {
  if (botIds === "any") return () => true;
  const ids: readonly string[] = typeof botIds === "string" ? [botIds] : botIds;
  if (ids.length === 0) {
    throw new PalaverError("missing-option", "No Lex bot may call: list the ids of your bots in `botIds`.");
  }
  const wrong = ids.find((id) => !/^[0-9A-Za-z]{10}$/.test(id));
  if (wrong !== undefined) {
    const remedy = "a bot id is the ten letters and digits that Lex shows as ID";
    throw new PalaverError("invalid-option", `"${wrong}" in \`botIds\` is no id of a Lex bot; ${remedy}.`);
  }
  const known = new Set<unknown>(ids);
  return (id) => known.has(id);
}
