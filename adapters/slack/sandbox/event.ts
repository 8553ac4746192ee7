import { createHash } from "node:crypto";
import type { Conversation } from "./conversation.ts";
import { counted, isReply, type SandboxMessage } from "./message.ts";
import type { World } from "./world.ts";

/** What happened in a workspace, as Slack tells it inside an `event_callback`. */
export interface Inner {
  readonly type: string;
  readonly event_ts: string;
  readonly [member: string]: unknown;
}

/** What Slack sends an app (https://docs.slack.dev/apis/events-api#callback-field). */
export interface Callback {
  readonly type: "event_callback";
  readonly team_id: string;
  readonly event: Inner;
  readonly event_id: string;
  readonly [member: string]: unknown;
}

/** An event in the envelope that every event has. The same event has the same id, however often it is sent. */
export const callback = ({ team, app, bot }: World, event: Inner): Callback => ({
  token: "verification-token",
  team_id: team,
  context_team_id: team,
  context_enterprise_id: null,
  api_app_id: app,
  type: "event_callback",
  event,
  event_id: `Ev${digest(team, JSON.stringify(event)).slice(0, 10).toUpperCase()}`,
  event_time: Number(event.event_ts.slice(0, 10)),
  authorizations: [
    { enterprise_id: null, team_id: team, user_id: bot.user, is_bot: true, is_enterprise_install: false },
  ],
  is_ext_shared_channel: false,
  event_context: `4-${digest(team, event.type, event.event_ts).slice(0, 16)}`,
});

export const digest = (...parts: readonly string[]) =>
  createHash("sha256").update(parts.join("\n")).digest("hex");

/** What happens when a message appears: it comes as a message, and once more where it mentions the bot. */
export function appeared({ bot }: World, where: Conversation, message: SandboxMessage): readonly Inner[] {
  const root = message.subtype === "thread_broadcast" ? rootOf(where, message) : undefined;
  const { metadata: _, ...told } = message;
  const event = { ...told, ...(root && { root }), channel: where.id, event_ts: message.ts };
  const mention = where.kind !== "im" && message.user !== bot.user && calls(bot.user, message.text);
  return [
    { ...event, channel_type: where.kind },
    // Of a mention, Slack does not tell what kind of channel it is in.
    ...(mention ? [{ ...event, type: "app_mention" }] : []),
  ];
}

const calls = (user: string, said: string) => said.includes(`<@${user}>`) || said.includes(`<@${user}|`);

function rootOf({ messages }: Conversation, message: SandboxMessage) {
  const root = isReply(message) ? messages.find(({ ts }) => ts === message.thread_ts) : undefined;
  return root && counted(root, messages);
}

/** What happens when a message changes, be it by an edit or into a tombstone. */
export const changed = (
  world: World,
  where: Conversation,
  before: SandboxMessage,
  message: SandboxMessage,
): Inner => ({
  ...hidden(world, where, "message_changed"),
  message: counted(message, where.messages),
  previous_message: before,
});

/** What happens when a message is gone. */
export const deleted = (world: World, where: Conversation, before: SandboxMessage): Inner => ({
  ...hidden(world, where, "message_deleted"),
  deleted_ts: before.ts,
  previous_message: before,
});

function hidden(world: World, { id, kind }: Conversation, subtype: string): Inner {
  const ts = world.stamp();
  return { type: "message", subtype, hidden: true, channel: id, channel_type: kind, ts, event_ts: ts };
}

/** What happens when a reaction comes or goes. */
export const reacted = (
  world: World,
  where: Conversation,
  message: SandboxMessage,
  { type, user, reaction }: { readonly type: "added" | "removed"; user: string; reaction: string },
): Inner => ({
  type: `reaction_${type}`,
  user,
  reaction,
  item_user: message.user,
  item: { type: "message", channel: where.id, ts: message.ts },
  event_ts: world.stamp(),
});

/** What happens when somebody comes to a channel or leaves it. */
export const moved = (
  world: World,
  where: Conversation,
  type: "member_joined_channel" | "member_left_channel",
  user: string,
): Inner => ({
  type,
  user,
  channel: where.id,
  channel_type: where.kind === "channel" ? "C" : "G",
  team: world.team,
  event_ts: world.stamp(),
});

/** What happens to a channel as a whole, such as `channel_rename`. */
export const channelEvent = (world: World, where: Conversation, type: string): Inner => ({
  type,
  channel: type === "channel_rename" ? { id: where.id, name: where.name, created: where.created } : where.id,
  event_ts: world.stamp(),
});
