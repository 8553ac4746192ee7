import type { Entry } from "palaver";

/** Something the shop sells. */
export interface Product extends Entry {
  readonly category: Category;
  /** What one of it comes in, for one and for several. */
  readonly unit: readonly [one: string, several: string];
  /** In cents, for one unit. */
  readonly price: number;
  /** How many units there are before the first is sold. */
  readonly stock: number;
}

export const categories = ["drinks", "breakfast", "bakery", "fruit", "household"] as const;

export type Category = (typeof categories)[number];

const carton = ["carton", "cartons"] as const;
const bottle = ["bottle", "bottles"] as const;
const box = ["box", "boxes"] as const;
const bag = ["bag", "bags"] as const;
const loaf = ["loaf", "loaves"] as const;
const pack = ["pack", "packs"] as const;
const jar = ["jar", "jars"] as const;

/** The shop's small first catalogue. */
export const products: readonly Product[] = [
  {
    id: "oat-milk",
    name: "oat milk",
    synonyms: ["oatmilk", "oat drink"],
    category: "drinks",
    unit: carton,
    price: 199,
    stock: 40,
  },
  {
    id: "soy-milk",
    name: "soy milk",
    synonyms: ["soya milk", "soy drink"],
    category: "drinks",
    unit: carton,
    price: 189,
    stock: 12,
  },
  {
    id: "whole-milk",
    name: "whole milk",
    synonyms: ["milk", "cow's milk"],
    category: "drinks",
    unit: carton,
    price: 129,
    stock: 60,
  },
  { id: "apple-juice", name: "apple juice", category: "drinks", unit: bottle, price: 249, stock: 25 },
  {
    id: "orange-juice",
    name: "orange juice",
    synonyms: ["oj"],
    category: "drinks",
    unit: bottle,
    price: 299,
    stock: 18,
  },
  {
    id: "sparkling-water",
    name: "sparkling water",
    synonyms: ["fizzy water", "soda water"],
    category: "drinks",
    unit: bottle,
    price: 79,
    stock: 90,
  },
  {
    id: "green-tea",
    name: "green tea",
    synonyms: ["green tea bags"],
    category: "drinks",
    unit: box,
    price: 349,
    stock: 15,
  },
  {
    id: "coffee",
    name: "coffee",
    synonyms: ["ground coffee"],
    category: "drinks",
    unit: pack,
    price: 649,
    stock: 30,
  },
  {
    id: "corn-flakes",
    name: "corn flakes",
    synonyms: ["cornflakes", "cereal"],
    category: "breakfast",
    unit: box,
    price: 279,
    stock: 22,
  },
  {
    id: "muesli",
    name: "muesli",
    synonyms: ["granola"],
    category: "breakfast",
    unit: bag,
    price: 389,
    stock: 17,
  },
  {
    id: "porridge-oats",
    name: "porridge oats",
    synonyms: ["oats", "porridge"],
    category: "breakfast",
    unit: bag,
    price: 159,
    stock: 35,
  },
  {
    id: "strawberry-jam",
    name: "strawberry jam",
    synonyms: ["jam"],
    category: "breakfast",
    unit: jar,
    price: 259,
    stock: 14,
  },
  { id: "honey", name: "honey", category: "breakfast", unit: jar, price: 499, stock: 9 },
  { id: "rye-bread", name: "rye bread", category: "bakery", unit: loaf, price: 329, stock: 8 },
  {
    id: "white-bread",
    name: "white bread",
    synonyms: ["toast", "sandwich bread"],
    category: "bakery",
    unit: loaf,
    price: 189,
    stock: 20,
  },
  { id: "apples", name: "apples", category: "fruit", unit: bag, price: 299, stock: 26 },
  { id: "bananas", name: "bananas", category: "fruit", unit: pack, price: 219, stock: 33 },
  { id: "lemons", name: "lemons", category: "fruit", unit: bag, price: 189, stock: 19 },
  {
    id: "dish-soap",
    name: "dish soap",
    synonyms: ["washing up liquid", "dishwashing liquid"],
    category: "household",
    unit: bottle,
    price: 169,
    stock: 28,
  },
  {
    id: "paper-towels",
    name: "paper towels",
    synonyms: ["kitchen roll"],
    category: "household",
    unit: pack,
    price: 349,
    stock: 24,
  },
];
