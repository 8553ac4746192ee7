import { writtenTime } from "./calendar.ts";
import { isGerman, numberAt } from "./number.ts";
import { phrases } from "./phrase.ts";
import type { Here, Read } from "./reader.ts";
import type { Token } from "./token.ts";

type Tokens = readonly Token[];

/** A time on the clock as it was said. */
export interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second?: number;
  /** It was said which half of the day is meant, or it can be but one. */
  readonly sure: boolean;
}

/** The part of a day, as the platforms write it: morning, afternoon, evening, night. */
export type Part = "MO" | "AF" | "EV" | "NI";

const plain = (tokens: Tokens, at: number, to: number) => (at < to ? (tokens[at]?.plain ?? "") : "");

const halves = phrases<"am" | "pm">(
  ["am,. am,a,a . m .,a . m,a m,vormittags,in the am", "am"],
  ["pm,. pm,p,p . m .,p . m,p m,nachmittags,in the pm", "pm"],
);
const named = phrases<number>(
  ["noon,noonish,midday,12 noon,twelve noon,mittag,mittags,mittagszeit,zur mittagszeit,high noon", 12],
  ["midnight,mid night,12 midnight,twelve midnight,mitternacht,mitternachts", 0],
);
const parts = phrases<Part>(
  [
    "in the morning,this morning,morning,mornings,early morning,in the early morning,late morning,in the late morning,frühmorgens,am morgen,morgens,früh,in der früh,am vormittag,vormittag,vormittags,am frühen morgen",
    "MO",
  ],
  [
    "in the afternoon,this afternoon,late afternoon,early afternoon,in the late afternoon,in the early afternoon,afternoon,afternoons,nachmittag,am nachmittag,nachmittags",
    "AF",
  ],
  [
    "in the evening,this evening,late evening,early evening,in the late evening,in the early evening,spätabend,spätabends,am späten abend,evening,evenings,abend,am abend,abends,heute abend",
    "EV",
  ],
  [
    "at night,in the night,late at night,late night,tonight,spätnachts,night,nights,nacht,in der nacht,nachts,heute nacht",
    "NI",
  ],
);
/** Parts of a day that are no place to look for a clock's half by themselves. */
export const partAt = parts;

/** "half past", "quarter to": minutes before or after the hour that follows. */
const english = phrases<number>(
  ["half past,half after,a half past", 30],
  ["quarter past,a quarter past,quarter after,a quarter after", 15],
  [
    "quarter to,a quarter to,quarter of,a quarter of,quarter till,a quarter till,quarter before,a quarter before",
    -15,
  ],
  ["three quarters past,three quarter past", 45],
);
const german = phrases<number>(
  ["viertel nach", 15],
  ["viertel vor", -15],
  ["fünf vor halb,fuenf vor halb", -35],
  ["fünf nach halb,fuenf nach halb", -25],
  ["zehn vor halb", -40],
  ["zehn nach halb", -20],
  ["halb", -30],
  ["dreiviertel,drei viertel", -15],
  ["viertel", -45],
);
const after = new Set(["past", "after", "nach"]);
const ahead = new Set(["to", "till", "til", "before", "vor", "of"]);

/** The words that a time of day can begin with, besides numbers. */
export const clockStarts: readonly string[] = [
  ...[named, parts, english, german].flatMap((it) => [...it.firsts]),
  ..."at um gegen around about by exactly circa etwa punkt genau".split(" "),
];

/** A time of day, with the words for its half of the day before or behind it. */
export function clockAt(
  tokens: Tokens,
  from: number,
  to: number,
  here: Here,
  lone: boolean,
): Read<Clock> | undefined {
  const end = Math.min(to, from + 14);
  const at = /^(?:at|um|gegen|around|about|by)$/.test(plain(tokens, from, end)) ? from + 1 : from;
  const begin = /^(?:about|around|exactly|circa|etwa|punkt|genau)$/.test(plain(tokens, at, end))
    ? at + 1
    : at;
  const exact = named(tokens, begin, end);
  if (exact) return { to: exact.to, value: { hour: exact.value, minute: 0, sure: true } };
  const read =
    relative(tokens, begin, end, here) ??
    digital(tokens, begin, end, lone || begin > from) ??
    spoken(tokens, begin, end, here, lone || begin > from);
  return read && inHalf(tokens, read, end);
}

/** Takes the words behind a time to it: "pm", "in the evening", "tonight". */
function inHalf(tokens: Tokens, { to: ended, value }: Read<Clock>, to: number): Read<Clock> | undefined {
  const at = plain(tokens, ended, to) === "ish" ? ended + 1 : ended;
  const half = halves(tokens, at, to);
  const next = half?.to ?? at;
  const clock = /^(?:o|uhr|hours|hrs)$/.test(plain(tokens, next, to)) && !half ? next + 1 : next;
  const part = parts(tokens, clock, to);
  if (half && value.hour > 12) return { to: half.to, value };
  const by = half?.value ?? (part && (part.value === "MO" ? "am" : "pm"));
  if (by === undefined) return { to: at, value };
  const end = part?.to ?? next;
  if (value.hour > 12 || (value.sure && value.hour === 0))
    return { to: end, value: { ...value, sure: true } };
  const midnight = part?.value === "EV" && value.hour === 12;
  const night = !half && (midnight || (part?.value === "NI" && (value.hour === 12 || value.hour < 5)));
  const hour = by === "am" || night ? value.hour % 12 : (value.hour % 12) + 12;
  return { to: end, value: { ...value, hour, sure: true } };
}

/** "half past three", "ten to nine", "zwanzig nach acht", "halb vier". */
function relative(tokens: Tokens, from: number, to: number, here: Here): Read<Clock> | undefined {
  const own = (isGerman(here) ? german : english)(tokens, from, to) ?? counted(tokens, from, to, here);
  const half =
    !own && !isGerman(here) && plain(tokens, from, to) === "half" ? { to: from + 1, value: 30 } : own;
  if (!half) return undefined;
  const fixed = named(tokens, half.to, to);
  const hour = fixed ?? hourAt(tokens, half.to, to, here);
  if (!hour) return undefined;
  const all = (hour.value * 60 + half.value + 24 * 60) % (24 * 60);
  const sure = fixed !== undefined || hour.value > 12;
  // A quarter to one is twelve, and a quarter to noon eleven.
  const wrapped = !sure && all >= 23 * 60 ? all - 12 * 60 : all;
  return {
    to: clockWord(tokens, hour.to, to),
    value: { hour: Math.floor(wrapped / 60), minute: wrapped % 60, sure },
  };
}

/** "ten past", "20 minutes to". */
function counted(tokens: Tokens, from: number, to: number, here: Here): Read<number> | undefined {
  const number = numberAt(tokens, from, to, here);
  if (!number || !Number.isInteger(number.value) || number.value < 1 || number.value > 59) return undefined;
  const at = /^(?:minutes?|mins?|minuten?)$/.test(plain(tokens, number.to, to)) ? number.to + 1 : number.to;
  const word = plain(tokens, at, to);
  const sign = after.has(word) ? 1 : ahead.has(word) && word !== "of" ? -1 : 0;
  return sign === 0 ? undefined : { to: at + 1, value: sign * number.value };
}

/** An hour as a number alone, with "o'clock" or "Uhr" behind it or not. */
function hourAt(tokens: Tokens, from: number, to: number, here: Here): Read<number> | undefined {
  const joined = /^\d{1,2}$/.test(plain(tokens, from, to))
    ? { to: from + 1, value: Number(plain(tokens, from, to)) }
    : undefined;
  const number =
    joined ?? numberAt(tokens, from, Math.min(to, from + 1), here) ?? numberAt(tokens, from, to, here);
  return number && Number.isInteger(number.value) && number.value >= 0 && number.value <= 24
    ? number
    : undefined;
}

/** Past "o'clock" or "Uhr". */
function clockWord(tokens: Tokens, at: number, to: number): number {
  const word = plain(tokens, at, to);
  if (word === "uhr" || word === "oclock") return at + 1;
  return word === "o" && plain(tokens, at + 1, to) === "'" && plain(tokens, at + 2, to) === "clock"
    ? at + 3
    : word === "o" && plain(tokens, at + 1, to) === "clock"
      ? at + 2
      : at;
}

/** "15:30", "3:30:10", "15.30 Uhr", "1530 hours", "15h30". */
function digital(tokens: Tokens, from: number, to: number, lone: boolean): Read<Clock> | undefined {
  const four = plain(tokens, from, to);
  if (/^\d{4}$/.test(four) && /^(?:hours|hrs|h|uhr)$/.test(plain(tokens, from + 1, to))) {
    return valid(from + 2, Number(four.slice(0, 2)), Number(four.slice(2)), undefined, true);
  }
  const [hour, sign, minute] = [four, plain(tokens, from + 1, to), plain(tokens, from + 2, to)];
  if (!/^\d{1,2}$/.test(hour) || !/^[:.h]$/.test(sign) || !/^\d\d$/.test(minute)) return undefined;
  if (tokens[from + 1]?.apart || tokens[from + 2]?.apart) return undefined;
  const behind = clockWord(tokens, from + 3, to);
  const half = halves(tokens, from + 3, to);
  if (sign === "." && behind === from + 3 && !half && !lone) return undefined;
  const second = plain(tokens, from + 4, to);
  const exact = plain(tokens, from + 3, to) === ":" && /^\d\d$/.test(second) ? Number(second) : undefined;
  const end = exact === undefined ? behind : from + 5;
  return valid(
    end,
    Number(hour),
    Number(minute),
    exact,
    hour.length === 2 && (hour.startsWith("0") || Number(hour) > 12),
  );
}

function valid(
  to: number,
  hour: number,
  minute: number,
  second: number | undefined,
  sure: boolean,
): Read<Clock> | undefined {
  if (hour > 24 || minute > 59 || (second ?? 0) > 59 || (hour === 24 && minute > 0)) return undefined;
  return {
    to,
    value: {
      hour: hour % 24,
      minute,
      ...(second !== undefined && { second }),
      sure: sure || hour > 12 || hour === 0,
    },
  };
}

/** "three o'clock", "3pm", "three thirty", "15 Uhr 30", "ten oh five". A number alone is a time only where `lone` says so. */
function spoken(
  tokens: Tokens,
  from: number,
  to: number,
  here: Here,
  lone: boolean,
): Read<Clock> | undefined {
  const joined =
    /^\d{3,4}$/.test(plain(tokens, from, to)) && halves(tokens, from + 1, to)
      ? plain(tokens, from, to)
      : undefined;
  if (joined) return valid(from + 1, Number(joined.slice(0, -2)), Number(joined.slice(-2)), undefined, false);
  const hour = hourAt(tokens, from, to, here);
  if (!hour) return undefined;
  const named = clockWord(tokens, hour.to, to);
  const minute = minuteAt(tokens, named, to, here);
  const marked =
    named > hour.to ||
    plain(tokens, named, to) === "ish" ||
    halves(tokens, minute?.to ?? named, to) ||
    parts(tokens, minute?.to ?? named, to);
  if (minute && (marked || named > hour.to || !/^\d/.test(plain(tokens, from, to)))) {
    return valid(minute.to, hour.value, minute.value, undefined, named > hour.to && hour.value > 12);
  }
  if (!marked && !lone) return undefined;
  return valid(named, hour.value, 0, undefined, false);
}

function minuteAt(tokens: Tokens, from: number, to: number, here: Here): Read<number> | undefined {
  const begin = /^(?:-|und)$/.test(plain(tokens, from, to)) ? from + 1 : from;
  const zero = /^(?:oh|o|null)$/.test(plain(tokens, begin, to));
  const number = numberAt(tokens, zero ? begin + 1 : begin, to, here);
  if (!number || !Number.isInteger(number.value)) return undefined;
  const two = number.value >= 10 && number.value <= 59;
  const end = /^(?:minuten?|minutes)$/.test(plain(tokens, number.to, to)) ? number.to + 1 : number.to;
  return two || (zero && number.value < 10) ? { to: end, value: number.value } : undefined;
}

/** Which half of the day is meant: said, or the next to come, or on another day the likelier one. */
export function settled({ hour, minute, second, sure }: Clock, here: Here, otherDay: boolean): string {
  if (sure || hour === 0 || hour > 12) return writtenTime(hour, minute, second);
  const [early, late] = [hour % 12, (hour % 12) + 12];
  const now = here.now.hour * 60 + here.now.minute;
  const isOver = (it: number) => it * 60 + minute < now;
  if (otherDay) return writtenTime(hour >= 7 && hour < 12 ? hour : late, minute, second);
  return writtenTime(!isOver(early) ? early : !isOver(late) ? late : early, minute, second);
}
