import { eaten } from "./eaten.ts";
import { fresh } from "./fresh.ts";
import { kept } from "./kept.ts";
import type { Category } from "./product.ts";
import { used } from "./used.ts";

/** The products of one kind, which differ in a word or two. */
export interface Kind {
  readonly name: string;
  /** The words before the name; "" for the plain one. "* for dry hair" says where the name goes. */
  readonly variants: readonly string[];
  readonly unit: string;
  /** In cents. Where the stock is given too, both are exactly that for each variant. */
  readonly price: number;
  readonly stock?: number;
  readonly synonyms: readonly string[];
  readonly uses: readonly string[];
  readonly attributes: readonly string[];
}

const attributeOf: Readonly<Record<string, string>> = { v: "vegan", g: "gluten free", l: "lactose free" };

const listed = (cell = ""): readonly string[] =>
  cell
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** `name | variants, "-" for none | unit | price or price/stock | synonyms | uses | v g l`. */
function kindOf(row: string): Kind {
  const [name = "", variants, unit = "", cost = "", synonyms, uses, attributes = ""] = row
    .split("|")
    .map((cell) => cell.trim());
  const [price, stock] = cost.split("/").map(Number);
  if (!name || !unit || !price) throw new Error(`This is not a kind of product: ${row}`);
  return {
    name,
    variants: listed(variants).map((variant) => (variant === "-" ? "" : variant)),
    unit,
    price,
    ...(stock !== undefined && { stock }),
    synonyms: listed(synonyms),
    uses: listed(uses),
    attributes: [...attributes].flatMap((letter) => attributeOf[letter] ?? []),
  };
}

/** What the shop sells, as it is written down by hand: the generator makes products of it. */
export const kinds: readonly (readonly [Category, readonly Kind[]])[] = (
  Object.entries({ ...eaten, ...fresh, ...kept, ...used }) as [Category, string][]
) // Their keys are categories.
  .map(([category, rows]) => [category, rows.trim().split("\n").map(kindOf)]);
