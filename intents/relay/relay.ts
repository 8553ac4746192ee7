import { effect, key, type EffectKind, type Person, type Work } from "palaver";
import { z } from "zod";
import type { Team, TeamReply, Thread } from "./team.ts";

const threadSchema = z.object({ channel: z.string(), ts: z.string() });

const awaitedSchema = z.object({
  thread: threadSchema,
  person: z.string(),
  /** The `ts` of the newest answer that has been captured. */
  watermark: z.string(),
  /** When the message was posted, in milliseconds since 1970. */
  since: z.number(),
});

const answerSchema = z.object({ by: z.string(), text: z.string(), heard: z.boolean() });

/** An answer in a person's inbox. */
export type Answer = z.infer<typeof answerSchema>;

const awaitedKey = key("awaited", awaitedSchema);
const inboxKey = key("inbox", answerSchema, { lifetime: 30 * 24 * 3_600_000 });
const hub = "relay";
const openFor = 8 * 3_600_000;

/** Posts a message to the team; its receipt says where. */
export type Post = EffectKind<{ readonly text: string }, Thread>;

/** The relay behind the intents: messages that went out, threads that are watched, answers that came in. */
export interface Relay {
  readonly post: Post;
  /** Watches a thread for answers to that person. */
  watch(store: Work, person: Person, thread: Thread, at: number): void;
  /** Captures what is new in the threads of one person, or in all of them; closes those that have been open long enough. */
  capture(store: Work, at: number, person?: Person): Promise<void>;
  /** Captures one answer that came by itself. Does nothing if its thread is not watched. */
  overhear(store: Work, thread: Thread, reply: TeamReply): Promise<void>;
  /** The answers a person has not heard yet, which now count as heard. */
  hear(store: Work, person: Person): Promise<readonly Answer[]>;
  /** Whether answers to that person may still come. */
  awaits(store: Work, person: Person): Promise<boolean>;
}

export function createRelay(team: Team): Relay {
  const placeOf = (thread: Thread) => awaitedKey.of(hub, thread.channel, thread.ts);

  /** Each answer has its own place, so that polled twice or pushed as well it is there once. */
  async function keep(
    store: Work,
    person: string,
    thread: Thread,
    { ts, by, text }: TeamReply,
  ): Promise<void> {
    const place = inboxKey.of(person, ts, thread.channel);
    if ((await store.get(place)) === undefined)
      store.set(place, { by: await team.nameOf(by), text, heard: false });
  }

  const watched = async (store: Work, person?: Person) =>
    (await store.list(awaitedKey.in(hub))).filter(
      ({ value }) => person === undefined || value.person === person.id,
    );

  return {
    post: effect("relay.post", {
      payload: z.object({ text: z.string().min(1) }),
      deliver: ({ text }, attempt) => team.post(text, attempt.key),
      reconcile: (_, attempt) => team.find(attempt.key, attempt.since),
    }),

    watch: (store, person, thread, at) =>
      store.set(placeOf(thread), { thread, person: person.id, watermark: thread.ts, since: at }),

    async capture(store, at, person) {
      for (const { value: awaited } of await watched(store, person)) {
        const { thread, watermark, since } = awaited;
        const replies = await team.replies(thread.ts, watermark);
        for (const reply of replies) await keep(store, awaited.person, thread, reply);
        const newest = replies.reduce((ts, reply) => (reply.ts > ts ? reply.ts : ts), watermark);
        // The watermark moves in the same commit as the inbox, so no crash comes between them.
        if (at - since > openFor) store.set(placeOf(thread), undefined);
        else if (newest !== watermark) store.set(placeOf(thread), { ...awaited, watermark: newest });
      }
    },

    async overhear(store, thread, reply) {
      const awaited = await store.get(placeOf(thread));
      if (awaited) await keep(store, awaited.person, thread, reply);
    },

    async hear(store, person) {
      const fresh = (await store.list(inboxKey.in(person))).filter(({ value }) => !value.heard);
      for (const { place, value } of fresh) store.set(place, { ...value, heard: true });
      return fresh.map(({ value }) => value);
    },

    awaits: async (store, person) => (await watched(store, person)).length > 0,
  };
}
