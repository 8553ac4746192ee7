import { key, type Person, type Work } from "palaver";
import { z } from "zod";
import { accountOf } from "./account.ts";
import { lineSchema, type Kept } from "./orders.ts";

const basketKey = key("basket", z.array(lineSchema));
/** Which baskets have something in them, and since when nothing was put there any more. */
const carriedKey = key("carried", z.object({ account: z.string(), channel: z.string(), at: z.number() }));
const shelf = "shop";

/** A basket with something in it, whose owner has gone. */
export interface LeftBasket {
  readonly account: string;
  readonly channel: string;
}

/** What somebody has in the basket, on whichever channel they have come. */
export const basketOf = async (store: Work, person: Person): Promise<readonly Kept[]> =>
  (await store.get(basketKey.of(await accountOf(store, person)))) ?? [];

/** Puts other lines in the place of those in somebody's basket. */
export async function fill(store: Work, person: Person, lines: readonly Kept[], since: Since): Promise<void> {
  put(store, await accountOf(store, person), lines, since);
}

/** Brings what is in one account's basket into another's. */
export async function bring(store: Work, from: Person, to: Person, since: Since): Promise<void> {
  const [brought, there] = [await store.get(basketKey.of(from)), await store.get(basketKey.of(to))];
  if (!brought) return;
  put(store, from, [], since);
  put(store, to, summed([...(there ?? []), ...brought]), since);
}

/** When and where something was put into a basket: the turn. */
interface Since {
  readonly channel: string;
  readonly at: number;
}

function put(store: Work, { id }: Person, lines: readonly Kept[], { channel, at }: Since): void {
  const isEmpty = lines.length === 0;
  store.set(basketKey.of(id), isEmpty ? undefined : [...lines]);
  store.set(carriedKey.of(shelf, id), isEmpty ? undefined : { account: id, channel, at });
}

/** One line for each product of which there is any; a quantity below 0 takes away. */
export function summed(lines: readonly Kept[]): readonly Kept[] {
  const quantities = new Map<string, number>();
  for (const { product, quantity } of lines)
    quantities.set(product, (quantities.get(product) ?? 0) + quantity);
  return [...quantities].flatMap(([product, quantity]) => (quantity > 0 ? { product, quantity } : []));
}

/** Says that somebody has left, once for each time they had put something in the basket. */
export async function leave(store: Work, person: Person): Promise<LeftBasket | undefined> {
  const { id } = await accountOf(store, person);
  const carried = await store.get(carriedKey.of(shelf, id));
  store.set(carriedKey.of(shelf, id), undefined);
  return carried;
}

/** The baskets in which nothing has been put since an instant: their owners have left, which is told once. */
export async function leftSince(store: Work, before: number): Promise<readonly LeftBasket[]> {
  const left = (await store.list(carriedKey.in(shelf))).filter(({ value }) => value.at < before);
  for (const { place } of left) store.set(place, undefined);
  return left.map(({ value }) => value);
}
