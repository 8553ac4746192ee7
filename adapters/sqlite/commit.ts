import { look, type Change } from "palaver";
import { failure, noTransaction, type Driver } from "./driver.ts";
import { feeding } from "./feed.ts";
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
  let writes = Number(look(sql.now.all(), 0, "last"));

  const holds = ({ address: { partition, sort }, was }: Change): boolean => {
    const [row] = sql.version.all(partition, sort);
    return was === (row === undefined ? undefined : String(look(row, "version")));
  };

  /** Writes a change, and into the log that it did; `first` is the number of the first one in the commit. */
  function write({ address: { partition, sort }, becomes }: Change, first: number): void {
    if (becomes === "keep") return;
    writes++;
    if (becomes === "gone") sql.remove.run(partition, sort);
    else sql.write.run(partition, sort, JSON.stringify(becomes.value), writes, becomes.expires ?? null);
    sql.log.run(writes, partition, sort, first);
  }

  /** Now and then, for nobody reads what is left over. */
  function trim(before: number): void {
    const round = (number: number) => Math.floor(number / feeding.most);
    if (round(writes) > round(before)) sql.trim.run(writes - feeding.kept);
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
        const before = writes;
        for (const change of changes) write(change, before + 1);
        trim(before);
      }
      driver.exec(sound ? "COMMIT" : "ROLLBACK");
      return sound;
    } catch (error) {
      abandon();
      throw error;
    }
  };
}
