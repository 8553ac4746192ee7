import { look } from "palaver";
import { id, list, text } from "./look.ts";
import { mrkdwn } from "./mrkdwn.ts";
import { stamp, type Stamp } from "./stamp.ts";

/** A message that a person wrote. */
export interface Post {
  readonly ts: Stamp;
  /** The first message of the thread it is in. */
  readonly thread?: Stamp;
  /** The user's id. */
  readonly by: string;
  /** In mrkdwn, as Slack has it. */
  readonly text: string;
}

/** How a person's message may look. An allow-list: Slack has dozens of subtypes for what nobody said, and adds more. */
const subtypes: readonly unknown[] = [undefined, null, "thread_broadcast", "file_share", "me_message"];

/** Slack's own voices, which write like a person. */
const slackItself = ["USLACKBOT", "USLACK"];

/** The message as a person wrote it; nothing where a bot did (`bots` are the users that are us), or nobody. */
export function postOf(message: unknown, bots: readonly string[] = []): Post | undefined {
  const ts = stamp(message, "ts");
  const by = id(message, "user");
  if (!ts || !by || bots.includes(by) || slackItself.includes(by)) return undefined;
  if (look(message, "bot_id") || look(message, "bot_profile") || look(message, "hidden") === true)
    return undefined;
  if (!subtypes.includes(look(message, "subtype"))) return undefined;
  const thread = stamp(message, "thread_ts");
  return { ts, by, text: text(message, "text") || fileNames(message), ...(thread && { thread }) };
}

function fileNames(message: unknown): string {
  const names = list(message, "files").flatMap((file) => text(file, "name") ?? []);
  if (names.length === 0) return "";
  return mrkdwn(`sent ${names.length === 1 ? "a file" : "files"} named ${names.join(", ")}`);
}
