import { describe, expect, test } from "vitest";
import type { Product } from "../../../intents/shop/catalogue/product.ts";
import { counter } from "../../support/counter.ts";

/** The shop, and how to change one of its products while somebody thinks. */
async function shop() {
  const here = await counter();
  const change = (id: string, how: Partial<Product>) =>
    here.clerk((work) => {
      const product = here.shop.shelf.find(id);
      if (product) here.shop.shelf.put(work, { ...product, ...how });
    });
  const take = (id: string) => here.clerk((work) => here.shop.shelf.remove(work, id));
  return { ...here, change, take };
}

const joined = async ({ say }: Awaited<ReturnType<typeof shop>>) => {
  const code = /\d{6}/.exec(await say("ann", "link my account"))?.[0] ?? "";
  await say("ben", `my code is ${code}`);
};

describe("somebody who said yes is asked again, and nothing is ordered,", () => {
  test("where prices have changed, also in a basket, each of which is told", async () => {
    const { say, change } = await shop();
    await say("ann", "add two oat milk", "add one rye bread", "add one apples", "check out");
    await change("oat-milk", { price: 249 });
    await change("rye-bread", { price: 300 });
    expect(await say("ann", "yes")).toBe(
      "Oat milk is now €2.49 and rye bread is now €3.00. That is 2 cartons of oat milk, 1 loaf of rye bread, " +
        "and 1 bag of apples for €10.97. Shall I place the order?",
    );
    expect(await say("ann", "no")).toBe("All right, I will not.");
    expect(await say("ann", "where is my order")).toBe("You have not ordered anything yet.");
  });

  test("where somebody else has put something in the basket", async () => {
    const here = await shop();
    await joined(here);
    const { say } = here;
    await say("ann", "add two oat milk", "check out");
    await say("ben", "add one oat milk");
    expect(await say("ann", "yes")).toBe(
      "That has changed meanwhile. That is 3 cartons of oat milk for €5.97. Shall I place the order?",
    );
    expect(await say("ann", "yes")).toBe("Done. Your order number is 1001.");
  });

  test("where something in the basket is sold no more", async () => {
    const { say, take } = await shop();
    await say("ann", "add two oat milk", "add one rye bread", "check out");
    await take("oat-milk");
    expect(await say("ann", "yes")).toBe(
      "That has changed meanwhile. That is 1 loaf of rye bread for €3.29. Shall I place the order?",
    );
    expect(await say("ann", "yes")).toBe("Done. Your order number is 1001.");
  });

  test("where the usual is no longer what it was", async () => {
    const { say, change } = await shop();
    await say("ann", "order two oat milk", "yes", "order the usual");
    await change("oat-milk", { price: 249 });
    expect(await say("ann", "yes")).toBe(
      "Oat milk is now €2.49. That is 2 cartons of oat milk for €4.98. Shall I place the order?",
    );
    expect(await say("ann", "yes")).toBe("Done. Your order number is 1002.");
  });

  test("once for each change, and never for ever", async () => {
    const { say, change } = await shop();
    await say("ann", "order two oat milk");
    for (const price of [249, 259, 269]) {
      await change("oat-milk", { price });
      expect(await say("ann", "yes")).toContain(`Oat milk is now €${(price / 100).toFixed(2)}.`);
    }
    expect(await say("ann", "yes")).toBe("Done. Your order number is 1001.");
  });
});

describe("nothing is asked about", () => {
  test("that is not there: a basket that has become empty is told so", async () => {
    const { say, take } = await shop();
    expect(await say("ann", "check out")).toBe("Your basket is empty.");
    await say("ann", "add two oat milk");
    await take("oat-milk");
    expect(await say("ann", "check out")).toBe("Your basket is empty.");
  });

  test("that is not sold: whoever wants it is told so at once", async () => {
    const { say, take } = await shop();
    await say("ann", "order oat milk");
    await take("oat-milk");
    expect(await say("ann", "two")).toBe("Sorry, we no longer sell oat milk.");
  });

  test("twice: what nobody has changed is ordered by the first yes, at what was said", async () => {
    const { say, change } = await shop();
    await change("oat-milk", { price: 249 });
    expect(await say("ann", "order two oat milk")).toBe(
      "That is 2 cartons of oat milk for €4.98. Shall I place the order?",
    );
    expect(await say("ann", "yes")).toBe("Done. Your order number is 1001.");
  });
});

test("an order that came to nothing leaves the basket as it was, and one that was placed empties it", async () => {
  const here = await shop();
  await joined(here);
  const { say } = here;
  await say("ann", "add nine honey", "add one apples", "check out");
  await say("ben", "order one honey", "yes");
  expect(await say("ann", "yes")).toBe("Sorry, of honey there are only 8 left. Nothing was ordered.");
  expect(await say("ann", "what is in my basket")).toContain("9 jars of honey");
  expect(await say("ann", "how much is honey")).toBe("A jar of honey is €4.99.");
  expect(await say("ann", "where is order 1002")).toBe("You have no order 1002.");
  await say("cleo", "add one apples", "check out", "yes");
  expect(await say("cleo", "what is in my basket")).toBe("Your basket is empty.");
});
