import { dayOf, dayNumber, plusDays, writtenDay, writtenTime, type Day } from "./calendar.ts";
import { dateAt, startsDay } from "./date.ts";
import { isOneDay } from "./dates/onWeekday.ts";
import { relativeAt, shifted } from "./relative.ts";
import { phrases } from "./phrase.ts";
import type { Here, Read, Reader } from "./reader.ts";
import { clockAt, clockStarts, partAt, settled, type Part } from "./time.ts";
import { past, plain, type Tokens } from "./tokens.ts";

/** A time of day as the platforms write it: `T15:30`, or a part of the day: `MO`, `AF`, `EV`, `NI`. */
export const timeAt: Reader = (tokens, from, to, here) => {
  const end = Math.min(to, from + 16);
  if (!startsMoment(plain(tokens, from, end), here)) return undefined;
  const clock = clockAt(tokens, from, end, here, false);
  const part = partAt(tokens, from, end);
  const later = momentsOn(tokens, from, end, here);
  const best = Math.max(clock?.to ?? 0, part?.to ?? 0, later?.to ?? 0);
  if (best === 0) return undefined;
  if (later?.to === best) return { to: best, value: later.value.slice(10) };
  if (clock?.to === best) return { to: best, value: settled(clock.value, here, false) };
  // "in the evening at eight": the part says which half is meant.
  const behind = part && clockAt(tokens, part.to, end, here, true);
  if (part && behind) return { to: behind.to, value: settled(inPart(behind.value, part.value), here, false) };
  return part && { to: part.to, value: part.value };
};

/** An hour by its number, where it is clear that a time is meant. */
export const loneTimeAt: Reader = (tokens, from, to, here) => {
  const clock = clockAt(tokens, from, to, here, true);
  return clock && { to: clock.to, value: settled(clock.value, here, false) };
};

type Clock = NonNullable<ReturnType<typeof clockAt>>["value"];

const inPart = (clock: Clock, part: Part): Clock =>
  clock.sure || clock.hour > 12
    ? clock
    : {
        ...clock,
        hour:
          part === "MO"
            ? clock.hour % 12
            : part === "NI" && (clock.hour === 12 || clock.hour < 5)
              ? clock.hour % 12
              : (clock.hour % 12) + 12,
        sure: true,
      };

const now = phrases([
  "now,right now,just now,jetzt,sofort,aktuell,aktuelle,at present,at the present time,at this time,at the minute,at the moment,at this moment,gerade,right away,immediately,this instant,asap",
  0,
]);

/** A moment counted from now in hours, minutes or seconds: "in an hour", "ten minutes ago". */
function momentsOn(tokens: Tokens, from: number, to: number, here: Here): Read<string> | undefined {
  const read = relativeAt(tokens, from, to, here, dateAt);
  if (!read?.value.now) return undefined;
  const { span, sign, day } = read.value;
  if (span.hours + span.minutes + span.seconds === 0) return undefined;
  const start = shifted(day, span, sign);
  const seconds =
    (here.now.hour * 60 + here.now.minute) * 60 +
    here.now.second +
    sign * (span.hours * 3_600 + span.minutes * 60 + span.seconds);
  if (!Number.isFinite(seconds) || Math.abs(seconds) > 1e10) return undefined;
  return {
    to: read.to,
    value: momentOf(start, Math.round(seconds), span.seconds > 0 || here.now.second > 0),
  };
}

function momentOf(day: Day, seconds: number, exact: boolean): string {
  const days = Math.floor(seconds / 86_400);
  const rest = seconds - days * 86_400;
  const time = writtenTime(
    Math.floor(rest / 3_600),
    Math.floor(rest / 60) % 60,
    exact ? rest % 60 : undefined,
  );
  return writtenDay(dayOf(dayNumber(day) + days)) + time;
}

/** Days with a part of theirs in one word. */
const tonight = phrases<readonly [day: number, part: Part]>(
  ["tonight,this night,heute nacht", [0, "NI"]],
  ["this morning,heute morgen,heute früh,heute vormittag", [0, "MO"]],
  ["this afternoon,heute nachmittag", [0, "AF"]],
  ["this evening,heute abend", [0, "EV"]],
  ["last night,gestern nacht", [-1, "NI"]],
  ["gestern abend,yesterday evening", [-1, "EV"]],
  ["tomorrow morning,morgen früh,morgen vormittag", [1, "MO"]],
  ["tomorrow afternoon,morgen nachmittag", [1, "AF"]],
  ["tomorrow evening,morgen abend", [1, "EV"]],
  ["tomorrow night,morgen nacht", [1, "NI"]],
);

const dayEnds = phrases(
  [
    "end of day,end of the day,the end of the day,eod,the eod,ende des tages,tagesende,the end of today,end of today",
    0,
  ],
  ["end of tomorrow,the end of tomorrow,ende des morgigen tages", 1],
);
const dayEnd = phrases(["end of,the end of,end of the,the end of the,ende von", true]);

const starts: ReadonlySet<string> = new Set([
  ...clockStarts,
  ...[now, tonight, dayEnds, dayEnd].flatMap((it) => [...it.firsts]),
]);

/** Whether a point in time can begin with a word. */
const startsMoment = (word: string, here: Here): boolean => starts.has(word) || startsDay(word, here);

/** A point in time: `2026-11-27T15:30`, or a part of a day: `2026-11-27TEV`. */
export const datetimeAt: Reader = (tokens, from, to, here) => {
  const end = Math.min(to, from + 20);
  if (!startsMoment(plain(tokens, from, end), here)) return undefined;
  const at = now(tokens, from, end);
  if (at) {
    const { hour, minute, second } = here.now;
    return {
      to: at.to,
      value: writtenDay(here.now) + writtenTime(hour, minute, second > 0 ? second : undefined),
    };
  }
  const all = [
    momentsOn(tokens, from, end, here),
    endOfDay(tokens, from, end, here),
    dayFirst(tokens, from, end, here),
    timeFirst(tokens, from, end, here),
  ];
  return all.reduce((best, read) => (read && read.to > (best?.to ?? 0) ? read : best), undefined);
};

/** "end of day", "the end of this sunday": its last second. */
function endOfDay(tokens: Tokens, from: number, to: number, here: Here): Read<string> | undefined {
  const read = dayEnds(tokens, from, to);
  if (read)
    return { to: read.to, value: writtenDay(plusDays(here.now, read.value)) + writtenTime(23, 59, 59) };
  const end = dayEnd(tokens, from, to);
  const day = end && dateAt(tokens, end.to, to, here);
  return day && isOneDay(day.value) ? { to: day.to, value: day.value + writtenTime(23, 59, 59) } : undefined;
}

const between = /^(?:at|um|,|@|gegen|around|about|by|the|in|for)$/;

/** "tomorrow at nine", "friday evening", "2026-11-27 15:30", "tonight at 8". */
function dayFirst(tokens: Tokens, from: number, to: number, here: Here): Read<string> | undefined {
  const part = tonight(tokens, from, to);
  const date = part
    ? { to: part.to, value: writtenDay(plusDays(here.now, part.value[0])) }
    : dateAt(tokens, from, to, here);
  if (!date || !isOneDay(date.value)) return undefined;
  const next = date.to;
  const clock =
    clockAt(tokens, next, to, here, between.test(tokens[next]?.plain ?? "")) ??
    clockBehind(tokens, next, to, here);
  const own = part?.value[1];
  if (clock) {
    const value = own ? inPart(clock.value, own) : clock.value;
    return { to: clock.to, value: date.value + settled(value, here, date.value !== writtenDay(here.now)) };
  }
  if (own) return { to: date.to, value: `${date.value}T${own}` };
  const later = partAt(tokens, next, to);
  if (!later) return undefined;
  const behind = clockAt(tokens, later.to, to, here, true);
  if (behind)
    return { to: behind.to, value: date.value + settled(inPart(behind.value, later.value), here, true) };
  return { to: later.to, value: `${date.value}T${later.value}` };
}

/** A clock behind a comma or the like. */
const clockBehind = (tokens: Tokens, at: number, to: number, here: Here) =>
  /^(?:[,@t-]|for)$/.test(tokens[at]?.plain ?? "") ? clockAt(tokens, at + 1, to, here, true) : undefined;

const comma: ReadonlySet<string> = new Set([","]);

/** "nine tomorrow", "at 7:30 pm on fri, sep 20", "in the evening of may 3rd", "eight tonight". */
function timeFirst(tokens: Tokens, from: number, to: number, here: Here): Read<string> | undefined {
  const clock = clockAt(tokens, from, to, here, true);
  if (clock) {
    // "eight tonight" has its day in the word that tells its half.
    const said =
      tonight(tokens, clock.to - 1, to) ??
      tonight(tokens, clock.to - 2, to) ??
      tonight(tokens, past(tokens, clock.to, to, comma), to);
    if (said && said.to >= clock.to) {
      const value = inPart(clock.value, said.value[1]);
      return {
        to: said.to,
        value: writtenDay(plusDays(here.now, said.value[0])) + settled(value, here, true),
      };
    }
  }
  const part = partAt(tokens, from, to);
  const first = clock ?? part;
  if (!first) return undefined;
  let at = first.to;
  if (/^(?:on|am|of|,|in|for)$/.test(tokens[at]?.plain ?? "")) at++;
  const date = dateAt(tokens, at, to, here);
  if (!date || !isOneDay(date.value)) return undefined;
  const day = tonight(tokens, at, to);
  if (clock) {
    const value = day ? inPart(clock.value, day.value[1]) : clock.value;
    return {
      to: day?.to ?? date.to,
      value: date.value + settled(value, here, date.value !== writtenDay(here.now)),
    };
  }
  return part && { to: date.to, value: `${date.value}T${part.value}` };
}
