import { systemClock } from "./clock.ts";
import type { Address, Prefix } from "./key.ts";
import type { Json } from "./turn.ts";

/** What a store holds at an address. */
export interface Item {
  readonly value: Json;
  /** Changes with every write and never comes back, not even after the item was removed and written anew. */
  readonly version: string;
  /** Milliseconds since 1970 after which it counts as gone. A store may keep it longer; who reads must look. */
  readonly expires?: number;
}

/** One line of a commit: what must still be so, and what becomes of it. */
export interface Change {
  readonly address: Address;
  /** The version that was read, or undefined where nothing was there. */
  readonly was: string | undefined;
  /** `keep` writes nothing and only insists on `was`. */
  readonly becomes: "keep" | "gone" | { readonly value: Json; readonly expires?: number };
}

/** Some items in the order of their sort part (by UTF-8 bytes), and where to go on if there are more. */
export interface Page {
  readonly items: readonly (Item & { readonly address: Address })[];
  readonly next?: string;
}

/** What has become of one address. */
export interface Changed {
  readonly address: Address;
  /** As that commit wrote it, or the newest there; nothing where it was removed. */
  readonly item: Item | undefined;
}

/** Changes in the order in which they were committed, and where to go on. */
export interface Feed {
  /** At most 1,000; none where there are no more for now. Those of one commit come together. */
  readonly changes: readonly Changed[];
  readonly next: string;
  /** Changes before the first of these are no longer known: whoever follows has to read everything anew. */
  readonly gap: boolean;
}

/** What an app remembers. Two members write and read; a third lists. */
export interface Store {
  /** What is at each address, in the order asked for; read consistently with every commit that has returned. */
  get(addresses: readonly Address[]): Promise<readonly (Item | undefined)[]>;
  /** Writes all changes if every `was` still holds, and tells whether it did. Otherwise writes nothing. */
  commit(changes: readonly Change[]): Promise<boolean>;
  /** The items under a prefix, a page at a time; `after` is the `next` of the page before. */
  list(prefix: Prefix, after?: string): Promise<Page>;
  /**
   * What has been committed in a partition since `after`, which is the `next` of the feed before; without it nothing,
   * but where to go on from now.
   */
  changes?(partition: string, after?: string): Promise<Feed>;
  /** Lets go of what the store holds open. */
  close?(): Promise<void>;
}

const pageSize = 100;

/** How many changes one feed gives at most, and how many are known at all. */
const feeding = { most: 1_000, kept: 10_000 };

/** A store that forgets when the process ends: for tests and first steps. */
export function memory(): Store {
  const partitions = new Map<string, Map<string, Written>>();
  let writes = 0;
  const past = history();
  const find = ({ partition, sort }: Address) => partitions.get(partition)?.get(sort);

  function write({ partition, sort }: Address, item: Written | undefined): void {
    const items = partitions.get(partition) ?? new Map<string, Written>();
    if (item) items.set(sort, item);
    else items.delete(sort);
    if (items.size > 0) partitions.set(partition, items);
    else partitions.delete(partition);
  }

  return {
    get: async (addresses) => addresses.map((address) => read(find(address))),

    commit: async (changes) => {
      if (changes.some(({ address, was }) => find(address)?.version !== was)) return false;
      // Made into text first, so that a value that is no JSON fails before anything is written.
      const written = changes.map(({ becomes }) =>
        typeof becomes === "object" ? JSON.stringify(becomes.value) : becomes,
      );
      for (const [i, { address, becomes }] of changes.entries()) {
        if (becomes === "gone") write(address, undefined);
        else if (becomes !== "keep") {
          const { expires } = becomes;
          write(address, {
            json: written[i] ?? "null",
            version: String(++writes),
            ...(expires !== undefined && { expires }),
          });
        }
      }
      past.add(changes.filter(({ becomes }) => becomes !== "keep").map(({ address }) => address));
      return true;
    },

    list: async ({ partition, prefix }, after) => {
      const found = [...(partitions.get(partition) ?? [])]
        .filter(([sort]) => sort.startsWith(prefix) && (after === undefined || compare(sort, after) > 0))
        .sort(([a], [b]) => compare(a, b));
      const items = found
        .slice(0, pageSize)
        .map(([sort, item]) => ({ ...read(item), address: { partition, sort } }));
      const last = items.at(-1);
      return { items, ...(found.length > pageSize && last && { next: last.address.sort }) };
    },

    changes: async (partition, after) => {
      const { sorts, ...rest } = past.since(partition, after);
      const addresses = sorts.map((sort) => ({ partition, sort }));
      return { changes: addresses.map((address) => ({ address, item: read(find(address)) })), ...rest };
    },
  };
}

/** A change by its number, and that of the first in the same commit. */
interface Past {
  readonly address: Address;
  readonly number: number;
  readonly first: number;
}

/** What has changed of late. A cursor names the history it is from, so that no other one takes it for its own. */
function history() {
  const name = systemClock.random().toString(36).slice(2);
  const known: Past[] = [];
  let last = 0;
  const cursor = (number: number) => `${name}.${number}`;

  /** The number in a cursor, if what comes after it is still known. */
  function numberIn(after: string): number | undefined {
    const number = Number(after.slice(name.length + 1));
    const ours = after === cursor(number) && number <= last && number >= last - feeding.kept;
    return ours ? number : undefined;
  }

  return {
    add(addresses: readonly Address[]): void {
      const first = last + 1;
      for (const address of addresses) known.push({ address, number: ++last, first });
      known.splice(0, known.length - feeding.kept);
    },

    since(partition: string, after = cursor(last)) {
      const from = numberIn(after);
      if (from === undefined) return { sorts: [], next: cursor(last), gap: true };
      const found = known.filter(({ address, number }) => number > from && address.partition === partition);
      const rest = found[feeding.most];
      const page = found.slice(0, feeding.most);
      // A commit that would be cut in two comes as a whole with the next feed, unless it is too large for any.
      const whole = rest ? page.filter(({ first }) => first !== rest.first) : page;
      const given = whole.length > 0 ? whole : page;
      const sorts = latest(given.map(({ address }) => address.sort));
      return { sorts, next: cursor((rest && given.at(-1)?.number) ?? last), gap: false };
    },
  };
}

/** Each once, where it came last. */
const latest = (sorts: readonly string[]): string[] => [...new Set(sorts.toReversed())].reverse();

/** Kept as text, so that nobody can change what is stored by changing what was read. */
interface Written extends Omit<Item, "value"> {
  readonly json: string;
}

function read(item: Written): Item;
function read(item: Written | undefined): Item | undefined;
function read(item: Written | undefined): Item | undefined {
  if (!item) return undefined;
  const { json, ...rest } = item;
  // What was written here came from a Json value.
  return { ...rest, value: JSON.parse(json) as Json };
}

/** Compares sort parts by code point, which is the order of UTF-8 bytes; UTF-16 would put emoji before some letters. */
export function compare(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  return (a.codePointAt(i) ?? -1) - (b.codePointAt(i) ?? -1);
}
