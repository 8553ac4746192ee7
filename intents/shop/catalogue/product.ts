import type { Entry } from "palaver";
import { z } from "zod";

/** What the shop's shelves are called. */
export const categories = [
  "drinks",
  "breakfast",
  "bakery",
  "fruit",
  "vegetables",
  "dairy",
  "meat and fish",
  "pantry",
  "snacks",
  "frozen",
  "household",
  "personal care",
] as const;

export type Category = (typeof categories)[number];

/** Who the shop buys from. */
export const vendors = ["north", "harbour", "meadow"] as const;

export type Vendor = (typeof vendors)[number];

/** Something the shop sells. */
export interface Product extends Entry {
  /** Spoken, in lower case, without the brand. */
  readonly name: string;
  readonly brand: string;
  /** What else people call it. No two products share a name or a synonym. */
  readonly synonyms: readonly string[];
  readonly category: Category;
  /** What one of it comes in, for one and for several. */
  readonly unit: readonly [one: string, several: string];
  /** In cents, for one unit. */
  readonly price: number;
  /** Where its picture is, relative to the shop's files. */
  readonly picture: string;
  /** What is said of it beyond its name: "organic", "vegan", "gluten free", "large". */
  readonly attributes: readonly string[];
  /** What it is for: "wash dishes". */
  readonly uses: readonly string[];
  readonly vendor: Vendor;
  /** How many units there are before the first is sold. */
  readonly stock: number;
}

const text = z.string().min(1);

/** A product as it is written in a file or a store. */
export const productSchema = z.object({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: text,
  brand: text,
  synonyms: z.array(text),
  category: z.enum(categories),
  unit: z.tuple([text, text]),
  price: z.number().int().positive(),
  picture: text,
  attributes: z.array(text),
  uses: z.array(text),
  vendor: z.enum(vendors),
  stock: z.number().int().nonnegative(),
}) satisfies z.ZodType<Product>;
