import { look, PalaverError, systemClock, type Clock, type Store } from "palaver";
import { committing } from "./commit.ts";
import { libsql, type OpenDriver } from "./driver.ts";
import { following } from "./feed.ts";
import { itemIn, statements } from "./items.ts";
import { open } from "./open.ts";

export type { Driver, OpenDriver, Statement, Value } from "./driver.ts";

export interface SqliteOptions {
  /** Where everything is kept. Created, with its folder, for its owner alone. */
  readonly file: string;
  /** Which SQLite; libsql from npm unless another is given, such as Node's own: `(file) => new DatabaseSync(file)`. */
  readonly driver?: OpenDriver;
  /** Decides what has expired. */
  readonly clock?: Clock;
}

/** How many commits go between two sweeps, and how many expired items one sweep removes at most. */
const sweeping = { every: 100, most: 1_000 };

const pageSize = 100;

/**
 * A store in one SQLite file, for one process. Every commit is on the disk before it resolves.
 * Throws {@link PalaverError}: `store-locked` where the file is in use, `store-unreadable` where it is no store of ours,
 * and `store-closed` when it is used after it was closed.
 */
export async function sqlite({
  file,
  driver: openDriver = libsql,
  clock = systemClock,
}: SqliteOptions): Promise<Store> {
  const { driver, release } = await open(file, openDriver, clock);
  const sql = statements(driver);
  const transact = committing(driver, sql, close);
  const follow = following(sql);
  let commits = 0;
  let closed = false;

  function live(): void {
    if (!closed) return;
    throw new PalaverError("store-closed", `The store in ${file} has been closed; open it anew to use it.`);
  }

  function close(): void {
    if (closed) return;
    closed = true;
    release();
  }

  /** Only to save room: who reads judges expiry by the clock. */
  function sweep(): void {
    try {
      sql.sweep.run(clock.now(), sweeping.most);
    } catch {
      // The commit before it stands, and the next sweep comes.
    }
  }

  return {
    get: async (addresses) => {
      live();
      return addresses.map(({ partition, sort }) => itemIn(sql.get.all(partition, sort)[0]));
    },

    commit: async (changes) => {
      live();
      const done = transact(changes);
      if (++commits % sweeping.every === 0) sweep();
      return done;
    },

    list: async ({ partition, prefix }, after = "") => {
      live();
      const rows = sql.list.all(partition, prefix, after, pageSize + 1);
      const items = rows.slice(0, pageSize).flatMap((row) => {
        const item = itemIn(row);
        return item ? [{ ...item, address: { partition, sort: String(look(row, "sort")) } }] : [];
      });
      const last = items.at(-1);
      return { items, ...(rows.length > pageSize && last && { next: last.address.sort }) };
    },

    changes: async (partition, after) => {
      live();
      return follow(partition, after);
    },

    close: async () => close(),
  };
}
