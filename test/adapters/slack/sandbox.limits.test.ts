import { beforeEach, expect, test } from "vitest";
import { look } from "palaver";
import type { Sandbox } from "palaver/slack";
import { clientOf, codeOf, opened } from "./client.ts";
import { stillClock } from "./kit.ts";

let clock: ReturnType<typeof stillClock>;
let world: Sandbox;

beforeEach(async () => {
  clock = stillClock();
  world = await opened({ clock, limits: {} });
});

/** The seconds to wait; nothing where the call went through. */
async function waitOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
    return undefined;
  } catch (error) {
    return look(error, "retryAfter");
  }
}

test("nothing is limited unless that is asked for", async () => {
  world.limit();
  const client = clientOf(world, world.token);
  for (let i = 0; i < 120; i++) await client.conversations.history({ channel: world.channel });
  for (let i = 0; i < 20; i++) await client.chat.postMessage({ channel: world.channel, text: "x" });
});

test("a method is limited by its tier, for a minute, by itself, in each workspace by itself", async () => {
  const [client, other] = [clientOf(world, world.token), clientOf(world, world.workspace().token)];
  for (let i = 0; i < 20; i++) {
    expect(await waitOf(client.users.list({}))).toBeUndefined();
    clock.pass(1_000);
  }
  expect(await waitOf(client.users.list({}))).toBe(40);
  expect(await waitOf(client.users.info({ user: world.bot.user }))).toBeUndefined();
  expect(await waitOf(other.users.list({}))).toBeUndefined();
  clock.pass(39_999);
  expect(await waitOf(client.users.list({}))).toBe(1);
  clock.pass(1);
  expect(await waitOf(client.users.list({}))).toBeUndefined();
  expect(await waitOf(client.users.list({}))).toBe(1);
});

test.each([
  ["conversations.history", 50],
  ["conversations.replies", 50],
  ["users.info", 100],
  ["auth.test", 600],
])("%s may be called %i times a minute", async (method, allowed) => {
  const client = clientOf(world, world.token);
  for (let i = 0; i < allowed; i++)
    expect(await waitOf(client.apiCall(method).catch(() => {}))).toBeUndefined();
  expect(await waitOf(client.apiCall(method))).toBe(60);
});

test("posts are limited in each channel, with a few at once", async () => {
  const client = clientOf(world, world.token);
  const post = (channel: string) => waitOf(client.chat.postMessage({ channel, text: "x" }));
  for (let i = 0; i < 5; i++) expect(await post(world.channel)).toBeUndefined();
  expect(await post(world.channel)).toBe(1);
  expect(await post(world.direct("Kevin"))).toBeUndefined();
  clock.pass(999);
  expect(await post(world.channel)).toBe(1);
  clock.pass(1);
  expect(await post(world.channel)).toBeUndefined();
  expect(await post(world.channel)).toBe(1);
  expect(world.messages()).toHaveLength(6);
  world.limit({ posting: { perSecond: 0.1, burst: 1 } });
  clock.pass(60_000);
  expect(await post(world.channel)).toBeUndefined();
  expect(await post(world.channel)).toBe(10);
});

test("an app that is sold elsewhere reads once a minute, and fifteen messages at most", async () => {
  world.limit({ restricted: true });
  const client = clientOf(world, world.token);
  const { channel } = world;
  for (let i = 0; i < 20; i++) await world.say("Kevin", String(i));
  const page = await client.conversations.history({ channel, limit: 200 });
  expect(page.messages).toHaveLength(15);
  expect(page.has_more).toBe(true);
  expect(await waitOf(client.conversations.history({ channel }))).toBe(60);
  const ts = world.messages()[0]?.ts ?? "";
  for (let i = 0; i < 20; i++) await world.say("Zoe", String(i), ts);
  expect((await client.conversations.replies({ channel, ts })).messages).toHaveLength(15);
  expect(await waitOf(client.conversations.replies({ channel, ts }))).toBe(60);
  clock.pass(60_000);
  const { next_cursor: cursor = "" } = page.response_metadata ?? {};
  expect((await client.conversations.history({ channel, cursor })).messages).toHaveLength(5);
  expect(await waitOf(client.users.info({ user: world.userOf("Zoe") }))).toBeUndefined();
});

test("tiers may be other than Slack's, and what was refused does not count", async () => {
  world.limit({ tiers: { 2: 1 } });
  const client = clientOf(world, world.token);
  await client.users.list({});
  clock.pass(59_000);
  for (let i = 0; i < 3; i++) expect(await waitOf(client.users.list({}))).toBe(1);
  clock.pass(1_000);
  expect(await codeOf(client.users.list({}))).toBe("ok");
});
