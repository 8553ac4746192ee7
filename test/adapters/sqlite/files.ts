import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Store } from "palaver";
import type { Driver, OpenDriver } from "palaver/sqlite";
import { onTestFinished } from "vitest";

/** A folder of the test's own, removed after it. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "palaver-sqlite-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** The SQLite of Node itself, from 22.13 on. */
export const builtin: OpenDriver | undefined = (() => {
  const found: unknown = process.getBuiltinModule?.("node:sqlite");
  // The types are those of Node 20, which has no such module.
  const { DatabaseSync } = (found ?? {}) as { DatabaseSync?: new (file: string) => Driver };
  return DatabaseSync && ((file) => new DatabaseSync(file));
})();

/** Starts the process of `writer.ts` on a file. */
export function startWriter(file: string) {
  const script = fileURLToPath(new URL("writer.ts", import.meta.url));
  const child = spawn(process.execPath, ["--conditions=palaver:source", "--import=tsx", script, file], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  const waiting: { readonly count: number; readonly go: () => void }[] = [];
  const check = (ended: boolean) => {
    for (const { count, go } of waiting) if (ended || lines.length >= count) go();
  };
  let complaint = "";
  child.stderr.on("data", (text) => (complaint += String(text)));
  createInterface({ input: child.stdout }).on("line", (line) => {
    lines.push(line);
    check(false);
  });
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => {
      check(true);
      resolve();
    });
  });
  return {
    lines,
    ended,
    complaint: () => complaint,
    /** Resolves when so many lines have been written, or the process has ended. */
    wrote: (count: number) =>
      new Promise<void>((go) => {
        waiting.push({ count, go });
        check(child.exitCode !== null);
      }),
    /** Kills it on the spot, and resolves with the last number it said was committed. */
    async kill(): Promise<number> {
      child.kill("SIGKILL");
      await ended;
      return Number(lines.filter((line) => line !== "open").at(-1) ?? -1);
    },
  };
}

/** What a writer left behind: the last number in each place, whether the numbers before are whole, the versions. */
export async function leftBehind(store: Store) {
  const [one, three] = await store.get([
    { partition: "one", sort: "last" },
    { partition: "three", sort: "pad" },
  ]);
  const numbers: number[] = [];
  const versions: number[] = [];
  let after: string | undefined;
  do {
    const page = await store.list({ partition: "two", prefix: "" }, after);
    for (const { value, version } of page.items) {
      numbers.push(Number(value));
      versions.push(Number(version));
    }
    after = page.next;
  } while (after !== undefined);
  return {
    last: Number(one?.value ?? -1),
    listed: numbers.at(-1) ?? -1,
    padded: typeof three?.value === "string" ? Number.parseInt(three.value, 10) : -1,
    gaps: numbers.filter((number, n) => number !== n),
    versionsRise: versions.every((version, n) => n === 0 || version > (versions[n - 1] ?? 0)),
  };
}
