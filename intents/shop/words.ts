import type { Card } from "palaver";
import type { Product } from "./products.ts";
import { totalOf, type Line, type Order } from "./shop.ts";

/** "2 cartons of oat milk". */
export const amount = ({ product, quantity }: Line): string =>
  `${quantity} ${quantity === 1 ? product.unit[0] : product.unit[1]} of ${product.name}`;

/** "milk, bread and eggs". */
export const list = (things: readonly string[], locale: string): string =>
  new Intl.ListFormat(locale).format(things);

/** Cents as a price. */
export const price = (cents: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: "currency", currency: "EUR" }).format(cents / 100);

/** What an order or a basket looks like. */
export const linesCard = (title: string, lines: readonly Line[], locale: string): Card => ({
  title,
  body: [
    ...lines.map((line) => `${amount(line)}: ${price(totalOf([line]), locale)}`),
    `Total: ${price(totalOf(lines), locale)}`,
  ].join("\n"),
});

export const orderCard = (order: Order, lines: readonly Line[], locale: string): Card =>
  linesCard(`Order ${order.number}`, lines, locale);

/** What a few products look like, with a button to order each. */
export const productsCard = (title: string, products: readonly Product[], locale: string): Card => ({
  title,
  body: products
    .map(({ name, unit, price: cents }) => `${name}: ${price(cents, locale)} a ${unit[0]}`)
    .join("\n"),
  buttons: products.slice(0, 3).map(({ name }) => ({ label: `Order ${name}`, says: `order ${name}` })),
});
