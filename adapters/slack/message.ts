import { look, type Input, type Json } from "palaver";
import { aloud } from "./aloud.ts";
import { clipOf } from "./clip.ts";
import { id, text } from "./look.ts";
import { mentions, without, words } from "./mrkdwn.ts";
import { postOf, type Post } from "./post.ts";
import type { Happening } from "./happening.ts";
import { instantOf, stamp, type Stamp } from "./stamp.ts";
import { conversationOf, isDirect, type To } from "./to.ts";

/** A message that was written, edited or deleted. `message` and `app_mention` for the same words are the same turn. */
export function message(event: unknown, team: string, bots: readonly string[]): Happening | undefined {
  const channel = id(event, "channel");
  if (!channel) return undefined;
  switch (look(event, "subtype")) {
    case "message_changed":
      return changed(event, { team, channel }, bots);
    case "message_deleted":
      return deleted(event, { team, channel }, bots);
    default:
      return written(event, { team, channel }, bots);
  }
}

/** A reaction put under a message, or taken away. */
export function reaction(event: unknown, team: string, bots: readonly string[]): Happening | undefined {
  const [channel, ts] = [id(event, "item", "channel"), stamp(event, "item", "ts")];
  const [by, name, when] = [id(event, "user"), text(event, "reaction"), stamp(event, "event_ts")];
  if (!channel || !ts || !by || !when || bots.includes(by)) return undefined;
  if (name === undefined || !/^[^\s/]{1,100}$/.test(name)) return undefined;
  const added = text(event, "type") === "reaction_added";
  return overheard(
    { team, channel, thread: ts },
    { id: `${ts}/reaction/${by}/${name}/${when}`, by, at: when },
    "reaction",
    { reaction: name, added, by, team, channel, ts },
  );
}

type Channel = Pick<To, "team" | "channel">;

/** Words to the bot are a text, and calling it without a word is a launch; words to others are an event. */
function written(event: unknown, channel: Channel, bots: readonly string[]): Happening | undefined {
  const post = postOf(event, bots);
  // A mention added by an edit comes as a new event; what was said has been dealt with by then.
  if (!post || look(event, "edited")) return undefined;
  const direct = isDirect(channel.channel, text(event, "channel_type"));
  const called = mentions(post.text);
  const bot = called.find((user) => bots.includes(user)) ?? (isMention(event) ? called[0] : undefined);
  if (!direct && bot === undefined && !isMention(event)) return passing(post, channel);

  const clip = clipOf(event);
  const written = clip ? (text(event, "text") ?? "") : post.text;
  const typed = words(bot === undefined ? written : without(bot, written));
  const said = typed === "" ? (clip?.heard ?? "") : typed;
  const isSpoken = clip !== undefined && typed === "";
  const input: Input =
    said === "" && !isSpoken ? { type: "event", name: "launch" } : { type: "text", text: said };
  const thread = post.thread ?? (direct ? undefined : post.ts);
  const to: To = {
    ...channel,
    ...(thread && { thread }),
    ...(isSpoken && (said === "" ? { unheard: true } : { aloud: true })),
  };
  return {
    id: nameOf(channel, post.ts),
    conversation: direct ? conversationOf(channel, post.by) : conversationOf(to, post.by),
    user: `${channel.team}/${post.by}`,
    at: instantOf(post.ts),
    input,
    to,
  };
}

const isMention = (event: unknown) => text(event, "type") === "app_mention";

/** Something said to others where the bot can hear it. */
function passing(post: Post, channel: Channel): Happening | undefined {
  const data = said(post, channel);
  if (data.text === "") return undefined;
  return overheard(
    { ...channel, thread: threadOf(post) },
    { ...once(post, "message"), at: post.ts },
    "message",
    data,
  );
}

/** An edit by a person. An unfurled link comes as a change as well, but nobody edited anything. */
function changed(event: unknown, channel: Channel, bots: readonly string[]): Happening | undefined {
  const now = look(event, "message");
  if (text(now, "subtype") === "tombstone") return deleted(event, channel, bots);
  const post = postOf(now, bots);
  const edited = stamp(now, "edited", "ts");
  if (!post || !edited || text(event, "previous_message", "text") === text(now, "text")) return undefined;
  const source = { ...once(post, `edited/${edited}`), at: edited };
  return overheard({ ...channel, thread: threadOf(post) }, source, "edited", said(post, channel));
}

/** A message gone. Where it began a thread, a tombstone stands in its place and Slack calls it a change. */
function deleted(event: unknown, channel: Channel, bots: readonly string[]): Happening | undefined {
  const post = postOf(look(event, "previous_message"), bots);
  if (!post) return undefined;
  const source = { ...once(post, "deleted"), at: stamp(event, "event_ts") ?? post.ts };
  const { text: _, ...data } = said(post, channel);
  return overheard({ ...channel, thread: threadOf(post) }, source, "deleted", data);
}

/** Something that was not meant for the bot. Nobody waits for an answer; one that is given goes to the thread. */
const overheard = (
  to: To,
  { id: name, by, at: when }: { readonly id: string; readonly by: string; readonly at: Stamp },
  event: string,
  data: Json,
): Happening => ({
  id: nameOf(to, name),
  conversation: conversationOf(to, by),
  user: `${to.team}/${by}`,
  at: instantOf(when),
  input: { type: "event", name: event, data },
  to,
});

/**
 * The name of a turn. What was overheard has one of its own: where Slack does not say who the bot is, the same words
 * may be told to us once as overheard and once as a mention, and the mention must not pass for a repetition.
 */
const nameOf = ({ team, channel }: Channel, rest: string) => `${team}/${channel}/${rest}`;

const once = ({ ts, by }: Post, what: string) => ({ id: `${ts}/${what}`, by });

const threadOf = ({ thread, ts }: Post) => thread ?? ts;

const said = ({ text: raw, by, thread, ts }: Post, channel: Channel) => ({
  text: aloud({ text: raw }),
  by,
  ...channel,
  ...(thread && { thread }),
  ts,
});
