import { expect, test } from "vitest";
import { memory, type Store, type Work } from "palaver";
import { capture, dayOf, entryPlace, forget, withdraw, type News } from "../../../intents/relay/inbox.ts";
import { inboxKey } from "../../../intents/relay/state.ts";
import { begin } from "../../../src/work.ts";
import { start, testClock } from "../../support/clock.ts";

const thread = { team: "T1", channel: "C1", ts: "1780000000.000100" };
const news: News = {
  kind: "reply",
  thread,
  name: "1780000001.000100",
  by: "U1",
  called: "Kevin",
  text: "hi",
};
const edited = (text: string, at: number): News => ({ ...news, text, edited: `178000000${at}.000000` });

/** Somebody's inbox, changed step by step as by one turn after the other. */
function inbox(store: Store = memory()) {
  const inTurn = async <T>(act: (work: Work) => Promise<T>): Promise<T> => {
    const work = begin(store, testClock());
    const done = await act(work);
    expect(await work.commit()).toBe(true);
    return done;
  };
  return {
    capture: (what: News = news) => inTurn((work) => capture(work, "ann", what)),
    withdraw: (how: "seen" | "told") => inTurn((work) => withdraw(work, "ann", news, how)),
    forget: () => inTurn((work) => forget(work, "ann", news)),
    tell: () =>
      inTurn(async (work) => {
        const offer = { turn: "1", conversation: "c", closed: false };
        work.set(entryPlace("ann", news), { ...news, again: false, offer });
      }),
    texts: async () =>
      (await begin(store, testClock()).list(inboxKey.in("ann"))).map(({ value: { text } }) => text),
  };
}

test("an answer is captured once", async () => {
  const { capture, texts } = inbox();
  expect(await capture()).toMatchObject({ text: "hi" });
  expect(await capture()).toBeUndefined();
  expect(await texts()).toEqual(["hi"]);
});

test("an answer has its newest wording, in whichever order they come, until it is told", async () => {
  const { capture, tell, texts } = inbox();
  await capture();
  await capture(edited("second", 2));
  await capture(edited("first", 1));
  await capture(news);
  expect(await texts()).toEqual(["second"]);
  await tell();
  await capture(edited("third", 3));
  expect(await texts()).toEqual(["hi"]);
});

test("an answer that was not seen again comes back with being seen, and one that was deleted does not", async () => {
  const { capture, withdraw, texts } = inbox();
  await capture();
  await withdraw("seen");
  expect(await texts()).toEqual([]);
  expect(await capture()).toBeDefined();
  await withdraw("told");
  await withdraw("seen");
  expect(await capture()).toBeUndefined();
  expect(await capture(edited("again", 5))).toBeUndefined();
  expect(await texts()).toEqual([]);
});

test("an answer that was deleted before it came does not come", async () => {
  const { capture, withdraw } = inbox();
  await withdraw("told");
  expect(await capture()).toBeUndefined();
});

test("what has been told is taken back from nobody, and not told again", async () => {
  for (const how of ["seen", "told"] as const) {
    const { capture, withdraw, tell, texts } = inbox();
    await capture();
    await tell();
    await withdraw(how);
    expect(await texts()).toEqual(["hi"]);
    expect(await capture()).toBeUndefined();
  }
});

test("what was never there is not missed", async () => {
  const { capture, withdraw } = inbox();
  await withdraw("seen");
  expect(await capture()).toBeDefined();
});

test("a reaction that was taken back can be told anew; what was told of it stays told", async () => {
  const { capture, forget, tell, texts } = inbox();
  await capture();
  await forget();
  expect(await texts()).toEqual([]);
  expect(await capture()).toBeDefined();
  await tell();
  await forget();
  expect(await texts()).toEqual(["hi"]);
});

test("the day of an answer is the day where the person is", () => {
  expect(dayOf(start, "Pacific/Kiritimati")).toBe("2026-05-29");
  expect(dayOf(start, "America/Los_Angeles")).toBe("2026-05-28");
  expect(dayOf(start, undefined)).toBe("2026-05-28");
});
