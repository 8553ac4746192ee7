import { afterAll, beforeAll, expect, test } from "vitest";
import { sandbox, type Sandbox } from "palaver/slack";
import { stillClock } from "./kit.ts";

let world: Sandbox;
beforeAll(async () => {
  world = await sandbox({ clock: stillClock(), teammates: { Kevin: () => undefined } });
});
afterAll(() => world.close());

type Answer = Readonly<Record<string, unknown>> & {
  readonly messages?: readonly { readonly text: string }[];
};

async function call(
  method: string,
  args: object,
  { token = world.token, json = false } = {},
): Promise<Answer> {
  const body = json ? JSON.stringify(args) : new URLSearchParams(args as Record<string, string>).toString();
  const type = json ? "application/json" : "application/x-www-form-urlencoded";
  const headers = { "content-type": type, ...(token && { authorization: `Bearer ${token}` }) };
  return (await fetch(`${world.url}${method}`, { method: "POST", headers, body })).json() as Promise<Answer>;
}

test("only who has the token gets in", async () => {
  expect(await call("auth.test", {})).toMatchObject({
    ok: true,
    team_id: world.team,
    user_id: world.bot.user,
  });
  expect(await call("auth.test", {}, { token: "xoxb-guessed" })).toEqual({
    ok: false,
    error: "invalid_auth",
  });
  expect(await call("auth.test", {}, { token: "" })).toEqual({ ok: false, error: "not_authed" });
  expect(await call("auth.test", { token: world.token }, { token: "" })).toMatchObject({ ok: true });
});

test("a form and JSON say the same", async () => {
  for (const json of [false, true]) {
    expect(await call("conversations.info", { channel: world.channel }, { json })).toMatchObject({
      ok: true,
      channel: { id: world.channel, is_im: false },
    });
  }
});

test("a method that reads may be asked by GET", async () => {
  const headers = { authorization: `Bearer ${world.token}` };
  const answer = await fetch(`${world.url}conversations.info?channel=${world.channel}`, { headers });
  expect(await answer.json()).toMatchObject({ ok: true, channel: { id: world.channel } });
});

test("what is not there is told in Slack's words", async () => {
  const channel = world.channel;
  expect(await call("chat.unfurl", {})).toEqual({ ok: false, error: "unknown_method" });
  expect(await call("constructor", {})).toEqual({ ok: false, error: "unknown_method" });
  expect(await call("chat.postMessage", { channel: "C0", text: "x" })).toEqual({
    ok: false,
    error: "channel_not_found",
  });
  expect(await call("chat.postMessage", { channel })).toEqual({ ok: false, error: "no_text" });
  expect(await call("chat.postMessage", { channel, text: "x", thread_ts: "1.0" })).toEqual({
    ok: false,
    error: "thread_not_found",
  });
  const blocks = JSON.stringify(Array.from({ length: 51 }, () => ({ type: "divider" })));
  expect(await call("chat.postMessage", { channel, text: "x", blocks })).toEqual({
    ok: false,
    error: "invalid_blocks",
  });
  expect(await call("conversations.history", { channel: "C0" })).toEqual({
    ok: false,
    error: "channel_not_found",
  });
  expect(await call("conversations.history", { channel, cursor: "?" })).toEqual({
    ok: false,
    error: "invalid_cursor",
  });
  expect(await call("conversations.open", { users: "U0" })).toEqual({ ok: false, error: "user_not_found" });
  expect(await call("users.info", { user: "U0" })).toEqual({ ok: false, error: "user_not_found" });
});

test("history is newest first, without what is in threads, page by page", async () => {
  const first = await world.say("Kevin", "one");
  await world.say("Kevin", "two");
  await world.say("Kevin", "below one", first);
  await world.say("Kevin", "three");
  const channel = world.channel;
  const page = await call("conversations.history", { channel, limit: "2" });
  expect(page).toMatchObject({ has_more: true, messages: [{ text: "three" }, { text: "two" }] });
  const { next_cursor: cursor } = page["response_metadata"] as { readonly next_cursor: string };
  expect(await call("conversations.history", { channel, limit: "2", cursor })).toMatchObject({
    has_more: false,
    messages: [{ text: "one", reply_count: 1, thread_ts: first }],
    response_metadata: { next_cursor: "" },
  });
  const after = await call("conversations.history", { channel, oldest: first });
  expect(after.messages?.map(({ text }) => text)).toEqual(["three", "two"]);
  const from = await call("conversations.history", { channel, oldest: first, inclusive: "true" });
  expect(from.messages).toHaveLength(3);
});

test("a thread begins with its first message, and every ts is later than the one before", async () => {
  const first = await world.say("Kevin", "parent");
  const stamps = [first];
  for (let i = 0; i < 20; i++) stamps.push(await world.say("Zoe", `reply ${i}`, first));
  expect([...stamps].sort((a, b) => (a < b ? -1 : 1))).toEqual(stamps);
  expect(new Set(stamps).size).toBe(stamps.length);
  for (const ts of stamps) expect(ts).toMatch(/^\d{10}\.\d{6}$/);
  const thread = await call("conversations.replies", { channel: world.channel, ts: first });
  expect(thread.messages?.map(({ text }) => text).slice(0, 2)).toEqual(["parent", "reply 0"]);
  expect(await call("conversations.replies", { channel: world.channel, ts: "1.0" })).toEqual({
    ok: false,
    error: "thread_not_found",
  });
});
