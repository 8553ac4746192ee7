import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { intent, listener, memory, on, type App, type Json } from "palaver";
import { room, sandbox, slack, slackDevice, type Sandbox, type SlackDevice } from "palaver/slack";
import { z } from "zod";
import { appOf, fixture, secret, signed, stillClock, withEvent } from "./kit.ts";

const hello = intent("Hello", { utterances: ["hello"], fulfil: () => "Hi there." });

const order = intent("Order", {
  utterances: ["order {quantity} {item}", "I want to order"],
  slots: { item: z.string(), quantity: z.coerce.number().int().min(1) },
  elicit: { item: "What would you like?", quantity: "How many?" },
  confirm: ({ slots }) => `Shall I order ${slots.quantity} ${slots.item}?`,
  fulfil: ({ slots }) => `Ordered ${slots.quantity} ${slots.item}.`,
});

describe("a person in direct messages", () => {
  let device: SlackDevice;
  afterEach(() => device.close());

  test("orders by words and buttons", async () => {
    device = await slackDevice(appOf({ intents: [order] }));
    expect(await device.open?.()).toEqual(["Welcome to test. What would you like?"]);
    expect(await device.say("I want to order")).toEqual(["What would you like?"]);
    expect(await device.say("Ben & Jerry <3 *ice*")).toEqual(["How many?"]);
    expect(await device.say("3")).toEqual(["Shall I order 3 Ben & Jerry <3 *ice*?"]);
    expect(await device.press("Yes")).toEqual(["Ordered 3 Ben & Jerry <3 *ice*."]);
    expect(await device.heard?.()).toEqual([]);
  });

  test("gives a command and is answered at once", async () => {
    device = await slackDevice(appOf({ intents: [hello] }));
    expect(await device.command("/test hello")).toEqual(["Hi there."]);
    expect(await device.command("/test")).toEqual(["Welcome to test. What would you like?"]);
  });

  test("speaks one dialog, another person another", async () => {
    const world = await sandbox();
    const app = appOf({ intents: [order] });
    device = await slackDevice(app, { sandbox: world, name: "Ada" });
    const other = await slackDevice(app, { sandbox: world, name: "Kevin" });
    await device.say("I want to order");
    expect(await other.say("I want to order")).toEqual(["What would you like?"]);
    expect(await device.say("tea")).toEqual(["How many?"]);
    await world.close();
  });
});

describe("deliveries", () => {
  const clock = stillClock();
  let world: Sandbox;
  let ran: string[];
  let app: App;
  let receive: (request: Request) => Promise<Response>;

  const counted = intent("Count", {
    utterances: ["count"],
    fulfil: ({ turn }) => {
      ran.push(turn.id);
      return `Counted ${ran.length}.`;
    },
  });
  const overheard = on("message", ({ data }) => void ran.push(textOf(data)));

  beforeEach(async () => {
    ran = [];
    world = await sandbox({ clock });
    app = appOf({ intents: [counted], listeners: [overheard], clock });
    receive = listener(
      app,
      slack({ signingSecret: secret, token: world.token, slackApiUrl: world.url, clock }),
    );
  });
  afterEach(() => world.close());

  const deliver = (event: object) => receive(signed(JSON.stringify(event), "application/json", clock.now()));
  const inChannel = { text: "<@UBOT00001> count" };
  const mention = () => withEvent("mention", inChannel);
  const message = () => withEvent("mention", { ...inChannel, type: "message", channel_type: "channel" });

  test("of one mention, twice as an event and three times each at once, are one turn and one answer", async () => {
    const thread = await world.say("Ada", "<@UBOT00001> count");
    const all = [mention(), message()].map((it) => ({
      ...it,
      event: { ...(it["event"] as object), ts: thread },
    }));
    const answers = await Promise.all([...all, ...all, ...all].map(deliver));
    await app.settled();
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(new Set(ran).size).toBe(1);
    expect(world.messages().filter(({ bot_id }) => bot_id)).toMatchObject([
      { text: /^Counted/, thread_ts: thread },
    ]);
  });

  test("that come late are still one turn", async () => {
    const direct = withEvent("direct", { text: "count" });
    await deliver(direct);
    clock.pass(6 * 60_000);
    await deliver(direct);
    await app.settled();
    expect(ran).toHaveLength(1);
  });

  test("that were forged start nothing", async () => {
    const forged = signed(JSON.stringify(mention()), "application/json", clock.now(), "guessed");
    const old = signed(JSON.stringify(mention()), "application/json", clock.now() - 301_000);
    for (const request of [
      forged,
      old,
      new Request("https://app.example/slack", { method: "POST", body: "{nope" }),
    ]) {
      expect((await receive(request)).status).toBe(401);
    }
    await app.settled();
    expect(ran).toEqual([]);
    expect(world.calls("chat.postMessage")).toBe(0);
  });

  test("meet the challenge, and are empty otherwise", async () => {
    const met = await deliver({ type: "url_verification", challenge: "abc" });
    expect(await met.json()).toEqual({ challenge: "abc" });
    expect(await (await deliver(fixture("heard"))).text()).toBe("");
    const check = await receive(signed("ssl_check=1", "application/x-www-form-urlencoded", clock.now()));
    expect([check.status, ran]).toEqual([400, ["break a leg!"]]);
  });

  test("of words among people reach whoever listens, and nobody else", async () => {
    await deliver(fixture("heard"));
    await deliver(withEvent("heard", { bot_id: "B1", ts: "1763683261.000200" }));
    await app.settled();
    expect(ran).toEqual(["break a leg!"]);
    expect(world.calls("chat.postMessage")).toBe(0);
  });

  test("are answered once the rate limit is over", async () => {
    world.fail("conversations.open", { type: "limited", seconds: 30 });
    await deliver({ ...fixture("view"), view: { id: "V1", callback_id: "c" } });
    await deliver(withEvent("direct", { text: "count", channel: world.channel }));
    await app.settled();
    expect(world.messages()).toMatchObject([{ text: "Counted 1." }]);
  });
});

test("what teammates answer reaches the app by push, and the room by reading, as the same message", async () => {
  const pushed: Json[] = [];
  const app = appOf({ listeners: [on("message", ({ data }) => void pushed.push(data ?? null))] });
  let receive: ((request: Request) => Promise<Response>) | undefined;
  const world = await sandbox({
    teammates: {
      Kevin: ({ text }) => (text.startsWith("Demo") ? "break a leg!" : undefined),
      Zoe: () => undefined,
    },
    onEvent: async (event) => {
      await receive?.(signed(JSON.stringify(event), "application/json", Date.now()));
    },
  });
  receive = listener(app, slack({ signingSecret: secret }));
  const team = room({ token: world.token, channel: world.channel, slackApiUrl: world.url });
  const { ts } = await team.post("Demo now!", "relay/1");
  const replies = await team.replies(ts);
  expect(replies).toMatchObject([{ text: "break a leg!", by: world.userOf("Kevin") }]);
  expect(await team.nameOf(world.userOf("Kevin"))).toBe("Kevin");
  const place = { team: world.team, channel: world.channel, thread: ts };
  expect(pushed).toEqual(replies.map((reply) => ({ ...place, ...reply })));
  await world.close();
});

test("a mention in the channel comes as two events, and is answered once in its thread", async () => {
  const events: unknown[] = [];
  const world = await sandbox({ onEvent: (event) => void events.push(event) });
  const app = appOf({ intents: [hello] });
  const receive = listener(app, slack({ signingSecret: secret, token: world.token, slackApiUrl: world.url }));
  const ts = await world.say("Ada", "@palaver hello");
  expect(events).toHaveLength(2);
  for (const event of events) await receive(signed(JSON.stringify(event), "application/json", Date.now()));
  await app.settled();
  expect(world.messages().slice(1)).toMatchObject([{ text: "Hi there.", thread_ts: ts }]);
  await world.close();
});

describe("an answer whose receipt got lost", () => {
  const clock = stillClock();

  test("is found in Slack instead of being posted twice", async () => {
    const world = await sandbox({ clock });
    const app = appOf({ intents: [hello], clock });
    const device = await slackDevice(app, { sandbox: world });
    world.fail("chat.postMessage", { type: "lost" });
    expect(await device.say("hello")).toEqual(["Hi there."]);
    for (let i = 0; i < 3; i++) {
      clock.pass(400_000);
      await app.deliver();
      await app.settled();
    }
    expect(world.calls("chat.postMessage")).toBe(1);
    expect(await device.heard?.()).toEqual([]);
    expect(await app.parked()).toEqual([]);
    await world.close();
  });

  test("by a crash is found by the process that comes after", async () => {
    const world = await sandbox({ clock });
    const store = memory();
    const open = { signingSecret: secret, token: world.token, slackApiUrl: world.url, clock };
    const honest = slack(open);
    let crashed: () => void = () => {};
    const crash = new Promise<void>((resolve) => (crashed = resolve));
    // Posts, and is never heard of again.
    const dying = {
      ...honest,
      send: async (message: Parameters<NonNullable<typeof honest.send>>[0]): Promise<Json> => {
        await honest.send?.(message);
        crashed();
        return new Promise(() => {});
      },
    };
    const event = withEvent("direct", { text: "hello", channel: world.channel });
    const request = () => signed(JSON.stringify(event), "application/json", clock.now());
    await listener(appOf({ intents: [hello], clock, store }), dying)(request());
    await crash;

    const app = appOf({ intents: [hello], clock, store });
    const receive = listener(app, honest);
    clock.pass(60_000);
    await app.deliver();
    await receive(request());
    await app.settled();
    expect(world.messages()).toMatchObject([{ text: "Hi there." }]);
    await world.close();
  });
});

const textOf = (data: Json | undefined) => z.object({ text: z.string() }).parse(data).text;
