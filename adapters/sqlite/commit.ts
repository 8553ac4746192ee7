import { look, type Change } from "palaver";
import { failure, noTransaction, type Driver } from "./driver.ts";
import type { Statements } from "./items.ts";

/**
 * Commits changes in one transaction, and tells whether it did; throws where SQLite cannot write, having written nothing.
 * `giveUp` is called where a half-made transaction could not even be taken back: nobody may read on from there.
 */
export function committing(
  driver: Driver,
  sql: Statements,
  giveUp: () => void,
): (changes: readonly Change[]) => boolean {
  let writes = Number(look(sql.counted.all(), 0, "writes"));

  const holds = ({ address: { partition, sort }, was }: Change): boolean => {
    const [row] = sql.version.all(partition, sort);
    return was === (row === undefined ? undefined : String(look(row, "version")));
  };

  function write({ address: { partition, sort }, becomes }: Change): void {
    if (becomes === "gone") sql.remove.run(partition, sort);
    else if (becomes !== "keep") {
      sql.write.run(partition, sort, JSON.stringify(becomes.value), ++writes, becomes.expires ?? null);
    }
  }

  /** A full disk, say, has taken the transaction back already. */
  function abandon(): void {
    try {
      driver.exec("ROLLBACK");
    } catch (error) {
      if (failure(error) !== noTransaction) giveUp();
    }
  }

  return (changes) => {
    driver.exec("BEGIN IMMEDIATE");
    try {
      const sound = changes.every(holds);
      if (sound) {
        changes.forEach(write);
        sql.count.run(writes);
      }
      driver.exec(sound ? "COMMIT" : "ROLLBACK");
      return sound;
    } catch (error) {
      abandon();
      throw error;
    }
  };
}
