import { look, type Item, type Json } from "palaver";
import type { Driver } from "./driver.ts";

/** The statements of one store. */
export type Statements = ReturnType<typeof statements>;

/** Everything that is ever asked of the file. Text is compared byte by byte, and no byte of UTF-8 is as high as FF. */
export const statements = (driver: Driver) => ({
  get: driver.prepare("SELECT value, version, expires FROM items WHERE partition = ?1 AND sort = ?2"),
  version: driver.prepare("SELECT version FROM items WHERE partition = ?1 AND sort = ?2"),
  remove: driver.prepare("DELETE FROM items WHERE partition = ?1 AND sort = ?2"),
  write: driver.prepare(
    `INSERT INTO items (partition, sort, value, version, expires) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT DO UPDATE SET value = excluded.value, version = excluded.version, expires = excluded.expires`,
  ),
  log: driver.prepare("INSERT INTO changes (number, partition, sort, first) VALUES (?1, ?2, ?3, ?4)"),
  trim: driver.prepare("DELETE FROM changes WHERE number <= ?1"),
  now: driver.prepare("SELECT name, coalesce((SELECT max(number) FROM changes), start) AS last FROM history"),
  since: driver.prepare(
    "SELECT number, sort, first FROM changes WHERE number > ?1 AND partition = ?2 ORDER BY number LIMIT ?3",
  ),
  list: driver.prepare(
    `SELECT sort, value, version, expires FROM items
     WHERE partition = ?1 AND sort >= ?2 AND sort < ?2 || CAST(x'FF' AS TEXT) AND sort > ?3 ORDER BY sort LIMIT ?4`,
  ),
  sweep: driver.prepare(
    `DELETE FROM items WHERE (partition, sort) IN
     (SELECT partition, sort FROM items WHERE expires IS NOT NULL AND expires <= ?1 LIMIT ?2)`,
  ),
});

/** The item in a row, if there is a row. */
export function itemIn(row: unknown): Item | undefined {
  if (row === undefined) return undefined;
  const expires = look(row, "expires");
  return {
    // Only JSON was ever written there.
    value: JSON.parse(String(look(row, "value"))) as Json,
    version: String(look(row, "version")),
    ...(typeof expires === "number" && { expires }),
  };
}
