import * as zlib from "node:zlib";
import { expect, test, vi } from "vitest";
import { unzipped } from "../../../../adapters/lex/model/unzip.ts";
import { zipped } from "../../../../adapters/lex/model/zip.ts";

const lengths: number[] = [];
vi.mock("node:zlib", async (original) => {
  const real = await original<typeof zlib>();
  const inflateRawSync: typeof real.inflateRawSync = (...given) => {
    const found = real.inflateRawSync(...given);
    lengths.push(found.length);
    return found;
  };
  return { ...real, inflateRawSync };
});

test("an archive that would become more than it says is stopped where it says it ends", () => {
  const packed = zlib.deflateRawSync(Buffer.alloc(64 << 20));
  const zip = Buffer.from(zipped([{ path: "a", bytes: packed }]));
  const line = zip.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  zip.writeUInt16LE(8, line + 10);
  zip.writeUInt32LE(100, line + 24);
  expect(() => unzipped("bomb.zip", zip)).toThrow(/"a" in bomb\.zip is broken/);
  expect(lengths).toEqual([]);
});
