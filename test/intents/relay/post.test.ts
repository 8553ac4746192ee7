import { expect, test } from "vitest";
import { memory, Undelivered, type Attempt } from "palaver";
import { createPost, messageTo, notePosted, posting, type Message } from "../../../intents/relay/post.ts";
import { dayKey } from "../../../intents/relay/state.ts";
import type { Spot, Team } from "../../../intents/relay/team.ts";
import { begin } from "../../../src/work.ts";
import { start, testClock } from "../../support/clock.ts";
import { said } from "../../support/turns.ts";

const place = { team: "T1", channel: "C1" };
const under: Message = { id: "two", text: "again", spot: place, under: { id: "one", since: start } };

/** A team in which these messages are found, by key and thread; and where something was posted. */
function posts(there: Readonly<Record<string, string>> = {}) {
  const spots: (Spot | undefined)[] = [];
  const clock = testClock();
  const found = new Map(Object.entries(there));
  const team: Team = {
    post: async (_, __, spot) => (spots.push(spot), { channel: "C1", ts: "9.9" }),
    find: async (key, _, spot) => {
      const ts = found.get(`${key} in ${spot?.thread ?? "the channel"}`);
      return ts === undefined ? undefined : { channel: "C1", ts };
    },
    thread: () => Promise.reject(new Error("nobody reads here")),
    heads: () => Promise.reject(new Error("nobody reads here")),
    nameOf: async () => "Kevin",
  };
  const post = createPost(team, clock);
  const attempt = (number: number): Attempt => ({
    key: "k",
    number,
    since: start,
    signal: new AbortController().signal,
  });
  return {
    clock,
    found,
    spots,
    deliver: (message: Message, number = 1) => post.deliver(message, attempt(number)),
    reconcile: (message: Message) => post.reconcile?.(message, attempt(2)),
    post,
  };
}

test("a message waits three times for the one that begins its thread, and then begins it itself", async () => {
  const { deliver, spots, found } = posts();
  for (const number of [1, 2, 3])
    await expect(deliver(under, number)).rejects.toMatchObject({ outcome: "not-done", retryAfter: 20_000 });
  expect(await deliver(under, 4)).toEqual({ thread: { ...place, ts: "9.9" }, ts: "9.9" });
  found.set("one in the channel", "1.1");
  expect(await deliver(under, 1)).toEqual({ thread: { ...place, ts: "1.1" }, ts: "9.9" });
  expect(spots).toEqual([place, { ...place, thread: "1.1" }]);
});

test("a message in doubt is looked for where it goes by now, and where it went before", async () => {
  const inThread = posts({ "one in the channel": "1.1", "two in 1.1": "2.2" });
  expect(await inThread.reconcile(under)).toEqual({ thread: { ...place, ts: "1.1" }, ts: "2.2" });
  const before = posts({ "one in the channel": "1.1", "two in the channel": "3.3" });
  expect(await before.reconcile(under)).toEqual({ thread: { ...place, ts: "3.3" }, ts: "3.3" });
});

test("a message is posted anew once it was not found in two half minutes, whichever way the clock jumps in one of them", async () => {
  for (const jump of [0, 3_600_000, -3_600_000]) {
    const { clock, reconcile, post } = posts();
    const plain: Message = { id: "one", text: "hello", spot: place };
    const doubted = () =>
      expect(reconcile(plain)).rejects.toMatchObject({ outcome: "unknown", retryAfter: 30_000 });
    await doubted();
    await clock.pass(29_999);
    await doubted();
    const { now } = clock;
    Object.assign(clock, { now: () => now() + jump });
    await clock.pass(1);
    await doubted();
    await clock.pass(29_999);
    await doubted();
    await clock.pass(1);
    expect(await reconcile(plain)).toBeUndefined();
    // What comes of the next try is in doubt from the beginning.
    await post.deliver(plain, { key: "k", number: 3, since: start, signal: new AbortController().signal });
    await expect(reconcile(plain)).rejects.toBeInstanceOf(Undelivered);
  }
});

test("messages of one person to one channel have a lane, and places in it that only grow", async () => {
  const { post } = posts();
  const store = memory();
  const at = async (when: number) => {
    const work = begin(store, testClock());
    const saying = { store: work, person: { id: "ann" }, turn: said("", { at: when }) };
    const { lane, order } = await posting(post, saying, { id: "1", text: "hello", spot: place });
    await work.commit();
    return [lane, order];
  };
  const lane = "relay post ann T1/C1";
  expect([await at(500), await at(500), await at(100), await at(900)]).toEqual([
    [lane, 500],
    [lane, 501],
    [lane, 502],
    [lane, 900],
  ]);
});

test("messages of a day go where its first one is, as far as that is known", async () => {
  const store = memory();
  const person = { id: "ann" };
  const inTurn = async <T>(act: (work: ReturnType<typeof begin>) => Promise<T>) => {
    const work = begin(store, testClock());
    const done = await act(work);
    await work.commit();
    return done;
  };
  const say = (id: string) =>
    inTurn((work) =>
      messageTo({ store: work, person, turn: said("", { id, channel: "c" }) }, place, "hello"),
    );
  const first = await say("a");
  expect(first).not.toHaveProperty("under");
  expect(await say("b")).toMatchObject({ under: { id: first.id, since: start }, spot: place });
  const note = (message: Message, ts: string) =>
    inTurn((work) => notePosted(work, person, message, { thread: { ...place, ts }, ts }));
  const { day: _, ...answer } = first;
  await note(answer, "7.7");
  expect(await say("c")).toHaveProperty("under");
  await note(first, "1.1");
  await note(first, "2.2");
  const next = await say("d");
  expect(next.spot).toEqual({ ...place, thread: "1.1" });
  expect(next).not.toHaveProperty("under");
  expect(new Set([first.id, next.id]).size).toBe(2);
  expect(await begin(store, testClock()).get(dayKey.of(person, "T1", "C1", first.day ?? ""))).toMatchObject({
    count: 4,
    thread: "1.1",
  });
});
