import { intent, speech } from "palaver";
import { totalOf } from "./orders.ts";
import type { Shop } from "./shop.ts";
import { amount, list, orderCard, price } from "./words.ts";

export const checkout = (shop: Shop) =>
  intent("Checkout", {
    about: 'Order what is in your basket: say "check out"',
    utterances: ["check out", "checkout", "order my basket", "order what is in my basket", "place my order"],
    confirm: "Shall I order everything in your basket?",
    async fulfil({ person, store, turn, locale }) {
      const lines = await shop.current(store, await shop.basket(store, person));
      if (lines.length === 0) return "Your basket is empty.";
      const placed = await shop.place(store, person, lines, turn);
      if ("lacking" in placed)
        return speech`Sorry, of ${placed.lacking.name} there are only ${placed.left} left. Nothing was ordered.`;
      await shop.empty(store, person);
      return {
        speech: speech`Done. You ordered ${list(lines.map(amount), locale)} for ${price(totalOf(lines), locale)}. Your order number is ${placed.order.number}.`,
        card: orderCard(placed.order, locale),
        effects: placed.effects,
      };
    },
  });
