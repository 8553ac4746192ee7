import type { Reader } from "./reader.ts";
import { digitOf, letterOf, timesOf } from "./spelled.ts";
import type { Token } from "./token.ts";

/** In signs. */
const longest = 32;

/**
 * Something that is spelled out, or written as letters and digits: "AB1234" for "a b 1 2 3 4", "A as in alpha bravo one …" and "AB-1234". It has a
 * digit, or two letters spelled one by one; a word is none.
 */
export const identifierAt: Reader = (tokens, from, to) => {
  let text = "";
  let spelled = 0;
  let at = from;
  let end = from;
  while (at < to && text.length < longest) {
    const many = timesOf(tokens[at]);
    const sign = many === undefined ? signAt(tokens, at, to) : signAt(tokens, at + 1, to);
    if (!sign) {
      const joins =
        end > from && /^[-/.]$/.test(tokens[at]?.plain ?? "") && !tokens[at]?.apart && !tokens[at + 1]?.apart;
      if (!joins) break;
      at++;
      continue;
    }
    text += sign.value.repeat(many ?? 1);
    if (sign.value.length === 1 && /^[a-z]$/.test(sign.value)) spelled++;
    at = sign.to;
    end = at;
  }
  if (text.length < 2 || (!/\d/.test(text) && spelled < 2)) return undefined;
  return { to: end, value: text.toUpperCase() };
};

/** One letter or digit, or what is written together with one. */
function signAt(tokens: readonly Token[], at: number, to: number): { to: number; value: string } | undefined {
  const token = at < to ? tokens[at] : undefined;
  if (!token) return undefined;
  if (token.plain === "double" && tokens[at + 1]?.plain === "u") return { to: at + 2, value: "w" };
  const letter = letterOf(token);
  if (letter !== undefined) {
    // "A as in alpha", "A wie Anton".
    const as =
      tokens[at + 1]?.plain === "wie"
        ? 3
        : tokens[at + 1]?.plain === "as" && tokens[at + 2]?.plain === "in"
          ? 4
          : tokens[at + 1]?.plain === "for"
            ? 3
            : 1;
    const named = as > 1 && at + as <= to && tokens[at + as - 1]?.plain.startsWith(letter);
    return { to: at + (named ? as : 1), value: letter };
  }
  const digit = digitOf(token);
  if (digit !== undefined) return { to: at + 1, value: digit };
  const besideDigits = [tokens[at - 1], tokens[at + 1]].some(
    (it, i) => it && /^[0-9]/.test(it.plain) && !(i === 0 ? token : it).apart,
  );
  const besideSign =
    /^[-/]$/.test(tokens[at + 1]?.plain ?? "") &&
    /^[0-9]/.test(tokens[at + 2]?.plain ?? "") &&
    !tokens[at + 2]?.apart;
  return /^[a-z]{2,8}$/.test(token.plain) && (besideDigits || besideSign)
    ? { to: at + 1, value: token.plain }
    : undefined;
}
