import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  catalog,
  createApp,
  effect,
  elicit,
  embedded,
  intent,
  job,
  key,
  memory,
  on,
  speech,
  type AppOptions,
  type Store,
} from "palaver";
import { person, play } from "palaver/testing";
import { quiet, start, testClock } from "../support/clock.ts";
import { keptLog } from "../support/log.ts";
import { happening, said } from "../support/turns.ts";

const items = catalog("Item", [
  { id: "oat", name: "oat milk", synonyms: ["oatmilk"] },
  { id: "soy", name: "soy milk" },
]);
const count = key("count", z.number());

const order = intent("Order", {
  about: "Order something",
  utterances: ["order {quantity} {item}", "order {item}", "I want to place an order"],
  slots: { item: items, quantity: z.coerce.number().int().min(1).max(20) },
  elicit: { item: "What would you like?", quantity: ({ item }) => speech`How many ${item?.name ?? ""}?` },
  confirm: ({ slots }) => speech`That is ${slots.quantity} ${slots.item.name}. Shall I place the order?`,
  async fulfil({ slots, store, person }) {
    if (slots.quantity > 5) return elicit("quantity", "We have only 5 left. How many?");
    const orders = ((await store.get(count.of(person))) ?? 0) + 1;
    store.set(count.of(person), orders);
    return `Done. That was order ${orders}.`;
  },
});

const shop = () => createApp({ name: "the shop", intents: [order], store: memory() });

describe("a conversation", () => {
  test("fills slots, re-asks, confirms and fulfils", async () => {
    const script = `
you: I want to place an order
bot: What would you like?
you: oat milk
bot: How many oat milk?
you: blue
bot: That has to be a number from 1 to 20. How many oat milk?
you: nine
bot: That is 9 oat milk. Shall I place the order?
you: yes
bot: We have only 5 left. How many?
you: 2
bot: That is 2 oat milk. Shall I place the order?
you: yes
bot: Done. That was order 1.
you: order a couple of soy milk
bot: That is 2 soy milk. Shall I place the order?
you: no
bot: All right, I will not.
you: help
bot: Here is what I can do. Order something.
you: nonsense
bot: Sorry, I did not understand that.`;
    expect(await play(script, person(shop()))).toBe(script);
  });
});

const make = (more: Partial<AppOptions> = {}) =>
  createApp({ name: "the shop", intents: [order], store: memory(), log: keptLog().log, ...more });

describe("a launch", () => {
  test("is welcomed, and listened to", async () => {
    const { text, next, reprompt } = await make().respond(happening("launch"));
    expect([text, next.type]).toEqual(["Welcome to the shop. What would you like?", "listen"]);
    expect(reprompt?.parts).toEqual([{ type: "text", text: "What would you like?" }]);
  });

  test("is welcomed in the language of the person, and by the app's own words where it has some", async () => {
    const german = await make().respond(happening("launch", undefined, { locale: "de-DE" }));
    expect(german.text).toBe("Willkommen bei the shop. Was möchtest du?");
    const own = make({ listeners: [on("launch", ({ person }) => `Hello, ${person.id}.`)] });
    expect((await own.respond(happening("launch"))).text).toBe("Hello, test:ann.");
  });

  test.each(["launch", "end"])(
    "forgets the question that was open, and so does an end: %s",
    async (event) => {
      const app = make();
      await app.respond(said("I want to place an order"));
      await app.respond(happening(event));
      expect((await app.respond(said("oat milk"))).text).toBe("Sorry, I did not understand that.");
    },
  );
});

describe("an event", () => {
  test("goes to whoever listens to it, with what came with it, and leaves the open question open", async () => {
    const seen: unknown[] = [];
    const app = make({ listeners: [on("rain", ({ data }) => (seen.push(data), "It rains."))] });
    await app.respond(said("I want to place an order"));
    expect((await app.respond(happening("rain", { litres: 7 }))).text).toBe("It rains.");
    expect(seen).toEqual([{ litres: 7 }]);
    expect((await app.respond(said("oat milk"))).text).toBe("How many oat milk?");
  });

  test("that nobody listens to is met with silence, whatever it is called", async () => {
    for (const event of ["rain", "__proto__", "constructor", "toString", ""])
      expect((await make().respond(happening(event))).next).toEqual({ type: "silent" });
  });

  test("whose listener fails is logged, and the person who did nothing hears nothing", async () => {
    const { log, entries } = keptLog();
    const fails = on("rain", () => {
      throw new Error("canary");
    });
    const { next } = await make({ listeners: [fails], log }).respond(happening("rain"));
    expect(next).toEqual({ type: "silent" });
    expect(entries).toMatchObject([{ event: "handler failed", error: "Error" }]);
  });

  test("may write and have effects, once", async () => {
    const done: string[] = [];
    const tell = effect("tell", { payload: z.string(), deliver: async (it: string) => void done.push(it) });
    const app = make({
      effects: [tell],
      listeners: [on("rain", () => ({ effects: [tell.of("umbrella")] }))],
    });
    const rain = happening("rain");
    await Promise.all([app.respond(rain), app.respond(rain)]);
    await app.settled();
    expect(done).toEqual(["umbrella"]);
  });
});

describe("a job", () => {
  const ticks = key("ticks", z.array(z.number()));
  const poll = job("poll", "* * * * *", async ({ at, store, turn }) => {
    store.set(ticks.of("all"), [...((await store.get(ticks.of("all"))) ?? []), at]);
    expect(turn.channel).toBe("schedule");
  });

  const ticked = async (store: Store) => (await store.get([ticks.of("all")]))[0]?.value;

  test("runs once for each instant, however often and by whomever it is called for it", async () => {
    const store = memory();
    const apps = [make({ jobs: [poll], store }), make({ jobs: [poll], store })];
    await Promise.all(
      [1, 2, 3, 4].flatMap((n) => apps.map((app) => app.tick("poll", start + 60_000 * (n % 2)))),
    );
    expect(((await ticked(store)) as number[]).toSorted((a, b) => a - b)).toEqual([start, start + 60_000]);
  });

  test("has its effects delivered", async () => {
    const done: string[] = [];
    const tell = effect("tell", { payload: z.string(), deliver: async (it: string) => void done.push(it) });
    const app = make({
      effects: [tell],
      jobs: [job("poll", "0 * * * *", () => ({ effects: [tell.of("tick")] }))],
    });
    await app.tick("poll", start);
    await app.settled();
    expect(done).toEqual(["tick"]);
  });

  test("that fails is logged, writes nothing, and is over for this instant", async () => {
    const { log, entries } = keptLog();
    const store = memory();
    let runs = 0;
    const fails = job("poll", "* * * * *", ({ store: work }) => {
      runs++;
      work.set(ticks.of("all"), [1]);
      throw new Error("canary");
    });
    const app = make({ jobs: [fails], store, log });
    await app.tick("poll", start);
    await app.tick("poll", start);
    expect([runs, await ticked(store)]).toEqual([1, undefined]);
    expect(entries).toMatchObject([{ event: "handler failed", channel: "schedule" }]);
  });

  test("that is not there is a mistake, which is told with what there is", async () => {
    const app = make({ jobs: [poll] });
    await expect(app.tick("pol", start)).rejects.toThrow('There is no job "pol"; the app has "poll".');
    await expect(make().tick("constructor", start)).rejects.toThrow(
      'There is no job "constructor"; the app has none.',
    );
  });
});

describe("an app's recognizer", () => {
  test("may be its own, and is told the question that is open", async () => {
    const asked: unknown[] = [];
    const app = make({
      recognizer: {
        understand: async (text, { expectation }) => {
          asked.push([text, expectation?.awaits]);
          return [{ intent: "Order", slots: [], confidence: 1 }];
        },
      },
    });
    await app.respond(said("anything"));
    await app.respond(said("else"));
    expect(asked).toEqual([
      ["anything", undefined],
      ["else", { slot: "item" }],
    ]);
  });

  test("that fails is apologised for", async () => {
    const app = make({ recognizer: { understand: () => Promise.reject(new Error("canary")) } });
    expect((await app.respond(said("hello"))).text).toBe("Sorry, something went wrong. Please try again.");
  });
});

describe("the end of an app", () => {
  test("waits for what is under way, and then lets go of the store", async () => {
    const went: string[] = [];
    let finish = () => {};
    const tell = effect("tell", {
      payload: z.string(),
      deliver: () => new Promise<void>((resolve) => (finish = () => (went.push("delivered"), resolve()))),
    });
    const store: Store = { ...memory(), close: async () => void went.push("closed") };
    const app = make({
      effects: [tell],
      listeners: [on("rain", () => ({ effects: [tell.of("umbrella")] }))],
      store,
      clock: testClock(),
    });
    await app.respond(happening("rain"));
    const closed = app.close();
    await quiet();
    expect(went).toEqual([]);
    finish();
    await closed;
    expect(went).toEqual(["delivered", "closed"]);
  });

  test("is at once where nothing is under way", async () => {
    await make().settled();
    await make().close();
  });
});

test("nothing that anybody says, is called or is heard as changes what all objects have in common", async () => {
  const before = [Object.prototype, Array.prototype, Function.prototype].map((it) => Reflect.ownKeys(it));
  const app = make({ listeners: [on("rain", ({ data }) => JSON.stringify(data))] });
  for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty", "prototype"]) {
    const value = { text: name, matches: [{ value: name, id: name }] };
    await app.respond(said(name, { user: name, conversation: name, id: name }));
    await app.respond(said(`order ${name} ${name}`, { conversation: name }));
    await app.respond(
      said(name, {
        input: {
          type: "intent",
          interpretation: { intent: "Order", slots: [{ name, values: [value] }], confidence: 1 },
        },
      }),
    );
    await app.respond(happening(name, JSON.parse(`{"${name}":{"polluted":true}}`) as never));
    await app.respond(happening("rain", JSON.parse(`{"${name}":{"polluted":true}}`) as never));
  }
  await app.settled();
  expect([Object.prototype, Array.prototype, Function.prototype].map((it) => Reflect.ownKeys(it))).toEqual(
    before,
  );
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

describe("several things said at once", () => {
  const intents = [
    intent("Count", { utterances: ["count the sheep"], fulfil: () => "Twelve." }),
    intent("Paint", { utterances: ["paint the fence"], confirm: "Shall I?", fulfil: () => "Painted." }),
  ];
  const app = () =>
    createApp({
      name: "farm",
      intents,
      store: memory(),
      recognizer: (model) => embedded(model, { several: true }),
    });

  test("are done one after the other, and answered at once", async () => {
    const reply = await app().respond(said("count the sheep and paint the fence"));
    expect(reply.text).toBe("Twelve. Shall I?");
    expect(reply.next.type).toBe("confirm");
  });

  test("wait where the first of them has a question", async () => {
    expect((await app().respond(said("paint the fence and count the sheep"))).text).toBe("Shall I?");
  });
});

test("a time zone that is none is refused at once", () => {
  expect(() => createApp({ name: "x", intents: [], store: memory(), zone: "No/Where" })).toThrow(
    "is no time zone",
  );
});
