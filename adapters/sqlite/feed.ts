import { look, type Feed } from "palaver";
import { itemIn, type Statements } from "./items.ts";

/** How many changes one feed gives at most, and how many are known at all. */
export const feeding = { most: 1_000, kept: 10_000 };

/** Tells what has been committed in a partition since the feed before, with what is at each address by now. */
export function following(sql: Statements): (partition: string, after?: string) => Feed {
  /** The changes that come next, and whether there are more. */
  function page(partition: string, from: number) {
    const rows = sql.since.all(from, partition, feeding.most + 1);
    const found = rows.slice(0, feeding.most);
    const rest = rows[feeding.most];
    if (rest === undefined) return { found, more: false };
    // A commit that would be cut in two comes as a whole with the next feed, unless it is too large for any.
    const whole = found.filter((row) => look(row, "first") !== look(rest, "first"));
    return { found: whole.length > 0 ? whole : found, more: true };
  }

  return (partition, after) => {
    const [now] = sql.now.all();
    const [name, last] = [String(look(now, "name")), Number(look(now, "last"))];
    // It names the file it is from, so that no other one takes it for its own.
    const cursor = (number: number) => `${name}.${number}`;
    const from = after === undefined ? last : Number(after.slice(name.length + 1));
    const known = (after ?? cursor(last)) === cursor(from) && from <= last && from >= last - feeding.kept;
    if (!known) {
      return { changes: [], next: cursor(last), gap: true };
    }
    const { found, more } = page(partition, from);
    const changes = latest(found.map((row) => String(look(row, "sort")))).map((sort) => ({
      address: { partition, sort },
      item: itemIn(sql.get.all(partition, sort)[0]),
    }));
    return { changes, next: cursor(more ? Number(look(found.at(-1), "number")) : last), gap: false };
  };
}

/** Each once, where it came last. */
const latest = (sorts: readonly string[]): string[] => [...new Set(sorts.toReversed())].reverse();
