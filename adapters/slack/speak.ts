import type { WebClient } from "@slack/web-api";
import { speakable, toText, type Audio, type Clock, type Log, type Reply, type Voice } from "palaver";
import type { To } from "./to.ts";

/** How replies are spoken in Slack. Needs the scope `files:write`. */
export interface SlackVoice {
  readonly voice: Voice;
  /** Who hears answers although they write. Default: nobody; who asks by a voice message always does. */
  readonly prefers?: (to: { readonly team: string; readonly channel: string }) => boolean | Promise<boolean>;
  /** Milliseconds that saying and uploading may take. Default 5,000. */
  readonly deadline?: number;
  /** Told, without the words, of a clip that could not be made or sent. */
  readonly log?: Log;
}

/** Bytes of a clip; what would be longer stays text. */
const mostBytes = 10_000_000;

const endings: ReadonlyMap<string, string> = new Map([
  ["audio/mpeg", "mp3"],
  ["audio/ogg", "ogg"],
  ["audio/wav", "wav"],
  ["audio/x-wav", "wav"],
  ["audio/mp4", "m4a"],
  ["audio/webm", "webm"],
]);

/** Says replies as audio clips below the texts that have been posted. */
export type Speaker = (
  client: WebClient,
  to: To,
  posted: { readonly channel: string },
  reply: Reply,
) => Promise<void>;

/**
 * A clip follows its text and is tried once: the text is what counts as delivered. So a clip that fails loses nothing,
 * and a message that is looked for after a crash is never spoken twice.
 */
export const speaker =
  ({ voice, prefers, deadline = 5_000, log }: SlackVoice, locale: string, clock: Clock): Speaker =>
  async (client, to, { channel }, reply) => {
    const stop = new AbortController();
    try {
      if (toText(reply.speech).trim() === "") return;
      if (to.aloud !== true && !(await prefers?.({ team: to.team, channel: to.channel }))) return;
      const late = clock.sleep(deadline, stop.signal).then(() => {
        throw new Error("late");
      });
      late.catch(() => {});
      const said = say();
      said.catch(() => {});
      await Promise.race([said, late]);
    } catch (error) {
      const kind = error instanceof Error ? error.name : typeof error;
      log?.({ level: "warn", event: "slack clip not sent", channel: "slack", error: kind });
    } finally {
      stop.abort();
    }

    async function say(): Promise<void> {
      const audio = await voice.speak(speakable(reply.speech, locale), { locale, signal: stop.signal });
      const file = await whole(audio);
      // Too late to be heard with its text.
      if (stop.signal.aborted) return;
      const ending = endings.get(audio.type.split(";")[0] ?? "") ?? "bin";
      const where = to.thread === undefined ? {} : { thread_ts: to.thread };
      await client.filesUploadV2({ ...where, channel_id: channel, file, filename: `answer.${ending}` });
    }
  };

async function whole({ bytes }: Audio): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.byteLength;
    if (size > mostBytes) throw new RangeError("a clip of more than 10 MB");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
