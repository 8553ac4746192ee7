import {
  dayNumber,
  dayOf,
  easter,
  isDay,
  lastOf,
  nthWeekday,
  plusDays,
  plusMonths,
  weekdayOf,
  writtenDay,
  writtenMonth,
  writtenWeek,
  writtenYear,
  type Day,
} from "./calendar.ts";
import { spanAt, type Span } from "./duration.ts";
import { isGerman, numberAt, ordinalAt } from "./number.ts";
import { numbered, phrases } from "./phrase.ts";
import type { Here, Read, Reader } from "./reader.ts";
import type { Token } from "./token.ts";

type Tokens = readonly Token[];
/** One way of saying a day, or a stretch of days, which is what a reader of days gives where there is no one day. */
type Way<T> = (tokens: Tokens, from: number, to: number, here: Here) => Read<T> | undefined;

const weekdays = phrases(
  ...numbered(
    "monday/mon/mondays,tuesday/tue/tues/tuesdays,wednesday/wed/weds/wednesdays,thursday/thu/thur/thurs/thursdays,friday/fri/fridays,saturday/sat/saturdays,sunday/sun/sundays",
  ),
  ...numbered(
    "montag/mo/montags,dienstag/di/dienstags,mittwoch/mi/mittwochs,donnerstag/do/donnerstags,freitag/fr/freitags,samstag/sa/sonnabend/samstags,sonntag/so/sonntags",
  ),
);
const months = phrases(
  ...numbered(
    "january/jan/januar,february/feb/februar,march/mar/märz/maerz/mär,april/apr,may/mai,june/jun/juni,july/jul/juli,august/aug,september/sep/sept,october/oct/oktober/okt,november/nov,december/dec/dezember/dez",
  ),
);
/** Days told by how far they are from today. */
const distances = phrases(
  ["today,now,right now,heute,jetzt,this day,the present day", 0],
  ["tomorrow,tmr,tmrw,tomorow,tommorow,tommorrow,morgen", 1],
  ["yesterday,gestern", -1],
  ["the day after tomorrow,day after tomorrow,overmorrow,übermorgen,uebermorgen,the day after tmr", 2],
  ["the day before yesterday,day before yesterday,vorgestern", -2],
  ["vorvorgestern", -3],
  ["überübermorgen", 3],
);
/** Which of several: the one after this, this one, the one before. */
const which = phrases(
  [
    "next,coming,upcoming,the next,the coming,the following,following,nächste,nächsten,nächster,nächstes,naechste,naechsten,kommende,kommenden,kommender,kommendes,den nächsten,die nächste",
    1,
  ],
  ["this,the current,diese,diesen,dieser,dieses,current", 0],
  [
    "last,previous,the last,the previous,letzte,letzten,letzter,letztes,vergangene,vergangenen,vorige,vorigen,voriges",
    -1,
  ],
);
/** The nearest of some weekdays: still to come, or just over. */
const nearest = phrases(
  ["this upcoming,this coming,upcoming,coming", 3],
  ["this past,past,the past,vergangenen", 4],
);
const stretches = phrases<"week" | "weekend" | "month" | "year" | "quarter">(
  ["week,woche", "week"],
  ["weekend,wochenende", "weekend"],
  ["month,monat", "month"],
  ["year,jahr", "year"],
);
const seasons = phrases(
  ["spring,frühling,frühjahr,fruehling", "SP"],
  ["summer,sommer", "SU"],
  ["fall,autumn,herbst", "FA"],
  ["winter", "WI"],
);
const fixed = phrases<readonly [month: number, day: number]>(
  ["christmas,xmas,christmas day,xmas day,weihnachten,1 . weihnachtstag,erster weihnachtstag", [12, 25]],
  ["christmas eve,xmas eve,heiligabend,heilig abend,heiliger abend", [12, 24]],
  ["boxing day,2 . weihnachtstag,zweiter weihnachtstag", [12, 26]],
  ["new year ' s eve,new years eve,new year eve,silvester", [12, 31]],
  ["new year ' s day,new years day,new year,new year ' s,new years,neujahr,neujahrstag", [1, 1]],
  ["halloween", [10, 31]],
  ["valentine ' s day,valentines day,valentine day,valentinstag", [2, 14]],
  ["st patrick ' s day,saint patrick ' s day,st . patrick ' s day,st patricks day", [3, 17]],
  ["independence day,4th of july,fourth of july,the fourth of july", [7, 4]],
  ["nikolaus,nikolaustag", [12, 6]],
  ["tag der arbeit,labour day,may day", [5, 1]],
  ["tag der deutschen einheit", [10, 3]],
  ["allerheiligen,all saints ' day,all saints day", [11, 1]],
  ["april fools,april fools day,april fool ' s day", [4, 1]],
);
const moving = phrases<(year: number) => Day>(
  ["easter,easter sunday,ostern,ostersonntag", easter],
  ["good friday,karfreitag", (year) => plusDays(easter(year), -2)],
  ["easter monday,ostermontag", (year) => plusDays(easter(year), 1)],
  ["pentecost,pfingsten,pfingstsonntag", (year) => plusDays(easter(year), 49)],
  ["thanksgiving,thanksgiving day", (year) => nthWeekday(year, 11, 4, 4)],
  ["black friday", (year) => plusDays(nthWeekday(year, 11, 4, 4), 1)],
  ["labor day", (year) => nthWeekday(year, 9, 1, 1)],
  ["memorial day", (year) => nthWeekday(year, 5, 1, -1)],
  ["mother ' s day,mothers day,muttertag", (year) => nthWeekday(year, 5, 7, 2)],
  ["father ' s day,fathers day", (year) => nthWeekday(year, 6, 7, 3)],
);

const today = ({ now: { year, month, day } }: Here): Day => ({ year, month, day });
const plain = (tokens: Tokens, at: number, to: number) => (at < to ? (tokens[at]?.plain ?? "") : "");
const past = (tokens: Tokens, at: number, to: number, words: ReadonlySet<string>) =>
  words.has(plain(tokens, at, to)) ? at + 1 : at;

const before = new Set(
  "on am den the der das des im in around about by for until till bis ab zum".split(" "),
);
const commas = new Set([",", ".", "-", "/"]);

/** A year with four digits, or two behind an apostrophe. */
function yearAt(tokens: Tokens, from: number, to: number): Read<number> | undefined {
  const at = past(tokens, past(tokens, from, to, commas), to, new Set(["of", "in"]));
  const text = plain(tokens, at, to);
  return /^(?:1[5-9]|20|21)\d\d$/.test(text) ? { to: at + 1, value: Number(text) } : undefined;
}

/** The next time a day of a month comes, today included. */
function nextOf(month: number, day: number, here: Here): Day {
  const year = here.now.year;
  const own = { year, month, day };
  if (isDay(own) && dayNumber(own) >= dayNumber(today(here))) return own;
  for (let y = year + 1; y < year + 9; y++)
    if (isDay({ year: y, month, day })) return { year: y, month, day };
  return own;
}

/** A day in a month by number: "3rd", "3", "third", "3.". */
function dayAt(tokens: Tokens, from: number, to: number, here: Here): Read<number> | undefined {
  const at = past(tokens, from, to, new Set(["the", "der", "den", "dem"]));
  const place = ordinalAt(tokens, at, to, here);
  if (place && place.value >= 1 && place.value <= 31) return place;
  const text = plain(tokens, at, to);
  if (/^\d\d?$/.test(text))
    return valid({ to: past(tokens, at + 1, to, new Set(isGerman(here) ? ["."] : [])), value: Number(text) });
  const spoken = /^[\p{L}]/u.test(text) ? numberAt(tokens, at, to, here) : undefined;
  return spoken && Number.isInteger(spoken.value) && !/^(?:a|an|few|couple|ein|eine)$/.test(text)
    ? valid(spoken)
    : undefined;
}

const valid = (read: Read<number>) => (read.value >= 1 && read.value <= 31 ? read : undefined);

const ways: readonly Way<string>[] = [
  // today, tomorrow, the day after tomorrow; "tomorrow week".
  (tokens, from, to, here) => {
    const read = distances(tokens, from, to);
    if (!read) return undefined;
    const day = plusDays(today(here), read.value);
    const later = laterAt(tokens, read.to, to, day);
    return later ?? { to: read.to, value: writtenDay(day) };
  },
  // 2026-11-27, 27.11.2026, 11/27, 11/27/2026.
  inDigits,
  // may 3rd 2027, may the third, may 2027, may.
  (tokens, from, to, here) => {
    const month = months(tokens, from, to);
    if (!month) return undefined;
    const at = past(tokens, month.to, to, commas);
    const year = yearAt(tokens, at, to);
    const day = year ? undefined : dayAt(tokens, at, to, here);
    if (day) {
      const own = yearAt(tokens, day.to, to);
      const date = own
        ? { year: own.value, month: month.value, day: day.value }
        : nextOf(month.value, day.value, here);
      if (isDay(date)) return { to: own?.to ?? day.to, value: writtenDay(date) };
    }
    // "may" and "mar" are words of their own.
    if (
      !year &&
      /^(?:may|mar|mai|do|so)$/.test(plain(tokens, from, to)) &&
      from + 1 < to &&
      !tokens[from]?.apart
    )
      return undefined;
    const soonest = month.value >= here.now.month ? here.now.year : here.now.year + 1;
    return { to: year?.to ?? month.to, value: writtenMonth(year?.value ?? soonest, month.value) };
  },
  // the 3rd of may 2027, 3 may, 3. Mai; the 3rd.
  (tokens, from, to, here) => {
    const day = dayAt(tokens, from, to, here);
    if (!day) return undefined;
    const month = months(
      tokens,
      past(tokens, past(tokens, day.to, to, new Set(["of", "day", "-", "/"])), to, new Set(["of"])),
      to,
    );
    if (month) {
      const year = yearAt(tokens, past(tokens, month.to, to, commas), to);
      const date = year
        ? { year: year.value, month: month.value, day: day.value }
        : nextOf(month.value, day.value, here);
      return isDay(date) ? { to: year?.to ?? month.to, value: writtenDay(date) } : undefined;
    }
    const lone =
      /^(?:the|der|den|dem)$/.test(plain(tokens, from, to)) || !/^\d+$/.test(plain(tokens, day.to - 1, to));
    if (!lone || weekdays(tokens, day.to, to) || !isLone(tokens, day.to - 1)) return undefined;
    let date = { ...today(here), day: day.value };
    if (date.day < here.now.day || !isDay(date))
      date = { ...plusMonths({ ...date, day: 1 }, 1), day: day.value };
    return isDay(date) ? { to: day.to, value: writtenDay(date) } : undefined;
  },
  // next friday, this friday, last friday; next week, this month, last year, next may, next summer.
  (tokens, from, to, here) => {
    const near = nearest(tokens, from, to);
    const nearDay = near && weekdays(tokens, near.to, to);
    if (nearDay) return { to: nearDay.to, value: writtenDay(weekdayIn(here, nearDay.value, near.value)) };
    const read = which(tokens, from, to);
    if (!read) return undefined;
    const day = weekdays(tokens, read.to, to);
    if (day) return { to: day.to, value: writtenDay(weekdayIn(here, day.value, read.value)) };
    const stretch = stretches(tokens, read.to, to);
    const on =
      stretch?.value === "week"
        ? weekdays(tokens, past(tokens, stretch.to, to, new Set(["on", "am", "-"])), to)
        : undefined;
    if (on)
      return { to: on.to, value: writtenDay(weekdayIn(here, on.value, read.value === 0 ? 2 : read.value)) };
    if (stretch) return { to: stretch.to, value: stretchOf(stretch.value, read.value, today(here)) };
    const season = seasons(tokens, read.to, to);
    if (season) return { to: season.to, value: `${writtenYear(here.now.year + read.value)}-${season.value}` };
    const month = months(tokens, read.to, to);
    if (!month) return undefined;
    const ahead = month.value > here.now.month || (read.value === 0 && month.value === here.now.month);
    const year = here.now.year + (read.value < 0 ? (month.value < here.now.month ? 0 : -1) : ahead ? 0 : 1);
    return { to: month.to, value: writtenMonth(year, month.value) };
  },
  // the week after next, the month before last.
  (tokens, from, to, here) => {
    const stretch = stretches(tokens, past(tokens, from, to, new Set(["the"])), to);
    const words = `${plain(tokens, stretch?.to ?? to, to)} ${plain(tokens, (stretch?.to ?? to) + 1, to)}`;
    const step = words === "after next" ? 2 : words === "before last" ? -2 : undefined;
    return stretch && step !== undefined
      ? { to: stretch.to + 2, value: stretchOf(stretch.value, step, today(here)) }
      : undefined;
  },
  // friday; friday next week; friday in a week; friday the 13th; fri, sep 20.
  (tokens, from, to, here) => {
    const day = weekdays(tokens, from, to);
    if (!day) return undefined;
    const at = past(tokens, past(tokens, day.to, to, commas), to, before);
    const date =
      inDigits(tokens, at, to, here) ?? ways[2]?.(tokens, at, to, here) ?? ways[3]?.(tokens, at, to, here);
    if (date && /^\d{4}-\d\d-\d\d$/.test(date.value)) return date;
    const next = which(tokens, past(tokens, day.to, to, new Set(["of"])), to);
    if (next && plain(tokens, next.to, to).match(/^(?:week|woche)$/)) {
      return {
        to: next.to + 1,
        value: writtenDay(weekdayIn(here, day.value, next.value === 0 ? 2 : next.value)),
      };
    }
    const later = laterAt(tokens, day.to, to, weekdayIn(here, day.value, 3));
    if (later) return later;
    const number = isLone(tokens, at) ? dayAt(tokens, at, to, here) : undefined;
    const both = number && dayBoth(here, day.value, number.value);
    if (number && both) return { to: number.to, value: writtenDay(both) };
    const coming = weekdayIn(here, day.value, 3);
    return { to: day.to, value: writtenDay(coming) };
  },
  // in three days, three days ago, a week from tuesday, two fridays from now.
  (tokens, from, to, here) => {
    const read = relativeAt(tokens, from, to, here);
    return read && isWhole(read.value.span)
      ? { to: read.to, value: writtenDay(shifted(read.value.day, read.value.span, read.value.sign)) }
      : undefined;
  },
  // the first monday of march 2027, the last day of may.
  (tokens, from, to, here) => {
    const at = past(tokens, from, to, new Set(["the", "der", "den"]));
    const lastOne = /^(?:last|letzte|letzter|letzten)$/.test(plain(tokens, at, to));
    const place = lastOne ? { to: at + 1, value: -1 } : ordinalAt(tokens, at, to, here);
    const dayWord =
      place && /^(?:day|tag)$/.test(plain(tokens, place.to, to)) ? { to: place.to + 1, value: 0 } : undefined;
    const day = place && (weekdays(tokens, place.to, to) ?? dayWord);
    const of =
      day && past(tokens, past(tokens, day.to, to, new Set(["of", "in", "im", "des"])), to, new Set(["the"]));
    const month = of === undefined ? undefined : monthAt(tokens, of, to, here);
    if (!place || !day || !month || Math.abs(place.value) > 31) return undefined;
    const [year, m] = month.value;
    if (day.value > 0)
      return { to: month.to, value: writtenDay(nthWeekday(year, m, day.value, place.value)) };
    const date = { year, month: m, day: place.value < 0 ? lastOf(year, m) : place.value };
    return isDay(date) ? { to: month.to, value: writtenDay(date) } : undefined;
  },
  // the end of the month, end of year.
  (tokens, from, to, here) => {
    const read = ends(tokens, from, to);
    if (!read) return undefined;
    const { year, month } = here.now;
    const date =
      read.value === "year" ? { year, month: 12, day: 31 } : { year, month, day: lastOf(year, month) };
    return { to: read.to, value: writtenDay(date) };
  },
  // christmas, easter 2027, next thanksgiving.
  (tokens, from, to, here) => {
    const day = fixed(tokens, from, to);
    const rule = moving(tokens, from, to);
    const end = Math.max(day?.to ?? 0, rule?.to ?? 0);
    if (end === 0) return undefined;
    const year = yearAt(tokens, end, to);
    const of = (y: number): Day =>
      rule && rule.to === end
        ? rule.value(y)
        : { year: y, month: day?.value[0] ?? 1, day: day?.value[1] ?? 1 };
    const own = of(year?.value ?? here.now.year);
    const date = !year && dayNumber(own) < dayNumber(today(here)) ? of(here.now.year + 1) : own;
    return { to: year?.to ?? end, value: writtenDay(date) };
  },
  // the weekend; summer 2027; 2027.
  (tokens, from, to, here) => {
    const at = past(tokens, from, to, new Set(["the", "das"]));
    if (/^(?:weekend|wochenende)$/.test(plain(tokens, at, to)))
      return { to: at + 1, value: stretchOf("weekend", 0, today(here)) };
    const season = seasons(tokens, at, to);
    const year = season && yearAt(tokens, season.to, to);
    if (season)
      return {
        to: year?.to ?? season.to,
        value: `${writtenYear(year?.value ?? here.now.year)}-${season.value}`,
      };
    const alone = yearAt(tokens, from, to);
    return alone && isLone(tokens, from) && !/^(?:,|of)$/.test(plain(tokens, from, to))
      ? { to: alone.to, value: writtenYear(alone.value) }
      : undefined;
  },
];

const ends = phrases<"month" | "year">(
  [
    "end of month,end of the month,the end of the month,end of this month,ende des monats,monatsende,eom",
    "month",
  ],
  ["end of year,end of the year,the end of the year,end of this year,ende des jahres,jahresende,eoy", "year"],
);

/** No piece of something longer that is written together. */
const isLone = (tokens: Tokens, at: number) =>
  !tokens[at + 1] || tokens[at + 1]?.apart || /^[\p{L}.,!?;]/u.test(tokens[at + 1]?.plain ?? "");

function inDigits(tokens: Tokens, from: number, to: number, here: Here): Read<string> | undefined {
  const parts: string[] = [];
  let at = from;
  const sign = plain(tokens, from + 1, to);
  if (!/^[-/.]$/.test(sign)) return undefined;
  while (parts.length < 3 && /^\d{1,4}$/.test(plain(tokens, at, to)) && (at === from || !tokens[at]?.apart)) {
    parts.push(plain(tokens, at, to));
    at++;
    if (plain(tokens, at, to) !== sign || tokens[at]?.apart) break;
    at++;
  }
  const [a = "", b = "", c = ""] = parts;
  if (parts.length < 2 || (parts.length === 2 && sign === "-")) return undefined;
  if (sign === "." && parts.length === 2 && (!isGerman(here) || plain(tokens, at - 1, to) !== "."))
    return undefined;
  const date = ordered(a, b, c, sign, here);
  const end = c === "" && sign !== "." && plain(tokens, at - 1, to) === sign ? at - 1 : at;
  return date && isDay(date) ? { to: end, value: writtenDay(date) } : undefined;
}

/** Which of three numbers is the year, the month and the day. */
function ordered(a: string, b: string, c: string, sign: string, here: Here): Day | undefined {
  const full = (text: string) => (text.length === 2 ? 2_000 + Number(text) : Number(text));
  if (a.length === 4) return { year: Number(a), month: Number(b), day: Number(c || "1") };
  const monthFirst = sign !== "." && /^en(?:-us)?$/i.test(here.locale);
  const [month, day] = monthFirst ? [Number(a), Number(b)] : [Number(b), Number(a)];
  const [m, d] = month > 12 ? [day, month] : [month, day];
  if (c !== "") return { year: full(c), month: m, day: d };
  return m >= 1 && m <= 12 ? nextOf(m, d, here) : undefined;
}

/** A month by name, or the one that is meant by "this month". */
function monthAt(
  tokens: Tokens,
  from: number,
  to: number,
  here: Here,
): Read<readonly [year: number, month: number]> | undefined {
  const month = months(tokens, from, to);
  const year = month && yearAt(tokens, month.to, to);
  if (month) {
    const soonest = month.value >= here.now.month ? here.now.year : here.now.year + 1;
    return { to: year?.to ?? month.to, value: [year?.value ?? soonest, month.value] };
  }
  const one = which(tokens, from, to) ?? { to: from, value: 0 };
  if (!/^(?:month|monat|monats)$/.test(plain(tokens, one.to, to))) return undefined;
  const day = plusMonths({ ...today(here), day: 1 }, one.value);
  return { to: one.to + 1, value: [day.year, day.month] };
}

/** A weekday: of the week so many after this; 2 for this week's even if it is over, 3 for the next to come, today included. */
function weekdayIn(here: Here, weekday: number, step: number): Day {
  const now = today(here);
  const own = plusDays(now, weekday - weekdayOf(now));
  if (step === 1) return plusDays(own, 7);
  if (step === -1) return plusDays(own, -7);
  if (step === 2) return own;
  if (step === 4) return dayNumber(own) >= dayNumber(now) ? plusDays(own, -7) : own;
  return dayNumber(own) < dayNumber(now) ? plusDays(own, 7) : own;
}

/** The next day that is this weekday and has this number: "friday the 13th". */
function dayBoth(here: Here, weekday: number, day: number): Day | undefined {
  for (let ahead = 0; ahead < 14; ahead++) {
    const date = { ...plusMonths({ ...today(here), day: 1 }, ahead), day };
    if (isDay(date) && weekdayOf(date) === weekday && dayNumber(date) >= dayNumber(today(here))) return date;
  }
  return undefined;
}

function stretchOf(
  stretch: "week" | "weekend" | "month" | "year" | "quarter",
  step: number,
  now: Day,
): string {
  if (stretch === "year") return writtenYear(now.year + step);
  const month = plusMonths({ ...now, day: 1 }, step);
  if (stretch === "month") return writtenMonth(month.year, month.month);
  return writtenWeek(plusDays(now, 7 * step)) + (stretch === "weekend" ? "-WE" : "");
}

const onward = phrases(
  ["week,in a week,in one week,in einer woche,in acht tagen", 7],
  ["in two weeks,in zwei wochen,in vierzehn tagen", 14],
);

/** A day some weeks after the one that was named: "friday in a week", "tomorrow week". */
function laterAt(tokens: Tokens, from: number, to: number, day: Day): Read<string> | undefined {
  const read = onward(tokens, from, to);
  return read ? { to: read.to, value: writtenDay(plusDays(day, read.value)) } : undefined;
}

const isWhole = ({ hours, minutes, seconds }: Span) => hours + minutes + seconds === 0;

/** A day with a span added to it, or taken from it. */
export function shifted(
  day: Day,
  { years, months: some, days }: Pick<Span, "years" | "months" | "days">,
  sign: number,
): Day {
  const moved = plusMonths(day, sign * Math.min(years * 12 + some, 90_000));
  return dayOf(dayNumber(moved) + sign * Math.min(days, 3e6));
}

/** A span counted from a day: forward with 1, backward with -1. */
export interface Relative {
  readonly span: Span;
  readonly sign: 1 | -1;
  readonly day: Day;
  /** It counts from this moment, not from another day. */
  readonly now: boolean;
}

const ago = phrases(["ago,back,before now,zuvor,her", true]);
const fromNow = phrases([
  "from now,from today,later,hence,after now,ab jetzt,ab heute,später,von heute an,from this moment",
  true,
]);

/** "in three days", "vor zwei Wochen", "two weeks ago", "an hour from now", "a week from tuesday". */
export const relativeAt: Reader<Relative> = (tokens, from, to, here) => {
  const lead = plain(tokens, from, to);
  const day = today(here);
  const ahead = /^(?:in|within|after|nach|binnen|innerhalb)$/.test(lead);
  if (ahead || (lead === "vor" && isGerman(here))) {
    const read = spanAt(
      tokens,
      past(tokens, from + 1, to, new Set(["von", "about", "etwa", "another"])),
      to,
      here,
    );
    const time = past(tokens, read?.to ?? to, to, new Set(["time", "s"]));
    return read && { to: time, value: { span: read.value, sign: ahead ? 1 : -1, day, now: true } };
  }
  const read = spanAt(tokens, from, to, here) ?? countedDays(tokens, from, to, here);
  if (!read) return undefined;
  const back = ago(tokens, read.to, to);
  if (back) return { to: back.to, value: { span: read.value, sign: -1, day, now: true } };
  const on = fromNow(tokens, read.to, to);
  if (on) return { to: on.to, value: { span: read.value, sign: 1, day, now: true } };
  const word = plain(tokens, read.to, to);
  if (!/^(?:from|after|before|nach|vor)$/.test(word)) return undefined;
  const base = dateAt(tokens, read.to + 1, to, here);
  const start = base && /^(\d{4})-(\d\d)-(\d\d)$/.exec(base.value);
  if (!base || !start) return undefined;
  const other = { year: Number(start[1]), month: Number(start[2]), day: Number(start[3]) };
  return {
    to: base.to,
    value: { span: read.value, sign: /^(?:before|vor)$/.test(word) ? -1 : 1, day: other, now: false },
  };
};

/** "two fridays" as so many days, so that "from now" lands on one. */
function countedDays(tokens: Tokens, from: number, to: number, here: Here): Read<Span> | undefined {
  const count = numberAt(tokens, from, to, here);
  const weekday = count && weekdays(tokens, count.to, to);
  if (!count || !weekday || !Number.isInteger(count.value) || count.value < 1 || count.value > 500)
    return undefined;
  const back = ago(tokens, weekday.to, to) !== undefined;
  const gap = (((weekday.value - weekdayOf(today(here))) * (back ? -1 : 1) + 6) % 7) + 1;
  const days = gap + (count.value - 1) * 7;
  return {
    to: weekday.to,
    value: { years: 0, months: 0, days, hours: 0, minutes: 0, seconds: 0, weeks: false },
  };
}

/** A day, or a week, month, season or year, as the platforms write them: `2026-11-27`, `2026-W48`, `2026-W48-WE`, `2026-12`, `2027`. */
export const dateAt: Reader = (tokens, from, to, here) => {
  const end = Math.min(to, from + 16);
  const own = longestOf(tokens, from, end, here);
  if (own || from + 1 >= end || !before.has(plain(tokens, from, end))) return own;
  return longestOf(tokens, from + 1, end, here);
};

function longestOf(tokens: Tokens, from: number, to: number, here: Here): Read<string> | undefined {
  let best: Read<string> | undefined;
  for (const way of from < to ? ways : []) {
    const read = way(tokens, from, to, here);
    if (read && read.to > (best?.to ?? 0)) best = read;
  }
  return best;
}
