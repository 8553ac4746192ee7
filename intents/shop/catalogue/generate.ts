import { brands } from "./brands.ts";
import { kinds, type Kind } from "./kinds.ts";
import { vendors, type Category, type Product } from "./product.ts";

/** A number from 0 to 2³² - 1 that depends on the text alone (FNV-1a, mixed), and so stays when products are added. */
function seed(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function pick<T>(from: readonly T[], text: string): T {
  const picked = from[seed(text) % from.length];
  if (picked === undefined) throw new Error(`There is nothing to pick from for ${text}.`);
  return picked;
}

const said = (variant: string, name: string): string =>
  variant.includes("*") ? variant.replace("*", name) : `${variant} ${name}`.trim();

const severalOf = (unit: string): string =>
  unit === "loaf" ? "loaves" : /(x|ch|sh)$/.test(unit) ? `${unit}es` : `${unit}s`;

const spoken = ["organic", "vegan", "gluten free", "lactose free", "sugar free", "large", "small", "decaf"];

function attributesOf(category: Category, kind: Kind, variant: string): readonly string[] {
  const all = new Set([...spoken.filter((attribute) => variant === attribute), ...kind.attributes]);
  const eaten = category !== "household" && category !== "personal care";
  if (all.has("vegan") && eaten) all.add("lactose free");
  return [...all];
}

/** Within a fifth of what the kind costs, and a nine at the end. */
const priceOf = (kind: Kind, id: string): number =>
  Math.max(59, Math.round((kind.price * (80 + (seed(`price ${id}`) % 41))) / 1000) * 10 - 1);

function productOf(category: Category, kind: Kind, variant: string): Product {
  const name = said(variant, kind.name);
  const id = name.replaceAll("'", "").replaceAll(" ", "-");
  const fitting = Object.keys(brands).filter((brand) => brands[brand]?.includes(category));
  const exact = kind.stock !== undefined;
  return {
    id,
    name,
    brand: pick(fitting, `brand ${id}`),
    synonyms: kind.synonyms.map((synonym) => said(variant, synonym)),
    category,
    unit: [kind.unit, severalOf(kind.unit)],
    price: exact ? kind.price : priceOf(kind, id),
    picture: `pictures/${id}.svg`,
    attributes: attributesOf(category, kind, variant),
    uses: kind.uses,
    vendor: pick(vendors, `vendor ${id}`),
    stock: kind.stock ?? 6 + (seed(`stock ${id}`) % 85),
  };
}

/** Throws where two products would be called the same. */
function distinct(products: readonly Product[]): readonly Product[] {
  const owners = new Map<string, string>();
  for (const { id, name, synonyms } of products)
    for (const words of [name, ...synonyms]) {
      const owner = owners.get(words);
      if (owner !== undefined) throw new Error(`Both ${owner} and ${id} are called "${words}".`);
      owners.set(words, id);
    }
  return products;
}

/** Everything the shop sells. */
export const generated = (): readonly Product[] =>
  distinct(
    kinds.flatMap(([category, rows]) =>
      rows.flatMap((kind) => kind.variants.map((variant) => productOf(category, kind, variant))),
    ),
  );

const width = 110;

/** A field as the formatter would write it. */
function written(name: string, value: Product[keyof Product], comma: string): string {
  const start = `    ${JSON.stringify(name)}: `;
  if (typeof value !== "object") return `${start}${JSON.stringify(value)}${comma}`;
  const parts = value.map((part) => JSON.stringify(part));
  const line = `${start}[${parts.join(", ")}]${comma}`;
  return line.length <= width ? line : `${start}[\n      ${parts.join(",\n      ")}\n    ]${comma}`;
}

/** The products as the text of `products.json`: the same bytes every time. */
export function catalogueText(): string {
  const objects = generated().map((product) => {
    const fields = Object.entries(product) as [string, Product[keyof Product]][]; // A product has these alone.
    const lines = fields.map(([name, value], n) => written(name, value, n + 1 < fields.length ? "," : ""));
    return `  {\n${lines.join("\n")}\n  }`;
  });
  return `[\n${objects.join(",\n")}\n]\n`;
}

// `npx tsx intents/shop/catalogue/generate.ts > intents/shop/catalogue/products.json`: an app imports no file system.
if (process.argv[1]?.endsWith("generate.ts")) process.stdout.write(catalogueText());
