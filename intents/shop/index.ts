import { createApp, on, type App, type AppOptions } from "palaver";
import { add } from "./add.ts";
import { basket } from "./basket.ts";
import { browse } from "./browse.ts";
import { checkout } from "./checkout.ts";
import { order } from "./order.ts";
import { price } from "./price.ts";
import { createShop, type Shop } from "./shop.ts";
import { track } from "./track.ts";

/** The shop as an app: people find, order and track things by voice. */
export const shopApp = (options: Omit<AppOptions, "name" | "intents">, shop: Shop = createShop()): App =>
  createApp({
    name: "the shop",
    intents: [browse(shop), price(shop), order(shop), add(shop), basket(shop), checkout(shop), track(shop)],
    listeners: [
      on("launch", () => ({
        speech: 'Welcome to the shop. You can say "order two oat milk" or "what do you have".',
        reprompt: "What would you like?",
      })),
    ],
    ...options,
  });
