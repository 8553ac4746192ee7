import {
  effect,
  Undelivered,
  type Clock,
  type Effect,
  type EffectKind,
  type Person,
  type Turn,
  type Work,
} from "palaver";
import { z } from "zod";
import { dayOf } from "./inbox.ts";
import { dayKey, orderKey, spotSchema, threadSchema, type placeSchema } from "./state.ts";
import type { Spot, Team } from "./team.ts";

const postSchema = z.object({
  /** Names the message for good: by it, it is found again. */
  id: z.string(),
  text: z.string().min(1),
  spot: spotSchema,
  /** The day it belongs to, where the person is. */
  day: z.string().exactOptional(),
  /** The message of the same day that it belongs under, and when that was said, as long as nobody knows where that is. */
  under: z.object({ id: z.string(), since: z.number() }).exactOptional(),
});

/** A message to the team. */
export type Message = z.infer<typeof postSchema>;

/** Where a message was put: the thread it is in, and its own `ts`. */
export type Posted = { readonly thread: z.infer<typeof threadSchema>; readonly ts: string };

/** Posts a message to the team; its receipt says where. */
export type Post = EffectKind<Message, Posted>;

/** Milliseconds between two looks for a message that may have been posted: it may show up late. */
const doubt = 30_000;
/** So many looks in vain are enough. */
const enough = 3;

export function createPost(team: Team, clock: Clock): Post {
  /** Looks for a message that were in vain, and when the last was that counts. Who knows nothing of them begins anew. */
  const sought = new Map<string, { readonly looks: number; readonly at: number }>();

  /** Whether a message is not there for good. A clock may have jumped since one of the looks, so one is not enough. */
  function isMissing(id: string): boolean {
    const { looks, at } = sought.get(id) ?? { looks: 0, at: -Infinity };
    const now = clock.now();
    if (Math.abs(now - at) < doubt) return false;
    sought.set(id, { looks: looks + 1, at: now });
    return looks + 1 >= enough;
  }

  /** Where it goes by now. */
  async function placed({ spot, under }: Message): Promise<Spot> {
    if (!under || spot.thread !== undefined) return spot;
    const first = await team.find(under.id, under.since, spot);
    return first ? { ...spot, thread: first.ts } : spot;
  }

  const posted = (
    spot: Spot,
    { channel, ts }: { readonly channel: string; readonly ts: string },
  ): Posted => ({
    thread: { team: spot.team, channel, ts: spot.thread ?? ts },
    ts,
  });

  return effect("relay.post", {
    payload: postSchema,
    retry: { attempts: 20 },
    async deliver(message: Message, { number }) {
      const spot = await placed(message);
      sought.delete(message.id);
      // What was posted just now may not show yet; if it never does, this one begins the thread.
      if (message.under && spot.thread === undefined && number <= 3)
        throw new Undelivered("not-done", "its thread is not there yet", { retryAfter: 20_000 });
      return posted(spot, await team.post(message.text, message.id, spot));
    },
    /** Not seen once may mean not seen yet, so it is looked for again before it is posted anew. */
    async reconcile(message, { since }) {
      const spot = await placed(message);
      // When it was tried, its thread may not have been known yet.
      for (const where of spot.thread === undefined || !message.under ? [spot] : [spot, message.spot]) {
        const found = await team.find(message.id, since, where);
        if (!found) continue;
        sought.delete(message.id);
        return posted(where, found);
      }
      if (!isMissing(message.id))
        throw new Undelivered("unknown", "it is not there yet", { retryAfter: doubt });
      return undefined;
    },
  });
}

/** Who says something, and when. */
export interface Saying {
  readonly store: Work;
  readonly person: Person;
  readonly turn: Turn;
}

/** A message to a channel: the first of a day begins a thread, and those after it go there as well. */
export async function messageTo(
  { store, person, turn }: Saying,
  place: z.infer<typeof placeSchema>,
  text: string,
): Promise<Message> {
  const day = dayOf(turn.at, turn.zone);
  const where = dayKey.of(person, place.team, place.channel, day);
  const before = await store.get(where);
  const count = (before?.count ?? 0) + 1;
  const id = `${turn.channel}/${turn.id}/${count}`;
  const { first, since, thread } = before ?? { first: id, since: turn.at };
  store.set(where, { first, since, count, ...(thread !== undefined && { thread }) });
  return {
    id,
    text,
    day,
    spot: { ...place, ...(thread !== undefined && { thread }) },
    ...(thread === undefined && before && { under: { id: first, since } }),
  };
}

/** Notes where the messages of that day are, once the first is there. */
export async function notePosted(
  store: Work,
  person: Person,
  message: Message,
  { thread }: Posted,
): Promise<void> {
  if (message.day === undefined) return;
  const where = dayKey.of(person, message.spot.team, message.spot.channel, message.day);
  const before = await store.get(where);
  if (before && before.thread === undefined) store.set(where, { ...before, thread: thread.ts });
}

/** Notes that the thread of a day is gone, so that the next message begins another. */
export async function forgetThread(store: Work, person: Person, { day, spot }: Message): Promise<void> {
  if (day !== undefined) store.set(dayKey.of(person, spot.team, spot.channel, day), undefined);
}

/** A message as an effect, in order behind those of the same person to the same channel. */
export async function posting(
  post: Post,
  { store, person, turn }: Saying,
  message: Message,
): Promise<Effect> {
  const { team, channel } = message.spot;
  const place = orderKey.of(person, team, channel);
  const order = Math.max(turn.at, ((await store.get(place))?.last ?? 0) + 1);
  store.set(place, { last: order });
  return { ...post.of(message), lane: `relay post ${person.id} ${team}/${channel}`, order };
}
