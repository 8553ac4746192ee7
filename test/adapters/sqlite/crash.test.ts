import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { sqlite, type Driver } from "palaver/sqlite";
import { expect, test } from "vitest";
import { libsql } from "../../../adapters/sqlite/driver.ts";
import { folder, leftBehind, startWriter } from "./files.ts";

const a = { partition: "p", sort: "a" };
const b = { partition: "q", sort: "b" };
/** The file and its log as they are, in another folder. */
function copied(file: string, place: string): string {
  const copy = join(place, "store.db");
  mkdirSync(place, { recursive: true });
  copyFileSync(file, copy);
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
  return copy;
}

const whole = { gaps: [], versionsRise: true };

async function look(file: string) {
  const store = await sqlite({ file });
  const found = await leftBehind(store);
  await store.close?.();
  return found;
}

test(
  "a process killed twenty times in the middle of its commits loses none that it was told was made",
  { timeout: 120_000 },
  async () => {
    const file = join(folder(), "store.db");
    let acknowledged = -1;
    for (let round = 0; round < 20; round++) {
      const writer = startWriter(file);
      await writer.wrote(2 + ((round * 37) % 100));
      const last = await writer.kill();
      expect(writer.complaint()).toBe("");
      expect(last).toBeGreaterThan(acknowledged);
      acknowledged = last;

      const found = await look(file);
      expect(found).toMatchObject(whole);
      expect(found.last).toBeGreaterThanOrEqual(acknowledged);
      expect(found.last).toBeLessThanOrEqual(acknowledged + 1);
      expect([found.listed, found.padded]).toEqual([found.last, found.last]);
      acknowledged = found.last;
    }
  },
);

test(
  "a log cut off at any byte of its last commits, or damaged there, leaves a whole commit as the last",
  { timeout: 60_000 },
  async () => {
    const place = folder();
    const file = join(place, "store.db");
    const writer = startWriter(file);
    await writer.wrote(30);
    const acknowledged = await writer.kill();
    const size = statSync(`${file}-wal`).size;
    expect(size).toBeGreaterThan(40_000);

    const lasts = new Set<number>();
    for (let cut = 1; cut < 40_000; cut += 331) {
      const copy = join(place, "copy", "store.db");
      mkdirSync(join(place, "copy"), { recursive: true });
      copyFileSync(file, copy);
      copyFileSync(`${file}-wal`, `${copy}-wal`);
      if (cut % 2) truncateSync(`${copy}-wal`, size - cut);
      else writeFileSync(`${copy}-wal`, readFileSync(`${file}-wal`).fill(0xa5, size - cut, size - cut + 3));

      const found = await look(copy);
      expect(found).toMatchObject(whole);
      expect([found.listed, found.padded]).toEqual([found.last, found.last]);
      expect(found.last).toBeLessThanOrEqual(acknowledged + 1);
      lasts.add(found.last);
    }
    expect(lasts.size).toBeGreaterThan(3);
  },
);

test("a full disk refuses a commit with an error, writes no half of it, and takes commits again when there is room", async () => {
  let opened: Driver | undefined;
  const store = await sqlite({
    file: join(folder(), "store.db"),
    driver: async (file) => (opened = await libsql(file)),
  });
  await store.commit([{ address: a, was: undefined, becomes: { value: 1 } }]);
  const [item] = await store.get([a]);

  opened?.exec("PRAGMA max_page_count = 20");
  const large = store.commit([
    { address: a, was: item?.version, becomes: { value: 2 } },
    { address: b, was: undefined, becomes: { value: "x".repeat(1_000_000) } },
  ]);
  await expect(large).rejects.toThrow(/full/);
  expect(await store.get([a, b])).toEqual([item, undefined]);

  opened?.exec("PRAGMA max_page_count = 1000000");
  expect(await store.commit([{ address: a, was: item?.version, becomes: { value: 3 } }])).toBe(true);
  expect((await store.get([a]))[0]?.value).toBe(3);
  await store.close?.();
});

/** A driver whose n-th call from `arm` on fails, once or from then on. */
function failing() {
  let left = Infinity;
  let forEver = false;
  const pass = <T>(call: () => T): T => {
    if (--left === 0 || (left < 0 && forEver)) throw new Error("disk I/O error");
    return call();
  };
  return {
    arm(n: number, always: boolean) {
      [left, forEver] = [n, always];
    },
    open: async (file: string): Promise<Driver> => {
      const driver = await libsql(file);
      return {
        exec: (sql) => pass(() => driver.exec(sql)),
        close: () => driver.close(),
        prepare: (sql) => {
          const statement = driver.prepare(sql);
          return {
            all: (...values) => pass(() => statement.all(...values)),
            run: (...values) => pass(() => statement.run(...values)),
          };
        },
      };
    },
  };
}

/** What is at both addresses for a process that starts now; this one may still hold a lock that a broken disk kept. */
async function afterRestart(file: string) {
  const store = await sqlite({ file: copied(file, folder()) });
  const found = await store.get([a, b]);
  await store.close?.();
  return found.map((item) => item?.value);
}

test("whichever step of a commit fails, once or for ever, all of it was written or nothing", async () => {
  for (const always of [false, true]) {
    let steps = 0;
    for (let n = 1, done = false; !done; n++) {
      const file = join(folder(), "store.db");
      const disk = failing();
      const store = await sqlite({ file, driver: disk.open });
      disk.arm(n, always);
      done = await store
        .commit([
          { address: a, was: undefined, becomes: { value: 1 } },
          { address: b, was: undefined, becomes: { value: 2 } },
        ])
        .catch((error: unknown) => {
          expect(error).toMatchObject({ message: "disk I/O error" });
          return false;
        });
      disk.arm(Infinity, false);
      await store.close?.();

      expect(await afterRestart(file)).toEqual(done ? [1, 2] : [undefined, undefined]);
      steps = n;
    }
    expect(steps).toBe(9); // begin, two looks, two writes, each with its line in the log, commit; and then none fails.
  }
});

test("a store that cannot take back a half-made commit shows nobody what is in it", async () => {
  const file = join(folder(), "store.db");
  const disk = failing();
  const store = await sqlite({ file, driver: disk.open });
  disk.arm(5, true);
  await expect(store.commit([{ address: a, was: undefined, becomes: { value: 1 } }])).rejects.toThrow(
    "disk I/O error",
  );
  disk.arm(Infinity, false);
  await expect(store.get([a])).rejects.toMatchObject({ code: "store-closed" });
  expect(await afterRestart(file)).toEqual([undefined, undefined]);
});
