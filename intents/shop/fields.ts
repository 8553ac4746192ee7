import type { Product } from "./catalogue/product.ts";

/** The words of a product that it is found by, and how much each counts. */
export const fields = {
  name: { text: ({ name }: Product) => name, weight: 4 },
  synonyms: { text: ({ synonyms }: Product) => synonyms, weight: 3 },
  brand: { text: ({ brand }: Product) => brand, weight: 3 },
  uses: { text: ({ uses }: Product) => uses, weight: 2 },
  category: { text: ({ category }: Product) => category, weight: 1 },
  attributes: { text: ({ attributes }: Product) => attributes, weight: 1 },
} as const;
