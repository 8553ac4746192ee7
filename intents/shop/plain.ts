import type { Product } from "./catalogue/product.ts";

/** What finds products by words, and is told of each that comes, changes or goes. */
export interface ProductIndex {
  put(product: Product): void;
  remove(id: string): void;
  search(
    text: string,
    options?: { readonly filter?: (id: string) => boolean; readonly limit?: number },
  ): readonly { readonly id: string; readonly score: number }[];
}

/** An index that knows words as they are written, and nothing of misspellings: for first steps and tests. */
export function plainIndex(): ProductIndex {
  const words = new Map<string, ReadonlySet<string>>();
  return {
    put: (product) => void words.set(product.id, wordsOf(product)),
    remove: (id) => void words.delete(id),
    search(text, { filter = () => true, limit = 10 } = {}) {
      const wanted = split(text);
      return [...words]
        .filter(([id]) => filter(id))
        .map(([id, own]) => ({ id, score: wanted.filter((word) => own.has(word)).length }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
        .slice(0, limit);
    },
  };
}

const split = (text: string): readonly string[] =>
  text
    .slice(0, 200)
    .normalize("NFKC")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => (word.length > 3 ? word.replace(/s$/, "") : word));

const wordsOf = ({ name, brand, synonyms, category, attributes, uses }: Product): ReadonlySet<string> =>
  new Set([name, brand, ...synonyms, category, ...attributes, ...uses].flatMap(split));
