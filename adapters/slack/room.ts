import { PalaverError, systemClock, type Clock, look } from "palaver";
import type { WebClient } from "@slack/web-api";
import { clients, type Access } from "./client.ts";
import { text } from "./look.ts";
import { mentions, words } from "./mrkdwn.ts";
import { postOf, type Post } from "./post.ts";
import { calling, find, pages, post, type Posted } from "./send.ts";
import { earlier, type Stamp } from "./stamp.ts";
import type { To } from "./to.ts";
import { plainly } from "./write.ts";

export interface RoomOptions extends Access {
  /** The channel's id, such as `C024BE91L`. */
  readonly channel: string;
  /** The workspace's id; needed only where the token depends on it. */
  readonly team?: string;
  /** Messages asked for at once. Default 200; 15 for an app that Slack limits to that. */
  readonly pageSize?: number;
  readonly clock?: Clock;
}

/** What somebody answered in a thread. */
export interface ThreadReply {
  /** Names the message within the channel. Text throughout; later ones sort behind. */
  readonly ts: Stamp;
  /** The user's id, for {@link Room.nameOf}. */
  readonly by: string;
  readonly text: string;
}

/** One Slack channel, as somebody sees it who posts there and waits for answers. All of it throws `Undelivered`. */
export interface Room {
  /** Posts words, shown as they are, once for each try with this key: look before trying again. */
  post(said: string, key: string, thread?: Stamp): Promise<Posted>;
  /** What was posted under a key not before `since`, in milliseconds since 1970; nothing if it never arrived. */
  find(key: string, since: number, thread?: Stamp): Promise<Posted | undefined>;
  /**
   * What people wrote in a thread, in order, `after` being the last `ts` that was seen. Two minutes before it are read
   * again, since a message may show up late; so know them by their `ts`.
   */
  replies(thread: Stamp, after?: Stamp): Promise<readonly ThreadReply[]>;
  /** What a user is called; "someone" where Slack does not tell. Kept for a day. */
  nameOf(user: string): Promise<string>;
}

/** Seconds that are read again, for messages that show up late. */
const overlap = 120;

/** Opens a channel for posting and reading. Throws {@link PalaverError} without a token or a channel. */
export function room({
  channel,
  team = "",
  pageSize = 200,
  clock = systemClock,
  ...access
}: RoomOptions): Room {
  if (!channel || !access.token) {
    throw new PalaverError("missing-option", "A room needs a bot token and the id of a Slack channel.");
  }
  const { posting, polling } = clients(access);
  const nameOf = names(() => polling(team), clock);
  const place = (thread: Stamp | undefined): To => ({
    team,
    channel,
    ...(thread !== undefined && { thread }),
  });

  async function repliesIn(thread: Stamp, oldest: Stamp): Promise<readonly Post[]> {
    const client = await polling(team);
    const found = new Map<Stamp, Post>();
    const page = (cursor: string | undefined) =>
      client.conversations.replies({
        channel,
        ts: thread,
        oldest,
        limit: pageSize,
        ...(cursor && { cursor }),
      });
    for await (const messages of pages(page)) {
      for (const message of messages) {
        const written = postOf(message);
        // The first message of the thread is on some pages and not on others.
        if (written && written.ts !== thread) found.set(written.ts, written);
      }
    }
    return [...found.values()].sort((a, b) => (a.ts < b.ts ? -1 : 1));
  }

  async function readable({ ts, by, text: raw }: Post): Promise<ThreadReply> {
    const named = new Map<string, string>();
    for (const user of mentions(raw)) named.set(user, await nameOf(user));
    return { ts, by, text: words(raw, (user) => named.get(user)) };
  }

  return {
    post: (said, key, thread) =>
      calling(async () => post(await posting(team), place(thread), plainly(said), key)),

    find: (key, since, thread) => calling(async () => find(await polling(team), place(thread), key, since)),

    replies: (thread, after = thread) =>
      calling(async () => {
        const posts = await repliesIn(thread, earlier(after, overlap));
        return Promise.all(posts.map(readable));
      }),

    nameOf,
  };
}

const day = 86_400_000;
const tenMinutes = 600_000;
const namesAtMost = 1_000;

/** Asks for names, each at most once a day; one that could not be learnt, again after ten minutes. */
function names(client: () => Promise<WebClient>, clock: Clock): (user: string) => Promise<string> {
  const known = new Map<string, { readonly name: Promise<string | undefined>; until: number }>();

  async function ask(user: string): Promise<string | undefined> {
    try {
      const answer: unknown = await (await client()).users.info({ user });
      const called = (...path: readonly string[]) => text(look(answer, "user"), ...path);
      return called("profile", "display_name") || called("real_name") || called("name") || undefined;
    } catch {
      return undefined;
    }
  }

  return async (user) => {
    const before = known.get(user);
    if (before && before.until > clock.now()) return (await before.name) ?? someone;
    const entry = { name: ask(user), until: clock.now() + day };
    if (known.size >= namesAtMost) known.clear();
    known.set(user, entry);
    const name = await entry.name;
    if (name === undefined) entry.until = clock.now() + tenMinutes;
    return name ?? someone;
  };
}

const someone = "someone";
