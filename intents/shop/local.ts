import { workflow, type Execution } from "palaver/asl";
import { local } from "palaver/cli";
import { searchIndex } from "palaver/search";
import { vendorClient, vendorSandbox } from "palaver/vendors";
import type { Product } from "./catalogue/product.ts";
import { fields } from "./fields.ts";
import { shopApp } from "./index.ts";
import document from "./reorder.asl.json" with { type: "json" };
import type { Reorder } from "./reorder.ts";
import { createShop } from "./shop.ts";
import { outcomeOf, tasksOf } from "./tasks.ts";

/** The shop with three vendors here: `north` is healthy, `harbour` slow, and `meadow` often down. */
export default local(async (world) => {
  const sandbox = await vendorSandbox({ delay: 2_000 });
  const stop = new AbortController();

  async function reorder({ id, product, quantity }: Reorder) {
    world.notice(`There are few ${product} left: ordering ${quantity} more (${id}).`);
    const execution = await reordering.run({ id, product, quantity }, { id, signal: stop.signal });
    world.notice(told(id, execution));
    return outcomeOf(execution);
  }

  const shop = createShop({
    store: world.store,
    index: await searchIndex<Product>({ id: ({ id }) => id, fields }),
    reorders: reorder,
  });
  const reordering = workflow(document, tasksOf(shop, vendorClient({ vendors: sandbox.vendors })));
  await shop.shelf.sync();
  return {
    app: shopApp(world, shop),
    async close() {
      stop.abort(new Error("The shop is closing."));
      await sandbox.close();
    },
  };
});

/** The way that a reorder took, and what came of it. */
function told(id: string, execution: Execution): string {
  const outcome = outcomeOf(execution);
  const end =
    outcome.outcome === "restocked" ? `${outcome.quantity} more have come` : `it is ${outcome.outcome}`;
  return `${id}: ${execution.trace.join(" > ")}: ${end}.`;
}
