import { isGerman, numberAt } from "./number.ts";
import type { Reader } from "./reader.ts";

/** A share of a hundred: "15" for "15%", "fifteen percent" and "fünfzehn Prozent". */
export const percentAt: Reader = (tokens, from, to, here) => {
  const number = numberAt(tokens, from, to, here);
  if (!number) return undefined;
  const word = number.to < to ? (tokens[number.to]?.plain ?? "") : "";
  const next = number.to + 1 < to ? (tokens[number.to + 1]?.plain ?? "") : "";
  const value = String(Number(number.value.toPrecision(15)));
  if (/^(?:%|percent|percents|pct|prozent|％)$/.test(word)) return { to: number.to + 1, value };
  const apart =
    (word === "per" && /^(?:cent|cents)$/.test(next)) ||
    (isGerman(here) && word === "vom" && next === "hundert");
  return apart ? { to: number.to + 2, value } : undefined;
};
