import { describe, expect, test } from "vitest";
import { person } from "palaver/testing";
import { awaiting } from "../../../intents/relay/index.ts";
import { strictLimits } from "../../../intents/relay/rate.ts";
import { happening } from "../../support/turns.ts";
import { setting } from "./setting.ts";
import { home, type Wrong } from "./world.ts";

const minuteLong = 60_000;
const hour = 60 * minuteLong;

/** All that a person is told, however often they have to say "more". */
async function all(ann: ReturnType<typeof person>): Promise<string> {
  const told = [...(await ann.say("any replies"))];
  while (told.at(-1)?.endsWith("Say more.")) told.push(...(await ann.say("more")));
  return told.join(" ");
}

const numbers = (text: string) => text.match(/(?<=says: )\w+/g);

describe("answers are each told once, in order", () => {
  test.each(["lost", "failed", "limited"] satisfies readonly Wrong[])(
    "where every other call is %s",
    async (how) => {
      let call = 0;
      const { app, world, root, minute } = setting({
        wrong: (method) => (method !== "post" && method !== "find" && call++ % 2 === 0 ? how : undefined),
      });
      const ann = person(app);
      await ann.say("tell the team hello");
      for (const word of ["one", "two", "three"]) {
        world.say("UKevin", word, home.channel, root());
        await minute(2);
      }
      await minute(10);
      expect(numbers(await all(ann))).toEqual(["one", "two", "three"]);
    },
  );

  test("where Slack's answer to every post is lost", async () => {
    let lost = true;
    const { app, world, root, minute } = setting({
      wrong: (method) => (method === "post" && lost ? "lost" : undefined),
    });
    const ann = person(app);
    await ann.say("tell the team hello");
    await ann.say("tell the team again");
    await minute(3);
    lost = false;
    await minute(3);
    expect(world.said.map(({ text }) => text)).toEqual(["hello", "again"]);
    world.say("UKevin", "hi", home.channel, root());
    expect(await ann.say("any replies")).toEqual(["Kevin says: hi"]);
  });

  test("where they come in the same second", async () => {
    const { app, world, minute } = setting(
      {},
      { pace: { steps: [{ until: 24 * hour, every: minuteLong }] } },
    );
    const [ann, ben] = [person(app), person(app, { user: "ben" })];
    await ann.say("tell the team hello from Ann");
    await ben.say("tell the team hello from Ben");
    const [anns, bens] = world.said.map(({ ts }) => ts);
    for (const word of ["a", "b", "c", "d"]) world.say("UKevin", word, home.channel, anns);
    world.say("UKevin", "x", home.channel, bens);
    await minute();
    for (const word of ["e", "f"]) world.say("UKevin", word, home.channel, anns);
    await minute();
    expect(numbers(await all(ann))).toEqual(["a", "b", "c", "d", "e", "f"]);
    expect(numbers(await all(ben))).toEqual(["x"]);
  });

  test("where two of different channels have the same stamp", async () => {
    const rooms = async () => [{ id: "C2", name: "ux-crew" }];
    const { app, clock, world } = setting({}, {}, { rooms });
    const ann = person(app);
    await ann.say("tell the team hello");
    await clock.pass(20_000);
    await ann.say("tell the ux crew team hello");
    const at = clock.now();
    const ts = `${Math.floor(at / 1_000) + 5}.000100`;
    for (const { channel, ts: thread } of world.said) {
      const data = { team: "T1", channel, by: "UKevin", ts, thread, text: `in ${channel}` };
      await app.respond(happening("message", data, { id: channel, channel: "slack", at }));
    }
    expect(await ann.say("any replies")).toEqual(["Kevin says: in C1 Kevin says: in C2"]);
  });

  test.each([
    ["a minute and a half", 90_000, 5],
    ["twenty minutes", 20 * minuteLong, 60 * 9],
  ])("where one shows up %s after a later one was read", async (_, late, minutes) => {
    let delay = 0;
    const { app, world, root, minute, store } = setting({ late: () => delay });
    const ann = person(app);
    await ann.say("tell the team hello");
    delay = late;
    world.say("UKevin", "late", home.channel, root());
    delay = 0;
    world.say("UKevin", "soon", home.channel, root());
    await minute();
    expect(numbers(await all(ann))).toEqual(["soon"]);
    await minute(minutes);
    expect(numbers(await all(ann))).toEqual(["late"]);
    // Whatever came after the watermark is read once more in the end.
    if (minutes > 60) expect(await awaiting(store)).toBe(false);
  });

  test.each([
    ["two hundred of them, five a page", 5, 200],
    ["forty of them, two a page", 2, 40],
  ])("where there are more than a page between two looks (%s)", async (_, mostPerPage, count) => {
    const { app, world, root, minute } = setting({ mostPerPage });
    const ann = person(app);
    await ann.say("tell the team hello");
    const said = Array.from({ length: count }, (_, n) => `r${n}`);
    for (const word of said) world.say("UKevin", word, home.channel, root());
    await minute(10);
    expect(numbers(await all(ann))).toEqual(said);
    world.say("UKevin", "last", home.channel, root());
    await minute(5);
    expect(numbers(await all(ann))).toEqual(["last"]);
  });

  test("where more come while they are read, page by page", async () => {
    let grow = () => {};
    const { app, world, root, minute } = setting({
      mostPerPage: 3,
      wrong: (method) => {
        if (method === "thread") grow();
        return undefined;
      },
    });
    const ann = person(app);
    await ann.say("tell the team hello");
    let count = 0;
    const more = () => world.say("UKevin", `r${count++}`, home.channel, root());
    for (let n = 0; n < 20; n++) more();
    grow = () => void (count < 40 && more());
    await minute(20);
    const told = numbers(await all(ann)) ?? [];
    expect(told).toEqual(Array.from({ length: count }, (_, n) => `r${n}`));
  });
});

test("a thread that is gone is looked for a few times, and then no more", async () => {
  const { app, world, minute, calls, store } = setting();
  await person(app).say("tell the team hello");
  Object.assign(world.said[0] ?? {}, { deleted: true });
  await minute(5);
  const asked = calls();
  expect(asked).toBeLessThanOrEqual(4);
  expect(await awaiting(store)).toBe(false);
  await minute(30);
  expect(calls()).toBe(asked);
});

describe("where our clock is set", () => {
  test.each([
    ["forward", hour],
    ["back", -hour],
  ])("an hour %s, every answer is told, once", async (_, by) => {
    const { app, world, root, minute, jump, calls, store } = setting();
    const ann = person(app);
    await ann.say("tell the team hello");
    world.say("UKevin", "before", home.channel, root());
    await minute(3);
    jump(by);
    world.say("UKevin", "after", home.channel, root());
    expect(numbers(await all(ann))).toEqual(["before", "after"]);
    const asked = calls();
    await minute(30);
    expect(calls() - asked).toBeLessThanOrEqual(30);
    world.say("UKevin", "later", home.channel, root());
    await ann.say("tell the team once more");
    await minute(70);
    expect(numbers(await all(ann))).toEqual(["later"]);
    expect(world.said.filter(({ key }) => key !== undefined)).toHaveLength(2);
    await minute(10 * 60);
    expect(await awaiting(store)).toBe(false);
  });

  test("an hour back, who may ask but once a minute may do so still", async () => {
    const { app, world, root, minute, jump } = setting({ perMinute: 1 }, { limits: strictLimits });
    const ann = person(app);
    await ann.say("tell the team hello");
    await minute(3);
    jump(-hour);
    await minute(2);
    world.say("UKevin", "hi", home.channel, root());
    expect(numbers(await all(ann))).toEqual(["hi"]);
  });
});
