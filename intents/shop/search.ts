import type { Category, Product } from "./catalogue/product.ts";
import { readPrice } from "./money.ts";

/** What a shopper's words for a product mean, as far as they can be understood without knowing the products. */
export interface Query {
  /** What is left to look for; empty where the rest says it all. */
  readonly words: string;
  /** Where it is looked for first. */
  readonly category?: Category;
  /** In cents: it costs less than this. */
  readonly under?: number;
  /** In cents: it costs more than this. */
  readonly over?: number;
  readonly attributes: readonly string[];
  readonly sort?: "cheap" | "dear";
}

const attributeWords: readonly (readonly [attribute: string, said: RegExp])[] = [
  ["gluten free", /\b(gluten[ -]?free|free of gluten|(without|no) gluten)\b/g],
  ["lactose free", /\b(lactose[ -]?free|(without|no) lactose)\b/g],
  ["vegan", /\b(vegan|plant[ -]based|dairy[ -]?free|(without|no) dairy)\b/g],
  ["sugar free", /\b(sugar[ -]?free|(without|no) sugar)\b/g],
  ["decaf", /\b(decaf|decaff|decaffeinated|(without|no) caffeine|caffeine[ -]?free)\b/g],
  ["organic", /\b(organic|organically grown|bio)\b/g],
  ["large", /\b(large|larger|big|bigger|huge|family[ -]size)\b/g],
  ["small", /\b(small|smaller|little|mini)\b/g],
];

const sortWords = {
  cheap: /\b(cheap|cheaper|cheapest|inexpensive|least expensive|lowest price|budget)\b/g,
  dear: /\b(expensive|most expensive|dear|dearest|priciest|luxury)\b/g,
};

const categoryWords: Readonly<Record<Category, RegExp>> = {
  drinks: /^(drinks?|drinking|beverages?)$/,
  breakfast: /^breakfasts?$/,
  bakery: /^(bakery|pastry|pastries)$/,
  fruit: /^fruits?$/,
  vegetables: /^(vegetables?|veg|veggies?|veggie)$/,
  dairy: /^dairy$/,
  "meat and fish": /^(meats?|fish|seafood)$/,
  pantry: /^(pantry|groceries)$/,
  snacks: /^(snacks?|nibbles?)$/,
  frozen: /^(frozen|freezer)$/,
  household: /^household$/,
  "personal care": /^(toiletries|cosmetics|hygiene)$/,
};

/** Those that stand before what they say something of: "frozen peas". */
const leading: readonly Category[] = ["frozen", "breakfast"];

const filler = new Set(
  (
    "i id im ive me my we us our you your he she it its they am is are was be been there this that these those " +
    "a an the some any something anything stuff things thing kind sort type products product items item food " +
    "do does did have has had got get can could may would will should need needs want like looking look search " +
    "find show give buy bring order sell what which who where how to for of from by with in on at against as and or " +
    "please thanks hi hello hey one ones single couple few bit lot also just really good nice used using eat eating"
  ).split(" "),
);

/** Reads "something to wash dishes", "cheap coffee under five euros", "organic milk", "a snack for less than 2.50". */
export function readQuery(text: string): Query {
  const { text: unpriced, ...prices } = readPrice(text.slice(0, 200).toLowerCase().replaceAll("’", "'"));
  let left = unpriced.replaceAll("-", " ");
  const take = (said: RegExp): boolean => {
    const before = left;
    left = left.replace(said, " ");
    return left !== before;
  };
  const cheap = take(sortWords.cheap);
  const sort = cheap ? "cheap" : take(sortWords.dear) ? "dear" : undefined;
  const attributes = attributeWords.flatMap(([attribute, said]) => (take(said) ? [attribute] : []));
  left = left.replace(/\bpersonal care\b/, "toiletries").replace(/\b(without|no) \p{L}+/gu, " ");
  const words = (left.replaceAll("'", "").match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !filler.has(word));
  const { category, all } = categoryIn(words);
  return {
    words: all ? "" : words.join(" "),
    ...(category && { category }),
    ...prices,
    attributes,
    ...(sort && { sort }),
  };
}

const categoryOf = (word: string | undefined): Category | undefined =>
  (Object.keys(categoryWords) as Category[]) // Its keys are categories.
    .find((category) => word !== undefined && categoryWords[category].test(word));

/** The category that words end with or begin with, and whether they say nothing else. */
function categoryIn(words: readonly string[]): { readonly category?: Category; readonly all: boolean } {
  const [first, last] = [categoryOf(words[0]), categoryOf(words.at(-1))];
  const category = last ?? (first && leading.includes(first) ? first : undefined);
  if (!category) return { all: false };
  return { category, all: words.every((word) => categoryOf(word) === category) };
}

/** What products are found with by their words: any full-text index. The best come first. */
export interface Words {
  search(
    text: string,
    options?: { readonly filter?: (id: string) => boolean; readonly limit?: number },
  ): readonly { readonly id: string; readonly score: number }[];
}

/** Finds what a shopper means. */
export interface Finder {
  /** The ids of up to so many products, the best first; none where nothing is what was asked for. */
  find(text: string, limit: number): readonly string[];
}

/** What is said of a product that must be true of it: to some it matters for their health. */
const strict = new Set(["vegan", "gluten free", "lactose free", "decaf"]);

/** A product is what was asked for if it has this share of the best score there is without the conditions. */
const enough = 0.5;

/** Up to this share below the best, products are as good, and the price decides between them. */
const equal = 0.65;

type Condition = (product: Product) => boolean;

interface Scored {
  readonly product: Product;
  readonly score: number;
}

/** Finds among the products there are, by an index that holds them. */
export function createFinder(index: Words, products: () => readonly Product[]): Finder {
  /** What the index has of these words among the products there are. */
  function hits(words: string): readonly Scored[] {
    const byId = new Map(products().map((product) => [product.id, product]));
    return index
      .search(words, { filter: (id) => byId.has(id), limit: byId.size })
      .flatMap(({ id, score }) => {
        const product = byId.get(id);
        return product ? [{ product, score }] : [];
      });
  }

  function matching(
    { words, attributes, sort }: Query,
    conditions: readonly Condition[],
  ): readonly Product[] {
    const fits = (product: Product) => conditions.every((condition) => condition(product));
    if (words === "") return priced(products().filter(fits), sort);
    const all = hits(words);
    const found = all.filter(({ product }) => fits(product));
    const [best, first] = [all[0]?.score ?? 0, found[0]?.score ?? 0];
    if (first < best * enough) return [];
    const share = sort !== undefined ? equal : attributes.length > 0 ? enough : 0;
    const good = found.filter(({ score }) => score >= first * share).map(({ product }) => product);
    return attributes.length > 0 && sort === undefined
      ? named(good, `${words} ${attributes.join(" ")}`)
      : priced(good, sort);
  }

  /** Those first that are called so: "lactose free milk" before a milk that happens to be. */
  function named(good: readonly Product[], words: string): readonly Product[] {
    const kept = new Set(good);
    return hits(words)
      .map(({ product }) => product)
      .filter((product) => kept.has(product));
  }

  return {
    find(text, limit) {
      const query = readQuery(text);
      const [must, may] = conditionsOf(query);
      if (query.words === "" && must.length + may.length === 0 && query.sort === undefined) return [];
      for (let kept = may.length; kept >= 0; kept--) {
        const found = matching(query, [...must, ...may.slice(0, kept)]);
        if (found.length > 0) return found.slice(0, limit).map(({ id }) => id);
      }
      return [];
    },
  };
}

/** What must be, and what may be given up where nothing is so, the last first. */
function conditionsOf({
  words,
  category,
  under,
  over,
  attributes,
}: Query): readonly [readonly Condition[], readonly Condition[]] {
  const has =
    (attribute: string): Condition =>
    ({ attributes: all }) =>
      all.includes(attribute);
  const within: readonly Condition[] = category ? [(product) => product.category === category] : [];
  const must = [
    ...(under === undefined ? [] : [({ price }: Product) => price < under]),
    ...(over === undefined ? [] : [({ price }: Product) => price > over]),
    ...attributes.filter((attribute) => strict.has(attribute)).map(has),
  ];
  const may = attributes.filter((attribute) => !strict.has(attribute)).map(has);
  return words === "" ? [[...must, ...within], may] : [must, [...may, ...within]];
}

/** In order of price, if there is to be one. */
function priced(products: readonly Product[], sort: Query["sort"]): readonly Product[] {
  if (sort === undefined) return products;
  const sign = sort === "cheap" ? 1 : -1;
  return products.toSorted((a, b) => sign * (a.price - b.price));
}
