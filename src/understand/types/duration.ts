import { englishStarts } from "./cardinal.ts";
import { startsGerman } from "./german.ts";
import { isGerman, numberAt } from "./number.ts";
import { phrases } from "./phrase.ts";
import type { Here, Read, Reader } from "./reader.ts";
import type { Token } from "./token.ts";

/** How long something takes: so many of each unit. */
export interface Span {
  readonly years: number;
  readonly months: number;
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  /** It was said in weeks alone. */
  readonly weeks: boolean;
}

type Unit =
  | "years"
  | "months"
  | "weeks"
  | "days"
  | "hours"
  | "minutes"
  | "seconds"
  | "fortnights"
  | "decades"
  | "quarters";

const english = phrases<Unit>(
  ["second,seconds,sec,secs,s", "seconds"],
  ["minute,minutes,min,mins,m,'", "minutes"],
  ["hour,hours,hr,hrs,h", "hours"],
  ["day,days,night,nights,d", "days"],
  ["week,weeks,wk,wks,w", "weeks"],
  ["fortnight,fortnights", "fortnights"],
  ["month,months,mo,mos", "months"],
  ["quarter,quarters", "quarters"],
  ["year,years,yr,yrs,y", "years"],
  ["decade,decades", "decades"],
);
const german = phrases<Unit>(
  ["sekunde,sekunden,sek,s", "seconds"],
  ["minute,minuten,min,m", "minutes"],
  ["stunde,stunden,std,h", "hours"],
  ["tag,tage,tagen,tages", "days"],
  ["woche,wochen", "weeks"],
  ["monat,monate,monaten,monats", "months"],
  ["quartal,quartale,quartalen", "quarters"],
  ["jahr,jahre,jahren,jahres", "years"],
  ["jahrzehnt,jahrzehnte,jahrzehnten", "decades"],
);

/** Amounts that are said in a way of their own. */
const whole = {
  en: phrases<[number, Unit]>(
    ["half an hour,half hour,a half hour,a half an hour,one half hour", [0.5, "hours"]],
    [
      "quarter of an hour,a quarter of an hour,a quarter hour,quarter hour,one quarter of an hour",
      [0.25, "hours"],
    ],
    ["three quarters of an hour,three - quarters of an hour,three quarter hours", [0.75, "hours"]],
    ["half a day,half day", [0.5, "days"]],
    ["half a minute,half minute", [0.5, "minutes"]],
    ["half a year,half year", [0.5, "years"]],
    ["half a week", [0.5, "weeks"]],
    ["half a month", [0.5, "months"]],
    ["half a second", [0.5, "seconds"]],
    ["a sec,a second,one sec", [1, "seconds"]],
    ["couple days", [2, "days"]],
  ),
  de: phrases<[number, Unit]>(
    [
      "viertelstunde,eine viertelstunde,einer viertelstunde,ner viertelstunde,viertel stunde,eine viertel stunde",
      [0.25, "hours"],
    ],
    [
      "halbstunde,halbe stunde,eine halbe stunde,einer halben stunde,halben stunde,ne halbe stunde",
      [0.5, "hours"],
    ],
    [
      "dreiviertelstunde,eine dreiviertelstunde,einer dreiviertelstunde,dreiviertel stunde,drei viertel stunden,eine dreiviertel stunde",
      [0.75, "hours"],
    ],
    ["halbes jahr,ein halbes jahr,einem halben jahr,halben jahr", [0.5, "years"]],
    ["halber tag,ein halber tag,einen halben tag,einem halben tag", [0.5, "days"]],
    ["halbe minute,eine halbe minute,einer halben minute", [0.5, "minutes"]],
    ["ein paar tage,ein paar tagen", [3, "days"]],
  ),
};

const none: Span = { years: 0, months: 0, days: 0, hours: 0, minutes: 0, seconds: 0, weeks: false };

/** How long something takes, in words or digits. */
export const spanAt: Reader<Span> = (tokens, from, to, here) => {
  const first = partAt(tokens, from, to, here);
  if (!first) return undefined;
  let { to: at, value: span } = first;
  let unit = first.unit;
  for (let parts = 1; parts < 6; parts++) {
    const next = skip(tokens, at, to);
    const half = parts === 1 ? halfMore(tokens, next, to, here, unit) : undefined;
    if (half !== undefined) return { to: half.to, value: add(span, spanOf(half.value, unit)) };
    const part = next < to ? partAt(tokens, next, to, here) : undefined;
    if (!part || order.indexOf(part.unit) <= order.indexOf(unit)) break;
    span = add(span, part.value);
    at = part.to;
    unit = part.unit;
  }
  return { to: at, value: span };
};

const order: readonly Unit[] = [
  "decades",
  "years",
  "quarters",
  "months",
  "fortnights",
  "weeks",
  "days",
  "hours",
  "minutes",
  "seconds",
];

/** Past what joins two parts: "and", a comma. */
function skip(tokens: readonly Token[], at: number, to: number): number {
  let next = at;
  if (next < to && tokens[next]?.plain === ",") next++;
  if (next < to && /^(?:and|und|&)$/.test(tokens[next]?.plain ?? "")) next++;
  return next;
}

const halves = phrases(
  ["a half,half,ein halbes,eine halbe,einen halben,einhalb", 0.5],
  ["a quarter,ein viertel", 0.25],
  ["three quarters", 0.75],
);

/** "and a half" behind a unit. */
function halfMore(
  tokens: readonly Token[],
  at: number,
  to: number,
  here: Here,
  unit: Unit,
): Read<number> | undefined {
  if (!/^(?:and|und|&)$/.test(tokens[at - 1]?.plain ?? "")) return undefined;
  const half = halves(tokens, at, to);
  if (!half) return undefined;
  // "a day and half an hour" goes on with another unit.
  return partAt(tokens, at, to, here) && unit !== undefined && partAt(tokens, at, to, here)!.to > half.to
    ? undefined
    : half;
}

function partAt(
  tokens: readonly Token[],
  from: number,
  to: number,
  here: Here,
): (Read<Span> & { unit: Unit }) | undefined {
  const isGermanHere = isGerman(here);
  const said = (isGermanHere ? whole.de : whole.en)(tokens, from, to);
  if (said) return { to: said.to, value: spanOf(...said.value), unit: said.value[1] };
  const amount = amountAt(tokens, from, to, here);
  if (!amount) return undefined;
  let at = amount.to;
  if (tokens[at]?.plain === "-") at++;
  if (!isGermanHere && /^(?:of|more|full|whole)$/.test(tokens[at]?.plain ?? "")) at++;
  const unit = (isGermanHere ? german : english)(tokens, at, to);
  if (!unit) return undefined;
  // One letter is a unit only where it is written to its number.
  if (
    /^[smhdwy']$/.test(tokens[at]?.plain ?? "") &&
    (tokens[at]?.apart || !/\d/.test(tokens[at - 1]?.plain ?? ""))
  )
    return undefined;
  return { to: unit.to, value: spanOf(amount.value, unit.value), unit: unit.value };
}

const few = phrases(
  ["a,an,the,another,all,one more,ganzen", 1],
  ["several,some,einige,einigen,mehrere,mehreren", 3],
  ["ein paar", 3],
  ["a couple,a couple of,couple of,couple", 2],
);

const starts: ReadonlySet<string> = new Set([...few.firsts, ...whole.en.firsts, "a", "an", "the"]);
const germanStarts: ReadonlySet<string> = new Set([...few.firsts, ...whole.de.firsts]);

/** Whether an amount of time, or a number, can begin with a word. */
export const amountStarts = (word: string, here: Here): boolean =>
  isGerman(here) ? germanStarts.has(word) || startsGerman(word) : starts.has(word) || englishStarts.has(word);

function amountAt(tokens: readonly Token[], from: number, to: number, here: Here): Read<number> | undefined {
  const article = few(tokens, from, to);
  const joined = joinedAmount(tokens, from, to);
  const number = joined ?? numberAt(tokens, from, to, here);
  const best = number && article ? (number.to > article.to ? number : article) : (number ?? article);
  return best && best.value >= 0 && best.value < 1e6 ? best : undefined;
}

/** Digits with a unit written to them, which are no number by themselves: "20m", "2.5h". */
function joinedAmount(tokens: readonly Token[], from: number, to: number): Read<number> | undefined {
  const first = from < to ? tokens[from] : undefined;
  if (!first || !/^\d{1,6}$/.test(first.plain)) return undefined;
  const point = tokens[from + 1];
  const rest = tokens[from + 2];
  if (
    /^[.,]$/.test(point?.plain ?? "") &&
    !point?.apart &&
    /^\d{1,6}$/.test(rest?.plain ?? "") &&
    !rest?.apart
  ) {
    const unit = tokens[from + 3];
    return unit && !unit.apart && /^\p{L}/u.test(unit.plain)
      ? { to: from + 3, value: Number(`${first.plain}.${rest?.plain}`) }
      : undefined;
  }
  return point && !point.apart && /^[\p{L}']/u.test(point.plain)
    ? { to: from + 1, value: Number(first.plain) }
    : undefined;
}

/** So much of a unit, what is not whole in smaller ones. */
function spanOf(amount: number, unit: Unit): Span {
  if (unit === "fortnights") return { ...none, days: amount * 14, weeks: true };
  if (unit === "decades") return { ...none, years: amount * 10 };
  if (unit === "quarters") return { ...none, months: amount * 3 };
  if (unit === "weeks") {
    return Number.isInteger(amount) ? { ...none, days: amount * 7, weeks: true } : spanOf(amount * 7, "days");
  }
  const rest = amount - Math.floor(amount);
  const span = { ...none, [unit]: unit === "seconds" ? amount : Math.floor(amount) };
  if (rest === 0 || unit === "seconds") return span;
  const [size, smaller] = within[unit];
  const less = Math.round(rest * size * 1e6) / 1e6;
  return add(span, spanOf(smaller === "days" ? Math.round(less) : less, smaller));
}

const within: Readonly<Record<Exclude<keyof Span, "weeks" | "seconds">, readonly [number, Unit]>> = {
  years: [12, "months"],
  months: [30, "days"],
  days: [24, "hours"],
  hours: [60, "minutes"],
  minutes: [60, "seconds"],
};

const add = (a: Span, b: Span): Span => ({
  years: a.years + b.years,
  months: a.months + b.months,
  days: a.days + b.days,
  hours: a.hours + b.hours,
  minutes: a.minutes + b.minutes,
  seconds: a.seconds + b.seconds,
  weeks: a.weeks && b.weeks,
});

/** A span as ISO 8601 writes it: `PT25M`, `P1Y6M`, `P2W`. */
export function writtenSpan({ years, months, days, hours, minutes, seconds, weeks }: Span): string {
  if (weeks && days % 7 === 0 && years + months + hours + minutes + seconds === 0) return `P${days / 7}W`;
  const part = (amount: number, sign: string) => (amount === 0 ? "" : `${amount}${sign}`);
  const date = part(years, "Y") + part(months, "M") + part(days, "D");
  const time = part(hours, "H") + part(minutes, "M") + part(seconds, "S");
  return date + time === "" ? "PT0S" : `P${date}${time === "" ? "" : `T${time}`}`;
}

/** What may stand before an amount and changes nothing about it. */
const leads = phrases([
  "for,about,around,more than,less than,at least,at most,up to,almost,nearly,roughly,approximately,over,under,exactly,just," +
    "für,etwa,ungefähr,mehr als,weniger als,mindestens,höchstens,fast,knapp,rund,circa,genau,bis zu,gut",
  true,
]);

/** How long something takes, as ISO 8601 writes it. */
export const durationAt: Reader = (tokens, from, to, here) => {
  const read = spanAt(tokens, leads(tokens, from, to)?.to ?? from, to, here);
  return read && { to: read.to, value: writtenSpan(read.value) };
};
