import { dayNumber, writtenDay, type Day } from "../calendar.ts";
import { fixed, moving } from "../holidays.ts";
import { which } from "../days.ts";
import type { Here, Read } from "../reader.ts";
import { past, plain, today, type Tokens } from "../tokens.ts";
import { yearAt } from "./year.ts";

const of: ReadonlySet<string> = new Set(["of", "in", "im", "jahr"]);

/** "christmas", "easter 2027", "next thanksgiving", "independence day of this year". */
export function holiday(tokens: Tokens, from: number, to: number, here: Here): Read<string> | undefined {
  const near = which(tokens, from, to);
  const named = namedAt(tokens, near?.to ?? from, to);
  if (!named) return undefined;
  if (near) return { to: named.to, value: writtenDay(nearOf(named.value, near.value, here)) };
  const at = past(tokens, past(tokens, named.to, to, of), to, of);
  const year = yearAt(tokens, at, to);
  if (year) return { to: year.to, value: writtenDay(named.value(year.value)) };
  const that = which(tokens, at, to);
  if (that && /^(?:year|jahr|jahres)$/.test(plain(tokens, that.to, to)))
    return { to: that.to + 1, value: writtenDay(named.value(here.now.year + that.value)) };
  const own = named.value(here.now.year);
  const isOver = dayNumber(own) < dayNumber(today(here));
  return { to: named.to, value: writtenDay(isOver ? named.value(here.now.year + 1) : own) };
}

function namedAt(tokens: Tokens, from: number, to: number): Read<(year: number) => Day> | undefined {
  const day = fixed(tokens, from, to);
  const rule = moving(tokens, from, to);
  if (rule && rule.to >= (day?.to ?? 0)) return rule;
  return day && { to: day.to, value: (year) => ({ year, month: day.value[0], day: day.value[1] }) };
}

/** The holiday of this year, the next that is to come, or the last that has been. */
function nearOf(dayIn: (year: number) => Day, step: number, here: Here): Day {
  const year = here.now.year;
  const own = dayIn(year);
  const ahead = dayNumber(own) - dayNumber(today(here));
  if (step > 0) return ahead > 0 ? own : dayIn(year + 1);
  if (step < 0) return ahead < 0 ? own : dayIn(year - 1);
  return own;
}
