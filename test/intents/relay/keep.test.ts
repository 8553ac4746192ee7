import { describe, expect, test } from "vitest";
import { memory, type Store } from "palaver";
import { capture } from "../../../intents/relay/inbox.ts";
import { keepThread, type Keeping } from "../../../intents/relay/keep.ts";
import type { Found, Read } from "../../../intents/relay/look.ts";
import { usualPace } from "../../../intents/relay/pace.ts";
import { inboxKey, type Awaited, type Watch } from "../../../intents/relay/state.ts";
import type { Head, TeamMessage } from "../../../intents/relay/team.ts";
import { begin } from "../../../src/work.ts";
import { start as now, testClock } from "../../support/clock.ts";

const minute = 60_000;
const at = (seconds: number) => `${now / 1_000 + seconds}.000000`;
const root = at(-600);
const place = { team: "T1", channel: "C1" };

const fresh: Awaited = {
  ts: root,
  person: "ann",
  watermark: root,
  until: now + 60 * minute,
  active: now - 600_000,
  next: now,
  own: [],
  reactions: [],
  replies: 0,
  recent: [],
  counted: "0/",
  behind: false,
  full: false,
};

const said = (seconds: number, more: Partial<TeamMessage> = {}): TeamMessage => ({
  ts: at(seconds),
  by: "U1",
  text: `at ${seconds}`,
  reactions: [],
  ...more,
});

const readOf = (items: readonly TeamMessage[], more: Partial<Read> = {}): Read => ({
  ts: root,
  oldest: at(-601),
  newest: root,
  last: false,
  items,
  ...more,
});

const headOf = (replies: number, latest?: string, more: Partial<Head> = {}): Head => ({
  ts: root,
  replies,
  reactions: [],
  ...(latest !== undefined && { latest }),
  ...more,
});

interface Looked {
  readonly read?: Read;
  readonly head?: Head;
  readonly unread?: readonly string[];
}

/** Keeps what was found, look by look. */
function keeper(store: Store = memory(), first: Partial<Awaited> = {}) {
  let awaited: Awaited | undefined = { ...fresh, ...first };
  return {
    async keep({ read, head, unread = [] }: Looked, more: Partial<Keeping> = {}) {
      if (!awaited) throw new Error("nothing is awaited any more");
      const watch: Watch = { place, threads: [awaited], due: now, turn: 1, depth: 1, failures: 0 };
      const found: Found = {
        heads: head ? [head] : [],
        reads: read ? [read] : [],
        names: [["U1", "Kevin"]],
        unread,
        limited: {},
        calls: { heads: 0, thread: 1 },
      };
      const work = begin(store, testClock());
      const keeping = { now, pace: usualPace, pushed: false, stale: false, ...more };
      const kept = await keepThread(work, watch, awaited, found, keeping);
      expect(await work.commit()).toBe(true);
      awaited = kept.awaited;
      return { ...kept, told: kept.fresh.map(({ entry }) => entry.text) };
    },
    texts: async () =>
      (await begin(store, testClock()).list(inboxKey.in("ann"))).map(({ value: { text } }) => text),
  };
}

describe("answers that were read", () => {
  test("are captured, but for what nobody or no words said, and the watermark is the newest of all", async () => {
    const { keep } = keeper();
    const { by: _, ...bots } = said(-50);
    const items = [said(-300), bots, said(-40, { text: "" }), said(-200)];
    const { told, awaited } = await keep({ read: readOf([said(-600), ...items]) });
    expect(told).toEqual(["at -300", "at -200"]);
    expect(awaited).toMatchObject({ watermark: at(-40), replies: 4, active: now, counted: `4/${at(-40)}` });
    expect(awaited?.recent).toEqual([at(-200), at(-50), at(-40)]);
  });

  test("are known once, counted once, and move nothing back", async () => {
    const { keep } = keeper();
    await keep({ read: readOf([said(-300), said(-200)]) });
    const again = await keep({ read: readOf([said(-300), said(-200), said(-100)], { oldest: at(-320) }) });
    expect([again.told, again.awaited?.replies]).toEqual([["at -100"], 3]);
    const less = await keep({ read: readOf([said(-150)], { oldest: at(-160) }) });
    expect(less.awaited).toMatchObject({ watermark: at(-100) });
  });

  test("from the beginning are counted from the beginning, but a page in the middle is not", async () => {
    const { keep } = keeper(memory(), { replies: 7, watermark: at(-100), full: true });
    const whole = await keep({ read: readOf([said(-300), said(-100)]) });
    expect(whole.awaited).toMatchObject({ replies: 2, full: false });
    const middle = await keep({ read: readOf([said(-90)], { cursor: "c" }) });
    expect(middle.awaited).toMatchObject({ replies: 3 });
  });

  test("and are read no more are taken back, where all of it was read in one piece", async () => {
    const page = { oldest: at(-310) };
    for (const [read, left] of [
      [readOf([said(-200)], page), ["at -200"]],
      [readOf([said(-200)], { ...page, next: "c" }), ["at -300", "at -200"]],
      [readOf([said(-200)], { ...page, cursor: "c" }), ["at -300", "at -200"]],
    ] as const) {
      const { keep, texts } = keeper();
      await keep({ read: readOf([said(-300), said(-200)], page) });
      await keep({ read });
      expect(await texts()).toEqual(left);
    }
  });

  test("from the beginning take back what has waited since before, but not what may only not show yet, nor other things", async () => {
    const store = memory();
    const { keep, texts } = keeper(store, { watermark: at(0) });
    const other = keeper(store, { ts: at(-700) });
    await other.keep({ read: readOf([said(-450)], { ts: at(-700) }) });
    await keep({ read: readOf([said(-500)], { oldest: at(-590) }) });
    const pushed = begin(store, testClock());
    const thread = { ...place, ts: root };
    for (const name of [at(-510), at(-100)])
      await capture(pushed, "ann", {
        kind: "reply",
        thread,
        name,
        by: "U1",
        called: "Kevin",
        text: "pushed",
      });
    await pushed.commit();
    await keep({ head: headOf(2, at(-100), { reactions: [{ name: "tada", by: ["U1"] }] }) });
    expect(await texts()).toHaveLength(5);
    const { awaited } = await keep({ read: readOf([said(-400)]) });
    expect(awaited?.recent).not.toContain(at(-500));
    expect((await texts()).sort()).toEqual(["at -400", "at -450", "pushed", "tada"]);
  });

  test("page by page go on where they stopped, at once", async () => {
    const { keep } = keeper();
    const { awaited } = await keep({ read: readOf([said(-300)], { next: "c1" }) });
    expect(awaited).toMatchObject({
      watermark: root,
      next: now,
      resume: { cursor: "c1", newest: at(-300), oldest: at(-601), last: false },
    });
    const end = await keep({ read: readOf([said(-200)], { cursor: "c1", newest: at(-300) }) });
    expect(end.awaited).toMatchObject({ watermark: at(-200), replies: 2, next: now + minute });
    expect(end.awaited).not.toHaveProperty("resume");
  });

  test("where the place they stopped at is lost are read from the beginning, at once", async () => {
    const { keep } = keeper(memory(), {
      resume: { oldest: root, cursor: "c", newest: at(-300), last: false },
    });
    const { awaited } = await keep({ read: readOf([], { cursor: "c", lost: true }) });
    expect(awaited).toMatchObject({ full: true, next: now, watermark: root });
    expect(awaited).not.toHaveProperty("resume");
  });

  test("by a look that somebody else has overtaken take nothing back", async () => {
    const { keep, texts } = keeper();
    await keep({ read: readOf([said(-300)]) });
    await keep({ read: readOf([], { oldest: at(-310) }) }, { stale: true });
    expect(await texts()).toEqual(["at -300"]);
  });

  test("by a look that somebody else has overtaken are captured, and nothing else changes", async () => {
    const { keep } = keeper();
    const reactions = [{ name: "tada", by: ["U1"] }];
    const found = { read: readOf([said(-300)]), head: headOf(1, at(-300), { reactions }) };
    const { told, awaited } = await keep(found, { stale: true });
    expect([told, awaited]).toEqual([["at -300"], fresh]);
    const lost = await keep({ read: readOf([], { lost: true }) }, { stale: true });
    expect(lost.awaited).toEqual(fresh);
    expect((await keep({ head: headOf(0, undefined, { gone: true }) }, { stale: true })).awaited).toEqual(
      fresh,
    );
  });
});

describe("what the channel says of a thread", () => {
  test("is remembered once all of it is known, and otherwise it is read from its beginning", async () => {
    const { keep } = keeper();
    const agreed = await keep({ read: readOf([said(-300)]), head: headOf(1, at(-300)) });
    expect(agreed.awaited).toMatchObject({ counted: `1/${at(-300)}`, full: false });
    const more = await keep({ read: readOf([said(-300)], { oldest: at(-310) }), head: headOf(2, at(-300)) });
    expect(more.awaited).toMatchObject({ full: true });
  });

  test("may be older than what was read", async () => {
    const { keep } = keeper();
    const read = readOf([said(-300), said(-200)]);
    expect((await keep({ read, head: headOf(1, at(-300)) })).awaited).toMatchObject({ full: false });
  });

  test("is not held against what has not been read to its end", async () => {
    const { keep } = keeper();
    const read = readOf([said(-300)], { next: "c" });
    expect((await keep({ read, head: headOf(9, at(-10)) })).awaited).toMatchObject({ full: false });
  });

  test("and that could not be read makes it urgent; what was not even seen stays as it is", async () => {
    const { keep } = keeper(memory(), { next: now - minute });
    expect((await keep({ unread: [root] })).awaited).toMatchObject({ behind: false, next: now - minute });
    expect((await keep({ head: headOf(1, at(-300)), unread: [root] })).awaited).toMatchObject({
      behind: true,
      next: now,
    });
    expect((await keep({ read: readOf([said(-300)]) })).awaited).toMatchObject({ behind: false });
  });

  test("are reactions too: those to one's own messages, told once, and forgotten when they are taken back", async () => {
    const { keep, texts } = keeper(memory(), { own: [at(-500)] });
    const tada = [{ name: "tada", by: ["U1"] }];
    const eyes = [{ name: "eyes", by: ["U1"] }];
    const own = said(-500, { by: "UBOT", text: "", reactions: eyes });
    const read = readOf([own, said(-300, { reactions: [{ name: "no", by: ["U1"] }] })]);
    const both = await keep({ head: headOf(2, at(-300), { reactions: tada }), read });
    expect(both.told).toEqual(["at -300", "tada", "eyes"]);
    const again = await keep({ head: headOf(2, at(-300), { reactions: tada }) });
    expect([again.told, again.awaited?.reactions.length]).toEqual([[], 2]);
    await keep({ head: headOf(2, at(-300)) });
    expect((await texts()).sort()).toEqual(["at -300", "eyes"]);
  });
});

describe("a thread is awaited no more", () => {
  test("once its first message is deleted", async () => {
    const { keep } = keeper();
    expect((await keep({ head: headOf(0, undefined, { gone: true }) })).awaited).toBeUndefined();
  });

  test("once it was not there in three looks, over a minute", async () => {
    const gone = { read: readOf([], { gone: true }) };
    const quick = keeper();
    for (let n = 0; n < 5; n++) expect((await quick.keep(gone)).awaited).toBeDefined();
    expect((await quick.keep(gone, { now: now + minute })).awaited).toBeUndefined();
    const slow = keeper();
    expect((await slow.keep(gone)).awaited).toBeDefined();
    expect((await slow.keep(gone, { now: now + 60 * minute })).awaited).toBeDefined();
    expect((await slow.keep(gone, { now: now + 61 * minute })).awaited).toBeUndefined();
    const back = keeper();
    await back.keep(gone);
    await back.keep(gone, { now: now + minute });
    const found = await back.keep({ read: readOf([said(-300)]) }, { now: now + 2 * minute });
    expect(found.awaited).not.toHaveProperty("missing");
  });

  test("and what was said in it is taken back then, and not before", async () => {
    const { keep, texts } = keeper();
    await keep({ read: readOf([said(-300)]) });
    const gone = { read: readOf([], { gone: true }) };
    for (const after of [0, 1]) await keep(gone, { now: now + after * minute });
    expect(await texts()).toEqual(["at -300"]);
    await keep(gone, { now: now + 2 * minute });
    expect(await texts()).toEqual([]);
  });

  test("after its time, with a read that was begun after it, from beginning to end", async () => {
    const over = { until: now };
    const done = keeper(memory(), over);
    expect((await done.keep({ read: readOf([said(-300)], { last: true }) })).awaited).toBeUndefined();
    const stays = [readOf([]), readOf([], { last: true, next: "c" }), readOf([], { last: true, lost: true })];
    for (const read of stays) {
      const { keep } = keeper(memory(), over);
      expect((await keep({ read })).awaited).toBeDefined();
    }
    const early = keeper();
    expect((await early.keep({ read: readOf([], { last: true }) })).awaited).toBeDefined();
  });

  test("and is looked at for the last time when its time is over, not later", async () => {
    const { keep } = keeper(memory(), { until: now + 1_000 });
    expect((await keep({ read: readOf([]) })).awaited).toMatchObject({ next: now + 1_000 });
  });
});
