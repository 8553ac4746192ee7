import { intent, join, key, speech, type AnswerParts, type Context } from "palaver";
import { z } from "zod";
import { accountOf } from "./account.ts";
import type { Product } from "./catalogue/product.ts";
import { labelsOf } from "./reorder.ts";
import type { Shop } from "./shop.ts";
import { note } from "./usage.ts";
import { breath, price, productsCard } from "./words.ts";

/** What was found last and has not been told yet. */
const foundKey = key("found", z.object({ ids: z.array(z.string()), query: z.string() }), {
  lifetime: 30 * 60_000,
});

/** How many things one search finds. */
const most = 30;

export const find = (shop: Shop) =>
  intent("Find", {
    about: 'Find something: say "find something to wash dishes"',
    utterances: [
      "find {query}",
      "find me {query}",
      "search for {query}",
      "look for {query}",
      "I am looking for {query}",
      "I need something {query}",
      "do you sell {query}",
      "is there anything {query}",
    ],
    ends: true,
    slots: { query: z.string().max(200) },
    elicit: { query: "What are you looking for?" },
    async fulfil({ slots: { query }, person, store, session, turn, locale }) {
      const found = await shop.search(query, most);
      const who = (await accountOf(store, person)).id;
      const detail = String(found.length);
      note(store, turn.id, { what: "search", at: turn.at, channel: turn.channel, who, detail });
      if (found.length === 0) return speech`Sorry, I found nothing for ${query}.`;
      return told(query, found, { store, session, locale });
    },
  });

/** More of what was found. */
export const more = (shop: Shop) =>
  intent("MoreFound", {
    about: "Hear more of what was found",
    utterances: ["more", "what else", "show me more", "more of those", "more results", "what else is there"],
    when: "found",
    async fulfil({ session, store, locale }) {
      const found = await session.get(foundKey);
      const products = (found?.ids ?? []).flatMap((id) => shop.shelf.find(id) ?? []);
      return found && products.length > 0
        ? told(found.query, products, { store, session, locale })
        : "That was all.";
    },
  });

/** Tells the first few of what was found, and keeps the rest to be asked for. */
async function told(
  query: string,
  found: readonly Product[],
  { store, session, locale }: Pick<Context, "store" | "session" | "locale">,
): Promise<AnswerParts> {
  const [here, later] = [found.slice(0, breath), found.slice(breath)];
  session.set(foundKey, { ids: later.map(({ id }) => id), query });
  const rest = later.length;
  const names = here.map((it, i) => speech`${i > 0 ? ", " : ""}${it.name} for ${price(it.price, locale)}`);
  return {
    speech: speech`I found ${join(...names)}.${rest === 0 ? "" : rest === 1 ? " There is 1 more." : ` There are ${rest} more.`}`,
    card: productsCard(query, here, await labelsOf(store, here), locale),
    reprompt: "Which one would you like?",
    mentions: here.map(({ id }) => ({ type: "Product", id })),
    opens: [{ name: "found", turns: 5, minutes: 30 }],
  };
}
