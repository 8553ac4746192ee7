import { intent, speech } from "palaver";
import { z } from "zod";
import { accountOf } from "./account.ts";
import { orderOf } from "./orders.ts";
import type { Shop } from "./shop.ts";
import { digits, list, ordered } from "./words.ts";

export const cancelOrder = (shop: Shop) =>
  intent("CancelOrder", {
    about: 'Take an order back: say "cancel my order"',
    utterances: [
      "cancel my order",
      "cancel order {number}",
      "cancel my last order",
      "I do not want my order any more",
      "take back order {number}",
    ],
    slots: { number: z.coerce.number().int().positive().optional() },
    async confirm({ slots: { number }, person, store, locale }) {
      const order = await orderOf(store, await accountOf(store, person), number);
      return order?.state === "being packed"
        ? speech`Shall I cancel order ${digits(order)}, ${list(order.lines.map(ordered), locale)}?`
        : undefined;
    },
    async fulfil({ slots: { number }, person, store }) {
      const order = await orderOf(store, await accountOf(store, person), number);
      if (!order)
        return number === undefined
          ? "You have not ordered anything yet."
          : speech`You have no order ${number}.`;
      const effects = await shop.cancel(store, person, order);
      return effects
        ? { speech: speech`Order ${digits(order)} is cancelled.`, effects }
        : speech`Order ${digits(order)} was cancelled before.`;
    },
  });
