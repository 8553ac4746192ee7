import { catalog, key, type Catalog, type Person, type Work } from "palaver";
import { z } from "zod";
import { products, type Category, type Product } from "./products.ts";

/** So many of one product. */
export interface Line {
  readonly product: Product;
  readonly quantity: number;
}

const lineSchema = z.object({ product: z.string(), quantity: z.number().int().positive() });
const orderSchema = z.object({
  number: z.number().int(),
  lines: z.array(lineSchema),
  /** In cents. */
  total: z.number().int(),
  at: z.number(),
});

/** An order that has been placed. Prices are what they were then. */
export type Order = z.infer<typeof orderSchema>;

const stockKey = key("stock", z.number().int().nonnegative());
const basketKey = key("basket", z.array(lineSchema));
const orderKey = key("order", orderSchema);
const numberKey = key("next order", z.number().int());

const shelf = "shop";
const firstNumber = 1001;

/** The shop behind the intents: what it sells, what is left, who has what in the basket and on order. */
export interface Shop {
  /** The slot that takes a product. */
  readonly item: Catalog<Product>;
  in(category: Category | undefined): readonly Product[];
  stock(store: Work, product: Product): Promise<number>;
  basket(store: Work, person: Person): Promise<readonly Line[]>;
  add(store: Work, person: Person, line: Line): Promise<void>;
  empty(store: Work, person: Person): void;
  /** The first line of which there is not enough, with what is left of it; otherwise nothing. */
  lacking(store: Work, lines: readonly Line[]): Promise<(Line & { readonly left: number }) | undefined>;
  /** Takes the lines out of stock and makes an order of them. Commits with the turn or not at all. */
  place(store: Work, person: Person, lines: readonly Line[], at: number): Promise<Order>;
  /** The order of that number, or the last one. */
  order(store: Work, person: Person, number?: number): Promise<Order | undefined>;
  lines(order: Order): readonly Line[];
}

export function createShop(sells: readonly Product[] = products): Shop {
  const byId = new Map(sells.map((product) => [product.id, product]));
  const known = (lines: readonly z.infer<typeof lineSchema>[]): Line[] =>
    lines.flatMap(({ product, quantity }) => {
      const found = byId.get(product);
      return found ? [{ product: found, quantity }] : [];
    });

  const stock = async (store: Work, product: Product) =>
    (await store.get(stockKey.of(shelf, product.id))) ?? product.stock;
  const basket = async (store: Work, person: Person) => known((await store.get(basketKey.of(person))) ?? []);

  return {
    item: catalog("Product", sells),
    in: (category) => sells.filter((product) => category === undefined || product.category === category),
    stock,
    basket,

    async add(store, person, { product, quantity }) {
      const lines = merged([...(await basket(store, person)), { product, quantity }]);
      store.set(basketKey.of(person), lines.map(stored));
    },

    empty: (store, person) => store.set(basketKey.of(person), undefined),

    async lacking(store, lines) {
      for (const line of merged(lines)) {
        const left = await stock(store, line.product);
        if (left < line.quantity) return { ...line, left };
      }
      return undefined;
    },

    async place(store, person, lines, at) {
      for (const { product, quantity } of merged(lines)) {
        store.set(stockKey.of(shelf, product.id), (await stock(store, product)) - quantity);
      }
      const number = (await store.get(numberKey.of(shelf))) ?? firstNumber;
      store.set(numberKey.of(shelf), number + 1);
      const order: Order = { number, lines: merged(lines).map(stored), total: totalOf(lines), at };
      store.set(orderKey.of(person, sortable(number)), order);
      return order;
    },

    async order(store, person, number) {
      if (number !== undefined) return store.get(orderKey.of(person, sortable(number)));
      return (await store.list(orderKey.in(person))).at(-1)?.value;
    },

    lines: (order) => known(order.lines),
  };
}

/** In cents. */
export const totalOf = (lines: readonly Line[]): number =>
  lines.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0);

/** One line for each product. */
function merged(lines: readonly Line[]): readonly Line[] {
  const quantities = new Map<Product, number>();
  for (const { product, quantity } of lines)
    quantities.set(product, (quantities.get(product) ?? 0) + quantity);
  return [...quantities].map(([product, quantity]) => ({ product, quantity }));
}

const stored = ({ product, quantity }: Line) => ({ product: product.id, quantity });

const sortable = (number: number) => String(number).padStart(12, "0");
