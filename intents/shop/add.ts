import { intent, speech, type Context } from "palaver";
import { z } from "zod";
import type { Line } from "./orders.ts";
import type { Shop } from "./shop.ts";
import { amount } from "./words.ts";

export const add = (shop: Shop) =>
  intent("Add", {
    about: 'Put something in your basket: say "add two oat milk to my basket"',
    utterances: [
      "add {quantity} {item} to my basket",
      "add {item} to my basket",
      "add {quantity} {item}",
      "add {item}",
      "put {quantity} {item} in my basket",
      "put {item} in my basket",
    ],
    slots: {
      item: shop.item,
      quantity: z.coerce.number().int().min(1).max(20).default(1),
    },
    elicit: {
      item: "What shall I add?",
      quantity: "How many?",
    },
    fulfil: toBasket(shop),
  });

/** Puts so many of something in the basket of whoever asks for it. */
export const toBasket =
  (shop: Shop) =>
  async ({
    slots: { item: product, quantity },
    person,
    store,
    turn,
  }: Context<{ readonly item: Line["product"]; readonly quantity: number }>) => {
    await shop.add(store, person, { product, quantity }, turn);
    return speech`I put ${amount({ product, quantity })} in your basket.`;
  };
