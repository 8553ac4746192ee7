import { App } from "@slack/bolt";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { look } from "palaver";
import type { Sandbox, SandboxOptions } from "palaver/slack";
import { clientOf, opened, quiet, sleepers } from "./client.ts";

/** Nobody waits for minutes here. */
const hasty: SandboxOptions = { retries: [0, 1, 1], patience: 5_000 };

let world: Sandbox;
beforeEach(async () => {
  world = await opened(hasty);
});

/** A real Bolt app behind its HTTP receiver, to which the sandbox sends its events. */
async function bolt(secret = world.signingSecret): Promise<{ readonly app: App; readonly url: string }> {
  const clientOptions = { slackApiUrl: world.url };
  const app = new App({ token: world.token, signingSecret: secret, clientOptions, logger: quiet });
  const server = await app.start({ port: 0, host: "127.0.0.1" });
  onTestFinished(async () => void (await app.stop()));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { app, url: `http://127.0.0.1:${port}/slack/events` };
}

/** Every event that a Bolt app hears from now on, by type and, for messages, subtype. */
function heardBy(app: App): unknown[] {
  const heard: unknown[] = [];
  app.use(async ({ payload, next }) => {
    heard.push(payload);
    await next();
  });
  return heard;
}

type Handler = (request: IncomingMessage, body: string, response: ServerResponse) => void;

/** An address that answers as it likes, once it was challenged. */
async function address(handle: Handler): Promise<string> {
  const server = createServer((request, response) => {
    void (async () => {
      let body = "";
      for await (const chunk of request) body += String(chunk);
      const challenge = body.startsWith("{") && look(JSON.parse(body), "challenge");
      if (typeof challenge === "string") response.end(challenge);
      else handle(request, body, response);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const at = server.address();
  return `http://127.0.0.1:${typeof at === "object" && at ? at.port : 0}/`;
}

const typesOf = (events: readonly unknown[]) =>
  events.map((event) => look(event, "subtype") ?? look(event, "type"));

describe("a Bolt app behind its HTTP receiver", () => {
  test("gets what it subscribed to after Slack's challenge, signed", async () => {
    const { app, url } = await bolt();
    const heard = heardBy(app);
    app.message(
      "hello",
      async ({ message, say }) => void (await say({ text: "Hi!", thread_ts: message.ts })),
    );
    await world.subscribe(url);
    const ts = await world.say("Kevin", "hello");
    await world.settled();
    await expect.poll(() => world.messages().length).toBe(2);
    expect(world.messages()[1]).toMatchObject({ text: "Hi!", thread_ts: ts, bot_id: world.bot.id });
    expect(heard[0]).toMatchObject({ type: "message", channel_type: "channel", user: world.userOf("Kevin") });
  });

  test("with another secret is not subscribed to, nor is somebody who only says yes", async () => {
    const { url } = await bolt("another secret");
    await expect(world.subscribe(url)).rejects.toThrow(/by http_error.*challenge/);
    const { url: web } = world;
    await expect(world.subscribe(web)).rejects.toThrow(/without the challenge/);
    await world.say("Kevin", "hello");
    await world.settled();
    expect(world.calls("")).toBe(1);
  });

  test("hears a mention twice, at the same ts and by different ids", async () => {
    const { app, url } = await bolt();
    const bodies: unknown[] = [];
    app.use(async ({ body }) => void bodies.push(body));
    await world.subscribe(url);
    const ts = await world.say("Kevin", "@palaver hello");
    await world.settled();
    expect(bodies.map((body) => look(body, "event", "ts"))).toEqual([ts, ts]);
    const types = bodies.map((body) => look(body, "event", "type"));
    expect(new Set(types)).toEqual(new Set(["app_mention", "message"]));
    const mention = bodies.find((body) => look(body, "event", "type") === "app_mention");
    expect(look(mention, "event")).not.toHaveProperty("channel_type");
    expect(new Set(bodies.map((body) => look(body, "event_id"))).size).toBe(2);
  });

  test("hears of edits, deletions, tombstones, reactions and files, as Slack tells of them", async () => {
    const { app, url } = await bolt();
    const heard = heardBy(app);
    await world.subscribe(url);
    const { channel } = world;
    const told = async (act: Promise<unknown>) => {
      const ts = await act;
      await world.settled();
      return typeof ts === "string" ? ts : "";
    };
    const ts = await told(world.say("Kevin", "frist"));
    await told(world.edit(channel, ts, "first"));
    const reply = await told(world.say("Zoe", "for all", { thread: ts, broadcast: true }));
    await told(world.react("Zoe", channel, ts, "tada"));
    await told(world.unreact("Zoe", channel, ts, "tada"));
    await told(world.remove(channel, ts));
    await told(world.remove(channel, reply));
    await told(world.say("Kevin", "look", { files: ["cat.png"] }));
    await told(world.say("Kevin", "psst", { channel: world.direct("Kevin") }));
    const item = { type: "message", channel, ts };
    expect(heard).toMatchObject([
      { type: "message", text: "frist", ts, event_ts: ts, channel },
      {
        subtype: "message_changed",
        hidden: true,
        message: { text: "first", ts, edited: { user: world.userOf("Kevin") } },
        previous_message: { text: "frist" },
      },
      { subtype: "thread_broadcast", ts: reply, thread_ts: ts, root: { text: "first", reply_count: 1 } },
      { type: "reaction_added", reaction: "tada", item, item_user: world.userOf("Kevin") },
      { type: "reaction_removed", user: world.userOf("Zoe"), item },
      {
        subtype: "message_changed",
        message: { subtype: "tombstone", user: "USLACKBOT", reply_count: 1 },
        previous_message: { text: "first" },
      },
      { subtype: "message_deleted", deleted_ts: reply, previous_message: { text: "for all" } },
      { subtype: "file_share", files: [{ name: "cat.png" }] },
      { type: "message", channel_type: "im", channel: world.direct("Kevin") },
    ]);
  });

  test("hears what nobody said: a link unfurled, a sentence about oneself, the same message once more", async () => {
    const { app, url } = await bolt();
    const heard = heardBy(app);
    await world.subscribe(url);
    const client_msg_id = "11111111-2222-4333-8444-555555555555";
    const first = await world.say("Kevin", "https://example.com/", { client_msg_id });
    await world.settled();
    await world.unfurl(world.channel, first);
    await world.settled();
    await world.say("Kevin", "waves", { subtype: "me_message" });
    await world.settled();
    await world.say("Kevin", "<https://example.com/|look>", { client_msg_id, raw: true });
    await world.settled();
    expect(heard).toMatchObject([
      { client_msg_id },
      { subtype: "message_changed", message: { attachments: [{ id: 1 }] }, previous_message: { ts: first } },
      { subtype: "me_message", text: "waves" },
      { client_msg_id, text: "<https://example.com/|look>" },
    ]);
    expect(look(heard[1], "message")).not.toHaveProperty("edited");
  });

  test("hears of the channels its bot is in, and of no others", async () => {
    const { app, url } = await bolt();
    const heard = heardBy(app);
    await world.subscribe(url);
    const random = world.create("random", { members: ["Kevin"] });
    const told = async (act: Promise<unknown>) => {
      await act;
      await world.settled();
    };
    await told(world.say("Kevin", "just us", { channel: random }));
    await told(world.invite(random));
    await told(world.invite(random, "Zoe"));
    await told(world.rename(random, "chance"));
    await told(world.archive(random));
    await told(world.unarchive(random));
    await told(world.kick(random, "Zoe"));
    await told(world.kick(random));
    await told(world.say("Kevin", "just us", { channel: random }));
    expect(typesOf(heard)).toEqual([
      "member_joined_channel",
      "member_joined_channel",
      "channel_rename",
      "channel_archive",
      "channel_unarchive",
      "member_left_channel",
      "channel_left",
    ]);
  });

  test("does not take its own posts for others', but its own edits come back", async () => {
    const { app, url } = await bolt();
    const heard = heardBy(app);
    await world.subscribe(url);
    const client = clientOf(world, world.token);
    const { ts = "" } = await client.chat.postMessage({ channel: world.channel, text: "frist" });
    await client.chat.update({ channel: world.channel, ts, text: "first" });
    await expect.poll(() => typesOf(heard)).toEqual(["message_changed"]);
  });

  test("is pressed and commanded", async () => {
    const { app, url } = await bolt();
    app.action("go", async ({ ack, respond: _, body }) => {
      await ack();
      pressed.push(body);
    });
    app.command("/hey", async ({ ack, command }) => ack(`Hey ${command.text}`));
    const pressed: unknown[] = [];
    await world.subscribe(url);
    const button = { type: "button", action_id: "go", value: "7", text: { type: "plain_text", text: "Go" } };
    const { ts = "" } = await clientOf(world, world.token).chat.postMessage({
      channel: world.channel,
      text: "Go?",
      blocks: [{ type: "actions", block_id: "b1", elements: [button] }],
    } as never);
    await world.press("Kevin", world.channel, ts, "Go");
    expect(pressed).toMatchObject([
      {
        user: { id: world.userOf("Kevin") },
        actions: [{ action_id: "go", block_id: "b1", value: "7" }],
        message: { ts },
      },
    ]);
    expect(await world.command("Kevin", "/hey you there")).toBe("Hey you there");
    await expect(world.press("Kevin", world.channel, ts, "Stop")).rejects.toThrow(/no button/);
  });
});

describe("an event that the app does not take", () => {
  /** What of each delivery is of interest. */
  function recorded(request: IncomingMessage, body: string) {
    const { "x-slack-retry-num": retry, "x-slack-retry-reason": reason } = request.headers;
    return { retry, reason, id: look(JSON.parse(body), "event_id") };
  }

  test("comes again three times, as the same event, with the reason", async () => {
    const seen: ReturnType<typeof recorded>[] = [];
    const url = await address((request, body, response) => {
      seen.push(recorded(request, body));
      response.writeHead(500).end();
    });
    await world.subscribe(url);
    await world.say("Kevin", "hello");
    await world.settled();
    expect(seen.map(({ retry }) => retry)).toEqual([undefined, "1", "2", "3"]);
    expect(seen.map(({ reason }) => reason).slice(1)).toEqual(Array(3).fill("http_error"));
    expect(new Set(seen.map(({ id }) => id)).size).toBe(1);
  });

  test("comes again, but a command does not", async () => {
    let count = 0;
    await world.subscribe(await address((_, __, response) => void response.writeHead(++count && 500).end()));
    await expect(world.command("Kevin", "/hey")).rejects.toThrow(/http_error/);
    expect(count).toBe(1);
  });

  test("comes no more once it was taken, or where the app asks for that", async () => {
    let count = 0;
    const url = await address((_, __, response) => void response.writeHead(++count < 2 ? 503 : 200).end());
    await world.subscribe(url);
    await world.say("Kevin", "hello");
    await world.settled();
    expect(count).toBe(2);
    count = 0;
    await world.subscribe(
      await address((_, __, response) => {
        count++;
        response.writeHead(500, { "x-slack-no-retry": "1" }).end();
      }),
    );
    await world.say("Kevin", "hello");
    await world.settled();
    expect(count).toBe(1);
  });

  test("in time comes again because of the time", async () => {
    const slow = await opened({ retries: [0], patience: 100 });
    const seen: ReturnType<typeof recorded>[] = [];
    const url = await address((request, body, response) => {
      seen.push(recorded(request, body));
      if (seen.length > 1) response.end();
    });
    await slow.subscribe(url);
    await slow.say("Kevin", "hello");
    await slow.settled();
    expect(seen).toMatchObject([{ retry: undefined }, { retry: "1", reason: "http_timeout" }]);
  });

  test("but is sent elsewhere by it does not go there, and comes again", async () => {
    const seen: unknown[] = [];
    const url = await address((request, body, response) => {
      seen.push([request.url, recorded(request, body).reason]);
      if (seen.length > 1) response.end();
      else response.writeHead(307, { location: "/elsewhere" }).end();
    });
    await world.subscribe(url);
    await world.say("Kevin", "hello");
    await world.settled();
    expect(seen).toEqual([
      ["/", undefined],
      ["/", "http_error"],
    ]);
  });

  test("because the connection broke comes again because of that", async () => {
    const seen: ReturnType<typeof recorded>[] = [];
    const url = await address((request, body, response) => {
      seen.push(recorded(request, body));
      if (seen.length > 1) response.end();
      else response.destroy();
    });
    await world.subscribe(url);
    await world.say("Kevin", "hello");
    await world.settled();
    expect(seen).toMatchObject([{ retry: undefined }, { retry: "1", reason: "connection_failed" }]);
  });
});

test("an app is told no more of what comes after the sandbox is closed", async () => {
  const told: unknown[] = [];
  const made = await opened({ onEvent: (event) => void told.push(event) });
  made.disturb("message", { type: "delayed", milliseconds: 60_000 });
  await made.say("Kevin", "one");
  await made.close();
  await made.settled();
  expect(told).toEqual([]);
});

test("an app that never takes an event is given up on when the sandbox is closed", async () => {
  const made = await opened({ retries: [60_000], patience: 5_000 });
  let count = 0;
  await made.subscribe(await address((_, __, response) => void response.writeHead(++count && 500).end()));
  await made.say("Kevin", "one");
  await expect.poll(() => count).toBe(1);
  await made.close();
  await made.settled();
  expect(count).toBe(1);
});

test("what fails in whoever is told of the app's own doing does not keep it from being done", async () => {
  const made = await opened({ onEvent: () => Promise.reject(new Error("no ear")) });
  await clientOf(made, made.token).chat.postMessage({ channel: made.channel, text: "x" });
  expect(made.messages()).toHaveLength(1);
  await expect(made.say("Kevin", "y")).rejects.toThrow("no ear");
});

test("a mention of the bot by itself is no mention, nor is one in its direct messages", async () => {
  const types: unknown[] = [];
  const made = await opened({ onEvent: (event) => void types.push(look(event, "event", "type")) });
  await clientOf(made, made.token).chat.postMessage({ channel: made.channel, text: `<@${made.bot.user}>` });
  await made.say("Kevin", "@palaver", { channel: made.direct("Kevin") });
  expect(types).toEqual(["message", "message"]);
});

test("metadata comes with no event", async () => {
  const events: unknown[] = [];
  const made = await opened({ onEvent: (event) => void events.push(look(event, "event")) });
  const metadata = { event_type: "relay", event_payload: { key: "k1" } };
  await clientOf(made, made.token).chat.postMessage({ channel: made.channel, text: "x", metadata });
  expect(events).toMatchObject([{ text: "x" }]);
  expect(events[0]).not.toHaveProperty("metadata");
});

describe("events go wrong on their way", () => {
  const told = async (options: SandboxOptions = {}) => {
    const events: unknown[] = [];
    const made = await opened({
      ...options,
      onEvent: (event) => void events.push(look(event, "event", "text")),
    });
    return { made, events };
  };

  test("twice, with the same id", async () => {
    const ids: unknown[] = [];
    const made = await opened({ onEvent: (event) => void ids.push(look(event, "event_id")) });
    made.disturb("message", { type: "duplicated" });
    await made.say("Kevin", "one");
    await made.say("Kevin", "two");
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(2);
  });

  test("not at all, though the message is there", async () => {
    const { made, events } = await told();
    made.disturb("message", { type: "dropped" }, 2);
    for (const said of ["one", "two", "three"]) await made.say("Kevin", said);
    expect(events).toEqual(["three"]);
    expect(made.messages()).toHaveLength(3);
  });

  test("after the next one", async () => {
    const { made, events } = await told();
    made.disturb("message", { type: "reordered" });
    for (const said of ["one", "two", "three"]) {
      await made.say("Kevin", said);
      await made.settled();
    }
    expect(events).toEqual(["two", "one", "three"]);
  });

  test("late, while nobody waits for them", async () => {
    const clock = sleepers();
    const { made, events } = await told({ clock });
    made.disturb("message", { type: "delayed", milliseconds: 60_000 });
    await made.say("Kevin", "one");
    await made.say("Kevin", "two");
    expect(events).toEqual(["two"]);
    clock.wake();
    await made.settled();
    expect(events).toEqual(["two", "one"]);
  });

  test("only those of the type that was named, and those of a mention each by itself", async () => {
    const types: unknown[] = [];
    const made = await opened({ onEvent: (event) => void types.push(look(event, "event", "type")) });
    made.disturb("message", { type: "dropped" });
    await made.say("Kevin", "@palaver hello");
    expect(types).toEqual(["app_mention"]);
  });

  test("over the wire as well", async () => {
    const seen: unknown[] = [];
    const url = await address((_, body, response) => {
      const said = look(JSON.parse(body), "event", "text");
      const done = () => {
        seen.push(said);
        response.end();
      };
      // Even an app that takes its time has done with the one before the other comes.
      if (said === "two") setTimeout(done, 50);
      else done();
    });
    await world.subscribe(url);
    world.disturb("message", { type: "reordered" });
    await world.say("Kevin", "one");
    await world.say("Kevin", "two");
    await world.settled();
    expect(seen).toEqual(["two", "one"]);
  });
});
