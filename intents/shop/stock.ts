import { key, type Store, type Work } from "palaver";
import { z } from "zod";

/** What has become of the units of one product: those there were at first, those that came, and those that went. */
const countSchema = z
  .object({
    start: z.number().int().nonnegative(),
    received: z.number().int().nonnegative(),
    sold: z.number().int().nonnegative(),
    left: z.number().int().nonnegative(),
  })
  .refine(({ start, received, sold, left }) => start + received - sold === left, "stock has been lost");

export type Count = z.infer<typeof countSchema>;

const countKey = key("stock", countSchema);
const shelf = "shop";

/** A product as far as stock is concerned. */
interface Stocked {
  readonly id: string;
  /** How many units there are before anything has been sold. */
  readonly stock: number;
}

/** How many units are left, for somebody who has no turn to read it in. */
export async function leftIn(store: Store | undefined, product: Stocked): Promise<number> {
  const { partition, sort } = countKey.of(shelf, product.id);
  const [item] = (await store?.get([{ partition, sort }])) ?? [];
  return item ? countKey.parse(item.value).left : product.stock;
}

/** How the units of a product stand. */
export const countOf = async (store: Work, { id, stock }: Stocked): Promise<Count> =>
  (await store.get(countKey.of(shelf, id))) ?? { start: stock, received: 0, sold: 0, left: stock };

/** How many units are left. */
export const leftOf = async (store: Work, product: Stocked): Promise<number> =>
  (await countOf(store, product)).left;

/** Takes units out of stock; false, and nothing is taken, where there are not enough. */
export async function sell(store: Work, product: Stocked, quantity: number): Promise<boolean> {
  const count = await countOf(store, product);
  if (quantity > count.left) return false;
  note(store, product.id, { ...count, sold: count.sold + quantity });
  return true;
}

/** Puts back what was sold and is not wanted after all, also of what is sold no more. */
export async function takeBack(store: Work, id: string, quantity: number): Promise<void> {
  const count = await store.get(countKey.of(shelf, id));
  if (count) note(store, id, { ...count, sold: count.sold - quantity });
}

/** Adds what a vendor delivered. */
export async function receive(store: Work, product: Stocked, quantity: number): Promise<void> {
  const count = await countOf(store, product);
  note(store, product.id, { ...count, received: count.received + quantity });
}

function note(store: Work, id: string, { start, received, sold }: Count): void {
  store.set(countKey.of(shelf, id), { start, received, sold, left: start + received - sold });
}
