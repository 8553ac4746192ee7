import type { Read } from "./reader.ts";
import type { Token } from "./token.ts";

/** Whether a token is digits, of a length that a number may have. */
export const isDigits = (token: Token | undefined): token is Token =>
  token !== undefined && token.plain.length <= 15 && /^[0-9]+$/.test(token.plain);

/** A token that is written together with the one before. */
export const joined = (tokens: readonly Token[], at: number, to: number): Token | undefined => {
  const token = at < to ? tokens[at] : undefined;
  return token && !token.apart ? token : undefined;
};

const suffixes = new Map([
  ["k", 1e3],
  ["mm", 1e6],
  ["mil", 1e6],
  ["mln", 1e6],
  ["bn", 1e9],
  ["bln", 1e9],
  ["m", 1e6],
  ["g", 1e9],
  ["b", 1e9],
]);

/** A number in digits: "2,000.5", ".77", "1/2", "3k". A piece of something longer, such as a time or a version, is none. */
export function digits(
  tokens: readonly Token[],
  from: number,
  to: number,
  german: boolean,
): Read<number> | undefined {
  const first = tokens[from];
  const before = first?.apart ? undefined : tokens[from - 1];
  if (before && (/[\p{L}\p{N}/:_]/u.test(before.plain) || isDigits(before))) return undefined;
  const read =
    first?.plain === "." && first.apart ? fraction(tokens, from, to) : whole(tokens, from, to, german);
  if (!read) return undefined;
  const next = joined(tokens, read.to, to);
  if (!next) {
    const thousands = read.to < to && tokens[read.to]?.plain === "k" && !joined(tokens, read.to + 1, to);
    return thousands ? { to: read.to + 1, value: read.value * 1e3 } : over(tokens, read, to);
  }
  const power = powerOf(tokens, read, to);
  if (power) return power;
  const suffix = suffixes.get(next.plain);
  if (suffix !== undefined && !joined(tokens, read.to + 1, to))
    return { to: read.to + 1, value: read.value * suffix };
  if (next.plain === "/") return part(tokens, read, to);
  if (/[½¼¾]|⁄/u.test(next.plain)) return over(tokens, read, to);
  if (/[\p{L}\p{N}:_]/u.test(next.plain)) return undefined;
  return /[.,-]/.test(next.plain) && isDigits(joined(tokens, read.to + 1, to))
    ? undefined
    : over(tokens, read, to);
}

/** What is written together with a number to say how often it is multiplied: "1.5e3", "1.3x10^6", "2^10". */
function powerOf(
  tokens: readonly Token[],
  { to: at, value }: Read<number>,
  to: number,
): Read<number> | undefined {
  const sign = joined(tokens, at, to)?.plain ?? "";
  const ten = /^[x×*]$/.test(sign) && joined(tokens, at + 1, to)?.plain === "10";
  const caret = ten ? joined(tokens, at + 2, to)?.plain : sign;
  if (ten ? caret !== "^" : caret !== "e" && caret !== "^") return undefined;
  const power = exponentAt(tokens, ten ? at + 3 : at + 1, to);
  if (!power) return undefined;
  const made =
    caret === "^" && !ten
      ? Math.sign(value) * Math.abs(value) ** power.value
      : Number(`${value}e${power.value}`);
  return Number.isFinite(made) ? { to: power.to, value: made } : undefined;
}

function exponentAt(tokens: readonly Token[], from: number, to: number): Read<number> | undefined {
  const sign = joined(tokens, from, to)?.plain ?? "";
  const at = /^[+-]$/.test(sign) ? from + 1 : from;
  const digits = joined(tokens, at, to);
  if (!isDigits(digits) || digits.plain.length > 3) return undefined;
  return { to: at + 1, value: Number(digits.plain) * (sign === "-" ? -1 : 1) };
}

function fraction(tokens: readonly Token[], from: number, to: number): Read<number> | undefined {
  const after = joined(tokens, from + 1, to);
  return isDigits(after) ? { to: from + 2, value: Number(`0.${after.plain}`) } : undefined;
}

/** Digits with signs between thousands and before decimals, as the language has them, or clearly the other way about. */
function whole(
  tokens: readonly Token[],
  from: number,
  to: number,
  german: boolean,
): Read<number> | undefined {
  const first = from < to ? tokens[from] : undefined;
  if (!isDigits(first)) return mixed(first, from);
  const [thousands, decimal] = german ? [".", ","] : [",", "."];
  const plain =
    grouped(tokens, from, to, thousands, decimal) ?? grouped(tokens, from, to, decimal, thousands);
  return plain;
}

function grouped(tokens: readonly Token[], from: number, to: number, thousands: string, decimal: string) {
  let text = tokens[from]?.plain ?? "";
  let at = from + 1;
  if (text.length <= 3) {
    while (joined(tokens, at, to)?.plain === thousands) {
      const next = joined(tokens, at + 1, to);
      if (!isDigits(next) || !(next.plain.length === 3 || isIndian(tokens, at, to))) break;
      text += next.plain;
      at += 2;
    }
    if (at === from + 1) {
      for (
        let next = tokens[at];
        at < to && isDigits(next) && next.apart && next.plain.length === 3;
        next = tokens[at]
      ) {
        text += next.plain;
        at++;
      }
    }
  }
  if (joined(tokens, at, to)?.plain === decimal) {
    const next = joined(tokens, at + 1, to);
    if (isDigits(next)) {
      text += `.${next.plain}`;
      at += 2;
    }
  }
  const rest = joined(tokens, at, to)?.plain;
  const goesOn = (rest === thousands || rest === decimal) && isDigits(joined(tokens, at + 1, to));
  return goesOn ? undefined : { to: at, value: Number(text) };
}

/** Two digits with a sign before them and behind: the lakhs of "12,34,567". */
const isIndian = (tokens: readonly Token[], at: number, to: number): boolean => {
  const [next, behind, last] = [1, 2, 3].map((i) => joined(tokens, at + i, to));
  return next?.plain.length === 2 && behind?.plain === "," && tokens[at]?.plain === "," && isDigits(last);
};

/** "½" alone; compatibility forms make "1⁄2" of it. */
function mixed(token: Token | undefined, from: number): Read<number> | undefined {
  const [, up, down] = /^(\d+)\u2044(\d+)$/.exec(token?.plain ?? "") ?? [];
  return up !== undefined && down !== undefined && Number(down) > 0
    ? { to: from + 1, value: Number(up) / Number(down) }
    : undefined;
}

/** "1/2": a part, where nothing more is joined to it. */
function part(
  tokens: readonly Token[],
  { to: slash, value }: Read<number>,
  to: number,
): Read<number> | undefined {
  const below = joined(tokens, slash + 1, to);
  const more = joined(tokens, slash + 2, to);
  const fits = isDigits(below) && Number(below.plain) > 0 && !(more && /[\p{L}\p{N}/]/u.test(more.plain));
  return fits ? { to: slash + 2, value: value / Number(below.plain) } : undefined;
}

/** A whole with a part behind it in signs: "2 1/2", "2½". */
function over(tokens: readonly Token[], read: Read<number>, to: number): Read<number> {
  const one = mixed(tokens[read.to], read.to);
  if (one && read.to < to) return { to: one.to, value: read.value + one.value };
  if (!isDigits(tokens[read.to]) || read.to + 2 >= to || joined(tokens, read.to + 1, to)?.plain !== "/")
    return read;
  const extra = part(tokens, { to: read.to + 1, value: Number(tokens[read.to]?.plain) }, to);
  return extra && extra.value < 1 ? { to: extra.to, value: read.value + extra.value } : read;
}
