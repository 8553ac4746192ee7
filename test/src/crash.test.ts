import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  createApp,
  effect,
  intent,
  key,
  memory,
  received,
  type App,
  type Channel,
  type Store,
  type Turn,
} from "palaver";
import { testClock, type TestClock } from "../support/clock.ts";
import { faulty, type Faulty, type Fault } from "../support/stores.ts";
import { said } from "../support/turns.ts";

const sold = key("sold", z.number());
const receipts = key("receipts", z.number());

/** The outside world: it does what it is asked to, and outlives every process. */
interface Outside {
  /** What was done, by key: how often it was asked for, and how often it was really done. */
  readonly done: Map<string, { readonly payload: string; times: number }>;
  /** Whether it takes a second request with the same key for the first. */
  readonly idempotent: boolean;
}

/** One process: it lives until its store dies. */
function begin(store: Store, clock: TestClock, { done, idempotent }: Outside): App {
  const act = (key: string, payload: string) => {
    const before = done.get(key);
    if (!before) done.set(key, { payload, times: 1 });
    else if (!idempotent) before.times++;
    return `receipt of ${key}`;
  };
  const find = async (key: string) => (done.has(key) ? `receipt of ${key}` : undefined);
  const ship = effect<string, string>("ship", {
    payload: z.string(),
    deliver: async (payload, attempt) => act(attempt.key, payload),
    ...(!idempotent && { reconcile: (_, attempt) => find(attempt.key) }),
  });
  const buy = intent("Buy", {
    utterances: ["buy {item}"],
    slots: { item: z.string() },
    elicit: { item: "What?" },
    async fulfil({ slots, store }) {
      const number = ((await store.get(sold.of("shop"))) ?? 0) + 1;
      store.set(sold.of("shop"), number);
      return {
        speech: `Number ${number}: ${slots.item}.`,
        effects: [ship.of(slots.item), ship.of("the bill")],
      };
    },
  });
  const count = received(ship, async ({ store }) => {
    store.set(receipts.of("shop"), ((await store.get(receipts.of("shop"))) ?? 0) + 1);
  });
  const app = createApp({
    name: "shop",
    intents: [buy],
    effects: [ship],
    listeners: [count],
    store,
    clock,
    log: () => {},
  });
  const channel: Channel = {
    name: "test",
    read: () => undefined,
    write: () => undefined,
    send: async ({ key, reply }) => act(key, reply.text),
    ...(!idempotent && { sent: ({ key }) => find(key) }),
  };
  app.connect(channel);
  return app;
}

/** What the platform does: it delivers each turn until it is taken, and the host looks after the outbox. */
async function serve(app: App, clock: TestClock, turns: readonly Turn[]): Promise<void> {
  for (const turn of turns) {
    await Promise.race([app.respond(turn).catch(() => undefined), clock.pass(1_000)]);
  }
  for (let minutes = 0; minutes < 5; minutes++) {
    await app.deliver().catch(() => undefined);
    await app.settled();
    await clock.pass(60_000);
  }
}

async function check(store: Store, turns: readonly Turn[], outside: Outside): Promise<void> {
  const [total, back] = await store.get([sold.of("shop"), receipts.of("shop")]);
  expect(total?.value).toBe(turns.length);
  expect(back?.value).toBe(2 * turns.length);
  expect([...outside.done.values()].map(({ times }) => times)).toEqual(Array(3 * turns.length).fill(1));
  const app = begin(store, testClock(), outside);
  expect(await app.parked()).toEqual([]);
  const replies = await Promise.all(turns.map((turn) => app.respond(turn)));
  // The reply that is kept is the one that was sent.
  for (const [i, { id }] of turns.entries())
    expect(outside.done.get(`test/${id}/0`)?.payload).toBe(replies[i]?.text);
}

const turnsOf = (...items: readonly string[]): Turn[] =>
  items.map((item) => said(`buy ${item}`, { id: item, conversation: item, to: { room: item } }));

/** Lets processes run one after the other, each on a store that goes wrong in its way, and the last on a sound one. */
async function crash(
  idempotent: boolean,
  turns: readonly Turn[],
  ...ways: readonly ((store: Store) => Faulty)[]
): Promise<readonly Faulty[]> {
  const [store, clock] = [memory(), testClock()];
  const outside: Outside = { done: new Map(), idempotent };
  const stores = ways.map((wrong) => wrong(store));
  for (const dying of stores) await serve(begin(dying, clock, outside), clock, turns);
  await serve(begin(store, clock, outside), clock, turns);
  await check(store, turns, outside);
  return stores;
}

/** Runs it for 1, 2, 3 and so on, as long as the store given back was ever asked so often; tells how many that were. */
async function enumerate(run: (n: number) => Promise<Faulty | undefined>): Promise<number> {
  for (let n = 1; ; n++) {
    const store = await run(n).catch((error: unknown) => {
      throw new Error(`It went wrong at call ${n}.`, { cause: error });
    });
    if (!store?.struck) return n - 1;
  }
}

/** Milliseconds: some of these live through hundreds of lives. */
const timeout = 60_000;

const outsides = [
  ["an outside that knows its keys", true],
  ["an outside that can be asked what it has done", false],
] as const;

const faults: readonly (readonly [string, Fault, number])[] = [
  ["dies just before", "before", Infinity],
  ["dies just after", "after", Infinity],
  ["gets no answer to, once,", "before", 0],
  ["loses the answer to", "after", 0],
  ["is denied the answer to", "denied", 0],
];

describe.each(outsides)("with %s", (_, idempotent) => {
  test.each(faults)(
    "a process that %s any call of its store loses and doubles nothing",
    async (_, fault, more) => {
      const turns = turnsOf("mug", "shirt");
      const points = await enumerate(async (n) => {
        const [store] = await crash(idempotent, turns, (store) => faulty(store, fault, n, n + more));
        return store;
      });
      expect(points).toBeGreaterThan(40);
    },
  );
});

test(
  "nor does one that dies anywhere while it picks up what another left that died anywhere",
  { timeout },
  async () => {
    const turns = turnsOf("mug");
    const points = await enumerate(async (n) => {
      let first: Faulty | undefined;
      await enumerate(async (m) => {
        const stores = await crash(
          false,
          turns,
          (store) => faulty(store, "after", n, Infinity),
          (store) => faulty(store, "before", m, Infinity),
        );
        first = stores[0];
        return stores[1];
      });
      return first;
    });
    expect(points).toBeGreaterThan(20);
  },
);
