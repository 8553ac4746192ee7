import type { Reader } from "./reader.ts";
import type { Token } from "./token.ts";

const spoken: ReadonlyMap<string, string> = new Map([
  ["at", "@"],
  ["ät", "@"],
  ["aet", "@"],
  ["dot", "."],
  ["punkt", "."],
  ["point", "."],
  ["underscore", "_"],
  ["unterstrich", "_"],
  ["dash", "-"],
  ["hyphen", "-"],
  ["minus", "-"],
  ["bindestrich", "-"],
  ["plus", "+"],
]);
const signs = new Set(["@", ".", "_", "-", "+"]);

/** An e-mail address, written or spoken ("kevin dot smith at example dot com"); its domain in lower case. */
export const emailAt: Reader = (tokens, from, to) => {
  let text = "";
  let best: { to: number; value: string } | undefined;
  let last: "name" | "sign" | undefined;
  for (let at = from; at < Math.min(to, from + 24); at++) {
    const token = tokens[at];
    if (!token) break;
    const sign = signs.has(token.plain) ? token.plain : last === "name" ? spoken.get(token.plain) : undefined;
    if (sign !== undefined) {
      if (last !== "name") break;
      text += sign;
      last = "sign";
    } else {
      if (!/^[\p{L}\p{N}]+$/u.test(token.plain) || (last === "name" && token.apart && !isLone(token))) break;
      text += token.plain;
      last = "name";
    }
    if (last === "name" && /^[^@]+@[^@]+\.[\p{L}]{2,24}$/u.test(text)) best = { to: at + 1, value: text };
  }
  return best;
};

/** Letters that are spelled one by one belong together. */
const isLone = ({ plain }: Token) => plain.length === 1;
