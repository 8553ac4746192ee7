import { describe, expect, test } from "vitest";
import type { Turn } from "palaver";
import { person } from "palaver/testing";
import type { Team } from "../../../intents/relay/team.ts";
import { happening, said } from "../../support/turns.ts";
import { setting } from "./setting.ts";
import { home } from "./world.ts";

type Setting = ReturnType<typeof setting>;

const pushed = (event: string, data: object): Turn =>
  happening(
    event,
    { team: "T1", channel: home.channel, by: "UKevin", ...data },
    { channel: "slack", user: "T1/UKevin", id: JSON.stringify([event, data]) },
  );

/** Somebody who says something in whichever conversation. */
const speaker =
  ({ app, clock }: Setting) =>
  async (conversation: string, text: string) => {
    const { text: answer } = await app.respond(said(text, { conversation, at: clock.now() }));
    await app.settled();
    return answer;
  };

const answered = async (words: readonly string[], made = setting()) => {
  const say = speaker(made);
  await say("one", "tell the team hello");
  for (const word of words) made.world.say("UKevin", word, home.channel, made.root());
  return { ...made, say };
};

describe("what was told", () => {
  test("is not heard by being told: where the conversation never goes on, it is told once more", async () => {
    const { say } = await answered(["a", "b", "c", "d"]);
    expect(await say("two", "any replies")).toMatch(/^Kevin says: a .* There is one more\. Say more\.$/);
    expect(await say("three", "any replies")).toMatch(/^Once more: Kevin says: a Once more: Kevin says: b/);
  });

  test("is heard though another conversation breaks off", async () => {
    const { app, clock, say } = await answered(["a", "b", "c", "d"]);
    await say("two", "any replies");
    const broken = { reason: "ERROR" };
    await app.respond(happening("end", broken, { conversation: "three", at: clock.now() }));
    expect(await say("two", "more")).toBe("Kevin says: d");
    expect(await say("two", "any replies")).toBe("No replies yet.");
  });
});

describe("who asks", () => {
  test("does not wait for a workspace that does not answer, and hears of it later", async () => {
    let answer = () => {};
    const hanging = new Promise<void>((resolve) => (answer = resolve));
    const slow = setting(
      {},
      {},
      {
        thread: async (...args: Parameters<Team["thread"]>) => (
          await hanging,
          slow.world.team.thread(...args)
        ),
      },
    );
    const { app, clock, world, root, minute } = slow;
    await speaker(slow)("one", "tell the team hello");
    world.say("UKevin", "hi", home.channel, root());
    const asking = app.respond(said("any replies", { at: clock.now() }));
    await clock.pass(2_600);
    expect((await asking).text).toBe("No replies yet.");
    answer();
    await minute(2);
    expect(await speaker(slow)("one", "any replies")).toBe("Kevin says: hi");
  });

  test("has only their own threads read", async () => {
    const { app, world, calls } = setting();
    const [ann, ben] = [person(app), person(app, { user: "ben" })];
    await ann.say("tell the team hello from Ann");
    await ben.say("tell the team hello from Ben");
    expect(await ann.say("any replies")).toEqual(["No replies yet."]);
    expect([calls(), world.calls.get("thread")]).toEqual([1, 1]);
  });

  test("has three channels looked at, and the others by the schedule", async () => {
    const rooms = async () =>
      ["sales", "design", "garden", "kitchen"].map((name, n) => ({ id: `C${n + 2}`, name }));
    const made = setting({}, {}, { rooms });
    const say = speaker(made);
    await say("one", "tell the team hello");
    await made.clock.pass(20_000);
    for (const { name } of await rooms()) await say("one", `tell the ${name} team hello`);
    expect(made.world.said.map(({ channel }) => channel)).toEqual(["C1", "C2", "C3", "C4", "C5"]);
    await say("one", "any replies");
    expect(made.calls()).toBe(3);
    await made.minute();
    expect(made.calls()).toBeGreaterThanOrEqual(5);
  });
});

describe("what is pushed", () => {
  test("is a reaction to any of one's messages in a thread, polled as well", async () => {
    const made = setting();
    const { app, world, minute } = made;
    const say = speaker(made);
    await say("one", "tell the team hello");
    await say("one", "tell the team again");
    const second = world.said[1];
    expect(second?.thread).toBe(world.said[0]?.ts);
    await app.respond(pushed("reaction", { ts: second?.ts, reaction: "tada", added: true }));
    second?.reactions.set("eyes", new Set(["UKevin"]));
    await minute(2);
    const told = await say("one", "any replies");
    expect(told.match(/reacted with [a-z ]+/g)?.sort()).toEqual([
      "reacted with a pair of eyes",
      "reacted with a party popper",
    ]);
  });

  test("is an answer only below one's message", async () => {
    const { app, root, say } = await answered([]);
    await app.respond(pushed("message", { ts: root(), text: "no answer" }));
    await app.respond(pushed("message", { ts: root(), thread: root(), text: "no answer either" }));
    expect(await say("one", "any replies")).toBe("No replies yet.");
  });

  test("has everything looked for seldom, until something that should have been was not", async () => {
    const { app, calls, clock, minute, world, root } = await answered([]);
    await minute();
    const ts = `${Math.floor(clock.now() / 1_000)}.000001`;
    await app.respond(pushed("message", { ts, thread: root(), text: "hi" }));
    await minute(3);
    const quiet = calls();
    await minute(10);
    expect(calls()).toBe(quiet);
    world.say("UKevin", "not pushed", home.channel, root());
    await minute(16);
    const found = calls();
    world.say("UKevin", "again", home.channel, root());
    await minute(16);
    expect(calls() - found).toBeGreaterThan(5);
  });
});

describe("a thread", () => {
  test("that a second message goes to is looked for soon again, and no later than it would have been", async () => {
    const { say, minute, calls } = await answered([]);
    await minute(125);
    await say("one", "tell the team again");
    const before = calls();
    await minute(5);
    expect(calls() - before).toBeGreaterThanOrEqual(4);
  });

  test("of somebody else is awaited on where one is muted, and what was under way then tells nothing", async () => {
    const { app, world, minute, clock } = setting();
    const [ann, ben] = [person(app), person(app, { user: "ben" })];
    await ann.say("tell the team hello from Ann");
    await ben.say("tell the team hello from Ben");
    await ann.say("stop waiting");
    for (const { ts } of world.said.slice(0, 2)) world.say("UKevin", "hi", home.channel, ts);
    await minute();
    expect(await ben.say("any replies")).toEqual(["Kevin says: hi"]);
    await clock.pass(1_000);
    expect(await ann.say("any replies")).toEqual(["You have no replies, and you are waiting for none."]);
  });
});

test("what the relay says itself is nobody's answer", async () => {
  let closed: string | undefined;
  const made = setting({ barred: () => closed });
  const say = speaker(made);
  await say("one", "tell the team hello");
  closed = "not_in_channel";
  await made.minute();
  expect(await say("one", "who else answered")).toBe("Nobody has answered today.");
  expect(await say("one", "any replies")).toContain("the bot is not in that channel");
  const left = async (partition: string, prefix: string) =>
    (await made.store.list({ partition, prefix })).items.length;
  expect([await left("relay", "mate"), await left("test:ann", "from")]).toEqual([0, 0]);
});

test("what names no team goes to the one that somebody has chosen, and what names one there", async () => {
  const rooms = async () => [
    { id: "C2", name: "sales" },
    { id: "C3", name: "garden" },
  ];
  const made = setting({}, {}, { rooms });
  const say = speaker(made);
  await say("one", "tell the team hello");
  await made.clock.pass(20_000);
  await say("one", "use sales as my default team");
  expect(await say("one", "tell the team hi")).toBe("I am telling the sales team: hi");
  await say("one", "tell the garden team ho");
  expect(made.world.said.map(({ channel }) => channel)).toEqual(["C1", "C2", "C3"]);
});
