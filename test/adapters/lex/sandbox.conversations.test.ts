import { readFileSync } from "node:fs";
import { memory } from "palaver";
import { searchIndex } from "palaver/search";
import { play } from "palaver/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Product } from "../../../intents/shop/catalogue/product.ts";
import { fields } from "../../../intents/shop/fields.ts";
import { shopApp } from "../../../intents/shop/index.ts";
import { createShop } from "../../../intents/shop/shop.ts";
import { testClock } from "../../support/clock.ts";
import { lexSandboxDevice, lexVoiceDevice } from "../../support/lex.ts";

const script = (name: string) =>
  readFileSync(new URL(`../../conversations/${name}.txt`, import.meta.url), "utf8");

async function shopOnTestClock() {
  const [clock, store] = [testClock(), memory()];
  const index = await searchIndex<Product>({ id: ({ id }) => id, fields });
  const shop = createShop({ store, index });
  const app = shopApp({ store, clock }, shop);
  onTestFinished(() => app.close());
  await shop.shelf.sync();
  return app;
}

describe.each(["order", "basket", "polite", "search", "orders", "quantity", "account"])(
  "the shop's conversation %s",
  (name) => {
    test("is the same in writing, by the real client through the Lex sandbox", async () => {
      expect(await play(script(name), await lexSandboxDevice(await shopOnTestClock()))).toBe(script(name));
    });

    test("is the same by voice, in audio both ways", async () => {
      expect(await play(script(name), await lexVoiceDevice(await shopOnTestClock()))).toBe(script(name));
    });
  },
);
