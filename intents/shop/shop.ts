import {
  catalog,
  type Card,
  type Catalog,
  type Effect,
  type Person,
  type Store,
  type Turn,
  type Work,
} from "palaver";
import { accountOf } from "./account.ts";
import { basketOf, fill, summed } from "./baskets.ts";
import { catalogue } from "./catalogue/catalogue.ts";
import type { Category, Product } from "./catalogue/product.ts";
import { delivering, noCouriers, type Couriers, type Delivering } from "./courier.ts";
import { cancel, ordersOf, place, usualOf, type Kept, type Line, type Order } from "./orders.ts";
import { noPayments, paying, type Paying, type Payments } from "./payment.ts";
import { reordering, type Reordering, type Reorders } from "./reorder.ts";
import { plainIndex, type ProductIndex } from "./plain.ts";
import { createFinder } from "./search.ts";
import { createShelf, type Shelf } from "./shelf.ts";
import { leftIn, leftOf } from "./stock.ts";
import { note } from "./usage.ts";

/** The shop behind the intents: what it sells, what is left, who has what in the basket and on order. */
export interface Shop {
  /** The slot that takes a product. */
  readonly item: Catalog<Product>;
  readonly shelf: Shelf;
  readonly reordering: Reordering;
  readonly paying: Paying;
  readonly delivering: Delivering;
  /** What a product looks like, where its picture can be had. */
  picture(product: Product): Pick<Card, "image">;
  in(category: Category | undefined): readonly Product[];
  /** What somebody may mean, the likeliest first, as the shelf is now. */
  search(text: string, limit: number): Promise<readonly Product[]>;
  stock(store: Work, product: Product): Promise<number>;
  /** How many units of a product are left, outside of any turn; none of one that is not sold. */
  left(id: string): Promise<number>;
  basket(store: Work, person: Person): Promise<readonly Line[]>;
  /** Puts something in the basket; takes it out where the quantity is below 0. */
  add(store: Work, person: Person, line: Line, turn: Turn): Promise<void>;
  empty(store: Work, person: Person, turn: Turn): Promise<void>;
  /** What somebody orders time and again, as far as it is still sold. */
  usual(store: Work, person: Person): Promise<readonly Line[]>;
  /** The lines with the products as they are now; those that are no longer sold are left out. */
  current(store: Work, lines: readonly Line[]): Promise<readonly Line[]>;
  /** Orders lines, and more of what becomes few by it. Commits with the turn or not at all. */
  place(store: Work, person: Person, lines: readonly Line[], turn: Turn): Promise<Ordered>;
  /** Takes an order back; gives what that does to the outside, or nothing where it is too late. */
  cancel(store: Work, person: Person, order: Order): Promise<readonly Effect[] | undefined>;
}

/** What became of an order, and what that does to the outside. */
export type Ordered =
  | { readonly order: Order; readonly effects: readonly Effect[] }
  | { readonly lacking: Product; readonly left: number };

export interface ShopOptions {
  /** Where the products are kept. Without it they are those the shop begins with. */
  readonly store?: Store;
  readonly products?: readonly Product[];
  /** Where their pictures are, such as `https://shop.example/`. Without it there are none on the cards. */
  readonly pictures?: string;
  /** What finds products by words. Default: one that knows nothing of misspellings. */
  readonly index?: ProductIndex;
  /** Who orders more of what has become few. Default: nobody can be reached. */
  readonly reorders?: Reorders;
  /** Who takes the money. Default: nobody does, and all counts as paid. */
  readonly payments?: Payments;
  /** Who brings the orders. Default: nobody does, and all count as on their way. */
  readonly couriers?: Couriers;
}

const unreachable: Reorders = async () => ({ outcome: "labelled" });

export function createShop({
  store,
  products = catalogue,
  index = plainIndex(),
  reorders = unreachable,
  pictures,
  payments = noPayments,
  couriers = noCouriers,
}: ShopOptions = {}): Shop {
  const shelf = createShelf(store, products, index);
  const finder = createFinder(index, () => shelf.products);
  const restock = reordering(reorders, (id) => shelf.find(id));
  const cash = paying(payments);
  const bringing = delivering(couriers);
  const known = (lines: readonly Kept[]): readonly Line[] =>
    lines.flatMap(({ product: id, quantity }) => {
      const product = shelf.find(id);
      return product ? [{ product, quantity }] : [];
    });
  const basket = async (work: Work, person: Person) => known(await basketOf(work, person));
  const current = async (work: Work, lines: readonly Line[]): Promise<readonly Line[]> => {
    const now = await Promise.all(
      lines.map(async (line) => ({ ...line, product: await shelf.now(work, line.product.id) })),
    );
    return now.flatMap(({ product, quantity }) => (product ? [{ product, quantity }] : []));
  };

  return {
    item: catalog("Product", () => shelf.products, {
      by: { cheap: ({ price }) => price, expensive: ({ price }) => -price },
    }),
    shelf,
    reordering: restock,
    paying: cash,
    delivering: bringing,
    picture: ({ picture, name }) =>
      pictures === undefined ? {} : { image: { url: new URL(picture, pictures).href, alt: name } },
    in: (category) => shelf.products.filter((it) => category === undefined || it.category === category),
    stock: leftOf,
    async left(id) {
      const product = shelf.find(id);
      return product ? leftIn(store, product) : 0;
    },
    basket,

    async search(text, limit) {
      await shelf.sync();
      return finder.find(text, limit).flatMap((id) => shelf.find(id) ?? []);
    },

    async add(work, person, line, turn) {
      const { product, quantity } = line;
      const kept = await basketOf(work, person);
      await fill(work, person, summed([...kept, { product: product.id, quantity }]), turn);
    },

    empty: (work, person, turn) => fill(work, person, [], turn),

    current,

    usual: async (work, person) =>
      current(work, known(usualOf(await ordersOf(work, await accountOf(work, person))))),

    async place(work, person, lines, { id, at, channel }) {
      const account = await accountOf(work, person);
      const placed = await place(work, account, lines, at);
      if ("lacking" in placed) return { ...placed, left: await leftOf(work, placed.lacking) };
      const products = lines.map(({ product }) => product);
      const { number: order, total: cents } = placed.order;
      const outside = [
        cash.charge({ order, account: account.id, cents }),
        bringing.of({ order, account: account.id, day: null, time: null }),
      ];
      note(work, id, {
        what: "ordered",
        at,
        channel,
        who: account.id,
        detail: products.map((it) => it.id).join(" "),
      });
      return { order: placed.order, effects: [...outside, ...(await restock.start(work, products, at))] };
    },

    async cancel(work, person, order) {
      const account = await accountOf(work, person);
      const { number, total: cents } = order;
      return (await cancel(work, account, order))
        ? [cash.refund({ order: number, account: account.id, cents })]
        : undefined;
    },
  };
}
