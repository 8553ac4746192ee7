import { intent, sayAs, speech } from "palaver";
import { z } from "zod";
import type { Shop } from "./shop.ts";
import { amount, list, orderCard } from "./words.ts";

export const track = (shop: Shop) =>
  intent("Track", {
    about: 'Hear where your order is: say "where is my order"',
    utterances: [
      "where is my order",
      "track my order",
      "track order {number}",
      "where is order {number}",
      "what about order {number}",
    ],
    slots: { number: z.coerce.number().int().positive().optional() },
    async fulfil({ slots: { number }, person, store, locale }) {
      const order = await shop.order(store, person, number);
      if (!order)
        return number === undefined
          ? "You have not ordered anything yet."
          : speech`You have no order ${number}.`;
      const lines = shop.lines(order);
      return {
        speech: speech`Order ${sayAs("digits", String(order.number))}, ${list(lines.map(amount), locale)}, is being packed.`,
        card: orderCard(order, lines, locale),
      };
    },
  });
