import {
  complete,
  conversationOf,
  effect,
  key,
  Undelivered,
  type Attempt,
  type Channel,
  type Effect,
  type EffectKind,
  type Json,
  type Person,
  type Reply,
  type Turn,
  type Work,
} from "palaver";
import { z } from "zod";
import { entryPlace } from "./inbox.ts";
import type { Fresh } from "./keep.ts";
import { inboxKey, jsonSchema, routeKey, threadSchema, type Entry } from "./state.ts";
import { noteLast } from "./telling.ts";
import { spoken, type Gist } from "./words.ts";

/** What a notification may say, who wrote and how many messages there are, and to whom, as their consent has it. */
export interface Notice {
  readonly to: Json;
  readonly sender: string;
  readonly count: number;
}

/** Tells somebody that there is something to hear, where no more than that can be told. Throws `Undelivered`. */
export type Notify = (notice: Notice, attempt: Attempt) => Promise<unknown>;

/** Where those who want to be notified are. */
const consentKey = key("consent", z.object({ to: jsonSchema, at: z.number() }));

/** Somebody wants to be notified from now on, or no more (`to` being left out). What was said before something else does not count. */
export async function consent(store: Work, person: Person, at: number, to: Json | undefined): Promise<void> {
  const before = await store.get(consentKey.of(person));
  if (before && before.at > at) return;
  store.set(consentKey.of(person), to === undefined ? undefined : { to, at });
}

const nameSchema = z.object({ name: z.string(), thread: threadSchema });

const bringSchema = z.object({
  person: z.string(),
  channel: z.string(),
  to: jsonSchema,
  reply: jsonSchema,
  entries: z.array(nameSchema),
});

type Bring = z.infer<typeof bringSchema>;

/** Whether something that was sent has arrived; `unknown` where an earlier try may have. */
export type Brought = { readonly outcome: "done" | "not done" | "unknown" };

/** How what is new reaches people who have not asked. */
export interface Delivery {
  readonly kinds: readonly EffectKind[];
  readonly bring: EffectKind<Bring, Brought>;
  /** Lets people be reached through this channel. */
  connect(channel: Channel): void;
  /** How somebody can be reached from now on: where they last spoke from. */
  remember(store: Work, person: Person, turn: Turn): Promise<void>;
  /** What is to be done about news: brought where the person is, or notified; otherwise it waits for them. */
  deliver(store: Work, turn: Turn, news: readonly Fresh[]): Promise<readonly Effect[]>;
  /** What became of something that was sent. */
  arrived(store: Work, brought: Bring, how: Brought["outcome"]): Promise<void>;
}

/** So many times is somebody sought who is not there just now. */
const tries = 3;

export function createDelivery(gist: Gist, notify: Notify | undefined): Delivery {
  const channels = new Map<string, Channel>();

  /** What may have arrived before this try. It is asked for right before each, so it need not outlive one. */
  const doubted = new Set<string>();

  const bring = effect<Bring, Brought>("relay.bring", {
    payload: bringSchema,
    retry: { attempts: 5, base: 1_000, cap: 30_000 },
    async deliver({ channel: name, to, reply }: Bring, { key, since, number }) {
      const { send } = channels.get(name) ?? {};
      const missed: Brought = { outcome: doubted.delete(key) ? "unknown" : "not done" };
      if (!send) return missed;
      try {
        // Made by `complete`, below.
        await send({ to, reply: reply as unknown as Reply, key, since });
        return { outcome: "done" };
      } catch (error) {
        const outcome = error instanceof Undelivered ? error.outcome : "unknown";
        // Who is not there hears it the next time.
        if (outcome === "refused" || (outcome === "not-done" && number >= tries)) return missed;
        throw error;
      }
    },
    async reconcile({ channel: name, to, reply }: Bring, { key, since }) {
      doubted.add(key);
      const { sent } = channels.get(name) ?? {};
      const found = await sent?.({ to, reply: reply as unknown as Reply, key, since });
      if (found === undefined) return undefined;
      doubted.delete(key);
      return { outcome: "done" };
    },
  });

  const notice = effect("relay.notify", {
    payload: z.object({ to: jsonSchema, sender: z.string(), count: z.number() }),
    retry: { attempts: 4 },
    deliver: async (told, attempt): Promise<void> => {
      await notify?.(told, attempt);
    },
  });

  async function toOne(
    store: Work,
    turn: Turn,
    person: string,
    entries: readonly Entry[],
  ): Promise<readonly Effect[]> {
    const route = await store.get(routeKey.of(person));
    const lane = `relay person ${person}`;
    if (route?.to !== undefined) {
      const offer = { turn: turn.id, conversation: route.conversation, closed: true, sending: turn.at };
      for (const entry of entries) {
        store.set(entryPlace(person, entry), { ...entry, offer });
        noteLast(store, { id: person }, entry);
      }
      const short = entries.map((entry) => ({
        ...entry,
        text: entry.kind === "reply" ? gist(entry.text).join(" ") : entry.text,
      }));
      // A reply is plain data throughout.
      const reply = complete({ speech: spoken(short, route.locale) }) as unknown as Json;
      const { channel, to } = route;
      const names = entries.map(({ name, thread }) => ({ name, thread }));
      return [{ ...bring.of({ person, channel, to, reply, entries: names }), lane }];
    }
    const sender = entries.findLast(({ kind }) => kind !== "notice")?.called;
    const consented = await store.get(consentKey.of(person));
    if (!notify || !consented || sender === undefined) return [];
    const count = (await store.list(inboxKey.in(person))).length;
    return [{ ...notice.of({ to: consented.to, sender, count }), lane }];
  }

  return {
    kinds: [bring, notice] as readonly EffectKind[],
    bring,
    connect: (channel) => void channels.set(channel.name, channel),

    async remember(store, person, turn) {
      const { channel, zone, locale, to = turn.reach } = turn;
      const route = {
        channel,
        conversation: conversationOf(turn),
        locale,
        ...(to !== undefined && { to }),
        ...(zone !== undefined && { zone }),
      };
      const before = await store.get(routeKey.of(person));
      if (JSON.stringify(before) !== JSON.stringify(route))
        store.set(routeKey.of(person), route as typeof before);
    },

    async deliver(store, turn, news) {
      const effects: Effect[] = [];
      for (const person of new Set(news.map((it) => it.person))) {
        const entries = news.flatMap((it) => (it.person === person ? [it.entry] : []));
        effects.push(...(await toOne(store, turn, person, entries)));
      }
      return effects;
    },

    async arrived(store, { person, entries }, how) {
      for (const name of entries) {
        const entry = await store.get(entryPlace(person, name));
        if (entry?.offer?.sending === undefined) continue;
        const { offer, ...rest } = entry;
        const { sending: _, ...done } = offer;
        const next = how === "done" ? { ...rest, offer: done } : { ...rest, again: how === "unknown" };
        store.set(entryPlace(person, name), next);
      }
    },
  };
}
