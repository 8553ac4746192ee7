import type { AppsManifestValidateArguments } from "@slack/web-api";

type Manifest = AppsManifestValidateArguments["manifest"];
type BotScope = NonNullable<NonNullable<NonNullable<Manifest["oauth_config"]>["scopes"]>["bot"]>[number];
type BotEvent = NonNullable<
  NonNullable<NonNullable<Manifest["settings"]>["event_subscriptions"]>["bot_events"]
>[number];

/** What something an app does in Slack takes: the scopes of the methods that are called for it, and the events it is told by. */
interface Need {
  readonly scopes: readonly BotScope[];
  readonly events: readonly BotEvent[];
}

/**
 * What an app may do in Slack, and what each of it takes. History is read where the bot posts, to find out after a crash
 * whether it did; a channel's id does not tell whether it is private.
 */
const needs = {
  /** People write to it, in direct messages; it writes to people who gave a command. */
  direct: { scopes: ["im:history", "im:write"], events: ["message.im"] },
  /** People call it by its name, in channels and groups. */
  mentions: {
    scopes: ["app_mentions:read", "channels:history", "groups:history", "mpim:history"],
    events: ["app_mention"],
  },
  /** Hears what is said in the channels it is a member of: public ones, private ones, and groups of people. */
  channels: { scopes: ["channels:history"], events: ["message.channels"] },
  private: { scopes: ["groups:history"], events: ["message.groups"] },
  groups: { scopes: ["mpim:history"], events: ["message.mpim"] },
  /** Is told of reactions to messages, where it is a member. */
  reactions: { scopes: ["reactions:read"], events: ["reaction_added", "reaction_removed"] },
  /** Asks what people are called. */
  names: { scopes: ["users:read"], events: [] },
  /** Asks which channels it is in. */
  rooms: { scopes: ["channels:read", "groups:read"], events: [] },
  /** Hears voice messages that Slack has not transcribed. */
  hear: { scopes: ["files:read"], events: [] },
  /** Says answers as voice messages. */
  voice: { scopes: ["files:write"], events: [] },
  /** Is told where it is no longer installed, so that it forgets that workspace's tokens. */
  installs: { scopes: [], events: ["app_uninstalled", "tokens_revoked"] },
  /** Has buttons under its answers. */
  buttons: { scopes: [], events: [] },
} as const satisfies Readonly<Record<string, Need>>;

export type Feature = keyof typeof needs;

export const features = Object.keys(needs);

export const isFeature = (name: string): name is Feature => Object.hasOwn(needs, name);

/** All that some features take, each once and in the order of the alphabet. Every app writes messages. */
export function needsOf(used: readonly Feature[], command: boolean): Need {
  const all: readonly Need[] = used.map((feature) => needs[feature]);
  const own: readonly BotScope[] = command ? ["chat:write", "commands"] : ["chat:write"];
  return {
    scopes: [...new Set([...own, ...all.flatMap(({ scopes }) => scopes)])].sort(),
    events: [...new Set(all.flatMap(({ events }) => events))].sort(),
  };
}
