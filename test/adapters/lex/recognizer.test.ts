import { LexRuntimeV2Client } from "@aws-sdk/client-lex-runtime-v2";
import { PalaverError, type Clock, type Interpretation, type LogEntry, look } from "palaver";
import { lex, lexRecognizer, type LexRecognizerOptions } from "palaver/lex";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { event, scalar } from "./events.ts";
import { service, type Service } from "./service.ts";

let runtime: Service;
let client: LexRuntimeV2Client;

beforeAll(async () => {
  runtime = await service();
  client = new LexRuntimeV2Client({
    region: "eu-central-1",
    endpoint: runtime.endpoint,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
  });
});
beforeEach(() => {
  runtime.asked.length = 0;
});
afterAll(async () => {
  client.destroy();
  await runtime.close();
});

const local: Interpretation = { intent: "Local", slots: [], confidence: 0.4 };
const hearing = { locale: "en-US" };

function recognizer(options: Partial<LexRecognizerOptions> = {}) {
  const log: LogEntry[] = [];
  const made = lexRecognizer({
    botId: "SHOPBOT001",
    botAliasId: "TSTALIASID",
    otherwise: { understand: () => [local] },
    client,
    log: (entry) => log.push(entry),
    ...options,
  });
  return { understand: (...it: Parameters<typeof made.understand>) => made.understand(...it), log };
}

const json = (body: unknown, status = 200) => ({ status, body: JSON.stringify(body) });

const order = {
  name: "Order",
  state: "InProgress",
  confirmationState: "None",
  slots: { item: scalar("oat", "Oat") },
};

describe("a question to Lex", () => {
  test("comes back as its interpretations, the one Lex acts on first, without its fallback", async () => {
    runtime.answer = () =>
      json({
        sessionState: { intent: order, dialogAction: { type: "ElicitSlot", slotToElicit: "quantity" } },
        interpretations: [
          { intent: { name: "FallbackIntent" } },
          { intent: { name: "Browse", slots: {} }, nluConfidence: { score: 0.4 } },
          { intent: order, nluConfidence: { score: 0.9 } },
        ],
      });
    const { understand, log } = recognizer();
    expect(await understand("order oat", hearing)).toEqual([
      {
        intent: "Order",
        confidence: 0.9,
        slots: [{ name: "item", values: [{ text: "oat", matches: [{ value: "Oat" }] }] }],
      },
      { intent: "Browse", confidence: 0.4, slots: [] },
    ]);
    expect(log).toEqual([]);
  });

  test("has a throw-away session whose id Lex takes, and the speaker's locale", async () => {
    runtime.answer = () => json({});
    const { understand } = recognizer();
    await understand("one", { locale: "de-DE" });
    await understand("two", { locale: "de-DE" });
    const [one, two] = runtime.asked.map(({ path }) => path.split("/").at(-2) ?? "");
    expect(one).toMatch(/^[0-9a-zA-Z._:-]{2,100}$/);
    expect(one).not.toBe(two);
    expect(runtime.asked[0]?.path).toContain("/bots/SHOPBOT001/botAliases/TSTALIASID/botLocales/de_DE/");
  });

  test("carries no more text than Lex takes, and never half a character", async () => {
    runtime.answer = () => json({});
    await recognizer().understand(`${"a".repeat(1_023)}🙂${"b".repeat(9_000)}`, hearing);
    expect(runtime.asked[0]?.body).toMatchObject({ text: "a".repeat(1_023) });
  });

  test("is not asked about nothing", async () => {
    expect(await recognizer().understand("  ", hearing)).toEqual([local]);
    expect(runtime.asked).toEqual([]);
  });

  test("goes to whoever else can tell where Lex understands nothing", async () => {
    runtime.answer = () =>
      json({ sessionState: { intent: { name: "FallbackIntent" } }, interpretations: [] });
    const { understand, log } = recognizer();
    expect(await understand("blah", hearing)).toEqual([local]);
    expect(log).toEqual([]);
  });
});

describe("an answer to an open question", () => {
  test("is asked for as that slot of that intent", async () => {
    runtime.answer = () => json({ sessionState: { intent: order }, interpretations: [{ intent: order }] });
    const expectation = { intent: "Order", awaits: { slot: "item" } };
    const [first] = await recognizer().understand("oat", { ...hearing, expectation });
    expect(first).toMatchObject({ intent: "Order", confidence: 1, slots: [{ name: "item" }] });
    expect(runtime.asked[0]?.body).toMatchObject({
      sessionState: {
        intent: { name: "Order", state: "InProgress" },
        dialogAction: { type: "ElicitSlot", slotToElicit: "item" },
      },
    });
  });

  test("to Shall I? is Lex's own yes or no", async () => {
    runtime.answer = () => json({ sessionState: { intent: { ...order, confirmationState: "Denied" } } });
    const expectation = { intent: "Order", awaits: "confirmation" } as const;
    const [first] = await recognizer().understand("rather not", { ...hearing, expectation });
    expect(first).toMatchObject({ intent: "Order", confirmation: "no" });
    expect(runtime.asked[0]?.body).toMatchObject({
      sessionState: { dialogAction: { type: "ConfirmIntent" } },
    });
  });

  test("that Lex only asks for again is none", async () => {
    runtime.answer = () => json({ sessionState: { intent: { ...order, slots: { item: null } } } });
    for (const awaits of [{ slot: "item" }, "confirmation"] as const) {
      const found = await recognizer().understand("hm", {
        ...hearing,
        expectation: { intent: "Order", awaits },
      });
      expect(found).toEqual([local]);
    }
  });
});

describe("where Lex fails, the other recognizer answers and the log says why without the words", () => {
  test.each<[string, number, string, string | undefined]>([
    ["throttles", 429, '{"__type":"ThrottlingException","message":"secret words"}', "ThrottlingException"],
    [
      "is down",
      500,
      '{"__type":"InternalServerException","message":"secret words"}',
      "InternalServerException",
    ],
    ["refuses", 403, '{"__type":"AccessDeniedException"}', "AccessDeniedException"],
    ["sends no JSON", 200, "<html>secret words", undefined],
  ])("Lex %s", async (_, status, body, code) => {
    runtime.answer = () => ({ status, body });
    const { understand, log } = recognizer();
    expect(await understand("secret words", hearing)).toEqual([local]);
    expect(log).toHaveLength(1);
    expect(log[0]).toMatchObject({ level: "warn", event: "lex did not answer" });
    if (code !== undefined) expect(log[0]?.code).toBe(code);
    expect(JSON.stringify(log)).not.toContain("secret");
  });

  test.each<[string, unknown]>([
    ["of other shapes", { interpretations: {}, sessionState: [1] }],
    ["with hostile names", { interpretations: [{ intent: { name: "", slots: 7 } }, null, 7] }],
    ["empty", null],
  ])("Lex sends JSON %s", async (_, body) => {
    runtime.answer = () => json(body);
    expect(await recognizer().understand("words", hearing)).toEqual([local]);
  });

  test("Lex hangs: the question is given up when its time is over", async () => {
    runtime.answer = () => "hang";
    let expire = () => {};
    const clock: Clock = {
      now: () => 0,
      random: () => 0,
      sleep: (_, signal) =>
        new Promise((resolve) => {
          expire = resolve;
          signal?.addEventListener("abort", () => resolve());
        }),
    };
    const { understand, log } = recognizer({ clock });
    const answer = understand("words", hearing);
    await vi.waitFor(() => expect(runtime.asked).toHaveLength(1));
    expire();
    expect(await answer).toEqual([local]);
    expect(log[0]?.code).toBe("AbortError");
  });

  test("nobody is there", async () => {
    const gone = await service();
    await gone.close();
    const lonely = new LexRuntimeV2Client({
      region: "eu-central-1",
      endpoint: gone.endpoint,
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      maxAttempts: 1,
    });
    const { understand, log } = recognizer({ client: lonely });
    expect(await understand("words", hearing)).toEqual([local]);
    expect(log).toHaveLength(1);
    lonely.destroy();
  });
});

test("a client is made at the first question, and tries one no oftener than it is told", async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
  runtime.answer = () => json({ __type: "ThrottlingException" }, 429);
  const made = lexRecognizer({
    botId: "SHOPBOT001",
    botAliasId: "TSTALIASID",
    localeId: "en_GB",
    otherwise: { understand: () => [local] },
    region: "eu-central-1",
    endpoint: runtime.endpoint,
    attempts: 2,
  });
  expect(await made.understand("words", hearing)).toEqual([local]);
  expect(runtime.asked).toHaveLength(2);
  expect(runtime.asked[0]?.path).toContain("/en_GB/");
  vi.unstubAllEnvs();
});

test("a bot and an alias are named by their ids", () => {
  expect(() => recognizer({ botId: "Shop" })).toThrow(PalaverError);
  expect(() => recognizer({ botAliasId: "" })).toThrow(/TSTALIASID/);
});

describe("a bot that is asked what words mean, and whose code hook is this app,", () => {
  const channel = lex({ botIds: "any" });

  test("starts no handler and goes on by itself", async () => {
    runtime.answer = () => json({});
    await recognizer().understand("words", hearing);
    const requestAttributes = look(runtime.asked[0]?.body, "requestAttributes");
    expect(requestAttributes).toBeDefined();
    const dialog = event("dialog", { requestAttributes });
    expect(channel.read(dialog)).toBeUndefined();
    expect(channel.write(undefined, dialog)).toMatchObject({
      sessionState: { dialogAction: { type: "Delegate" } },
    });
    const last = event("fulfilment", { requestAttributes });
    expect(channel.write(undefined, last)).toMatchObject({
      sessionState: { dialogAction: { type: "Close" }, intent: { state: "Fulfilled" } },
    });
  });
});
