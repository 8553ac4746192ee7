import { Undelivered, type Clock } from "palaver";
import { countOf, type Look, type Reading } from "./plan.ts";
import type { Method } from "./rate.ts";
import type { Head, Team, TeamMessage } from "./team.ts";
import { troubleOf } from "./trouble.ts";

/** What was read of one thread. */
export interface Read extends Reading {
  readonly items: readonly TeamMessage[];
  /** Where to go on, if it stopped in the middle. */
  readonly next?: string;
  /** Where it stopped before is not known any more. */
  readonly lost?: boolean;
  /** The thread is not there any more. */
  readonly gone?: boolean;
}

/** What a look at a channel came to. Plain data; what is in it is true whenever it is learnt of. */
export interface Found {
  readonly heads: readonly Head[];
  /** Pages it took to see the threads that were wanted; nothing where the channel was not looked at, or in vain. */
  readonly depth?: number;
  readonly reads: readonly Read[];
  /** What those are called who have said something, by their ids. */
  readonly names: readonly (readonly [id: string, name: string])[];
  /** Threads that should have been read, and were not. */
  readonly unread: readonly string[];
  /** Milliseconds that a method has to rest. */
  readonly limited: Readonly<Partial<Record<Method, number>>>;
  /** Why something failed. */
  readonly reason?: string;
  readonly calls: Readonly<Record<Method, number>>;
}

/** So many calls may fail in one look. What is wrong with the whole channel ends it at once. */
const patience = 3;

/** No call is begun after so many milliseconds. */
const longest = 25_000;

/** Looks at a channel as planned. Whatever goes wrong is part of what was found: it never throws. */
export async function lookAt(team: Team, look: Look, clock: Clock): Promise<Found> {
  const until = clock.now() + longest;
  const calls = { heads: 0, thread: 0 };
  const limited: Partial<Record<Method, number>> = {};
  let reason: string | undefined;
  let failures = 0;

  /** One call; nothing where it failed. */
  async function ask<T>(method: Method, call: () => Promise<T>): Promise<T | { readonly failed: string }> {
    calls[method]++;
    try {
      return await call();
    } catch (error) {
      const failed = error instanceof Undelivered ? error.message : "unexpected error";
      const wait = error instanceof Undelivered ? error.retryAfter : undefined;
      if (wait !== undefined) limited[method] = Math.max(wait, 1_000);
      else if (troubleOf(failed) !== "gone") {
        reason = failed;
        failures += troubleOf(failed) === undefined ? 1 : patience;
      }
      return { failed };
    }
  }

  const survey =
    look.heads &&
    (await surveyed(look.heads, look.may, (span) => ask("heads", () => team.heads(look.place, span))));
  const wanted = [...look.must, ...look.may.filter(({ ts }) => survey?.wanted.has(ts))];
  const reads: Read[] = [];
  const unread: string[] = [];
  for (const reading of wanted) {
    const stop =
      failures >= patience ||
      clock.now() > until ||
      limited.thread !== undefined ||
      calls.thread >= look.threads.calls;
    const read = stop ? undefined : await readThread(reading);
    if (read) reads.push(read);
    else unread.push(reading.ts);
  }
  return {
    heads: survey?.heads ?? [],
    ...(survey?.complete && { depth: survey.pages }),
    reads,
    names: await namesIn(team, look.place.team, survey?.heads ?? [], reads),
    unread,
    limited,
    ...(reason !== undefined && { reason }),
    calls,
  };

  async function readThread(reading: Reading): Promise<Read | undefined> {
    const { place, threads } = look;
    const items = new Map<string, TeamMessage>();
    const from = reading.cursor;
    let cursor = from;
    for (let page = 0; page < threads.each && calls.thread < threads.calls; page++) {
      const span = { oldest: reading.oldest, limit: threads.limit, ...(cursor !== undefined && { cursor }) };
      const part = await ask("thread", () => team.thread({ ...place, ts: reading.ts }, span));
      if ("failed" in part) {
        if (troubleOf(part.failed) === "gone") return { ...reading, items: [], gone: true };
        // What was read before it failed is kept, and read again.
        if (items.size > 0 && cursor !== undefined)
          return { ...reading, items: [...items.values()], next: cursor };
        return from !== undefined && limited.thread === undefined
          ? { ...reading, items: [], lost: true }
          : undefined;
      }
      for (const item of part.items) items.set(item.ts, item);
      if (part.next === undefined || part.next === cursor) return { ...reading, items: [...items.values()] };
      cursor = part.next;
    }
    return { ...reading, items: [...items.values()], ...(cursor !== undefined && { next: cursor }) };
  }
}

interface Survey {
  readonly heads: readonly Head[];
  readonly wanted: ReadonlySet<string>;
  readonly pages: number;
  readonly complete: boolean;
}

type AskHeads = (span: {
  readonly oldest: string;
  readonly limit: number;
  readonly cursor?: string;
}) => Promise<{ readonly items: readonly Head[]; readonly next?: string } | { readonly failed: string }>;

/** What the channel says of the threads, back to the oldest that is wanted; and which have something new, or were not seen. */
async function surveyed(
  { calls, limit, oldest }: NonNullable<Look["heads"]>,
  may: readonly Reading[],
  ask: AskHeads,
): Promise<Survey> {
  const byTs = new Map(may.map((reading) => [reading.ts, reading]));
  const missing = new Set(may.filter(({ ts }) => ts > oldest).map(({ ts }) => ts));
  const heads = new Map<string, Head>();
  let cursor: string | undefined;
  let pages = 0;
  let failed = false;
  while (pages < calls && missing.size > 0) {
    const part = await ask({ oldest, limit, ...(cursor !== undefined && { cursor }) });
    failed = "failed" in part;
    if ("failed" in part) break;
    pages++;
    for (const head of part.items) {
      if (byTs.has(head.ts)) heads.set(head.ts, head);
      missing.delete(head.ts);
    }
    if (part.next === undefined || part.next === cursor) break;
    cursor = part.next;
  }
  const changed = [...heads.values()].filter((head) => countOf(head) !== byTs.get(head.ts)?.counted);
  const wanted = new Set([...changed.map(({ ts }) => ts), ...(failed ? [] : missing)]);
  return { heads: [...heads.values()], wanted, pages: Math.max(pages, 1), complete: !failed };
}

/** Asks for the names of those who have said something, once each. */
async function namesIn(
  team: Team,
  workspace: string,
  heads: readonly Head[],
  reads: readonly Read[],
): Promise<Found["names"]> {
  const items = reads.flatMap((read) => read.items);
  const people = new Set([
    ...items.flatMap(({ by }) => by ?? []),
    ...[...heads, ...items].flatMap(({ reactions }) => reactions.flatMap(({ by }) => by)),
  ]);
  const names = new Map<string, string>();
  for (const id of people) names.set(id, await team.nameOf(id, workspace).catch(() => "someone"));
  return [...names];
}
