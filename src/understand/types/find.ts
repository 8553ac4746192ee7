import type { BuiltInKind } from "../../model.ts";
import { booleanAt } from "./boolean.ts";
import { emailAt } from "./email.ts";
import { identifierAt } from "./identifier.ts";
import { dateAt } from "./date.ts";
import { durationAt } from "./duration.ts";
import { loneDayAt } from "./dates/inMonth.ts";
import { datetimeAt, loneTimeAt, timeAt } from "./moment.ts";
import { moneyAt } from "./money.ts";
import { numberAt } from "./number.ts";
import { ordinalAt } from "./ordinal.ts";
import { percentAt } from "./percent.ts";
import { phoneAt } from "./phone.ts";
import type { Found, Here, Reader } from "./reader.ts";
import { tokensOf, type Token } from "./token.ts";

const written =
  (reader: Reader<number>): Reader =>
  (tokens, from, to, here) => {
    const read = reader(tokens, from, to, here);
    return read && { to: read.to, value: decimal(read.value) };
  };

/** A number without an exponent, and without the crumbs of binary fractions. */
function decimal(value: number): string {
  if (Number.isInteger(value)) return BigInt(value).toString();
  const plain = String(Number(value.toPrecision(15)));
  return plain.includes("e")
    ? value.toLocaleString("en", {
        useGrouping: false,
        maximumFractionDigits: 20,
        maximumSignificantDigits: 15,
      })
    : plain;
}

const readers: Readonly<Record<BuiltInKind, Reader>> = {
  number: written(numberAt),
  ordinal: written(ordinalAt),
  duration: durationAt,
  date: dateAt,
  time: timeAt,
  datetime: datetimeAt,
  percent: percentAt,
  money: moneyAt,
  phone: phoneAt,
  email: emailAt,
  identifier: identifierAt,
  boolean: booleanAt,
};

/**
 * The values of these kinds in a text, in order. Those of one kind are the longest there are from the left on and do not overlap; those
 * of different kinds may.
 */
export function find(text: string, kinds: readonly BuiltInKind[], here: Here): readonly Found[] {
  const tokens = tokensOf(text);
  return kinds
    .flatMap((kind) => allOf(kind, tokens, here))
    .sort((a, b) => a.start - b.start || b.end - a.end);
}

function allOf(kind: BuiltInKind, tokens: readonly Token[], here: Here): readonly Found[] {
  const reader = readers[kind];
  const found: Found[] = [];
  for (let from = 0; from < tokens.length;) {
    const read = reader(tokens, from, tokens.length, here);
    const [first, last] = [tokens[from], read && tokens[read.to - 1]];
    if (read && first && last) found.push({ kind, start: first.start, end: last.end, value: read.value });
    from = read && read.to > from ? read.to : from + 1;
  }
  return found;
}

/** What is a value only where nothing else is said: "six" is a time, and "18" a day, if that was asked for. */
const alone: Readonly<Partial<Record<BuiltInKind, Reader>>> = { time: loneTimeAt, date: loneDayAt };

/** What a text as a whole is worth as a value of a kind; nothing where it is none. */
export function read(text: string, kind: BuiltInKind, here: Here): string | undefined {
  const tokens = tokensOf(text);
  const end =
    tokens.length > 0 && /^[.!?,;]$/.test(tokens.at(-1)?.plain ?? "") ? tokens.length - 1 : tokens.length;
  const value = readers[kind](tokens, 0, tokens.length, here);
  if (value && value.to >= end) return value.value;
  const lone = end > 0 ? alone[kind]?.(tokens, 0, end, here) : undefined;
  return lone?.to === end ? lone.value : undefined;
}
