import { chmodSync } from "node:fs";
import { join } from "node:path";
import type { Change, Feed, Json, Store } from "palaver";
import { sqlite } from "palaver/sqlite";
import { expect, test } from "vitest";
import { libsql } from "../../../adapters/sqlite/driver.ts";
import { folder, startWriter } from "./files.ts";

const newFile = () => join(folder(), "store.db");

const writes = (count: number, from = 0): Change[] =>
  [...Array(count).keys()].map((n) => ({
    address: { partition: "p", sort: `${from + n}` },
    was: undefined,
    becomes: { value: n },
  }));

async function feed(store: Store, partition: string, after?: string): Promise<Feed> {
  const found = await store.changes?.(partition, after);
  if (!found) throw new Error("There is no feed.");
  return found;
}

const sortsOf = ({ changes }: Feed) => changes.map(({ address }) => address.sort);

/** What a query finds in a file that nobody has open. */
async function inside(file: string, query: string) {
  const driver = await libsql(file);
  const rows = driver.prepare(query).all();
  driver.close();
  return rows;
}

test("a feed goes on where it was after the store was closed, and another process wrote", async () => {
  const file = newFile();
  const store = await sqlite({ file });
  const start = await feed(store, "two");
  await store.close?.();
  const writer = startWriter(file);
  await writer.wrote(4);
  const last = await writer.kill();

  const again = await sqlite({ file });
  const { changes, gap } = await feed(again, "two", start.next);
  expect(gap).toBe(false);
  expect(changes.length).toBeGreaterThan(last);
  expect(changes.map(({ item }) => item?.value)).toEqual([...changes.keys()]);
  await again.close?.();
});

/** The tables as they were before there was a feed. */
const before = `
  CREATE TABLE items (partition TEXT NOT NULL, sort TEXT NOT NULL, value TEXT NOT NULL, version INTEGER NOT NULL,
    expires REAL, PRIMARY KEY (partition, sort)) STRICT, WITHOUT ROWID;
  CREATE INDEX expiring ON items (expires) WHERE expires IS NOT NULL;
  CREATE TABLE counter (writes INTEGER NOT NULL) STRICT;
  INSERT INTO counter VALUES (7);
  INSERT INTO items VALUES ('p', '0', '"old"', 7, NULL);
  PRAGMA application_id = ${0x504c5652};
  PRAGMA user_version = 1`;

test("a file from before there was a feed gets one, keeps what is in it, and is a store ever after", async () => {
  const file = newFile();
  const older = await libsql(file);
  older.exec(before);
  older.close();
  chmodSync(file, 0o600);

  let next: string | undefined;
  for (const n of [1, 2, 3]) {
    const store = await sqlite({ file });
    expect(await feed(store, "p", next)).toMatchObject({ changes: [], gap: false });
    const { next: start } = await feed(store, "p");
    await store.commit(writes(1, n));
    const items = (await store.list({ partition: "p", prefix: "" })).items;
    expect(items.map(({ version }) => version)).toEqual(["7", "8", "9", "10"].slice(0, n + 1));
    expect(sortsOf(await feed(store, "p", next ?? start))).toEqual([`${n}`]);
    ({ next } = await feed(store, "p", start));
    await store.close?.();
  }
  expect(await inside(file, "SELECT count(*) AS files FROM history")).toEqual([{ files: 1 }]);
  expect(await inside(file, "PRAGMA user_version")).toEqual([{ user_version: 2 }]);
});

test("a cursor of another file is not taken for one of this", async () => {
  const [one, two] = [await sqlite({ file: newFile() }), await sqlite({ file: newFile() })];
  for (const store of [one, two]) await store.commit(writes(2));
  expect(await feed(two, "p", (await feed(one, "p")).next)).toMatchObject({ changes: [], gap: true });
  const { next } = await feed(one, "p");
  for (const strange of [`${next}0`, `0${next}`, next.replace(/\d+$/, "NaN"), next.replace(/\d+$/, "")]) {
    expect(await feed(one, "p", strange)).toMatchObject({ changes: [], gap: true });
  }
  for (const store of [one, two]) await store.close?.();
});

test("10,000 changes are kept, in whichever partition, and the file does not grow with more", async () => {
  const file = newFile();
  const store = await sqlite({ file });
  const start = await feed(store, "p");
  await store.commit(writes(10_000));
  expect(await feed(store, "p", start.next)).toMatchObject({ gap: false });
  await store.commit(writes(1, 10_000));
  expect(await feed(store, "p", start.next)).toMatchObject({ changes: [], gap: true });
  expect(await feed(store, "quiet", start.next)).toMatchObject({ changes: [], gap: true });
  for (let n = 0; n < 5; n++) await store.commit(writes(999, 10_001 + n * 999));
  await store.close?.();
  const [kept] = await inside(file, "SELECT count(*) AS count FROM changes");
  expect(Object(kept).count).toBeGreaterThanOrEqual(10_000);
  expect(Object(kept).count).toBeLessThan(11_000);
});

test("a commit that is larger than any feed comes in parts", async () => {
  const store = await sqlite({ file: newFile() });
  const start = await feed(store, "p");
  await store.commit(writes(2_500));
  const sizes: number[] = [];
  for (let next = start.next, n = 0; n < 4; n++) {
    const found = await feed(store, "p", next);
    sizes.push(found.changes.length);
    ({ next } = found);
  }
  expect(sizes).toEqual([1_000, 1_000, 500, 0]);
  await store.close?.();
});

test("a feed knows nothing of a commit that failed half-way, and all of the next", async () => {
  const store = await sqlite({ file: newFile() });
  const start = await feed(store, "p");
  const [one, two] = writes(2);
  // What a handler without types could write.
  const bad = { value: 1n as unknown as Json };
  await expect(store.commit([one!, { ...two!, becomes: bad }])).rejects.toThrow(TypeError);
  expect(sortsOf(await feed(store, "p", start.next))).toEqual([]);
  await store.commit([two!, one!]);
  expect(sortsOf(await feed(store, "p", start.next))).toEqual(["1", "0"]);
  await store.close?.();
});

test("a closed store feeds nobody", async () => {
  const store = await sqlite({ file: newFile() });
  await store.close?.();
  await expect(feed(store, "p")).rejects.toMatchObject({ code: "store-closed" });
});
