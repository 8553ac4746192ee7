import { expect, test } from "vitest";
import { memory, type Work } from "palaver";
import type { Found } from "../../../intents/relay/look.ts";
import { usualPace } from "../../../intents/relay/pace.ts";
import { limited, usualLimits } from "../../../intents/relay/rate.ts";
import { hub, rateKey } from "../../../intents/relay/state.ts";
import {
  awaitAnswers,
  beginLook,
  beginLooks,
  isAwaiting,
  keepFound,
  putWatch,
  readWatch,
} from "../../../intents/relay/watch.ts";
import { begin } from "../../../src/work.ts";
import { start as now, testClock } from "../../support/clock.ts";

const place = { team: "T1", channel: "C1" };
const ts = `${now / 1_000}.000000`;
const later = now + 60_000;

/** A store in which an answer is awaited; and turns on it. */
async function watched() {
  const store = memory();
  const inTurn = async <T>(act: (work: Work) => Promise<T>): Promise<T> => {
    const work = begin(store, testClock());
    const done = await act(work);
    expect(await work.commit()).toBe(true);
    return done;
  };
  await inTurn((work) =>
    awaitAnswers(work, { ...place, ts }, { own: ts, person: { id: "ann" }, at: now }, usualPace),
  );
  const look = () =>
    inTurn(async (work) => {
      const watch = await readWatch(work, place);
      return watch && beginLook(work, watch, later, usualLimits, () => true);
    });
  const keep = async (of: Awaited<ReturnType<typeof look>>, found: Partial<Found> = {}) => {
    if (!of) throw new Error("no look was begun");
    return inTurn((work) => keepFound(work, of, { ...nothing, ...found }, later, usualPace));
  };
  return { store, inTurn, look, keep, watch: () => inTurn((work) => readWatch(work, place)) };
}

const nothing: Found = {
  heads: [],
  reads: [],
  names: [],
  unread: [],
  limited: {},
  calls: { heads: 0, thread: 1 },
};

test("a look that another one has overtaken has no say in when the next one is", async () => {
  const { look, keep, watch } = await watched();
  const [first, second] = [await look(), await look()];
  await keep(second);
  const after = await watch();
  await keep(first, { reason: "Slack answered not_in_channel" });
  expect(await watch()).toEqual(after);
});

test("a look keeps others from beginning one for a minute", async () => {
  const { inTurn, look } = await watched();
  await look();
  expect(await inTurn((work) => beginLooks(work, later + 59_999, usualLimits))).toEqual([]);
  expect(await inTurn((work) => beginLooks(work, later + 60_000, usualLimits))).toHaveLength(1);
});

test("a channel that may not be asked now comes behind all others", async () => {
  const { inTurn, watch } = await watched();
  await inTurn(async (work) => {
    for (const method of ["heads", "thread"])
      work.set(rateKey.of(hub, "T1", method), limited(undefined, later, 90_000));
  });
  expect(await inTurn((work) => beginLooks(work, later, usualLimits))).toEqual([]);
  expect(await watch()).toMatchObject({ due: later + 30_000 });
});

test("what is found where nothing is awaited any more tells nobody anything", async () => {
  const { store, inTurn, look, keep, watch } = await watched();
  const begun = await look();
  const before = await watch();
  await inTurn(async (work) => before && putWatch(work, before, { ...before, threads: [] }));
  expect(await keep(begun)).toEqual([]);
  expect(await isAwaiting(store)).toBe(false);
});

test("failures are further and further apart, and are forgiven by a call that works, not by none", async () => {
  const { look, keep, watch } = await watched();
  const waits: number[] = [];
  for (let n = 0; n < 6; n++) {
    await keep(await look(), { reason: "Slack was not reached" });
    waits.push(((await watch())?.due ?? 0) - later);
  }
  expect(waits.map((wait) => wait / 60_000)).toEqual([1, 2, 4, 8, 15, 15]);
  await keep(await look(), { calls: { heads: 0, thread: 0 } });
  expect(await watch()).toMatchObject({ failures: 6 });
  await keep(await look());
  expect(await watch()).toMatchObject({ failures: 0 });
});
