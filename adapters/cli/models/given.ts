import { stat } from "node:fs/promises";
import { basename, dirname, relative, resolve, sep } from "node:path";
import type { ModelFile } from "palaver";
import { Complaint } from "../complaint.ts";
import { bytesOf, filesIn } from "./folder.ts";

/** The files that somebody names, and those of the folders among them; paths as seen from the folder that all of them are in. */
export async function sourcesOf(names: readonly string[]): Promise<readonly ModelFile[]> {
  const [only] = names;
  if (only !== undefined && names.length === 1 && (await isFolder(only)))
    return (await filesIn(resolve(only))) ?? [];
  const files: { readonly place: string; readonly bytes: Uint8Array }[] = [];
  for (const name of names) {
    const place = resolve(name);
    if (await isFolder(name))
      for (const { path, bytes } of (await filesIn(place)) ?? [])
        files.push({ place: resolve(place, path), bytes });
    else files.push({ place, bytes: await bytesOf(name) });
  }
  const shared = sharedFolder(files.map(({ place }) => dirname(place)));
  return files.map(({ place, bytes }) => ({
    path: relative(shared, place).split(sep).join("/") || basename(place),
    bytes,
  }));
}

async function isFolder(name: string): Promise<boolean> {
  try {
    return (await stat(resolve(name))).isDirectory();
  } catch {
    throw new Complaint(`The file ${name} cannot be read; check that it is there.`);
  }
}

/** The folder that all of these are in, or are. */
function sharedFolder(folders: readonly string[]): string {
  const [parts = [], ...rest] = folders.map((folder) => folder.split(sep));
  const count = rest.reduce((least, other) => {
    let same = 0;
    while (same < least && other[same] === parts[same]) same++;
    return same;
  }, parts.length);
  return parts.slice(0, count).join(sep) || sep;
}
