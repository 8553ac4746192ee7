import { intent, speech } from "palaver";
import { labelsOf } from "./reorder.ts";
import type { Shop } from "./shop.ts";
import { capital, list, price, productsCard } from "./words.ts";

export const details = (shop: Shop) =>
  intent("Details", {
    about: 'Hear more of something: say "tell me about oat milk"',
    utterances: [
      "tell me about {item}",
      "tell me more about {item}",
      "give me details of {item}",
      "who makes {item}",
      "what brand is {item}",
    ],
    slots: { item: shop.item },
    elicit: { item: "What would you like to know about?" },
    async fulfil({ slots: { item }, store, locale }) {
      const [unit] = item.unit;
      const is = item.attributes.length > 0 ? ` ${capital(list(item.attributes, locale))}.` : "";
      const use = item.uses.length > 0 ? ` Good to ${list(item.uses, locale)}.` : "";
      return {
        speech: speech`${capital(item.name)} by ${item.brand}: a ${unit} is ${price(item.price, locale)}.${is}${use}`,
        card: {
          ...productsCard(item.name, [item], await labelsOf(store, [item]), locale),
          ...shop.picture(item),
        },
      };
    },
  });
