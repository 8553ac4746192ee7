import { describe, expect, test } from "vitest";
import { memory, type Effect } from "palaver";
import type { Product } from "../../../intents/shop/catalogue/product.ts";
import { ordersOf, place } from "../../../intents/shop/orders.ts";
import { labelsOf, reordering, type Outcome, type Reorder } from "../../../intents/shop/reorder.ts";
import { countOf, receive, sell } from "../../../intents/shop/stock.ts";
import { start } from "../../support/clock.ts";
import { clerkOf, counter } from "../../support/counter.ts";
import { standing, withHoney } from "../../support/shelf.ts";
import { said } from "../../support/turns.ts";

const hour = 60 * 60_000;

/** The honey there is: so many jars at first. */
const honeyOf = (stock: number): Product => {
  const found = withHoney(stock).find(({ id }) => id === "honey");
  if (!found) throw new Error("There is no honey.");
  return found;
};

/** What orders more of honey, and a clerk who has it do so. */
function backroom(stock: number) {
  const honey = honeyOf(stock);
  const clerk = clerkOf(memory());
  const { start: begin } = reordering(
    async () => ({ outcome: "labelled" }),
    () => honey,
  );
  return { honey, clerk, reorder: (at: number) => clerk((work) => begin(work, [honey], at)) };
}

const of = (quantity: number, id = 1): Effect => ({
  kind: "reorder",
  payload: { id: `reorder-${id}`, product: "honey", quantity },
});

describe("a reorder", () => {
  test.each([
    [4, 4, 10],
    [30, 4, 26],
    [5, 5, undefined],
  ])("of what there were %d of and are %d left brings %d", async (stock, left, quantity) => {
    const { honey, clerk, reorder } = backroom(stock);
    await clerk((work) => sell(work, honey, stock - left));
    expect(await reorder(0)).toEqual(quantity === undefined ? [] : [of(quantity)]);
  });

  test("without an outcome is run again after an hour, with the same id and quantity", async () => {
    const { honey, clerk, reorder } = backroom(4);
    expect(await reorder(start)).toEqual([of(10)]);
    expect(await reorder(start + hour - 1)).toEqual([]);
    await clerk((work) => sell(work, honey, 3));
    expect(await reorder(start + hour)).toEqual([of(10)]);
    expect(await reorder(start + 2 * hour - 1)).toEqual([]);
  });

  test("of one product is another than that of another", async () => {
    const clerk = clerkOf(memory());
    const products = withHoney(4).map((it) => (it.id === "oat-milk" ? { ...it, stock: 3 } : it));
    const { start: begin } = reordering(
      async () => ({ outcome: "labelled" }),
      (id) => products.find((it) => it.id === id),
    );
    const effects = await clerk((work) => begin(work, products, 0));
    expect(effects.map(({ payload }) => payload)).toEqual([
      { id: "reorder-1", product: "oat-milk", quantity: 10 },
      { id: "reorder-2", product: "honey", quantity: 10 },
    ]);
  });
});

/** The shop with six jars of honey, of which somebody orders two; the test says what comes of each reorder. */
async function shopWithReorders() {
  const asked: Reorder[] = [];
  const answers: ((outcome: Outcome | Error) => void)[] = [];
  const { app, shop, store, clerk, clock } = await counter({
    products: withHoney(6),
    reorders: (reorder) => {
      asked.push(reorder);
      return new Promise((resolve, reject) => {
        answers.push((outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome)));
      });
    },
  });
  const order = async (words: string) => {
    await app.respond(said(words));
    await app.respond(said("yes"));
    await clock.pass(1);
  };
  return { app, shop, store, clerk, clock, asked, answers, order };
}

describe("what comes of a reorder", () => {
  test("counts once, even where it was run twice", async () => {
    const { app, store, clock, asked, answers, order } = await shopWithReorders();
    await order("order two honey");
    await app.tick("sweep", start + hour);
    await clock.pass(1);
    // Those of one product wait for each other, or do not; the second comes in either case.
    answers.shift()?.({ outcome: "restocked", quantity: 10 });
    await clock.pass(1);
    answers.shift()?.({ outcome: "restocked", quantity: 10 });
    await app.settled();
    expect(asked).toEqual(Array(2).fill({ id: "reorder-1", product: "honey", quantity: 10 }));
    expect(await standing(store)).toMatchObject({ count: { received: 10, left: 14 }, open: 0 });
  });

  test("counts for its own reorder, and for none that came after it", async () => {
    const { app, store, clock, asked, answers, order } = await shopWithReorders();
    await order("order two honey");
    await app.tick("sweep", start + hour);
    await clock.pass(1);
    answers.shift()?.({ outcome: "restocked", quantity: 1 });
    await clock.pass(1);
    await order("order one honey");
    answers.shift()?.({ outcome: "restocked", quantity: 10 });
    await clock.pass(1);
    expect(asked.map(({ id }) => id)).toEqual(["reorder-1", "reorder-1", "reorder-2"]);
    expect(await standing(store)).toMatchObject({ count: { received: 1, left: 4 }, open: 1 });
    answers.shift()?.({ outcome: "restocked", quantity: 10 });
    await app.settled();
    expect(await standing(store)).toMatchObject({ count: { received: 11, left: 14 }, open: 0 });
  });

  test("is nothing where it was not needed, and the next is another", async () => {
    const { app, store, asked, answers, order } = await shopWithReorders();
    await order("order two honey");
    answers.shift()?.({ outcome: "unneeded" });
    await app.settled();
    expect(await standing(store)).toMatchObject({ count: { received: 0 }, open: 0, label: undefined });
    await order("order one honey");
    answers.shift()?.({ outcome: "labelled" });
    await app.settled();
    expect(asked.map(({ id }) => id)).toEqual(["reorder-1", "reorder-2"]);
  });

  test("is a label where it failed; then it is tried again as what it was", async () => {
    const { app, store, asked, answers, order } = await shopWithReorders();
    await order("order two honey");
    answers.shift()?.({ outcome: "labelled" });
    await app.settled();
    expect(await standing(store)).toMatchObject({ label: "less than 5 items" });
    await order("order one honey");
    expect(asked).toEqual(Array(2).fill({ id: "reorder-1", product: "honey", quantity: 10 }));
    // It is under way again, so its last try has not failed.
    expect(await standing(store)).toMatchObject({ label: undefined, open: 1 });
    answers.shift()?.({ outcome: "restocked", quantity: 7 });
    await app.settled();
    expect(await standing(store)).toMatchObject({ label: undefined, open: 0, count: { left: 10 } });
  });

  test("is a label where nobody could even find out, and it was given up", async () => {
    const { app, store, clock, asked, answers, order } = await shopWithReorders();
    await order("order two honey");
    for (let tries = 0; tries < 5; tries++) {
      answers.shift()?.(new Error("the line is dead"));
      await clock.pass(60_000);
      const delivered = app.deliver();
      await clock.pass(1);
      void delivered.catch(() => undefined);
    }
    await clock.pass(60_000);
    expect(asked.length).toBeGreaterThanOrEqual(5);
    expect(await standing(store)).toMatchObject({ label: "less than 5 items", open: 0 });
  });

  test("leaves no label on what nobody sells any more", async () => {
    const { app, shop, store, clerk, answers, order } = await shopWithReorders();
    await order("order two honey");
    await clerk((work) => shop.shelf.remove(work, "honey"));
    await shop.shelf.sync();
    answers.shift()?.({ outcome: "labelled" });
    await app.settled();
    expect(await standing(store)).toMatchObject({ label: undefined, open: 0 });
  });
});

test("the sweep orders more of what somebody else has put on the shelf, if that is few", async () => {
  const { app, shop, clerk, clock, asked, answers } = await shopWithReorders();
  await clerk((work) => shop.shelf.put(work, { ...honeyOf(3), id: "unicorn-tears", name: "unicorn tears" }));
  await app.tick("sweep", start);
  await clock.pass(1);
  expect(asked).toEqual([{ id: "reorder-1", product: "unicorn-tears", quantity: 10 }]);
  answers.shift()?.({ outcome: "unneeded" });
});

test("a label is gone as soon as there are five again, whoever brought them", async () => {
  const { app, clerk, answers, order } = await shopWithReorders();
  await order("order two honey");
  answers.shift()?.({ outcome: "labelled" });
  await app.settled();
  const honey = honeyOf(6);
  const labels = async () => [...(await clerk((work) => labelsOf(work, [honey])))];
  expect(await labels()).toEqual([["honey", "less than 5 items"]]);
  await order("order one honey");
  // It is being tried again.
  expect(await labels()).toEqual([]);
  answers.shift()?.({ outcome: "labelled" });
  await app.settled();
  expect(await labels()).toEqual([["honey", "less than 5 items"]]);
  await clerk((work) => receive(work, honey, 2));
  expect(await labels()).toEqual([]);
});

describe("what is taken out of stock", () => {
  const ann = { id: "ann" };

  test("is nothing of all where one thing is short, whichever comes first", async () => {
    const [clerk, honey] = [clerkOf(memory()), honeyOf(9)];
    const jam = { ...honey, id: "jam", stock: 3 };
    const lines = [
      { product: honey, quantity: 5 },
      { product: jam, quantity: 4 },
    ];
    expect(await clerk((work) => place(work, ann, lines, 0))).toEqual({ lacking: jam });
    expect(await clerk((work) => countOf(work, honey))).toMatchObject({ sold: 0, left: 9 });
    expect(await clerk((work) => ordersOf(work, ann))).toEqual([]);
  });

  test("is all that was ordered of one product, in however many lines", async () => {
    const [clerk, honey] = [clerkOf(memory()), honeyOf(9)];
    const five = { product: honey, quantity: 5 };
    expect(await clerk((work) => place(work, ann, [five, five], 0))).toEqual({ lacking: honey });
    expect(await clerk((work) => countOf(work, honey))).toMatchObject({ sold: 0, left: 9 });
    const four = { product: honey, quantity: 4 };
    const placed = await clerk((work) => place(work, ann, [five, four], 0));
    expect(placed).toMatchObject({ order: { lines: [{ product: "honey", quantity: 9 }], total: 9 * 499 } });
    expect(await clerk((work) => countOf(work, honey))).toMatchObject({ sold: 9, left: 0 });
  });

  test("can never be more than there is, nor may units be lost, whatever anybody writes", async () => {
    const store = memory();
    const [clerk, honey] = [clerkOf(store), honeyOf(9)];
    await clerk((work) => sell(work, honey, 9));
    const address = { partition: "shop", sort: "stock/honey" };
    for (const value of [
      { start: 9, received: 0, sold: 10, left: -1 },
      { start: 9, received: 0, sold: 4, left: 6 },
      { start: 9, received: -5, sold: 4, left: 0 },
    ]) {
      const [item] = await store.get([address]);
      await store.commit([{ address, was: item?.version, becomes: { value } }]);
      const count = await clerk((work) => countOf(work, honey).catch((error: Error) => error.message));
      expect(count).toContain("does not fit its schema");
    }
  });
});
