import { intent, speech } from "palaver";
import { z } from "zod";
import type { Shop } from "./shop.ts";
import { amount } from "./words.ts";

/** Takes something out of the basket: so many of it, or all of it. */
export const remove = (shop: Shop) =>
  intent("Remove", {
    about: 'Take something out of your basket: say "remove the apples from my basket"',
    utterances: [
      "remove {item} from my basket",
      "remove {quantity} {item} from my basket",
      "remove {item}",
      "remove {quantity} {item}",
      "take {item} out of my basket",
      "take {quantity} {item} out of my basket",
      "I do not want {item} any more",
    ],
    slots: {
      item: shop.item,
      quantity: z.coerce.number().int().min(1).optional(),
    },
    elicit: { item: "What shall I take out?", quantity: "How many?" },
    async fulfil({ slots: { item: product, quantity }, person, store, turn }) {
      const there = (await shop.basket(store, person)).find((line) => line.product.id === product.id);
      if (!there) return speech`There is no ${product.name} in your basket.`;
      const gone = Math.min(quantity ?? there.quantity, there.quantity);
      await shop.add(store, person, { product, quantity: -gone }, turn);
      return speech`I took ${amount({ product, quantity: gone })} out of your basket.`;
    },
  });

/** Takes everything out of the basket. */
export const empty = (shop: Shop) =>
  intent("EmptyBasket", {
    about: 'Take everything out of your basket: say "empty my basket"',
    utterances: ["empty my basket", "clear my basket", "remove everything from my basket"],
    confirm: async ({ person, store }) =>
      (await shop.basket(store, person)).length > 0 ? "Shall I empty your basket?" : undefined,
    async fulfil({ person, store, turn }) {
      await shop.empty(store, person, turn);
      return "Your basket is empty.";
    },
  });
