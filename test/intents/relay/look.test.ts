import { describe, expect, test } from "vitest";
import { Undelivered } from "palaver";
import { lookAt } from "../../../intents/relay/look.ts";
import { planLook, type Look, type Reading } from "../../../intents/relay/plan.ts";
import type { Method } from "../../../intents/relay/rate.ts";
import type { Awaited, Watch } from "../../../intents/relay/state.ts";
import type { Head, Part, Team, TeamMessage } from "../../../intents/relay/team.ts";
import { testClock } from "../../support/clock.ts";

const now = 1_780_000_000_000;
const ts = (n: number) => `17800000${String(n).padStart(2, "0")}.000000`;

const awaited = (n: number, more: Partial<Awaited> = {}): Awaited => ({
  ts: ts(n),
  person: "ann",
  watermark: ts(n),
  until: now + 3_600_000,
  active: now,
  next: now,
  own: [],
  reactions: [],
  replies: 0,
  recent: [],
  counted: "0/",
  behind: false,
  full: false,
  ...more,
});

const watch = (threads: readonly Awaited[], depth = 1): Watch => ({
  place: { team: "T1", channel: "C1" },
  threads: [...threads],
  due: now,
  turn: 1,
  depth,
  failures: 0,
});

const grants = (heads: number, thread: number, limit = 200) => ({
  heads: { calls: heads, limit },
  thread: { calls: thread, limit },
});

const plan = (threads: readonly Awaited[], heads = 50, thread = 50, depth = 1) =>
  planLook(watch(threads, depth), now, ({ next }) => next <= now, grants(heads, thread));
const read = (look: Look | undefined) => look?.must.map((it) => it.ts);

describe("a plan", () => {
  test("is none where nothing is due, or nothing may be asked", () => {
    expect(plan([awaited(1, { next: now + 1 })])).toBeUndefined();
    expect(plan([awaited(1), awaited(2)], 0, 0)).toBeUndefined();
    expect(plan([awaited(1, { behind: true })], 5, 0)).toBeUndefined();
  });

  test("reads one thread itself, and several by what their channel says, where that takes fewer calls", () => {
    expect(plan([awaited(1)])).toMatchObject({ must: [{ ts: ts(1) }], may: [] });
    expect(plan([awaited(1)])?.heads).toBeUndefined();
    const many = plan([awaited(1), awaited(2), awaited(3, { next: now + 9 })]);
    expect(many).toMatchObject({ must: [], may: [{ ts: ts(1) }, { ts: ts(2) }, { ts: ts(3) }] });
    expect(many?.heads).toMatchObject({ oldest: ts(0), limit: 200 });
    expect(read(plan([awaited(1), awaited(2)], 50, 50, 2))).toEqual([ts(1), ts(2)]);
  });

  test("asks the channel where threads may not be read now, and few threads where the channel may not be asked", () => {
    expect(plan([awaited(1)], 5, 0)?.heads).toBeDefined();
    const seven = Array.from({ length: 7 }, (_, n) => awaited(n + 1));
    expect(read(plan(seven, 0, 50))).toEqual([1, 2, 3, 4, 5].map(ts));
  });

  test("asks no more than it may", () => {
    const many = Array.from({ length: 20 }, (_, n) => awaited(n + 1));
    const look = plan(many, 2, 3);
    expect([look?.heads?.calls, look?.threads.calls]).toEqual([2, 3]);
  });

  test("reads whatever the channel says what is behind, does not add up, stopped in the middle, or ends; the most urgent first", () => {
    const resume = { oldest: ts(0), cursor: "c", newest: ts(5), last: false };
    const urgent = [
      awaited(1),
      awaited(2, { full: true }),
      awaited(3, { until: now }),
      awaited(4, { behind: true }),
      awaited(5, { resume }),
    ];
    expect(read(plan([...urgent, awaited(6)]))).toEqual([5, 4, 2, 3].map(ts));
  });

  test("reads again what may show up late, and all where it does not add up or ends", () => {
    const known = { watermark: "1780000900.000100", replies: 9, recent: ["1780000890.000100"] };
    const oldest = (more: Partial<Awaited>, limit = 200) =>
      planLook(watch([awaited(5, { ...known, ...more })]), now, () => true, grants(0, 50, limit))?.must[0]
        ?.oldest;
    expect(oldest({})).toBe("1780000780.000000");
    expect(oldest({ full: true })).toBe(ts(4));
    expect(oldest({ until: now })).toBe(ts(4));
    const recent = Array.from({ length: 9 }, (_, n) => `178000089${n}.000100`);
    expect(oldest({ recent })).toBe("1780000780.000000");
    expect(oldest({ recent }, 15)).toBe("1780000893.000100");
  });

  test("goes on where it stopped, but not from before the end to after it", () => {
    const resume = { oldest: ts(0), cursor: "c", newest: ts(5), last: false };
    expect(plan([awaited(5, { resume })])?.must[0]).toMatchObject({ cursor: "c" });
    expect(plan([awaited(5, { resume, until: now })])?.must[0]).not.toHaveProperty("cursor");
  });
});

const item = (n: number): TeamMessage => ({ ts: ts(n), by: "U1", text: `r${n}`, reactions: [] });
const head = (n: number, replies = 0): Head => ({
  ts: ts(n),
  replies,
  reactions: [],
  ...(replies > 0 && { latest: ts(n + 50) }),
});

/** A team whose answers are made by these; and what was asked of it. */
function teamOf({
  thread = () => ({ items: [] }),
  heads = () => ({ items: [] }),
  nameOf = async () => "Kevin",
}: {
  readonly thread?: (call: number, cursor: string | undefined) => Part<TeamMessage>;
  readonly heads?: (call: number) => Part<Head>;
  readonly nameOf?: Team["nameOf"];
}) {
  const calls: Record<Method, number> = { heads: 0, thread: 0 };
  const team: Team = {
    post: () => Promise.reject(new Error("nobody posts here")),
    find: async () => undefined,
    thread: async (_, { cursor }) => thread(++calls.thread, cursor),
    heads: async () => heads(++calls.heads),
    nameOf,
  };
  return { team, calls };
}

const reading = (n: number, more: Partial<Reading> = {}): Reading => ({
  ts: ts(n),
  oldest: ts(0),
  newest: ts(n),
  last: false,
  counted: "0/",
  ...more,
});

const look = (must: readonly Reading[], more: Partial<Look> = {}): Look => ({
  place: { team: "T1", channel: "C1" },
  turn: 1,
  must: [...must],
  may: [],
  threads: { calls: 10, limit: 200, each: 5 },
  ...more,
});

const fail = (outcome: "not-done" | "refused", message: string, retryAfter?: number): never => {
  throw new Undelivered(outcome, message, { ...(retryAfter !== undefined && { retryAfter }) });
};

describe("a look at threads", () => {
  const five = [1, 2, 3, 4, 5].map((n) => reading(n));

  test("ends at once where the channel is closed, and after three calls that failed otherwise", async () => {
    const closed = teamOf({ thread: () => fail("refused", "Slack answered not_in_channel") });
    const found = await lookAt(closed.team, look(five), testClock());
    expect(closed.calls.thread).toBe(1);
    expect(found).toMatchObject({ reason: "Slack answered not_in_channel", unread: five.map((it) => it.ts) });
    const down = teamOf({ thread: () => fail("not-done", "Slack was not reached") });
    await lookAt(down.team, look(five), testClock());
    expect(down.calls.thread).toBe(3);
  });

  test("goes on where but one thread is gone, which is nobody's failure", async () => {
    const { team } = teamOf({
      thread: (call) =>
        call === 1 ? fail("refused", "Slack answered thread_not_found") : { items: [item(9)] },
    });
    const found = await lookAt(team, look(five), testClock());
    expect(found.reads[0]).toMatchObject({ ts: ts(1), gone: true, items: [] });
    expect(found.reads).toHaveLength(5);
    expect(found).not.toHaveProperty("reason");
  });

  test("ends where the workspace asks to wait, for a second at least", async () => {
    const { team, calls } = teamOf({ thread: () => fail("not-done", "Slack asks to wait", 0) });
    const found = await lookAt(team, look(five), testClock());
    expect([calls.thread, found.limited]).toEqual([1, { thread: 1_000 }]);
    expect(found).not.toHaveProperty("reason");
  });

  test("ends after some time, and with the calls that were granted", async () => {
    let at = now;
    const clock = { ...testClock(), now: () => at };
    const slow = teamOf({ thread: () => ((at += 13_000), { items: [] }) });
    const found = await lookAt(slow.team, look(five), clock);
    expect(slow.calls.thread).toBe(2);
    expect(found.unread).toEqual([3, 4, 5].map(ts));
    const { team, calls } = teamOf({});
    const two = look(five, { threads: { calls: 2, limit: 200, each: 5 } });
    // What was not read is not taken for empty.
    expect(await lookAt(team, two, testClock())).toMatchObject({
      reads: [{ ts: ts(1) }, { ts: ts(2) }],
      unread: [3, 4, 5].map(ts),
    });
    expect(calls.thread).toBe(2);
  });

  test("reads so many pages of one, and tells where to go on", async () => {
    const { team, calls } = teamOf({ thread: (call) => ({ items: [item(call)], next: `c${call}` }) });
    const found = await lookAt(team, look([reading(1)]), testClock());
    expect(calls.thread).toBe(5);
    expect(found.reads[0]).toMatchObject({ next: "c5" });
    const few = teamOf({ thread: (call) => ({ items: [item(call)], next: `c${call}` }) });
    await lookAt(few.team, look([reading(1)], { threads: { calls: 3, limit: 2, each: 5 } }), testClock());
    expect(few.calls.thread).toBe(3);
  });

  test("does not follow a cursor in a circle", async () => {
    const { team, calls } = teamOf({ thread: () => ({ items: [item(1)], next: "same" }) });
    const found = await lookAt(team, look([reading(1)]), testClock());
    expect(calls.thread).toBe(2);
    expect(found.reads[0]).not.toHaveProperty("next");
  });

  test("keeps the pages before one that failed, and goes on from there", async () => {
    const { team } = teamOf({
      thread: (call) =>
        call === 2 ? fail("not-done", "Slack was not reached") : { items: [item(5)], next: "c1" },
    });
    const found = await lookAt(team, look([reading(1)]), testClock());
    expect(found.reads[0]).toMatchObject({ items: [{ ts: ts(5) }], next: "c1" });
  });

  test("says where a cursor of before is known no more, but not where it could not be tried", async () => {
    const at = reading(1, { cursor: "old" });
    const lost = teamOf({ thread: () => fail("refused", "Slack answered invalid_cursor") });
    expect((await lookAt(lost.team, look([at]), testClock())).reads[0]).toMatchObject({ lost: true });
    const limited = teamOf({ thread: () => fail("not-done", "Slack asks to wait", 5_000) });
    expect((await lookAt(limited.team, look([at]), testClock())).reads).toEqual([]);
  });

  test("calls somebody someone whose name cannot be had", async () => {
    const nameOf = () => Promise.reject(new Error("no"));
    const { team } = teamOf({ thread: () => ({ items: [item(2)] }), nameOf });
    expect((await lookAt(team, look([reading(1)]), testClock())).names).toEqual([["U1", "someone"]]);
  });
});

describe("a look at a channel", () => {
  const heads = { calls: 3, limit: 200, oldest: ts(0) };
  const may = [1, 2, 3].map((n) => reading(n));

  test("reads the threads that have something new, and those that were not seen", async () => {
    const { team } = teamOf({ heads: () => ({ items: [head(1), head(2, 4)] }) });
    const found = await lookAt(team, look([], { heads, may }), testClock());
    expect(found.reads.map((it) => it.ts)).toEqual([ts(2), ts(3)]);
    expect(found).toMatchObject({ depth: 1, heads: [{ ts: ts(1) }, { ts: ts(2) }] });
  });

  test("goes no further back than to the oldest that is wanted, and does not miss what is older", async () => {
    const { team, calls } = teamOf({ heads: () => ({ items: [head(2), head(3)], next: "more" }) });
    const found = await lookAt(team, look([], { heads: { ...heads, oldest: ts(1) }, may }), testClock());
    expect([calls.heads, found.reads]).toEqual([1, []]);
  });

  test("makes no more calls than it was granted, and none in a circle", async () => {
    const page = (call: number) => ({ items: [head(50 + call)], next: `c${call}` });
    const endless = teamOf({ heads: page });
    expect((await lookAt(endless.team, look([], { heads, may }), testClock())).depth).toBe(3);
    const circle = teamOf({ heads: () => ({ items: [], next: "same" }) });
    await lookAt(circle.team, look([], { heads, may }), testClock());
    expect([endless.calls.heads, circle.calls.heads]).toEqual([3, 2]);
  });

  test("that failed tells nothing of what was not seen", async () => {
    const { team, calls } = teamOf({ heads: () => fail("not-done", "Slack was not reached") });
    const found = await lookAt(team, look([], { heads, may }), testClock());
    expect([calls.thread, found.reads, found.depth]).toEqual([0, [], undefined]);
  });
});
