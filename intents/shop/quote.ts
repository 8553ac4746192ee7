import { key, list as listed, speech, type Said, type Session } from "palaver";
import { z } from "zod";
import { lineSchema, totalOf, type Line } from "./orders.ts";
import { amount, capital, list, price } from "./words.ts";

/** What somebody was asked to say yes to: so many of these, at this price each, in cents. */
const quotedKey = key("quoted", z.array(lineSchema.extend({ price: z.number().int() })));

const quoted = (lines: readonly Line[]) =>
  lines.map(({ product, quantity }) => ({ product: product.id, quantity, price: product.price }));

/** Says what lines cost, and remembers that it was said. */
export function quote(session: Session, lines: readonly Line[], locale: string): Said {
  session.set(quotedKey, quoted(lines));
  return speech`That is ${list(lines.map(amount), locale)} for ${price(totalOf(lines), locale)}. Shall I place the order?`;
}

/** What is no longer as it was when somebody was asked, in a sentence; nothing where all is. */
export async function changedSince(
  session: Session,
  lines: readonly Line[],
  locale: string,
): Promise<Said | undefined> {
  const before = await session.get(quotedKey);
  if (!before || JSON.stringify(before) === JSON.stringify(quoted(lines))) return undefined;
  const dearer = lines.filter(({ product }) =>
    before.some((it) => it.product === product.id && it.price !== product.price),
  );
  if (dearer.length === 0) return "That has changed meanwhile.";
  const now = dearer.map(
    ({ product: { name, price: cents } }, i) =>
      speech`${i === 0 ? capital(name) : name} is now ${price(cents, locale)}`,
  );
  return speech`${listed(now, locale)}.`;
}
