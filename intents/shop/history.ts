import { intent, speech } from "palaver";
import { accountOf } from "./account.ts";
import { ordersOf } from "./orders.ts";
import { breath, list, ordered } from "./words.ts";

export const history = () =>
  intent("History", {
    about: 'Hear what you have ordered before: say "what have I ordered"',
    utterances: [
      "what have I ordered",
      "list my orders",
      "show me my earlier orders",
      "order history",
      "what did I order before",
    ],
    async fulfil({ person, store, locale }) {
      const orders = (await ordersOf(store, await accountOf(store, person))).toReversed();
      if (orders.length === 0) return "You have not ordered anything yet.";
      const told = orders
        .slice(0, breath)
        .map(
          (order) =>
            `order ${order.number}, ${list(order.lines.map(ordered), locale)}${order.state === "cancelled" ? ", cancelled" : ""}`,
        );
      const more = orders.length > breath ? ` And ${orders.length - breath} more.` : "";
      return speech`Lately: ${told.join("; ")}.${more}`;
    },
  });
