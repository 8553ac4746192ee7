import { randomUUID } from "node:crypto";
import { exchange, type App, type Clock, type Voice } from "palaver";
import { lex } from "../channel.ts";
import type { Hear } from "./audio.ts";
import { openDoor, type Answered, type Asked } from "./door.ts";
import type { CodeHook, Due } from "./hook.ts";
import { addressed, checkPlace, type Operation } from "./place.ts";
import { Refusal, statuses, type ExceptionName } from "./refusal.ts";
import { operations, type Runtime } from "./runtime.ts";
import { createSessions } from "./session.ts";

/** What goes wrong with a call, on purpose. */
export type LexFault =
  /** Nothing is done but to answer with this exception. */
  | { readonly type: "exception"; readonly exception: ExceptionName }
  /** It is done, but the connection breaks before the answer. */
  | { readonly type: "lost" }
  /** It is done, but the answer never comes. */
  | { readonly type: "silent" }
  /** It is done, but the answer comes only after so many milliseconds. */
  | { readonly type: "slow"; readonly milliseconds: number };

export interface LexSandboxOptions {
  /** Whose intents the bot has, and who understands for it. */
  readonly app: App;
  /** The app's Lambda function. Default: the app itself behind the Lex channel. */
  readonly hook?: CodeHook;
  /** When it is called. Default: in every turn of a dialog, and to fulfil. */
  readonly hooks?: readonly Due["source"][];
  /** The bot's own question for a slot, or for the go-ahead where it names none. Default: the slot's name, or "Okay?" */
  readonly prompt?: (slot: string | undefined) => string;
  /** Default `SANDBOX001`. */
  readonly botId?: string;
  /** Default `TSTALIASID`. */
  readonly botAliasId?: string;
  /** The locales that the bot is in, such as `en_US`. Default: all. */
  readonly localeIds?: readonly string[];
  /** Makes words of the audio in a RecognizeUtterance. Without it, audio is answered with a BadGatewayException. */
  readonly hear?: Hear;
  /** Says the answers for whoever wants audio. Without it, they get a BadGatewayException. */
  readonly voice?: Voice;
  /** Seconds that a session is kept after its last use. Default 300. */
  readonly idle?: number;
  /** How sure an intent has to be, from 0 to 1, not to fall back. Default 0.4, as Lex has it. */
  readonly threshold?: number;
  /** How often a question is asked again before the bot falls back. Default 4, as Lex has it. */
  readonly retries?: number;
  /** How many calls may be under way at once; 2 for Lex's own test alias. Default: any number. */
  readonly concurrent?: number;
  /** Default: any port that is free. */
  readonly port?: number;
  readonly clock?: Clock;
}

/** The Lex V2 runtime on this machine, spoken to by the real client. */
export interface LexSandbox {
  /** To be given to the client as `endpoint`. */
  readonly endpoint: string;
  readonly botId: string;
  readonly botAliasId: string;
  /** The events that the code hook was called with, the oldest first. */
  readonly events: readonly unknown[];
  /** How often an operation was called. */
  calls(operation: Operation): number;
  /** Makes the next calls of an operation fail. */
  fail(operation: Operation, fault: LexFault, times?: number): void;
  close(): Promise<void>;
}

/** The longest body that is read, in bytes. */
const longest = 1_048_576;

/**
 * Opens a bot made of an app's own intents on the loopback interface. It speaks the REST protocol of the Lex V2 runtime
 * (all but StartConversation), keeps sessions, runs dialogs and calls the app's code hook, as the service does.
 */
export async function lexSandbox(options: LexSandboxOptions): Promise<LexSandbox> {
  const { botId = "SANDBOX001", botAliasId = "TSTALIASID", localeIds, concurrent = Infinity } = options;
  const { clock = options.app.clock } = options;
  const events: unknown[] = [];
  const runtime = runtimeOf(options, { botId, clock, events });
  const counts = new Map<Operation, number>();
  const faults: { readonly operation: Operation; readonly fault: LexFault; left: number }[] = [];
  let underWay = 0;

  async function serve(asked: Asked, requestId: string): Promise<Answered> {
    const call = addressed(asked.method, asked.path);
    if (!call)
      return refused(new Refusal("AccessDeniedException", "There is no such operation."), requestId, 403);
    const { operation, place } = call;
    counts.set(operation, (counts.get(operation) ?? 0) + 1);
    const wrong = faults.find((it) => it.operation === operation && it.left > 0);
    if (wrong) wrong.left--;
    const fault = wrong?.fault;
    checkSignature(asked);
    if (fault?.type === "exception") throw new Refusal(fault.exception, "Something went wrong on purpose.");
    checkPlace(place, { botId, botAliasId, localeIds });
    if (underWay >= concurrent) throw new Refusal("ThrottlingException", "Too many requests at once.");
    if (!runtime.sessions.take(place)) {
      throw new Refusal("ConflictException", "Another client is using this session.");
    }
    underWay++;
    try {
      const answered = await operations[operation](runtime, place, asked);
      if (fault?.type === "lost") return "broken";
      if (fault?.type === "silent") return "nothing";
      if (fault?.type === "slow") await clock.sleep(fault.milliseconds);
      return { ...answered, headers: { ...answered.headers, "x-amzn-requestid": requestId } };
    } finally {
      underWay--;
      runtime.sessions.leave(place);
    }
  }

  const door = await openDoor(options.port ?? 0, longest, async (asked) => {
    const requestId = randomUUID();
    try {
      return await serve(asked, requestId);
    } catch (error) {
      if (error instanceof Refusal) return refused(error, requestId);
      const kind = error instanceof Error ? error.name : typeof error;
      options.app.log({ level: "error", event: "lex sandbox failed", channel: "lex", error: kind });
      return refused(new Refusal("InternalServerException", "The sandbox itself failed."), requestId);
    }
  });

  return {
    endpoint: `http://127.0.0.1:${door.port}`,
    botId,
    botAliasId,
    events,
    calls: (operation) => counts.get(operation) ?? 0,
    fail: (operation, fault, times = 1) => void faults.push({ operation, fault, left: times }),
    close: door.close,
  };
}

function runtimeOf(
  options: LexSandboxOptions,
  { botId, clock, events }: { readonly botId: string; readonly clock: Clock; readonly events: unknown[] },
): Runtime {
  const {
    app,
    threshold = 0.4,
    retries = 4,
    prompt = (slot) => (slot === undefined ? "Okay?" : `${slot}?`),
  } = options;
  const { hooks = ["DialogCodeHook", "FulfillmentCodeHook"], hook = ownHook(app, botId) } = options;
  const { model, recognizer } = app;
  return {
    clock,
    hear: options.hear,
    voice: options.voice,
    sessions: createSessions(clock, options.idle ?? 300),
    understanding: { model, recognizer, threshold, retries },
    driver: {
      model,
      clock,
      hooks,
      prompt,
      hook(event) {
        events.push(event);
        return hook(event);
      },
    },
  };
}

function ownHook(app: App, botId: string): CodeHook {
  const channel = lex({ botIds: botId, clock: app.clock });
  return async (event) => (await exchange(app, channel, event)).response;
}

/** The service takes no call without a signature for it. Whose it is, is nothing to a sandbox. */
function checkSignature(asked: Asked): void {
  const given = asked.header("authorization") ?? "";
  if (/^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/[\w-]+\/lex\/aws4_request,/.test(given)) return;
  throw new Refusal("AccessDeniedException", "The request is not signed for Lex.");
}

function refused({ exception, message }: Refusal, requestId: string, status?: number): Answered {
  return {
    status: status ?? statuses[exception],
    headers: {
      "content-type": "application/json",
      "x-amzn-errortype": exception,
      "x-amzn-requestid": requestId,
    },
    body: JSON.stringify({ message }),
  };
}
