import type { Reader } from "./reader.ts";
import { digitOf, timesOf } from "./spelled.ts";

/** In digits, of a telephone number with its country (ITU-T E.164), and of the shortest that is taken for one. */
const [most, least] = [15, 5];

/** A telephone number, written or spoken: its digits, with a "+" before them where one was given. */
export const phoneAt: Reader = (tokens, from, to) => {
  const plus = /^(?:\+|plus)$/.test(tokens[from]?.plain ?? "");
  let at = plus ? from + 1 : from;
  let number = "";
  let end = at;
  while (at < to && number.length <= most) {
    const token = tokens[at];
    const many = timesOf(token);
    const digit = digitOf(many === undefined ? token : tokens[at + 1]);
    if (digit !== undefined && (many === undefined || at + 1 < to)) {
      number += digit.repeat(many ?? 1);
      at += many === undefined ? 1 : 2;
      end = at;
    } else if (number !== "" || token?.plain === "(") {
      if (!/^[-/().,]$/.test(token?.plain ?? "")) break;
      at++;
    } else break;
  }
  if (tokens[end]?.plain === ")" && end < to) end++;
  return number.length < least || number.length > most
    ? undefined
    : { to: end, value: (plus ? "+" : "") + number };
};
