import { post, type Act } from "./acts.ts";
import { digest } from "./event.ts";
import { fileObject, type Files } from "./files.ts";
import type { World } from "./world.ts";

/** A voice message that somebody sends to the bot. */
export interface VoiceMessage {
  readonly name: string;
  readonly audio: Uint8Array;
  /** What Slack heard in it; nothing while it has not yet, or where it does not transcribe. */
  readonly heard: string | undefined;
}

/** Sends it, as Slack's own clients do: a message without a text, whose only file is the recording. */
export function voiceMessage(world: World, files: Files, { name, audio, heard }: VoiceMessage): Act {
  const { id: user } = world.people.named(name);
  const where = world.direct(user);
  const ts = world.stamp();
  const file = files.expect({
    name: "audio_message.m4a",
    length: audio.byteLength,
    world,
    type: "audio/mp4",
  });
  files.upload(file.id, audio);
  const transcription =
    heard === undefined
      ? { status: "processing" }
      : { status: "complete", locale: "en-US", preview: { content: heard, has_more: false } };
  const clip = {
    ...fileObject(file, user, ts, files.address),
    subtype: "slack_audio",
    media_display_type: "audio",
    transcription,
  };
  const draft = {
    user,
    text: "",
    client_msg_id: digest(where.id, ts).slice(0, 32),
    subtype: "file_share",
    files: [clip],
  };
  return post(world, where, draft, { ts });
}
