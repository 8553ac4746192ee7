import { distances, ends, months, nearest, seasons, stretches, weekdays, which } from "./days.ts";
import { fixed, moving } from "./holidays.ts";
import { holiday } from "./dates/holiday.ts";
import { dayFirst, monthFirst, placeFirst } from "./dates/inMonth.ts";
import { afterNext, atEnd, byDistance, stretch, whichOne } from "./dates/near.ts";
import { weekdayFirst, weekdayThen } from "./dates/onWeekday.ts";
import { isGerman } from "./number.ts";
import { amountStarts } from "./duration.ts";
import { ordinalStarts } from "./ordinal.ts";
import type { Here, Read, Reader } from "./reader.ts";
import { inDigits } from "./slashed.ts";
import { plain, type Tokens } from "./tokens.ts";

/** The ways of saying a day, or a stretch of days. */
const ways: readonly Reader[] = [
  byDistance,
  (tokens, from, to, here) => inDigits(tokens, from, to, here, false),
  monthFirst,
  dayFirst,
  placeFirst,
  whichOne,
  afterNext,
  weekdayFirst,
  (tokens, from, to, here) => weekdayThen(tokens, from, to, here, dateAt),
  atEnd,
  holiday,
  stretch,
];

/** Words that stand before a day and belong to it. */
const before: ReadonlySet<string> = new Set(
  "on am den the der das des im in around about by for until till bis ab zum".split(" "),
);

/** The words that a day can begin with, besides numbers. */
const starts: ReadonlySet<string> = new Set([
  ...before,
  ...[distances, months, weekdays, which, nearest, stretches, seasons, ends, fixed, moving].flatMap((it) => [
    ...it.firsts,
  ]),
  ..."within after nach binnen innerhalb vor last letzte letzter letzten".split(" "),
]);

/** Whether a day, or a span that leads to one, can begin with a word. */
export const startsDay = (word: string, here: Here): boolean =>
  /^\P{L}/u.test(word) || starts.has(word) || amountStarts(word, here) || ordinalStarts(word, isGerman(here));

/** A day, or a week, month, season or year, as the platforms write them: `2026-11-27`, `2026-W48`, `2026-W48-WE`, `2026-12`, `2027`. */
export const dateAt: Reader = (tokens, from, to, here) => {
  const end = Math.min(to, from + 16);
  const own = longestOf(tokens, from, end, here);
  if (own || from + 1 >= end || !before.has(plain(tokens, from, end))) return own;
  return longestOf(tokens, from + 1, end, here);
};

function longestOf(tokens: Tokens, from: number, to: number, here: Here): Read | undefined {
  if (!startsDay(plain(tokens, from, to), here)) return undefined;
  let best: Read | undefined;
  for (const way of ways) {
    const read = way(tokens, from, to, here);
    if (read && read.to > (best?.to ?? 0)) best = read;
  }
  return best;
}
