import type { Person, Store, Work } from "palaver";
import { capture } from "./inbox.ts";
import { keepThread, type Fresh } from "./keep.ts";
import type { Found } from "./look.ts";
import { nextLook, type Pace } from "./pace.ts";
import { planLook, type Look } from "./plan.ts";
import { instantOf } from "./stamp.ts";
import { granted, limited, methods, refunded, spent, type Grant, type Limits, type Method } from "./rate.ts";
import { dueKey, hub, mineKey, pushedKey, rateKey, watchKey, type Awaited, type Watch } from "./state.ts";
import type { Place, Thread } from "./team.ts";
import { because, troubleOf, type Trouble } from "./trouble.ts";

const placeOf = ({ team, channel }: Place) => watchKey.of(hub, team, channel);
const duePlace = ({ place: { team, channel }, due }: Watch) =>
  dueKey.of(hub, String(Math.max(0, Math.floor(due))).padStart(15, "0"), team, channel);

/** So many threads are watched in one channel; those that were quiet longest are given up first. */
const mostThreads = 500;

/** How long after its time a thread that cannot be read is still tried, in milliseconds. */
const grace = 24 * 3_600_000;

/** Whether anybody awaits anything: while nobody does, there is nothing to look for, and no schedule is needed. */
export async function isAwaiting(store: Pick<Store, "list">): Promise<boolean> {
  const { partition, prefix } = dueKey.in(hub);
  return (await store.list({ partition, prefix })).items.length > 0;
}

export const readWatch = (store: Work, place: Place): Promise<Watch | undefined> => store.get(placeOf(place));

/** Puts a channel's watch in place of the one before, and into the index of what is due. Without threads it is over. */
export function putWatch(store: Work, before: Watch | undefined, watch: Watch): void {
  const over = watch.threads.length === 0;
  if (before && (over || before.due !== watch.due)) store.set(duePlace(before), undefined);
  store.set(placeOf(watch.place), over ? undefined : watch);
  if (!over && before?.due !== watch.due) store.set(duePlace(watch), watch.place);
  const people = new Set(watch.threads.map(({ person }) => person));
  for (const { person } of before?.threads ?? [])
    if (!people.has(person)) store.set(minePlace(person, watch.place), undefined);
}

const minePlace = (person: string, { team, channel }: Place) => mineKey.of(person, team, channel);

/** Whether answers in a workspace have been pushed of late. */
export const isPushed = async (store: Work, team: string): Promise<boolean> =>
  (await store.get(pushedKey.of(hub, team))) !== undefined;

/** Awaits answers to a message, from when it was posted. `own` is the message; it may be in a thread of earlier ones. */
export async function awaitAnswers(
  store: Work,
  { ts, ...place }: Thread,
  { own, person, at }: { readonly own: string; readonly person: Person; readonly at: number },
  pace: Pace,
): Promise<void> {
  const before = await readWatch(store, place);
  const known = before?.threads.find((it) => it.ts === ts);
  const next = nextLook(pace, at, at, await isPushed(store, place.team));
  const awaited: Awaited = {
    ...(known ?? fresh(ts, person)),
    until: at + pace.openFor,
    active: at,
    next: Math.min(next, known?.next ?? next),
  };
  const owned =
    awaited.own.includes(own) || own === ts ? awaited : { ...awaited, own: [...awaited.own, own] };
  const others = (before?.threads ?? []).filter((it) => it.ts !== ts);
  const kept =
    others.length < mostThreads
      ? others
      : others.toSorted((a, b) => b.active - a.active).slice(1 - mostThreads);
  const threads = [...kept, owned];
  store.set(minePlace(person.id, place), place);
  const due = Math.min(before?.due ?? Infinity, next);
  putWatch(store, before, { ...(before ?? { place, turn: 0, depth: 1, failures: 0 }), threads, due });
}

const fresh = (ts: string, { id }: Person): Omit<Awaited, "until" | "active" | "next"> => ({
  ts,
  person: id,
  watermark: ts,
  own: [],
  reactions: [],
  replies: 0,
  recent: [],
  counted: "0/",
  behind: false,
  full: false,
});

/** Awaits nothing more for a person. Tells how many threads that were. */
export async function stopAwaiting(store: Work, person: Person): Promise<number> {
  let count = 0;
  for (const { value: place } of await store.list(mineKey.in(person))) {
    const watch = await readWatch(store, place);
    const threads = watch?.threads.filter((it) => it.person !== person.id) ?? [];
    count += (watch?.threads.length ?? 0) - threads.length;
    store.set(minePlace(person.id, place), undefined);
    if (watch) putWatch(store, watch, { ...watch, threads, turn: watch.turn + 1 });
  }
  return count;
}

/** How many channels are looked at in one go. Each is a commit of its own afterwards. */
const atOnce = 25;

/** For how long a look keeps others from beginning one, in milliseconds. Only calls are saved by it: what counts is the commit. */
const lease = 60_000;

/** An answer that is so old and was not pushed shows that pushing is not to be relied on, in milliseconds. */
const slow = 60_000;

/** Begins to look at those threads of a channel that are wanted, as far as calls may be made. */
export async function beginLook(
  store: Work,
  watch: Watch,
  now: number,
  limits: Limits,
  wanted: (awaited: Awaited) => boolean,
): Promise<Look | undefined> {
  const { team } = watch.place;
  const [heads, thread] = [rateKey.of(hub, team, "heads"), rateKey.of(hub, team, "thread")];
  const rates = { heads: await store.get(heads), thread: await store.get(thread) };
  const grants: Record<Method, Grant> = {
    heads: granted(rates.heads, now, limits),
    thread: granted(rates.thread, now, limits),
  };
  const claimed = { ...watch, turn: watch.turn + 1, due: now + lease };
  const look = planLook(claimed, now, wanted, grants);
  if (!look) return undefined;
  putWatch(store, watch, claimed);
  if (look.heads) store.set(heads, spent(rates.heads, now, look.heads.calls, limits));
  if (look.threads.calls > 0) store.set(thread, spent(rates.thread, now, look.threads.calls, limits));
  return look;
}

/** Begins to look at the channels whose time has come. Those that may not be asked now come behind all others. */
export async function beginLooks(store: Work, now: number, limits: Limits): Promise<readonly Look[]> {
  const looks: Look[] = [];
  for (const { value: place } of await store.list(dueKey.in(hub), atOnce)) {
    const watch = await readWatch(store, place);
    if (!watch || watch.due > now) break;
    const look = await beginLook(store, watch, now, limits, ({ next }) => next <= now);
    if (look) looks.push(look);
    else putWatch(store, watch, { ...watch, due: now + 30_000 });
  }
  return looks;
}

/** Gives back the calls that were not needed, and heeds being asked to wait. */
async function account(
  store: Work,
  look: Look,
  { calls, limited: waits }: Found,
  now: number,
): Promise<void> {
  const reserved = { heads: look.heads?.calls ?? 0, thread: look.threads.calls };
  for (const method of methods) {
    const place = rateKey.of(hub, look.place.team, method);
    const wait = waits[method];
    if (reserved[method] === 0) continue;
    const rate = refunded(await store.get(place), now, reserved[method], calls[method]);
    store.set(place, wait === undefined ? rate : limited(rate, now, wait));
  }
}

/** What was found with a look at a channel, kept: answers, watermarks, and when to look again, in one commit. */
export async function keepFound(
  store: Work,
  look: Look,
  found: Found,
  now: number,
  pace: Pace,
): Promise<readonly Fresh[]> {
  const { team } = look.place;
  await account(store, look, found, now);
  const watch = await readWatch(store, look.place);
  if (!watch) return [];
  const stale = watch.turn !== look.turn;
  const keeping = { now, pace, stale, pushed: await isPushed(store, team) };
  const threads: Awaited[] = [];
  const news: Fresh[] = [];
  for (const awaited of watch.threads) {
    const { awaited: kept, fresh } = await keepThread(store, watch, awaited, found, keeping);
    if (kept && kept.until + grace > now) threads.push(kept);
    news.push(...fresh);
  }
  if (
    keeping.pushed &&
    news.some(({ entry }) => entry.kind === "reply" && instantOf(entry.name) < now - slow)
  )
    store.set(pushedKey.of(hub, team), undefined);
  if (stale) return news;
  const after = settled({ ...watch, threads, depth: found.depth ?? watch.depth }, found, now, pace);
  news.push(...(await troubled(store, watch, after, now)));
  putWatch(store, watch, after);
  return news;
}

/** When the channel is looked at again: when the first of its threads is, unless it failed. */
function settled(watch: Watch, { reason, calls }: Found, now: number, pace: Pace): Watch {
  const { trouble: _, ...sound } = watch;
  const first = Math.min(...watch.threads.map(({ next }) => next));
  if (reason === undefined) {
    const asked = calls.heads + calls.thread > 0;
    return { ...(asked ? sound : watch), due: first, failures: asked ? 0 : watch.failures };
  }
  const trouble = troubleOf(reason);
  const failures = watch.failures + 1;
  const wait =
    trouble === undefined ? Math.min(60_000 * 2 ** Math.min(failures - 1, 10), pace.last) : pace.last;
  const threads = trouble === undefined ? watch.threads : watch.threads.filter(({ until }) => until > now);
  return { ...sound, threads, due: Math.max(first, now + wait), failures, ...(trouble && { trouble }) };
}

/** What is wrong with a channel is told once to everybody who awaits something there. */
async function troubled(store: Work, before: Watch, after: Watch, now: number): Promise<readonly Fresh[]> {
  const { trouble } = after;
  if (trouble === undefined || trouble === before.trouble) return [];
  const news: Fresh[] = [];
  for (const person of new Set(before.threads.map((it) => it.person)))
    news.push(...(await warn(store, person, before.place, trouble, now)));
  return news;
}

/** Tells somebody why nothing can be seen of what they await in a channel. Gives the word where it is new. */
export async function warn(
  store: Work,
  person: string,
  place: Place,
  trouble: Trouble,
  now: number,
): Promise<readonly Fresh[]> {
  const stamp = `${String(Math.floor(now / 1_000)).padStart(10, "0")}.000000`;
  const thread = { ...place, ts: "" };
  const text = `I cannot see what they answer: ${because[trouble]}.`;
  const name = `${stamp}/${person}`;
  const entry = await capture(store, person, { kind: "notice", thread, name, by: "", called: "", text });
  return entry ? [{ person, entry }] : [];
}
