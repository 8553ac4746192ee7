import { crc32 } from "node:zlib";
import { PalaverError, type ModelFile } from "palaver";

/** 1980-01-01, the first day there is in a zip: an archive of the same files is the same archive on every day. */
const firstDay = 0x0021;
/** Entry names are UTF-8. */
const utf8 = 0x0800;
/** What version 2.0 of the format can do is all there is in it. */
const version = 20;
const mostEntries = 0xffff;
const mostBytes = 0xffff_ffff;

/**
 * Files as a zip archive (PKWARE's APPNOTE 6.3), in the order of their names. They are stored as they are, since what
 * deflating makes of them differs between versions of zlib. Throws {@link PalaverError} for more than 65,535 files or 4 GiB.
 */
export function zipped(files: readonly ModelFile[]): Uint8Array {
  const entries = [...files].sort((one, other) => (one.path < other.path ? -1 : 1));
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { path, bytes } of entries) {
    const name = new TextEncoder().encode(path);
    const shared = common(bytes, name.length);
    parts.push(record(0x0403_4b50, [[2, version]], shared), name, bytes);
    directory.push(
      record(0x0201_4b50, [...[version, version].map((it) => [2, it] as const)], shared, [
        [2, 0],
        [2, 0],
        [2, 0],
        [4, 0],
        [4, offset],
      ]),
      name,
    );
    offset += 30 + name.length + bytes.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  if (entries.length > mostEntries || offset + size > mostBytes)
    throw new PalaverError(
      "invalid-value",
      `The bot's ${entries.length} files are more than a zip archive can hold; part it into several bots.`,
    );
  const end = record(0x0605_4b50, [
    [2, 0],
    [2, 0],
    [2, entries.length],
    [2, entries.length],
    [4, size],
    [4, offset],
    [2, 0],
  ]);
  return Buffer.concat([...parts, ...directory, end]);
}

/** Numbers of so many bytes each. */
type Fields = readonly (readonly [2 | 4, number])[];

/** What an entry's own header and its line in the directory have in common. */
const common = (bytes: Uint8Array, nameLength: number): Fields => [
  [2, utf8],
  [2, 0],
  [2, 0],
  [2, firstDay],
  [4, crc32(bytes)],
  [4, bytes.length],
  [4, bytes.length],
  [2, nameLength],
  [2, 0],
];

function record(signature: number, ...fields: readonly Fields[]): Uint8Array {
  const all: Fields = [[4, signature], ...fields.flat()];
  const bytes = Buffer.alloc(all.reduce((sum, [size]) => sum + size, 0));
  let at = 0;
  for (const [size, value] of all) {
    // What does not fit has been counted, and is refused once all of it is known.
    bytes.writeUIntLE(Math.min(value, 256 ** size - 1), at, size);
    at += size;
  }
  return bytes;
}
