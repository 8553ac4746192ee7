import { key, type Change, type Page, type Store, type Work } from "palaver";
import { z } from "zod";
import { productSchema, type Product } from "./catalogue/product.ts";

const productKey = key("product", productSchema);
/** Whether the first products have been put on the shelf. */
const filledKey = key("filled", z.literal(true));
const owner = "shop products";

/** What is told of each product that comes, changes or goes. */
export interface Follower {
  put(product: Product): void;
  remove(id: string): void;
}

/** The products there are: those in the store, known here as far as its feed has been read. */
export interface Shelf {
  readonly products: readonly Product[];
  find(id: string): Product | undefined;
  /** Reads what has changed in the store since the last time; the first time, all of it, putting the first products there. */
  sync(): Promise<void>;
  /** The product as it is now, whatever is known here. */
  now(store: Work, id: string): Promise<Product | undefined>;
  put(store: Work, product: Product): void;
  remove(store: Work, id: string): void;
}

/** So many products are written at once when the first are put on the shelf. */
const batch = 50;

export function createShelf(store: Store | undefined, first: readonly Product[], follower?: Follower): Shelf {
  const known = new Map(first.map((product) => [product.id, product]));
  let list: readonly Product[] = first;
  let after: string | undefined;
  let isRead = false;
  let running: Promise<void> | undefined;
  for (const product of first) follower?.put(product);

  function take(id: string, product: Product | undefined): void {
    if (product) {
      known.set(id, product);
      follower?.put(product);
    } else if (known.delete(id)) follower?.remove(id);
  }

  /** Everything there is, in place of everything that was known. */
  async function readAll(from: Store): Promise<void> {
    await fill(from, first);
    // Whatever comes while it reads comes once more.
    const next = (await from.changes?.(owner))?.next;
    const there = await all(from);
    const ids = new Set(there.map(({ id }) => id));
    for (const id of [...known.keys()]) if (!ids.has(id)) take(id, undefined);
    for (const product of there) take(product.id, product);
    [after, isRead] = [next, true];
  }

  async function follow(from: Store): Promise<void> {
    if (after === undefined || !from.changes) return readAll(from);
    for (;;) {
      const { changes, next, gap } = await from.changes(owner, after);
      if (gap) return readAll(from);
      for (const { address, item } of changes) {
        const product = item && productSchema.safeParse(item.value);
        take(idIn(address.sort), product?.success ? product.data : undefined);
      }
      after = next;
      if (changes.length === 0) return;
    }
  }

  return {
    get products() {
      if (list.length !== known.size || list.some((product) => known.get(product.id) !== product))
        list = [...known.values()];
      return list;
    },
    find: (id) => known.get(id),
    sync: async () => {
      if (!store) return;
      running ??= follow(store).finally(() => (running = undefined));
      await running;
    },
    now: async (work, id) =>
      (await work.get(productKey.of(owner, id))) ?? (isRead ? undefined : known.get(id)),
    put: (work, product) => work.set(productKey.of(owner, product.id), product),
    remove: (work, id) => work.set(productKey.of(owner, id), undefined),
  };
}

const idIn = (sort: string) => decodeURIComponent(sort.slice(sort.indexOf("/") + 1));

async function all(store: Store): Promise<readonly Product[]> {
  return (await listed(store)).flatMap(({ value }) => {
    const product = productSchema.safeParse(value);
    return product.success ? product.data : [];
  });
}

async function listed(store: Store): Promise<Page["items"]> {
  const { partition, prefix } = productKey.in(owner);
  let { items, next } = await store.list({ partition, prefix });
  while (next !== undefined) {
    const page = await store.list({ partition, prefix }, next);
    items = [...items, ...page.items];
    next = page.next;
  }
  return items;
}

/** Puts the first products into a store, once: what somebody else has put there meanwhile stays, and what was removed since too. */
async function fill(store: Store, products: readonly Product[]): Promise<void> {
  const { partition, sort } = filledKey.of("shop");
  const [before] = await store.get([{ partition, sort }]);
  if (before) return;
  while (!(await add(store, products)));
  await store.commit([{ address: { partition, sort }, was: undefined, becomes: { value: true } }]);
}

/** Puts those products there that are not; false where somebody else came in between, so that some may be missing. */
async function add(store: Store, products: readonly Product[]): Promise<boolean> {
  // A crash in between has left some of them.
  const there = new Set((await listed(store)).map(({ address }) => idIn(address.sort)));
  const missing = products.filter(({ id }) => !there.has(id));
  for (let from = 0; from < missing.length; from += batch) {
    const changes = missing.slice(from, from + batch).map((product): Change => {
      const { partition, sort } = productKey.of(owner, product.id);
      const value = JSON.parse(JSON.stringify(product));
      return { address: { partition, sort }, was: undefined, becomes: { value } };
    });
    if (!(await store.commit(changes))) return false;
  }
  return true;
}
