import { describe, expect, test } from "vitest";
import { z } from "zod";
import { key, memory, type Json, type Store } from "palaver";
import { trusted } from "../../src/schema.ts";
import { begin, sessionOf } from "../../src/work.ts";
import { testClock } from "../support/clock.ts";
import { watched } from "../support/stores.ts";

const cart = key("cart", z.array(z.string()));
const count = key("count", z.number());
const brief = key("brief", z.string(), { lifetime: 1_000 });
const anything = key("anything", trusted<Json>());

/** A store with this in it. */
async function holding(values: Readonly<Record<string, Json>> = {}): Promise<Store> {
  const store = memory();
  await store.commit(
    Object.entries(values).map(([sort, value]) => ({
      address: { partition: "ann", sort },
      was: undefined,
      becomes: { value },
    })),
  );
  return store;
}

const contents = async (store: Store) =>
  Object.fromEntries(
    (await store.list({ partition: "ann", prefix: "" })).items.map(({ address, value }) => [
      address.sort,
      value,
    ]),
  );

describe("a turn's work", () => {
  test("writes nothing before it is committed, and then everything", async () => {
    const store = await holding({ cart: ["milk"] });
    const work = begin(store, testClock());
    work.set(cart.of("ann"), ["bread"]);
    work.set(count.of("ann"), 1);
    expect(await contents(store)).toEqual({ cart: ["milk"] });
    expect(await work.commit()).toBe(true);
    expect(await contents(store)).toEqual({ cart: ["bread"], count: 1 });
  });

  test("sees its own writes, and its own removals", async () => {
    const work = begin(await holding({ cart: ["milk"] }), testClock());
    work.set(cart.of("ann"), ["bread"]);
    expect(await work.get(cart.of("ann"))).toEqual(["bread"]);
    work.set(cart.of("ann"), undefined);
    expect(await work.get(cart.of("ann"))).toBeUndefined();
  });

  test("sees one state of an item, however often it looks", async () => {
    const store = await holding({ count: 1 });
    const work = begin(store, testClock());
    expect(await work.get(count.of("ann"))).toBe(1);
    const other = begin(store, testClock());
    other.set(count.of("ann"), 2);
    expect(await other.commit()).toBe(true);
    expect(await work.get(count.of("ann"))).toBe(1);
    expect(await work.commit()).toBe(false);
  });

  test("commits only if all it has looked at is as it was, though it writes something else", async () => {
    for (const look of [
      (work: ReturnType<typeof begin>) => work.get(count.of("ann")),
      (work: ReturnType<typeof begin>) => work.get(count.of("ann", "never there")),
      (work: ReturnType<typeof begin>) => work.list(count.in("ann")),
    ]) {
      const store = await holding({ count: 1, "count/listed": 1 });
      const work = begin(store, testClock());
      await look(work);
      work.set(cart.of("ann"), ["milk"]);
      const other = begin(store, testClock());
      for (const place of [count.of("ann"), count.of("ann", "never there"), count.of("ann", "listed")])
        other.set(place, 2);
      expect(await other.commit()).toBe(true);
      expect(await work.commit()).toBe(false);
      expect(await contents(store)).not.toHaveProperty("cart");
    }
  });

  test("commits what it wrote without looking only over what was there at the commit", async () => {
    const store = watched(await holding({ count: 1 }));
    const work = begin(store, testClock());
    work.set(count.of("ann"), 2);
    expect(await work.commit()).toBe(true);
    expect(store.commits).toEqual([["ann count"]]);
    expect(await contents(store)).toEqual({ count: 2 });
  });

  test("does not insist on what it has not looked at", async () => {
    const store = watched(await holding({ count: 1, cart: [] }));
    const work = begin(store, testClock());
    work.set(cart.of("ann"), ["milk"]);
    await work.commit();
    expect(store.commits).toEqual([["ann cart"]]);
  });

  test("tells whether it would write anything", async () => {
    const work = begin(await holding({ count: 1 }), testClock());
    await work.get(count.of("ann"));
    expect(work.touched).toBe(false);
    work.set(count.of("ann"), undefined);
    expect(work.touched).toBe(true);
  });

  test("begun anew insists on what was read before, and writes nothing of what was meant then or since", async () => {
    const store = await holding({ count: 1 });
    const work = begin(store, testClock());
    await work.get(count.of("ann"));
    work.set(cart.of("ann"), ["milk"]);
    const anew = work.anew();
    work.set(cart.of("ann"), ["bread"]);
    anew.set(brief.of("ann"), "x");
    expect(await anew.get(cart.of("ann"))).toBeUndefined();
    const other = begin(store, testClock());
    other.set(count.of("ann"), 2);
    await other.commit();
    expect(await anew.commit()).toBe(false);
    expect(await contents(store)).toEqual({ count: 2 });
  });
});

describe("what has expired", () => {
  test("is as good as gone, by our own clock, though the store still has it", async () => {
    const [store, clock] = [memory(), testClock()];
    const write = begin(store, clock);
    write.set(brief.of("ann"), "hello");
    write.set(brief.of("ann", "listed"), "hello");
    await write.commit();
    await clock.pass(999);
    expect(await begin(store, clock).get(brief.of("ann"))).toBe("hello");
    expect(await begin(store, clock).list(brief.in("ann"))).toHaveLength(1);
    await clock.pass(1);
    expect(await begin(store, clock).get(brief.of("ann"))).toBeUndefined();
    expect(await begin(store, clock).list(brief.in("ann"))).toEqual([]);
    expect(Object.keys(await contents(store))).toHaveLength(2);
  });

  test("can be written over, and lives from the last write on", async () => {
    const [store, clock] = [memory(), testClock()];
    for (const value of ["one", "two"]) {
      const work = begin(store, clock);
      work.set(brief.of("ann"), value);
      expect(await work.commit()).toBe(true);
      await clock.pass(1_500);
    }
    await clock.pass(-600);
    expect(await begin(store, clock).get(brief.of("ann"))).toBe("two");
  });
});

describe("a list", () => {
  test("has the items of a shelf by their sort parts, with what this turn wrote and without what it removed", async () => {
    const work = begin(
      await holding({ "count/b": 2, "count/c": 3, "cart/x": [], count: 0, "counts/z": 9 }),
      testClock(),
    );
    work.set(count.of("ann", "a"), 1);
    work.set(count.of("ann", "b"), 22);
    work.set(count.of("ann", "c"), undefined);
    work.set(count.of("bob", "d"), 4);
    work.set(cart.of("ann", "y"), []);
    expect(await work.list(count.in("ann"))).toEqual([
      { place: count.of("ann", "a"), value: 1 },
      { place: count.of("ann", "b"), value: 22 },
    ]);
  });

  test("has them in the store's own order, also where it is not that of UTF-16", async () => {
    const work = begin(await holding({ "count/😀": 3, "count/a": 1 }), testClock());
    work.set(count.of("ann", "\uffee"), 2);
    work.set(count.of("ann", "😁"), 4);
    expect((await work.list(count.in("ann"))).map(({ value }) => value)).toEqual([1, 2, 3, 4]);
  });

  test("of the first so many looks at no more, and has this turn's own among them", async () => {
    const store = watched(await holding({ "count/b": 2, "count/d": 4, "count/f": 6, "count/h": 8 }));
    const work = begin(store, testClock());
    const values = async (most: number) => (await work.list(count.in("ann"), most)).map(({ value }) => value);
    expect(await values(0)).toEqual([]);
    expect(await values(2)).toEqual([2, 4]);
    work.set(cart.of("ann"), []);
    expect(await work.commit()).toBe(true);
    expect(store.commits.at(-1)?.sort()).toEqual(["ann cart", "ann count/b", "ann count/d"]);

    work.set(count.of("ann", "a"), 1);
    work.set(count.of("ann", "c"), 3);
    expect(await values(3)).toEqual([1, 2, 3]);
    expect(await values(9)).toEqual([1, 2, 3, 4, 6, 8]);
  });

  test("of the first so many goes on behind what this turn removed, and what has expired", async () => {
    const clock = testClock();
    const store = memory();
    const before = begin(store, clock);
    before.set(brief.of("ann", "a"), "one");
    await before.commit();
    await clock.pass(600);
    const write = begin(store, clock);
    for (const name of ["b", "c", "d"]) write.set(brief.of("ann", name), name);
    await write.commit();
    await clock.pass(600);
    const work = begin(store, clock);
    work.set(brief.of("ann", "b"), undefined);
    expect((await work.list(brief.in("ann"), 2)).map(({ value }) => value)).toEqual(["c", "d"]);
  });

  test("of the first so many of a long shelf reads no further page", async () => {
    const store = memory();
    const write = begin(store, testClock());
    for (let n = 0; n < 250; n++) write.set(count.of("ann", String(n).padStart(3, "0")), n);
    await write.commit();
    let pages = 0;
    const counting: Store = { ...store, list: (prefix, after) => (pages++, store.list(prefix, after)) };
    const some = await begin(counting, testClock()).list(count.in("ann"), 2);
    expect([some.length, pages]).toEqual([2, 1]);
  });

  test("has all of them, page after page", async () => {
    const store = memory();
    for (let i = 0; i < 5; i++) {
      const work = begin(store, testClock());
      for (let j = 0; j < 50; j++)
        work.set(count.of("ann", String(100 * i + j).padStart(3, "0")), 100 * i + j);
      await work.commit();
    }
    expect(await begin(store, testClock()).list(count.in("ann"))).toHaveLength(250);
  });
});

describe("a value", () => {
  test("that its key's schema refuses is not accepted, nor read", async () => {
    const store = await holding({ count: "seven" });
    const work = begin(store, testClock());
    // What a handler without types could write.
    expect(() => work.set(count.of("ann"), "seven" as unknown as number)).toThrow(
      expect.objectContaining({ code: "unreadable-value" }),
    );
    expect(work.touched).toBe(false);
    await expect(work.get(count.of("ann"))).rejects.toMatchObject({ code: "unreadable-value" });
    await expect(work.list(count.in("ann", ""))).resolves.toEqual([]);
  });

  test("may be any JSON, with any names in it, and pollutes nothing", async () => {
    const value = JSON.parse(
      `{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"":[null,0,"\\u0000"]}`,
    ) as Json;
    const store = memory();
    const before = Object.getOwnPropertyNames(Object.prototype);
    const work = begin(store, testClock());
    work.set(anything.of("__proto__", "constructor"), value);
    await work.commit();
    const found = await begin(store, testClock()).get(anything.of("__proto__", "constructor"));
    expect(JSON.stringify(found)).toBe(JSON.stringify(value));
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

test("a session is the part of the work that belongs to its conversation", async () => {
  const store = memory();
  const work = begin(store, testClock());
  sessionOf(work, "alexa:one").set(count, 1);
  sessionOf(work, "alexa:two").set(count, 2);
  await work.commit();
  const later = begin(store, testClock());
  expect(await sessionOf(later, "alexa:one").get(count)).toBe(1);
  expect(await later.get(count.of("alexa:two"))).toBe(2);
  sessionOf(later, "alexa:one").set(count, undefined);
  expect(await sessionOf(later, "alexa:one").get(count)).toBeUndefined();
});
