import { Readable } from "node:stream";
import type { Clock } from "palaver";
import { within } from "./attempt.ts";
import { failureOf, SpeechFailed } from "./failure.ts";

/** A response's bytes, chunk by chunk. */
export interface Source {
  /** The next chunk; nothing at the end. */
  next(): Promise<Uint8Array | undefined>;
  /** Lets go of the connection; what is still to come is not read. */
  close(): void;
}

/** A response's body as the SDK gives it in Node. */
export function sourceOf(body: unknown): Source {
  if (!(body instanceof Readable)) {
    throw new SpeechFailed("service", "NoAudio", "Polly answered without a stream of audio.");
  }
  const chunks: AsyncIterator<unknown> = body[Symbol.asyncIterator]();
  // Who has let go does not want to hear of it any more.
  body.on("error", () => {});
  return {
    async next() {
      const { done, value } = await chunks.next();
      if (done) return undefined;
      return value instanceof Uint8Array ? value : undefined;
    },
    close: () => void body.destroy(),
  };
}

export interface Flowing {
  readonly what: string;
  /** Milliseconds to wait for each chunk. */
  readonly stall: number;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
}

/** What has come already and then the rest as it comes. Lets go of the connection when nobody reads on. */
export async function* flow(
  first: Uint8Array | undefined,
  source: Source,
  { what, stall, clock, signal }: Flowing,
): AsyncGenerator<Uint8Array> {
  try {
    for (let chunk = first; chunk;) {
      signal?.throwIfAborted();
      yield chunk;
      chunk = await within(() => source.next(), { what, clock, signal, milliseconds: stall });
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw failureOf(error, what);
  } finally {
    source.close();
  }
}
