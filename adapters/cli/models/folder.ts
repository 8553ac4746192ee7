import { randomUUID } from "node:crypto";
import { cp, lstat, mkdir, open, readdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import type { ModelFile } from "palaver";
import { Complaint } from "../complaint.ts";

/** Bytes and files that are read of somebody's model; more is a mistake. */
const [mostBytes, mostFiles] = [256 * 1024 * 1024, 100_000];

/** Whether the path of a file stays in the folder it is written in, whatever the system it is written on. */
export const staysInside = (path: string): boolean =>
  path !== "" &&
  path
    .split("/")
    .every(
      (part) =>
        part !== "" && part !== "." && part !== ".." && !/[\\:\0<>"|?*]/.test(part) && !/[. ]$/.test(part),
    );

/** The files of a folder and of those inside it, in the order of their names; nothing where there is no such folder. */
export async function filesIn(folder: string): Promise<readonly ModelFile[] | undefined> {
  const files: ModelFile[] = [];
  let bytes = 0;
  const walk = async (inner: string): Promise<void> => {
    const entries = await readdir(join(folder, inner), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = inner === "" ? entry.name : `${inner}/${entry.name}`;
      // What a link leads to is not in the folder.
      if (entry.isDirectory()) await walk(path);
      else if (entry.isFile()) {
        bytes += (await lstat(join(folder, path))).size;
        if (bytes > mostBytes || files.length >= mostFiles)
          throw new Complaint(`${folder} holds more than a model has; say which folder of it is meant.`);
        files.push({ path, bytes: await readFile(join(folder, path)) });
      }
    }
  };
  try {
    await walk("");
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  return files;
}

/** The bytes of a file. Throws {@link Complaint}. */
export async function bytesOf(file: string): Promise<Uint8Array> {
  let handle;
  try {
    handle = await open(file, "r");
    const { size } = await handle.stat();
    if (size > mostBytes) throw new Complaint(`The file ${file} is larger than any model.`);
    return await handle.readFile();
  } catch (error) {
    if (error instanceof Complaint) throw error;
    throw new Complaint(`The file ${file} cannot be read; check that it is there.`);
  } finally {
    await handle?.close();
  }
}

/** Writes files into a folder of their own, which appears with all of them in it or not at all. Throws {@link Complaint} where it is taken. */
export async function writeNew(folder: string, files: readonly ModelFile[]): Promise<void> {
  const place = resolve(folder);
  if (!(await isFree(place)))
    throw new Complaint(`There is something in ${folder}; name a folder that is new or empty.`);
  await daring(folder, async () => {
    await mkdir(dirname(place), { recursive: true });
    const beside = join(dirname(place), `.${basename(place)}-${randomUUID()}`);
    try {
      await writeAll(beside, files);
      await rmdir(place).catch(() => {});
      await rename(beside, place);
    } finally {
      await rm(beside, { recursive: true, force: true });
    }
  });
}

async function isFree(place: string): Promise<boolean> {
  try {
    return (await readdir(place)).length === 0;
  } catch (error) {
    return isMissing(error);
  }
}

/**
 * Has some folders inside of one hold these files and no other ones that were written before: all of them, or none. What
 * somebody else has put there stays. `before` tells the paths that were written last.
 */
export async function replaceAll(
  folder: string,
  built: ReadonlyMap<string, readonly ModelFile[]>,
  before: (name: string) => readonly string[],
): Promise<void> {
  await daring(folder, async () => {
    await mkdir(folder, { recursive: true });
    const work = join(folder, `.build-${randomUUID()}`);
    const moved: string[] = [];
    try {
      for (const [name, files] of built) {
        await keep(
          join(folder, name),
          join(work, "new", name),
          new Set([...before(name), ...files.map((it) => it.path)]),
        );
        await writeAll(join(work, "new", name), files);
      }
      await mkdir(join(work, "old"));
      for (const name of built.keys()) {
        await moveIfThere(join(folder, name), join(work, "old", name));
        moved.push(name);
        await rename(join(work, "new", name), join(folder, name));
      }
    } catch (error) {
      for (const name of moved) {
        await rm(join(folder, name), { recursive: true, force: true });
        await moveIfThere(join(work, "old", name), join(folder, name));
      }
      throw error;
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
}

/** Copies what is not replaced. */
async function keep(from: string, to: string, replaced: ReadonlySet<string>): Promise<void> {
  for (const { path } of (await filesIn(from)) ?? [])
    if (!replaced.has(path)) await cp(join(from, path), join(to, path), { recursive: true });
}

async function moveIfThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

async function writeAll(folder: string, files: readonly ModelFile[]): Promise<void> {
  const met = new Set<string>();
  for (const { path, bytes } of files) {
    const place = resolve(folder, ...path.split("/"));
    if (!staysInside(path) || !place.startsWith(resolve(folder) + sep) || met.has(path.toLowerCase()))
      throw new Complaint(
        `"${path}" is no path for a file of its own in ${basename(folder)}; nothing was written.`,
      );
    met.add(path.toLowerCase());
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, bytes);
  }
}

/** Does what may fail by the disk, and says so. */
async function daring(folder: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (
      !(error instanceof Error) ||
      !("code" in error) ||
      typeof error.code !== "string" ||
      !("syscall" in error)
    )
      throw error;
    throw new Complaint(
      `Nothing could be written to ${folder} (${error.code}); check that it is a folder you may write to.`,
    );
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ENOENT";
