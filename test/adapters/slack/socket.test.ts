import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { MemoryInstallationStore } from "@slack/bolt";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { intent, memory, PalaverError, type Store } from "palaver";
import { sandbox, slack, socket, tokensOf, type Sandbox, type Socket } from "palaver/slack";
import { appOf, fixture, withEvent } from "./kit.ts";
import { freePort, socketServer, type Farewell, type SocketServer } from "./websocket.ts";

let slackEnd: SocketServer;
let world: Sandbox;
let ours: Socket | undefined;
let ran: number;

const hello = intent("Hello", {
  utterances: ["hello"],
  fulfil: () => {
    ran++;
    return "Hi there.";
  },
});

beforeEach(async () => {
  ran = 0;
  world = await sandbox();
  slackEnd = await socketServer();
});
afterEach(async () => {
  await ours?.stop();
  ours = undefined;
  await Promise.all([slackEnd.close(), world.close()]);
});

async function connect(store: Store = memory()) {
  const app = appOf({ intents: [hello], store });
  const channel = slack({ unsigned: true, token: world.token, slackApiUrl: world.url });
  ours = socket({ app, channel, appToken: "xapp-1", slackApiUrl: slackEnd.url });
  await ours.start();
  await slackEnd.greeted();
  return app;
}

/** A store that commits nothing until it is released. */
function blocked() {
  const store = memory();
  let reached: () => void = () => {};
  let release: () => void = () => {};
  const committing = new Promise<void>((resolve) => (reached = resolve));
  const released = new Promise<void>((resolve) => (release = resolve));
  const commit: Store["commit"] = async (changes) => {
    reached();
    await released;
    return store.commit(changes);
  };
  return { store: { ...store, commit }, committing, release: () => release() };
}

const event = () => ({
  type: "events_api",
  payload: withEvent("direct", { text: "hello", channel: world.channel }),
});

test("a message is answered by a post, and its envelope acknowledged without words", async () => {
  const app = await connect();
  slackEnd.push({ envelope_id: "E1", ...event() });
  expect(await slackEnd.ack()).toEqual({ envelope_id: "E1", payload: {} });
  await app.settled();
  expect(world.messages()).toMatchObject([{ text: "Hi there." }]);
});

test("a voice message is heard as it is where requests come over HTTP", async () => {
  const app = appOf({ intents: [hello], store: memory() });
  const hear = async (audio: Uint8Array) => Buffer.from(audio).toString("utf8");
  const channel = slack({ unsigned: true, token: world.token, slackApiUrl: world.url, hear });
  ours = socket({ app, channel, appToken: "xapp-1", slackApiUrl: slackEnd.url });
  await ours.start();
  await slackEnd.greeted();
  const payload = world.tellAloud("Ada", Buffer.from("hello"));
  slackEnd.push({ envelope_id: "E1", type: "events_api", payload });
  await slackEnd.ack();
  await app.settled();
  expect(world.messages("Ada").map(({ text }) => text)).toContain("Hi there.");
});

test("a slash command is answered in its acknowledgement", async () => {
  await connect();
  slackEnd.push({
    envelope_id: "E1",
    type: "slash_commands",
    payload: fixture("command", { text: "hello" }),
  });
  expect(await slackEnd.ack()).toMatchObject({
    envelope_id: "E1",
    payload: { response_type: "ephemeral", text: "Hi there." },
  });
});

test("an envelope is acknowledged once its turn is committed, and not before", async () => {
  const { store, committing, release } = blocked();
  await connect(store);
  slackEnd.push({ envelope_id: "E1", ...event() });
  await committing;
  // A later envelope that is no turn overtakes it, so the first has had its time.
  slackEnd.push({ envelope_id: "E2", type: "events_api", payload: withEvent("direct", { bot_id: "B1" }) });
  expect(await slackEnd.ack()).toMatchObject({ envelope_id: "E2" });
  expect(slackEnd.waiting).toEqual([]);
  release();
  expect(await slackEnd.ack()).toMatchObject({ envelope_id: "E1" });
});

test("an envelope whose turn could not be committed is not acknowledged, and answered when it comes again", async () => {
  const store = memory();
  let broken = true;
  const app = await connect({
    ...store,
    commit: async (changes) => {
      if (broken) throw new Error("disk full");
      return store.commit(changes);
    },
  });
  slackEnd.push({ envelope_id: "E1", ...event() });
  slackEnd.push({ envelope_id: "E2", type: "events_api", payload: withEvent("direct", { bot_id: "B1" }) });
  expect(await slackEnd.ack()).toMatchObject({ envelope_id: "E2" });
  broken = false;
  slackEnd.push({ envelope_id: "E3", ...event() });
  expect(await slackEnd.ack()).toMatchObject({ envelope_id: "E3" });
  await app.settled();
  expect(slackEnd.waiting).toEqual([]);
  expect(world.messages()).toMatchObject([{ text: "Hi there." }]);
});

test("the same message in several envelopes is one turn, and each is acknowledged", async () => {
  const app = await connect();
  for (const envelope_id of ["E1", "E2", "E3"]) slackEnd.push({ envelope_id, ...event(), retry_attempt: 1 });
  const acked = [await slackEnd.ack(), await slackEnd.ack(), await slackEnd.ack()];
  expect(acked.map((ack) => ack.envelope_id).sort()).toEqual(["E1", "E2", "E3"]);
  await app.settled();
  expect(world.messages()).toHaveLength(1);
});

test("what is no turn, or no event at all, is acknowledged and does no harm", async () => {
  await connect();
  const odd = [
    { type: "interactive", payload: null },
    { type: "interactive", payload: [] },
    { type: "anything", payload: {} },
  ];
  for (const [i, envelope] of odd.entries()) {
    slackEnd.push({ envelope_id: `E${i}`, ...envelope });
    expect(await slackEnd.ack()).toEqual({ envelope_id: `E${i}`, payload: {} });
  }
  expect(ran).toBe(0);
});

test("stopping finishes what has come, and takes nothing more", async () => {
  const { store, committing, release } = blocked();
  await connect(store);
  slackEnd.push({ envelope_id: "E1", ...event() });
  await committing;
  const stopped = ours?.stop();
  const another = withEvent("direct", { text: "hello", ts: "1763683201.000100", user: "UKEVIN001" });
  slackEnd.push({ envelope_id: "E2", type: "events_api", payload: another });
  await slackEnd.received();
  release();
  await stopped;
  expect(await slackEnd.ack()).toMatchObject({ envelope_id: "E1" });
  expect(slackEnd.waiting).toEqual([]);
  expect(ran).toBe(1);
});

test.each(["answers", "is silent"] satisfies readonly Farewell[])(
  "a process that has stopped ends by itself where Slack %s when told goodbye",
  async (farewell) => {
    const script = fileURLToPath(new URL("hangup.ts", import.meta.url));
    const args = ["--conditions=palaver:source", "--import=tsx", script, farewell];
    // Of itself, Bolt would keep it for half a minute.
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 20_000 });
    expect(stdout).toBe("stopped");
  },
);

test("Socket Mode needs an app-level token", () => {
  expect(() => socket({ app: appOf(), channel: slack({ unsigned: true }), appToken: "" })).toThrow(
    PalaverError,
  );
});

describe("the install page", () => {
  test("sends people to Slack, and keeps the token that comes back for posting", async () => {
    await slackEnd.close();
    slackEnd = await socketServer({
      "oauth.v2.access": {
        app_id: "A1",
        authed_user: { id: "UADA00001" },
        scope: "chat:write",
        token_type: "bot",
        access_token: "xoxb-installed",
        bot_user_id: "UBOT00001",
        team: { id: "TNEW00001", name: "New" },
        enterprise: null,
        is_enterprise_install: false,
      },
      "auth.test": { url: "https://new.slack.com/", bot_id: "B1" },
    });
    const installationStore = new MemoryInstallationStore();
    const port = await freePort();
    ours = socket({
      app: appOf(),
      channel: slack({ unsigned: true }),
      appToken: "xapp-1",
      slackApiUrl: slackEnd.url,
      install: {
        clientId: "123.456",
        clientSecret: "client secret",
        stateSecret: "state secret",
        scopes: ["chat:write", "im:history"],
        installationStore,
        port,
      },
    });
    await ours.start();

    const page = await fetch(`http://127.0.0.1:${port}/slack/install`, { redirect: "manual" });
    const there = new URL(page.headers.get("location") ?? "");
    expect(page.status).toBe(302);
    expect(there.origin + there.pathname).toBe("https://slack.com/oauth/v2/authorize");
    expect(there.searchParams.get("client_id")).toBe("123.456");
    expect(there.searchParams.get("scope")).toBe("chat:write,im:history");

    const back = `http://127.0.0.1:${port}/slack/oauth_redirect?code=abc&state=${there.searchParams.get("state")}`;
    const forged = await fetch(back);
    expect(forged.ok).toBe(false);
    const cookie = page.headers
      .getSetCookie()
      .map((it) => it.split(";")[0])
      .join("; ");
    const installed = await fetch(back, { headers: { cookie } });
    expect(installed.ok).toBe(true);
    expect(await tokensOf(installationStore)("TNEW00001")).toBe("xoxb-installed");
  });
});
