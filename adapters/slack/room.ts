import { PalaverError, systemClock, type Clock, look } from "palaver";
import type { WebClient } from "@slack/web-api";
import { aloud } from "./aloud.ts";
import { clients, type Access } from "./client.ts";
import { text } from "./look.ts";
import { mentioning } from "./mention.ts";
import { postOf, type Post } from "./post.ts";
import { calling, find, pages, post, type Posted } from "./send.ts";
import {
  headsPart,
  roomsOf,
  threadPart,
  type Head,
  type Part,
  type Span,
  type ThreadMessage,
} from "./threads.ts";
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
  /** The language of what is said in place of what cannot be, such as pictures and links. Default: English. */
  readonly locale?: string;
}

/** Where something is said: the room's own channel or another one, perhaps in a thread, perhaps to one user. */
export interface Spot {
  readonly team?: string;
  readonly channel?: string;
  readonly thread?: Stamp;
  readonly mention?: string;
}

/** What somebody answered in a thread. */
export interface ThreadReply {
  /** Names the message within the channel. Text throughout; later ones sort behind. */
  readonly ts: Stamp;
  /** The user's id, for {@link Room.nameOf}. */
  readonly by: string;
  readonly text: string;
}

/**
 * One Slack channel, as somebody sees it who posts there and waits for answers, and the other channels by their ids. All
 * of it throws `Undelivered`.
 */
export interface Room {
  /** The channel that is meant where none is named. */
  readonly home: { readonly team: string; readonly channel: string };
  /** Posts words, shown as they are, once for each try with this key: look before trying again. */
  post(said: string, key: string, spot?: Stamp | Spot): Promise<Posted>;
  /** What was posted under a key not before `since`, in milliseconds since 1970; nothing if it never arrived. */
  find(key: string, since: number, spot?: Stamp | Spot): Promise<Posted | undefined>;
  /** A page of a thread. */
  thread(
    thread: { readonly team: string; readonly channel: string; readonly ts: Stamp },
    span: Span,
  ): Promise<Part<ThreadMessage>>;
  /** A page of what a channel says of its messages that begin threads. */
  heads(place: { readonly team: string; readonly channel: string }, span: Span): Promise<Part<Head>>;
  /** The channels of a workspace that the bot is in. */
  rooms(team: string): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /**
   * What people wrote in a thread, in order, `after` being the last `ts` that was seen. Two minutes before it are read
   * again, since a message may show up late; so know them by their `ts`.
   */
  replies(thread: Stamp, after?: Stamp): Promise<readonly ThreadReply[]>;
  /** What a user is called; "someone" where Slack does not tell. Kept for a day. */
  nameOf(user: string, team?: string): Promise<string>;
}

/** A message that a person wrote, and as Slack has it. */
interface Written extends Post {
  readonly message: unknown;
}

/** So many of those named in one message are asked for their names. */
const namesInOne = 20;

/** Seconds that are read again, for messages that show up late. */
const overlap = 120;

/** Opens a channel for posting and reading. Throws {@link PalaverError} without a token or a channel. */
export function room({
  channel,
  team = "",
  pageSize = 200,
  clock = systemClock,
  locale = "en",
  ...access
}: RoomOptions): Room {
  if (!channel || !access.token) {
    throw new PalaverError("missing-option", "A room needs a bot token and the id of a Slack channel.");
  }
  const { posting, polling } = clients(access);
  const nameOf = names(polling, team, clock);
  const place = (where: Stamp | Spot = {}): To => {
    const spot: Spot = typeof where === "string" ? { thread: where } : where;
    const { thread } = spot;
    return {
      team: spot.team || team,
      channel: spot.channel || channel,
      ...(thread !== undefined && { thread }),
    };
  };

  async function repliesIn(thread: Stamp, oldest: Stamp): Promise<readonly Written[]> {
    const client = await polling(team);
    const found = new Map<Stamp, Written>();
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
        if (written && written.ts !== thread) found.set(written.ts, { ...written, message });
      }
    }
    return [...found.values()].sort((a, b) => (a.ts < b.ts ? -1 : 1));
  }

  /** A message as one would say it, with the names of everybody in it. */
  const wordsIn =
    (workspace: string) =>
    async (message: unknown): Promise<string> => {
      const asked = new Set<string>();
      aloud(message, { locale, names: { user: (id) => void asked.add(id) } });
      const named = new Map<string, string>();
      for (const id of [...asked].slice(0, namesInOne)) named.set(id, await nameOf(id, workspace));
      return aloud(message, { locale, names: { user: (id) => named.get(id) } });
    };

  return {
    home: { team, channel },

    post: (said, key, spot) =>
      calling(async () => {
        const to = place(spot);
        const mention = typeof spot === "object" ? spot.mention : undefined;
        const shown = mention === undefined ? plainly(said) : mentioning(mention, said);
        return post(await posting(to.team), to, shown, key);
      }),

    find: (key, since, spot) =>
      calling(async () => {
        const to = place(spot);
        return find(await polling(to.team), to, key, since);
      }),

    thread: ({ ts, ...where }, span) =>
      calling(async () => {
        const to = place(where);
        return threadPart(await polling(to.team), { channel: to.channel, ts }, span, wordsIn(to.team));
      }),

    heads: (where, span) =>
      calling(async () => {
        const to = place(where);
        return headsPart(await polling(to.team), to.channel, span);
      }),

    rooms: (workspace) => calling(async () => roomsOf(await polling(workspace || team))),

    replies: (thread, after = thread) =>
      calling(async () => {
        const posts = await repliesIn(thread, earlier(after, overlap));
        const said = wordsIn(team);
        return Promise.all(posts.map(async ({ ts, by, message }) => ({ ts, by, text: await said(message) })));
      }),

    nameOf,
  };
}

const day = 86_400_000;
const tenMinutes = 600_000;
const namesAtMost = 1_000;

/** Asks for names, each at most once a day; one that could not be learnt, again after ten minutes. */
function names(
  client: (team: string) => Promise<WebClient>,
  home: string,
  clock: Clock,
): (user: string, team?: string) => Promise<string> {
  const known = new Map<string, { readonly name: Promise<string | undefined>; until: number }>();

  async function ask(user: string, team: string): Promise<string | undefined> {
    try {
      const answer: unknown = await (await client(team)).users.info({ user });
      const called = (...path: readonly string[]) => text(look(answer, "user"), ...path);
      return called("profile", "display_name") || called("real_name") || called("name") || undefined;
    } catch {
      return undefined;
    }
  }

  return async (user, workspace) => {
    const team = workspace || home;
    const place = `${team}/${user}`;
    const before = known.get(place);
    if (before && before.until > clock.now()) return (await before.name) ?? someone;
    const entry = { name: ask(user, team), until: clock.now() + day };
    if (known.size >= namesAtMost) known.clear();
    known.set(place, entry);
    const name = await entry.name;
    if (name === undefined) entry.until = clock.now() + tenMinutes;
    return name ?? someone;
  };
}

const someone = "someone";
