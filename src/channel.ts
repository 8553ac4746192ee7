import type { Model } from "./model.ts";
import type { Reply } from "./reply.ts";
import type { Json, Turn } from "./turn.ts";

/** An HTTP request as it came: its body is the raw bytes, for that is what signatures are made over. */
export interface Incoming {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** What a channel makes of an HTTP request: the event inside it, or the status and the reason why not. */
export type Verdict =
  | { readonly event: unknown }
  | {
      readonly status: 400 | 401 | 403 | 405 | 413 | 415 | 429;
      readonly reason: string;
      /** Seconds after which asking again may help. */
      readonly retryAfter?: number;
    };

/** A reply on its way to somebody who is not waiting for it. */
export interface Message {
  /** {@link Turn.to} of the conversation it belongs to. */
  readonly to: Json;
  readonly reply: Reply;
  /** The same for every try to send the same message. */
  readonly key: string;
  /** When it was committed, in milliseconds since 1970. */
  readonly since?: number;
}

/** How people reach an app. Three members are required; what is absent, the channel cannot do. */
export interface Channel {
  readonly name: string;
  /** The turn inside an event. Pure and total: an event that is no turn reads as nothing. */
  read(event: unknown): Turn | undefined;
  /**
   * The response to an event, as JSON: the reply where there is one to return, and otherwise what the caller expects.
   * A promise of it only where a reply takes more than writing, such as a voice.
   */
  write(reply: Reply | undefined, event: unknown): unknown;
  /** In a sentence, why this is no event of this channel at all; nothing for one that is. */
  refuse?(event: unknown): string | undefined;
  /** The event of a request that proves where it comes from. Without this the channel is not served over HTTP. */
  verify?(request: Incoming): Verdict | Promise<Verdict>;
  /** Talks first, and answers where a response cannot. Resolves once the message is delivered. Throws `Undelivered`. */
  send?(message: Message): Promise<Json | void>;
  /** Asked before sending again after a try whose outcome is unknown: what `send` gave, if it was sent after all. */
  sent?(message: Message): Promise<Json | undefined>;
  /** Messages as they come, for somebody who keeps the connection open. */
  stream?(request: Incoming, signal: AbortSignal): Response | Promise<Response>;
  /** Milliseconds an answer may take before whoever asked stops waiting. */
  readonly deadline?: number;
  /** Says something at once to somebody whose answer takes longer than this many milliseconds. */
  readonly meanwhile?: { readonly after: number; say(words: string, event: unknown): Promise<void> };
  /** What this platform has to be told about the app before it can understand for it. */
  model?(model: Model): unknown;
}
