import { intent, speech } from "palaver";
import { totalOf, type Shop } from "./shop.ts";
import { amount, list, orderCard, price } from "./words.ts";

export const checkout = (shop: Shop) =>
  intent("Checkout", {
    about: 'Order what is in your basket: say "check out"',
    utterances: ["check out", "checkout", "order my basket", "order what is in my basket", "place my order"],
    confirm: "Shall I order everything in your basket?",
    async fulfil({ person, store, turn, locale }) {
      const lines = await shop.basket(store, person);
      if (lines.length === 0) return "Your basket is empty.";
      const short = await shop.lacking(store, lines);
      if (short)
        return speech`Sorry, of ${short.product.name} there are only ${short.left} left. Nothing was ordered.`;
      const placed = await shop.place(store, person, lines, turn.at);
      shop.empty(store, person);
      return {
        speech: speech`Done. You ordered ${list(lines.map(amount), locale)} for ${price(totalOf(lines), locale)}. Your order number is ${placed.number}.`,
        card: orderCard(placed, lines, locale),
      };
    },
  });
