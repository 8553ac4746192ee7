import { intent, speech } from "palaver";
import { z } from "zod";
import { categories } from "./catalogue/product.ts";
import { labelsOf } from "./reorder.ts";
import type { Shop } from "./shop.ts";
import { breath, list, productsCard } from "./words.ts";

/** How many products fit on a card. */
const most = 12;

export const browse = (shop: Shop) =>
  intent("Browse", {
    about: 'Look around: say "what do you have" or "show me drinks"',
    utterances: [
      "what do you have",
      "what do you sell",
      "what can I buy",
      "what is there in the shop",
      "do you sell {category}",
      "show me {category}",
      "show me the {category}",
      "what {category} do you have",
    ],
    slots: {
      category: z
        .enum(categories)
        .meta({ title: "Category", synonyms: { drinks: ["something to drink"], bakery: ["bread"] } })
        .optional(),
    },
    async fulfil({ slots: { category }, store, locale }) {
      if (category === undefined) {
        return {
          speech: speech`We have ${list(categories, locale)}.`,
          reprompt: "What would you like to see?",
        };
      }
      const found = shop.in(category);
      const shown = found.slice(0, most);
      const names = found.slice(0, breath).map(({ name }) => name);
      const more = found.length > breath ? ` and ${found.length - breath} more` : "";
      return {
        speech: speech`In ${category} we have ${more === "" ? list(names, locale) : `${names.join(", ")}${more}`}.`,
        card: productsCard(category, shown, await labelsOf(store, shown), locale),
        reprompt: "Which one would you like?",
      };
    },
  });
