import { systemClock, type Clock } from "./clock.ts";
import type { Log } from "./log.ts";
import type { Reply } from "./reply.ts";
import { toText } from "./speech.ts";
import { speakable } from "./speech/speakable.ts";
import type { Mark, Voice } from "./voice.ts";

/** A reply as it is heard: all of its audio, the words in it, and when each begins. */
export interface Spoken {
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly text: string;
  /** Empty where the voice cannot tell, or not in time. */
  readonly marks: readonly Mark[];
}

export interface SpokenOptions {
  readonly locale: string;
  /** Milliseconds for all of it. */
  readonly deadline: number;
  /** The most bytes. Default 1 MiB. */
  readonly largest?: number;
  readonly voice?: string;
  readonly clock?: Clock;
  readonly log?: Log;
  /** The turn it answers, for the log. */
  readonly turn?: string;
}

/**
 * A reply by a voice, or nothing where it has nothing to say or the voice fails, takes too long or says too much: the
 * text is the answer then, and the log says why. Never throws.
 */
export async function spoken(
  reply: Pick<Reply, "speech">,
  voice: Voice,
  options: SpokenOptions,
): Promise<Spoken | undefined> {
  const { locale, deadline, largest = 1_048_576, clock = systemClock, log, turn } = options;
  const speech = speakable(reply.speech, locale);
  const text = toText(speech);
  if (text === "") return undefined;
  const [over, done] = [new AbortController(), new AbortController()];
  const how = { locale, signal: over.signal, ...(options.voice !== undefined && { voice: options.voice }) };
  const late = clock.sleep(deadline, done.signal).then(() => "too late" as const);
  const note = (event: string, error: string) =>
    log?.({ level: "warn", event, error, ...(turn !== undefined && { turn }) });

  async function heard(): Promise<Omit<Spoken, "text" | "marks"> | "too much"> {
    const { type, bytes } = await voice.speak(speech, how);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of bytes) {
      size += chunk.byteLength;
      if (size > largest) return "too much";
      chunks.push(chunk);
    }
    return { type, bytes: joined(chunks, size) };
  }

  async function marked(): Promise<readonly Mark[]> {
    try {
      return (await voice.marks?.(speech, how)) ?? [];
    } catch (error) {
      if (!over.signal.aborted) note("reply without captions", nameOf(error));
      return [];
    }
  }

  try {
    const captions = marked();
    const audio = await Promise.race([heard(), late]);
    if (typeof audio !== "string") {
      const marks = await Promise.race([captions, late]);
      return { ...audio, text, marks: marks === "too late" ? [] : marks };
    }
    note("reply not spoken", audio);
  } catch (error) {
    note("reply not spoken", nameOf(error));
  } finally {
    done.abort("done");
    over.abort("done");
  }
  return undefined;
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

/** An error by its name: its message may quote what was said. */
const nameOf = (error: unknown) => (error instanceof Error ? error.name : typeof error);
