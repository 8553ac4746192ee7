import type { Json } from "palaver";
import { z } from "zod";
import type { Outcome } from "./reorder.ts";
import type { Shop } from "./shop.ts";

/** Who is bought from: the vendors, each behind an address of its own. */
export interface Buying {
  /** Orders once for each key, however often it is asked to. */
  order(order: {
    readonly vendor: string;
    readonly product: string;
    readonly quantity: number;
    readonly key: string;
    readonly signal?: AbortSignal;
  }): Promise<{ readonly reference: string; readonly quantity: number }>;
}

/** One try at a task of the workflow. */
interface Attempt {
  readonly key: string;
  readonly signal: AbortSignal;
}

type Task = (input: Json, attempt: Attempt) => Promise<Json>;

const wanted = z.object({ vendor: z.string(), product: z.string(), quantity: z.number().int().positive() });
const named = z.object({ product: z.string() });

/**
 * The tasks of `reorder.asl.json` as they are done here. What becomes of the shelf commits with the receipt of the reorder, so `Restock`
 * and `Label` have nothing left to do.
 */
export function tasksOf(shop: Pick<Shop, "shelf" | "left">, buying: Buying): Readonly<Record<string, Task>> {
  const buy: Task = async (input, { key, signal }) => {
    const { vendor, product, quantity } = wanted.parse(input);
    const { reference, quantity: coming } = await buying.order({ vendor, product, quantity, key, signal });
    return { reference, quantity: coming };
  };
  return {
    async FindProduct(input) {
      const { product: id } = named.parse(input);
      return { vendor: shop.shelf.find(id)?.vendor ?? null, stock: await shop.left(id) };
    },
    OrderFromNorth: buy,
    OrderFromHarbour: buy,
    OrderFromMeadow: buy,
    Restock: async () => ({}),
    Label: async () => ({}),
  };
}

const restocked = z.object({ order: z.object({ quantity: z.number().int().positive() }) });

/** What a finished workflow came to, by the states it went through. A workflow that failed has reached no vendor. */
export function outcomeOf({
  trace,
  output,
}: {
  readonly trace: readonly string[];
  readonly output: Json;
}): Outcome {
  if (trace.includes("Restock"))
    return { outcome: "restocked", quantity: restocked.parse(output).order.quantity };
  return trace.at(-1) === "Done" && !trace.includes("Label")
    ? { outcome: "unneeded" }
    : { outcome: "labelled" };
}
