import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { createApp, effect, intent, key, memory, on, type App, type Store } from "palaver";
import { sqlite } from "palaver/sqlite";
import { quiet, testClock } from "../support/clock.ts";
import { keptLog } from "../support/log.ts";
import { faulty, watched } from "../support/stores.ts";
import { happening, said } from "../support/turns.ts";

const total = key("total", z.number());
const tally = key("tally", z.number());

/** Counts in a key that all conversations share, and in one of each. */
const count = intent("Count", {
  utterances: ["count"],
  async fulfil({ store, session }) {
    const all = ((await store.get(total.of("everybody"))) ?? 0) + 1;
    store.set(total.of("everybody"), all);
    session.set(tally, ((await session.get(tally)) ?? 0) + 1);
    return `That was ${all}.`;
  },
});

const sorry = "Sorry, something went wrong. Please try again.";
const late = "Sorry, that took too long. Please try again.";

function sqliteFile(): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), "palaver-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return sqlite({ file: join(folder, "store.db") });
}

const valueAt = async (store: Store, place: { partition: string; sort: string }) =>
  (await store.get([place]))[0]?.value;

/** The same list in an order that looks like chance and is the same each time. */
const shuffled = <T>(things: readonly T[]): T[] =>
  things
    .map((thing, i) => [(i * 7_919) % 104_729, thing] as const)
    .sort(([a], [b]) => a - b)
    .map(([, thing]) => thing);

describe("a turn happens once", () => {
  const conversations = ["kitchen", "office", "car", "garden"];

  async function deliverThirtyTurnsThreeTimes(apps: readonly App[], store: Store): Promise<void> {
    const turns = [...Array(30).keys()].map((i) =>
      said("count", { id: `t${i}`, conversation: conversations[i % 4] ?? "", user: `user ${i % 4}` }),
    );
    const deliveries = shuffled([...turns, ...turns, ...turns]);
    const replies = await Promise.all(
      deliveries.map(async (turn, i) => ({ turn, reply: await apps[i % apps.length]?.respond(turn) })),
    );

    expect(await valueAt(store, total.of("everybody"))).toBe(30);
    for (const [i, conversation] of conversations.entries())
      expect(await valueAt(store, tally.of(`test:${conversation}`))).toBe(i < 2 ? 8 : 7);
    const words = turns.map((turn) => replies.filter((it) => it.turn === turn).map((it) => it.reply?.text));
    for (const each of words) expect(new Set(each).size).toBe(1);
    expect(new Set(words.flat()).size).toBe(30);
    for (const app of apps) await app.settled();
  }

  test.each([
    ["in memory", memory],
    ["in SQLite", sqliteFile],
  ])("thirty turns delivered three times each, at once, count to thirty %s", async (_, make) => {
    const store = await make();
    await deliverThirtyTurnsThreeTimes([createApp({ name: "counter", intents: [count], store })], store);
    await store.close?.();
  });

  test.each([
    ["in memory", memory],
    ["in SQLite", sqliteFile],
  ])("the same goes for three processes over one store %s", async (_, make) => {
    const store = await make();
    const apps = [1, 2, 3].map(() => createApp({ name: "counter", intents: [count], store }));
    await deliverThirtyTurnsThreeTimes(apps, store);
    await store.close?.();
  });

  test("a turn that comes again much later gets the first reply, to the letter", async () => {
    const clock = testClock();
    const store = memory();
    const fancy = intent("Fancy", {
      utterances: ["fancy"],
      fulfil: () => ({
        speech: "Look \ud800 <here>.",
        card: { title: "A card", buttons: [{ label: "Go", says: "go" }] },
        reprompt: "Well?",
      }),
    });
    const turn = said("fancy");
    const first = await createApp({ name: "a", intents: [fancy], store, clock }).respond(turn);
    await clock.pass(47 * 60 * 60 * 1_000);
    const other = createApp({ name: "a", intents: [], store, clock });
    expect(await other.respond(turn)).toEqual(first);
  });

  test("the memory of a turn ends after the time it is told to, by the app's own clock", async () => {
    const clock = testClock();
    const store = memory();
    const app = createApp({ name: "a", intents: [count], store, clock, remember: 1_000 });
    const turn = said("count");
    expect((await app.respond(turn)).text).toBe("That was 1.");
    await clock.pass(999);
    expect((await app.respond(turn)).text).toBe("That was 1.");
    await clock.pass(1);
    expect((await app.respond(turn)).text).toBe("That was 2.");
  });

  test("turns of two channels with the same id are two turns", async () => {
    const app = createApp({ name: "a", intents: [count], store: memory() });
    const one = await app.respond(said("count", { id: "1", channel: "a" }));
    const two = await app.respond(said("count", { id: "1", channel: "b" }));
    expect([one.text, two.text]).toEqual(["That was 1.", "That was 2."]);
  });

  test("turns of one conversation run one after the other, those of others beside them", async () => {
    const running: string[] = [];
    let release = () => {};
    const slow = intent("Slow", {
      utterances: ["slow"],
      async fulfil({ turn }) {
        running.push(`${turn.id} begins`);
        if (turn.conversation === "kitchen") await new Promise<void>((resolve) => (release = resolve));
        running.push(`${turn.id} ends`);
        return "Done.";
      },
    });
    const app = createApp({ name: "a", intents: [slow], store: memory() });
    const kitchen = ["one", "two"].map((id) => app.respond(said("slow", { id })));
    const car = app.respond(said("slow", { id: "three", conversation: "car" }));
    await car;
    await quiet();
    expect(running).toEqual(["one begins", "three begins", "three ends"]);
    release();
    await kitchen[0];
    await quiet();
    expect(running.slice(3)).toEqual(["one ends", "two begins"]);
    release();
    await kitchen[1];
  });

  test("what a turn only looked at is part of its commit", async () => {
    const store = watched(memory());
    const looks = intent("Look", {
      utterances: ["look"],
      async fulfil({ store: work, session }) {
        await work.get(total.of("everybody"));
        session.set(tally, 1);
        return "I have looked.";
      },
    });
    await createApp({ name: "a", intents: [looks], store }).respond(said("look"));
    expect(store.commits[0]).toContain("everybody total");
  });

  test("a turn whose grounds have changed is decided again, on what is there now", async () => {
    const store = memory();
    let interfere = true;
    const app = createApp({ name: "a", intents: [], store });
    const looks = intent("Look", {
      utterances: ["look"],
      async fulfil({ store: work, session }) {
        const seen = (await work.get(total.of("everybody"))) ?? 0;
        if (interfere) {
          interfere = false;
          await store.commit([{ address: total.of("everybody"), was: undefined, becomes: { value: 7 } }]);
        }
        session.set(tally, seen);
        return `I saw ${seen}.`;
      },
    });
    const looking = createApp({ name: "a", intents: [looks], store });
    expect((await looking.respond(said("look"))).text).toBe("I saw 7.");
    expect(await valueAt(store, tally.of("test:kitchen"))).toBe(7);
    await app.settled();
  });

  test("a turn that finds others faster again and again wins in the end", async () => {
    const clock = testClock();
    clock.chance(0.5);
    const base = memory();
    let races = 0;
    const store: Store = { ...base, commit: async (changes) => ++races > 49 && base.commit(changes) };
    const app = createApp({ name: "a", intents: [count], store, clock });
    const reply = app.respond(said("count"));
    await quiet();
    expect(races).toBe(1);
    await clock.pass(20_000);
    expect((await reply).text).toBe("That was 1.");
  });

  test("a turn that finds others faster fifty times gives up, and says what to do about it", async () => {
    const clock = testClock();
    clock.chance(0.5);
    const store: Store = { ...memory(), commit: async () => false };
    const app = createApp({ name: "a", intents: [count], store, clock });
    const lost = expect(app.respond(said("count"))).rejects.toMatchObject({ code: "lost-races" });
    await clock.pass(20_000);
    await lost;
  });

  test("a turn that says nothing and changes nothing leaves no trace", async () => {
    const store = watched(memory());
    const app = createApp({ name: "a", intents: [], store, listeners: [on("sent", () => undefined)] });
    expect((await app.respond(happening("sent"))).next).toEqual({ type: "silent" });
    expect((await app.respond(happening("nobody listens"))).next).toEqual({ type: "silent" });
    expect(store.commits).toEqual([]);
  });
});

describe("a write whose answer is lost", () => {
  const tell = effect("tell", { payload: z.string(), deliver: async () => undefined });
  const counted = intent("Count", {
    utterances: ["count"],
    async fulfil({ store }) {
      const all = ((await store.get(total.of("everybody"))) ?? 0) + 1;
      store.set(total.of("everybody"), all);
      return { speech: `That was ${all}.`, effects: [tell.of(String(all))] };
    },
  });

  function world(fault: "before" | "after" | "denied", call: number) {
    const base = memory();
    const told: string[] = [];
    const effects = [{ ...tell, deliver: async (payload: string) => void told.push(payload) }];
    const store = faulty(base, fault, call);
    const { log } = keptLog();
    return { base, told, app: createApp({ name: "a", intents: [counted], effects, store, log }) };
  }

  // The first turn's calls are two reads before it is decided, two more within it, and the commit.
  const commit = 5;

  test("counts as written where it was denied: one effect, one reply", async () => {
    const { app, base, told } = world("denied", commit);
    const turn = said("count");
    expect((await app.respond(turn)).text).toBe("That was 1.");
    expect((await app.respond(turn)).text).toBe("That was 1.");
    await app.settled();
    expect(await valueAt(base, total.of("everybody"))).toBe(1);
    expect(told).toEqual(["1"]);
  });

  test("counts as written where it threw, once the turn is delivered again: one effect, one reply", async () => {
    const { app, base, told } = world("after", commit);
    const turn = said("count");
    await expect(app.respond(turn)).rejects.toThrow("the store's answer was lost");
    expect((await app.respond(turn)).text).toBe("That was 1.");
    await app.settled();
    expect(await valueAt(base, total.of("everybody"))).toBe(1);
    expect(told).toEqual(["1"]);
  });

  test("counts as not written where it was not, and the turn is run when it is delivered again", async () => {
    const { app, base, told } = world("before", commit);
    const turn = said("count");
    await expect(app.respond(turn)).rejects.toThrow("the store did not answer");
    expect(await valueAt(base, total.of("everybody"))).toBeUndefined();
    expect((await app.respond(turn)).text).toBe("That was 1.");
    await app.settled();
    expect(told).toEqual(["1"]);
  });
});

describe("a handler that fails", () => {
  const canary = "canary-7731 who lives in Elm Street";

  function failing(more: { readonly fulfil: () => unknown }) {
    const { log, entries } = keptLog();
    const store = memory();
    let runs = 0;
    const fails = intent("Fail", {
      utterances: ["fail {words}", "fail"],
      slots: { words: z.string().optional() },
      async fulfil({ store: work, session }) {
        runs++;
        work.set(total.of("everybody"), 99);
        session.set(tally, 99);
        await more.fulfil();
        return "Never said.";
      },
    });
    const app = createApp({ name: "a", intents: [fails, count], store, log });
    return { app, store, entries, runs: () => runs };
  }

  const failures: readonly (readonly [string, () => never | Promise<never>])[] = [
    ["throws", () => throwing(new Error(canary))],
    ["throws something that is no error", () => throwing(canary)],
    ["throws nothing at all", () => throwing(undefined)],
    [
      "throws an error that calls itself by what was said",
      () => throwing(Object.assign(new Error(canary), { code: 7 })),
    ],
    ["rejects", () => Promise.reject(new TypeError(canary))],
  ];

  test.each(failures)(
    "that %s is answered with an apology; nothing is half done, no text is logged",
    async (_, fulfil) => {
      const { app, store, entries, runs } = failing({ fulfil });
      const turn = said(`fail ${canary}`);
      const reply = await app.respond(turn);
      expect(reply.text).toBe(sorry);
      expect(await app.respond(turn)).toEqual(reply);
      expect(runs()).toBe(1);
      expect(await valueAt(store, total.of("everybody"))).toBeUndefined();
      expect(await valueAt(store, tally.of("test:kitchen"))).toBeUndefined();
      expect(entries).toHaveLength(1);
      expect(entries[0]).toMatchObject({
        level: "error",
        event: "handler failed",
        channel: "test",
        turn: turn.id,
      });
      expect(JSON.stringify([entries, reply])).not.toContain("canary");
      expect((await app.respond(said("count"))).text).toBe("That was 1.");
    },
  );

  test("is named in the log by its error's name and code", async () => {
    const { app, entries } = failing({
      fulfil: () => throwing(Object.assign(new RangeError(canary), { code: "E_STOCK" })),
    });
    await app.respond(said("fail"));
    expect(entries).toMatchObject([{ error: "RangeError", code: "E_STOCK" }]);
  });

  test("is apologised for in the language of the person", async () => {
    const { app } = failing({ fulfil: () => throwing(new Error("x")) });
    const { text } = await app.respond(said("fail", { locale: "de-AT" }));
    expect(text).toBe("Entschuldigung, da ist etwas schiefgegangen. Bitte versuche es noch einmal.");
  });

  test("leaves the open question open", async () => {
    const order = intent("Order", {
      utterances: ["order"],
      slots: { item: z.string() },
      elicit: { item: "What?" },
      fulfil: ({ slots }) => (slots.item === "bomb" ? throwing(new Error("boom")) : `One ${slots.item}.`),
    });
    const app = createApp({ name: "a", intents: [order], store: memory(), log: keptLog().log });
    const say = async (text: string) => (await app.respond(said(text))).text;
    expect([await say("order"), await say("bomb"), await say("mug")]).toEqual(["What?", sorry, "One mug."]);
  });

  test("because what it read did not fit together is run again on what does", async () => {
    const store = memory();
    const [left, right] = [total.of("left"), total.of("right")];
    await store.commit([left, right].map((address) => ({ address, was: undefined, becomes: { value: 1 } })));
    let interfere = true;
    const compare = intent("Compare", {
      utterances: ["compare"],
      async fulfil({ store: work }) {
        const one = await work.get(left);
        if (interfere) {
          interfere = false;
          const now = await store.get([left, right]);
          await store.commit(
            [left, right].map((address, i) => ({ address, was: now[i]?.version, becomes: { value: 2 } })),
          );
        }
        const two = await work.get(right);
        return one === two ? `Both are ${one}.` : throwing(new Error("they differ, which cannot be"));
      },
    });
    const app = createApp({ name: "a", intents: [compare], store, log: keptLog().log });
    expect((await app.respond(said("compare"))).text).toBe("Both are 2.");
  });
});

describe("a handler that is slow", () => {
  function slow() {
    const clock = testClock();
    const { log, entries } = keptLog();
    const store = memory();
    let finish = () => {};
    let runs = 0;
    const slowly = intent("Slow", {
      utterances: ["slow"],
      async fulfil({ store: work }) {
        runs++;
        await new Promise<void>((resolve) => (finish = resolve));
        work.set(total.of("everybody"), 99);
        return "Done at last.";
      },
    });
    const app = createApp({ name: "a", intents: [slowly, count], store, clock, log });
    return { app, clock, entries, store, finish: () => finish(), runs: () => runs };
  }

  test("gives way to an apology when whoever asked stops waiting, and what it does then is never committed", async () => {
    const { app, clock, entries, store, finish, runs } = slow();
    const turn = said("slow");
    const answers: string[] = [];
    void app.respond(turn, { deadline: 6_000 }).then(({ text }) => answers.push(text));
    await clock.pass(5_999);
    expect(answers).toEqual([]);
    await clock.pass(1);
    expect(answers).toEqual([late]);
    finish();
    await clock.pass(1_000);
    expect((await app.respond(turn)).text).toBe(late);
    expect(runs()).toBe(1);
    expect(await valueAt(store, total.of("everybody"))).toBeUndefined();
    expect(entries).toMatchObject([{ event: "handler too slow", turn: turn.id }]);
  });

  test("has thirty seconds where nobody says how long they wait", async () => {
    const { app, clock, finish } = slow();
    const answers: string[] = [];
    void app.respond(said("slow")).then(({ text }) => answers.push(text));
    await clock.pass(29_999);
    finish();
    await clock.pass(0);
    expect(answers).toEqual(["Done at last."]);
  });

  test.each([undefined, 6_000])(
    "leaves nothing asleep once it has answered in time: %s",
    async (deadline) => {
      const { app, clock, finish } = slow();
      const answer = app.respond(said("slow"), { deadline });
      await quiet();
      finish();
      await answer;
      await quiet();
      expect(clock.sleepers).toBe(0);
    },
  );

  test("is not begun at all where nobody waits for it any more", async () => {
    const { app, clock, runs } = slow();
    void app.respond(said("slow"), { deadline: 6_000 });
    await clock.pass(1_000);
    const late = expect(app.respond(said("slow"), { deadline: 2_000 })).rejects.toThrow("too long");
    await clock.pass(10_000);
    await late;
    expect(runs()).toBe(1);
  });

  test("holds up the next turn of its conversation no longer than that one waits", async () => {
    const { app, clock } = slow();
    const answers: string[] = [];
    const ask = (text: string) =>
      void app.respond(said(text), { deadline: 6_000 }).then(({ text }) => answers.push(text));
    ask("slow");
    await clock.pass(1_000);
    ask("slow");
    await clock.pass(5_000);
    expect(answers).toEqual([late]);
    await clock.pass(1_000);
    expect(answers).toEqual([late, late]);
    expect((await app.respond(said("count"))).text).toBe("That was 1.");
  });
});

describe("a store that does not answer", () => {
  const hangs = () => new Promise<never>(() => {});

  test.each(["get", "commit"] as const)("keeps nobody waiting longer than they wait: %s", async (call) => {
    const clock = testClock();
    const store: Store = { ...memory(), [call]: hangs };
    const app = createApp({ name: "a", intents: [count], store, clock, log: keptLog().log });
    const outcomes: string[] = [];
    for (const id of ["one", "two"]) {
      void app
        .respond(said("count", { id }), { deadline: 6_000 })
        .catch((error) => outcomes.push(String(error)));
    }
    await clock.pass(6_999);
    expect(outcomes).toEqual([]);
    await clock.pass(1);
    expect(outcomes).toEqual(Array(2).fill("Error: the answer took too long"));
  });

  test("and then does is asked no more than once for the same turn", async () => {
    const clock = testClock();
    const base = memory();
    let answer = () => {};
    const waits = new Promise<void>((resolve) => (answer = resolve));
    const store: Store = { ...base, commit: (changes) => waits.then(() => base.commit(changes)) };
    const app = createApp({ name: "a", intents: [count], store, clock, log: keptLog().log });
    const turn = said("count");
    const outcome = expect(app.respond(turn, { deadline: 6_000 })).rejects.toThrow("too long");
    await clock.pass(7_000);
    await outcome;
    const again = app.respond(turn);
    answer();
    expect((await again).text).toBe("That was 1.");
    expect(await valueAt(base, total.of("everybody"))).toBe(1);
  });
});

function throwing(thrown: unknown): never {
  // oxlint-disable-next-line typescript/only-throw-error -- handlers without types throw anything
  throw thrown;
}
