import { createApp, job, on, type App, type AppOptions } from "palaver";
import { accountOf } from "./account.ts";
import { add } from "./add.ts";
import { basket } from "./basket.ts";
import { browse } from "./browse.ts";
import { cancelOrder } from "./cancel.ts";
import { checkout } from "./checkout.ts";
import { deliver } from "./deliver.ts";
import { find, more } from "./finding.ts";
import { history } from "./history.ts";
import { linkAccount, unlinkAccount, useCode } from "./linking.ts";
import { order } from "./order.ts";
import { price } from "./price.ts";
import { createShop, type Shop } from "./shop.ts";
import { track } from "./track.ts";
import { note } from "./usage.ts";

/** The shop as an app: people find, order and track things by voice. */
export function shopApp(
  options: Omit<AppOptions, "name" | "intents">,
  shop: Shop = createShop({ store: options.store }),
): App {
  const random = () => options.clock?.random() ?? Math.random();
  return createApp({
    name: "the shop",
    intents: [
      browse(shop),
      find(shop),
      more(shop),
      price(shop),
      order(shop),
      add(shop),
      basket(shop),
      checkout(shop),
      track(),
      history(),
      cancelOrder(shop),
      deliver(),
      linkAccount(random),
      useCode(),
      unlinkAccount(),
    ],
    effects: [shop.reordering.kind, shop.paying.kind],
    listeners: [
      on("launch", async ({ turn, store, person }) => {
        const who = (await accountOf(store, person)).id;
        note(store, turn.id, { what: "visit", at: turn.at, channel: turn.channel, who });
        return {
          speech: 'Welcome to the shop. You can say "order two oat milk" or "what do you have".',
          reprompt: "What would you like?",
        };
      }),
      on("end", async ({ turn, store, person }) => {
        const lines = await shop.basket(store, person);
        const who = (await accountOf(store, person)).id;
        if (lines.length > 0)
          note(store, turn.id, { what: "left with a basket", at: turn.at, channel: turn.channel, who });
      }),
      ...shop.reordering.listeners,
      ...shop.paying.listeners,
    ],
    jobs: [
      // What a crash has left undone, and what somebody else has put on the shelf.
      job("sweep", "*/5 * * * *", async ({ at, store }) => {
        await shop.shelf.sync();
        return { effects: await shop.reordering.start(store, shop.shelf.products, at) };
      }),
    ],
    async observe({ turn, intent, done }, store) {
      const who = (await accountOf(store, { id: `${turn.channel}:${turn.user}` })).id;
      const seen = { at: turn.at, channel: turn.channel, who };
      note(store, turn.id, {
        what: intent === undefined ? "not understood" : "turn",
        ...seen,
        ...(intent && { detail: intent }),
      });
      if (done === "Add") note(store, turn.id, { what: "added", ...seen });
      if (done === "CancelOrder") note(store, turn.id, { what: "cancelled", ...seen });
    },
    ...options,
  });
}
