import { keep, type Conversation } from "./conversation.ts";
import { appeared, changed, deleted, moved, reacted, type Inner } from "./event.ts";
import { repliesTo, tombstone, type Draft, type SandboxMessage } from "./message.ts";
import type { World } from "./world.ts";

/** What somebody did, and what Slack tells an app of it that is there. */
export interface Act {
  readonly message: SandboxMessage;
  readonly events: readonly Inner[];
}

/** When a message is written, and how much later it shows up for whoever reads, in milliseconds. */
export interface When {
  readonly ts?: string;
  readonly late?: number;
}

/** Writes a message. Throws where its ts is taken. */
export function post(world: World, where: Conversation, draft: Draft, { ts, late = 0 }: When = {}): Act {
  const message: SandboxMessage = { type: "message", ...draft, team: world.team, ts: ts ?? world.stamp() };
  keep(where, message);
  if (late > 0) where.late.set(message.ts, world.clock.now() + late);
  return { message, events: heard(world, where, appeared(world, where, message)) };
}

/** Puts another message in the place of one. */
export function change(
  world: World,
  where: Conversation,
  before: SandboxMessage,
  message: SandboxMessage,
): Act {
  where.messages[where.messages.indexOf(before)] = message;
  return { message, events: heard(world, where, [changed(world, where, before, message)]) };
}

/** Edits a message; `by` is a user's id, or our bot's own. */
export function edit(
  world: World,
  where: Conversation,
  before: SandboxMessage,
  draft: Partial<Draft>,
  by: string,
): Act {
  // Slack tells the time of an edit to the second.
  const edited = { user: by, ts: `${world.stamp().slice(0, 10)}.000000` };
  return change(world, where, before, { ...before, ...draft, edited });
}

/** Deletes a message. What has replies leaves a tombstone. */
export function remove(world: World, where: Conversation, before: SandboxMessage): Act {
  if (repliesTo(before, where.messages).length > 0) return change(world, where, before, tombstone(before));
  where.messages.splice(where.messages.indexOf(before), 1);
  return { message: before, events: heard(world, where, [deleted(world, where, before)]) };
}

/** Puts a reaction under a message or takes it away; nothing where it is there, or not there, already. */
export function react(
  world: World,
  where: Conversation,
  before: SandboxMessage,
  what: { readonly type: "added" | "removed"; readonly user: string; readonly reaction: string },
): Act | undefined {
  const { type, user, reaction: name } = what;
  const reactions = before.reactions ?? [];
  const users = reactions.find((it) => it.name === name)?.users ?? [];
  if (users.includes(user) === (type === "added")) return undefined;
  const now = type === "added" ? [...users, user] : users.filter((it) => it !== user);
  const mine = { name, users: now, count: now.length };
  const next =
    users.length === 0 ? [...reactions, mine] : reactions.map((it) => (it.name === name ? mine : it));
  const message = { ...before, reactions: next.filter(({ count }) => count > 0) };
  where.messages[where.messages.indexOf(before)] = message;
  return { message, events: heard(world, where, [reacted(world, where, message, what)]) };
}

/** Brings somebody into a channel. */
export function join(world: World, where: Conversation, user: string): readonly Inner[] {
  if (where.members.has(user)) return [];
  where.members.add(user);
  return heard(world, where, [moved(world, where, "member_joined_channel", user)]);
}

/** Sends somebody out of a channel. Of its own going, the bot is told by another event. */
export function leave(world: World, where: Conversation, user: string): readonly Inner[] {
  if (!where.members.delete(user)) return [];
  if (user === world.bot.user)
    return [
      {
        type: where.kind === "channel" ? "channel_left" : "group_left",
        channel: where.id,
        event_ts: world.stamp(),
        actor_id: "USLACKBOT",
      },
    ];
  return heard(world, where, [moved(world, where, "member_left_channel", user)]);
}

/** An app is told only of where its bot is. */
export const heard = (
  { bot }: World,
  { members }: Conversation,
  events: readonly Inner[],
): readonly Inner[] => (members.has(bot.user) ? events : []);
