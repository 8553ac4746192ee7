import { intent } from "palaver";
import type { Shop } from "./shop.ts";
import { toBasket } from "./add.ts";

/** Takes one of those that were just told, by whatever somebody calls it: "the second one", "the cheap one". */
export const take = (shop: Shop) =>
  intent("Take", {
    about: 'Take one of what was found: say "the second one"',
    when: "found",
    utterances: [
      "the {item}",
      "the {item} please",
      "I will take {item}",
      "I take {item}",
      "I'll take {item}",
      "I'll have {item}",
      "I'd like {item}",
      "I would like {item}",
      "take {item}",
    ],
    slots: { item: shop.item },
    elicit: { item: "Which one would you like?" },
    fulfil: ({ slots: { item }, ...context }) => toBasket(shop)({ ...context, slots: { item, quantity: 1 } }),
  });
