import { systemClock, type Clock } from "palaver";
import { mrkdwn, words } from "../mrkdwn.ts";

/** A message as Slack keeps it. */
export interface SandboxMessage {
  readonly type: "message";
  readonly user: string;
  /** In mrkdwn. */
  readonly text: string;
  readonly ts: string;
  readonly team: string;
  readonly thread_ts?: string;
  readonly bot_id?: string;
  readonly app_id?: string;
  readonly blocks?: readonly unknown[];
  readonly metadata?: unknown;
}

/** Somebody in the workspace who answers what the bot says in the channel; or says nothing, by nothing. */
export type Teammate = (message: { readonly text: string; readonly thread?: string }) => string | undefined;

export interface WorldOptions {
  /** Who is there, by name. */
  readonly teammates?: Readonly<Record<string, Teammate>>;
  readonly clock?: Clock;
  /** Told what Slack would send the app: every message that a person writes, as an `event_callback`. */
  readonly onEvent?: (event: unknown) => void | Promise<void>;
}

/** One channel or one person's direct messages with the bot. */
export interface Conversation {
  readonly id: string;
  readonly name: string;
  /** Whose direct messages these are. */
  readonly user?: string;
  readonly messages: SandboxMessage[];
}

/** What a message has beside its words and its time. */
export type Draft = Omit<SandboxMessage, "type" | "team" | "ts">;

/** What was written, and what Slack would send the app for it. */
export interface Written {
  readonly ts: string;
  readonly events: readonly unknown[];
}

interface Inner {
  readonly type: string;
  readonly ts: string;
  readonly [member: string]: unknown;
}

/** A workspace in memory: its people, its channels, and what was said there. */
export interface World {
  readonly team: string;
  readonly app: string;
  readonly bot: { readonly user: string; readonly id: string };
  /** The channel that everybody is in. */
  readonly channel: Conversation;
  conversation(id: string): Conversation | undefined;
  /** The direct messages of a user with the bot. */
  direct(user: string): Conversation;
  /** The id of whoever has that name; people come into being by being named. */
  userOf(name: string): string;
  nameOf(user: string): string | undefined;
  /** Keeps a message. */
  put(where: Conversation, draft: Draft): SandboxMessage;
  /** A person writes: the message's ts, and what Slack would send the app. "@palaver" mentions the bot. */
  write(where: Conversation, name: string, said: string, thread?: string): Written;
  /** The bot has posted: whoever has an answer to that gives it in the thread. */
  posted(where: Conversation, message: SandboxMessage): Promise<void>;
}

export function createWorld({ teammates = {}, clock = systemClock, onEvent }: WorldOptions): World {
  const [team, app, bot] = ["TSANDBOX1", "ASANDBOX1", { user: "UPALAVER1", id: "BPALAVER1" }];
  const channel: Conversation = { id: "CTEAM0001", name: "team", messages: [] };
  const conversations = new Map([[channel.id, channel]]);
  const users = new Map<string, string>();
  let last = 0n;

  /** Later than any before, even where the clock stands still. */
  function stampNow(): string {
    const now = BigInt(Math.floor(clock.now())) * 1_000n;
    last = now > last ? now : last + 1n;
    return `${(last / 1_000_000n).toString().padStart(10, "0")}.${(last % 1_000_000n).toString().padStart(6, "0")}`;
  }

  function userOf(name: string): string {
    const known = users.get(name) ?? `U${String(users.size + 1).padStart(8, "0")}`;
    users.set(name, known);
    return known;
  }

  function direct(user: string): Conversation {
    const id = `D${user.slice(1)}`;
    const known = conversations.get(id) ?? { id, name: "directmessage", user, messages: [] };
    conversations.set(id, known);
    return known;
  }

  function put({ messages }: Conversation, draft: Draft): SandboxMessage {
    const message = { type: "message", ...draft, team, ts: stampNow() } as const;
    messages.push(message);
    return message;
  }

  function write(where: Conversation, name: string, said: string, thread?: string): Written {
    const raw = mrkdwn(said).replaceAll("@palaver", `<@${bot.user}>`);
    const message = put(where, {
      user: userOf(name),
      text: raw,
      ...(thread !== undefined && { thread_ts: thread }),
    });
    const event = { ...message, channel: where.id, event_ts: message.ts };
    const type = where.user === undefined ? "channel" : "im";
    const mention = type === "channel" && raw !== mrkdwn(said);
    return {
      ts: message.ts,
      events: [
        callback({ ...event, channel_type: type }),
        ...(mention ? [callback({ ...event, type: "app_mention" })] : []),
      ],
    };
  }

  const callback = (event: Inner) => ({
    team_id: team,
    context_team_id: team,
    api_app_id: app,
    type: "event_callback",
    event,
    event_id: `Ev${event.ts.replace(".", "")}${event.type}`,
    event_time: Number(event.ts.slice(0, 10)),
    authorizations: [
      { enterprise_id: null, team_id: team, user_id: bot.user, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
  });

  async function posted(where: Conversation, message: SandboxMessage): Promise<void> {
    if (where.user !== undefined) return;
    const thread = message.thread_ts ?? message.ts;
    for (const [name, answer] of Object.entries(teammates)) {
      const heard = { text: words(message.text), ...(message.thread_ts !== undefined && { thread }) };
      const said = answer(heard);
      if (said === undefined) continue;
      for (const event of write(where, name, said, thread).events) await onEvent?.(event);
    }
  }

  Object.keys(teammates).forEach(userOf);
  return {
    team,
    app,
    bot,
    channel,
    conversation: (id) => conversations.get(id),
    direct,
    userOf,
    nameOf: (user) => [...users].find(([, id]) => id === user)?.[0],
    put,
    write,
    posted,
  };
}
