import { randomUUID } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { itemsOf, membersOf, type ModelFile } from "palaver";

/** What a build has written where, so that the next one knows its own files from those that somebody put beside them. */
const name = "palaver.json";

/** The paths that were written last into the folder of each platform; none where nothing says so. */
export async function recordOf(folder: string): Promise<ReadonlyMap<string, readonly string[]>> {
  try {
    const record: unknown = JSON.parse(await readFile(join(folder, name), "utf8"));
    return new Map(
      membersOf(record).map(([platform, paths]) => [
        platform,
        itemsOf(paths).filter((it) => typeof it === "string"),
      ]),
    );
  } catch {
    return new Map();
  }
}

/** Writes down what has been written. */
export async function withRecord(
  folder: string,
  before: ReadonlyMap<string, readonly string[]>,
  built: ReadonlyMap<string, readonly ModelFile[]>,
): Promise<void> {
  const now = new Map(before);
  for (const [platform, files] of built) now.set(platform, files.map(({ path }) => path).sort());
  const sorted = [...now].sort(([a], [b]) => (a < b ? -1 : 1));
  const beside = join(folder, `.${name}-${randomUUID()}`);
  await writeFile(beside, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
  await rename(beside, join(folder, name));
}
