import { createHash } from "node:crypto";
import { complete, join, Undelivered, type Clock, type Message, type Reply, look } from "palaver";
import type { WebClient } from "@slack/web-api";
import { undelivered, type Clients } from "./client.ts";
import { id, list, text } from "./look.ts";
import type { Speaker } from "./speak.ts";
import { earlier, stamp, stampAt, type Stamp } from "./stamp.ts";
import { toOf, type To } from "./to.ts";
import { render, type Labels, type Rendered } from "./write.ts";

/** A message that is there: the receipt of having posted it. */
export type Posted = { readonly channel: string; readonly ts: Stamp };

/** How a channel talks first, and how it finds out whether it already has. */
export interface Sender {
  /** Posts a reply. Nothing where there was nothing to say, or only one person got to see it. Throws {@link Undelivered}. */
  send(message: Message): Promise<Posted | undefined>;
  /** The message as it was posted under this key; nothing if it was not. Throws {@link Undelivered}. */
  sent(message: Message): Promise<Posted | undefined>;
}

/** How long before a message was committed its post is looked for, in seconds: Slack's clock is not ours. */
const drift = 120;
/** How far back to look where nobody knows when the message was committed, in milliseconds. */
const longAgo = 86_400_000;

export const sender = (
  { posting, polling }: Clients,
  labels: Labels,
  clock: Clock,
  speak?: Speaker,
): Sender => ({
  async send({ to, reply: answer, key }) {
    const place = placeOf(to);
    const reply = place.unheard === true ? unheard(answer, labels) : answer;
    const rendered = render(reply, labels);
    if (!rendered) return undefined;
    return calling(async () => {
      const client = await posting(place.team, place.enterprise);
      if (place.only !== undefined) return show(client, place, rendered, key);
      const posted = await post(client, place, rendered, key);
      await speak?.(client, place, posted, reply);
      return posted;
    });
  },

  async sent({ to, key, since = clock.now() - longAgo }) {
    const place = placeOf(to);
    // What only one person sees is in no history. Should they see it twice, no harm is done.
    if (place.only !== undefined) return undefined;
    return calling(async () => find(await polling(place.team, place.enterprise), place, key, since));
  },
});

/** What is said where a voice message could not be heard: just that, and the question that is still open. */
function unheard(reply: Reply, labels: Labels): Reply {
  const asks = reply.next.type === "elicit" || reply.next.type === "confirm";
  return asks
    ? { ...reply, speech: join(labels.unheard, " ", reply.speech), text: `${labels.unheard} ${reply.text}` }
    : complete({ text: labels.unheard });
}

/** Posts a message with its key in the metadata, where {@link find} finds it. */
export async function post(client: WebClient, to: To, message: Rendered, key: string): Promise<Posted> {
  const channel = await channelOf(client, to.channel);
  const answer = await client.chat.postMessage({
    channel,
    text: message.text,
    blocks: [...message.blocks],
    ...(to.thread !== undefined && { thread_ts: to.thread }),
    ...asItIs,
    metadata: { event_type: eventType, event_payload: { key: opaque(key) } },
  });
  const ts = stamp(answer, "ts");
  if (ts === undefined) throw new Undelivered("unknown", "Slack answered without a ts");
  return { channel: id(answer, "channel") ?? channel, ts };
}

/** The message posted under a key in a channel or a thread not before `since`, in milliseconds since 1970. */
export async function find(
  client: WebClient,
  to: To,
  key: string,
  since: number,
): Promise<Posted | undefined> {
  const channel = await channelOf(client, to.channel);
  const oldest = earlier(stampAt(since / 1_000), drift);
  const wanted = opaque(key);
  const page = (cursor: string | undefined) => {
    const which = { channel, oldest, limit: 200, include_all_metadata: true, ...(cursor && { cursor }) };
    return to.thread === undefined
      ? client.conversations.history(which)
      : client.conversations.replies({ ...which, ts: to.thread });
  };
  for await (const messages of pages(page)) {
    const found = messages.find(
      (message) =>
        text(message, "metadata", "event_type") === eventType &&
        text(message, "metadata", "event_payload", "key") === wanted,
    );
    const ts = stamp(found, "ts");
    if (ts !== undefined) return { channel, ts };
  }
  return undefined;
}

/** The messages of all pages. Only the cursor tells whether there are more: a page may be short for other reasons. */
export async function* pages(
  fetch: (cursor: string | undefined) => Promise<unknown>,
): AsyncGenerator<readonly unknown[]> {
  const seen = new Set<string>();
  let cursor: string | undefined;
  do {
    const answer = await fetch(cursor);
    yield list(answer, "messages");
    cursor = text(answer, "response_metadata", "next_cursor");
    if (cursor && seen.has(cursor)) throw new Undelivered("not-done", "Slack repeats a page");
    if (cursor) seen.add(cursor);
  } while (cursor);
}

/** Runs calls to Slack, and says by {@link Undelivered} what went wrong with them. */
export async function calling<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw undelivered(error);
  }
}

const eventType = "palaver_message";

/** Nothing in a message is looked up, linked or previewed, and its text is styled nowhere. */
const asItIs = {
  link_names: false,
  parse: "none",
  unfurl_links: false,
  unfurl_media: false,
  mrkdwn: false,
} as const;

/** Shows a message to one person; in the direct messages where the bot is no member of the channel they are in. */
async function show(client: WebClient, to: To, message: Rendered, key: string): Promise<Posted | undefined> {
  const user = to.only ?? "";
  try {
    await client.chat.postEphemeral({
      channel: to.channel,
      user,
      text: message.text,
      blocks: [...message.blocks],
      ...(to.thread !== undefined && { thread_ts: to.thread }),
      link_names: false,
      parse: "none",
    });
    return undefined;
  } catch (error) {
    if (!outside.includes(text(error, "data", "error") ?? "")) throw error;
    return post(client, { team: to.team, channel: user }, message, key);
  }
}

const outside = ["channel_not_found", "not_in_channel", "user_not_in_channel"];

/** The channel of that id; for a user's id, the direct messages with them. */
async function channelOf(client: WebClient, channel: string): Promise<string> {
  if (!/^[UW]/.test(channel)) return channel;
  const answer = await client.conversations.open({ users: channel });
  const direct = id(look(answer, "channel"), "id");
  if (direct === undefined) throw new Undelivered("not-done", "Slack opened no direct messages");
  return direct;
}

function placeOf(to: unknown): To {
  const place = toOf(to);
  if (!place) throw new Undelivered("refused", "this is no place in Slack");
  return place;
}

/** Others can read metadata, and keys name people. */
const opaque = (key: string) => createHash("sha256").update(key).digest("base64url");
