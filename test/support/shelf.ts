import type { Store } from "palaver";
import { catalogue } from "../../intents/shop/catalogue/catalogue.ts";
import type { Product } from "../../intents/shop/catalogue/product.ts";
import { label } from "../../intents/shop/reorder.ts";

/** The shop with so many jars of honey, and everything else as it is. */
export const withHoney = (stock: number): readonly Product[] =>
  catalogue.map((product) => (product.id === "honey" ? { ...product, stock } : product));

/** How the honey in a store stands: its units, its label, and how many reorders of it are under way. */
export interface Standing {
  readonly count:
    | { readonly start: number; readonly received: number; readonly sold: number; readonly left: number }
    | undefined;
  readonly label: string | undefined;
  readonly open: number;
}

export async function standing(store: Store): Promise<Standing> {
  const { items } = await store.list({ partition: "shop", prefix: "" });
  const valueOf = (sort: string) => items.find(({ address }) => address.sort === sort)?.value;
  // As the shop's own schemas have them.
  const count = valueOf("stock/honey") as unknown as Standing["count"];
  const reorder = valueOf("reorder/honey") as { readonly state: string } | undefined;
  return {
    count,
    label: reorder?.state === "failed" && (count?.left ?? 0) < 5 ? label : undefined,
    open: reorder?.state === "running" ? 1 : 0,
  };
}
