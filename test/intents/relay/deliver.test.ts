import { describe, expect, test } from "vitest";
import { look, Undelivered, type Channel, type LogEntry, type Message } from "palaver";
import { person } from "palaver/testing";
import type { RelayAppOptions } from "../../../intents/relay/index.ts";
import { happening, said } from "../../support/turns.ts";
import { setting } from "./setting.ts";
import { home } from "./world.ts";

/** What a page makes of one try to send to it. */
type Try = (message: Message, number: number) => Promise<void> | void;

/** Somebody at a page, where each message is shown once; and how sending to it goes wrong. */
async function paged(attempt: Try, more: Partial<Channel> = {}, connected = true) {
  const made = setting();
  const { app, world, clock, minute, root } = made;
  const shown = new Map<string, string>();
  let tries = 0;
  const page: Channel = {
    name: "page",
    read: () => undefined,
    write: () => undefined,
    async send(message) {
      await attempt(message, ++tries);
      shown.set(message.key, message.reply.text);
    },
    ...more,
  };
  if (connected) app.connect(page);
  let turns = 0;
  const say = async (text: string) => {
    const turn = said(text, { id: `${++turns}`, channel: "page", at: clock.now(), reach: { session: "a" } });
    const { text: answer } = await app.respond(turn);
    await app.settled();
    return answer;
  };
  await say("tell the team hello");
  const kevin = (text: string) => world.say("UKevin", text, home.channel, root());
  return { ...made, page, minute, say, kevin, shown: () => [...shown.values()], tries: () => tries };
}

const kevins = "Kevin says: hi";

/** It is shown, but nobody learns of that. */
const lost = (): never => {
  throw new Error("connection reset");
};
const refused = (): never => {
  throw new Undelivered("refused", "no such session");
};
const absent = (): never => {
  throw new Undelivered("not-done", "nobody listens");
};

describe("what is brought", () => {
  test("to a page that is no more is told the next time, and was not heard before", async () => {
    const { kevin, minute, say, tries } = await paged(refused);
    kevin("hi");
    await minute();
    expect(tries()).toBe(1);
    expect(await say("any replies")).toBe(kevins);
    expect(await say("any replies")).toBe("No replies yet.");
  });

  test("to a page that nobody has open is tried for a while, and told the next time", async () => {
    const { app, clock, kevin, minute, say, tries } = await paged(absent);
    kevin("hi");
    await minute();
    for (let n = 0; n < 10; n++) {
      await clock.pass(10_000);
      await app.deliver();
      await app.settled();
    }
    expect(tries()).toBe(3);
    expect(await app.parked()).toEqual([]);
    expect(await say("any replies")).toBe(kevins);
  });

  test("by a channel that is served no more is told the next time", async () => {
    const { kevin, minute, say } = await paged(() => {}, {}, false);
    kevin("hi");
    await minute();
    expect(await say("any replies")).toBe(kevins);
  });

  test("and perhaps shown is told once more, and said so, where it cannot be brought again", async () => {
    const { kevin, minute, say } = await paged((_, number) => (number === 1 ? lost() : refused()));
    kevin("hi");
    await minute(2);
    expect(await say("any replies")).toBe(`Once more: ${kevins}`);
  });

  test("and found there is done with", async () => {
    let there = false;
    const made = await paged(
      () => {
        there = true;
        lost();
      },
      { sent: async () => (there ? {} : undefined) },
    );
    made.kevin("hi");
    await made.minute(2);
    expect(made.tries()).toBe(1);
    expect(await made.say("any replies")).toBe("No replies yet.");
  });

  test("and not found there is brought again", async () => {
    const made = await paged((_, number) => (number === 1 ? lost() : undefined), {
      sent: async () => undefined,
    });
    made.kevin("hi");
    await made.minute(2);
    expect([made.shown(), made.tries()]).toEqual([[kevins], 2]);
  });

  test("in vain and with no end is told once more, and said so", async () => {
    const { app, clock, kevin, minute, say } = await paged(lost);
    kevin("hi");
    await minute();
    for (let n = 0; n < 4; n++) {
      await clock.pass(15_000);
      await app.deliver();
      await app.settled();
    }
    expect(await app.parked()).toHaveLength(1);
    expect(await say("any replies")).toBe(`Once more: ${kevins}`);
  });

  test("too slowly is told by another answer meanwhile, which is not told again when it fails", async () => {
    const hanging = new Promise<void>(() => {});
    const { app, clock, kevin, say } = await paged((_, number) => (number === 1 ? hanging : refused()));
    kevin("hi");
    await clock.pass(60_000);
    const ticked = app.tick("poll", clock.now());
    await clock.pass(1_000);
    await ticked;
    // It is on its way, so nobody else tells it yet.
    const ask = (id: string) =>
      app.respond(said("any replies", { id, channel: "page", at: clock.now(), reach: { session: "a" } }));
    expect((await ask("soon")).text).toBe("No replies yet.");
    await clock.pass(125_000);
    expect((await ask("later")).text).toBe(`Once more: ${kevins}`);
    await app.deliver();
    await app.settled();
    expect(await say("any replies")).toBe("No replies yet.");
  });

  test("to one person is not held up by another's page", async () => {
    const { app, clock, kevin, minute, shown, world } = await paged(({ to }) =>
      look(to, "session") === "a" ? absent() : undefined,
    );
    const ben = { id: "ben", user: "ben", channel: "page", at: clock.now(), reach: { session: "b" } };
    await app.respond(said("tell the team hello from Ben", ben));
    await app.settled();
    kevin("hi Ben");
    const anns = world.said[0]?.ts;
    world.say("UKevin", "hi Ann", home.channel, anns);
    await minute();
    expect(shown()).toEqual(["Kevin says: hi Ben"]);
  });

  test("can be answered by name", async () => {
    const { clock, kevin, minute, say, world } = await paged(() => {});
    kevin("hi");
    await minute();
    await clock.pass(20_000);
    expect(await say("reply to Kevin: thanks")).toBe("I am telling Kevin: thanks");
    expect(world.said.at(-1)).toMatchObject({ text: "thanks" });
  });
});

test("who has answered others only is told not to have answered", async () => {
  const { app, world, root, minute, clock } = setting();
  const ann = person(app);
  await ann.say("tell the team hello");
  world.say("UKevin", "hi", home.channel, root());
  await minute();
  await ann.say("any replies");
  await clock.pass(20_000);
  const ben = person(app, { user: "ben" });
  expect(await ben.say("reply to Kevin: thanks")).toEqual(["Kevin has not answered you."]);
});

describe("a notice", () => {
  test("is given of nothing but what others said, and to nobody who did not want it", async () => {
    const notices: unknown[] = [];
    const entries: LogEntry[] = [];
    let closed: string | undefined;
    const more: Partial<RelayAppOptions> = {
      notify: async (notice) => void notices.push(notice),
      log: (entry) => void entries.push(entry),
    };
    const { app, world, root, minute } = setting({ barred: () => closed }, more);
    const ann = person(app);
    await ann.say("tell the team hello");
    world.say("UKevin", "hi", home.channel, root());
    await minute();
    expect(entries.filter(({ level }) => level === "error")).toEqual([]);

    const consents = { notify: true, to: { user: "amzn1" } };
    await app.respond(happening("consent", consents, { channel: "person", user: "somebody" }));
    closed = "is_archived";
    await minute(2);
    expect(notices).toEqual([]);
    expect((await ann.say("any replies")).join()).toContain("that channel is archived");
  });
});
