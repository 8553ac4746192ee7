import { describe, expect, onTestFinished, test } from "vitest";
import { memory, type Json, type Store } from "palaver";
import { workflow } from "palaver/asl";
import { sqlite } from "palaver/sqlite";
import { person } from "palaver/testing";
import { vendorClient, vendorSandbox, type VendorMode } from "palaver/vendors";
import { shopApp } from "../../../intents/shop/index.ts";
import document from "../../../intents/shop/reorder.asl.json" with { type: "json" };
import { createShop } from "../../../intents/shop/shop.ts";
import { outcomeOf, tasksOf } from "../../../intents/shop/tasks.ts";
import { temporaryFile } from "../../support/file.ts";
import { standing, withHoney } from "../../support/shelf.ts";

const stores: readonly (readonly [string, () => Store | Promise<Store>])[] = [
  ["memory", memory],
  ["SQLite", () => sqlite({ file: temporaryFile("vendors.sqlite") })],
];

/** A clock for the workflow that does not wait, so that a vendor is tried again at once. */
const hasty = {
  now: () => Date.now(),
  random: () => 0,
  sleep: (milliseconds: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => {
      // Time-outs are waited for; back-off is not.
      const timer = setTimeout(resolve, milliseconds >= 5_000 ? 300 : 1);
      signal?.addEventListener("abort", () => (clearTimeout(timer), resolve()));
    }),
};

/** The shop with real vendors, honey (of the vendor meadow) being nearly gone. `killed` stops the first run at its so-manieth task. */
async function shopWith(store: Store, mode: VendorMode, killed = Infinity) {
  const sandbox = await vendorSandbox({ modes: { meadow: mode }, delay: 60_000 });
  const buying = vendorClient({ vendors: sandbox.vendors, timeout: 400 });
  const products = withHoney(6);
  let tasks = 0;
  const shop = createShop({
    store,
    products,
    reorders: async (reorder) => {
      const stop = new AbortController();
      const own = Object.entries(tasksOf(shop, buying)).map(
        ([name, task]) =>
          [
            name,
            async (input: Json, attempt: Parameters<typeof task>[1]) => {
              const done = await task(input, attempt);
              // The work is done, and nobody hears of it.
              if (++tasks === killed) stop.abort(new Error("the process was killed"));
              return done;
            },
          ] as const,
      );
      const flow = workflow(document, Object.fromEntries(own), { clock: hasty });
      return outcomeOf(await flow.run({ ...reorder }, { id: reorder.id, signal: stop.signal }));
    },
  });
  await shop.shelf.sync();
  const app = shopApp({ store, log: () => {} }, shop);
  onTestFinished(async () => {
    await app.close();
    await sandbox.close();
  });
  const device = person(app);
  return {
    sandbox,
    async order() {
      await device.say("order two honey");
      await device.say("yes");
      await app.settled();
    },
    async settled() {
      for (let i = 0; i < 20 && (await standing(store)).open > 0; i++) {
        await new Promise((resolve) => setTimeout(resolve, 400));
        await app.deliver();
        await app.settled();
      }
      return standing(store);
    },
  };
}

describe.each(stores)("a reorder kept in %s", (_, make) => {
  test("from a vendor that answers fills the shelf", async () => {
    const { sandbox, order, settled } = await shopWith(await make(), "healthy");
    await order();
    expect(await settled()).toEqual({
      count: { start: 6, received: 10, sold: 2, left: 14 },
      label: undefined,
      open: 0,
    });
    expect(sandbox.orders()).toMatchObject([{ product: "honey", quantity: 10 }]);
  });

  test.each(["refusing", "failing", "rejecting", "redirecting", "hanging", "garbled", "flooding"] as const)(
    "from a vendor that is %s labels the product",
    async (mode) => {
      const { order, settled } = await shopWith(await make(), mode);
      await order();
      expect(await settled()).toEqual({
        count: { start: 6, received: 0, sold: 2, left: 4 },
        label: "less than 5 items",
        open: 0,
      });
    },
  );

  test.each([1, 2, 3])("orders nothing twice where the process is killed after task %i", async (killed) => {
    const { sandbox, order, settled } = await shopWith(await make(), "healthy", killed);
    await order();
    expect(await settled()).toEqual({
      count: { start: 6, received: 10, sold: 2, left: 14 },
      label: undefined,
      open: 0,
    });
    expect(sandbox.orders()).toHaveLength(1);
  });
});
