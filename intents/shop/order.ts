import { elicit, intent, speech } from "palaver";
import { z } from "zod";
import type { Shop } from "./shop.ts";
import { amount, orderCard, price } from "./words.ts";

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
      "{quantity} {item} please",
      "I want to place an order",
      "I want to order something",
      "place an order",
      "order",
      "order something",
    ],
    slots: {
      item: shop.item,
      quantity: z.coerce.number().int().min(1).max(20),
    },
    elicit: {
      item: "What would you like?",
      quantity: ({ item }) => (item ? speech`How many ${item.unit[1]} of ${item.name}?` : "How many?"),
    },
    confirm: ({ slots: { item: product, quantity }, locale }) =>
      speech`That is ${amount({ product, quantity })} for ${price(product.price * quantity, locale)}. Shall I place the order?`,
    async fulfil({ slots: { item: product, quantity }, person, store, turn, locale }) {
      const left = await shop.stock(store, product);
      if (left === 0) return speech`Sorry, we have run out of ${product.name}.`;
      if (left < quantity) return elicit("quantity", speech`We have only ${left} left. How many?`);
      const lines = [{ product, quantity }];
      const placed = await shop.place(store, person, lines, turn.at);
      return {
        speech: speech`Done. Your order number is ${placed.number}.`,
        card: orderCard(placed, lines, locale),
      };
    },
  });
