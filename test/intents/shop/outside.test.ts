import { describe, expect, test } from "vitest";
import type { Booking, Couriers } from "../../../intents/shop/courier.ts";
import type { Payment, Payments } from "../../../intents/shop/payment.ts";
import { counter } from "../../support/counter.ts";

/** Who takes and gives back money, and writes it down; the first so many times nobody hears of it. */
function till(lost = 0) {
  const book: (readonly [what: string, payment: Payment, key: string])[] = [];
  const pay =
    (what: string): Payments["charge"] =>
    async (payment, key) => {
      book.push([what, payment, key]);
      if (book.length <= lost) throw new Error("the line is dead");
      return { reference: `${what} ${payment.order}` };
    };
  return { book, payments: { charge: pay("charge"), refund: pay("refund") } satisfies Payments };
}

/** Who brings things to this address, and writes them down. */
function courier(address: string) {
  const book: Booking[] = [];
  const couriers: Couriers = {
    async book(booking) {
      book.push(booking);
      return { address };
    },
  };
  return { book, couriers };
}

const account = "person:ann";
const paid = { order: 1001, account, cents: 398 };

describe("an order is paid for", () => {
  test("once, and what was paid is given back once when it is cancelled", async () => {
    const { book, payments } = till();
    const { say, store } = await counter({ payments });
    await say("ann", "order two oat milk");
    expect(book).toEqual([]);
    await say("ann", "yes");
    expect(book).toEqual([["charge", paid, expect.any(String)]]);
    await say("ann", "cancel my order", "yes");
    await say("ann", "cancel my order", "cancel order 1001");
    expect(book).toEqual([
      ["charge", paid, expect.any(String)],
      ["refund", paid, expect.any(String)],
    ]);
    const { items } = await store.list({ partition: account, prefix: "" });
    const noted = items.filter(({ address: { sort } }) => /^(paid|refunded)\//.test(sort));
    expect(noted.map(({ address: { sort }, value }) => [sort, value])).toEqual([
      ["paid/1001", { reference: "charge 1001" }],
      ["refunded/1001", { reference: "refund 1001" }],
    ]);
  });

  test("under the same key where the first try was lost, and under another for another order", async () => {
    const { book, payments } = till(1);
    const { say, app, clock } = await counter({ payments });
    await say("ann", "order two oat milk", "yes");
    await clock.pass(5_000);
    const delivered = app.deliver();
    await clock.pass(5_000);
    await delivered;
    await say("ann", "order two oat milk", "yes");
    const [first, again, other] = book.map(([, , key]) => key);
    expect(book.map(([, { order }]) => order)).toEqual([1001, 1001, 1002]);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  test("by nobody whose receipt is none, so it is asked for again", async () => {
    let asked = 0;
    // What a provider that breaks its word would give.
    const broken = { paid: true } as unknown as { reference: string };
    const charge: Payments["charge"] = async () => (++asked === 1 ? broken : { reference: "r-1" });
    const { say, app, clock, store } = await counter({ payments: { charge, refund: charge } });
    await say("ann", "order two oat milk", "yes");
    const delivered = clock.pass(5_000).then(() => app.deliver());
    await clock.pass(5_000);
    await delivered;
    const [item] = await store.get([{ partition: account, sort: "paid/1001" }]);
    expect([asked, item?.value]).toEqual([2, { reference: "r-1" }]);
  });

  test("and given back once where two devices cancel it at the same time", async () => {
    const { book, payments } = till();
    const { say, shop, clock, clerk } = await counter({ payments });
    const code = /\d{6}/.exec(await say("ann", "link my account"))?.[0] ?? "";
    await say("ben", `my code is ${code}`);
    await say("ann", "order two oat milk", "yes", "cancel my order");
    await say("ben", "cancel my order");
    const both = Promise.all([say("ann", "yes"), say("ben", "yes")]);
    // Whoever comes second does it again, a little later.
    await clock.pass(1_000);
    expect((await both).toSorted()).toEqual(["Order 1001 is cancelled.", "Order 1001 was cancelled before."]);
    expect(book.filter(([what]) => what === "refund")).toHaveLength(1);
    const oat = shop.shelf.find("oat-milk");
    expect(oat && (await clerk((work) => shop.stock(work, oat)))).toBe(oat?.stock);
  });
});

test("what was cancelled is there again, even of what is sold no more", async () => {
  const { say, shop, clerk } = await counter();
  const oat = shop.shelf.find("oat-milk");
  if (!oat) throw new Error("There is no oat milk.");
  await say("ann", "order two oat milk", "yes");
  await clerk((work) => shop.shelf.remove(work, "oat-milk"));
  await shop.shelf.sync();
  expect(await shop.left("oat-milk")).toBe(0);
  expect(await say("ann", "cancel my order", "yes")).toBe("Order 1001 is cancelled.");
  await clerk((work) => shop.shelf.put(work, oat));
  await shop.shelf.sync();
  expect(await shop.left("oat-milk")).toBe(oat.stock);
});

describe("an order is brought", () => {
  test("to the address that the courier knows, when somebody wants it", async () => {
    const { book, couriers } = courier("5 Elm Street");
    const { say } = await counter({ couriers });
    await say("ann", "order two oat milk", "yes");
    expect(book).toEqual([{ order: 1001, account, day: null, time: null }]);
    await say("ann", "deliver it tomorrow at six pm");
    expect(book.at(-1)).toEqual({ order: 1001, account, day: "2026-05-29", time: "18:00" });
    expect(await say("ann", "where is my order")).toBe(
      "Order 1001, 2 cartons of oat milk, is being packed. It comes on Friday, May 29, 2026 at 6:00 PM to 5 Elm Street.",
    );
  });

  test("to the address that the courier says when asked again, if the first was none", async () => {
    const addresses = ["", "5 Elm Street"];
    const { say, app, clock } = await counter({
      couriers: { book: async () => ({ address: addresses.shift() ?? "5 Elm Street" }) },
    });
    await say("ann", "order two oat milk", "yes");
    const delivered = clock.pass(5_000).then(() => app.deliver());
    await clock.pass(5_000);
    await delivered;
    expect(addresses).toEqual([]);
    await say("ann", "deliver it tomorrow");
    expect(await say("ann", "where is my order")).toMatch(/to 5 Elm Street\.$/);
  });

  test.each(["", "x".repeat(301)])("to no address that is none", async (address) => {
    const { couriers } = courier(address);
    const { say } = await counter({ couriers });
    expect(await say("ann", "order two oat milk", "yes", "deliver it tomorrow", "where is my order")).toMatch(
      /It comes on Friday, May 29, 2026\.$/,
    );
  });

  test.each([
    ["today", "Order 1001 comes on Thursday, May 28, 2026."],
    ["on june 27", "Order 1001 comes on Saturday, June 27, 2026."],
    ["on june 28", "We deliver within 30 days. On which day?"],
    ["yesterday", "That day is over. On which day?"],
  ])("from today on, within thirty days: %s", async (day, answer) => {
    const { say } = await counter();
    expect(await say("ann", "order two oat milk", "yes", `deliver it ${day}`)).toBe(answer);
  });

  test("if there is one, and it was not cancelled", async () => {
    const { book, couriers } = courier("5 Elm Street");
    const { say } = await counter({ couriers });
    expect(await say("ann", "deliver it tomorrow")).toBe("There is no order to be delivered.");
    await say("ann", "order two oat milk", "yes", "cancel my order", "yes");
    expect(await say("ann", "deliver it tomorrow")).toBe("There is no order to be delivered.");
    expect(book).toHaveLength(1);
  });
});
