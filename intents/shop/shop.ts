import {
  catalog,
  key,
  type Catalog,
  type Effect,
  type Person,
  type Store,
  type Turn,
  type Work,
} from "palaver";
import { z } from "zod";
import { accountOf } from "./account.ts";
import { catalogue } from "./catalogue/catalogue.ts";
import type { Category, Product } from "./catalogue/product.ts";
import { cancel, lineSchema, merged, place, type Line, type Order } from "./orders.ts";
import { noPayments, paying, type Paying, type Payments } from "./payment.ts";
import { reordering, type Reordering, type Reorders } from "./reorder.ts";
import { plainIndex, type ProductIndex } from "./plain.ts";
import { createFinder } from "./search.ts";
import { createShelf, type Shelf } from "./shelf.ts";
import { leftOf } from "./stock.ts";
import { note } from "./usage.ts";

const basketKey = key("basket", z.array(lineSchema));

/** The shop behind the intents: what it sells, what is left, who has what in the basket and on order. */
export interface Shop {
  /** The slot that takes a product. */
  readonly item: Catalog<Product>;
  readonly shelf: Shelf;
  readonly reordering: Reordering;
  readonly paying: Paying;
  in(category: Category | undefined): readonly Product[];
  /** What somebody may mean, the likeliest first, as the shelf is now. */
  search(text: string, limit: number): Promise<readonly Product[]>;
  stock(store: Work, product: Product): Promise<number>;
  basket(store: Work, person: Person): Promise<readonly Line[]>;
  add(store: Work, person: Person, line: Line): Promise<void>;
  empty(store: Work, person: Person): Promise<void>;
  /** The lines with the products as they are now; those that are no longer sold are left out. */
  current(store: Work, lines: readonly Line[]): Promise<readonly Line[]>;
  /** Orders lines, and more of what becomes few by it. Commits with the turn or not at all. */
  place(store: Work, person: Person, lines: readonly Line[], turn: Turn): Promise<Ordered>;
  cancel(store: Work, person: Person, order: Order): Promise<Order | undefined>;
}

/** What became of an order, and what that does to the outside. */
export type Ordered =
  | { readonly order: Order; readonly effects: readonly Effect[] }
  | { readonly lacking: Product; readonly left: number };

export interface ShopOptions {
  /** Where the products are kept. Without it they are those the shop begins with. */
  readonly store?: Store;
  readonly products?: readonly Product[];
  /** What finds products by words. Default: one that knows nothing of misspellings. */
  readonly index?: ProductIndex;
  /** Who orders more of what has become few. Default: nobody can be reached. */
  readonly reorders?: Reorders;
  /** Who takes the money. Default: nobody does, and all counts as paid. */
  readonly payments?: Payments;
}

const unreachable: Reorders = async () => ({ outcome: "labelled" });

export function createShop({
  store,
  products = catalogue,
  index = plainIndex(),
  reorders = unreachable,
  payments = noPayments,
}: ShopOptions = {}): Shop {
  const shelf = createShelf(store, products, index);
  const finder = createFinder(index, () => shelf.products);
  const restock = reordering(reorders, (id) => shelf.find(id));
  const cash = paying(payments);
  const known = (lines: readonly z.infer<typeof lineSchema>[]): readonly Line[] =>
    lines.flatMap(({ product: id, quantity }) => {
      const product = shelf.find(id);
      return product ? [{ product, quantity }] : [];
    });
  const basket = async (work: Work, person: Person) =>
    known((await work.get(basketKey.of(await accountOf(work, person)))) ?? []);

  return {
    item: catalog("Product", () => shelf.products, {
      by: { cheap: ({ price }) => price, expensive: ({ price }) => -price },
    }),
    shelf,
    reordering: restock,
    paying: cash,
    in: (category) => shelf.products.filter((it) => category === undefined || it.category === category),
    stock: leftOf,
    basket,

    async search(text, limit) {
      await shelf.sync();
      return finder.find(text, limit).flatMap((id) => shelf.find(id) ?? []);
    },

    async add(work, person, line) {
      const lines = merged([...(await basket(work, person)), line]);
      const kept = lines.map(({ product: { id }, quantity }) => ({ product: id, quantity }));
      work.set(basketKey.of(await accountOf(work, person)), kept);
    },

    async empty(work, person) {
      work.set(basketKey.of(await accountOf(work, person)), undefined);
    },

    async current(work, lines) {
      const now = await Promise.all(
        lines.map(async (line) => ({ ...line, product: await shelf.now(work, line.product.id) })),
      );
      return now.flatMap(({ product, quantity }) => (product ? [{ product, quantity }] : []));
    },

    async place(work, person, lines, { id, at, channel }) {
      const account = await accountOf(work, person);
      const placed = await place(work, account, lines, at);
      if ("lacking" in placed) return { ...placed, left: await leftOf(work, placed.lacking) };
      const products = lines.map(({ product }) => product);
      const { number: order, total: cents } = placed.order;
      const charge = cash.of({ order, account: account.id, cents });
      note(work, id, {
        what: "ordered",
        at,
        channel,
        who: account.id,
        detail: products.map((it) => it.id).join(" "),
      });
      return { order: placed.order, effects: [charge, ...(await restock.start(work, products, at))] };
    },

    cancel: async (work, person, order) =>
      cancel(work, await accountOf(work, person), order, (id) => shelf.find(id)),
  };
}
