import { intent, speech } from "palaver";
import { label, labelsOf } from "./reorder.ts";
import type { Shop } from "./shop.ts";
import { price as inWords, productsCard } from "./words.ts";

export const price = (shop: Shop) =>
  intent("Price", {
    about: 'Ask what something costs: say "how much is oat milk"',
    utterances: [
      "how much is {item}",
      "how much are {item}",
      "what does {item} cost",
      "what do {item} cost",
      "do you have {item}",
      "do you sell {item}",
      "have you got {item}",
      "the price of {item}",
    ],
    slots: { item: shop.item },
    elicit: { item: "What would you like to know about?" },
    async fulfil({ slots: { item }, store, locale }) {
      const left = await shop.stock(store, item);
      if (left === 0) return speech`Sorry, we have run out of ${item.name}.`;
      const labels = await labelsOf(store, [item]);
      const few = labels.has(item.id) ? ` There are ${label}.` : "";
      return {
        speech: speech`A ${item.unit[0]} of ${item.name} is ${inWords(item.price, locale)}.${few}`,
        card: { ...productsCard(item.name, [item], labels, locale), ...shop.picture(item) },
      };
    },
  });
