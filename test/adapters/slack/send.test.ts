import { createServer } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { complete, PalaverError, Undelivered, type Json, type Message } from "palaver";
import { room, sandbox, slack, type Fault, type Sandbox, type ThreadReply } from "palaver/slack";
import { stillClock } from "./kit.ts";

const clock = stillClock();
let world: Sandbox;
beforeAll(async () => {
  world = await sandbox({ clock });
});
afterAll(() => world.close());

const channelAt = (slackApiUrl: string, token: string) =>
  slack({ unsigned: true, token, slackApiUrl, clock });
const channel = () => channelAt(world.url, world.token);

let keys = 0;
const message = (text: string, to: object = {}): Message => ({
  to: { team: world.team, channel: world.channel, ...to } as Json,
  reply: complete({ text }),
  key: `slack/T/C/1/${++keys}`,
});

const outcomeOf = async (sending: Promise<unknown> | undefined) => {
  const error: unknown = await sending?.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Undelivered);
  const { outcome, retryAfter } = error as Undelivered;
  return retryAfter === undefined ? outcome : { outcome, retryAfter };
};

describe("a message", () => {
  test("is posted as it is: escaped, unstyled, nothing linked, with its key where nobody reads it", async () => {
    const sent = message("*Tom* & <!channel>");
    const receipt = await channel().send?.(sent);
    const posted = world.messages().at(-1);
    expect(receipt).toEqual({ channel: world.channel, ts: posted?.ts });
    expect(posted?.text).toBe("*Tom* &amp; &lt;!channel&gt;");
    expect(JSON.stringify(posted?.metadata)).toMatch(
      /^\{"event_type":"palaver_message","event_payload":\{"key":"[\w-]{43}"\}\}$/,
    );
    expect(JSON.stringify(posted)).not.toContain(sent.key);
  });

  test("goes into its thread", async () => {
    const thread = await world.say("Kevin", "hello");
    await channel().send?.(message("hi", { thread }));
    expect(world.messages().at(-1)).toMatchObject({ text: "hi", thread_ts: thread });
  });

  test("to a user goes into their direct messages", async () => {
    await channel().send?.(message("psst", { channel: world.userOf("Ada") }));
    expect(world.messages("Ada").at(-1)).toMatchObject({ text: "psst" });
  });

  test("for one person is in no history; where the bot is no member, they are written to directly", async () => {
    const before = world.messages().length;
    const only = world.userOf("Ada");
    expect(await channel().send?.(message("psst", { only }))).toBeUndefined();
    expect(world.messages()).toHaveLength(before);
    await channel().send?.(message("over here", { channel: "CELSEWHERE", only }));
    expect(world.messages("Ada").at(-1)).toMatchObject({ text: "over here" });
  });

  test("without words is not sent", async () => {
    const before = world.calls("chat.postMessage");
    expect(await channel().send?.(message(""))).toBeUndefined();
    expect(world.calls("chat.postMessage")).toBe(before);
  });

  test.each([{}, null, "C1", { team: "T1" }, { team: "T 1", channel: "C1" }])(
    "to %j goes nowhere",
    async (to) => {
      expect(await outcomeOf(channel().send?.({ ...message("x"), to: to as Json }))).toBe("refused");
    },
  );
});

describe("what goes wrong", () => {
  const cases: readonly (readonly [string, Fault, unknown])[] = [
    ["a rate limit", { type: "limited", seconds: 30 }, { outcome: "not-done", retryAfter: 30_000 }],
    [
      "a rate limit told as an error",
      { type: "error", error: "ratelimited" },
      { outcome: "not-done", retryAfter: 60_000 },
    ],
    ["an answer that got lost", { type: "lost" }, "unknown"],
    ["a broken server", { type: "status", status: 500 }, "unknown"],
    ["an unavailable server", { type: "status", status: 503 }, "unknown"],
    ["a refusal by whatever is in front of Slack", { type: "status", status: 403 }, "refused"],
    ["an error that may come after the fact", { type: "error", error: "fatal_error" }, "unknown"],
    ...[
      ...[
        "channel_not_found",
        "not_in_channel",
        "is_archived",
        "no_text",
        "invalid_blocks",
        "msg_blocks_too_long",
      ],
      ...["restricted_action", "token_revoked", "account_inactive", "missing_scope", "messages_tab_disabled"],
    ].map((error) => [error, { type: "error", error }, "refused"] as const),
  ];

  test.each(cases)("%s", async (_, fault, outcome) => {
    const before = world.calls("chat.postMessage");
    world.fail("chat.postMessage", fault);
    expect(await outcomeOf(channel().send?.(message("x")))).toEqual(outcome);
    // Never by itself: whether to try again is the outbox's to say.
    expect(world.calls("chat.postMessage")).toBe(before + 1);
  });

  test("nobody listening means that nothing happened", async () => {
    const gone = await sandbox();
    await gone.close();
    expect(await outcomeOf(channelAt(gone.url, gone.token).send?.(message("x")))).toBe("not-done");
  });

  test("a token that is wrong, or missing for a workspace, is refused", async () => {
    expect(await outcomeOf(channelAt(world.url, "xoxb-wrong").send?.(message("x")))).toBe("refused");
    const none = slack({ unsigned: true, token: () => undefined, slackApiUrl: world.url });
    await expect(none.send?.(message("x"))).rejects.toMatchObject({
      outcome: "refused",
      message: "no token for this workspace",
    });
  });

  test("says nothing of what was sent, nor of the token", async () => {
    world.fail("chat.postMessage", { type: "error", error: "<b> not a code" });
    const error: unknown = await channel()
      .send?.(message("the secret plan"))
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ message: "Slack answered an error" });
  });
});

test("each workspace is posted to with its own token", async () => {
  const asked: string[] = [];
  const many = slack({
    unsigned: true,
    slackApiUrl: world.url,
    token: async (team) => {
      asked.push(team);
      return world.token;
    },
  });
  await many.send?.(message("x"));
  expect(asked).toEqual([world.team]);
});

describe("a message whose fate is unknown", () => {
  test.each([
    ["in the channel", () => Promise.resolve({})],
    ["in a thread", async () => ({ thread: await world.say("Kevin", "hello") })],
  ])("is found by its key %s, among others of ours and theirs", async (_, where) => {
    const lost = { ...message("where am I?", await where()), since: clock.now() };
    await channel().send?.({ ...lost, key: "another" });
    expect(await channel().sent?.(lost)).toBeUndefined();
    world.fail("chat.postMessage", { type: "lost" });
    await outcomeOf(channel().send?.(lost));
    const there = world.messages().at(-1);
    await channel().send?.({ ...lost, key: "yet another" });
    expect(await channel().sent?.(lost)).toEqual({ channel: world.channel, ts: there?.ts });
  });

  test("is looked for on every page", async () => {
    const lost = message("lately");
    for (let i = 0; i < 450; i++) await world.say("Kevin", `line ${i}`);
    const receipt = await channel().send?.(lost);
    const before = world.calls("conversations.history");
    expect(await channel().sent?.({ ...lost, since: clock.now() - 60_000 })).toEqual(receipt);
    expect(world.calls("conversations.history") - before).toBe(3);
  });

  test("stays unknown where Slack cannot be asked", async () => {
    world.fail("conversations.history", { type: "limited", seconds: 7 });
    expect(await outcomeOf(channel().sent?.(message("x")))).toEqual({
      outcome: "not-done",
      retryAfter: 7_000,
    });
  });
});

describe("a room", () => {
  let it: ReturnType<typeof room>;
  beforeEach(() => {
    it = room({ token: world.token, channel: world.channel, slackApiUrl: world.url, clock, pageSize: 2 });
  });

  test("needs a token and a channel", () => {
    expect(() => room({ token: "", channel: "C1" })).toThrow(PalaverError);
    expect(() => room({ token: "xoxb-1", channel: "" })).toThrow(PalaverError);
  });

  test("posts words once and finds them by their key", async () => {
    const { channel: where, ts } = await it.post("I'm <giving> the demo *now*", "relay/1");
    expect(where).toBe(world.channel);
    expect(world.messages().at(-1)).toMatchObject({ ts, text: "I'm &lt;giving&gt; the demo *now*" });
    expect(await it.find("relay/1", clock.now())).toEqual({ channel: where, ts });
    expect(await it.find("relay/2", clock.now())).toBeUndefined();
  });

  test("reads what people answered in a thread, on all pages and in order, and not what bots did", async () => {
    const { ts } = await it.post("demo!", "relay/3");
    const said = ["break a leg!", "Tom & Jerry <3", "ask @palaver", "four", "five"];
    const sent: string[] = [];
    for (const words of said) sent.push(await world.say("Kevin", words, ts));
    await it.post("a note of our own", "relay/4", ts);
    await world.say("Kevin", "elsewhere");
    const replies = await it.replies(ts);
    expect(replies.map((reply) => reply.text)).toEqual([
      "break a leg!",
      "Tom & Jerry <3",
      "ask Palaver",
      "four",
      "five",
    ]);
    expect(replies.map((reply) => reply.ts)).toEqual(sent);
    expect(new Set(replies.map(({ by }) => by))).toEqual(new Set([world.userOf("Kevin")]));
  });

  test("reads a thread that a person began without its beginning", async () => {
    const thread = await world.say("Zoe", "who is in?");
    await world.say("Kevin", "me", thread);
    expect((await it.replies(thread)).map((reply) => reply.text)).toEqual(["me"]);
  });

  test("reads two minutes again, so that what shows up late is not missed", async () => {
    const { ts } = await it.post("demo!", "relay/5");
    await world.say("Kevin", "early", ts);
    clock.pass(600_000);
    await world.say("Kevin", "in time", ts);
    clock.pass(100_000);
    const last = await world.say("Kevin", "last", ts);
    expect((await it.replies(ts, last)).map((reply) => reply.text)).toEqual(["in time", "last"]);
  });

  test("asks for a name once, and says someone where there is none", async () => {
    const kevin = world.userOf("Kevin");
    const before = world.calls("users.info");
    expect(await Promise.all([it.nameOf(kevin), it.nameOf(kevin)])).toEqual(["Kevin", "Kevin"]);
    expect(await it.nameOf(kevin)).toBe("Kevin");
    expect(world.calls("users.info") - before).toBe(1);
    expect(await it.nameOf("UNOBODY")).toBe("someone");
    expect(await it.nameOf("UNOBODY")).toBe("someone");
    expect(world.calls("users.info") - before).toBe(2);
    clock.pass(600_001);
    await it.nameOf("UNOBODY");
    expect(world.calls("users.info") - before).toBe(3);
  });

  test("refuses a thread that is gone", async () => {
    expect(await outcomeOf(it.replies("1000000000.000000"))).toBe("refused");
  });

  test("goes on posting while Slack limits its reading", async () => {
    const { ts } = await it.post("demo!", "relay/6");
    world.fail("conversations.replies", { type: "limited", seconds: 3_600 });
    expect(await outcomeOf(it.replies(ts))).toEqual({ outcome: "not-done", retryAfter: 3_600_000 });
    await it.post("still here", "relay/7");
    expect(world.messages().at(-1)).toMatchObject({ text: "still here" });
  });

  test("reads again by itself where reading failed", async () => {
    const { ts } = await it.post("demo!", "relay/8");
    await world.say("Kevin", "hi", ts);
    const before = world.calls("conversations.replies");
    world.fail("conversations.replies", { type: "status", status: 500 });
    expect(await it.replies(ts)).toHaveLength(1);
    expect(world.calls("conversations.replies") - before).toBe(2);
  });

  describe("reading pages as they come", () => {
    const say = (ts: string, text: string) => ({ type: "message", user: "U1", ts, thread_ts: thread, text });
    const thread = "1000000000.000000";

    async function reading(pageOf: (cursor: string) => object): Promise<readonly ThreadReply[]> {
      const server = createServer((request, response) => {
        let body = "";
        request.on("data", (chunk: Buffer) => (body += chunk.toString()));
        request.on("end", () => {
          response.setHeader("content-type", "application/json");
          response.end(
            JSON.stringify({ ok: true, ...pageOf(new URLSearchParams(body).get("cursor") ?? "") }),
          );
        });
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const address = server.address();
      const port = typeof address === "object" ? address?.port : undefined;
      try {
        const slackApiUrl = `http://127.0.0.1:${port}/api/`;
        return await room({ token: "xoxb-1", channel: "C1", slackApiUrl }).replies(thread);
      } finally {
        server.close();
        server.closeAllConnections();
      }
    }

    test("puts them in order and keeps each message once", async () => {
      const replies = await reading((cursor) =>
        cursor === ""
          ? {
              messages: [say("1000000003.000000", "c"), say("1000000001.000010", "a")],
              response_metadata: { next_cursor: "2" },
            }
          : {
              messages: [say("1000000002.000000", "b"), say("1000000003.000000", "c"), null, "x", { ts: 7 }],
            },
      );
      expect(replies.map((reply) => reply.text)).toEqual(["a", "b", "c"]);
    });

    test("does not go round in circles where a page leads back to itself", async () => {
      const circle = { messages: [], response_metadata: { next_cursor: "again" } };
      expect(await outcomeOf(reading(() => circle))).toBe("not-done");
    });
  });
});
