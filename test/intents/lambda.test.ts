import { createHmac, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pollySandbox, type PollySandbox } from "palaver/polly";
import type { WebReply } from "palaver/web";

const context = { getRemainingTimeInMillis: () => 5_000 };
const folder = mkdtempSync(join(tmpdir(), "palaver-lambda-"));

const settings = {
  ALEXA_SKILL_ID: "amzn1.ask.skill.ours",
  LEX_BOT_ID: "ABCDEFGHIJ",
  SLACK_SIGNING_SECRET: "a signing secret",
  SLACK_BOT_TOKEN: "xoxb-test",
  SLACK_CHANNEL: "C024BE91L",
  WEB_SECRET: "sixteen bytes and more",
  WEB_ORIGINS: "https://shop.example",
};

let sandbox: PollySandbox;

beforeAll(async () => {
  sandbox = await pollySandbox();
  const { endpoint, region, credentials } = sandbox.settings;
  const aws = {
    AWS_ENDPOINT_URL_POLLY: endpoint,
    AWS_REGION: region,
    PALAVER_VOICE: join(folder, "voice"),
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
  for (const [name, value] of Object.entries({ ...settings, ...aws })) vi.stubEnv(name, value);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

const alexaRequest = (intent: string, skill = settings.ALEXA_SKILL_ID) => ({
  version: "1.0",
  session: {
    new: true,
    sessionId: `s-${intent}`,
    application: { applicationId: skill },
    user: { userId: "u" },
  },
  context: { System: { application: { applicationId: skill }, user: { userId: "u" } } },
  request: {
    type: "IntentRequest",
    requestId: `${intent}-${skill}`,
    timestamp: "2026-11-21T10:00:00Z",
    locale: "en-US",
    intent: { name: intent, confirmationStatus: "NONE", slots: {} },
  },
});

const lexEvent = (intent: string) => ({
  messageVersion: "1.0",
  invocationSource: "FulfillmentCodeHook",
  inputMode: "Text",
  sessionId: "session-1",
  inputTranscript: "words",
  bot: { id: settings.LEX_BOT_ID, name: "Bot", aliasId: "TSTALIASID", localeId: "en_US", version: "1" },
  interpretations: [],
  sessionState: {
    intent: { name: intent, state: "ReadyForFulfillment", slots: {}, confirmationState: "None" },
  },
});

const post = (body: string, headers: Readonly<Record<string, string>> = {}) => ({
  version: "2.0",
  rawPath: "/",
  rawQueryString: "",
  headers: { "content-type": "application/json", ...headers },
  requestContext: { http: { method: "POST", path: "/" } },
  body: Buffer.from(body).toString("base64"),
  isBase64Encoded: true,
});

/** Signed now, for these handlers look at the clock on the wall. */
function signed(body: string, type = "application/x-www-form-urlencoded") {
  const at = String(Math.floor(Date.now() / 1_000));
  const mac = createHmac("sha256", settings.SLACK_SIGNING_SECRET).update(`v0:${at}:${body}`).digest("hex");
  const headers = { "x-slack-request-timestamp": at, "x-slack-signature": `v0=${mac}` };
  return post(body, { ...headers, "content-type": type });
}

describe.each([
  ["shop", "Basket", "what is in my basket", "Your basket is empty."],
  ["relay", "Replies", "any replies", "You have no replies, and you are waiting for none."],
])("the %s's handlers on Lambda", (app, intent, words, answer) => {
  const load = async () => {
    vi.stubEnv("PALAVER_STORE", join(folder, `${app}.sqlite`));
    for (const vendor of ["NORTH", "HARBOUR", "MEADOW"])
      vi.stubEnv(`VENDOR_${vendor}`, "https://vendor.example");
    return app === "shop" ? import("../../intents/shop/lambda.ts") : import("../../intents/relay/lambda.ts");
  };

  test("answer Alexa, and no other skill", async () => {
    const { onAlexa } = await load();
    expect(JSON.stringify(await onAlexa(alexaRequest(intent), context))).toContain(answer);
    const foreign = await onAlexa(alexaRequest(intent, "amzn1.ask.skill.theirs"), context);
    expect(foreign).toEqual({ version: "1.0", response: {} });
  });

  test("answer Lex, and no other bot", async () => {
    const { onLex } = await load();
    expect(JSON.stringify(await onLex(lexEvent(intent), context))).toContain(answer);
    const foreign = { ...lexEvent(intent), bot: { id: "ZZZZZZZZZZ" } };
    expect(JSON.stringify(await onLex(foreign, context))).not.toContain(answer);
  });

  test("answer Slack's signed commands, and nothing unsigned", async () => {
    const { onSlack } = await load();
    const command = `command=%2Fapp&text=${words.replaceAll(" ", "+")}&team_id=T1&channel_id=C1&user_id=U1&trigger_id=1.2.3`;
    expect(await onSlack(signed(command), context)).toMatchObject({ statusCode: 200 });
    expect((await onSlack(signed(command), context)).body).toContain(answer);
    expect(await onSlack(post(command), context)).toMatchObject({ statusCode: 401 });
  });

  test("answer turns from a queue, and a schedule", async () => {
    const { onTurns, onSchedule } = await load();
    const turn = {
      id: "queued/1",
      channel: "web",
      conversation: "queued",
      user: "queued",
      locale: "en-US",
      at: 0,
      input: { type: "text", text: words },
      can: { voice: false, screen: true, buttons: true, audio: false },
    };
    const records = [
      { messageId: "m1", body: JSON.stringify(turn), attributes: { MessageGroupId: "queued" } },
    ];
    expect(await onTurns({ Records: records }, context)).toEqual({ batchItemFailures: [] });
    await expect(onSchedule({ time: "2026-11-21T10:00:00Z" }, context)).resolves.toBeUndefined();
  });

  test("answer a page that has a session, and no stranger", async () => {
    const { onWeb } = await load();
    const origin = { origin: settings.WEB_ORIGINS };
    const hello = await onWeb(post("{}", origin), context);
    const { session } = JSON.parse(hello.body) as { session: string };
    const said = JSON.stringify({ id: "1", text: words });
    const answered = await onWeb(post(said, { ...origin, authorization: `Bearer ${session}` }), context);
    expect(JSON.parse(answered.body)).toMatchObject({ text: answer });
    expect((await onWeb(post(said, origin), context)).statusCode).toBe(401);
    expect((await onWeb(post("{}", { origin: "https://elsewhere.example" }), context)).statusCode).toBe(403);
  });

  test("answer by Polly's voice to a page that asks for it", async () => {
    const { onWeb } = await load();
    const origin = { origin: settings.WEB_ORIGINS };
    const { session } = JSON.parse((await onWeb(post("{}", origin), context)).body) as { session: string };
    const said = JSON.stringify({ id: "2", text: words, aloud: true });
    const answered = await onWeb(post(said, { ...origin, authorization: `Bearer ${session}` }), context);
    const { audio, text } = JSON.parse(answered.body) as WebReply;
    expect(text).toBe(answer);
    expect(audio?.text).toBe(answer);
    expect(audio?.marks.length).toBeGreaterThan(3);
    expect(sandbox.said).toContainEqual(expect.objectContaining({ Text: `<speak>${answer}</speak>` }));
  });
});

test("the relay's handlers keep tokens under a key, and take note that the app was uninstalled", async () => {
  vi.resetModules();
  vi.stubEnv("PALAVER_STORE", join(folder, "installed.sqlite"));
  vi.stubEnv("SLACK_KEY", randomBytes(32).toString("base64"));
  const { onSlack } = await import("../../intents/relay/lambda.ts");
  const event = { type: "app_uninstalled" };
  const at = Math.floor(Date.now() / 1_000);
  const told = { type: "event_callback", team_id: "T1", event, event_id: "Ev1", event_time: at };
  expect(await onSlack(signed(JSON.stringify(told), "application/json"), context)).toMatchObject({
    statusCode: 200,
  });
});
