import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createApp, exchange, intent, memory, speech } from "palaver";
import { alexa } from "palaver/alexa";
import { z } from "zod";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { intentRequest, request, skillId } from "./requests.ts";
import { flaw } from "./xml.ts";

const corpora = fileURLToPath(new URL("../../../../shared/corpora/", import.meta.url));
const absent = !existsSync(corpora);
if (absent) console.info(`The corpora are not at ${corpora}; the tests over them are skipped.`);

const filesIn = (folder: string): readonly string[] =>
  absent
    ? []
    : readdirSync(join(corpora, folder), { recursive: true, encoding: "utf8" })
        .map((file) => join(folder, file))
        .filter((file) => statSync(join(corpora, file)).isFile());
const bytesOf = (file: string) => readFileSync(join(corpora, file));
const textOf = (file: string) => bytesOf(file).toString("utf8");

/** JSON if it is JSON, and else the text itself: either may arrive. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Says back what it hears, in speech, on a card and on a button. */
const echo = intent("Echo", {
  utterances: ["say {words}"],
  slots: { words: z.string() },
  elicit: { words: "Say what?" },
  fulfil: ({ slots: { words } }) => ({
    speech: speech`You said ${words}.`,
    reprompt: words,
    card: {
      title: words,
      body: words,
      image: { url: words, alt: words },
      buttons: [{ label: words, says: words }],
    },
    hints: [{ type: "Words", values: [{ id: words, name: words, synonyms: [words] }] }],
  }),
});

const app = createApp({ name: "Echo", intents: [echo], store: memory(), log: () => undefined });
const channel = alexa({ skillId: "any" });
const prototypes = [Object.prototype, Array.prototype, Function.prototype];
const keysOf = () => JSON.stringify(prototypes.map((it) => Reflect.ownKeys(it).map(String)));
let before = "";
beforeAll(() => void (before = keysOf()));
afterAll(async () => {
  await app.close();
  expect(keysOf()).toBe(before);
});

/** What comes of an event: never an exception, always a response that Alexa could read, with sound speech in it. */
async function survives(event: unknown) {
  const { turn, response } = await exchange(app, channel, event);
  const json = JSON.stringify(response);
  expect(Buffer.byteLength(json)).toBeLessThanOrEqual(120_000);
  expect(response).toMatchObject({ version: "1.0", response: expect.any(Object) as unknown });
  const ssml = [...json.matchAll(/"ssml":("(?:[^"\\]|\\.)*")/g)].map(([, text = ""]) =>
    String(JSON.parse(text)),
  );
  for (const document of ssml) {
    expect(flaw(document)).toBeUndefined();
    expect(document.length).toBeLessThanOrEqual(8_000);
  }
  return { turn, ssml, response };
}

/** The same for words in every place where words can be. */
async function survivesSaying(words: string, i: number) {
  const slots = { words: { name: "words", value: words } };
  const { ssml } = await survives(intentRequest("Echo", slots, { requestId: `${i}` }));
  if (words.trim() !== "" && words !== "?") expect(ssml[0]).toContain("You said");
  await survives(
    intentRequest(
      words,
      { [words]: { name: words, value: words } },
      { requestId: `${i}/name`, locale: words },
    ),
  );
  await survives(request(words, { timestamp: words }, { session: false }));
  await survives(request("Messaging.MessageReceived", { message: { [words]: words }, requestId: `${i}/m` }));
  await survives(request("Alexa.Presentation.APL.UserEvent", { arguments: [words], requestId: `${i}/u` }));
  await survives(words);
  await survives(parsed(words));
}

describe.skipIf(absent)("the corpora", () => {
  test("every real Alexa request is a turn with an answer, but for two that are no whole request", async () => {
    const files = filesIn("alexa-requests");
    expect(files.length).toBeGreaterThan(20);
    const unread: string[] = [];
    for (const file of files) {
      const event: unknown = JSON.parse(textOf(file));
      const { turn } = await survives(event);
      if (!turn) unread.push(file);
      else expect(channel.refuse?.(event)).toBeUndefined();
    }
    expect(unread.map((file) => /Load\w+ListData/.exec(file)?.[0])).toEqual([
      "LoadIndexListData",
      "LoadTokenListData",
    ]);
  });

  test("of every real Alexa request the skill's own starts a turn, and another skill's none", () => {
    const stranger = alexa({ skillId });
    for (const file of filesIn("alexa-requests")) {
      const event: unknown = JSON.parse(textOf(file));
      expect(stranger.read(event)).toBeUndefined();
      expect(stranger.refuse?.(event)).toBeDefined();
    }
  });

  test.each(["lex-events", "lex-v1-legacy", "slack-events"])(
    "no event of %s is taken for Alexa's",
    async (folder) => {
      const files = filesIn(folder);
      expect(files.length).toBeGreaterThan(3);
      for (const file of files) {
        const event = parsed(textOf(file));
        const { turn } = await survives(event);
        expect(turn).toBeUndefined();
        expect(channel.refuse?.(event)).toMatch(/no Alexa request|not an Alexa request/);
      }
    },
  );

  test("naughty strings are survived wherever words can be", async () => {
    const strings = JSON.parse(textOf("hostile/blns/blns.json")) as readonly string[];
    expect(strings.length).toBeGreaterThan(400);
    for (const [i, words] of strings.entries()) await survivesSaying(words, i);
  });

  test("every character there is can be said", async () => {
    for (let start = 0; start < 0x1_0000; start += 256) {
      const words = String.fromCharCode(...Array.from({ length: 256 }, (_, i) => start + i));
      await survives(
        intentRequest("Echo", { words: { name: "words", value: `a${words}` } }, { requestId: `c${start}` }),
      );
    }
  });

  test("lines of markup are survived wherever words can be", { timeout: 60_000 }, async () => {
    const lines = ["markup", "ssml", "redos", "prototype-pollution"]
      .flatMap((folder) => filesIn(`hostile/${folder}`))
      .flatMap((file) => textOf(file).split("\n"));
    expect(lines.length).toBeGreaterThan(1_000);
    for (const [i, words] of lines.entries()) await survivesSaying(words, i + 10_000);
  });

  test("payloads against prototypes are survived as events, as slots and as messages", async () => {
    for (const file of filesIn("hostile/prototype-pollution")) {
      const payloads = Object.values(JSON.parse(textOf(file)) as Readonly<Record<string, unknown>>).flat();
      for (const [i, payload] of payloads.entries()) {
        const event = typeof payload === "string" ? parsed(payload) : payload;
        await survives(event);
        await survives({ request: event, context: event, session: event });
        await survives(request("IntentRequest", { intent: event, requestId: `p${i}` }));
        await survives(intentRequest("Echo", { words: event, __proto__: event }, { requestId: `q${i}` }));
        await survives(request("Messaging.MessageReceived", { message: event, requestId: `r${i}` }));
      }
    }
  });

  test("files of the JSON suite are survived, whole and as part of a request", async () => {
    const files = filesIn("hostile/jsontestsuite");
    expect(files.length).toBeGreaterThan(300);
    for (const [i, file] of files.entries()) {
      const event = parsed(textOf(file));
      await survives(event);
      await survives(request("IntentRequest", { intent: event, requestId: `j${i}` }));
      await survives(request("Reminders.ReminderStarted", { body: event, requestId: `k${i}` }));
      await survives(request("Connections.Response", { payload: event, requestId: `l${i}` }));
    }
  });

  test("files of the JSON suite are refused as the bodies of requests that nobody signed", async () => {
    const { verify } = alexa({ skillId });
    for (const file of filesIn("hostile/jsontestsuite")) {
      const letter = {
        method: "POST",
        url: "https://bot.example/",
        headers: new Headers(),
        body: bytesOf(file),
      };
      expect(await verify?.(letter)).toMatchObject({ status: 400 });
    }
  });
});

test("deep nesting is survived", async () => {
  const deep: unknown = JSON.parse("[".repeat(50_000) + "]".repeat(50_000));
  await survives(deep);
  await survives(request("Connections.Response", { payload: deep }));
  await survives({ request: { type: "LaunchRequest", deep } });
});
