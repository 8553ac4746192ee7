import { createApp, job, on, type App, type AppOptions, type Turn, type Work } from "palaver";
import { accountOf } from "./account.ts";
import { add } from "./add.ts";
import { basket } from "./basket.ts";
import { leave, leftSince, type LeftBasket } from "./baskets.ts";
import { browse } from "./browse.ts";
import { cancelOrder } from "./cancel.ts";
import { checkout } from "./checkout.ts";
import { deliver } from "./deliver.ts";
import { find, more } from "./finding.ts";
import { history } from "./history.ts";
import { linkAccount, unlinkAccount, useCode } from "./linking.ts";
import { details } from "./details.ts";
import { order } from "./order.ts";
import { price } from "./price.ts";
import { empty, remove } from "./remove.ts";
import { createShop, type Shop } from "./shop.ts";
import { take } from "./take.ts";
import { track } from "./track.ts";
import { note } from "./usage.ts";
import { usual } from "./usual.ts";

/** After so long, somebody with a basket has left, in milliseconds: where nobody says goodbye, nobody tells. */
const gone = 60 * 60_000;

const noteLeft = (store: Work, { id, at }: Turn, { account: who, channel }: LeftBasket) =>
  note(store, `${id}/${who}`, { what: "left with a basket", at, channel, who });

/** The shop as an app: people find, order and track things by voice. */
export function shopApp(
  options: Omit<AppOptions, "name" | "intents">,
  shop: Shop = createShop({ store: options.store }),
): App {
  return createApp({
    name: "the shop",
    intents: [
      browse(shop),
      find(shop),
      more(shop),
      take(shop),
      price(shop),
      details(shop),
      order(shop),
      usual(shop),
      add(shop),
      remove(shop),
      empty(shop),
      basket(shop),
      checkout(shop),
      track(),
      history(),
      cancelOrder(shop),
      deliver(shop),
      linkAccount(),
      useCode(),
      unlinkAccount(),
    ],
    effects: [shop.reordering.kind, ...shop.paying.kinds, shop.delivering.kind],
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
        const left = await leave(store, person);
        if (left) noteLeft(store, turn, left);
      }),
      ...shop.reordering.listeners,
      ...shop.paying.listeners,
      ...shop.delivering.listeners,
    ],
    jobs: [
      // What a crash has left undone, and what somebody else has put on the shelf.
      job("sweep", "*/5 * * * *", async ({ turn, at, store }) => {
        await shop.shelf.sync();
        for (const left of await leftSince(store, at - gone)) noteLeft(store, turn, left);
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
