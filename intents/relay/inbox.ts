import type { Person, Work } from "palaver";
import { capturedKey, heardKey, hub, inboxKey, type Entry } from "./state.ts";
import { instantOf } from "./stamp.ts";

/** The place of an entry in its person's inbox, in the order in which things were said. */
export const entryPlace = (person: Person | string, { name, thread }: Pick<Entry, "name" | "thread">) =>
  inboxKey.of(person, name, thread.team, thread.channel);

const capturedPlace = ({ thread, name }: Pick<Entry, "name" | "thread">) =>
  capturedKey.of(hub, thread.team, thread.channel, name);

/** Something that somebody said, before it is in the inbox. */
export type News = Omit<Entry, "offer" | "again">;

/**
 * Puts something into a person's inbox, once: whoever comes second with it changes nothing, except that a newer wording
 * replaces one that was not told yet. Gives it where it was new.
 */
export async function capture(store: Work, person: string, news: News): Promise<Entry | undefined> {
  const known = await store.get(capturedPlace(news));
  const fresh: Entry = { ...news, again: false };
  const captured = { name: news.name, ...(news.edited !== undefined && { edited: news.edited }) };
  if (!known || known.withdrawn === "seen") {
    store.set(capturedPlace(news), captured);
    store.set(entryPlace(person, news), fresh);
    return fresh;
  }
  if (news.edited === undefined || news.edited <= (known.edited ?? "")) return undefined;
  const waiting = await store.get(entryPlace(person, news));
  if (!waiting || waiting.offer) return undefined;
  store.set(capturedPlace(news), captured);
  store.set(entryPlace(person, news), { ...waiting, text: news.text, edited: news.edited });
  return undefined;
}

/**
 * Takes something back that was not told yet. Where somebody said that it was deleted that is final; where it was merely
 * not seen again, it comes back with being seen.
 */
export async function withdraw(
  store: Work,
  person: string,
  what: Pick<Entry, "name" | "thread">,
  how: "seen" | "told",
): Promise<void> {
  const [known, waiting] = [await store.get(capturedPlace(what)), await store.get(entryPlace(person, what))];
  if (how === "seen" && (!known || known.withdrawn || !waiting || waiting.offer)) return;
  if (waiting && !waiting.offer) store.set(entryPlace(person, what), undefined);
  if (how === "told" || waiting)
    store.set(capturedPlace(what), { name: what.name, ...known, withdrawn: how });
}

/** A reaction that was put there once more can be told once more. */
export async function forget(
  store: Work,
  person: string,
  what: Pick<Entry, "name" | "thread">,
): Promise<void> {
  const waiting = await store.get(entryPlace(person, what));
  if (waiting && !waiting.offer) store.set(entryPlace(person, what), undefined);
  store.set(capturedPlace(what), undefined);
}

/** The day on which something was said, where the person is: `2026-11-21`. */
export function dayOf(at: number, zone: string | undefined): string {
  return new Intl.DateTimeFormat("en-CA", {
    timeZone: zone ?? "UTC",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(at);
}

/** Moves an entry from what is waiting to what was heard. */
export function markHeard(store: Work, person: Person, entry: Entry, zone: string | undefined): void {
  const { offer: _, ...heard } = entry;
  const { name, thread } = entry;
  store.set(entryPlace(person, entry), undefined);
  store.set(heardKey.of(person, dayOf(instantOf(name), zone), name, thread.team, thread.channel), heard);
}
