import type { Address } from "../key.ts";
import type { Item, Store } from "../store.ts";
import type { Json } from "../turn.ts";
import { claim } from "./claim.ts";

/** What a store promises, and how it is checked on an empty one. */
export type Promised = readonly [promise: string, check: (store: Store) => Promise<void>];

/** A value that stands for no item at all. */
export const nothing = "(nothing)";

export const at = (partition: string, sort: string): Address => ({ partition, sort });

/** The numbers from zero up to, but not including, `count`. */
export const numbers = (count: number): number[] => [...Array(count).keys()];

export const valueOf = (item: Item | undefined): Json => (item ? item.value : nothing);

export const versionOf = async (store: Store, address: Address): Promise<string | undefined> =>
  (await store.get([address]))[0]?.version;

/** An item as a list gives it. */
export type Listed = Item & { readonly address: Address };

/** Writes values, or removes what is to be nothing, whatever was there. */
export async function put(store: Store, ...entries: readonly (readonly [Address, Json])[]): Promise<void> {
  const before = await store.get(entries.map(([address]) => address));
  const changes = entries.map(([address, value], n) => ({
    address,
    was: before[n]?.version,
    becomes: value === nothing ? ("gone" as const) : { value },
  }));
  claim(await store.commit(changes), "A commit on the versions just read was refused.");
}

/** All items under a prefix, page after page. */
export async function listAll(store: Store, partition: string, prefix: string): Promise<Listed[]> {
  const items: Listed[] = [];
  let after: string | undefined;
  do {
    const page = await store.list({ partition, prefix }, after);
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  claim(
    items.every(({ address }) => address.partition === partition),
    "It listed another partition.",
  );
  return items;
}
