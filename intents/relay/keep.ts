import type { Work } from "palaver";
import { capture, forget, withdraw } from "./inbox.ts";
import type { Found, Read } from "./look.ts";
import { nextLook, type Pace } from "./pace.ts";
import { countOf } from "./plan.ts";
import { before, later } from "./stamp.ts";
import { inboxKey, type Awaited, type Entry, type Watch } from "./state.ts";
import type { Head, Reaction, TeamMessage } from "./team.ts";

/** What is new for somebody. */
export interface Fresh {
  readonly person: string;
  readonly entry: Entry;
}

/** What keeping goes by. */
export interface Keeping {
  readonly now: number;
  readonly pace: Pace;
  /** Whether answers in this workspace are pushed as well. */
  readonly pushed: boolean;
  /** Somebody else has begun to look since: what was read is still true, but says nothing of what was not. */
  readonly stale: boolean;
}

/** Seconds before the watermark whose answers are known one by one, since they are read again. */
const remembered = 240;

/** Puts what was read of a thread into the inbox, and moves the watermark with it. Nothing is left of a thread that is gone. */
export async function keepThread(
  store: Work,
  watch: Watch,
  awaited: Awaited,
  found: Found,
  keeping: Keeping,
): Promise<{ readonly awaited: Awaited | undefined; readonly fresh: readonly Fresh[] }> {
  const head = found.heads.find(({ ts }) => ts === awaited.ts);
  const read = found.reads.find(({ ts }) => ts === awaited.ts);
  const fresh: Fresh[] = [];
  const isGone = read?.gone === true && missed(awaited, keeping) === undefined;
  let now = awaited;
  // What is not there may only not show yet, so nothing is taken back before it is given up.
  if (read && (!read.gone || isGone)) {
    const kept = await keepRead(store, watch, now, read, found, keeping.stale);
    now = kept.awaited;
    fresh.push(...kept.fresh);
  }
  if (keeping.stale) return { awaited, fresh };
  const shown = [...(head ? [head] : []), ...(read?.items.filter(({ ts }) => isOwn(awaited, ts)) ?? [])];
  if (shown.length > 0) {
    const kept = await keepReactions(store, watch, now, shown, found.names);
    now = kept.awaited;
    fresh.push(...kept.fresh);
  }
  if (head?.gone) return { awaited: undefined, fresh };
  if (read?.gone) return { awaited: isGone ? undefined : missed(now, keeping), fresh };
  const over = awaited.until <= keeping.now && read?.last && read.next === undefined && !read.lost;
  if (over) return { awaited: undefined, fresh };
  return { awaited: planned(counted(now, read, head), { read, head, fresh, found, keeping }), fresh };
}

const nameIn = (names: Found["names"], id: string) => names.find(([it]) => it === id)?.[1] ?? "someone";

/** A thread that is not there: perhaps not yet, but for good after some looks and some time. */
function missed(awaited: Awaited, { now, pace }: Keeping): Awaited | undefined {
  const { since, looks } = awaited.missing ?? { since: now, looks: 0 };
  if (looks + 1 >= absent.looks && now - since >= absent.time) return undefined;
  const next = nextLook(pace, now, now, false);
  return { ...awaited, missing: { since, looks: looks + 1 }, next, behind: false };
}

const absent = { looks: 3, time: 60_000 };

const isOwn = ({ ts, own }: Awaited, message: string) => message === ts || own.includes(message);

/** Answers into the inbox. */
async function keepRead(
  store: Work,
  { place }: Watch,
  awaited: Awaited,
  read: Read,
  { names }: Found,
  stale: boolean,
): Promise<{ readonly awaited: Awaited; readonly fresh: readonly Fresh[] }> {
  if (read.lost) return { awaited: stale ? awaited : without(awaited, { full: true }), fresh: [] };
  const { person } = awaited;
  const thread = { ...place, ts: awaited.ts };
  const fresh: Fresh[] = [];
  const below = read.items.filter(({ ts }) => ts !== awaited.ts);
  for (const { ts, by, text, edited } of below) {
    if (by === undefined || text === "") continue;
    const called = nameIn(names, by);
    const news = {
      kind: "reply",
      thread,
      name: ts,
      by,
      called,
      text,
      ...(edited !== undefined && { edited }),
    } as const;
    const entry = await capture(store, person, news);
    if (entry) fresh.push({ person, entry });
  }
  const seen = new Set(below.map(({ ts }) => ts));
  if (stale) return { awaited, fresh };
  const newest = below.reduce((ts, item) => later(item.ts, ts), read.newest);
  const begins = read.cursor === undefined && read.oldest < awaited.ts;
  const isWhole = read.next === undefined && read.cursor === undefined;
  const gone = isWhole ? await missing(store, awaited, thread, read, seen) : [];
  for (const name of gone) await withdraw(store, person, { name, thread }, "seen");
  // Read from the beginning, they are counted from the beginning.
  const base = begins ? { replies: 0, recent: noneYet } : awaited;
  const more = [...seen].filter((ts) => !base.recent.includes(ts));
  const lost = base.recent.filter((ts) => gone.includes(ts));
  const recent = [...base.recent.filter((ts) => !lost.includes(ts)), ...more].sort();
  const replies = base.replies + more.length - lost.length;
  if (read.next !== undefined) {
    const resume = { oldest: read.oldest, cursor: read.next, newest, last: read.last };
    return { awaited: { ...awaited, replies, recent: within(recent, newest), resume }, fresh };
  }
  const watermark = later(newest, awaited.watermark);
  const done = { replies, recent: within(recent, watermark), watermark, full: false };
  return { awaited: without(awaited, done), fresh };
}

const noneYet: readonly string[] = [];

const within = (recent: readonly string[], newest: string) =>
  recent.filter((ts) => ts > before(newest, remembered));

/** What was there in what has now been read in one piece, and is there no more. */
async function missing(
  store: Work,
  { recent, person, watermark, ts: root }: Awaited,
  thread: Entry["thread"],
  { oldest }: Read,
  seen: ReadonlySet<string>,
): Promise<readonly string[]> {
  const gone = recent.filter((ts) => ts > oldest && !seen.has(ts));
  if (oldest >= root) return gone;
  // What was pushed of late may only not be shown yet.
  const settled = before(watermark, remembered);
  const waiting = (await store.list(inboxKey.in(person))).filter(
    ({ value: it }) =>
      it.kind === "reply" &&
      it.thread.ts === thread.ts &&
      it.thread.channel === thread.channel &&
      it.thread.team === thread.team &&
      it.name < settled &&
      !seen.has(it.name),
  );
  return [...new Set([...gone, ...waiting.map(({ value }) => value.name)])];
}

const without = ({ resume: _, missing: __, ...awaited }: Awaited, change: Partial<Awaited>): Awaited => ({
  ...awaited,
  ...change,
});

/** Who reacted is told like an answer; who took that back before it was told, did not. */
async function keepReactions(
  store: Work,
  { place }: Watch,
  awaited: Awaited,
  shown: readonly (Head | TeamMessage)[],
  names: Found["names"],
): Promise<{ readonly awaited: Awaited; readonly fresh: readonly Fresh[] }> {
  const there = new Set(shown.flatMap(({ ts, reactions }) => reactions.flatMap((it) => namesOf(ts, it))));
  const looked = shown.map(({ ts }) => `${ts}/`);
  const before = awaited.reactions.filter((name) => looked.some((ts) => name.startsWith(ts)));
  const thread = { ...place, ts: awaited.ts };
  const fresh: Fresh[] = [];
  for (const name of there) {
    if (awaited.reactions.includes(name)) continue;
    const entry = await keepReaction(store, awaited.person, thread, name, names);
    if (entry) fresh.push({ person: awaited.person, entry });
  }
  for (const name of before) if (!there.has(name)) await forget(store, awaited.person, { name, thread });
  const rest = awaited.reactions.filter((name) => !before.includes(name));
  return { awaited: { ...awaited, reactions: [...rest, ...there] }, fresh };
}

const namesOf = (ts: string, { name, by }: Reaction): readonly string[] =>
  by.map((who) => reactionName(ts, name, who));

/** What a reaction is called among the answers of a thread. */
export const reactionName = (ts: string, name: string, by: string): string => `${ts}/${by}/${name}`;

/** A reaction into the inbox. */
export function keepReaction(
  store: Work,
  person: string,
  thread: Entry["thread"],
  name: string,
  names: Found["names"],
): Promise<Entry | undefined> {
  const [, by = "", reaction = ""] = name.split("/");
  const called = nameIn(names, by);
  return capture(store, person, { kind: "reaction", thread, name, by, called, text: reaction });
}

/** Whether all is known that the channel tells of; otherwise the thread is read from its beginning the next time. */
function counted(awaited: Awaited, read: Read | undefined, head: Head | undefined): Awaited {
  if (!head) return read ? uncounted(awaited) : awaited;
  if (!read) return awaited;
  const latest = head.latest ?? "";
  if (head.replies === awaited.replies && latest <= awaited.watermark)
    return { ...awaited, counted: countOf(head) };
  // Somebody may have said something between the two calls.
  const newer = latest < awaited.watermark && head.replies < awaited.replies;
  return { ...uncounted(awaited), full: !newer && read.next === undefined };
}

/** Nobody has said how many there are: whatever is known by now is what they will be compared with. */
const uncounted = (awaited: Awaited): Awaited => ({
  ...awaited,
  counted: countOf({ replies: awaited.replies, ...(awaited.replies > 0 && { latest: awaited.watermark }) }),
});

/** When it is looked at again. */
function planned(
  awaited: Awaited,
  {
    read,
    head,
    fresh,
    found,
    keeping: { now, pace, pushed },
  }: {
    readonly read: Read | undefined;
    readonly head: Head | undefined;
    readonly fresh: readonly Fresh[];
    readonly found: Found;
    readonly keeping: Keeping;
  },
): Awaited {
  const active = fresh.length > 0 ? now : awaited.active;
  if (read) {
    const next = read.next !== undefined || read.lost ? now : nextLook(pace, now, active, pushed);
    return { ...awaited, active, next: bounded(next, awaited), behind: false };
  }
  // Known to have something that there were no calls left for.
  if (found.unread.includes(awaited.ts)) return head ? { ...awaited, behind: true, next: now } : awaited;
  return head ? { ...awaited, next: bounded(nextLook(pace, now, active, pushed), awaited) } : awaited;
}

/** The last look is not later than answers are awaited. */
const bounded = (next: number, { until }: Awaited): number => Math.min(next, until);
