import { reconfirm, speech, type AnswerParts, type Context, type Reconfirmation } from "palaver";
import type { Line } from "./orders.ts";
import { changedSince } from "./quote.ts";
import type { Shop } from "./shop.ts";
import { digits, orderCard } from "./words.ts";

/** Orders lines as they were quoted, all of them or none, and says what came of it. */
export async function placing(
  shop: Shop,
  lines: readonly Line[],
  { person, store, session, turn, locale }: Context,
): Promise<AnswerParts | Reconfirmation> {
  const changed = await changedSince(session, lines, locale);
  if (changed) return reconfirm(changed);
  const placed = await shop.place(store, person, lines, turn);
  if ("lacking" in placed) {
    const { lacking, left } = placed;
    return {
      speech: speech`Sorry, of ${lacking.name} there are only ${left} left. Nothing was ordered.`,
    };
  }
  return {
    speech: speech`Done. Your order number is ${digits(placed.order)}.`,
    card: orderCard(placed.order, locale),
    effects: placed.effects,
  };
}
