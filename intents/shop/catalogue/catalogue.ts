import { z } from "zod";
import { productSchema, type Product } from "./product.ts";
import products from "./products.json" with { type: "json" };

/** What the shop begins with; made by `generate.ts`. */
export const catalogue: readonly Product[] = z.array(productSchema).parse(products);
