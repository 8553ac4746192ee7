import { mrkdwn } from "../mrkdwn.ts";
import type { Access } from "./access.ts";
import { change, edit, heard, join, leave, post, react, remove, type Act, type When } from "./acts.ts";
import { below } from "./chat.ts";
import { type Conversation } from "./conversation.ts";
import type { Delivery } from "./delivery.ts";
import { callback, channelEvent, digest, type Inner } from "./event.ts";
import type { Files } from "./files.ts";
import { isReply, type Draft, type SandboxMessage } from "./message.ts";
import type { Person, Profile } from "./people.ts";
import { commanded, pressed } from "./press.ts";
import { voiceMessage } from "./voice.ts";
import type { World } from "./world.ts";

/** Where and how somebody writes. */
export interface Saying extends When {
  /** Default: the channel that everybody is in. For direct messages with the bot, see {@link Workspace.direct}. */
  readonly channel?: string;
  /** The ts of the message this is below. */
  readonly thread?: string;
  /** Whether a reply is sent to the channel as well. */
  readonly broadcast?: boolean;
  /** The names of files that come along. */
  readonly files?: readonly string[];
  /** Such as `me_message`; Slack has dozens for what nobody said. */
  readonly subtype?: string;
  /** The id that the person's client gave it. Default: one of its own; Slack may tell of one message twice by it. */
  readonly client_msg_id?: string;
  /** Whether the words are mrkdwn already, with mentions and links as Slack writes them. */
  readonly raw?: boolean;
}

/** One workspace, from the side of the people in it. What they do reaches the app as events. */
export interface Workspace {
  readonly team: string;
  readonly name: string;
  readonly token: string;
  /** The id of the channel that everybody is in. */
  readonly channel: string;
  readonly bot: { readonly user: string; readonly id: string };
  /** Somebody writes in a channel or, by its ts, in a thread; "@palaver" mentions the bot. Resolves with the ts. */
  say(name: string, said: string, where?: string | Saying): Promise<string>;
  /** Somebody writes to the bot directly. The event that Slack would send the app. */
  tell(name: string, said: string): unknown;
  /** Somebody sends the bot a voice message; its words, as far as Slack has heard them. The event that Slack would send. */
  tellAloud(name: string, audio: Uint8Array, heard?: string): unknown;
  edit(channel: string, ts: string, said: string): Promise<void>;
  /** Slack shows what a link in a message leads to, and calls that a change though nobody edited anything. */
  unfurl(channel: string, ts: string): Promise<void>;
  /** Deletes a message. What has replies leaves a tombstone. */
  remove(channel: string, ts: string): Promise<void>;
  react(name: string, channel: string, ts: string, reaction: string): Promise<void>;
  unreact(name: string, channel: string, ts: string, reaction: string): Promise<void>;
  /** Presses the button with that label. The app's answer. */
  press(name: string, channel: string, ts: string, label: string): Promise<unknown>;
  /** Gives a slash command, in the channel that everybody is in. The app's answer. */
  command(name: string, said: string): Promise<unknown>;
  /** What was written in the channel; with a name, in that person's direct messages with the bot. */
  messages(name?: string): readonly SandboxMessage[];
  /** What was written in the channel with that id. */
  read(channel: string): readonly SandboxMessage[];
  /** What the bot let one person alone see there. */
  whispers(channel: string, name: string): readonly SandboxMessage[];
  /** The id of whoever has that name. */
  userOf(name: string): string;
  /** Says more about whoever has that name. Their id. */
  person(name: string, profile: Profile): string;
  /** The id of somebody's direct messages with the bot. */
  direct(name: string): string;
  /** A new channel with people in it; the bot is not, until it is invited or joins. The channel's id. */
  create(
    name: string,
    options?: { readonly private?: boolean; readonly members?: readonly string[] },
  ): string;
  rename(channel: string, name: string): Promise<void>;
  archive(channel: string): Promise<void>;
  unarchive(channel: string): Promise<void>;
  /** Brings somebody in; without a name, the bot. */
  invite(channel: string, name?: string): Promise<void>;
  /** Sends somebody out; without a name, the bot. */
  kick(channel: string, name?: string): Promise<void>;
  /** Somebody adds the app again: the code that it exchanges for a token. Without scopes, with all of them. */
  install(name: string, scopes?: readonly string[]): string;
  /** Takes the app out of the workspace. */
  uninstall(): Promise<void>;
}

/** What a workspace is joined to. */
export interface Joined {
  readonly token: string;
  readonly access: Access;
  readonly delivery: Delivery;
  readonly files: Files;
}

export function workspaceOf(world: World, { token, access, delivery, files }: Joined): Workspace {
  const { people, bot, channel } = world;
  const told = (events: readonly Inner[]) => delivery.send(world, events);
  const userOf = (name: string) => people.named(name).id;
  const whoever = (name: string | undefined) => (name === undefined ? bot.user : userOf(name));
  const at = (id: string) => required(world.conversation(id), `no channel ${id}`);
  const find = (id: string, wanted: string) =>
    required(
      at(id).messages.find(({ ts }) => ts === wanted),
      `no message ${wanted} in ${id}`,
    );

  function reaction(type: "added" | "removed") {
    return (name: string, id: string, ts: string, emoji: string) => {
      const act = react(world, at(id), find(id, ts), { type, user: userOf(name), reaction: emoji });
      return told(act?.events ?? []);
    };
  }

  function archived(id: string, now: boolean): Promise<void> {
    const where = at(id);
    where.archived = now;
    return told(
      heard(world, where, [channelEvent(world, where, now ? "channel_archive" : "channel_unarchive")]),
    );
  }

  return {
    team: world.team,
    name: world.name,
    token,
    channel: channel.id,
    bot,
    async say(name, said, where) {
      const saying = typeof where === "string" ? { thread: where } : (where ?? {});
      const { message, events } = write(world, name, said, saying);
      await told(events);
      return message.ts;
    },
    tell(name, said) {
      const [event] = write(world, name, said, { channel: world.direct(userOf(name)).id }).events;
      return event && callback(world, event);
    },
    tellAloud(name, audio, heard) {
      const spoken = voiceMessage(world, files, { name, audio, heard });
      const [event] = spoken.events;
      return event && callback(world, event);
    },
    edit(id, ts, said) {
      const before = find(id, ts);
      return told(edit(world, at(id), before, { text: asWritten(world, said) }, before.user).events);
    },
    unfurl(id, ts) {
      const before = find(id, ts);
      const attachments = [{ id: 1, from_url: "https://example.com/", title: "An example" }];
      return told(change(world, at(id), before, { ...before, attachments }).events);
    },
    remove: (id, ts) => told(remove(world, at(id), find(id, ts)).events),
    react: reaction("added"),
    unreact: reaction("removed"),
    async press(name, id, ts, label) {
      const payload = pressed(world, at(id), find(id, ts), { by: userOf(name), label });
      return delivery.ask({ type: "interactive", payload });
    },
    command: (name, said) =>
      delivery.ask({
        type: "slash_commands",
        payload: commanded(world, channel, { by: userOf(name), said }),
      }),
    messages: (name) => [...(name === undefined ? channel : world.direct(userOf(name))).messages],
    read: (id) => [...at(id).messages],
    whispers: (id, name) =>
      at(id).whispers.flatMap(({ to, message }) => (to === userOf(name) ? message : [])),
    userOf,
    person: (name, profile) => people.change(name, profile).id,
    direct: (name) => world.direct(userOf(name)).id,
    create: (name, { private: hidden = false, members = [] } = {}) =>
      world.create(name, hidden ? "group" : "channel", members.map(userOf)).id,
    async rename(id, name) {
      at(id).name = name;
      await told(heard(world, at(id), [channelEvent(world, at(id), "channel_rename")]));
    },
    archive: (id) => archived(id, true),
    unarchive: (id) => archived(id, false),
    invite: (id, name) => told(join(world, at(id), whoever(name))),
    kick: (id, name) => told(leave(world, at(id), whoever(name))),
    install: (name, scopes) => access.code({ world, by: userOf(name), scopes }),
    async uninstall() {
      access.uninstall(world);
      await told([{ type: "app_uninstalled", event_ts: world.stamp() }]);
    },
  };
}

/** A person writes, or an app that is not ours. Whoever writes in a channel is in it from then on. */
export function write(world: World, name: string, said: string, saying: Saying): Act {
  const { channel = world.channel.id, thread, broadcast = false, files = [], raw = false } = saying;
  const where = required(world.conversation(channel), `no channel ${channel}`);
  const person = world.people.named(name);
  where.members.add(person.id);
  const ts = saying.ts ?? world.stamp();
  const draft: Draft = {
    user: person.id,
    text: raw ? said : asWritten(world, said),
    ...(person.bot_id === undefined
      ? { client_msg_id: saying.client_msg_id ?? clientId(world.team, where.id, ts) }
      : { bot_id: person.bot_id, bot_profile: { id: person.bot_id, name: person.real_name } }),
    ...(files.length > 0 && {
      subtype: "file_share",
      files: files.map((file) => attached(file, person, ts)),
    }),
    ...inThread(where, thread, broadcast),
    ...(saying.subtype !== undefined && { subtype: saying.subtype }),
  };
  return post(world, where, draft, { ...saying, ts });
}

/** Below the first message of a thread, whichever of its messages was named. */
function inThread(where: Conversation, thread: string | undefined, broadcast: boolean): Partial<Draft> {
  if (thread === undefined) return {};
  const named = where.messages.find(({ ts }) => ts === thread);
  const root = named && isReply(named) ? where.messages.find(({ ts }) => ts === named.thread_ts) : named;
  return root ? below(root, broadcast) : { thread_ts: thread };
}

const asWritten = ({ bot }: World, said: string) => mrkdwn(said).replaceAll("@palaver", `<@${bot.user}>`);

/** A file as it is told of in a message (https://docs.slack.dev/reference/objects/file-object). */
function attached(name: string, person: Person, ts: string): object {
  const filetype = /\.(\w+)$/.exec(name)?.[1] ?? "binary";
  const created = Number(ts.slice(0, 10));
  return {
    id: `F${digest(name, ts).slice(0, 8).toUpperCase()}`,
    created,
    timestamp: created,
    name,
    title: name,
    mimetype: "application/octet-stream",
    filetype,
    pretty_type: filetype.toUpperCase(),
    user: person.id,
    size: 1_024,
    mode: "hosted",
    is_external: false,
    is_public: true,
  };
}

/** In the shape of a UUID, and the same for the same message only. */
function clientId(...parts: readonly string[]): string {
  const hex = digest(...parts);
  const [a, b, c, d] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(13, 16), hex.slice(17, 20)];
  return `${a}-${b}-4${c}-8${d}-${hex.slice(20, 32)}`;
}

function required<T>(found: T | undefined, without: string): T {
  if (found === undefined) throw new Error(`The sandbox has ${without}.`);
  return found;
}
