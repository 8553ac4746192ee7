import { expect, test } from "vitest";
import { person } from "palaver/testing";
import type { Room } from "../../../intents/relay/team.ts";
import { setting } from "./setting.ts";

/** Somebody in a workspace that has these channels. */
async function among(rooms: () => Promise<readonly Room[]>) {
  let asked = 0;
  const made = setting({}, {}, { rooms: async () => (asked++, rooms()) });
  const ann = person(made.app);
  const say = async (text: string) => {
    const told = await ann.say(text);
    await made.app.settled();
    return told.join(" ");
  };
  const later = (milliseconds = 20_000) => made.clock.pass(milliseconds);
  await say("tell the team hello");
  await later();
  return { ...made, say, later, asked: () => asked, last: () => made.world.said.at(-1) };
}

const two: readonly Room[] = [
  { id: "C2", name: "ux-crew" },
  { id: "C3", name: "sales" },
];

test("channels are asked for once a day, and names that people gave them stay", async () => {
  let rooms = two;
  const { say, later, asked, last } = await among(async () => rooms);
  await say("tell the team again");
  expect(asked()).toBe(1);
  await say("rename the ux crew channel to design");
  rooms = [{ id: "C2", name: "user-experience" }];
  await later(25 * 3_600_000);
  await say("tell the team good morning");
  expect(asked()).toBe(2);
  await later();
  expect(await say("tell the design team hello")).toBe("I am telling the design team: hello");
  expect(last()).toMatchObject({ channel: "C2" });
  await say("tell the user experience team hello");
  expect(last()).toMatchObject({ channel: "C2" });
});

test("a name belongs to one channel, and is known at once", async () => {
  const { say, last } = await among(async () => two);
  await say("rename the ux crew channel to design");
  await say("rename the sales channel to design");
  await say("tell the design team hello");
  expect(last()).toMatchObject({ channel: "C3", text: "hello" });
  await say("tell the ux crew team hello");
  expect(last()).toMatchObject({ channel: "C2" });
});

test("a channel keeps the ten names that it was given last", async () => {
  const { say, last } = await among(async () => two);
  const names = "apple harbour violin mountain sugar thunder pencil garden rocket winter candle".split(" ");
  for (const name of names) await say(`rename the sales channel to ${name}`);
  await say("tell the harbour team hello");
  expect(last()).toMatchObject({ channel: "C3" });
  await say("tell the apple team good morning");
  expect(last()).not.toMatchObject({ channel: "C3", text: "good morning" });
});

test("where messages go that name no team has its name too, and can be given others", async () => {
  const { say, last } = await among(async () => [{ id: "C1", name: "general" }, ...two]);
  expect(await say("tell the general team hello")).toBe("I am telling the general team: hello");
  expect(last()).toMatchObject({ channel: "C1", text: "hello" });
  await say("rename the general channel to lounge");
  expect(await say("tell the lounge team hi")).toBe("I am telling the lounge team: hi");
  expect(last()).toMatchObject({ channel: "C1", text: "hi" });
});

test("a channel whose name is team is not the team", async () => {
  const { say, last } = await among(async () => [{ id: "C2", name: "team" }]);
  expect(await say("tell the team hello again")).toBe("I am telling the team: hello again");
  expect(last()).toMatchObject({ channel: "C1" });
});

test("all of many channels have their names, up to five hundred", async () => {
  const many = Array.from({ length: 600 }, (_, n) => ({ id: `C${n + 10}`, name: `room-x${n}y` }));
  const { say, last } = await among(async () => many);
  await say("tell the room x499y team hello");
  expect(last()).toMatchObject({ channel: "C509" });
  await say("tell the room x500y team hello");
  expect(last()?.channel).not.toBe("C510");
});

test("channels that cannot be had, or read, are no reason to keep a message back", async () => {
  const { app, say, last, later, store } = await among(async () => {
    throw new Error("no scope");
  });
  await app.deliver();
  await app.settled();
  expect(await app.parked()).toEqual([]);
  const { list } = store;
  store.list = async (prefix, after) => {
    if (prefix.prefix.startsWith("channel")) throw new Error("the store did not answer");
    return list(prefix, after);
  };
  await later();
  expect(await say("tell the team hello again")).toBe("I am telling the team: hello again");
  expect(last()).toMatchObject({ channel: "C1", text: "hello again" });
});
