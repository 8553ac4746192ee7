import type { WebClient } from "@slack/web-api";
import { beforeEach, describe, expect, test } from "vitest";
import type { Sandbox } from "palaver/slack";
import { clientOf, codeOf, opened, textsOf } from "./client.ts";
import { stillClock } from "./kit.ts";

let clock: ReturnType<typeof stillClock>;
let world: Sandbox;
let client: WebClient;
let channel: string;

beforeEach(async () => {
  clock = stillClock();
  world = await opened({ clock });
  client = clientOf(world, world.token);
  ({ channel } = world);
});

/** Lines in the channel, a second apart; their ts. */
async function lines(...said: readonly string[]): Promise<readonly string[]> {
  const stamps: string[] = [];
  for (const line of said) {
    clock.pass(1_000);
    stamps.push(await world.say("Kevin", line));
  }
  return stamps;
}

/** What is on each page. */
async function pages(method: "history" | "replies", args: object): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const page of client.paginate(`conversations.${method}`, { channel, ...args }))
    found.push(textsOf(page as Parameters<typeof textsOf>[0]));
  return found;
}

describe("history", () => {
  test("has the newest first, and goes on with older ones", async () => {
    await lines("one", "two", "three", "four", "five");
    expect(await pages("history", { limit: 2 })).toEqual([["five", "four"], ["three", "two"], ["one"]]);
  });

  test("with only `oldest` begins nearest to it, and goes on with newer ones", async () => {
    const [first = ""] = await lines("one", "two", "three", "four", "five", "six");
    expect(await pages("history", { oldest: first, limit: 2 })).toEqual([
      ["three", "two"],
      ["five", "four"],
      ["six"],
    ]);
  });

  test("with `latest` begins nearest to that, whatever `oldest` is", async () => {
    const [first = "", , , fourth = ""] = await lines("one", "two", "three", "four", "five");
    const span = { oldest: first, latest: fourth };
    expect(await pages("history", { ...span, limit: 1 })).toEqual([["three"], ["two"]]);
    expect(await pages("history", { ...span, inclusive: true })).toEqual([["four", "three", "two", "one"]]);
  });

  test("finds one message exactly, by whole seconds as well, but no reply", async () => {
    const [, second = ""] = await lines("one", "two", "three");
    const reply = await world.say("Kevin", "below", second);
    const exactly = (ts: string) => pages("history", { oldest: ts, latest: ts, inclusive: true, limit: 1 });
    expect(await exactly(second)).toEqual([["two"]]);
    expect(await exactly(second.slice(0, 10))).toEqual([["two"]]);
    expect(await exactly(reply)).toEqual([[]]);
  });

  test("has a cursor that outlives the message it points to", async () => {
    const [, second = ""] = await lines("one", "two", "three");
    const page = await client.conversations.history({ channel, limit: 1 });
    expect(page).toMatchObject({ has_more: true, messages: [{ text: "three" }] });
    await world.remove(channel, second);
    const { next_cursor: cursor = "" } = page.response_metadata ?? {};
    expect(Buffer.from(cursor, "base64").toString()).toBe(`next_ts:${second.replace(".", "")}`);
    const next = await client.conversations.history({ channel, limit: 1, cursor });
    expect(next).toMatchObject({ has_more: false, messages: [{ text: "one" }] });
  });

  test("has at most 999 messages on a page, and 100 where nobody says", async () => {
    for (let i = 0; i < 1_001; i++) await world.say("Kevin", String(i));
    expect((await client.conversations.history({ channel, limit: 5_000 })).messages).toHaveLength(999);
    expect((await client.conversations.history({ channel })).messages).toHaveLength(100);
  });

  test("counts what is below a message, and shows what was sent to the channel as well", async () => {
    const [first = ""] = await lines("one", "two");
    await world.say("Kevin", "below", first);
    const latest = await world.say("Zoe", "for all", { thread: first, broadcast: true });
    const users = [world.userOf("Kevin"), world.userOf("Zoe")];
    const { messages } = await client.conversations.history({ channel });
    expect(messages).toMatchObject([
      { text: "for all", subtype: "thread_broadcast", thread_ts: first, parent_user_id: users[0] },
      { text: "two" },
      {
        text: "one",
        thread_ts: first,
        reply_count: 2,
        reply_users: users,
        reply_users_count: 2,
        latest_reply: latest,
      },
    ]);
    expect(messages?.[1]).not.toHaveProperty("reply_count");
    await client.chat.postMessage({ channel, text: "mine too", thread_ts: first, reply_broadcast: true });
    expect(textsOf(await client.conversations.history({ channel, limit: 1 }))).toEqual(["mine too"]);
  });
});

describe("a thread", () => {
  test("names five of those who wrote in it, and counts them all", async () => {
    const [first = ""] = await lines("parent");
    const six = ["Ann", "Bob", "Cas", "Dan", "Eve", "Fay"];
    for (const name of [...six, "Ann"]) await world.say(name, "me!", first);
    const { messages } = await client.conversations.replies({ channel, ts: first, limit: 1 });
    const reply_users = six.slice(0, 5).map((name) => world.userOf(name));
    expect(messages).toMatchObject([{ reply_count: 7, reply_users_count: 6, reply_users }]);
  });

  test("has its first message on the first page only, and the oldest first", async () => {
    const [first = ""] = await lines("parent");
    for (const said of ["a", "b", "c"]) await world.say("Kevin", said, first);
    expect(await pages("replies", { ts: first, limit: 2 })).toEqual([
      ["parent", "a"],
      ["b", "c"],
    ]);
  });

  test("is read from a message on, without its first message then", async () => {
    const [first = ""] = await lines("parent");
    const a = await world.say("Kevin", "a", first);
    for (const said of ["b", "c"]) await world.say("Kevin", said, first);
    expect(await pages("replies", { ts: first, oldest: a, limit: 1 })).toEqual([["b"], ["c"]]);
    expect(await pages("replies", { ts: first, oldest: a, inclusive: true })).toEqual([["a", "b", "c"]]);
  });

  test("asked for by one of its replies is that reply", async () => {
    const [first = ""] = await lines("parent");
    const a = await world.say("Kevin", "a", first);
    expect(await pages("replies", { ts: a })).toEqual([["a"]]);
    const below = await world.say("Kevin", "b", a);
    expect(world.messages().find(({ ts }) => ts === below)?.thread_ts).toBe(first);
  });
});

describe("a message that shows up late", () => {
  test("is not there before its time, and in its place afterwards", async () => {
    const [first = ""] = await lines("one");
    await world.say("Kevin", "late", { late: 5_000 });
    await world.say("Kevin", "late below", { thread: first, late: 5_000 });
    await lines("two");
    expect(await pages("history", {})).toEqual([["two", "one"]]);
    expect(await pages("replies", { ts: first })).toEqual([["one"]]);
    clock.pass(4_000);
    expect(await pages("history", {})).toEqual([["two", "late", "one"]]);
    expect(await pages("replies", { ts: first })).toEqual([["one", "late below"]]);
  });

  test("may be the app's own", async () => {
    world.fail("chat.postMessage", { type: "late", milliseconds: 1_000 });
    await client.chat.postMessage({ channel, text: "mine" });
    expect(await pages("history", {})).toEqual([[]]);
    clock.pass(1_000);
    expect(await pages("history", {})).toEqual([["mine"]]);
  });
});

test("a ts names one message in its channel, and another one elsewhere", async () => {
  const random = world.create("random");
  await world.invite(random);
  const ts = await world.say("Kevin", "here");
  expect(await world.say("Kevin", "there", { channel: random, ts })).toBe(ts);
  expect(textsOf(await client.conversations.history({ channel }))).toEqual(["here"]);
  expect(textsOf(await client.conversations.history({ channel: random }))).toEqual(["there"]);
  await expect(world.say("Kevin", "again", { ts })).rejects.toThrow(/unique/);
});

test("what the scopes do not allow is refused, kind by kind", async () => {
  const narrow = world.workspace({ scopes: ["channels:history", "chat:write"] });
  const its = clientOf(world, narrow.token);
  expect(await codeOf(its.conversations.history({ channel: narrow.channel }))).toBe("ok");
  const direct = its.conversations.history({ channel: narrow.direct("Kevin") });
  await expect(direct).rejects.toMatchObject({
    data: { error: "missing_scope", needed: "im:history", provided: "channels:history,chat:write" },
  });
  expect(await codeOf(its.users.info({ user: "U1" }))).toBe("missing_scope");
  expect(await codeOf(its.chat.postMessage({ channel: narrow.create("random"), text: "x" }))).toBe(
    "not_in_channel",
  );
  const wide = world.workspace({ scopes: ["chat:write", "chat:write.public"] });
  const random = wide.create("random");
  await clientOf(world, wide.token).chat.postMessage({ channel: random, text: "from outside" });
  expect(textsOf({ messages: wide.read(random) })).toEqual(["from outside"]);
});
