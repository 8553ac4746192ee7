import { createApp, intent, memory, PalaverError } from "palaver";
import { LexFailure, lexVoice, type LexSandboxOptions, type LexVoiceOptions } from "palaver/lex";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { testClock } from "../../support/clock.ts";
import { clientOf, ears, mouth, pcm, sandboxOf, sounding, whole, wordsIn } from "../../support/lex.ts";
import { service } from "./service.ts";

const greet = intent("Greet", { utterances: ["good day"], fulfil: () => ({ speech: "Good day to you." }) });

async function talking(options: Partial<LexSandboxOptions> = {}, voice: Partial<LexVoiceOptions> = {}) {
  const clock = testClock();
  const app = createApp({ name: "t", store: memory(), intents: [greet], clock, log: () => {} });
  onTestFinished(() => app.close());
  const sandbox = await sandboxOf({ app, hear: ears, voice: mouth, ...options });
  const { botId, botAliasId } = sandbox;
  const bot = lexVoice({
    botId,
    botAliasId,
    client: clientOf(sandbox),
    answers: "audio/pcm",
    clock,
    ...voice,
  });
  const say = (words: string, session = "me") => bot.converse(sounding(words), pcm, { session });
  return { clock, sandbox, bot, say };
}

describe("talking to a Lex bot", () => {
  test("gives what was heard, what is said, and how that sounds", async () => {
    const { say } = await talking();
    const { audio, ...answer } = await say("good day");
    expect(answer).toMatchObject({
      heard: "good day",
      text: "Good day to you.",
      open: false,
      sessionState: { dialogAction: { type: "Close" }, intent: { name: "Greet", state: "Fulfilled" } },
      interpretations: [{ intent: { name: "Greet" } }, {}],
    });
    expect(audio?.type).toBe("audio/pcm");
    expect(audio && wordsIn(await whole(audio.bytes))).toBe("Good day to you.");
  });

  test("takes any name for a session, in the locale of whoever speaks", async () => {
    const { bot, sandbox } = await talking();
    await bot.converse(sounding("good day"), pcm, {
      session: "amzn1.account/me@example.com",
      locale: "en-GB",
      sessionState: { sessionAttributes: { mood: "good" } },
      requestAttributes: { who: "me" },
    });
    expect(sandbox.events).toMatchObject([
      {
        sessionId: expect.stringMatching(/^[0-9a-zA-Z._:-]{2,100}$/) as string,
        bot: { localeId: "en_GB" },
        requestAttributes: { who: "me" },
        sessionState: { sessionAttributes: { mood: "good" } },
      },
    ]);
  });

  test("is not begun with what can be no bot", () => {
    expect(() => lexVoice({ botId: "bot", botAliasId: "TSTALIASID" })).toThrow(PalaverError);
  });
});

describe("who failed is told", () => {
  test.each([
    ["AccessDeniedException", "asks", false],
    ["ValidationException", "asks", false],
    ["ResourceNotFoundException", "asks", false],
    ["ThrottlingException", "busy", true],
    ["ConflictException", "busy", true],
    ["DependencyFailedException", "app", false],
    ["BadGatewayException", "lex", false],
    ["InternalServerException", "lex", false],
  ] as const)("where Lex answers with %s: %s", async (exception, by, again) => {
    const { say, sandbox } = await talking();
    sandbox.fail("RecognizeUtterance", { type: "exception", exception });
    await expect(say("good day")).rejects.toMatchObject({ name: "LexFailure", by, again });
    expect(sandbox.calls("RecognizeUtterance")).toBe(1);
  });

  test("where the answer got lost: the way, and the turn is not sent again by itself", async () => {
    const { sandbox, clock } = await talking();
    const { botId, botAliasId, endpoint } = sandbox;
    vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
    onTestFinished(() => void vi.unstubAllEnvs());
    const made = lexVoice({
      botId,
      botAliasId,
      endpoint,
      region: "eu-central-1",
      answers: "audio/pcm",
      clock,
    });
    sandbox.fail("RecognizeUtterance", { type: "lost" }, 9);
    const failure: unknown = await made
      .converse(sounding("good day"), pcm, { session: "me" })
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(LexFailure);
    expect(failure).toMatchObject({ by: "way", again: false });
    expect(sandbox.events).toHaveLength(1);
  });

  test("where nothing came in time: the way", async () => {
    const { say, sandbox, clock } = await talking({}, { deadline: 2_000 });
    sandbox.fail("RecognizeUtterance", { type: "silent" });
    const answer = say("good day");
    await vi.waitFor(() => expect(sandbox.events).toHaveLength(1));
    void clock.pass(2_000);
    await expect(answer).rejects.toMatchObject({ by: "way" });
  });

  test("where a header cannot be read: Lex", async () => {
    const runtime = await service();
    onTestFinished(() => runtime.close());
    const bot = lexVoice({ botId: "SANDBOX001", botAliasId: "TSTALIASID", client: clientOf(runtime) });
    runtime.answer = () => ({ status: 200, body: "", headers: { "x-amz-lex-messages": "not packed" } });
    await expect(
      bot.converse(Buffer.from('"hi"'), "text/plain; charset=utf-8", { session: "me" }),
    ).rejects.toMatchObject({ by: "lex" });
  });

  test("and audio that is under way is not cut off by the deadline of its beginning", async () => {
    let go = () => {};
    const waiting = new Promise<void>((resolve) => (go = resolve));
    const slow = {
      speak: async () => ({
        type: "audio/pcm",
        bytes: (async function* () {
          yield sounding("Good ");
          await waiting;
          yield sounding("day.");
        })(),
      }),
    };
    const { say, clock } = await talking({ voice: slow });
    const { audio } = await say("good day");
    await clock.pass(60_000);
    go();
    expect(audio && wordsIn(await whole(audio.bytes))).toBe("Good day.");
  });
});
