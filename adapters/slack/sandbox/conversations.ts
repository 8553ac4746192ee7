import { look } from "palaver";
import { join } from "./acts.ts";
import { failed, word, type Answer, type Call, type Method, type Methods } from "./answer.ts";
import { flag } from "./arguments.ts";
import { channelOf, visible, type Conversation } from "./conversation.ts";
import { restrictedPage } from "./limit.ts";
import { counted, isReply, isTop, repliesTo, type SandboxMessage } from "./message.ts";
import { listed, pageOf, spanOf, type Size, type Span } from "./page.ts";
import { placeOf } from "./place.ts";

const kinds = { public_channel: "channel", private_channel: "group", im: "im", mpim: "mpim" };

/** The methods about channels and what is in them (https://docs.slack.dev/reference/methods?family=conversations). */
export const conversations: Methods = {
  "conversations.history": { tier: 3, run: history },
  "conversations.replies": { tier: 3, run: replies },
  "conversations.list": {
    tier: 2,
    scopes: ["channels:read", "groups:read", "im:read", "mpim:read"],
    run: list,
  },
  "conversations.info": there("read", ({ world, args }, where) => {
    const { num_members, ...channel } = channelOf(where, world.team, world.bot.user);
    return {
      ok: true,
      channel: { ...channel, ...(flag(args, "include_num_members") && { num_members }) },
    };
  }),
  "conversations.members": { ...there("read", members), tier: 4 },
  "conversations.open": { tier: 3, scopes: ["im:write", "mpim:write"], run: open },
  "conversations.join": { ...there(undefined, enter), scopes: ["channels:join"] },
};

/** A method about one conversation. */
function there(right: "read" | undefined, act: (call: Call, where: Conversation) => Answer): Method {
  return {
    tier: 3,
    run(call) {
      const place = placeOf(call, right);
      return "answer" in place ? place.answer : act(call, place.found);
    },
  };
}

/**
 * The newest messages first. With nothing but `oldest` the page nearest to it comes first, though it, too, begins with
 * its newest message (https://github.com/slackhq/slack-api-docs/issues/4).
 */
function history(call: Call): Answer {
  return reading(call, { usual: 100, most: 999 }, ({ found, span, seen, size }) => {
    const inside = seen.filter((message) => isTop(message) && span.holds(message));
    const forward = span.oldest !== undefined && span.latest === undefined;
    const page = pageOf(forward ? inside : inside.toReversed(), call.args, size, forward);
    if (!page.messages) return page;
    const messages = forward ? page.messages.toReversed() : page.messages;
    return { ...page, messages: shown(messages, found.messages, call.args), pin_count: 0 };
  });
}

/** A thread, oldest message first, and before all the one that it is about. */
function replies(call: Call): Answer {
  return reading(call, { usual: 1_000, most: 1_000 }, ({ found, span, seen, size }) => {
    const parent = seen.find(({ ts }) => ts === word(call.args, "ts"));
    if (!parent) return failed("thread_not_found");
    const thread = isReply(parent) ? [parent] : [parent, ...repliesTo(parent, seen)];
    const page = pageOf(thread.filter(span.holds), call.args, size, true);
    return page.messages ? { ...page, messages: shown(page.messages, found.messages, call.args) } : page;
  });
}

interface Reading {
  readonly found: Conversation;
  readonly span: Span;
  readonly seen: readonly SandboxMessage[];
  readonly size: Size;
}

function reading(call: Call, size: Size, act: (reading: Reading) => Answer): Answer {
  const place = placeOf(call, "history");
  if ("answer" in place) return place.answer;
  const span = spanOf(call.args);
  if (typeof span === "string") return failed(span);
  const small = { usual: restrictedPage, most: restrictedPage };
  const seen = visible(place.found, call.world.clock.now());
  return act({ found: place.found, span, seen, size: call.limits?.restricted ? small : size });
}

const shown = (messages: readonly SandboxMessage[], all: readonly SandboxMessage[], args: unknown) =>
  messages
    .map((message) => counted(message, all))
    .map(({ metadata, ...message }) =>
      metadata !== undefined && flag(args, "include_all_metadata") ? { ...message, metadata } : message,
    );

function list({ world, args }: Call): Answer {
  const types = (word(args, "types") || "public_channel").split(",");
  const wanted = new Set(types.map((type) => look(kinds, type.trim())));
  if (wanted.has(undefined)) return failed("invalid_types");
  const all = world
    .all()
    .filter(({ kind, members }) => wanted.has(kind) && (kind === "channel" || members.has(world.bot.user)))
    .filter(({ archived }) => !(archived && flag(args, "exclude_archived")));
  const page = listed(all, args, "team", ({ id }) => id);
  if (!page) return failed("invalid_cursor");
  const { items, ...more } = page;
  return { ok: true, channels: items.map((it) => channelOf(it, world.team, world.bot.user)), ...more };
}

function members({ args }: Call, where: Conversation): Answer {
  const page = listed([...where.members], args, "user_id", (user) => user);
  if (!page) return failed("invalid_cursor");
  const { items, ...more } = page;
  return { ok: true, members: items, ...more };
}

/** Direct messages with one person, or with several. */
function open({ world, args }: Call): Answer {
  const users = word(args, "users").split(",").filter(Boolean);
  if (users.length === 0) return failed("users_list_not_supplied");
  if (users.some((user) => user === world.bot.user || !world.people.byId(user)))
    return failed("user_not_found");
  const [user = ""] = users;
  const all = [...users, world.bot.user];
  const isSame = ({ kind, members: there }: Conversation) =>
    kind === "mpim" && there.size === all.length && all.every((it) => there.has(it));
  const where =
    users.length === 1
      ? world.direct(user)
      : (world.all().find(isSame) ?? world.create(`mpdm-${world.all().length}`, "mpim", all));
  const channel = flag(args, "return_im") ? channelOf(where, world.team, world.bot.user) : { id: where.id };
  return { ok: true, channel };
}

function enter(call: Call, where: Conversation): Answer {
  const { world } = call;
  if (where.kind !== "channel") return failed("method_not_supported_for_channel_type");
  if (where.archived) return failed("is_archived");
  const already = where.members.has(world.bot.user);
  call.happened(join(world, where, world.bot.user));
  const warning = "already_in_channel";
  return {
    ok: true,
    channel: channelOf(where, world.team, world.bot.user),
    ...(already && { warning, response_metadata: { warnings: [warning] } }),
  };
}
