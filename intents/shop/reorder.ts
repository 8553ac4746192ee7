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

/** What a product is labelled with while there are few of it and its vendor could not be reached. */
export const label = "less than 5 items";

/** So many are ordered at least. */
const least = 10;
/** After so long without an outcome, a reorder is run again, in milliseconds. */
const patience = 60 * 60_000;

/** What is to be ordered: which reorder it is, of which product, and how many. */
export const reorderSchema = z.object({
  id: z.string(),
  product: z.string(),
  quantity: z.number().int().positive(),
});
export type Reorder = z.infer<typeof reorderSchema>;

/**
 * The reorder of a product, kept until it has been delivered. One that failed is run again as what it is, with the same id
 * and quantity: its vendor may have taken it and only not have said so.
 */
const openSchema = reorderSchema.extend({ at: z.number(), state: z.enum(["running", "failed"]) });
const openKey = key("reorder", openSchema);
const counterKey = key("next reorder", z.number().int());
const shelf = "shop";

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

  async function begin(store: Work, product: Product, at: number): Promise<Effect | undefined> {
    const left = await leftOf(store, product);
    const open = await store.get(openKey.of(shelf, product.id));
    const isUnderWay = open?.state === "running" && at - open.at < patience;
    if (left >= few || isUnderWay) return undefined;
    const quantity = Math.max(least, product.stock - left);
    const reorder = open ?? { id: await nextId(store), product: product.id, quantity };
    store.set(openKey.of(shelf, product.id), { ...reorder, at, state: "running" });
    return kind.of({ id: reorder.id, product: product.id, quantity: reorder.quantity });
  }

  /** Ends a reorder, once: whatever comes of it later finds none open by its id. */
  async function settle(store: Work, { id, product: name }: Reorder, outcome: Outcome): Promise<void> {
    const open = await store.get(openKey.of(shelf, name));
    const product = find(name);
    if (open?.id !== id) return;
    const isFailed = outcome.outcome === "labelled" && product !== undefined;
    store.set(openKey.of(shelf, name), isFailed ? { ...open, state: "failed" } : undefined);
    if (outcome.outcome === "restocked" && product) await receive(store, product, outcome.quantity);
  }

  return {
    kind,
    listeners: [
      received(kind, async ({ data: { payload, receipt }, store }) => settle(store, payload, receipt)),
      parked(kind, async ({ data: { payload }, store }) => settle(store, payload, { outcome: "labelled" })),
    ],

    async start(store, products, at) {
      const effects = [];
      // One after the other, for their ids.
      for (const product of products) effects.push(await begin(store, product, at));
      return effects.filter((it) => it !== undefined);
    },
  };
}

async function nextId(store: Work): Promise<string> {
  const number = (await store.get(counterKey.of(shelf))) ?? 1;
  store.set(counterKey.of(shelf), number + 1);
  return `reorder-${number}`;
}

/** The label of a product: there is one if and only if few of it are left and the last try to order more has failed. */
async function labelOf(store: Work, product: Product): Promise<string | undefined> {
  const open = await store.get(openKey.of(shelf, product.id));
  return open?.state === "failed" && (await leftOf(store, product)) < few ? label : undefined;
}

/** The labels of those products that have one, by their ids. */
export async function labelsOf(
  store: Work,
  products: readonly Product[],
): Promise<ReadonlyMap<string, string>> {
  const labels = await Promise.all(
    products.map(async (product) => [product.id, await labelOf(store, product)] as const),
  );
  return new Map(labels.flatMap(([id, found]) => (found === undefined ? [] : [[id, found] as const])));
}
