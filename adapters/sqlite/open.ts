import { mkdir, open as openFile, realpath, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { look, PalaverError, type Clock } from "palaver";
import { busy, failure, noDatabase, type Driver, type OpenDriver } from "./driver.ts";

/** A database of ours that nobody else has open. */
export interface Opened {
  readonly driver: Driver;
  /** Brings everything into the one file, and closes it. */
  release(): void;
}

/** "PLVR", which marks the file as a Palaver store (https://sqlite.org/pragma.html#pragma_application_id). */
const mark = 0x504c5652;

/**
 * The files this process has open. SQLite's own lock is kept by the operating system per process, so it would not stop
 * a second driver in the same one.
 */
const ours = new Set<string>();

/** Opens a file, creating it where there is none, and keeps everybody else out until it is released. */
export async function open(file: string, openDriver: OpenDriver, clock: Clock): Promise<Opened> {
  const path = await place(file);
  if (ours.has(path)) throw locked(path, undefined);
  ours.add(path);
  try {
    const driver = await claim(path, openDriver, clock);
    return { driver, release: () => letGo(driver, path) };
  } catch (error) {
    ours.delete(path);
    throw explained(error, path);
  }
}

/**
 * Where the file is, made for its owner alone if it is new. An existing one is never opened here: closing it again would
 * take away the lock of a store that this process already has on it (https://sqlite.org/howtocorrupt.html, 2.2).
 */
async function place(file: string): Promise<string> {
  if (file === "" || file === ":memory:") {
    throw new PalaverError(
      "invalid-option",
      `A store cannot be kept in "${file}"; give a file, or use memory().`,
    );
  }
  const path = resolve(file);
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await openFile(path, "wx", 0o600).then(
      (created) => created.close(),
      (error: unknown) => {
        if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
      },
    );
    const { mode } = await stat(path);
    if (process.platform !== "win32" && mode & 0o002) {
      throw new PalaverError(
        "store-unreadable",
        `Everybody may write to ${path}; take that away: chmod 600 ${path}`,
      );
    }
    return await realpath(path);
  } catch (error) {
    throw explained(error, path);
  }
}

/** Whoever comes while another is about to leave, or at the same moment, gets its chance within a second or so. */
async function claim(path: string, openDriver: OpenDriver, clock: Clock): Promise<Driver> {
  for (let attempt = 1; ; attempt++) {
    const driver = await openDriver(path);
    try {
      lock(driver);
      prepare(driver, path);
      return driver;
    } catch (error) {
      driver.close();
      if (failure(error) !== busy || attempt === 10) throw error;
    }
    await clock.sleep(50 + 100 * clock.random());
  }
}

/**
 * Exclusive, so that a second process is refused and no third file is needed; and synchronous in full, so that a turn
 * that was answered survives a power cut: an effect delivered for a turn that is then forgotten would happen twice.
 * Nothing is prepared before the lock is ours: libsql keeps a connection until the last of its statements is collected
 * as garbage, and a loser that stayed would keep the winner waiting.
 */
function lock(driver: Driver): void {
  driver.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; ROLLBACK");
  driver.exec("PRAGMA busy_timeout = 1000; PRAGMA synchronous = FULL");
}

/** Sees that the file is a store that this version reads, or makes an empty one into that. */
function prepare(driver: Driver, path: string): void {
  const marked = read(driver, "application_id") === mark;
  const version = marked ? Number(read(driver, "user_version")) : 0;
  if (!marked && driver.prepare("SELECT 1 FROM sqlite_schema").all().length > 0) {
    throw new PalaverError("store-unreadable", `${path} is a database of something else; give another file.`);
  }
  if (marked && (version < 1 || version > steps.length)) {
    throw new PalaverError(
      "store-unreadable",
      `${path} was written by another version of Palaver (its format is ${version}, this one reads up to ${steps.length}); ` +
        `use that version, or give another file.`,
    );
  }
  driver.exec("PRAGMA journal_mode = WAL");
  const missing = steps.slice(version);
  if (missing.length === 0) return;
  driver.exec(`BEGIN IMMEDIATE; ${missing.join(";")}; PRAGMA user_version = ${steps.length}; COMMIT`);
}

/** What leads from each version of the tables to the next, the first from an empty file. Only ever add one. */
const steps = [
  `CREATE TABLE items (
    partition TEXT NOT NULL,
    sort TEXT NOT NULL,
    value TEXT NOT NULL,
    version INTEGER NOT NULL,
    expires REAL,
    PRIMARY KEY (partition, sort)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX expiring ON items (expires) WHERE expires IS NOT NULL;
  CREATE TABLE counter (writes INTEGER NOT NULL) STRICT;
  INSERT INTO counter VALUES (0);
  PRAGMA application_id = ${mark}`,

  `CREATE TABLE IF NOT EXISTS changes (
    number INTEGER PRIMARY KEY,
    partition TEXT NOT NULL,
    sort TEXT NOT NULL,
    first INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS history (name TEXT NOT NULL, start INTEGER NOT NULL) STRICT;
  INSERT INTO history SELECT lower(hex(randomblob(8))), writes FROM counter;
  DROP TABLE counter`,
];

const read = (driver: Driver, pragma: "application_id" | "user_version"): unknown =>
  look(driver.prepare(`SELECT ${pragma} AS value FROM pragma_${pragma}`).all(), 0, "value");

/**
 * Brings everything into the one file and lets go of it. Closing alone would not do, for the lock stays as long as a
 * statement does; leaving the write-ahead log is what ends exclusive locking.
 */
function letGo(driver: Driver, path: string): void {
  ours.delete(path);
  try {
    driver.exec("PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL; SELECT 1 FROM history");
  } finally {
    driver.close();
  }
}

function explained(error: unknown, path: string): PalaverError {
  if (error instanceof PalaverError) return error;
  if (failure(error) === busy) return locked(path, error);
  const remedy = "give the path of a file that may be written, or of one that does not exist yet";
  if (failure(error) === noDatabase) {
    return new PalaverError("store-unreadable", `${path} is no SQLite database; ${remedy}.`, {
      cause: error,
    });
  }
  const reason = error instanceof Error ? error.message : "for a reason unknown";
  return new PalaverError("store-unreadable", `${path} cannot be opened as a store (${reason}); ${remedy}.`, {
    cause: error,
  });
}

const locked = (path: string, cause: unknown) =>
  new PalaverError(
    "store-locked",
    `Another process, or another store in this one, is using ${path}; stop it, or give this store another file.`,
    { cause },
  );
