import { look } from "palaver";
import { text } from "../look.ts";
import { edit, post, remove } from "./acts.ts";
import { failed, word, type Answer, type Call, type Methods } from "./answer.ts";
import { flag, jsonAt } from "./arguments.ts";
import { wrongWith } from "./blocks.ts";
import type { Conversation } from "./conversation.ts";
import { isReply, type Draft, type SandboxMessage } from "./message.ts";
import { messageIn, placeOf, targetOf } from "./place.ts";
import { heardBy, type Teammates } from "./teammate.ts";

/** Characters of a text that Slack keeps (https://docs.slack.dev/changelog/2018-truncating-really-long-messages). */
const textAtMost = 40_000;
/** Characters of metadata as JSON, of which Slack only says that there is an end to them. */
const metadataAtMost = 8_000;

/** The methods that write (https://docs.slack.dev/reference/methods?family=chat). */
export const chat = (teammates: Teammates): Methods => ({
  "chat.postMessage": {
    tier: "posting",
    scopes: ["chat:write"],
    run: (call) => postMessage(call, teammates),
  },
  "chat.postEphemeral": { tier: 4, scopes: ["chat:write"], run: postEphemeral },
  "chat.update": { tier: 3, scopes: ["chat:write"], run: update },
  "chat.delete": { tier: 3, scopes: ["chat:write"], run: erase },
});

async function postMessage(call: Call, teammates: Teammates): Promise<Answer> {
  const { world, args, late } = call;
  const target = targetOf(call);
  if ("answer" in target) return target.answer;
  const where = target.found;
  const wrong = wrongContent(args) ?? wrongMetadata(jsonAt(args, "metadata"));
  if (wrong !== undefined) return failed(wrong);
  const thread = threadOf(where, word(args, "thread_ts"));
  if (typeof thread === "string") return failed(thread);
  const draft = { ...ours(call), ...custom(args), ...below(thread, flag(args, "reply_broadcast")) };
  const metadata = jsonAt(args, "metadata");
  const { message, events } = post(
    world,
    where,
    { ...draft, ...(metadata !== undefined && { metadata }) },
    { late },
  );
  call.happened(events);
  await heardBy(teammates, world, where, message);
  return { ok: true, channel: where.id, ts: message.ts, message };
}

function postEphemeral(call: Call): Answer {
  const { world, args } = call;
  const target = targetOf(call);
  if ("answer" in target) return target.answer;
  const where = target.found;
  const user = word(args, "user");
  if (!where.members.has(user)) return failed("user_not_in_channel");
  const wrong = tooLong(args) ?? wrongContent(args);
  if (wrong !== undefined) return failed(wrong);
  const message: SandboxMessage = { type: "message", ...ours(call), team: world.team, ts: world.stamp() };
  where.whispers.push({ to: user, message });
  return { ok: true, message_ts: message.ts };
}

function update(call: Call): Answer {
  const { world, args } = call;
  const own = ownMessage(call, "cant_update_message");
  if ("answer" in own) return own.answer;
  const { where, message: before } = own;
  const wrong = tooLong(args) ?? wrongContent(args) ?? wrongMetadata(jsonAt(args, "metadata"));
  if (wrong !== undefined) return failed(wrong);
  const metadata = jsonAt(args, "metadata");
  const draft = { ...contentOf(args), ...(metadata !== undefined && { metadata }) };
  const { message, events } = edit(world, where, before, draft, world.bot.id);
  call.happened(events);
  return { ok: true, channel: where.id, ts: message.ts, text: message.text, message };
}

function erase(call: Call): Answer {
  const own = ownMessage(call, "cant_delete_message");
  if ("answer" in own) return own.answer;
  call.happened(remove(call.world, own.where, own.message).events);
  return { ok: true, channel: own.where.id, ts: own.message.ts };
}

/** The message with that ts, if the bot wrote it. */
function ownMessage(call: Call, otherwise: string) {
  const place = placeOf(call);
  if ("answer" in place) return place;
  const message = messageIn(place.found, word(call.args, "ts"));
  if ("answer" in message) return message;
  if (message.found.bot_id !== call.world.bot.id) return { answer: failed(otherwise) };
  return { where: place.found, message: message.found };
}

/** The message that a reply would be below; Slack's code for why there is none; nothing for what is no reply. */
function threadOf(where: Conversation, thread: string): SandboxMessage | string | undefined {
  if (thread === "") return undefined;
  const parent = where.messages.find(({ ts }) => ts === thread);
  if (!parent) return "thread_not_found";
  return isReply(parent) ? "cannot_reply_to_message" : parent;
}

/** What a reply to that message has beside its words. */
export const below = (parent: SandboxMessage | undefined, broadcast: boolean): Partial<Draft> =>
  parent
    ? {
        thread_ts: parent.ts,
        parent_user_id: parent.user,
        ...(broadcast && { subtype: "thread_broadcast" }),
      }
    : {};

/** A name that is not the bot's own makes it look like an app of old. */
function custom(args: unknown): Partial<Draft> {
  const username = text(args, "username");
  return username === undefined ? {} : { username, subtype: "bot_message" };
}

const ours = ({ world, args }: Call): Draft => ({
  user: world.bot.user,
  bot_id: world.bot.id,
  app_id: world.app,
  ...contentOf(args),
});

function contentOf(args: unknown) {
  const blocks = jsonAt(args, "blocks");
  return {
    text: word(args, "text").slice(0, textAtMost),
    ...(Array.isArray(blocks) && { blocks: blocks as readonly unknown[] }),
  };
}

function wrongContent(args: unknown): string | undefined {
  const blocks = jsonAt(args, "blocks");
  if (blocks === undefined && word(args, "text") === "") return "no_text";
  return wrongWith(blocks);
}

const tooLong = (args: unknown) => (word(args, "text").length > textAtMost ? "msg_too_long" : undefined);

function wrongMetadata(metadata: unknown): string | undefined {
  if (metadata === undefined) return undefined;
  const payload = look(metadata, "event_payload");
  const fine = text(metadata, "event_type") && typeof payload === "object" && payload !== null;
  if (!fine) return "invalid_metadata_format";
  return JSON.stringify(metadata).length > metadataAtMost ? "metadata_too_large" : undefined;
}
