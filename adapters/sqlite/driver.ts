/** What SQLite takes and gives here. */
export type Value = string | number | null;

/** A prepared statement. Rows come as objects by column name; what is in them is looked at before it is believed. */
export interface Statement {
  run(...values: Value[]): unknown;
  all(...values: Value[]): readonly unknown[];
}

/** An open database, as far as a store needs it: the shape that `node:sqlite` and `libsql` have in common. */
export interface Driver {
  exec(sql: string): unknown;
  prepare(sql: string): Statement;
  close(): unknown;
}

/** Opens a file. Node 22.13 and later have one built in: `(file) => new DatabaseSync(file)`. */
export type OpenDriver = (file: string) => Driver | Promise<Driver>;

/** SQLite from npm, prebuilt for every supported version of Node. */
export const libsql: OpenDriver = async (file) => {
  const { default: Database } = await import("libsql");
  return new Database(file);
};

/**
 * What kind of failure SQLite reports: its primary result code (https://sqlite.org/rescode.html), which libsql calls
 * `rawCode` and `node:sqlite` calls `errcode`. Nothing for an error that is not SQLite's.
 */
export function failure(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = "rawCode" in error ? error.rawCode : "errcode" in error ? error.errcode : undefined;
  return typeof code === "number" ? code & 0xff : undefined;
}

/** SQLITE_ERROR, which is what a ROLLBACK without a transaction gets. */
export const noTransaction = 1;

/** SQLITE_BUSY: somebody else holds the file. */
export const busy = 5;

/** SQLITE_NOTADB: the file holds something else. */
export const noDatabase = 26;
