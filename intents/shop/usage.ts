import { key, type Work } from "palaver";
import { z } from "zod";

/** What people do in the shop, as far as it is counted. */
export const usageSchema = z.object({
  what: z.enum([
    "visit",
    "turn",
    "search",
    "added",
    "ordered",
    "cancelled",
    "left with a basket",
    "not understood",
  ]),
  at: z.number(),
  channel: z.string(),
  /** Who it was, as an account. */
  who: z.string(),
  /** The intent of a turn, the products of an order, how many were found. */
  detail: z.string().optional(),
});
export type Usage = z.infer<typeof usageSchema>;

/** Kept for a year, in milliseconds. */
const lifetime = 365 * 24 * 60 * 60_000;
const usageKey = key("usage", usageSchema, { lifetime });

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

/** Notes something, in the commit of the turn it happened in; `turn` tells it from everything else of that kind. */
export function note(store: Work, turn: string, usage: Usage): void {
  store.set(usageKey.of("usage", dayOf(usage.at), usage.what, turn), usage);
}

/** What was noted on a day, such as `2026-11-27`. */
export const usageOn = async (store: Work, day: string): Promise<readonly Usage[]> =>
  (await store.list(usageKey.in("usage", day))).map(({ value }) => value);
