import { list as listed, price as priced, sayAs, toText, type Card, type Speech } from "palaver";
import type { Product } from "./catalogue/product.ts";
import { totalOf, type Line, type Order } from "./orders.ts";

/** How many things are told in one breath. */
export const breath = 3;

/** "2 cartons of oat milk". */
export const amount = ({ product, quantity }: Line): string =>
  `${quantity} ${quantity === 1 ? product.unit[0] : product.unit[1]} of ${product.name}`;

/** As a sentence begins. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "milk, bread and eggs". */
export const list = (things: readonly string[], locale: string): string => toText(listed(things, locale));

/** Cents as a price: written "€2.49", and said "2 euros and 49 cents". */
export const price = (cents: number, locale: string): Speech => priced(cents, "EUR", locale);

const written = (cents: number, locale: string): string => toText(price(cents, locale));

/** An order's number, said digit by digit. */
export const digits = (order: Pick<Order, "number">): Speech => sayAs("digits", String(order.number));

/** What an order or a basket looks like. */
export const linesCard = (title: string, lines: readonly Line[], locale: string): Card => ({
  title,
  body: [
    ...lines.map((line) => `${amount(line)}: ${written(totalOf([line]), locale)}`),
    `Total: ${written(totalOf(lines), locale)}`,
  ].join("\n"),
});

/** A line of an order, whose product may no longer be sold. */
export const ordered = ({ quantity, name, unit }: Order["lines"][number]): string =>
  `${quantity} ${quantity === 1 ? unit[0] : unit[1]} of ${name}`;

export const orderCard = (order: Order, locale: string): Card => ({
  title: `Order ${order.number}`,
  body: [
    ...order.lines.map((line) => `${ordered(line)}: ${written(line.price * line.quantity, locale)}`),
    `Total: ${written(order.total, locale)}`,
  ].join("\n"),
});

/** "on Friday, November 27 at 6:00 PM". */
export function when({ day, time }: NonNullable<Order["delivery"]>, locale: string): string {
  const at = new Date(`${day}T${time ?? "12:00"}Z`);
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeZone: "UTC" }).format(at);
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: "UTC" }).format(at);
  return time === undefined ? `on ${date}` : `on ${date} at ${clock}`;
}

/** What a few products look like, with their labels and a button to order each. */
export const productsCard = (
  title: string,
  products: readonly Product[],
  labels: ReadonlyMap<string, string>,
  locale: string,
): Card => ({
  title,
  body: products
    .map(({ id, name, unit, price: cents }) => {
      const found = labels.get(id);
      return `${name}: ${written(cents, locale)} a ${unit[0]}${found === undefined ? "" : ` (${found})`}`;
    })
    .join("\n"),
  buttons: products.slice(0, breath).map(({ name }) => ({ label: `Order ${name}`, says: `order ${name}` })),
});
