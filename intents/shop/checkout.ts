import { intent } from "palaver";
import { placing } from "./placing.ts";
import { quote } from "./quote.ts";
import type { Shop } from "./shop.ts";

export const checkout = (shop: Shop) =>
  intent("Checkout", {
    about: 'Order what is in your basket: say "check out"',
    utterances: ["check out", "checkout", "order my basket", "order what is in my basket", "place my order"],
    ends: true,
    async confirm({ person, store, session, locale }) {
      const lines = await shop.current(store, await shop.basket(store, person));
      return lines.length > 0 ? quote(session, lines, locale) : undefined;
    },
    async fulfil(context) {
      const { person, store, turn } = context;
      const lines = await shop.current(store, await shop.basket(store, person));
      if (lines.length === 0) return "Your basket is empty.";
      const answer = await placing(shop, lines, context);
      if (answer.effects) await shop.empty(store, person, turn);
      return answer;
    },
  });
