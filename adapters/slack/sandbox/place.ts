import { refusal } from "./access.ts";
import { failed, word, type Answer, type Call } from "./answer.ts";
import type { Conversation } from "./conversation.ts";
import type { SandboxMessage } from "./message.ts";

/** What a method finds where it was told to look, or what it answers because it may not. */
export type Found<T> = { readonly found: T } | { readonly answer: Answer };

export const none = (error: string) => ({ answer: failed(error) });

const scoped = { channel: "channels", group: "groups", im: "im", mpim: "mpim" };

/** The conversation with that id, as far as the bot may know of it; and may do this there, by its scopes. */
export function placeOf(call: Call, right?: "history" | "read"): Found<Conversation> {
  const { world, args, grant } = call;
  const where = world.conversation(word(args, "channel"));
  const inside = where?.members.has(world.bot.user);
  if (!where || (where.kind !== "channel" && !inside)) return none("channel_not_found");
  const refused = right && refusal(grant, "bot", [`${scoped[where.kind]}:${right}`]);
  if (refused) return { answer: { ok: false, ...refused } };
  return right === "history" && !inside ? none("not_in_channel") : { found: where };
}

/** Where the bot may post: a channel by its id or its name, or a person. */
export function targetOf(call: Call): Found<Conversation> {
  const { world, args, grant } = call;
  const channel = word(args, "channel");
  const named = world.all().find(({ name, kind }) => kind === "channel" && `#${name}` === channel);
  const where = world.conversation(channel) ?? named ?? (isPerson(call, channel) && world.direct(channel));
  if (!where) return none("channel_not_found");
  if (where.archived) return none("is_archived");
  const open = where.kind === "channel" && grant.scopes?.includes("chat:write.public");
  if (where.members.has(world.bot.user) || open) return { found: where };
  return none(where.kind === "channel" ? "not_in_channel" : "channel_not_found");
}

const isPerson = ({ world }: Call, user: string) =>
  user !== world.bot.user && world.people.byId(user) !== undefined;

/** The message with that ts. */
export function messageIn({ messages }: Conversation, ts: string): Found<SandboxMessage> {
  const message = messages.find((it) => it.ts === ts);
  return message ? { found: message } : none("message_not_found");
}
