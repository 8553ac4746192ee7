import { describe, expect, test } from "vitest";
import { memory } from "palaver";
import { ordersOf, place, cancel, usualOf } from "../../../intents/shop/orders.ts";
import type { Product } from "../../../intents/shop/catalogue/product.ts";
import { catalogue } from "../../../intents/shop/catalogue/catalogue.ts";
import { clerkOf } from "../../support/counter.ts";

const ann = { id: "ann" };
// There are as many as there are products.
const [tea, jam, rye] = catalogue as unknown as readonly [Product, Product, Product];

type Basket = readonly (readonly [product: Product, quantity: number])[];

/** What is usual for somebody who ordered these, one after the other; those that are named were cancelled. */
async function usual(baskets: readonly Basket[], ...cancelled: readonly number[]) {
  const clerk = clerkOf(memory());
  for (const [n, basket] of baskets.entries()) {
    await clerk(async (work) => {
      const lines = basket.map(([product, quantity]) => ({ product, quantity }));
      const placed = await place(work, ann, lines, 0);
      if ("order" in placed && cancelled.includes(n)) await cancel(work, ann, placed.order);
    });
  }
  const lines = usualOf(await clerk((work) => ordersOf(work, ann)));
  return lines.map(({ product, quantity }) => [product, quantity]);
}

describe("the usual", () => {
  test("is what was ordered more than once, each as many as the last time", async () => {
    expect(
      await usual([
        [
          [tea, 2],
          [jam, 1],
        ],
        [[rye, 1]],
        [[tea, 3]],
      ]),
    ).toEqual([[tea.id, 3]]);
    expect(
      await usual([
        [
          [tea, 2],
          [jam, 1],
        ],
        [
          [jam, 4],
          [tea, 1],
        ],
        [[rye, 1]],
      ]),
    ).toEqual([
      [jam.id, 4],
      [tea.id, 1],
    ]);
  });

  test("is the last order where nothing was ordered more than once, and nothing where there is none", async () => {
    expect(
      await usual([
        [[tea, 2]],
        [
          [jam, 1],
          [rye, 2],
        ],
      ]),
    ).toEqual([
      [jam.id, 1],
      [rye.id, 2],
    ]);
    expect(await usual([])).toEqual([]);
  });

  test("is nothing that was cancelled", async () => {
    expect(await usual([[[tea, 2]], [[jam, 1]], [[tea, 1]]], 2)).toEqual([[jam.id, 1]]);
    expect(await usual([[[tea, 2]]], 0)).toEqual([]);
  });

  test("is told by the last five orders", async () => {
    const other: Basket = [[rye, 1]];
    expect(await usual([[[tea, 2]], other, other, other, [[jam, 1]], [[tea, 1]]])).toEqual([[rye.id, 1]]);
  });
});

test("orders come in the order in which they were placed, however many there are", async () => {
  const store = memory();
  const clerk = clerkOf(store);
  await store.commit([
    { address: { partition: "shop", sort: "next order" }, was: undefined, becomes: { value: 9_999 } },
  ]);
  for (let n = 0; n < 3; n++) await clerk((work) => place(work, ann, [{ product: tea, quantity: 1 }], 0));
  expect((await clerk((work) => ordersOf(work, ann))).map(({ number }) => number)).toEqual([
    9_999, 10_000, 10_001,
  ]);
});
