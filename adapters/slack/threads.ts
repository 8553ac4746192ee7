import { look } from "palaver";
import type { WebClient } from "@slack/web-api";
import { id, list, text } from "./look.ts";
import { postOf } from "./post.ts";
import { stamp, type Stamp } from "./stamp.ts";

/** One of the ways in which users reacted to a message. Of many users Slack does not name all. */
export interface Reaction {
  readonly name: string;
  readonly by: readonly string[];
}

/** A message in a thread. */
export interface ThreadMessage {
  readonly ts: Stamp;
  /** The user's id; nothing for what a bot or nobody wrote. */
  readonly by?: string;
  /** In words; empty without a writer. */
  readonly text: string;
  /** When it was edited last. */
  readonly edited?: Stamp;
  readonly reactions: readonly Reaction[];
}

/** What a channel's history says of a message that begins a thread, or could. */
export interface Head {
  readonly ts: Stamp;
  readonly replies: number;
  readonly latest?: Stamp;
  readonly reactions: readonly Reaction[];
  /** It was deleted, and a tombstone stands in its place. */
  readonly gone?: boolean;
}

/** Which messages are asked for: those newer than a stamp, so many, from a cursor on. */
export interface Span {
  readonly oldest: Stamp;
  readonly limit: number;
  readonly cursor?: string;
}

/** A page, and the cursor of the next. */
export interface Part<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** Makes words of a message as Slack has it. */
export type Wording = (message: unknown) => Promise<string>;

/** A page of a thread. The first message of the thread is on some pages and not on others. */
export async function threadPart(
  client: WebClient,
  { channel, ts }: { readonly channel: string; readonly ts: Stamp },
  { oldest, limit, cursor }: Span,
  wording: Wording,
): Promise<Part<ThreadMessage>> {
  const answer = await client.conversations.replies({
    channel,
    ts,
    oldest,
    limit,
    ...(cursor && { cursor }),
  });
  const items = await Promise.all(list(answer, "messages").map((message) => messageOf(message, wording)));
  return { items: items.flatMap((it) => it ?? []), ...nextOf(answer) };
}

async function messageOf(message: unknown, wording: Wording): Promise<ThreadMessage | undefined> {
  const ts = stamp(message, "ts");
  if (ts === undefined) return undefined;
  const by = postOf(message)?.by;
  const edited = stamp(message, "edited", "ts");
  return {
    ts,
    ...(by !== undefined && { by }),
    text: by === undefined ? "" : await wording(message),
    ...(edited !== undefined && { edited }),
    reactions: reactionsOf(message),
  };
}

/** A page of a channel's messages. A reply that was also sent to the channel begins no thread. */
export async function headsPart(
  client: WebClient,
  channel: string,
  { oldest, limit, cursor }: Span,
): Promise<Part<Head>> {
  const answer = await client.conversations.history({ channel, oldest, limit, ...(cursor && { cursor }) });
  return { items: list(answer, "messages").flatMap((message) => headOf(message) ?? []), ...nextOf(answer) };
}

function headOf(message: unknown): Head | undefined {
  const ts = stamp(message, "ts");
  if (ts === undefined || (stamp(message, "thread_ts") ?? ts) !== ts) return undefined;
  const count = look(message, "reply_count");
  const latest = stamp(message, "latest_reply");
  return {
    ts,
    replies: typeof count === "number" ? count : 0,
    // Of a thread whose replies were all deleted, Slack tells this.
    ...(latest !== undefined && latest !== "0000000000.000000" && { latest }),
    reactions: reactionsOf(message),
    ...(text(message, "subtype") === "tombstone" && { gone: true }),
  };
}

const reactionsOf = (message: unknown): readonly Reaction[] =>
  list(message, "reactions").flatMap((it) => {
    const name = text(it, "name");
    const by = list(it, "users").flatMap((user) => id(user) ?? []);
    return name !== undefined && /^[^\s/]{1,100}$/.test(name) ? [{ name, by }] : [];
  });

function nextOf(answer: unknown): { readonly next?: string } {
  const next = text(answer, "response_metadata", "next_cursor");
  return next ? { next } : {};
}

/** So many pages of channels are read. */
const pagesOfChannels = 10;

/** The channels the bot is in, with their names. */
export async function roomsOf(
  client: WebClient,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const rooms: { readonly id: string; readonly name: string }[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pagesOfChannels; page++) {
    const types = "public_channel,private_channel";
    const answer = await client.conversations.list({
      exclude_archived: true,
      types,
      limit: 200,
      ...(cursor && { cursor }),
    });
    for (const channel of list(answer, "channels")) {
      const [own, name] = [id(channel, "id"), text(channel, "name")];
      if (own && name && look(channel, "is_member") !== false && look(channel, "is_archived") !== true)
        rooms.push({ id: own, name });
    }
    cursor = nextOf(answer).next;
    if (!cursor) break;
  }
  return rooms;
}
