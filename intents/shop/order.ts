import { elicit, intent, reconfirm, speech } from "palaver";
import { z } from "zod";
import { changedSince, quote } from "./quote.ts";
import type { Shop } from "./shop.ts";
import { digits, orderCard } from "./words.ts";

export const order = (shop: Shop) =>
  intent("Order", {
    about: 'Order something: say "order two oat milk"',
    utterances: [
      "order {quantity} {item}",
      "order {item}",
      "buy {quantity} {item}",
      "buy {item}",
      "I want {quantity} {item}",
      "I would like {quantity} {item}",
      "I would like to order {item}",
      "get me {quantity} {item}",
      "I need {quantity} {item}",
      "I need {item}",
      "can I get {quantity} {item}",
      "give me {quantity} {item}",
      "{quantity} {item} please",
      "I want to place an order",
      "I want to order something",
      "place an order",
      "order",
      "order something",
    ],
    ends: true,
    slots: {
      item: shop.item,
      quantity: z.coerce.number().int().min(1).max(20),
    },
    elicit: {
      item: ["What would you like?", "What can I get you?"],
      quantity: ({ item }) => (item ? speech`How many ${item.unit[1]} of ${item.name}?` : "How many?"),
    },
    async confirm({ slots: { item: product, quantity }, session, store, locale }) {
      const lines = await shop.current(store, [{ product, quantity }]);
      return lines.length > 0 ? quote(session, lines, locale) : undefined;
    },
    async fulfil({ slots: { item, quantity }, person, store, session, turn, locale }) {
      const lines = await shop.current(store, [{ product: item, quantity }]);
      if (lines.length === 0) return speech`Sorry, we no longer sell ${item.name}.`;
      const changed = await changedSince(session, lines, locale);
      if (changed) return reconfirm(changed);
      const placed = await shop.place(store, person, lines, turn);
      if ("lacking" in placed) {
        if (placed.left === 0) return speech`Sorry, we have run out of ${item.name}.`;
        return elicit("quantity", speech`We have only ${placed.left} left. How many?`);
      }
      return {
        speech: speech`Done. Your order number is ${digits(placed.order)}.`,
        card: orderCard(placed.order, locale),
        effects: placed.effects,
      };
    },
  });
