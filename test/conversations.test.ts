import { readFileSync } from "node:fs";
import { describe, expect, test, onTestFinished } from "vitest";
import { memory, type Clock, type Store } from "palaver";
import { searchIndex } from "palaver/search";
import { room, sandbox } from "palaver/slack";
import { sqlite } from "palaver/sqlite";
import { play, type Cast } from "palaver/testing";

import { relayApp } from "../intents/relay/index.ts";
import type { Product } from "../intents/shop/catalogue/product.ts";
import { fields } from "../intents/shop/fields.ts";
import { shopApp } from "../intents/shop/index.ts";
import { createShop } from "../intents/shop/shop.ts";
import { testClock } from "./support/clock.ts";
import { devices } from "./support/devices.ts";
import { temporaryFile } from "./support/file.ts";

const script = (name: string) => readFileSync(new URL(`conversations/${name}.txt`, import.meta.url), "utf8");

const stores: Readonly<Record<string, (clock?: Clock) => Store | Promise<Store>>> = {
  memory: () => memory(),
  SQLite: (clock) => sqlite({ file: temporaryFile("palaver.sqlite"), ...(clock && { clock }) }),
};

const everywhere = Object.entries(devices).flatMap(([channel, device]) =>
  Object.entries(stores).map(([kept, store]) => ({ channel, device, kept, store })),
);

const scripts = ["order", "basket", "polite", "search", "orders", "quantity", "account"];

describe.each(scripts)("the shop's conversation %s", (name) => {
  test.each(everywhere)("is the same on $channel, kept in $kept", async ({ device, store: make }) => {
    const clock = testClock();
    const store = await make(clock);
    const index = await searchIndex<Product>({ id: ({ id }) => id, fields });
    const shop = createShop({ store, index });
    const app = shopApp({ store, clock }, shop);
    onTestFinished(() => app.close());
    await shop.shelf.sync();
    expect(await play(script(name), await device(app))).toBe(script(name));
  });
});

describe("the relay's conversation", () => {
  test.each(everywhere)("is the same on $channel, kept in $kept", async ({ device, store }) => {
    const slack = await sandbox();
    const team = room({ token: slack.token, channel: slack.channel, slackApiUrl: slack.url });
    const app = relayApp(team, { store: await store() });
    onTestFinished(async () => {
      await app.close();
      await slack.close();
    });

    let minutes = 0;
    const answers = (name: string) => async (said: string) => {
      const asked = slack.messages().findLast((message) => message.bot_id !== undefined);
      await slack.say(name, said, asked?.ts);
    };
    const cast: Cast = {
      Kevin: answers("Kevin"),
      Ada: answers("Ada"),
      "a minute passes": () => app.tick("poll", app.clock.now() + ++minutes * 60_000),
    };
    expect(await play(script("relay"), await device(app), cast)).toBe(script("relay"));
  });
});
