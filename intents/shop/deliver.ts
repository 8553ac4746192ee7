import { elicit, intent, speech } from "palaver";
import { z } from "zod";
import { accountOf } from "./account.ts";
import { deliverAt, orderOf } from "./orders.ts";
import type { Shop } from "./shop.ts";
import { digits, when } from "./words.ts";

/** How far ahead a delivery can be asked for, in days. */
const farthest = 30;

export const deliver = (shop: Shop) =>
  intent("Deliver", {
    about: 'Say when your order shall come: say "deliver it on friday at six"',
    utterances: [
      "deliver it {day}",
      "deliver it {day} at {time}",
      "deliver my order {day}",
      "deliver my order {day} at {time}",
      "bring it {day} at {time}",
      "bring it {day}",
      "change the delivery",
    ],
    slots: { day: z.iso.date(), time: z.iso.time().optional() },
    elicit: { day: "On which day?", time: "At what time?" },
    check({ slots: { day }, turn }) {
      if (day === undefined) return undefined;
      const ahead = Math.floor((Date.parse(`${day}T23:59:59Z`) - turn.at) / 86_400_000);
      if (ahead < 0) return elicit("day", "That day is over. On which day?");
      return ahead > farthest
        ? elicit("day", speech`We deliver within ${farthest} days. On which day?`)
        : undefined;
    },
    async fulfil({ slots: { day, time }, person, store, locale }) {
      const account = await accountOf(store, person);
      const order = await orderOf(store, account);
      if (!order || order.state === "cancelled") return "There is no order to be delivered.";
      const delivery = { day, ...(time !== undefined && { time }) };
      deliverAt(store, account, order, delivery);
      return {
        speech: speech`Order ${digits(order)} comes ${when(delivery, locale)}.`,
        effects: [shop.delivering.of({ order: order.number, account: account.id, day, time: time ?? null })],
      };
    },
  });
