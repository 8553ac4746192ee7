import { look } from "palaver";
import { list, text } from "./look.ts";

/** A voice message that a person recorded in Slack (https://docs.slack.dev/reference/objects/file-object). */
export interface Clip {
  /** The words in it, as far as anybody has heard them. */
  readonly heard?: string;
  /** Where its audio is, for whoever has the bot's token and the scope `files:read`. */
  readonly url?: string;
  /** The media type, such as `audio/mp4`. */
  readonly type: string;
  /** In bytes, as Slack says. */
  readonly size?: number;
}

/** The voice message in a message; nothing where there is none. Slack may call the audio of one a video. */
export function clipOf(message: unknown): Clip | undefined {
  const file = fileOf(message);
  if (file === undefined) return undefined;
  const heard = text(file, "transcription", "preview", "content")?.trim();
  const url = text(file, "url_private_download") ?? text(file, "url_private");
  const size = look(file, "size");
  return {
    type: text(file, "mimetype") ?? "audio/mp4",
    ...(heard && { heard }),
    ...(url !== undefined && { url }),
    ...(typeof size === "number" && { size }),
  };
}

/** A message whose voice message has been heard to say this, written where Slack writes what it hears itself. */
export function heardAs(message: object, words: string): object {
  const transcription = { status: "complete", preview: { content: words, has_more: false } };
  const clip = fileOf(message);
  const files = list(message, "files").map((file) =>
    file === clip && typeof file === "object" ? { ...file, transcription } : file,
  );
  return { ...message, files };
}

const fileOf = (message: unknown): unknown =>
  list(message, "files").find(
    (file) =>
      text(file, "subtype") === "slack_audio" || text(file, "mimetype")?.startsWith("audio/") === true,
  );
