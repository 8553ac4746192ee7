import {
  DeleteSessionCommand,
  GetSessionCommand,
  PutSessionCommand,
  RecognizeTextCommand,
  RecognizeUtteranceCommand,
  type RecognizeTextCommandInput,
} from "@aws-sdk/client-lex-runtime-v2";
import { createApp, intent, look, memory, type App } from "palaver";
import type { LexSandboxOptions } from "palaver/lex";
import { gunzipSync, gzipSync } from "node:zlib";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { testClock, type TestClock } from "../../support/clock.ts";
import { clientOf, ears, mouth, pcm, sandboxOf, sounding, whole, wordsIn } from "../../support/lex.ts";

let clock: TestClock;
let app: App;

const brew = intent("Brew", {
  utterances: ["brew {tea}", "make some tea"],
  slots: { tea: z.enum(["green", "black"]) },
  elicit: { tea: "Which tea?" },
  confirm: ({ slots }) => `A ${slots.tea} tea?`,
  fulfil: ({ slots }) => ({ speech: `Here is your ${slots.tea} tea.`, opens: [{ name: "tea", turns: 2 }] }),
});

beforeEach(() => {
  clock = testClock();
  app = createApp({ name: "tea", store: memory(), intents: [brew], clock, log: () => {} });
  onTestFinished(() => app.close());
});

/** A bot of the app, with one session that is talked to by the real client. */
async function bot(options: Partial<LexSandboxOptions> = {}) {
  const sandbox = await sandboxOf({ app, ...options });
  const client = clientOf(sandbox);
  const here = { botId: sandbox.botId, botAliasId: sandbox.botAliasId, localeId: "en_US", sessionId: "me" };
  return {
    sandbox,
    client,
    here,
    say: (text: string, more: Partial<RecognizeTextCommandInput> = {}) =>
      client.send(new RecognizeTextCommand({ ...here, text, ...more })),
    utter: (input: Uint8Array, type: string, wanted: string, more: object = {}) =>
      client.send(
        new RecognizeUtteranceCommand({
          ...here,
          requestContentType: type,
          responseContentType: wanted,
          inputStream: input,
          ...more,
        }),
      ),
  };
}

const named = (name: string) => expect.objectContaining({ name });
const packed = (value: unknown) => gzipSync(JSON.stringify(value)).toString("base64");
const unpacked = (header = ""): unknown =>
  JSON.parse(gunzipSync(Buffer.from(header, "base64")).toString("utf8"));

/** A code hook that always answers this. */
const answering = (response: unknown) => ({ hook: async () => response });

describe("a text", () => {
  test("is understood by the app's own intents, with scores, slots and the fallback", async () => {
    const { say, sandbox } = await bot();
    const { interpretations, sessionState, messages } = await say("brew green");
    expect(interpretations?.map(({ intent: it, nluConfidence }) => [it?.name, nluConfidence?.score])).toEqual(
      [
        ["Brew", 0.9],
        ["FallbackIntent", undefined],
      ],
    );
    expect(sessionState).toMatchObject({
      dialogAction: { type: "ConfirmIntent" },
      intent: { name: "Brew", slots: { tea: { shape: "Scalar", value: { interpretedValue: "green" } } } },
    });
    expect(messages).toEqual([{ contentType: "PlainText", content: "A green tea?" }]);
    expect(sandbox.events).toMatchObject([
      {
        invocationSource: "DialogCodeHook",
        inputMode: "Text",
        inputTranscript: "brew green",
        interpretations: [{ nluConfidence: 0.9 }, { intent: { name: "FallbackIntent" } }],
        transcriptions: [{ transcription: "brew green", resolvedContext: { intent: "Brew" } }],
      },
    ]);
  });

  test("answers the question that is open, and the session goes on from there", async () => {
    const { say } = await bot();
    expect((await say("make some tea")).sessionState).toMatchObject({
      dialogAction: { type: "ElicitSlot", slotToElicit: "tea" },
    });
    const { interpretations } = await say("black");
    expect(interpretations?.[0]).not.toHaveProperty("nluConfidence");
    const done = await say("yes");
    expect(done.messages).toEqual([{ contentType: "PlainText", content: "Here is your black tea." }]);
    expect(done.sessionState?.intent).toMatchObject({ state: "Fulfilled", confirmationState: "Confirmed" });
  });

  test("that is no answer keeps the intent as it was, counts, and falls back in the end", async () => {
    const brewing = { intent: "Brew", slots: [], confidence: 1 };
    const recognizer = { understand: (text: string) => (text === "xyzzy" ? [] : [brewing]) };
    const { say, sandbox } = await bot({ retries: 1, app: { ...app, recognizer } });
    await say("make some tea");
    await say("xyzzy");
    await say("xyzzy");
    const asked = (i: number) => look(sandbox.events[i], "sessionState", "intent", "name");
    expect([asked(0), asked(1), asked(2)]).toEqual(["Brew", "Brew", "FallbackIntent"]);
    const attempts = [0, 1].map((i) => look(sandbox.events[i], "proposedNextState", "prompt", "attempt"));
    expect(attempts).toEqual(["Initial", "Retry1"]);
  });

  test.each([
    ["of no characters", ""],
    ["of more than 1,024 characters", "a".repeat(1_025)],
  ])("%s is refused", async (_, text) => {
    const { say, sandbox } = await bot();
    await expect(say(text)).rejects.toThrow(named("ValidationException"));
    expect(sandbox.events).toEqual([]);
  });

  test("with more than 100,000 bytes around it is refused", async () => {
    const { say } = await bot();
    const requestAttributes = { a: "a".repeat(100_000) };
    await expect(say("brew green", { requestAttributes })).rejects.toThrow("too large");
  });

  test("comes with attributes of the request, which go to the code hook and back", async () => {
    const { say, sandbox } = await bot();
    const requestAttributes = { who: "me" };
    expect((await say("brew green", { requestAttributes })).requestAttributes).toEqual(requestAttributes);
    expect(sandbox.events).toMatchObject([{ requestAttributes }]);
  });
});

describe("where the code hook leaves it to Lex", () => {
  const delegate = { sessionState: { dialogAction: { type: "Delegate" } } };
  const close = {
    sessionState: { dialogAction: { type: "Close" }, intent: { name: "Brew", state: "Fulfilled" } },
  };

  test("the bot asks for slots in its own words, then has the intent fulfilled", async () => {
    const sources: unknown[] = [];
    const { say } = await bot({
      prompt: (slot) => `Tell me the ${slot}.`,
      hook: async (event) => {
        sources.push(look(event, "invocationSource"));
        return look(event, "invocationSource") === "DialogCodeHook" ? delegate : close;
      },
    });
    expect((await say("make some tea")).messages).toMatchObject([{ content: "Tell me the tea." }]);
    expect((await say("green")).sessionState).toMatchObject({
      dialogAction: { type: "Close" },
      intent: { state: "Fulfilled" },
    });
    expect(sources).toEqual(["DialogCodeHook", "DialogCodeHook", "FulfillmentCodeHook"]);
  });

  test("and there is no hook to fulfil, the intent is handed to the client", async () => {
    const { say, sandbox } = await bot({ hooks: [] });
    expect((await say("brew green")).sessionState).toMatchObject({
      dialogAction: { type: "Close" },
      intent: { name: "Brew", state: "ReadyForFulfillment" },
    });
    expect(sandbox.events).toEqual([]);
  });
});

describe("a code hook's response", () => {
  const state = (sessionState: object, rest: object = {}) => ({ sessionState, ...rest });
  const brewing = { name: "Brew", state: "InProgress", slots: { tea: null } };

  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["no sessionState", { messages: [] }],
    ["no dialogAction", state({})],
    ["an unknown action", state({ dialogAction: { type: "Dance" } })],
    [
      "an intent that the bot has not",
      state({ dialogAction: { type: "Delegate" }, intent: { name: "Fly" } }),
    ],
    ["an intent as a string", state({ dialogAction: { type: "Close" }, intent: "Brew" })],
    ["a close without a final state", state({ dialogAction: { type: "Close" }, intent: brewing })],
    [
      "an unknown slot to elicit",
      state({ dialogAction: { type: "ElicitSlot", slotToElicit: "x" }, intent: brewing }),
    ],
    [
      "an unknown slot",
      state({ dialogAction: { type: "Delegate" }, intent: { ...brewing, slots: { x: null } } }),
    ],
    [
      "a slot of no shape",
      state({ dialogAction: { type: "Delegate" }, intent: { ...brewing, slots: { tea: "x" } } }),
    ],
    ["ElicitIntent without words", state({ dialogAction: { type: "ElicitIntent" } })],
    [
      "ReadyForFulfillment that is not delegated",
      state({
        dialogAction: { type: "ConfirmIntent" },
        intent: { ...brewing, state: "ReadyForFulfillment" },
      }),
    ],
    ["a number as an attribute", state({ dialogAction: { type: "Delegate" }, sessionAttributes: { a: 1 } })],
    [
      "attributes of more than 12 KB",
      state({ dialogAction: { type: "Delegate" }, sessionAttributes: { a: "a".repeat(12_300) } }),
    ],
    [
      "a context that never ends",
      state({
        dialogAction: { type: "Delegate" },
        activeContexts: [{ name: "x", timeToLive: { timeToLiveInSeconds: 90, turnsToLive: 21 } }],
      }),
    ],
    [
      "a message of more than 1,024 characters",
      state(
        { dialogAction: { type: "ElicitIntent" } },
        { messages: [{ contentType: "PlainText", content: "a".repeat(1_025) }] },
      ),
    ],
  ])("with %s is the app's failure, and leaves the session as it was", async (_, response) => {
    const fulfilled = state({
      dialogAction: { type: "Close" },
      intent: { name: "Brew", state: "Fulfilled" },
    });
    const { say, client, here } = await bot({
      hook: async (event) => (look(event, "invocationSource") === "DialogCodeHook" ? response : fulfilled),
    });
    await expect(say("brew green")).rejects.toThrow(named("DependencyFailedException"));
    await expect(client.send(new GetSessionCommand(here))).rejects.toThrow(
      named("ResourceNotFoundException"),
    );
  });

  test("that delegates from the fulfilment has nothing left to delegate", async () => {
    const { say } = await bot({
      hooks: ["FulfillmentCodeHook"],
      ...answering(state({ dialogAction: { type: "Delegate" } })),
    });
    await expect(say("brew green")).rejects.toThrow(named("DependencyFailedException"));
  });

  test("that is an error, or takes longer than 30 seconds, is the app's failure", async () => {
    const { say } = await bot({ hook: () => Promise.reject(new Error("secret")) });
    await expect(say("brew green")).rejects.toThrow(
      "Invalid Lambda Response: Received error response from Lambda: Unhandled",
    );
    const hook = vi.fn<() => Promise<unknown>>(() => new Promise(() => {}));
    const late = await bot({ hook });
    const answer = late.say("brew green");
    await vi.waitFor(() => expect(hook).toHaveBeenCalled());
    void clock.pass(30_000);
    await expect(answer).rejects.toThrow("longer than 30 seconds");
  });
});

describe("a session", () => {
  test("is there for its client, until it is deleted", async () => {
    const { say, client, here } = await bot();
    await say("make some tea");
    const kept = await client.send(new GetSessionCommand(here));
    expect(kept).toMatchObject({
      sessionId: "me",
      messages: [{ content: "Which tea?" }],
      interpretations: [{ intent: { name: "Brew" } }, { intent: { name: "FallbackIntent" } }],
      sessionState: { dialogAction: { slotToElicit: "tea" } },
    });
    expect(await client.send(new DeleteSessionCommand(here))).toMatchObject(here);
    await expect(client.send(new DeleteSessionCommand(here))).rejects.toThrow(
      named("ResourceNotFoundException"),
    );
    await expect(client.send(new GetSessionCommand(here))).rejects.toThrow(
      named("ResourceNotFoundException"),
    );
  });

  test("ends when nobody has used it for long enough", async () => {
    const { say, client, here } = await bot({ idle: 60 });
    await say("make some tea");
    await clock.pass(59_999);
    await client.send(new GetSessionCommand(here));
    await clock.pass(1);
    await expect(client.send(new GetSessionCommand(here))).rejects.toThrow(
      named("ResourceNotFoundException"),
    );
  });

  test("can be put at any point, with a question of the client's own", async () => {
    const { say, client, here } = await bot();
    const put = await client.send(
      new PutSessionCommand({
        ...here,
        messages: [{ contentType: "PlainText", content: "Tea?" }],
        sessionState: {
          sessionAttributes: { mood: "good" },
          dialogAction: { type: "ElicitSlot", slotToElicit: "tea" },
          intent: { name: "Brew", state: "InProgress", slots: {} },
        },
      }),
    );
    expect(unpacked(put.messages)).toEqual([{ contentType: "PlainText", content: "Tea?" }]);
    expect(unpacked(put.sessionState)).toMatchObject({ sessionAttributes: { mood: "good" } });
    expect(put.contentType).toBe("text/plain; charset=utf-8");
    expect((await say("green")).sessionState).toMatchObject({
      sessionAttributes: { mood: "good" },
      intent: { name: "Brew", slots: { tea: { value: { interpretedValue: "green" } } } },
    });
  });

  test("that is put by delegation is taken further by Lex at once", async () => {
    const { client, here, sandbox } = await bot();
    const intent = { name: "Brew", state: "ReadyForFulfillment", slots: {} } as const;
    await client.send(
      new PutSessionCommand({ ...here, sessionState: { dialogAction: { type: "Delegate" }, intent } }),
    );
    expect(sandbox.events).toMatchObject([{ invocationSource: "FulfillmentCodeHook" }]);
  });

  test("is not put at what the bot does not have", async () => {
    const { client, here } = await bot();
    for (const sessionState of [
      { intent: { name: "Fly" } },
      { dialogAction: { type: "ElicitSlot", slotToElicit: "wings" }, intent: { name: "Brew" } },
      { dialogAction: { type: "Dance" } },
      { sessionAttributes: { a: "a".repeat(12_300) } },
    ]) {
      // What the service makes of a client that does not mind the types.
      const command = new PutSessionCommand({
        ...here,
        sessionState: sessionState as { intent: { name: string } },
      });
      await expect(client.send(command)).rejects.toThrow(named("ValidationException"));
    }
  });

  test("keeps a context for its turns, however often it is given back, and for its time", async () => {
    const { say, sandbox } = await bot({ idle: 3_600 });
    const open = (at: number) => look(sandbox.events[at], "sessionState", "activeContexts");
    await say("brew green");
    await say("yes");
    await clock.pass(500);
    await say("make some tea");
    await clock.pass(500);
    await say("green");
    await say("no");
    expect(open(2)).toMatchObject([{ name: "tea", timeToLive: { turnsToLive: 2 } }]);
    expect(open(3)).toMatchObject([
      { name: "tea", timeToLive: { turnsToLive: 1, timeToLiveInSeconds: 599 } },
    ]);
    expect(open(4)).toEqual([]);
    await say("brew green");
    await say("yes");
    await clock.pass(600_000);
    await say("make some tea");
    expect(open(7)).toEqual([]);
  });

  test("is one client's at a time", async () => {
    let finish = () => {};
    const { say, sandbox } = await bot({
      hook: () =>
        new Promise((resolve) => {
          finish = () => resolve({ sessionState: { dialogAction: { type: "Delegate" } } });
        }),
    });
    const first = say("make some tea");
    await vi.waitFor(() => expect(sandbox.events).toHaveLength(1));
    await expect(say("make some tea")).rejects.toThrow(named("ConflictException"));
    finish();
    await first;
  });
});

describe("an utterance", () => {
  test("is audio both ways, with everything else packed into headers", async () => {
    const { utter, sandbox } = await bot({ hear: ears, voice: mouth });
    const answer = await utter(sounding("brew green"), pcm, "audio/pcm", {
      sessionState: packed({ sessionAttributes: { mood: "good" } }),
      requestAttributes: packed({ who: "me" }),
    });
    expect(answer).toMatchObject({ contentType: "audio/pcm", inputMode: "Speech", sessionId: "me" });
    expect(unpacked(answer.inputTranscript)).toBe("brew green");
    expect(unpacked(answer.messages)).toEqual([{ contentType: "PlainText", content: "A green tea?" }]);
    expect(unpacked(answer.requestAttributes)).toEqual({ who: "me" });
    expect(unpacked(answer.sessionState)).toMatchObject({ sessionAttributes: { mood: "good" } });
    expect(unpacked(answer.interpretations)).toMatchObject([{ nluConfidence: { score: 0.9 } }, {}]);
    // The client's stream, which its types leave open for browsers.
    const stream = answer.audioStream as unknown as AsyncIterable<Uint8Array>;
    expect(wordsIn(await whole(stream))).toBe("A green tea?");
    expect(sandbox.events).toMatchObject([{ inputMode: "Speech", responseContentType: "audio/pcm" }]);
  });

  test("may be written, and be answered in writing", async () => {
    const { utter } = await bot();
    const plain = "text/plain; charset=utf-8";
    const answer = await utter(Buffer.from("brew green"), plain, plain);
    expect(answer).toMatchObject({ contentType: plain, inputMode: "Text" });
    expect(unpacked(answer.messages)).toMatchObject([{ content: "A green tea?" }]);
  });

  test("in which nothing is heard means nothing", async () => {
    const { utter, sandbox } = await bot({ hear: async () => undefined, voice: mouth });
    expect(unpacked((await utter(sounding("brew green"), pcm, "audio/pcm")).inputTranscript)).toBe("");
    expect(sandbox.events).toMatchObject([{ sessionState: { intent: { name: "FallbackIntent" } } }]);
  });

  test.each<[string, string, string, Uint8Array]>([
    ["of another kind of audio", "audio/l16; rate=44100; channels=2", "audio/pcm", sounding("x")],
    ["that wants another kind of answer", pcm, "audio/flac", sounding("x")],
    ["of more than 15 seconds", pcm, "audio/pcm", new Uint8Array(480_001)],
    ["of more text than Lex takes", "text/plain; charset=utf-8", "audio/pcm", Buffer.from("a".repeat(1_025))],
  ])("%s is refused", async (_, type, wanted, input) => {
    const { utter } = await bot({ hear: ears, voice: mouth });
    await expect(utter(input, type, wanted)).rejects.toThrow(named("ValidationException"));
  });

  test.each<[string, object, string]>([
    ["cannot be read", { sessionState: "{}" }, "no JSON compressed by gzip"],
    ["becomes a bomb", { sessionState: packed("a".repeat(2_000_000)) }, "no JSON compressed by gzip"],
    ["is too large", { requestAttributes: packed({ a: "a".repeat(13_000) }) }, "more than 12288 bytes"],
  ])("with a header that %s is refused", async (_, more, message) => {
    const { utter } = await bot({ hear: ears, voice: mouth });
    await expect(utter(sounding("x"), pcm, "audio/pcm", more)).rejects.toThrow(message);
  });

  test("needs ears and a voice", async () => {
    const { utter } = await bot({ voice: mouth });
    await expect(utter(sounding("x"), pcm, "audio/pcm")).rejects.toThrow("give it `hear`");
    const mute = await bot({ hear: ears });
    await expect(mute.utter(sounding("x"), pcm, "audio/pcm")).rejects.toThrow("give it a `voice`");
  });
});

describe("the service", () => {
  test.each<[string, object, string]>([
    ["a bot that is not here", { botId: "SANDBOX002" }, "ResourceNotFoundException"],
    ["what can be no bot", { botId: "SANDBOX" }, "ValidationException"],
    ["an alias that is not here", { botAliasId: "SANDBOX002" }, "ResourceNotFoundException"],
    ["a session of a name it does not take", { sessionId: "me@example.com" }, "ValidationException"],
    ["a locale that is none", { localeId: "english" }, "ValidationException"],
    ["a locale that the bot is not in", { localeId: "ja_JP" }, "ResourceNotFoundException"],
  ])("refuses %s", async (_, more, name) => {
    const { say } = await bot({ localeIds: ["en_US"] });
    await expect(say("brew green", more)).rejects.toThrow(named(name));
  });

  test("fails as it is told to, so many times", async () => {
    const { say, sandbox } = await bot();
    sandbox.fail("RecognizeText", { type: "exception", exception: "ThrottlingException" }, 2);
    await expect(say("brew green")).rejects.toThrow(named("ThrottlingException"));
    await expect(say("brew green")).rejects.toMatchObject({ $metadata: { httpStatusCode: 429 } });
    await say("brew green");
    expect(sandbox.calls("RecognizeText")).toBe(3);
  });

  test("has done what it was asked where only the answer got lost", async () => {
    const { say, sandbox, client, here } = await bot();
    sandbox.fail("RecognizeText", { type: "lost" });
    await expect(say("make some tea")).rejects.toThrow();
    expect(await client.send(new GetSessionCommand(here))).toMatchObject({
      messages: [{ content: "Which tea?" }],
    });
  });

  test("throttles whoever asks too much at once", async () => {
    const { say, sandbox } = await bot({ concurrent: 1, hook: () => new Promise(() => {}) });
    void say("brew green").catch(() => {});
    await vi.waitFor(() => expect(sandbox.events).toHaveLength(1));
    await expect(say("brew green", { sessionId: "you" })).rejects.toThrow(named("ThrottlingException"));
  });

  test("speaks HTTP/1.1 as well, and answers nobody who does not sign for Lex", async () => {
    const { sandbox } = await bot();
    const url = `${sandbox.endpoint}/bots/SANDBOX001/botAliases/TSTALIASID/botLocales/en_US/sessions/me/text`;
    const ask = (service: string) =>
      fetch(url, {
        method: "POST",
        body: JSON.stringify({ text: "brew green" }),
        headers: {
          authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/eu-central-1/${service}/aws4_request, SignedHeaders=host, Signature=00`,
        },
      });
    expect(await (await ask("lex")).json()).toMatchObject({ messages: [{ content: "A green tea?" }] });
    const refused = await ask("s3");
    expect([refused.status, refused.headers.get("x-amzn-errortype")]).toEqual([403, "AccessDeniedException"]);
  });
});
