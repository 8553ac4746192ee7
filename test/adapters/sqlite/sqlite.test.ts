import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { systemClock, type Clock, type Store } from "palaver";
import { sqlite, type OpenDriver } from "palaver/sqlite";
import { describe, expect, test } from "vitest";
import { libsql } from "../../../adapters/sqlite/driver.ts";
import { builtin, folder, startWriter } from "./files.ts";

const a = { partition: "p", sort: "a" };
const write = async (store: Store, value: number) =>
  store.commit([{ address: a, was: (await store.get([a]))[0]?.version, becomes: { value } }]);

/** A clock that does not wait. */
const hasty: Clock = { ...systemClock, sleep: async () => {} };

describe("the file", () => {
  test("keeps everything when the store is closed and opened again, and versions do not come back", async () => {
    const file = join(folder(), "store.db");
    const store = await sqlite({ file });
    await write(store, 1);
    const [before] = await store.get([a]);
    await store.commit([{ address: a, was: before?.version, becomes: "gone" }]);
    await store.close?.();
    expect(readdirSync(join(file, ".."))).toEqual(["store.db"]);

    const again = await sqlite({ file });
    expect(await again.get([a])).toEqual([undefined]);
    await write(again, 1);
    expect((await again.get([a]))[0]?.version).not.toBe(before?.version);
    await again.close?.();
  });

  test("is made with its folder, for its owner alone", async () => {
    const place = folder();
    const file = join(place, "new", "deep", "store.db");
    const store = await sqlite({ file });
    await write(store, 1);
    const modes = [file, `${file}-wal`, join(place, "new")].map((path) =>
      (statSync(path).mode & 0o777).toString(8),
    );
    expect(modes).toEqual(["600", "600", "700"]);
    await store.close?.();
  });

  test("is refused when everybody may write to it", async () => {
    const file = join(folder(), "store.db");
    await (await sqlite({ file })).close?.();
    chmodSync(file, 0o666);
    await expect(sqlite({ file })).rejects.toMatchObject({
      code: "store-unreadable",
      message: expect.stringContaining(`chmod 600 ${file}`),
    });
  });

  test("is refused when it is no database, and stays as it is", async () => {
    const file = join(folder(), "letter.txt");
    const text = "Dear reader, this is no database.\n".repeat(1_000);
    writeFileSync(file, text, { mode: 0o600 });
    await expect(sqlite({ file })).rejects.toMatchObject({
      code: "store-unreadable",
      message: expect.stringMatching(/letter\.txt is no SQLite database; give /),
    });
    expect(readFileSync(file, "utf8")).toBe(text);
    expect(existsSync(`${file}-wal`)).toBe(false);
  });

  test("is refused when it is a database of something else, and stays as it is", async () => {
    const file = join(folder(), "other.db");
    const other = await libsql(file);
    other.exec("CREATE TABLE recipes (name TEXT)");
    other.close();
    const before = readFileSync(file);
    let closed = 0;
    const counting: OpenDriver = async (path) => {
      const driver = await libsql(path);
      return {
        exec: (sql) => driver.exec(sql),
        prepare: (sql) => driver.prepare(sql),
        close: () => (closed++, driver.close()),
      };
    };
    await expect(sqlite({ file, driver: counting })).rejects.toMatchObject({
      code: "store-unreadable",
      message: expect.stringMatching(/other\.db is a database of something else/),
    });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(closed).toBe(1);
  });

  test("is refused when a later version wrote it", async () => {
    const file = join(folder(), "store.db");
    await (await sqlite({ file })).close?.();
    const later = await libsql(file);
    later.exec("PRAGMA user_version = 99");
    later.close();
    await expect(sqlite({ file })).rejects.toMatchObject({
      code: "store-unreadable",
      message: expect.stringMatching(
        /store\.db was written by another version of Palaver \(its format is 99/,
      ),
    });
  });

  test("has to be one that can be written", async () => {
    const place = folder();
    writeFileSync(join(place, "file"), "");
    for (const file of [place, join(place, "file", "store.db")]) {
      await expect(sqlite({ file })).rejects.toMatchObject({ code: "store-unreadable" });
    }
    for (const file of ["", ":memory:"]) {
      await expect(sqlite({ file })).rejects.toMatchObject({ code: "invalid-option" });
    }
  });
});

describe("a second store on the same file", () => {
  const refusal = (file: string) => ({
    code: "store-locked",
    message: `Another process, or another store in this one, is using ${file}; stop it, or give this store another file.`,
  });

  const neverOpened: OpenDriver = () => {
    throw new Error("A second driver in one process would not see the lock of the first.");
  };

  test("is refused in this process, whatever the file is called and whichever driver opens it", async () => {
    const place = folder();
    const file = join(place, "store.db");
    symlinkSync(file, join(place, "link.db"));
    const store = await sqlite({ file });
    await expect(sqlite({ file })).rejects.toMatchObject(refusal(file));
    await expect(sqlite({ file: join(place, "link.db") })).rejects.toMatchObject(refusal(file));
    for (const driver of [builtin ?? neverOpened, neverOpened]) {
      await expect(sqlite({ file, driver })).rejects.toMatchObject(refusal(file));
    }

    // Having looked at the file must not have cost the first store its lock on it.
    const other = startWriter(file);
    await other.ended;
    expect(other.complaint()).toContain("store-locked");
    expect(await write(store, 1)).toBe(true);
    await store.close?.();
    await (await sqlite({ file })).close?.();
  });

  test("is refused while another process has it, and let in once that is gone, even by force", async () => {
    const file = join(folder(), "store.db");
    const writer = startWriter(file);
    await writer.wrote(3);
    await expect(sqlite({ file, clock: hasty })).rejects.toMatchObject(refusal(file));
    await writer.wrote(writer.lines.length + 3);
    let waits = 0;
    const patient: Clock = {
      ...hasty,
      sleep: async () => {
        if (++waits === 3) await writer.kill();
      },
    };
    const store = await sqlite({ file, clock: patient });
    expect(waits).toBe(3);
    expect(await write(store, 1)).toBe(true);
    await store.close?.();
  });

  test(
    "is refused to all but one of several processes that start at the same moment",
    { timeout: 60_000 },
    async () => {
      const file = join(folder(), "store.db");
      for (let round = 0; round < 3; round++) {
        const writers = [1, 2, 3].map(() => startWriter(file));
        await Promise.race(writers.map(({ wrote }) => wrote(2)));
        // The others give up; the one that writes has to be stopped.
        const open = writers.filter(({ lines }) => lines.length > 0);
        expect(open.length).toBe(1);
        await Promise.all(writers.filter((writer) => writer !== open[0]).map(({ ended }) => ended));
        for (const writer of writers) {
          if (writer !== open[0]) expect(writer.complaint()).toContain("store-locked");
        }
        await open[0]?.kill();
      }
    },
  );
});

test("a closed store says so, and can be closed again", async () => {
  const file = join(folder(), "store.db");
  const store = await sqlite({ file });
  await store.close?.();
  await store.close?.();
  const refused = { code: "store-closed", message: expect.stringContaining(file) };
  await expect(store.get([a])).rejects.toMatchObject(refused);
  await expect(store.commit([])).rejects.toMatchObject(refused);
  await expect(store.list({ partition: "p", prefix: "" })).rejects.toMatchObject(refused);
});

test("three writers in one process lose nothing, and nothing is lost on closing", async () => {
  const file = join(folder(), "store.db");
  const store = await sqlite({ file });
  async function count(): Promise<void> {
    const [item] = await store.get([a]);
    const value = Number(item?.value ?? 0) + 1;
    if (!(await store.commit([{ address: a, was: item?.version, becomes: { value } }]))) await count();
  }
  await Promise.all(
    [1, 2, 3].map(async () => {
      for (let n = 0; n < 100; n++) await count();
    }),
  );
  await store.close?.();
  const again = await sqlite({ file });
  expect((await again.get([a]))[0]?.value).toBe(300);
  await again.close?.();
});

test("what has expired by our clock is swept out now and then, and nothing else", async () => {
  let now = 1_000;
  const store = await sqlite({ file: join(folder(), "store.db"), clock: { ...systemClock, now: () => now } });
  const kept = { partition: "p", sort: "kept" };
  const expiring = { partition: "p", sort: "expiring" };
  await store.commit([
    { address: kept, was: undefined, becomes: { value: 1, expires: 9_000 } },
    { address: expiring, was: undefined, becomes: { value: 1, expires: 2_000 } },
  ]);
  const sorts = async () =>
    (await store.list({ partition: "p", prefix: "" })).items.map(({ address }) => address.sort);

  for (let n = 0; n < 200; n++) await write(store, n);
  expect(await sorts()).toEqual(["a", "expiring", "kept"]);
  now = 2_000;
  for (let n = 0; n < 100; n++) await write(store, n);
  expect(await sorts()).toEqual(["a", "kept"]);
  await store.close?.();
});
