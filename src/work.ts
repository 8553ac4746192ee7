import type { Clock } from "./clock.ts";
import type { Address, Key, Owner, Place, Shelf } from "./key.ts";
import { compare, type Change, type Item, type Store } from "./store.ts";
import type { Json } from "./turn.ts";

/** One of the items under a shelf. */
export interface Kept<T> {
  readonly place: Place<T>;
  readonly value: T;
}

/** Everything one turn reads and means to write. Nothing is written before the turn is done, and then all of it. */
export interface Work {
  /** What is there, as this turn sees it: its own writes included, what has expired left out. */
  get<T>(place: Place<T>): Promise<T | undefined>;
  /** Means to write the value, or to remove what is there. Throws `PalaverError` where the key's schema refuses it. */
  set<T>(place: Place<T>, value: T | undefined): void;
  /**
   * The items of a shelf, in the order of their sort parts, this turn's own writes included: all of them, or the first so
   * many, where no more are even looked at.
   */
  list<T>(shelf: Shelf<T>, most?: number): Promise<readonly Kept<T>[]>;
}

/** What one conversation remembers: the same keys, with the conversation as their owner. */
export interface Session {
  get<T>(key: Key<T>): Promise<T | undefined>;
  set<T>(key: Key<T>, value: T | undefined): void;
}

/** The part of a turn's work that belongs to one conversation. */
export const sessionOf = (work: Work, conversation: Owner): Session => ({
  get: (key) => work.get(key.of(conversation)),
  set: (key, value) => work.set(key.of(conversation), value),
});

/** A turn's work with its end: the commit. */
export interface Transaction extends Work {
  /** Whether anything would be written. */
  readonly touched: boolean;
  /** Another beginning on the same grounds: it insists on all that was read here, and means to write nothing yet. */
  anew(): Transaction;
  /** Writes everything if all that was read or written is still as it was seen. Tells whether it did. */
  commit(): Promise<boolean>;
}

/** An address that was looked at, and what was there. */
interface Seen {
  readonly address: Address;
  readonly item: Promise<Item | undefined>;
}

/** Something that is to be written. */
interface Meant {
  readonly place: Place<unknown>;
  readonly value: unknown;
}

/** Begins a turn's work on a store. */
export function begin(
  store: Store,
  clock: Clock,
  grounds: ReadonlyMap<string, Seen> = new Map(),
): Transaction {
  const seen = new Map(grounds);
  const meant = new Map<string, Meant>();

  const alive = (item: Item | undefined) =>
    item && (item.expires === undefined || item.expires > clock.now()) ? item : undefined;

  function look(address: Address, found?: Item): Promise<Item | undefined> {
    const name = nameOf(address);
    const before = seen.get(name);
    if (before) return before.item;
    const item = found ? Promise.resolve(found) : store.get([address]).then(([only]) => only);
    seen.set(name, { address, item });
    return item;
  }

  const changeOf = async ([name, { address, item }]: readonly [string, Seen]): Promise<Change> => {
    const mine = meant.get(name);
    return {
      address: { partition: address.partition, sort: address.sort },
      was: (await item)?.version,
      becomes: mine ? becomes(mine) : "keep",
    };
  };

  const becomes = ({ place, value }: Meant): Change["becomes"] =>
    value === undefined
      ? "gone"
      : {
          // A key's schema stands for JSON, and the value has passed it.
          value: value as Json,
          ...(place.key.lifetime !== undefined && { expires: clock.now() + place.key.lifetime }),
        };

  return {
    get touched() {
      return meant.size > 0;
    },

    anew: () => begin(store, clock, seen),

    async get<T>(place: Place<T>) {
      const mine = meant.get(nameOf(place));
      // What was set at this place has passed the same key's schema.
      if (mine) return mine.value as T | undefined;
      const item = alive(await look(place));
      return item && place.key.parse(item.value);
    },

    set(place, value) {
      if (value !== undefined) place.key.parse(value);
      meant.set(nameOf(place), { place, value });
    },

    async list<T>(shelf: Shelf<T>, most = Infinity) {
      const kept = new Map<string, T>();
      let after: string | undefined;
      do {
        const page = await store.list(shelf, after);
        for (const { address, ...item } of page.items) {
          if (kept.size >= most) break;
          const now = alive(await look(address, item));
          if (now && !meant.has(nameOf(address))) kept.set(address.sort, shelf.key.parse(now.value));
        }
        after = page.next;
      } while (after !== undefined && kept.size < most);
      for (const { place, value } of meant.values()) {
        if (place.partition !== shelf.partition || !place.sort.startsWith(shelf.prefix)) continue;
        if (value !== undefined) kept.set(place.sort, value as T);
      }
      return [...kept]
        .map(([sort, value]) => ({ place: { key: shelf.key, partition: shelf.partition, sort }, value }))
        .sort((a, b) => compare(a.place.sort, b.place.sort))
        .slice(0, most);
    },

    async commit() {
      for (const { place } of meant.values()) void look(place);
      return store.commit(await Promise.all([...seen].map(changeOf)));
    },
  };
}

const nameOf = ({ partition, sort }: Address) => `${partition}\0${sort}`;
