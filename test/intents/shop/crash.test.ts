import { describe, expect, test } from "vitest";
import { embedded, memory, type Clock, type Model, type Recognizer, type Store } from "palaver";
import { workflow } from "palaver/asl";
import { sqlite } from "palaver/sqlite";
import { catalogue } from "../../../intents/shop/catalogue/catalogue.ts";
import { shopApp } from "../../../intents/shop/index.ts";
import document from "../../../intents/shop/reorder.asl.json" with { type: "json" };
import { createShop } from "../../../intents/shop/shop.ts";
import { outcomeOf, tasksOf, type Buying } from "../../../intents/shop/tasks.ts";
import { start, testClock, type TestClock } from "../../support/clock.ts";
import { temporaryFile } from "../../support/file.ts";
import { standing } from "../../support/shelf.ts";
import { faulty, type Fault, type Faulty } from "../../support/stores.ts";
import { said } from "../../support/turns.ts";

const stores: readonly (readonly [string, (clock: Clock) => Store | Promise<Store>])[] = [
  ["memory", () => memory()],
  ["SQLite", (clock) => sqlite({ file: temporaryFile("crash.sqlite"), clock })],
];

/** A vendor that outlives every process: it takes an order once for each key, unless it is down. */
function vendor() {
  const orders = new Map<string, number>();
  return {
    orders,
    down: false,
    async order({ key, quantity }: Parameters<Buying["order"]>[0]) {
      if (this.down) throw new Error("nobody there");
      const taken = orders.get(key) ?? quantity;
      orders.set(key, taken);
      if (taken !== quantity) throw new Error("that key was for something else");
      return { reference: key, quantity };
    },
  };
}

type Vendor = ReturnType<typeof vendor>;

/** Three things are enough, and one of them is nearly gone. */
const products = catalogue
  .filter(({ id }) => ["honey", "oat-milk", "rye-bread"].includes(id))
  .map((it) => (it.id === "honey" ? { ...it, stock: 6 } : it));

/** One process: it lives until its store dies. */
function begin(store: Store, clock: TestClock, from: Vendor) {
  const shop = createShop({
    store,
    products,
    reorders: async (reorder) => {
      const flow = workflow(document, tasksOf(shop, from), { clock });
      return outcomeOf(await flow.run({ ...reorder }, { id: reorder.id }));
    },
  });
  return { shop, app: shopApp({ store, clock, log: () => {}, recognizer }, shop) };
}

let learned: Recognizer | undefined;

/** All of them understand alike, so it is learned once. */
const recognizer = (model: Model): Recognizer => (learned ??= embedded(model));

type Process = ReturnType<typeof begin>;

async function quiesce({ app }: Process, clock: TestClock): Promise<void> {
  for (let minutes = 0; minutes < 6; minutes++) {
    // A workflow takes its time, which passes only here.
    const delivered = app.deliver().catch(() => undefined);
    await clock.pass(60_000);
    await delivered;
  }
}

/** Somebody orders honey, perhaps again and again, because no answer comes. */
async function order(process: Process, clock: TestClock): Promise<void> {
  await process.shop.shelf.sync().catch(() => undefined);
  for (const [id, text] of [
    ["1", "order two honey"],
    ["2", "yes"],
  ] as const)
    await Promise.race([process.app.respond(said(text, { id })).catch(() => undefined), clock.pass(1_000)]);
  await quiesce(process, clock);
}

async function sweep(process: Process, clock: TestClock): Promise<void> {
  const at = Math.ceil((clock.now() + 1) / 300_000) * 300_000;
  await Promise.race([process.app.tick("sweep", at).catch(() => undefined), clock.pass(1_000)]);
  await quiesce(process, clock);
}

const lives: readonly (readonly [string, Fault])[] = [
  ["before", "before"],
  ["after", "after"],
];

describe.each(stores)("a reorder kept in %s", (_, make) => {
  /** The first process dies at its so-manieth call of the store; another goes on. Tells whether it came to that. */
  async function crash(fault: Fault, n: number): Promise<boolean> {
    const [clock, from] = [testClock(), vendor()];
    const store = await make(clock);
    const dying: Faulty = faulty(store, fault, n, Infinity);
    from.down = true;
    await order(begin(dying, clock, from), clock);
    const second = begin(store, clock, from);
    await order(second, clock);
    expect(await standing(store)).toEqual({
      count: { start: 6, received: 0, sold: 2, left: 4 },
      label: "less than 5 items",
      open: 0,
    });
    const price = await second.app.respond(said("how much is honey", { at: start }));
    expect(price.text).toContain("There are less than 5 items.");

    from.down = false;
    const other: Faulty = faulty(store, fault, n, Infinity);
    await sweep(begin(other, clock, from), clock);
    await sweep(begin(store, clock, from), clock);
    expect(await standing(store)).toEqual({
      count: { start: 6, received: 10, sold: 2, left: 14 },
      label: undefined,
      open: 0,
    });
    expect([...from.orders.values()]).toEqual([10]);
    const now = await begin(store, clock, from).app.respond(said("how much is honey", { at: start }));
    expect(now.text).not.toContain("less than 5");
    return dying.struck || other.struck;
  }

  test.each(lives)(
    "is neither lost nor doubled where its process dies just %s any call of the store",
    { timeout: 120_000 },
    async (__, fault) => {
      let n = 1;
      for (; await crash(fault, n).catch(at(n)); n++);
      expect(n).toBeGreaterThan(25);
    },
  );
});

const at = (n: number) => (error: unknown) => {
  throw new Error(`It went wrong at call ${n}.`, { cause: error });
};
