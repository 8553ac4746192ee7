import { intent, speech } from "palaver";
import { z } from "zod";
import { accountOf } from "./account.ts";
import { orderOf } from "./orders.ts";
import type { Shop } from "./shop.ts";

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
    confirm: ({ slots: { number } }) =>
      number === undefined ? "Shall I cancel your last order?" : speech`Shall I cancel order ${number}?`,
    async fulfil({ slots: { number }, person, store }) {
      const order = await orderOf(store, await accountOf(store, person), number);
      if (!order)
        return number === undefined
          ? "You have not ordered anything yet."
          : speech`You have no order ${number}.`;
      const cancelled = await shop.cancel(store, person, order);
      return cancelled
        ? speech`Order ${order.number} is cancelled.`
        : speech`Order ${order.number} was cancelled before.`;
    },
  });
