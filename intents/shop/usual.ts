import { intent } from "palaver";
import { placing } from "./placing.ts";
import { quote } from "./quote.ts";
import type { Shop } from "./shop.ts";

export const usual = (shop: Shop) =>
  intent("Usual", {
    about: 'Order what you order time and again: say "order the usual"',
    utterances: [
      "order the usual",
      "the usual",
      "the usual please",
      "my usual",
      "order my usual",
      "reorder the usual",
      "reorder my last order",
      "order my last order again",
      "repeat my last order",
    ],
    ends: true,
    async confirm({ person, store, session, locale }) {
      const lines = await shop.usual(store, person);
      return lines.length > 0 ? quote(session, lines, locale) : undefined;
    },
    async fulfil(context) {
      const lines = await shop.usual(context.store, context.person);
      return lines.length > 0
        ? placing(shop, lines, context)
        : "You have not ordered anything yet that we still sell.";
    },
  });
