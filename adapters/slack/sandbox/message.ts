/** A reaction under a message, with everybody who gave it. */
export interface Reaction {
  readonly name: string;
  /** Users' ids. */
  readonly users: readonly string[];
  readonly count: number;
}

/** A message as Slack keeps it (https://docs.slack.dev/reference/events/message). */
export interface SandboxMessage {
  readonly type: "message";
  readonly subtype?: string;
  readonly user: string;
  /** In mrkdwn. */
  readonly text: string;
  readonly ts: string;
  readonly team: string;
  readonly thread_ts?: string;
  /** Who began the thread; only on replies. */
  readonly parent_user_id?: string;
  /** Made by the person's client; only on people's messages. */
  readonly client_msg_id?: string;
  readonly bot_id?: string;
  readonly bot_profile?: unknown;
  readonly app_id?: string;
  readonly username?: string;
  readonly blocks?: readonly unknown[];
  readonly files?: readonly unknown[];
  /** What the links lead to. */
  readonly attachments?: readonly unknown[];
  readonly metadata?: unknown;
  /** When it was last edited, to the second, and by which user or bot. */
  readonly edited?: { readonly user: string; readonly ts: string };
  readonly reactions?: readonly Reaction[];
  readonly hidden?: boolean;
}

/** What Slack counts about a thread, on its first message. */
export interface Counted extends SandboxMessage {
  readonly reply_count?: number;
  readonly reply_users?: readonly string[];
  readonly reply_users_count?: number;
  readonly latest_reply?: string;
  readonly is_locked?: boolean;
  readonly subscribed?: boolean;
}

/** What a message has beside its words and its time. */
export type Draft = Omit<SandboxMessage, "type" | "team" | "ts">;

/** Whether a message is below another one. */
export const isReply = ({ ts, thread_ts }: SandboxMessage): boolean =>
  thread_ts !== undefined && thread_ts !== ts;

/** Whether the channel shows it: what is not in a thread, and what somebody sent from a thread to the channel as well. */
export const isTop = (message: SandboxMessage): boolean =>
  !isReply(message) || message.subtype === "thread_broadcast";

/** The messages below one, oldest first. */
export const repliesTo = (parent: SandboxMessage, messages: readonly SandboxMessage[]) =>
  messages.filter((message) => isReply(message) && message.thread_ts === parent.ts);

/** A thread's first message with what Slack counts about the thread; any other as it is. */
export function counted(message: SandboxMessage, messages: readonly SandboxMessage[]): Counted {
  const replies = repliesTo(message, messages);
  const emptied = message.subtype === "tombstone";
  if (replies.length === 0 && !emptied) return message;
  const users = [...new Set(replies.map(({ user }) => user))];
  return {
    ...message,
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users: users.slice(0, shownUsers),
    reply_users_count: users.length,
    // So it is of a thread whose messages were all deleted.
    latest_reply: replies.at(-1)?.ts ?? "0000000000.000000",
    is_locked: false,
    subscribed: false,
  };
}

/** Slack names only so many of those who wrote in a thread, but counts them all. */
const shownUsers = 5;

/** The text of a message whose place a thread still needs. */
export const tombstone = (message: SandboxMessage): SandboxMessage => ({
  type: "message",
  subtype: "tombstone",
  user: "USLACKBOT",
  text: "This message was deleted.",
  hidden: true,
  ts: message.ts,
  team: message.team,
  thread_ts: message.ts,
});
