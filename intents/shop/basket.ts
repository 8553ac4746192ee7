import { intent, speech } from "palaver";
import { totalOf } from "./orders.ts";
import type { Shop } from "./shop.ts";
import { amount, linesCard, list, price } from "./words.ts";

export const basket = (shop: Shop) =>
  intent("Basket", {
    about: 'Hear what is in your basket: say "what is in my basket"',
    utterances: [
      "what is in my basket",
      "my basket",
      "show me my basket",
      "show my basket",
      "read me my basket",
    ],
    async fulfil({ person, store, locale }) {
      const lines = await shop.basket(store, person);
      if (lines.length === 0) return "Your basket is empty.";
      return {
        speech: speech`You have ${list(lines.map(amount), locale)}. That is ${price(totalOf(lines), locale)}.`,
        card: {
          ...linesCard("Your basket", lines, locale),
          buttons: [{ label: "Check out", says: "check out" }],
        },
      };
    },
  });
