import type { SandboxMessage } from "./message.ts";

/** One channel, or direct messages with the bot. */
export interface Conversation {
  readonly id: string;
  name: string;
  readonly kind: "channel" | "group" | "im" | "mpim";
  /** Whose direct messages these are. */
  readonly user?: string;
  /** Seconds since 1970. */
  readonly created: number;
  archived: boolean;
  /** Users' ids. */
  readonly members: Set<string>;
  /** By ts, oldest first. */
  readonly messages: SandboxMessage[];
  /** What only one person was shown. It is in no history. */
  readonly whispers: { readonly to: string; readonly message: SandboxMessage }[];
  /** By ts: from when on, in milliseconds since 1970, a message shows up for whoever reads. */
  readonly late: Map<string, number>;
}

/** An empty conversation. */
export const conversationOf = (
  id: string,
  name: string,
  kind: Conversation["kind"],
  now: number,
  members: readonly string[],
): Conversation => ({
  id,
  name,
  kind,
  created: Math.floor(now / 1_000),
  archived: false,
  members: new Set(members),
  messages: [],
  whispers: [],
  late: new Map(),
});

/** Puts a message in its place in time. Throws where there is one with its ts. */
export function keep({ id, messages }: Conversation, message: SandboxMessage): void {
  const after = messages.findLastIndex(({ ts }) => ts <= message.ts);
  if (messages[after]?.ts === message.ts)
    throw new Error(`There is a message ${message.ts} in ${id}; a ts is unique within its channel.`);
  messages.splice(after + 1, 0, message);
}

/** The messages that whoever reads gets to see by now. */
export const visible = ({ messages, late }: Conversation, now: number): readonly SandboxMessage[] =>
  messages.filter(({ ts }) => (late.get(ts) ?? 0) <= now);

/** A conversation as the Web API tells of it to one of the users (https://docs.slack.dev/reference/objects/conversation-object). */
export function channelOf(where: Conversation, team: string, reader: string): Record<string, unknown> {
  const { id, name, kind, user, created, archived, members } = where;
  if (kind === "im") return { id, created, is_im: true, is_org_shared: false, is_archived: archived, user };
  return {
    id,
    name,
    name_normalized: name,
    is_channel: kind === "channel",
    is_group: kind === "group",
    is_im: false,
    is_mpim: kind === "mpim",
    is_private: kind !== "channel",
    is_archived: archived,
    is_general: false,
    is_shared: false,
    is_ext_shared: false,
    is_org_shared: false,
    is_member: members.has(reader),
    created,
    context_team_id: team,
    topic: { value: "", creator: "", last_set: 0 },
    purpose: { value: "", creator: "", last_set: 0 },
    num_members: members.size,
  };
}
