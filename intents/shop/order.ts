import { elicit, intent, key, speech } from "palaver";
import { z } from "zod";
import type { Shop } from "./shop.ts";
import { amount, orderCard, price } from "./words.ts";

/** What was said to be the price when somebody was asked whether to go ahead, in cents. */
const quotedKey = key("quoted", z.number().int());

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
    slots: {
      item: shop.item,
      quantity: z.coerce.number().int().min(1).max(20),
    },
    elicit: {
      item: ["What would you like?", "What can I get you?"],
      quantity: ({ item }) => (item ? speech`How many ${item.unit[1]} of ${item.name}?` : "How many?"),
    },
    confirm({ slots: { item: product, quantity }, session, locale }) {
      const total = product.price * quantity;
      session.set(quotedKey, total);
      return speech`That is ${amount({ product, quantity })} for ${price(total, locale)}. Shall I place the order?`;
    },
    async fulfil({ slots: { item, quantity }, person, store, session, turn, locale }) {
      const [line] = await shop.current(store, [{ product: item, quantity }]);
      if (!line) return speech`Sorry, we no longer sell ${item.name}.`;
      const total = line.product.price * quantity;
      const quoted = await session.get(quotedKey);
      if (quoted !== undefined && quoted !== total) {
        await shop.shelf.sync();
        return elicit(
          "quantity",
          speech`${item.name} is now ${price(line.product.price, locale)}. How many do you want?`,
        );
      }
      const placed = await shop.place(store, person, [line], turn);
      if ("lacking" in placed) {
        if (placed.left === 0) return speech`Sorry, we have run out of ${item.name}.`;
        return elicit("quantity", speech`We have only ${placed.left} left. How many?`);
      }
      session.set(quotedKey, undefined);
      return {
        speech: speech`Done. Your order number is ${placed.order.number}.`,
        card: orderCard(placed.order, locale),
        effects: placed.effects,
      };
    },
  });
