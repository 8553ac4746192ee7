import { isObject, look, type Clock } from "palaver";
import { clipOf, heardAs, type Clip } from "./clip.ts";
import type { Token } from "./client.ts";
import { text } from "./look.ts";
import { orgOf } from "./uninstalled.ts";

/** What makes words of a voice message that Slack has not transcribed; nothing where there are none in it. */
export type Hear = (audio: Uint8Array, type: string) => Promise<string | undefined>;

/** What hearing needs beside the ears. */
export interface Hearing {
  readonly hear: Hear;
  readonly token: Token;
  readonly slackApiUrl: string | undefined;
  readonly clock: Clock;
}

/** Bytes of a voice message that are fetched, and milliseconds that all of it may take: Slack itself waits 3,000. */
const [mostBytes, patience] = [10_000_000, 1_800];

/**
 * Events with the words of voice messages that Slack has not transcribed (yet). Whatever goes wrong, the event is given
 * back as it was: that nobody heard it is said in the answer.
 */
export const listening =
  ({ hear, token, slackApiUrl, clock }: Hearing) =>
  async (body: unknown): Promise<unknown> => {
    const event = look(body, "event");
    const clip = clipOf(event);
    if (!isObject(body) || !isObject(event) || !clip || clip.heard !== undefined) return body;
    const stop = new AbortController();
    const late = clock.sleep(patience, stop.signal).then(() => undefined);
    const heard = words({ hear, token, slackApiUrl }, clip, body, stop.signal).catch(() => undefined);
    const found = await Promise.race([heard, late]).finally(() => stop.abort());
    return found ? { ...body, event: heardAs(event, found) } : body;
  };

async function words(
  { hear, token, slackApiUrl }: Pick<Hearing, "hear" | "token" | "slackApiUrl">,
  clip: Clip,
  body: object,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (clip.url === undefined || !isSlacks(clip.url, slackApiUrl) || (clip.size ?? 0) > mostBytes)
    return undefined;
  const team = text(body, "context_team_id") ?? text(body, "team_id") ?? "";
  const bearer = typeof token === "string" ? token : await token(team, orgOf(body));
  if (!bearer) return undefined;
  const headers = { authorization: `Bearer ${bearer}` };
  // To follow a redirection would be to carry the token who knows where.
  const response = await fetch(clip.url, { headers, signal, redirect: "error" });
  const audio = response.ok ? await bytesOf(response) : undefined;
  return audio && (await hear(audio, clip.type))?.trim();
}

/** Whether the bot's token may be shown there: to Slack's files, or to whatever stands in for all of Slack. */
function isSlacks(url: string, slackApiUrl: string | undefined): boolean {
  if (!URL.canParse(url)) return false;
  const { origin } = new URL(url);
  return slackApiUrl === undefined
    ? origin === "https://files.slack.com"
    : origin === new URL(slackApiUrl).origin;
}

/** The body; nothing for one that is too large. */
async function bytesOf(response: Response): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    size += read.value.byteLength;
    if (size > mostBytes) {
      await reader?.cancel();
      return undefined;
    }
    chunks.push(read.value);
  }
  return Buffer.concat(chunks);
}
