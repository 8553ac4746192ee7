import { App, SocketModeReceiver } from "@slack/bolt";
import { request } from "node:http";
import { Duplex } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { look } from "palaver";
import type { Sandbox } from "palaver/slack";
import { clientOf, codeOf, opened, quiet } from "./client.ts";

let world: Sandbox;
let app: App | undefined;

beforeEach(async () => {
  world = await opened({ patience: 30_000 });
});
afterEach(async () => {
  await app?.stop();
  app = undefined;
});

const receiverOf = () =>
  new SocketModeReceiver({
    appToken: world.appToken,
    installerOptions: { clientOptions: { slackApiUrl: world.url } },
    // After this many milliseconds it connects anew.
    clientPingTimeout: 50,
    logger: quiet,
  });

/** A real Bolt app by Socket Mode; not started yet. */
function bolt(): App {
  const clientOptions = { slackApiUrl: world.url };
  app = new App({ token: world.token, receiver: receiverOf(), clientOptions, logger: quiet });
  return app;
}

test("only the app's own token opens a connection, and it opens nothing else", async () => {
  const bot = clientOf(world, world.token);
  expect(await codeOf(bot.apps.connections.open({}))).toBe("not_allowed_token_type");
  const its = clientOf(world, world.appToken);
  expect(await its.apps.connections.open({})).toMatchObject({ url: expect.stringMatching(/^ws:/) });
  expect(await codeOf(its.users.list({}))).toBe("not_allowed_token_type");
  expect(await codeOf(clientOf(world, undefined).apps.connections.open({}))).toBe("not_authed");
});

/** Somebody who knocks at an address by hand: the line, or the status of a refusal. */
const knock = (url: string) =>
  new Promise<Duplex | number | undefined>((resolve, reject) => {
    const headers = { connection: "Upgrade", upgrade: "websocket", "sec-websocket-key": "dGhlIHNhbXBsZQ==" };
    request(url.replace(/^ws/, "http"), { headers })
      .on("upgrade", (_, line) => resolve(line))
      .on("response", ({ statusCode }) => resolve(statusCode))
      .on("error", reject)
      .end();
  });

const addressOf = async () => (await clientOf(world, world.appToken).apps.connections.open({})).url ?? "";

test("an address opens one connection, once", async () => {
  const url = await addressOf();
  expect(await knock(url)).toBeInstanceOf(Duplex);
  expect(await knock(url)).toBe(403);
  expect(await knock(url.replace(/ticket=.*/, "ticket=guessed"))).toBe(403);
  expect(world.connections).toBe(1);
});

test.each([
  ["is no JSON", [0x81, 0x82, 0, 0, 0, 0, 0x6e, 0x6f], 1],
  ["is an acknowledgement of nothing", [0x81, 0x82, 0, 0, 0, 0, 0x7b, 0x7d], 1],
  ["is a part of something", [0x01, 0x82, 0, 0, 0, 0, 0x7b, 0x7d], 0],
  ["is of no kind that Slack knows", [0x82, 0x82, 0, 0, 0, 0, 0x7b, 0x7d], 0],
  ["says goodbye", [0x88, 0x80, 0, 0, 0, 0], 0],
])("who sends what %s hurts nobody", async (_, bytes, left) => {
  const line = await knock(await addressOf());
  if (!(line instanceof Duplex)) throw new Error("nobody answered");
  const pong = new Promise<void>((resolve) => {
    line.on("data", (chunk: Buffer) => chunk.includes(Buffer.from([0x8a, 0x00])) && resolve());
    line.on("close", resolve);
  });
  line.write(Buffer.from([...bytes, 0x89, 0x80, 0, 0, 0, 0]));
  await pong;
  await expect.poll(() => world.connections).toBe(left);
  line.destroy();
});

test("who sends one byte after the other is understood", async () => {
  const line = await knock(await addressOf());
  if (!(line instanceof Duplex)) throw new Error("nobody answered");
  const pong = new Promise<void>((resolve, reject) => {
    line.on("data", (chunk: Buffer) => chunk.includes(Buffer.from([0x8a, 0x00])) && resolve());
    line.on("close", () => reject(new Error("hung up on")));
  });
  for (const byte of [0x81, 0xfe, 0, 1, 0, 0, 0, 0, 0x7b, 0x89, 0x80, 0, 0, 0, 0]) {
    line.write(Buffer.from([byte]));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await pong;
  line.removeAllListeners("close").destroy();
});

test("who sends without end is hung up on", async () => {
  const line = await knock(await addressOf());
  if (!(line instanceof Duplex)) throw new Error("nobody answered");
  line.on("error", () => {});
  line.resume();
  line.write(Buffer.concat([Buffer.from([0x81, 0xff]), Buffer.alloc(1_000_001, 1)]));
  await expect.poll(() => world.connections).toBe(0);
});

test("what people do comes by the connection, is acknowledged, and answered", async () => {
  const it = bolt();
  const bodies: unknown[] = [];
  it.use(async ({ body, next }) => {
    bodies.push(body);
    await next();
  });
  it.message("hello", async ({ say }) => void (await say("Hi!")));
  await it.start();
  expect(world.connections).toBe(1);
  await world.say("Kevin", "hello");
  await world.settled();
  await expect.poll(() => world.messages().map(({ text }) => text)).toEqual(["hello", "Hi!"]);
  expect(bodies[0]).toMatchObject({ type: "event_callback", event: { text: "hello" }, team_id: world.team });
  expect(bodies).toHaveLength(1);
});

test("words of every length arrive whole", async () => {
  const it = bolt();
  const heard: unknown[] = [];
  it.message(async ({ message }) => void heard.push(look(message, "text")));
  await it.start();
  const said = ["ü", "x".repeat(200), "y".repeat(70_000)];
  for (const line of said) {
    await world.say("Kevin", line);
    await world.settled();
  }
  await expect.poll(() => heard).toEqual(said);
});

test("a command and a press are answered in their acknowledgement", async () => {
  const it = bolt();
  it.command("/hey", async ({ ack, command }) => ack({ text: `Hey ${command.text}` }));
  it.action("go", async ({ ack }) => ack());
  await it.start();
  expect(await world.command("Kevin", "/hey you")).toEqual({ text: "Hey you" });
  const element = { type: "button", action_id: "go", text: { type: "plain_text", text: "Go" } };
  const { ts = "" } = await clientOf(world, world.token).chat.postMessage({
    channel: world.channel,
    text: "Go?",
    blocks: [{ type: "actions", elements: [element] }],
  } as never);
  expect(await world.press("Kevin", world.channel, ts, "Go")).toEqual({});
});

test("a command that nobody takes is not given again", async () => {
  world = await opened({ patience: 200 });
  await bolt().start();
  await expect(world.command("Kevin", "/unknown")).rejects.toThrow(/did not acknowledge/);
});

test("what is not acknowledged comes again, as the same event", async () => {
  world = await opened({ retries: [0, 0], patience: 200 });
  const receiver = receiverOf();
  const seen: Parameters<Parameters<typeof receiver.init>[0]["processEvent"]>[0][] = [];
  const processEvent = async (event: (typeof seen)[number]) => {
    if (seen.push(event) === 3) await event.ack();
  };
  // Of a Bolt app, a receiver uses this one method.
  receiver.init({ processEvent } as unknown as App);
  await receiver.start();
  await world.say("Kevin", "hello");
  await world.settled();
  await receiver.stop();
  expect(seen.map(({ retryNum, retryReason }) => [retryNum, retryReason])).toEqual([
    [0, ""],
    [1, "timeout"],
    [2, "timeout"],
  ]);
  expect(new Set(seen.map(({ body }) => look(body, "event_id"))).size).toBe(1);
});

test.each([
  ["asked to connect anew", () => world.refresh()],
  ["cut off", () => world.cut()],
])("an app that was %s comes back, and misses nothing", async (_, interrupt) => {
  const it = bolt();
  const heard: unknown[] = [];
  it.message(async ({ message }) => void heard.push(look(message, "text")));
  await it.start();
  interrupt();
  await expect.poll(() => world.connections).toBe(0);
  await world.say("Kevin", "are you back?");
  await world.settled();
  await expect.poll(() => heard).toEqual(["are you back?"]);
  expect(world.connections).toBe(1);
  expect(world.calls("apps.connections.open")).toBe(2);
});

test("without an app at the other end, nothing waits", async () => {
  await world.say("Kevin", "hello?");
  await world.settled();
  expect(world.messages()).toHaveLength(1);
});
