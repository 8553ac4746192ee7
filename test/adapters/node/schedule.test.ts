import { createApp, effect, job, key, memory, type AppOptions, type Store } from "palaver";
import { schedule, type ScheduleOptions } from "palaver/node";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { start, testClock, type TestClock } from "../../support/clock.ts";
import { keptLog } from "../../support/log.ts";

const minute = 60_000;
const hour = 60 * minute;

/** The first whole minute after the test clock's beginning. */
const first = Math.ceil(start / minute) * minute;

async function scheduled({
  every,
  clock = testClock(),
  ...options
}: Partial<AppOptions> & ScheduleOptions & { readonly clock?: TestClock }) {
  const { log, entries } = keptLog();
  const app = createApp({ name: "the clock", intents: [], store: memory(), clock, log, ...options });
  const running = await schedule(app, { ...(every !== undefined && { every }) });
  onTestFinished(async () => {
    const stopped = running.stop();
    await clock.pass(hour);
    await stopped;
  });
  return { app, clock, running, entries };
}

describe("a schedule", () => {
  test("ticks each job at its own times, for the instant it was due", async () => {
    const ticks: string[] = [];
    const noted = (name: string, cron: string) =>
      job(name, cron, ({ at }) => void ticks.push(`${name} ${(at - first) / minute}`));
    const { clock } = await scheduled({
      jobs: [noted("often", "* * * * *"), noted("seldom", "*/3 * * * *")],
    });
    await clock.pass(first - start + 4 * minute);
    expect(ticks.filter((tick) => tick.startsWith("often"))).toEqual(
      [0, 1, 2, 3, 4].map((n) => `often ${n}`),
    );
    const thirds = [0, 1, 2, 3, 4].filter((n) => new Date(first + n * minute).getUTCMinutes() % 3 === 0);
    expect(ticks.filter((tick) => tick.startsWith("seldom"))).toEqual(thirds.map((n) => `seldom ${n}`));
  });

  test("means UTC, and waits months as well as minutes", async () => {
    const ticks: string[] = [];
    const yearly = job("yearly", "30 4 1 3 *", ({ at }) => void ticks.push(new Date(at).toISOString()));
    const { clock } = await scheduled({ jobs: [yearly], every: 1_000 * hour });
    const year = new Date(start).getUTCFullYear() + 1;
    await clock.pass(Date.UTC(year, 2, 1, 4, 29) - start);
    expect(ticks).toEqual([]);
    await clock.pass(minute);
    expect(ticks).toEqual([`${year}-03-01T04:30:00.000Z`]);
  });

  test("never has two ticks of one job at once, and leaves out what it missed meanwhile", async () => {
    const clock = testClock();
    const store = memory();
    const done = key("done", z.number());
    const ticks: number[] = [];
    let [running, most] = [0, 0];
    const slow: Store = {
      ...store,
      async commit(changes) {
        most = Math.max(most, ++running);
        await clock.sleep(2.5 * minute);
        running--;
        return store.commit(changes);
      },
    };
    await scheduled({
      clock,
      store: slow,
      jobs: [
        job("poll", "* * * * *", ({ at, store: work }) => {
          ticks.push((at - first) / minute);
          work.set(done.of("poll"), at);
        }),
      ],
    });
    await clock.pass(first - start + 10 * minute);
    expect(most).toBe(1);
    expect(ticks).toEqual([0, 3, 6, 9]);
  });

  test("goes on after a tick that failed, and logs it without a word of what was said", async () => {
    const store = memory();
    let broken = true;
    const breaking: Store = {
      ...store,
      get: (addresses) => (broken ? Promise.reject(new RangeError("secret words")) : store.get(addresses)),
    };
    const ticks: number[] = [];
    const { clock, entries } = await scheduled({
      store: breaking,
      jobs: [job("poll", "* * * * *", ({ at }) => void ticks.push(at))],
    });
    await clock.pass(first - start);
    const id = `poll/${new Date(first).toISOString()}`;
    expect(entries).toContainEqual({
      level: "error",
      event: "schedule failed",
      channel: "schedule",
      turn: id,
      error: "RangeError",
    });
    expect(JSON.stringify(entries)).not.toContain("secret");
    broken = false;
    await clock.pass(minute);
    expect(ticks).toEqual([first + minute]);
  });

  /** A clock that can be set, as clocks on walls are. */
  function settable() {
    const clock = testClock();
    let shift = 0;
    return { ...clock, now: () => clock.now() + shift, set: (by: number) => void (shift += by) };
  }

  test("does nothing twice when the clock is put back, be it in the middle of a tick", async () => {
    const clock = settable();
    const ticks: number[] = [];
    const poll = job("poll", "*/10 * * * *", ({ at }) => {
      if (ticks.push(at) === 3) clock.set(-hour);
    });
    await scheduled({ clock, jobs: [poll] });
    await clock.pass(hour - 1);
    expect(ticks.length).toBe(3);
    await clock.pass(hour);
    expect(ticks.length).toBe(6);
    clock.set(-hour);
    await clock.pass(2 * hour);
    expect(ticks.length).toBe(12);
    expect(ticks).toEqual([...new Set(ticks)].sort((a, b) => a - b));
  });

  test("catches up within an hour when the clock is put forward", async () => {
    const clock = settable();
    const ticks: number[] = [];
    await scheduled({ clock, jobs: [job("daily", "0 0 * * *", ({ at }) => void ticks.push(at))] });
    const midnight = Math.ceil(start / (24 * hour)) * 24 * hour;
    await clock.pass(1);
    clock.set(midnight - clock.now() + 1);
    await clock.pass(hour);
    expect(ticks).toEqual([midnight]);
  });

  test("delivers at once what an earlier process left behind, and what is due later within a second or so", async () => {
    const store = memory();
    const delivered: string[] = [];
    let refusing = true;
    const letter = effect("letter", {
      payload: z.string(),
      retry: { attempts: 5, base: 10_000 },
      deliver: async (text) => {
        if (refusing) throw new Error("nobody is in");
        delivered.push(text);
      },
    });
    const write = job("write", "* * * * *", ({ at }) =>
      at === first ? { effects: [letter.of("dear reader")] } : {},
    );
    const before = await scheduled({ store, effects: [letter], jobs: [write] });
    await before.clock.pass(first - start);
    const stopped = before.running.stop();
    await before.clock.pass(0);
    await stopped;
    expect(delivered).toEqual([]);

    refusing = false;
    const after = await scheduled({ store, effects: [letter] });
    await after.clock.pass(first - start + 30_000);
    expect(delivered).toEqual(["dear reader"]);
  });

  test("stops when what it began is done, and begins nothing more", async () => {
    const ticks: number[] = [];
    const { clock, running } = await scheduled({
      jobs: [
        job("slow", "* * * * *", async ({ at }) => {
          ticks.push(at);
          await clock.sleep(1_000);
        }),
      ],
    });
    await clock.pass(first - start);
    let stopped = false;
    void running.stop().then(() => (stopped = true));
    await clock.pass(999);
    expect(stopped).toBe(false);
    await clock.pass(1);
    expect(stopped).toBe(true);
    await clock.pass(hour);
    expect(ticks).toEqual([first]);
  });

  test("is refused at once for a job at no time there is", async () => {
    const wrong = job("wrong", "61 * * * *", () => {});
    const app = createApp({ name: "the clock", intents: [], store: memory(), jobs: [wrong] });
    await expect(schedule(app)).rejects.toMatchObject({
      code: "invalid-option",
      message: expect.stringMatching(/"wrong" runs at "61 \* \* \* \*"/),
    });
  });
});
