import { z } from "zod";
import type { Grant, Method } from "./rate.ts";
import { before, later } from "./stamp.ts";
import { placeSchema, type Awaited, type Watch } from "./state.ts";

/** Seconds that are read again, for messages that show up late. */
const overlap = 120;

/** Where pages are small, so many answers are read again at most. */
const again = { fewer: 50, most: 5 };

/** So many threads are read one by one where the channel cannot be looked at. */
const patience = 5;

/** So many pages of one thread are read at a time. The rest is read the next time. */
const pagesOfThread = 5;

const reading = z.object({
  ts: z.string(),
  oldest: z.string(),
  cursor: z.string().exactOptional(),
  /** The newest answer on the pages before the cursor. */
  newest: z.string(),
  /** Begun after nothing more was awaited: with its end the thread is done with. */
  last: z.boolean(),
  /** What the channel said of it when it was read last; it need not be read while that is so. */
  counted: z.string().exactOptional(),
});
export type Reading = z.infer<typeof reading>;

/** One look at a channel, decided on without asking anybody. Plain data. */
export const lookSchema = z.object({
  place: placeSchema,
  turn: z.number(),
  /** Whether the channel itself is looked at, and back to which of its messages. */
  heads: z.object({ calls: z.number(), limit: z.number(), oldest: z.string() }).exactOptional(),
  /** The threads that are read whatever the channel says, and those that are read if it says so; the most urgent first. */
  must: z.array(reading),
  may: z.array(reading),
  threads: z.object({ calls: z.number(), limit: z.number(), each: z.number() }),
});
export type Look = z.infer<typeof lookSchema>;

/**
 * The cheapest look at those threads of a channel that are wanted: each by itself, or all at once by what the channel
 * tells of them. Nothing where nothing is wanted or may be asked.
 */
export function planLook(
  watch: Watch,
  now: number,
  wanted: (awaited: Awaited) => boolean,
  grants: Readonly<Record<Method, Grant>>,
): Look | undefined {
  const due = watch.threads.filter(wanted).sort(byUrgency);
  const known = due.filter((it) => it.behind || it.full || it.resume || it.until <= now);
  const { heads, thread } = grants;
  const rest = due.filter((it) => !known.includes(it));
  // Where the channel itself may not be asked for now, only the most urgent are read one by one.
  const open = heads.calls > 0 ? rest : rest.slice(0, patience);
  if (due.length === 0 || (thread.calls === 0 && (heads.calls === 0 || open.length === 0))) return undefined;

  const survey = heads.calls > 0 && (open.length > watch.depth || (thread.calls === 0 && open.length > 0));
  const calls = Math.min(thread.calls, pagesOfThread * known.length + (survey ? 10 : 2 * open.length));
  const others = survey ? watch.threads.filter((it) => !due.includes(it)) : [];
  const readingOf = (it: Awaited) => toRead(it, now, thread.limit);
  const first = open.reduce((ts, it) => (it.ts < ts ? it.ts : ts), open[0]?.ts ?? "");
  return {
    place: watch.place,
    turn: watch.turn,
    ...(survey && {
      heads: {
        calls: Math.min(heads.calls, Math.max(3, 2 * watch.depth), 10),
        limit: heads.limit,
        oldest: before(first, 1),
      },
    }),
    must: (survey ? known : [...known, ...open]).map(readingOf),
    may: [...(survey ? open : []), ...others].map(readingOf),
    threads: { calls, limit: thread.limit, each: pagesOfThread },
  };
}

/** What stopped in the middle first, then what is known to have something new, then who waits longest. */
const byUrgency = (a: Awaited, b: Awaited): number =>
  Number(b.resume !== undefined) - Number(a.resume !== undefined) ||
  Number(b.behind) - Number(a.behind) ||
  a.next - b.next;

function toRead(awaited: Awaited, now: number, limit: number): Reading {
  const { ts, watermark, resume, recent, counted, full, until } = awaited;
  const last = until <= now;
  // What was begun before does not count as the last, for messages may have shown up since.
  if (resume && resume.last === last) return { ts, ...resume };
  const beginning = before(ts, 1);
  const few = limit < again.fewer ? recent.at(-again.most - 1) : undefined;
  // At the end everything is read once more, whatever showed up late.
  const oldest = full || last ? beginning : later(later(beginning, before(watermark, overlap)), few);
  return { ts, oldest, newest: watermark, last, ...(counted !== undefined && { counted }) };
}

/** How the channel's word on a thread is remembered. */
export const countOf = ({
  replies,
  latest,
}: {
  readonly replies: number;
  readonly latest?: string | undefined;
}): string => `${replies}/${latest ?? ""}`;
