import type { Speech } from "../speech.ts";

/** An id, such as an order's number, that is said sign by sign: "A, 4 7 1 1". It is written as it is. */
export const spelled = (id: string): Speech => ({
  parts: [{ type: "sub", text: id, alias: spelledOut(id) }],
});

/** How many signs are said in one breath. */
const breath = 4;

/**
 * Each sign by itself, with a comma after some: any voice reads this sign by sign. Letters are capitals, for a lone "a" is
 * a word; hyphens and the like are left out, as people do.
 */
export function spelledOut(id: string): string {
  const groups = id.normalize("NFC").match(/\p{N}+|\p{L}[\p{L}\p{M}]*|[+*#]/gu) ?? [id];
  return groups
    .flatMap(evenly)
    .map((group) => [...group.toUpperCase()].join(" "))
    .join(", ");
}

/** In groups of up to four, none of which is one alone: "12345" is 123 and 45. */
function evenly(run: string): readonly string[] {
  const signs = [...run];
  const count = Math.ceil(signs.length / breath);
  const size = Math.ceil(signs.length / count);
  return Array.from({ length: count }, (_, i) => signs.slice(i * size, (i + 1) * size).join(""));
}
