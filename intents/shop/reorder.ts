import {
  effect,
  key,
  parked,
  received,
  type Effect,
  type EffectKind,
  type Listener,
  type Work,
} from "palaver";
import { z } from "zod";
import type { Product } from "./catalogue/product.ts";
import { leftOf, receive } from "./stock.ts";

/** Fewer units than this are few. */
export const few = 5;

/** What a product is labelled with while a vendor could not be reached. */
export const label = "less than 5 items";

const openSchema = z.object({ id: z.string(), product: z.string(), at: z.number() });
const openKey = key("reorder", openSchema);
const labelKey = key("label", z.string());
const counterKey = key("next reorder", z.number().int());
const shelf = "shop";

/** What is to be ordered: which reorder it is, and of which product. */
export const reorderSchema = z.object({ id: z.string(), product: z.string() });
export type Reorder = z.infer<typeof reorderSchema>;

/** What came of a reorder: so many units are on their way, or a vendor could not be reached; or it was not needed. */
export const outcomeSchema = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("restocked"), quantity: z.number().int().positive() }),
  z.object({ outcome: z.literal("labelled") }),
  z.object({ outcome: z.literal("unneeded") }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;

/** Who carries out a reorder: a workflow, here or in a cloud. The same id is the same reorder, however often it is asked for. */
export type Reorders = (reorder: Reorder) => Promise<Outcome>;

/** Reorders as effects, and what becomes of the shelf when their outcome is there. */
export interface Reordering {
  readonly kind: EffectKind<Reorder, Outcome>;
  readonly listeners: readonly Listener[];
  /** The effects that order more of what has become few, once for each product until its outcome is there. */
  start(store: Work, products: readonly Product[], at: number): Promise<readonly Effect[]>;
}

export function reordering(run: Reorders, find: (id: string) => Product | undefined): Reordering {
  const kind = effect<Reorder, Outcome>("reorder", {
    payload: reorderSchema,
    // Vendors are slow, and each is asked several times.
    retry: { attempts: 5, base: 2_000, cap: 60_000, timeout: 60_000 },
    deliver: async (reorder) => outcomeSchema.parse(await run(reorder)),
  });

  return {
    kind,
    listeners: [
      received(kind, async ({ data: { payload, receipt }, store }) => settle(store, payload, receipt)),
      parked(kind, async ({ data: { payload }, store }) => settle(store, payload, { outcome: "labelled" })),
    ],

    async start(store, products, at) {
      const effects: Effect[] = [];
      for (const product of products) {
        const isFew = (await leftOf(store, product)) < few;
        if (!isFew || (await store.get(openKey.of(shelf, product.id)))) continue;
        const number = (await store.get(counterKey.of(shelf))) ?? 1;
        store.set(counterKey.of(shelf), number + 1);
        const id = `reorder-${number}`;
        store.set(openKey.of(shelf, product.id), { id, product: product.id, at });
        effects.push(kind.of({ id, product: product.id }));
      }
      return effects;
    },
  };

  /** Ends a reorder, once: whatever comes of it later finds none open by its id. */
  async function settle(store: Work, { id, product: name }: Reorder, outcome: Outcome): Promise<void> {
    const open = await store.get(openKey.of(shelf, name));
    const product = find(name);
    if (open?.id !== id) return;
    store.set(openKey.of(shelf, name), undefined);
    if (!product) return;
    if (outcome.outcome === "restocked") await receive(store, product, outcome.quantity);
    const isFew = (await leftOf(store, product)) < few;
    store.set(labelKey.of(shelf, name), isFew && outcome.outcome === "labelled" ? label : undefined);
  }
}

/** The label of a product, where it has one. */
export const labelOf = (store: Work, { id }: Pick<Product, "id">): Promise<string | undefined> =>
  store.get(labelKey.of(shelf, id));

/** The reorders that are under way. */
export const openReorders = async (store: Work): Promise<readonly (Reorder & { readonly at: number })[]> =>
  (await store.list(openKey.in(shelf))).map(({ value }) => value);
