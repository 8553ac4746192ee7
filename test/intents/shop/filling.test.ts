import { describe, expect, test } from "vitest";
import { memory, type Store } from "palaver";
import { searchIndex } from "palaver/search";
import { catalogue } from "../../../intents/shop/catalogue/catalogue.ts";
import type { Product } from "../../../intents/shop/catalogue/product.ts";
import { fields } from "../../../intents/shop/fields.ts";
import { createShelf } from "../../../intents/shop/shelf.ts";
import { clerkOf } from "../../support/counter.ts";
import { faulty } from "../../support/stores.ts";

/** So many that they are put on the shelf in four batches. */
const products = catalogue.slice(0, 160);
// There are as many as there are products.
const first = products[0] as Product;
const tears: Product = { ...first, id: "unicorn-tears", name: "unicorn tears", synonyms: [] };

const idsOf = (all: readonly Product[]) => all.map(({ id }) => id).toSorted();

/** What another process finds, to which no product is known beforehand. */
async function foundIn(store: Store) {
  const shelf = createShelf(store, []);
  await shelf.sync();
  return idsOf(shelf.products);
}

describe("the first products", () => {
  test.each(["before", "after"] as const)(
    "are all there, each once, where the process that puts them there dies just %s any call of the store",
    async (fault) => {
      let calls = 1;
      for (; ; calls++) {
        const store = memory();
        const dying = faulty(store, fault, calls, Infinity);
        await createShelf(dying, products)
          .sync()
          .catch(() => undefined);
        if (!dying.struck) break;
        const second = createShelf(store, products);
        await second.sync();
        expect(idsOf(second.products), `call ${calls}`).toEqual(idsOf(products));
        expect(await foundIn(store), `call ${calls}`).toEqual(idsOf(products));
      }
      expect(calls).toBeGreaterThan(8);
    },
  );

  test("are all there where two processes put them there at the same time", async () => {
    const store = memory();
    const shelves = [createShelf(store, products), createShelf(store, products)];
    await Promise.all(shelves.map((shelf) => shelf.sync()));
    for (const shelf of shelves) expect(idsOf(shelf.products)).toEqual(idsOf(products));
    expect(await foundIn(store)).toEqual(idsOf(products));
  });

  test("are all there where somebody else puts one of them there meanwhile, as that one has it", async () => {
    const store = memory();
    const clerk = clerkOf(store);
    let commits = 0;
    const slow: Store = {
      ...store,
      async commit(changes) {
        if (++commits === 1)
          await clerk((work) => createShelf(store, []).put(work, { ...first, price: 77_777 }));
        return store.commit(changes);
      },
    };
    const shelf = createShelf(slow, products);
    await shelf.sync();
    expect(idsOf(shelf.products)).toEqual(idsOf(products));
    expect(shelf.find(first.id)?.price).toBe(77_777);
  });

  test("are put there once: what was removed since stays away", async () => {
    const store = memory();
    const shelf = createShelf(store, products);
    await shelf.sync();
    await clerkOf(store)((work) => shelf.remove(work, first.id));
    const later = createShelf(store, products);
    await later.sync();
    expect(later.find(first.id)).toBeUndefined();
    expect(later.products).toHaveLength(products.length - 1);
  });
});

describe("a shelf that follows its store", () => {
  async function open(store: Store = memory()) {
    const index = await searchIndex<Product>({ id: ({ id }) => id, fields });
    const shelf = createShelf(store, products, index);
    await shelf.sync();
    return { store, index, shelf, clerk: clerkOf(store) };
  }

  test("tells its index of what comes and what goes", async () => {
    const { index, shelf, clerk } = await open();
    await clerk((work) => shelf.put(work, tears));
    await shelf.sync();
    expect(index.search("unicorn tears")[0]?.id).toBe("unicorn-tears");
    await clerk((work) => shelf.remove(work, "unicorn-tears"));
    await shelf.sync();
    expect(index.size).toBe(products.length);
    expect(index.search("unicorn")).toEqual([]);
  });

  test("reads everything anew where the store has forgotten what came in between", async () => {
    const { store, index, shelf, clerk } = await open();
    await clerk((work) => {
      shelf.put(work, tears);
      shelf.remove(work, first.id);
    });
    const noise = Array.from({ length: 10_001 }, (_, n) => ({
      address: { partition: "noise", sort: String(n) },
      was: undefined,
      becomes: { value: n },
    }));
    await store.commit(noise);
    await shelf.sync();
    expect(shelf.find("unicorn-tears")).toEqual(tears);
    expect(shelf.find(first.id)).toBeUndefined();
    expect(index.size).toBe(products.length);
    // And it goes on from there.
    await clerk((work) => shelf.remove(work, "unicorn-tears"));
    await shelf.sync();
    expect(shelf.find("unicorn-tears")).toBeUndefined();
  });

  test("misses nothing that comes while it reads everything", async () => {
    const store = memory();
    const [clerk, begun] = [clerkOf(store), createShelf(store, products)];
    await begun.sync();
    let lists = 0;
    const shelf = createShelf(
      {
        ...store,
        async list(prefix, after) {
          const page = await store.list(prefix, after);
          if (++lists === 2) await clerk((work) => begun.remove(work, first.id));
          return page;
        },
      },
      products,
    );
    await shelf.sync();
    await shelf.sync();
    expect(lists).toBe(2);
    expect(shelf.find(first.id)).toBeUndefined();
  });

  test("lists what it has as it is now", async () => {
    const { shelf, clerk } = await open();
    expect(shelf.products).toHaveLength(products.length);
    await clerk((work) => shelf.put(work, { ...first, price: 77_777 }));
    await shelf.sync();
    expect(shelf.products.find(({ id }) => id === first.id)?.price).toBe(77_777);
  });

  test("takes as many changes as there are, however many the store gives at once", async () => {
    const { shelf, clerk } = await open();
    for (const half of [0, 1]) {
      await clerk((work) => {
        for (let n = 0; n < 800; n++) shelf.put(work, { ...tears, id: `tears-${half}-${n}` });
      });
    }
    await shelf.sync();
    expect(shelf.products).toHaveLength(products.length + 1_600);
  });

  test("sells nothing of what is no product, whether it finds it there or hears of it", async () => {
    const { store, shelf, clerk } = await open();
    const partition = "shop products";
    const sort = `product/${first.id}`;
    const [was] = await store.get([{ partition, sort }]);
    await store.commit([
      { address: { partition, sort }, was: was?.version, becomes: { value: { id: first.id, price: -1 } } },
    ]);
    await shelf.sync();
    expect(shelf.find(first.id)).toBeUndefined();
    expect(await foundIn(store)).not.toContain(first.id);
    await clerk((work) => shelf.put(work, first));
    await shelf.sync();
    expect(shelf.find(first.id)).toEqual(first);
  });

  test("reads everything each time where its store has no feed, and knows what is gone in between", async () => {
    const { changes: _, ...store } = memory();
    const { shelf, clerk } = await open(store);
    await clerk((work) => shelf.put(work, tears));
    await shelf.sync();
    expect(shelf.find("unicorn-tears")).toEqual(tears);
    await clerk((work) => shelf.remove(work, "unicorn-tears"));
    expect(await clerk((work) => shelf.now(work, "unicorn-tears"))).toBeUndefined();
  });

  test("has the products it begins with until it has read its store, and the store's own before it knows them", async () => {
    const store = memory();
    const [shelf, clerk] = [createShelf(store, products), clerkOf(store)];
    expect(await clerk((work) => shelf.now(work, first.id))).toEqual(first);
    await shelf.sync();
    await clerk((work) => shelf.put(work, { ...first, price: 77_777 }));
    expect(shelf.find(first.id)?.price).toBe(first.price);
    expect(await clerk((work) => shelf.now(work, first.id))).toMatchObject({ price: 77_777 });
  });
});
