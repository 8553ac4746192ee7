import { intent, speech } from "palaver";
import { z } from "zod";
import { accountOf } from "./account.ts";
import { addressOf } from "./courier.ts";
import { orderOf } from "./orders.ts";
import { digits, list, orderCard, ordered, when } from "./words.ts";

export const track = () =>
  intent("Track", {
    about: 'Hear where your order is: say "where is my order"',
    utterances: [
      "where is my order",
      "track my order",
      "when does my order come",
      "has my order been sent",
      "what is the status of my order",
      "track order {number}",
      "where is order {number}",
      "what about order {number}",
    ],
    slots: { number: z.coerce.number().int().positive().optional() },
    async fulfil({ slots: { number }, person, store, locale }) {
      const account = await accountOf(store, person);
      const order = await orderOf(store, account, number);
      if (!order)
        return number === undefined
          ? "You have not ordered anything yet."
          : speech`You have no order ${number}.`;
      const state = order.state === "cancelled" ? "was cancelled" : "is being packed";
      const address = await addressOf(store, account.id, order.number);
      const to = address === undefined ? "" : ` to ${address}`;
      const due =
        order.delivery && order.state !== "cancelled"
          ? ` It comes ${when(order.delivery, locale)}${to}.`
          : "";
      return {
        speech: speech`Order ${digits(order)}, ${list(order.lines.map(ordered), locale)}, ${state}.${due}`,
        card: orderCard(order, locale),
      };
    },
  });
