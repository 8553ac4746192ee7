import type { SlotType } from "../model.ts";
import type { RawValue } from "../turn.ts";
import type { Heard } from "./heard.ts";

/** What may stand between the things of a list, and before each of them. */
const joints = new Set(
  "and or plus also with then some a an the any und oder sowie mit auch ein eine einen der die das den y e o con también un una unos unas el la los las と や も".split(
    " ",
  ),
);

/** Several values of one type that some words are altogether, but for what joins them; nothing where there is more to the words. */
export function valuesAmong(
  from: number,
  to: number,
  type: SlotType,
  heard: Heard,
): { readonly values: readonly RawValue[]; readonly all: boolean } | undefined {
  const ranges = heard.ranges(type).filter((it) => it.from >= from && it.to <= to);
  if (ranges.length === 0) return undefined;
  let at = from;
  let all = true;
  for (const range of [...ranges, { from: to, to }]) {
    for (let i = at; i < range.from; i++) all &&= joints.has(heard.words[i]?.plain ?? "");
    at = range.to;
  }
  const values = ranges.map((range) => ({
    text: heard.text.slice(heard.words[range.from]?.start, heard.words[range.to - 1]?.end),
    matches: heard.meaning(range.from, range.to, type),
  }));
  return { values, all };
}
