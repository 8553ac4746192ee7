import { look } from "palaver";
import { id } from "./look.ts";
import { stamp, type Stamp } from "./stamp.ts";

/** Where a message goes. Plain data, kept with the turn it answers. */
export type To = {
  readonly team: string;
  /** The organisation whose installation reaches it, where the app is installed for the whole of it. */
  readonly enterprise?: string;
  /** A channel; or a user, who is then written to directly. */
  readonly channel: string;
  /** The first message of a thread in it. */
  readonly thread?: Stamp;
  /** The one user who gets to see it. */
  readonly only?: string;
  /** Whether it answers a voice message, and is to be heard too. */
  readonly aloud?: true;
  /** Whether that voice message could not be heard. */
  readonly unheard?: true;
};

/** The place that was written down as JSON; nothing where it is none of ours. */
export function toOf(value: unknown): To | undefined {
  const [team, channel] = [id(value, "team"), id(value, "channel")];
  const [thread, only] = [stamp(value, "thread"), id(value, "only")];
  const enterprise = id(value, "enterprise");
  if (!team || !channel) return undefined;
  return {
    team,
    channel,
    ...(enterprise && { enterprise }),
    ...(thread && { thread }),
    ...(only && { only }),
    ...(look(value, "aloud") === true && { aloud: true }),
    ...(look(value, "unheard") === true && { unheard: true }),
  };
}

/** Whether a channel is the direct messages between one person and the bot. Some events do not tell its type. */
export const isDirect = (channel: string, type?: string): boolean => type === "im" || channel.startsWith("D");

/** The name of what people say to the bot in one place: one dialog for each person, also where several share a thread. */
export const conversationOf = ({ team, channel, thread }: To, user: string): string =>
  (isDirect(channel) || !thread ? [team, channel, user] : [team, channel, thread, user]).join("/");
