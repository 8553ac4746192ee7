import { key, type Person, type Work } from "palaver";
import { z } from "zod";
import type { Product } from "./catalogue/product.ts";
import { sell, takeBack } from "./stock.ts";

/** So many of one product. */
export interface Line {
  readonly product: Product;
  readonly quantity: number;
}

export const lineSchema = z.object({ product: z.string(), quantity: z.number().int().positive() });

/** A line as it is kept. */
export type Kept = z.infer<typeof lineSchema>;
const orderSchema = z.object({
  number: z.number().int(),
  /** With what was charged for one of each, in cents; prices are what they were then. */
  lines: z.array(
    lineSchema.extend({ name: z.string(), unit: z.tuple([z.string(), z.string()]), price: z.number().int() }),
  ),
  /** In cents. */
  total: z.number().int(),
  at: z.number(),
  state: z.enum(["being packed", "cancelled"]),
  /** A day, and a time of day, as the platforms write them. */
  delivery: z.object({ day: z.string(), time: z.string().optional() }).optional(),
});

/** An order that has been placed. */
export type Order = z.infer<typeof orderSchema>;

const orderKey = key("order", orderSchema);
const numberKey = key("next order", z.number().int());
const shelf = "shop";
const firstNumber = 1001;

/** What became of an order: placed, or there is not enough of something. */
export type Placed = { readonly order: Order } | { readonly lacking: Product };

/** Takes lines out of stock and makes an order of them: all in the commit of the turn, or nothing of it. */
export async function place(
  store: Work,
  account: Person,
  lines: readonly Line[],
  at: number,
): Promise<Placed> {
  const wanted = merged(lines);
  const taken: Line[] = [];
  for (const { product, quantity } of wanted) {
    if (!(await sell(store, product, quantity))) {
      for (const { product: it, quantity: sold } of taken) await takeBack(store, it.id, sold);
      return { lacking: product };
    }
    taken.push({ product, quantity });
  }
  const number = (await store.get(numberKey.of(shelf))) ?? firstNumber;
  store.set(numberKey.of(shelf), number + 1);
  const order: Order = {
    number,
    lines: wanted.map(({ product, quantity }) => ({
      product: product.id,
      name: product.name,
      unit: [product.unit[0], product.unit[1]] as [string, string],
      price: product.price,
      quantity,
    })),
    total: totalOf(lines),
    at,
    state: "being packed",
  };
  store.set(orderKey.of(account, sortable(number)), order);
  return { order };
}

/** Takes an order back, as long as it is being packed: what it took from stock is there again. Nothing where it is too late. */
export async function cancel(store: Work, account: Person, order: Order): Promise<Order | undefined> {
  if (order.state !== "being packed") return undefined;
  for (const { product, quantity } of order.lines) await takeBack(store, product, quantity);
  const cancelled: Order = { ...order, state: "cancelled" };
  store.set(orderKey.of(account, sortable(order.number)), cancelled);
  return cancelled;
}

/** Says when an order is to be delivered. */
export function deliverAt(
  store: Work,
  account: Person,
  order: Order,
  delivery: NonNullable<Order["delivery"]>,
): Order {
  const dated: Order = { ...order, delivery };
  store.set(orderKey.of(account, sortable(order.number)), dated);
  return dated;
}

/** The order of that number, or the last one. */
export async function orderOf(store: Work, account: Person, number?: number): Promise<Order | undefined> {
  if (number !== undefined) return store.get(orderKey.of(account, sortable(number)));
  return (await ordersOf(store, account)).at(-1);
}

/** All orders of an account, the oldest first. */
export const ordersOf = async (store: Work, account: Person): Promise<readonly Order[]> =>
  (await store.list(orderKey.in(account))).map(({ value }) => value);

/** So many of somebody's last orders tell what is usual for them. */
const looked = 5;

/** What somebody orders time and again, each as many as the last time; with no such thing, their last order. */
export function usualOf(orders: readonly Order[]): Order["lines"] {
  const last = orders
    .filter(({ state }) => state !== "cancelled")
    .slice(-looked)
    .toReversed();
  const times = (id: string) =>
    last.filter(({ lines }) => lines.some(({ product }) => product === id)).length;
  const lines = new Map<string, Order["lines"][number]>();
  for (const line of last.flatMap((order) => order.lines))
    if (times(line.product) > 1 && !lines.has(line.product)) lines.set(line.product, line);
  return lines.size > 0 ? [...lines.values()] : (last[0]?.lines ?? []);
}

/** In cents. */
export const totalOf = (lines: readonly Line[]): number =>
  lines.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0);

/** One line for each product. */
export function merged(lines: readonly Line[]): readonly Line[] {
  const quantities = new Map<string, Line>();
  for (const { product, quantity } of lines) {
    const before = quantities.get(product.id)?.quantity ?? 0;
    quantities.set(product.id, { product, quantity: before + quantity });
  }
  return [...quantities.values()];
}

const sortable = (number: number) => String(number).padStart(12, "0");
