import { effect, systemClock, type Clock, type EffectKind, type Json, type Person, type Work } from "palaver";
import { capture, forget, withdraw } from "./inbox.ts";
import { keepReaction, reactionName, type Fresh } from "./keep.ts";
import { lookAt, type Found } from "./look.ts";
import { usualPace, type Pace } from "./pace.ts";
import { lookSchema, type Look } from "./plan.ts";
import { createPost, type Post } from "./post.ts";
import { usualLimits, type Limits } from "./rate.ts";
import { hub, mineKey, pushedKey, type Awaited, type Watch } from "./state.ts";
import type { Place, Team, Thread } from "./team.ts";
import { awaitAnswers, beginLook, beginLooks, keepFound, readWatch, stopAwaiting } from "./watch.ts";

export interface RelayOptions {
  readonly clock?: Clock;
  /** How often threads are looked at, and for how long. Default: {@link usualPace}. */
  readonly pace?: Partial<Pace>;
  /** How often a workspace may be asked. Default: {@link usualLimits}. */
  readonly limits?: Limits;
}

/** Something that was pushed: where it belongs, and whose it is. */
export interface Pushed extends Place {
  /** The message that it is, or is about. */
  readonly ts: string;
  readonly thread?: string;
  readonly by: string;
  readonly text: string;
  /** When it was edited, as text that sorts by time. */
  readonly edited?: string;
}

/** The relay behind the intents: messages that went out, threads that are watched, answers that came in. */
export interface Relay {
  readonly team: Team;
  readonly post: Post;
  /** Looks at one channel; its receipt is what was found. */
  readonly look: EffectKind<Look, Json>;
  /** Awaits answers to a message of that person, as its receipt says where it is. */
  watch(store: Work, person: Person, thread: Thread, own: string): Promise<void>;
  /** The looks whose time has come. Nothing is written where there are none. */
  due(store: Work): Promise<readonly Look[]>;
  /** What a look came to, into the inboxes. */
  keep(store: Work, look: Look, found: Json): Promise<readonly Fresh[]>;
  /** Looks at once for answers to one person, as far as that does not take long, and keeps them. */
  ask(store: Work, person: Person): Promise<readonly Fresh[]>;
  /** Captures an answer that came by itself, or a new wording of one. Does nothing where its thread is not watched. */
  overhear(store: Work, pushed: Pushed): Promise<readonly Fresh[]>;
  /** An answer was deleted. */
  retract(store: Work, pushed: Omit<Pushed, "text">): Promise<void>;
  /** Somebody reacted to a message, or took that back. */
  react(store: Work, pushed: Pushed, added: boolean): Promise<readonly Fresh[]>;
  /** Whether answers to that person may still come. */
  awaits(store: Work, person: Person): Promise<boolean>;
  /** Awaits nothing more; tells how many threads that were. */
  mute(store: Work, person: Person): Promise<number>;
}

/** So many channels are looked at while somebody waits, and for so many milliseconds. */
const waiting = { channels: 3, patience: 2_500 };

export function createRelay(team: Team, options: RelayOptions = {}): Relay {
  const { clock = systemClock, limits = usualLimits } = options;
  const pace: Pace = { ...usualPace, ...options.pace };

  /** The watched thread that something pushed is about. Where there is one workspace, it may have no name here. */
  async function threadOf(
    store: Work,
    { team: workspace, channel, ts, thread = ts }: Omit<Pushed, "by" | "text">,
  ): Promise<{ readonly watch: Watch; readonly awaited: Awaited } | undefined> {
    for (const name of new Set([workspace, ""])) {
      const watch = await readWatch(store, { team: name, channel });
      const awaited = watch?.threads.find((it) => it.ts === thread || it.own.includes(thread));
      if (watch && awaited) return { watch, awaited };
    }
    return undefined;
  }

  /** Notes that answers are pushed, so that it need not be looked for them so often. */
  async function notePush(store: Work, { place }: Watch): Promise<void> {
    const where = pushedKey.of(hub, place.team);
    const before = await store.get(where);
    if (!before || clock.now() - before.at > 3_600_000) store.set(where, { at: clock.now() });
  }

  const threadIn = ({ place }: Watch, { ts }: Awaited): Thread => ({ ...place, ts });

  return {
    team,
    post: createPost(team, clock),

    look: effect<Look, Json>("relay.look", {
      payload: lookSchema,
      // What is not looked at now is looked at the next time.
      retry: { attempts: 2, timeout: 50_000 },
      // What was found is plain data throughout.
      deliver: async (look) => (await lookAt(team, look, clock)) as unknown as Json,
    }),

    watch: (store, person, thread, own) =>
      awaitAnswers(store, thread, { own, person, at: clock.now() }, pace),

    due: (store) => beginLooks(store, clock.now(), limits),

    // Made by `lookAt`, above.
    keep: (store, look, found) => keepFound(store, look, found as unknown as Found, clock.now(), pace),

    async ask(store, person) {
      const news: Fresh[] = [];
      const until = clock.now() + waiting.patience;
      const places = (await store.list(mineKey.in(person))).slice(0, waiting.channels);
      for (const { value: place } of places) {
        const watch = await readWatch(store, place);
        const mine = ({ person: whose }: Awaited) => whose === person.id;
        const look = watch && (await beginLook(store, watch, clock.now(), limits, mine));
        if (!look || clock.now() >= until) continue;
        const over = new AbortController();
        const late = clock.sleep(until - clock.now(), over.signal).then(() => undefined);
        const found = await Promise.race([lookAt(team, look, clock), late]);
        over.abort("done");
        if (found) news.push(...(await keepFound(store, look, found, clock.now(), pace)));
      }
      return news;
    },

    async overhear(store, pushed) {
      const { by, text, ts: name, edited } = pushed;
      const found = await threadOf(store, pushed);
      if (!found || pushed.thread === undefined || pushed.thread === name) return [];
      const { watch, awaited } = found;
      await notePush(store, watch);
      const called = await team.nameOf(by, watch.place.team);
      const news = { kind: "reply", thread: threadIn(watch, awaited), name, by, called, text } as const;
      const entry = await capture(store, awaited.person, {
        ...news,
        ...(edited !== undefined && { edited }),
      });
      return entry ? [{ person: awaited.person, entry }] : [];
    },

    async retract(store, pushed) {
      const found = await threadOf(store, pushed);
      if (!found) return;
      const { watch, awaited } = found;
      await withdraw(store, awaited.person, { name: pushed.ts, thread: threadIn(watch, awaited) }, "told");
    },

    async react(store, { thread: _, ...pushed }, added) {
      const found = await threadOf(store, pushed);
      if (!found) return [];
      const { watch, awaited } = found;
      const thread = threadIn(watch, awaited);
      const name = reactionName(pushed.ts, pushed.text, pushed.by);
      await notePush(store, watch);
      if (!added) {
        await forget(store, awaited.person, { name, thread });
        return [];
      }
      const called = await team.nameOf(pushed.by, watch.place.team);
      const entry = await keepReaction(store, awaited.person, thread, name, [[pushed.by, called]]);
      return entry ? [{ person: awaited.person, entry }] : [];
    },

    awaits: async (store, person) => (await store.list(mineKey.in(person), 1)).length > 0,

    mute: stopAwaiting,
  };
}
