import { look } from "palaver";
import { list, text } from "../look.ts";
import type { Conversation, Draft, SandboxMessage, World } from "./world.ts";

/** What a Web API method answers. */
export type Answer = { readonly ok: boolean; readonly [member: string]: unknown };

/** A Web API method: its arguments by name, each as text or as JSON. */
export type Method = (args: unknown) => Answer | Promise<Answer>;

/** The methods of the Web API that the sandbox has, over one workspace. */
export function methodsOf(world: World): ReadonlyMap<string, Method> {
  const { bot, team, app } = world;

  const whereOf = (args: unknown): Conversation | undefined => {
    const channel = text(args, "channel") ?? "";
    return (
      world.conversation(channel) ?? (world.nameOf(channel) === undefined ? undefined : world.direct(channel))
    );
  };

  async function post(args: unknown): Promise<Answer> {
    const where = whereOf(args);
    const blocks = jsonAt(args, "blocks");
    const said = text(args, "text") ?? "";
    const thread = text(args, "thread_ts");
    if (!where) return failed("channel_not_found");
    if (said === "" && !Array.isArray(blocks)) return failed("no_text");
    if (Array.isArray(blocks) && blocks.length > 50) return failed("invalid_blocks");
    if (thread !== undefined && !where.messages.some(({ ts }) => ts === thread))
      return failed("thread_not_found");
    const message = world.put(where, {
      ...draftOf(said, thread, blocks),
      metadata: jsonAt(args, "metadata"),
    });
    await world.posted(where, message);
    return { ok: true, channel: where.id, ts: message.ts, message };
  }

  const draftOf = (said: string, thread: string | undefined, blocks: unknown): Draft => ({
    user: bot.user,
    bot_id: bot.id,
    app_id: app,
    text: said,
    ...(thread !== undefined && { thread_ts: thread }),
    ...(Array.isArray(blocks) && { blocks }),
  });

  function history(args: unknown): Answer {
    const where = whereOf(args);
    if (!where) return failed("channel_not_found");
    const top = where.messages.filter(({ ts, thread_ts }) => thread_ts === undefined || thread_ts === ts);
    return page(top.map((message) => withReplies(where, message)).reverse(), args);
  }

  function replies(args: unknown): Answer {
    const where = whereOf(args);
    const thread = text(args, "ts");
    const parent = where?.messages.find(({ ts }) => ts === thread);
    if (!where) return failed("channel_not_found");
    if (!parent) return failed("thread_not_found");
    const below = where.messages.filter(({ ts, thread_ts }) => thread_ts === thread && ts !== thread);
    return page([withReplies(where, parent), ...below], args);
  }

  function open(args: unknown): Answer {
    const user = text(args, "users") ?? "";
    if (world.nameOf(user) === undefined) return failed("user_not_found");
    return { ok: true, channel: { id: world.direct(user).id } };
  }

  function info(args: unknown): Answer {
    const where = whereOf(args);
    if (!where) return failed("channel_not_found");
    const { id, name, user } = where;
    return {
      ok: true,
      channel: { id, name, is_im: user !== undefined, ...(user !== undefined && { user }) },
    };
  }

  function person(args: unknown): Answer {
    const user = text(args, "user") ?? "";
    const name = world.nameOf(user);
    if (name === undefined) return failed("user_not_found");
    const profile = { display_name: name, real_name: name };
    return {
      ok: true,
      user: { id: user, team_id: team, name: name.toLowerCase(), real_name: name, profile, is_bot: false },
    };
  }

  return new Map<string, Method>([
    [
      "auth.test",
      () => ({
        ok: true,
        team: "Sandbox",
        user: "palaver",
        team_id: team,
        user_id: bot.user,
        bot_id: bot.id,
      }),
    ],
    ["chat.postMessage", post],
    [
      "chat.postEphemeral",
      (args) => (whereOf(args) ? { ok: true, message_ts: "0000000000.000000" } : failed("channel_not_found")),
    ],
    ["conversations.history", history],
    ["conversations.replies", replies],
    ["conversations.open", open],
    ["conversations.info", info],
    ["users.info", person],
  ]);
}

export const failed = (error: string): Answer => ({ ok: false, error });

/** A thread's first message carries what Slack counts about the thread. */
function withReplies({ messages }: Conversation, message: SandboxMessage): SandboxMessage {
  const replies = messages.filter(({ ts, thread_ts }) => thread_ts === message.ts && ts !== message.ts);
  const latest = replies.at(-1);
  if (!latest) return message;
  const counted = { thread_ts: message.ts, reply_count: replies.length, latest_reply: latest.ts };
  return { ...message, ...counted };
}

/** One page of messages. `oldest` and `latest` are left out themselves unless `inclusive` says otherwise. */
function page(messages: readonly SandboxMessage[], args: unknown): Answer {
  const [oldest, latest] = [text(args, "oldest") ?? "0", text(args, "latest") ?? "9"];
  const inclusive = text(args, "inclusive") === "true";
  const inside = messages.filter(
    ({ ts }) => (ts > oldest && ts < latest) || (inclusive && (ts === oldest || ts === latest)),
  );
  const limit = Math.min(Math.max(Number(text(args, "limit") ?? 100) || 100, 1), 1_000);
  const cursor = text(args, "cursor") ?? "";
  const from = cursor === "" ? 0 : inside.findIndex(({ ts }) => cursorOf(ts) === cursor);
  if (from < 0) return failed("invalid_cursor");
  const next = inside[from + limit];
  const shown = inside.slice(from, from + limit);
  return {
    ok: true,
    messages: text(args, "include_all_metadata") === "true" ? shown : shown.map(withoutMetadata),
    has_more: next !== undefined,
    response_metadata: { next_cursor: next ? cursorOf(next.ts) : "" },
  };
}

const withoutMetadata = ({ metadata: _, ...message }: SandboxMessage) => message;

const cursorOf = (ts: string) => Buffer.from(`next_ts:${ts.replace(".", "")}`).toString("base64");

/** An argument that is JSON: as itself in a JSON body, as text in a form. */
function jsonAt(args: unknown, name: string): unknown {
  const value = look(args, name);
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}

/** The arguments in a request's body, which is a form or JSON. */
export function argumentsOf(body: string, type: string): unknown {
  if (!/^application\/json\b/i.test(type)) return Object.fromEntries(new URLSearchParams(body));
  try {
    const parsed: unknown = JSON.parse(body);
    return list([parsed])[0];
  } catch {
    return {};
  }
}
