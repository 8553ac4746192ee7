import { deflateRawSync } from "node:zlib";
import { lexPlatform } from "palaver/lex";
import { describe, expect, test } from "vitest";
import { unzipped } from "../../../../adapters/lex/model/unzip.ts";
import { zipped } from "../../../../adapters/lex/model/zip.ts";
import { file, pizza, textOf } from "./pizza.ts";

/** Two files, `a.txt` deflated and `d/b.txt` stored, as Python's zipfile writes them. */
const foreign = Buffer.from(
  "UEsDBBQAAAAIAAAAIVDkTdBZCwAAADwAAAAFAAAAYS50eHTLSM3JyVfIIIsEAFBLAwQUAAAAAAAAACFQrCqT2AIAAAACAAAABwAAAGQvYi50eHRoaVBLAQIUAxQAAAAIAAAAIVDkTdBZCwAAADwAAAAFAAAAAAAAAAAAAACAAQAAAABhLnR4dFBLAQIUAxQAAAAAAAAAIVCsKpPYAgAAAAIAAAAHAAAAAAAAAAAAAACAAS4AAABkL2IudHh0UEsFBgAAAAACAAIAaAAAAFUAAAAAAA==",
  "base64",
);

const open = (bytes: Uint8Array) => unzipped("x.zip", bytes);
const names = ["a", "b/c.json", "é/ü.json"];
const archive = () => Buffer.from(zipped(names.map((path) => file(path, `{"path":"${path}"}`))));

const directory = Buffer.from([0x50, 0x4b, 1, 2]);
/** Where the entry of the directory begins that is so many-th. */
function lineOf(zip: Buffer, nth: number): number {
  let at = zip.indexOf(directory);
  for (let i = 0; i < nth; i++) at = zip.indexOf(directory, at + 1);
  return at;
}

/** An archive with its first entry's line in the directory changed. */
function changed(change: (zip: Buffer, at: number) => void): Buffer {
  const zip = archive();
  change(zip, lineOf(zip, 0));
  return zip;
}

/** An archive whose only file is deflated, and says of itself what it is told to. */
function deflated(content: Buffer, said: number): Buffer {
  const packed = deflateRawSync(content);
  const zip = Buffer.from(zipped([{ path: "a", bytes: packed }]));
  const at = lineOf(zip, 0);
  zip.writeUInt16LE(8, at + 10);
  zip.writeUInt32LE(said, at + 24);
  return zip;
}

const refused = (why: RegExp) =>
  expect.objectContaining({
    code: "unreadable-model",
    message: expect.stringMatching(why) as unknown,
  }) as Error;

describe("a zip archive", () => {
  test("has in it what was put there, in the order of its names, and is the same each time", () => {
    const files = names.map((path) => file(path, path));
    expect(open(zipped([...files].reverse())).map((it) => [it.path, textOf(it)])).toEqual(
      names.map((path) => [path, path]),
    );
    expect(zipped(files)).toEqual(zipped([...files].reverse()));
    expect(open(zipped([]))).toEqual([]);
  });

  test("is read as others write it, deflated or with a comment", () => {
    expect(open(foreign).map((it) => [it.path, textOf(it).slice(0, 5)])).toEqual([
      ["a.txt", "hello"],
      ["d/b.txt", "hi"],
    ]);
    const zip = archive();
    zip.writeUInt16LE(5, zip.length - 2);
    expect(open(Buffer.concat([zip, Buffer.from("hello")]))).toHaveLength(3);
  });

  test.each(["../a", "a/../../b", "/etc/passwd", "a//b", "a\\..\\b", "C:/a", "c:a", "a/./b", "", "a\0b"])(
    "with the path %j is refused",
    (path) => {
      expect(() => open(zipped([file(path, "x")]))).toThrow(refused(/leads out of it/));
    },
  );

  test("has no folders among its files", () => {
    expect(open(zipped([file("a/", ""), file("a/b", "x")])).map(({ path }) => path)).toEqual(["a/b"]);
  });

  test("with the same path twice is refused, on systems that do not tell A from a as well", () => {
    expect(() => open(zipped([file("a", "x"), file("a", "y")]))).toThrow(refused(/twice/));
    expect(() => open(zipped([file("A", "x"), file("a", "y")]))).toThrow(refused(/twice/));
  });

  test("that is cut off anywhere is refused", () => {
    const zip = archive();
    for (let length = 0; length < zip.length; length++)
      expect(() => open(zip.subarray(0, length))).toThrow(refused(/./));
  });

  test("with any one byte changed is refused or says the same of what it has, and never fails otherwise", () => {
    const whole = open(archive()).map(textOf).join();
    let refusals = 0;
    for (let at = 0; at < archive().length; at++) {
      const zip = archive();
      zip[at] = (zip[at] ?? 0) ^ 0xff;
      try {
        const texts = open(zip).map(textOf).join();
        expect(texts).toBe(whole);
      } catch (error) {
        expect(error).toEqual(refused(/./));
        refusals++;
      }
    }
    expect(refusals).toBeGreaterThan(150);
  });

  test("that is encrypted, in several parts or packed otherwise is refused with what it is", () => {
    expect(() => open(changed((zip, at) => zip.writeUInt16LE(0x0801, at + 8)))).toThrow(
      refused(/encrypted.*password/),
    );
    expect(() => open(changed((zip, at) => zip.writeUInt16LE(12, at + 10)))).toThrow(refused(/method 12/));
    expect(() => open(changed((zip) => zip.writeUInt16LE(1, zip.length - 14)))).toThrow(
      refused(/several parts/),
    );
  });

  test("whose directory lies is refused", () => {
    expect(() => open(changed((zip) => zip.writeUInt32LE(9_999, zip.length - 6)))).toThrow(
      refused(/not where it says/),
    );
    expect(() => open(changed((zip) => zip.writeUInt32LE(3, zip.length - 6)))).toThrow(refused(/./));
    expect(() => open(changed((zip) => zip.writeUInt32LE(0xffff_ffff, zip.length - 6)))).toThrow(
      refused(/more files/),
    );
    expect(() => open(changed((zip, at) => zip.writeUInt32LE(9_999, at + 42)))).toThrow(refused(/broken/));
    expect(() => open(changed((zip, at) => zip.writeUInt32LE(0, at + 16)))).toThrow(refused(/broken/));
    expect(() => open(changed((zip, at) => zip.writeUInt32LE(9_999, at + 20)))).toThrow(refused(/broken/));
  });

  test("that unpacks to more than a bot is refused by what it says, and stopped by what it does", () => {
    const zeros = Buffer.alloc(8 << 20);
    expect(() => open(deflated(zeros, zeros.length))).toThrow(refused(/more than a bot/));
    expect(() => open(deflated(zeros, 100))).toThrow(refused(/broken/));
    expect(() => open(deflated(Buffer.from("short"), 100))).toThrow(refused(/broken/));
    const most = { files: 2, file: 1_000, all: 1_000, ratio: 10 };
    expect(() => unzipped("x", archive(), most)).toThrow(refused(/more files/));
    expect(() => unzipped("x", zipped([file("a", "x".repeat(1_001))]), most)).toThrow(
      refused(/more than a bot/),
    );
    const one = zipped([file("a", "x".repeat(600))]);
    expect(() => unzipped("x", one, { ...most, file: 599 })).toThrow(refused(/more than a bot/));
    const two = zipped([file("a", "x".repeat(600)), file("b", "x".repeat(600))]);
    expect(() => unzipped("x", two, most)).toThrow(refused(/more than a bot/));
    expect(unzipped("x", zipped([file("a", "x".repeat(1_000))]), most)).toHaveLength(1);
  });

  test("of more files than there can be in one is not written", () => {
    const files = Array.from({ length: 65_536 }, (_, i) => file(`${i}`, ""));
    expect(() => zipped(files)).toThrow(/65536 files/);
  });
});

describe("a bot's zip", () => {
  test("reads as its folder does", () => {
    const zip = { path: "pizza.zip", bytes: zipped(pizza) };
    expect(lexPlatform.read?.([zip])).toEqual(lexPlatform.read?.(pizza));
  });

  test("without a manifest, beside another, or not one at all is refused", () => {
    const zip = { path: "a.zip", bytes: zipped([file("x.json", {})]) };
    expect(() => lexPlatform.read?.([zip])).toThrow(refused(/a\.zip has no Manifest\.json/));
    expect(() => lexPlatform.read?.([zip, { ...zip, path: "b.zip" }])).toThrow(refused(/several/));
    expect(() => lexPlatform.read?.([{ path: "a.zip", bytes: zip.bytes.slice(0, 40) }])).toThrow(
      refused(/no whole zip/),
    );
    const legacy = {
      path: "v1.zip",
      bytes: zipped([file("Bot_Export.json", { metadata: { importType: "LEX" } })]),
    };
    expect(() => lexPlatform.read?.([legacy])).toThrow(refused(/Lex V1.*Migrate/));
  });
});
