import { PalaverError } from "../errors.ts";

/** Plain data that may hold arrays of numbers. */
export type Freezable =
  string | number | boolean | null | Numbers | readonly Freezable[] | { readonly [key: string]: Freezable };

type Numbers = Float32Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

/** Changes whenever what is frozen could no longer be understood by code of another version. */
const version = 1;

const magic = [0x50, 0x4c, 0x56, 0x52];
const headerSize = 20;

/**
 * Data as one file: a head (the letters PLVR, version, checksum, length of the text, length of all), a text that is JSON with the
 * place of each array of numbers, and the arrays themselves, each from a multiple of 8 bytes on, as little-endian
 * machines hold them. Equal data make equal bytes.
 */
export function freeze(data: Freezable): Uint8Array {
  const arrays: Numbers[] = [];
  let size = 0;
  const text = new TextEncoder().encode(
    JSON.stringify(data, (_, value: unknown) => {
      if (!isNumbers(value)) return value;
      arrays.push(value);
      const place = { numbers: [value.constructor.name, size, value.length] };
      size += padded(value.byteLength);
      return place;
    }),
  );
  const start = padded(headerSize + text.length);
  const bytes = new Uint8Array(start + size);
  bytes.set(magic);
  bytes.set(text, headerSize);
  let at = start;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += padded(array.byteLength);
  }
  const head = new DataView(bytes.buffer);
  head.setUint32(4, version, true);
  head.setUint32(12, text.length, true);
  head.setUint32(16, bytes.length, true);
  head.setUint32(8, checksum(bytes), true);
  return bytes;
}

/**
 * The data that was frozen into these bytes; its arrays of numbers are views of them. Throws {@link PalaverError} where the bytes
 * are something else, of another version, cut off or changed.
 */
export function thaw(bytes: Uint8Array): unknown {
  const head = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < headerSize || magic.some((it, i) => bytes[i] !== it)) throw unfit("is no frozen model");
  const made = head.getUint32(4, true);
  if (made !== version) throw unfit(`has version ${made}, and this is version ${version}`);
  const [length, all] = [head.getUint32(12, true), head.getUint32(16, true)];
  if (all !== bytes.length || headerSize + length > all) throw unfit("is cut off");
  if (checksum(bytes) !== head.getUint32(8, true)) throw unfit("was changed since it was written");
  // Views of numbers have to begin where such numbers may stand.
  const { buffer } = bytes;
  const base =
    bytes.byteOffset % 8 === 0 && buffer instanceof ArrayBuffer
      ? new Uint8Array(buffer, bytes.byteOffset, all)
      : new Uint8Array(bytes);
  const start = padded(headerSize + length);
  const text = new TextDecoder().decode(base.subarray(headerSize, headerSize + length));
  return JSON.parse(text, (_, value: unknown) => numbersAt(value, base, start) ?? value);
}

const kinds = { Float32Array, Int32Array, Uint32Array, Uint16Array, Uint8Array };

const isNumbers = (value: unknown): value is Numbers =>
  Object.values(kinds).some((kind) => value instanceof kind);

function numbersAt(value: unknown, bytes: Uint8Array<ArrayBuffer>, start: number): Numbers | undefined {
  if (typeof value !== "object" || value === null || !("numbers" in value)) return undefined;
  if (!Array.isArray(value.numbers)) return undefined;
  const [name, offset, length]: unknown[] = value.numbers;
  const kind = Object.entries(kinds).find(([it]) => it === name)?.[1];
  if (!kind || typeof offset !== "number" || typeof length !== "number") return undefined;
  return new kind(bytes.buffer, bytes.byteOffset + start + offset, length);
}

const padded = (size: number) => Math.ceil(size / 8) * 8;

const unfit = (what: string) =>
  new PalaverError(
    "unreadable-model",
    `This file ${what}; make it anew with \`palaver build understanding\`.`,
  );

/** FNV-1a over everything but the checksum itself, four bytes at a time. */
function checksum(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let hash = 0x811c9dc5;
  const whole = bytes.length & ~3;
  for (let i = 0; i < whole; i += 4) {
    if (i === 8) continue;
    hash = Math.imul(hash ^ view.getUint32(i, true), 0x01000193);
    hash ^= hash >>> 15;
  }
  for (let i = whole; i < bytes.length; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193);
  return hash >>> 0;
}
