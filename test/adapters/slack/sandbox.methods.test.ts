import type { WebClient } from "@slack/web-api";
import { beforeEach, describe, expect, test } from "vitest";
import { itemsOf, look } from "palaver";
import type { Sandbox } from "palaver/slack";
import { clientOf, codeOf, opened, textsOf } from "./client.ts";
import { stillClock } from "./kit.ts";

let world: Sandbox;
let client: WebClient;
let channel: string;

beforeEach(async () => {
  world = await opened({ clock: stillClock(), teammates: { Kevin: () => undefined } });
  client = clientOf(world, world.token);
  ({ channel } = world);
});

describe("a message", () => {
  test("is kept with its blocks and its metadata, and read with metadata only by who asks for that", async () => {
    const metadata = { event_type: "relay", event_payload: { key: "k1" } };
    const blocks = [{ type: "section", text: { type: "mrkdwn", text: "*hi*" } }];
    const posted = await client.chat.postMessage({ channel, text: "hi", blocks, metadata });
    expect(posted).toMatchObject({ channel, message: { text: "hi", bot_id: world.bot.id, blocks } });
    const plain = await client.conversations.history({ channel });
    expect(plain.messages?.[0]).not.toHaveProperty("metadata");
    const all = await client.conversations.history({ channel, include_all_metadata: true });
    expect(all.messages?.[0]).toMatchObject({ ts: posted.ts, metadata });
  });

  test("may be posted to a channel by its name, to a person, and under another name", async () => {
    expect((await client.chat.postMessage({ channel: "#team", text: "x" })).channel).toBe(channel);
    const kevin = world.userOf("Kevin");
    const direct = await client.chat.postMessage({ channel: kevin, text: "psst" });
    expect(direct.channel).toBe(world.direct("Kevin"));
    expect(world.messages("Kevin")).toMatchObject([{ text: "psst" }]);
    const named = await client.chat.postMessage({ channel, text: "x", username: "Sam via Alexa" });
    expect(named.message).toMatchObject({ username: "Sam via Alexa", subtype: "bot_message" });
  });

  test("of more than 40,000 characters is cut off", async () => {
    const { message } = await client.chat.postMessage({ channel, text: "x".repeat(40_001) });
    expect(message?.text).toHaveLength(40_000);
  });

  test("is edited, deleted, and leaves a tombstone where others are below it", async () => {
    const { ts = "" } = await client.chat.postMessage({ channel, text: "frist" });
    await client.chat.update({ channel, ts, text: "first" });
    expect(world.messages()).toMatchObject([{ text: "first", edited: { user: world.bot.id } }]);
    expect(world.messages()[0]?.edited?.ts).toMatch(/^\d{10}\.000000$/);
    const below = await world.say("Kevin", "seen", ts);
    await client.chat.delete({ channel, ts });
    const thread = await client.conversations.replies({ channel, ts });
    expect(thread.messages).toMatchObject([
      { subtype: "tombstone", user: "USLACKBOT", ts, reply_count: 1, latest_reply: below },
      { text: "seen" },
    ]);
    await world.remove(channel, below);
    const left = await client.conversations.replies({ channel, ts });
    expect(left.messages).toMatchObject([{ subtype: "tombstone", latest_reply: "0000000000.000000" }]);
    const { ts: alone = "" } = await client.chat.postMessage({ channel, text: "nobody answers" });
    await client.chat.delete({ channel, ts: alone });
    expect(await codeOf(client.conversations.replies({ channel, ts: alone }))).toBe("thread_not_found");
  });

  test("for one person is seen by that person, and in no history", async () => {
    const user = world.userOf("Kevin");
    const answer = await client.chat.postEphemeral({ channel, user, text: "only you" });
    expect(answer.message_ts).toMatch(/^\d{10}\.\d{6}$/);
    expect(world.whispers(channel, "Kevin")).toMatchObject([{ text: "only you" }]);
    expect(world.whispers(channel, "Zoe")).toEqual([]);
    expect((await client.conversations.history({ channel })).messages).toEqual([]);
  });

  test("of a person has the id of their client, and one of another bot has that bot's", async () => {
    world.person("Deploys", { bot: true, real_name: "Deploys Inc." });
    await world.say("Kevin", "hello", { files: ["cat.png"] });
    await world.say("Deploys", "deployed");
    const [bots, persons] = (await client.conversations.history({ channel })).messages ?? [];
    expect(persons).toMatchObject({ subtype: "file_share", files: [{ name: "cat.png", filetype: "png" }] });
    expect(persons?.client_msg_id).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    expect(bots).toMatchObject({ user: world.userOf("Deploys"), bot_profile: { name: "Deploys Inc." } });
    expect(bots?.bot_id).toMatch(/^B/);
    expect(bots?.bot_id).not.toBe(world.bot.id);
    expect(bots).not.toHaveProperty("client_msg_id");
  });
});

describe("reactions", () => {
  test("are added, counted, read and removed", async () => {
    const ts = await world.say("Kevin", "lunch?");
    await client.reactions.add({ channel, timestamp: ts, name: "tada" });
    await world.react("Zoe", channel, ts, "tada");
    await world.react("Zoe", channel, ts, "+1");
    const zoe = world.userOf("Zoe");
    const both = [
      { name: "tada", users: [world.bot.user, zoe], count: 2 },
      { name: "+1", users: [zoe], count: 1 },
    ];
    expect(await client.reactions.get({ channel, timestamp: ts })).toMatchObject({
      type: "message",
      channel,
      message: { text: "lunch?", reactions: both },
    });
    expect((await client.conversations.history({ channel })).messages?.[0]?.reactions).toEqual(both);
    await client.reactions.remove({ channel, timestamp: ts, name: "tada" });
    await world.unreact("Zoe", channel, ts, "+1");
    expect(world.messages()[0]?.reactions).toEqual([{ name: "tada", users: [zoe], count: 1 }]);
  });
});

describe("people", () => {
  test("have names, of which one may be empty, and a time zone", async () => {
    world.person("Zoe", { display_name: "", real_name: "Zoe Q. Public", tz: "Asia/Kolkata" });
    const { user } = await client.users.info({ user: world.userOf("Zoe") });
    expect(user).toMatchObject({
      name: "zoe",
      real_name: "Zoe Q. Public",
      tz: "Asia/Kolkata",
      tz_offset: 19_800,
      is_bot: false,
      profile: { display_name: "", real_name: "Zoe Q. Public" },
    });
    world.person("Kevin", { tz: "America/Los_Angeles" });
    const kevin = await client.users.info({ user: world.userOf("Kevin") });
    expect(kevin.user).toMatchObject({ tz_offset: -28_800, tz_label: "Pacific Standard Time" });
  });

  test("are listed page by page, and our bot is one of them", async () => {
    world.userOf("Zoe");
    const names: unknown[] = [];
    for await (const page of client.paginate("users.list", { limit: 2 }))
      for (const member of itemsOf(look(page, "members"))) names.push(look(member, "name"));
    expect(names).toEqual(["palaver", "kevin", "zoe"]);
    expect((await client.users.list({})).members).toHaveLength(3);
  });
});

describe("channels", () => {
  test("are listed by kind, page by page, and private ones only where the bot is in", async () => {
    const random = world.create("random");
    const secret = world.create("secret", { private: true, members: ["Kevin"] });
    const inside = world.create("inside", { private: true });
    await world.invite(inside);
    await world.archive(random);
    const ids = async (args: object) => (await client.conversations.list(args)).channels?.map(({ id }) => id);
    expect(await ids({})).toEqual([channel, random]);
    expect(await ids({ exclude_archived: true })).toEqual([channel]);
    expect(await ids({ types: "private_channel,public_channel" })).toEqual([channel, random, inside]);
    expect(await codeOf(client.conversations.info({ channel: secret }))).toBe("channel_not_found");
    const first = await client.conversations.list({ limit: 1 });
    const { next_cursor: cursor = "" } = first.response_metadata ?? {};
    expect(await ids({ limit: 1, cursor })).toEqual([random]);
  });

  test("tell their name, what they are, and who is in them", async () => {
    const random = world.create("random", { members: ["Kevin", "Zoe"] });
    await world.rename(random, "chance");
    expect(
      (await client.conversations.info({ channel: random, include_num_members: true })).channel,
    ).toMatchObject({
      name: "chance",
      is_channel: true,
      is_private: false,
      is_member: false,
      num_members: 2,
    });
    const joined = await client.conversations.join({ channel: random });
    expect(joined.channel).toMatchObject({ is_member: true });
    expect((await client.conversations.join({ channel: random })).warning).toBe("already_in_channel");
    const page = await client.conversations.members({ channel: random, limit: 2 });
    expect(page.members).toEqual([world.userOf("Kevin"), world.userOf("Zoe")]);
    const { next_cursor: cursor = "" } = page.response_metadata ?? {};
    const rest = await client.conversations.members({ channel: random, cursor });
    expect(rest.members).toEqual([world.bot.user]);
  });

  test("of direct messages are opened for one person or for several", async () => {
    const [kevin, zoe] = [world.userOf("Kevin"), world.userOf("Zoe")];
    const one = await client.conversations.open({ users: kevin, return_im: true });
    expect(one.channel).toMatchObject({ id: world.direct("Kevin"), is_im: true, user: kevin });
    const both = await client.conversations.open({ users: `${kevin},${zoe}` });
    const again = await client.conversations.open({ users: `${zoe},${kevin}` });
    expect(again.channel?.id).toBe(both.channel?.id);
    const info = await client.conversations.info({ channel: both.channel?.id ?? "" });
    expect(info.channel).toMatchObject({ is_mpim: true });
  });
});

describe("Slack's words for what cannot be", () => {
  type Case = readonly [code: string, call: () => Promise<unknown> | Promise<Promise<unknown>>];
  const nowhere = "C00000000";
  const old = "1000000000.000001";
  const long = "x".repeat(40_001);
  const section = (text: string) => ({ type: "section", text: { type: "mrkdwn", text } }) as const;
  const posting = (more: object) => client.chat.postMessage({ channel, text: "x", ...more } as never);
  const theirs = () => world.say("Kevin", "mine");
  const archived = async () => {
    await world.archive(channel);
    return channel;
  };

  const cases: readonly Case[] = [
    ["channel_not_found", () => posting({ channel: nowhere })],
    ["channel_not_found", () => posting({ channel: world.bot.user })],
    ["channel_not_found", () => posting({ channel: world.create("den", { private: true }) })],
    ["not_in_channel", () => posting({ channel: world.create("random") })],
    ["is_archived", async () => posting({ channel: await archived() })],
    ["no_text", () => posting({ text: "" })],
    ["thread_not_found", () => posting({ thread_ts: old })],
    [
      "cannot_reply_to_message",
      async () => posting({ thread_ts: await world.say("Kevin", "reply", await theirs()) }),
    ],
    ["invalid_blocks", () => posting({ blocks: Array(51).fill({ type: "divider" }) })],
    ["invalid_blocks", () => posting({ blocks: [section("x".repeat(3_001))] })],
    ["invalid_blocks", () => posting({ blocks: [section("")] })],
    ["invalid_blocks", () => posting({ blocks: [{ text: "no type" }] })],
    [
      "invalid_blocks",
      () => posting({ blocks: ["same", "same"].map((block_id) => ({ type: "divider", block_id })) }),
    ],
    ["invalid_blocks", () => posting({ blocks: [{ type: "actions", elements: Array(26).fill({}) }] })],
    ["invalid_blocks_format", () => posting({ blocks: "nothing of JSON" })],
    ["msg_blocks_too_long", () => posting({ blocks: Array(5).fill(section("x".repeat(2_900))) })],
    ["invalid_metadata_format", () => posting({ metadata: { event_type: "x" } })],
    ["metadata_too_large", () => posting({ metadata: { event_type: "x", event_payload: { long } } })],
    ["message_not_found", () => client.chat.update({ channel, ts: old, text: "x" })],
    ["cant_update_message", async () => client.chat.update({ channel, ts: await theirs(), text: "x" })],
    [
      "msg_too_long",
      async () => client.chat.update({ channel, ts: (await posting({})).ts ?? "", text: long }),
    ],
    ["message_not_found", () => client.chat.delete({ channel, ts: old })],
    ["cant_delete_message", async () => client.chat.delete({ channel, ts: await theirs() })],
    ["user_not_in_channel", () => client.chat.postEphemeral({ channel, user: "U0", text: "x" })],
    ["channel_not_found", () => client.conversations.history({ channel: nowhere })],
    ["not_in_channel", () => client.conversations.history({ channel: world.create("random") })],
    ["invalid_cursor", () => client.conversations.history({ channel, cursor: "dXNlcjpV" })],
    ["invalid_ts_oldest", () => client.conversations.history({ channel, oldest: "yesterday" })],
    ["invalid_ts_latest", () => client.conversations.history({ channel, latest: "1.1234567" })],
    ["thread_not_found", () => client.conversations.replies({ channel, ts: old })],
    [
      "invalid_cursor",
      async () => client.conversations.replies({ channel, ts: await theirs(), cursor: "?" }),
    ],
    ["invalid_types", () => client.conversations.list({ types: "constructor" })],
    ["invalid_cursor", () => client.conversations.list({ cursor: "?" })],
    ["invalid_cursor", () => client.conversations.members({ channel, cursor: "?" })],
    ["channel_not_found", () => client.conversations.members({ channel: nowhere })],
    ["users_list_not_supplied", () => client.conversations.open({ users: "" })],
    ["user_not_found", () => client.conversations.open({ users: "U0" })],
    ["user_not_found", () => client.conversations.open({ users: world.bot.user })],
    ["channel_not_found", () => client.conversations.join({ channel: nowhere })],
    ["is_archived", async () => client.conversations.join({ channel: await archived() })],
    [
      "method_not_supported_for_channel_type",
      () => client.conversations.join({ channel: world.direct("Kevin") }),
    ],
    ["user_not_found", () => client.users.info({ user: "constructor" })],
    ["invalid_cursor", () => client.users.list({ cursor: "?" })],
    ["no_item_specified", () => client.reactions.add({ name: "tada" } as never)],
    ["bad_timestamp", () => client.reactions.add({ channel, timestamp: "now", name: "tada" })],
    ["message_not_found", () => client.reactions.get({ channel, timestamp: old })],
    [
      "invalid_name",
      async () => client.reactions.add({ channel, timestamp: await theirs(), name: ":tada:" }),
    ],
    [
      "no_reaction",
      async () => client.reactions.remove({ channel, timestamp: await theirs(), name: "tada" }),
    ],
    [
      "is_archived",
      async () => {
        const timestamp = await theirs();
        return client.reactions.add({ channel: await archived(), timestamp, name: "tada" });
      },
    ],
    [
      "already_reacted",
      async () => {
        const item = { channel, timestamp: await theirs(), name: "tada" };
        await client.reactions.add(item);
        return client.reactions.add(item);
      },
    ],
    ["unknown_method", () => client.apiCall("chat.shout", {})],
    ["unknown_method", () => client.apiCall("__proto__", {})],
  ];

  test.each(cases)("%s", async (code, call) => {
    expect(await codeOf(Promise.resolve(call()))).toBe(code);
  });

  test("leave everything as it was", async () => {
    const posts = cases.slice(0, 18).filter(([code]) => code !== "is_archived");
    for (const [, call] of posts) await codeOf(Promise.resolve(call()));
    expect(textsOf({ messages: world.messages() })).toEqual(["mine", "reply"]);
  });
});
