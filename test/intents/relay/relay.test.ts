import { describe, expect, test } from "vitest";
import { memory, type Channel, type Turn } from "palaver";
import { person } from "palaver/testing";
import { awaiting, relayApp, type RelayAppOptions } from "../../../intents/relay/index.ts";
import { testClock } from "../../support/clock.ts";
import { happening, said, understood } from "../../support/turns.ts";
import { setting } from "./setting.ts";
import { createWorld, home } from "./world.ts";

const pushed = (event: string, data: object, at: number, id = JSON.stringify([event, data])): Turn =>
  said("", {
    id,
    channel: "slack",
    conversation: "thread",
    at,
    input: { type: "event", name: event, data: { team: "T1", channel: home.channel, by: "UKevin", ...data } },
    to: { room: "thread" },
  });

describe("what is awaited", () => {
  test("is nothing where nobody has told anything: no calls, and nothing is written", async () => {
    const { minute, calls, store } = setting();
    await minute(5);
    expect(calls()).toBe(0);
    expect(store.commits).toEqual([]);
    expect(await awaiting(store)).toBe(false);
  });

  test("is looked for often at first and seldom later, until it has been long enough", async () => {
    const { app, minute, calls, store } = setting();
    await person(app).say("tell the team hello");
    const counts: number[] = [];
    for (let hour = 0; hour < 9; hour++) {
      await minute(60);
      counts.push(calls());
    }
    // Ten in ten minutes, ten in the next twenty, and so on.
    expect(counts[0]).toBeGreaterThanOrEqual(22);
    expect(counts[0]).toBeLessThanOrEqual(28);
    expect((counts[4] ?? 0) - (counts[3] ?? 0)).toBe(4);
    expect(await awaiting(store)).toBe(false);
  });

  test("is looked for often again after an answer", async () => {
    const { app, minute, calls, world, root } = setting();
    await person(app).say("tell the team hello");
    await minute(130);
    world.say("UKevin", "late!", home.channel, root());
    const quiet = calls();
    await minute(15);
    expect(calls() - quiet).toBeGreaterThanOrEqual(1);
    world.say("UKevin", "and more", home.channel, root());
    const before = calls();
    await minute(15);
    expect(calls() - before).toBeGreaterThanOrEqual(5);
  });

  test("by many is seen with one look at their channel", async () => {
    const { app, minute, world, calls } = setting();
    const people = Array.from({ length: 30 }, (_, n) => person(app, { user: `user ${n}` }));
    for (const one of people) await one.say("tell the team hello");
    const before = calls();
    await minute(5);
    expect(calls() - before).toBeLessThanOrEqual(6);
    const thread = world.said[7]?.ts ?? "";
    world.say("UKevin", "hi seven", home.channel, thread);
    await minute();
    expect(world.calls.get("thread") ?? 0).toBe(1);
    expect(await people[7]?.say("any replies")).toEqual(["Kevin says: hi seven"]);
  });

  test("is nothing any more once somebody is muted", async () => {
    const { app, minute, calls, store } = setting();
    const ann = person(app);
    await ann.say("tell the team hello");
    expect(await ann.say("stop waiting")).toEqual(["All right, I am waiting for no more replies."]);
    const before = calls();
    await minute(3);
    expect(calls()).toBe(before);
    expect(await awaiting(store)).toBe(false);
  });

  test("is asked for once a minute where no more is allowed, in pages of fifteen", async () => {
    const { app, minute, world, calls, clock } = setting({ perMinute: 1 });
    const people = Array.from({ length: 6 }, (_, n) => person(app, { user: `user ${n}` }));
    for (const one of people) await one.say("tell the team hello");
    await minute(30);
    const limited = calls();
    world.say("UKevin", "slowly", home.channel, world.said[2]?.ts);
    await minute(10);
    expect(calls() - limited).toBeLessThanOrEqual(20);
    await clock.pass(120_000);
    expect(await people[2]?.say("any replies")).toEqual(["Kevin says: slowly"]);
  });
});

describe("what is told", () => {
  test("is told three at a time, and the rest on more", async () => {
    const { app, world, root } = setting();
    const ann = person(app);
    await ann.say("tell the team hello");
    for (const word of ["a", "b", "c", "d", "e", "f", "g"]) world.say("UKevin", word, home.channel, root());
    expect(await ann.open?.()).toEqual([
      "You have seven replies. Kevin says: a Kevin says: b Kevin says: c There are four more. Say more.",
    ]);
    expect(await ann.say("more")).toEqual([
      "Kevin says: d Kevin says: e Kevin says: f There is one more. Say more.",
    ]);
    expect(await ann.say("more")).toEqual(["Kevin says: g"]);
    expect(await ann.say("any replies")).toEqual(["No replies yet."]);
  });

  test("is told once more, and said so, where nothing shows that it was heard", async () => {
    const { app, world, root, clock } = setting();
    const turn = (id: string, conversation: string, input: Turn["input"]) =>
      said("", { id, conversation, at: clock.now(), input });
    const words = (text: string): Turn["input"] => ({ type: "text", text });
    await app.respond(turn("1", "one", words("tell the team hello")));
    await app.settled();
    world.say("UKevin", "hi", home.channel, root());
    const launch: Turn["input"] = { type: "event", name: "launch" };
    expect((await app.respond(turn("2", "two", launch))).text).toContain(
      "You have one reply. Kevin says: hi",
    );
    // That session was never heard of again.
    expect((await app.respond(turn("3", "three", launch))).text).toContain("Once more: Kevin says: hi");
    const end: Turn["input"] = {
      type: "event",
      name: "end",
      data: { reason: "ERROR", error: { type: "INVALID_RESPONSE" } },
    };
    await app.respond(turn("4", "three", end));
    expect((await app.respond(turn("5", "four", launch))).text).toContain("Once more: Kevin says: hi");
    await app.respond(turn("6", "four", { type: "event", name: "end", data: { reason: "USER_INITIATED" } }));
    expect((await app.respond(turn("7", "five", words("any replies")))).text).toBe("No replies yet.");
  });

  test("is what it was edited to, and nothing where it was deleted before", async () => {
    const { app, world, root, minute } = setting();
    const ann = person(app);
    await ann.say("tell the team hello");
    const [kept, gone] = ["first", "oops"].map((text) => world.say("UKevin", text, home.channel, root()));
    await minute();
    if (kept) Object.assign(kept, { text: "second thoughts", edited: "1790000000.000000" });
    if (gone) gone.deleted = true;
    await minute(2);
    expect(await ann.say("any replies")).toEqual(["Kevin says: second thoughts"]);
  });

  test("is a thumbs up as well, unless it is taken back", async () => {
    const { app, world, minute } = setting();
    const ann = person(app);
    await ann.say("tell the team hello");
    world.said[0]?.reactions.set("+1", new Set(["UKevin", "UAda"]));
    await minute();
    world.said[0]?.reactions.set("+1", new Set(["UKevin"]));
    await minute();
    expect(await ann.say("any replies")).toEqual(["Kevin reacted with a thumbs up."]);
  });

  test("was told on another day too", async () => {
    const { app, world, root, clock } = setting();
    const ann = person(app);
    await ann.say("tell the team hello");
    world.say("UKevin", "break a leg!", home.channel, root());
    await ann.say("any replies");
    expect(await ann.say("who else answered")).toEqual(["Kevin answered today."]);
    await clock.pass(24 * 3_600_000);
    expect(await ann.say("read me yesterday's")).toEqual(["Yesterday: Kevin says: break a leg!"]);
  });

  test("long texts in parts", async () => {
    const { app, world, root } = setting({}, { gist: (text) => text.split(" | ") });
    const ann = person(app);
    await ann.say("tell the team hello");
    world.say("UKevin", "the gist | the middle | the end", home.channel, root());
    expect(await ann.say("any replies")).toEqual(["Kevin says: the gist There is more of it. Say more."]);
    expect(await ann.say("more")).toEqual(["the middle Say more."]);
    expect(await ann.say("more")).toEqual(["the end"]);
  });
});

describe("what is pushed", () => {
  test("lands in the same inbox, with edits, deletions and reactions; then it is looked for seldom", async () => {
    const { app, root, clock, minute, calls } = setting();
    const ann = person(app);
    await ann.say("tell the team hello");
    await minute();
    const at = clock.now();
    const stamp = (n: number) => `${Math.floor(at / 1_000)}.00000${n}`;
    const message = { thread: root(), ts: stamp(1), text: "hi" };
    await app.respond(pushed("message", message, at));
    await app.respond(pushed("message", message, at, "again"));
    await app.respond(pushed("edited", { ...message, text: "hi there" }, at + 5_000));
    await app.respond(pushed("message", { thread: root(), ts: stamp(2), text: "oops" }, at));
    await app.respond(pushed("deleted", { thread: root(), ts: stamp(2) }, at));
    await app.respond(pushed("reaction", { ts: root(), reaction: "tada", added: true }, at));
    await app.respond(pushed("reaction", { ts: root(), reaction: "eyes", added: true }, at, "eyes"));
    await app.respond(pushed("reaction", { ts: root(), reaction: "eyes", added: false }, at, "no eyes"));
    await app.respond(
      pushed("message", { thread: "1700000000.000001", ts: stamp(3), text: "elsewhere" }, at),
    );
    await minute();
    const before = calls();
    await minute(14);
    expect(calls() - before).toBeLessThanOrEqual(2);
    const told = (await ann.say("any replies")).join();
    expect(told).toContain("Kevin says: hi there");
    expect(told).toContain("Kevin reacted with a party popper.");
    expect(told).not.toMatch(/oops|eyes|elsewhere/);
  });
});

describe("what people say", () => {
  test("goes to one thread a day, in order, also where the first has to wait", async () => {
    let wrong: "limited" | undefined = "limited";
    const { app, world, minute, clock } = setting({
      wrong: (method) => (method === "post" ? wrong : undefined),
    });
    const ann = person(app);
    await ann.say("tell the team one");
    await ann.say("tell the team two");
    expect(world.said).toEqual([]);
    wrong = undefined;
    await minute(2);
    expect(world.said.map(({ text }) => text)).toEqual(["one", "two"]);
    expect(world.said[1]?.thread).toBe(world.said[0]?.ts);
    await clock.pass(24 * 3_600_000);
    await ann.say("tell the team three");
    expect(world.said[2]?.thread).toBeUndefined();
  });

  test("goes to no other team than the one that was named", async () => {
    const { app, world } = setting();
    const ann = person(app);
    expect(await ann.say("tell the marketing team hi")).toEqual([
      'I do not know "marketing". Which team do you mean?',
    ]);
    await ann.say("cancel");
    expect(world.said).toEqual([]);
  });

  test("goes at once to whoever was heard because somebody asked for replies", async () => {
    const { app, clock, world, root } = setting();
    const ann = person(app);
    await ann.say("tell the team hello");
    world.say("UKevin", "hi", home.channel, root());
    await clock.pass(5_000);
    expect(await ann.say("any replies")).toEqual(["Kevin says: hi"]);
    expect(await ann.say("reply to Kevin thanks a lot")).toEqual(["I am telling Kevin: thanks a lot"]);
  });

  test("goes to whoever answered, and mentions them", async () => {
    const spots: unknown[] = [];
    const clock = testClock();
    const world = createWorld({ now: () => clock.now() });
    const team = {
      ...world.team,
      post: (...args: Parameters<typeof world.team.post>) => (spots.push(args[2]), world.team.post(...args)),
    };
    const app = relayApp(team, { store: memory(), clock, log: () => {} });
    const ann = person(app);
    await ann.say("tell the team hello");
    const root = world.said[0]?.ts ?? "";
    world.say("UKevin", "hi", home.channel, root);
    await clock.pass(60_000);
    await app.tick("poll", clock.now());
    await app.settled();
    await ann.say("any replies");
    await clock.pass(20_000);
    expect(await ann.say("reply to Kevin: thanks")).toEqual(["I am telling Kevin: thanks"]);
    expect(spots.at(-1)).toEqual({ ...home, thread: root, mention: "UKevin" });
    expect(world.said.at(-1)).toMatchObject({ text: "thanks", thread: root });
  });

  test("goes to the team they name, by the name they gave it", async () => {
    const clock = testClock();
    const world = createWorld({ now: () => clock.now() });
    const team = {
      ...world.team,
      rooms: async () => [
        { id: "C1", name: "team" },
        { id: "C2", name: "ux-crew" },
      ],
    };
    const app = relayApp(team, { store: memory(), clock, log: () => {} });
    const ann = person(app);
    await ann.say("tell the team hello");
    await clock.pass(20_000);
    expect(await ann.say("rename the ux crew channel to design")).toEqual([
      "All right, ux crew is design from now on.",
    ]);
    await clock.pass(20_000);
    expect(await ann.say("tell the design team we are late")).toEqual([
      "I am telling the design team: we are late",
    ]);
    expect(world.said.at(-1)).toMatchObject({ channel: "C2", text: "we are late" });
  });
});

describe("where a channel is closed to the bot", () => {
  test.each([
    ["not_in_channel", "the bot is not in that channel"],
    ["is_archived", "that channel is archived"],
    ["token_revoked", "the bot is no longer let into the workspace"],
  ])(
    "(%s) people are told, nothing spins, and nothing is lost once it is open again",
    async (code, words) => {
      let closed: string | undefined;
      const { app, world, root, minute, calls } = setting({ barred: () => closed });
      const ann = person(app);
      await ann.say("tell the team hello");
      await minute(2);
      closed = code;
      await minute(3);
      const before = calls();
      await minute(30);
      expect(calls() - before).toBeLessThanOrEqual(4);
      expect((await ann.say("tell the team again")).join()).toContain("I am telling");
      const told = [...(await ann.say("any replies")), ...(await ann.say("any replies"))].join(" ");
      expect(told).toContain(`I could not tell the team: ${words}`);
      expect(told).toContain(`I cannot see what they answer: ${words}`);
      closed = undefined;
      world.say("UKevin", "still here", home.channel, root());
      await minute(20);
      expect(await ann.say("any replies")).toEqual(["Kevin says: still here"]);
    },
  );
});

describe("who has not asked", () => {
  test("is told at once where their page is open, and once", async () => {
    const { app, world, root, minute, clock } = setting();
    const shown: string[] = [];
    const page: Channel = {
      name: "page",
      read: () => undefined,
      write: () => undefined,
      send: async ({ reply }) => void shown.push(reply.text),
    };
    app.connect(page);
    const turn = (id: string, text: string) =>
      said(text, { id, channel: "page", at: clock.now(), reach: { session: "ann" } });
    await app.respond(turn("1", "tell the team hello"));
    await app.settled();
    world.say("UKevin", "break a leg!", home.channel, root());
    await minute();
    expect(shown).toEqual(["Kevin says: break a leg!"]);
    expect((await app.respond(turn("2", "any replies"))).text).toBe("No replies yet.");
  });

  test("is notified of who and how many", async () => {
    const notices: unknown[] = [];
    const notify: RelayAppOptions["notify"] = async (notice, { key }) =>
      void notices.push([notice, typeof key]);
    const { app, world, root, minute } = setting({}, { notify });
    const consents = (notify: boolean, at: number) =>
      app.respond(
        happening("consent", { notify, to: { user: "amzn1" } }, { channel: "person", user: "somebody", at }),
      );
    await person(app).say("tell the team hello");
    world.say("UKevin", "nobody hears of this", home.channel, root());
    await minute();
    expect(notices).toEqual([]);

    await consents(true, 2_000);
    // What was said before that comes later.
    await consents(false, 1_000);
    for (const word of ["a", "b"]) world.say("UKevin", word, home.channel, root());
    await minute();
    expect(notices).toEqual([[{ to: { user: "amzn1" }, sender: "Kevin", count: 3 }, "string"]]);

    await consents(false, 3_000);
    world.say("UKevin", "c", home.channel, root());
    await minute();
    expect(notices).toHaveLength(1);
  });
});

describe("a message", () => {
  const heard = (confidence: number, id: string) =>
    understood(
      {
        intent: "Tell",
        confidence,
        slots: [{ name: "message", values: [{ text: "the demo begins", matches: [] }] }],
      },
      { id },
    );

  test("that was not heard for sure is read back before it is sent", async () => {
    const { app, world } = setting({});
    expect((await app.respond(heard(0.4, "1"))).text).toBe("Shall I tell the team: the demo begins?");
    await app.settled();
    expect(world.said).toHaveLength(0);
    expect((await app.respond(said("yes", { id: "2" }))).text).toBe("I am telling the team: the demo begins");
    await app.settled();
    expect(world.said).toHaveLength(1);
  });

  test("that was heard for sure is sent at once", async () => {
    const { app } = setting({});
    expect((await app.respond(heard(0.9, "1"))).text).toBe("I am telling the team: the demo begins");
  });
});
