// What is read at an index here was laid out just before; `!` says so to the compiler.

/** The hash to begin with. */
export const seed = 0x811c9dc5 | 0;

/** A hash with one more UTF-16 unit in it. */
export const withUnit = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);

/** A hash of two hashes, in this order. */
export function mix(one: number, other: number): number {
  const mixed = Math.imul(one ^ Math.imul(other ^ (other >>> 15), 0x85ebca6b), 0xc2b2ae35);
  return mixed ^ (mixed >>> 13);
}

/** The hash of a whole text. */
export function hashOf(text: string): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = withUnit(hash, text.charCodeAt(i));
  return mix(hash, text.length);
}

/** A set of 32-bit hashes, numbered from 0. Each stands at its first free place from the one its lowest bits name. */
export interface HashTable {
  /** By place, the hash there. */
  readonly keys: Int32Array;
  /** By place, the number of the hash there plus 1; 0 where there is none. The length is a power of two. */
  readonly places: Int32Array;
}

/** A table of the first `count` of these hashes, which differ from each other; each gets its index. It is at most half full. */
export function tableOf(hashes: ArrayLike<number>, count = hashes.length, room = count): HashTable {
  const size = 2 ** Math.ceil(Math.log2(Math.max(8, room * 2)));
  const table = { keys: new Int32Array(size), places: new Int32Array(size) };
  for (let i = 0; i < count; i++) put(table, hashes[i]!, i);
  return table;
}

function put({ keys, places }: HashTable, hash: number, number: number): void {
  const mask = keys.length - 1;
  let at = hash & mask;
  while (places[at] !== 0) at = (at + 1) & mask;
  keys[at] = hash;
  places[at] = number + 1;
}

/** The number of a hash in a table, or -1. */
export function numberOf({ keys, places }: HashTable, hash: number): number {
  const mask = keys.length - 1;
  for (let at = hash & mask; ; at = (at + 1) & mask) {
    const place = places[at]!;
    if (place === 0) return -1;
    if (keys[at] === hash) return place - 1;
  }
}

/** Numbers hashes as they come; from the table it is turned into, they can be looked up. */
export interface Numbering {
  /** The number of a hash, which is the next free one if it is new. */
  readonly number: (hash: number) => number;
  readonly count: () => number;
  /** All hashes in the order of their numbers. */
  readonly hashes: () => Int32Array;
}

/** An empty numbering. */
export function numbering(): Numbering {
  let hashes = new Int32Array(256);
  let table = tableOf(hashes, 0);
  let count = 0;
  function add(hash: number): number {
    if (count === hashes.length) {
      const more = new Int32Array(hashes.length * 2);
      more.set(hashes);
      hashes = more;
    }
    hashes[count++] = hash;
    if (count * 2 > table.keys.length) table = tableOf(hashes, count, count * 2);
    else put(table, hash, count - 1);
    return count - 1;
  }
  return {
    number(hash) {
      const known = numberOf(table, hash);
      return known >= 0 ? known : add(hash);
    },
    count: () => count,
    hashes: () => hashes.slice(0, count),
  };
}
