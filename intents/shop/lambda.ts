import type { App } from "palaver";
import { alexa } from "palaver/alexa";
import { workflow } from "palaver/asl";
import { cached, directory } from "palaver/cached";
import { http, invoked, lazily, queued, scheduled, setting } from "palaver/lambda";
import { lex } from "palaver/lex";
import { polly } from "palaver/polly";
import { searchIndex } from "palaver/search";
import { slack } from "palaver/slack";
import { sqlite } from "palaver/sqlite";
import { vendorClient } from "palaver/vendors";
import { web } from "palaver/web";
import type { Product } from "./catalogue/product.ts";
import { fields } from "./fields.ts";
import { shopApp } from "./index.ts";
import document from "./reorder.asl.json" with { type: "json" };
import { createShop } from "./shop.ts";
import { outcomeOf, tasksOf } from "./tasks.ts";

/** Where the shop meets the world. The store is one file, so one instance of one function serves it. */
const store = await sqlite({ file: setting("PALAVER_STORE") });
const vendors = {
  north: setting("VENDOR_NORTH"),
  harbour: setting("VENDOR_HARBOUR"),
  meadow: setting("VENDOR_MEADOW"),
};
const shop = createShop({
  store,
  index: await searchIndex<Product>({ id: ({ id }) => id, fields }),
  reorders: async (reorder) => outcomeOf(await reordering.run({ ...reorder }, { id: reorder.id })),
});
const reordering = workflow(document, tasksOf(shop, vendorClient({ vendors })));
await shop.shelf.sync();
const app = shopApp({ store }, shop);

/** Polly, which says nothing twice as long as this instance lives: on Lambda only /tmp can be written to. */
const voice = {
  voice: cached(polly(), { store: directory(process.env["PALAVER_VOICE"] ?? "/tmp/palaver-voice") }),
};

const knows = (name: string) => app.model.intents.some((intent) => intent.name === name);

const team = () =>
  slack({ signingSecret: setting("SLACK_SIGNING_SECRET"), token: setting("SLACK_BOT_TOKEN"), voice });

/** The app as it runs where nobody waits: what it has to say goes out as messages. */
function talking(): App {
  app.connect(team());
  return app;
}

export const onAlexa = lazily(() => invoked(app, alexa({ skillId: setting("ALEXA_SKILL_ID"), knows })));
export const onLex = lazily(() => invoked(app, lex({ botIds: setting("LEX_BOT_ID") })));
export const onSlack = lazily(() => http(app, team()));
export const onWeb = lazily(() =>
  http(app, web({ secret: setting("WEB_SECRET"), origins: setting("WEB_ORIGINS").split(" "), voice })),
);
export const onTurns = lazily(() => queued(talking()));
export const onSchedule = lazily(() => scheduled(talking()));
