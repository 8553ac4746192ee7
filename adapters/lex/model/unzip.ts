import { crc32, inflateRawSync } from "node:zlib";
import type { ModelFile } from "palaver";
import { staysInside, unreadable } from "./paper.ts";

/** What is unpacked of an archive, at the most: files, bytes of one, bytes of all, and how much larger than its packed form one may be. */
export interface Bounds {
  readonly files: number;
  readonly file: number;
  readonly all: number;
  readonly ratio: number;
}

/** More than any bot has: one of 1,000 intents comes to about 20 MB, and its files to about 30 times their packed size. */
const bounds: Bounds = { files: 65_535, file: 16 << 20, all: 256 << 20, ratio: 250 };

/** Whether these bytes begin as a zip archive does. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);

interface Entry {
  readonly path: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  /** Where its own header begins. */
  readonly at: number;
}

/**
 * The files in a zip archive (PKWARE's APPNOTE 6.3). Throws `PalaverError` for an archive that is not whole or is
 * encrypted, for a path that leaves the folder it is unpacked to, for the same path twice, and for more than `most`.
 */
export function unzipped(name: string, bytes: Uint8Array, most: Bounds = bounds): readonly ModelFile[] {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = directoryOf(name, archive, most);
  const met = new Set<string>();
  let all = 0;
  for (const { path, size, packed } of entries) {
    const [own, folded] = [JSON.stringify(path), path.toLowerCase()];
    if (!staysInside(path.replace(/\/$/, "")))
      throw unreadable(`${name} has the path ${own}, which leads out of it`);
    if (met.has(folded)) throw unreadable(`${name} has ${own} twice`);
    met.add(folded);
    all += size;
    const bulges = size > 1 << 20 && size > packed * most.ratio;
    if (size > most.file || all > most.all || bulges)
      throw unreadable(`${name} unpacks to more than a bot is: ${own}`);
  }
  return entries
    .filter(({ path }) => !path.endsWith("/"))
    .map((entry) => ({ path: entry.path, bytes: contentOf(name, archive, entry) }));
}

function directoryOf(name: string, archive: Buffer, most: Bounds): readonly Entry[] {
  const end = endOf(archive);
  if (end === undefined) throw unreadable(`${name} is no whole zip archive: it has no directory at its end`);
  const [count, size, start] = [
    archive.readUInt16LE(end + 10),
    archive.readUInt32LE(end + 12),
    archive.readUInt32LE(end + 16),
  ];
  if (archive.readUInt16LE(end + 8) !== count) throw unreadable(`${name} is in several parts`);
  if (count > most.files || start === 0xffff_ffff) throw unreadable(`${name} has more files than a bot`);
  if (start + size > end)
    throw unreadable(`${name} is no whole zip archive: its directory is not where it says`);
  const entries: Entry[] = [];
  let at = start;
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || archive.readUInt32LE(at) !== 0x0201_4b50)
      throw unreadable(`The directory of ${name} breaks off`);
    const entry = entryAt(archive, at);
    const path = JSON.stringify(entry.path);
    if (archive.readUInt16LE(at + 8) & 1)
      throw unreadable(
        `${path} in ${name} is encrypted`,
        "Export the bot without a password, or unpack it first.",
      );
    if (entry.method !== 0 && entry.method !== 8)
      throw unreadable(`${path} in ${name} is packed by method ${entry.method}, and only 0 and 8 are read`);
    entries.push(entry);
    at += 46 + [28, 30, 32].reduce((sum, field) => sum + archive.readUInt16LE(at + field), 0);
  }
  return entries;
}

const entryAt = (archive: Buffer, at: number): Entry => ({
  path: archive.toString("utf8", at + 46, at + 46 + archive.readUInt16LE(at + 28)),
  method: archive.readUInt16LE(at + 10),
  crc: archive.readUInt32LE(at + 16),
  packed: archive.readUInt32LE(at + 20),
  size: archive.readUInt32LE(at + 24),
  at: archive.readUInt32LE(at + 42),
});

/** Where the last record of an archive is: a comment of up to 65,535 bytes may follow it. */
function endOf(archive: Buffer): number | undefined {
  for (let at = archive.length - 22; at >= Math.max(0, archive.length - 22 - 0xffff); at--) {
    if (
      archive.readUInt32LE(at) === 0x0605_4b50 &&
      at + 22 + archive.readUInt16LE(at + 20) === archive.length
    )
      return at;
  }
  return undefined;
}

function contentOf(
  name: string,
  archive: Buffer,
  { path, method, crc, packed, size, at }: Entry,
): Uint8Array {
  const broken = () => unreadable(`${JSON.stringify(path)} in ${name} is broken`);
  if (at + 30 > archive.length || archive.readUInt32LE(at) !== 0x0403_4b50) throw broken();
  const start = at + 30 + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
  const found = archive.subarray(start, start + packed);
  // What is cut off is shorter than it says.
  const content = method === 0 ? found : inflated(found, size);
  if (content?.length !== size || crc32(content) !== crc) throw broken();
  return content;
}

/** Never more than it was said to become, whatever it would. */
function inflated(found: Buffer, size: number): Buffer | undefined {
  try {
    return inflateRawSync(found, { maxOutputLength: Math.max(size, 1) });
  } catch {
    return undefined;
  }
}
