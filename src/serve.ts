import type { App } from "./app.ts";
import type { Channel, Incoming } from "./channel.ts";
import { PalaverError } from "./errors.ts";
import { phrasesIn } from "./phrases.ts";
import { complete, type Reply } from "./reply.ts";
import type { Turn } from "./turn.ts";

/** What came of one event: why it was refused, or the turn read from it and the reply; and the response for the caller. */
export interface Exchange {
  readonly refused?: string;
  readonly turn?: Turn;
  readonly reply?: Reply;
  readonly response: unknown;
}

/** Thrown where a turn could not be taken and whoever sent it should send it again. */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
}

/** The largest request body that is read, in bytes: 1 MiB. */
export const bodyLimit = 1_048_576;

/**
 * One event through a channel and back: read, respond, write. Whatever the event is, there is a response. Throws
 * {@link Unavailable} only where the app could not take a turn and its sender will try again.
 */
export async function exchange(app: App, channel: Channel, event: unknown): Promise<Exchange> {
  app.connect(channel);
  const refused = channel.refuse?.(event);
  if (refused !== undefined) {
    app.log({ level: "warn", event: "event refused", channel: channel.name, error: refused });
    return { refused, response: channel.write(undefined, event) };
  }
  const turn = channel.read(event);
  if (!turn) return { response: channel.write(undefined, event) };
  const reply = await meanwhile(app, channel, turn, event, replyTo(app, channel, turn));
  return { turn, reply, response: await channel.write(turn.to === undefined ? reply : undefined, event) };
}

/** What comes of a reply; where it takes long, the person hears that it does. */
async function meanwhile(
  app: App,
  { name, meanwhile: bridge }: Channel,
  turn: Turn,
  event: unknown,
  reply: Promise<Reply>,
): Promise<Reply> {
  if (!bridge || turn.input.type === "event") return reply;
  const answered = new AbortController();
  const waits = app.clock.sleep(bridge.after, answered.signal).then(async () => {
    if (!answered.signal.aborted) await bridge.say(phrasesIn(turn.locale).moment, event);
  });
  // That it could not be said is no reason not to answer.
  waits.catch((error: unknown) => {
    const kind = error instanceof Error ? error.name : typeof error;
    app.log({ level: "warn", event: "not bridged", channel: name, turn: turn.id, error: kind });
  });
  return reply.finally(() => answered.abort("answered"));
}

/** The reply to a turn; an apology where the app cannot answer now and whoever waits for it will not ask again. */
async function replyTo(app: App, channel: Channel, turn: Turn): Promise<Reply> {
  try {
    // Nobody waits for the response to a turn that is answered by a message.
    return await app.respond(turn, { deadline: turn.to === undefined ? channel.deadline : undefined });
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error;
    app.log({ level: "error", event: "turn failed", channel: channel.name, turn: turn.id, error: name });
    if (turn.to !== undefined) throw new Unavailable("the turn could not be taken", { cause: error });
    return complete({ speech: phrasesIn(turn.locale).sorry });
  }
}

/**
 * A channel over HTTP: the raw bytes are limited, verified, read and answered, in this order. Throws
 * {@link PalaverError} at once for a channel that cannot tell who is calling.
 */
export function listener(app: App, channel: Channel): (request: Request) => Promise<Response> {
  const { verify } = channel;
  if (!verify) {
    const fix = "give it the secret that its platform signs with";
    throw new PalaverError(
      "unverified-channel",
      `The channel "${channel.name}" cannot verify requests; ${fix}.`,
    );
  }
  app.connect(channel);

  return async (request) => {
    const body = await bytesOf(request);
    if (!body) return refusal(413, `a request may have up to ${bodyLimit} bytes`);
    const incoming: Incoming = { method: request.method, url: request.url, headers: request.headers, body };
    const verdict = await verify(incoming);
    if ("status" in verdict) return refusal(verdict.status, verdict.reason, verdict.retryAfter);
    if (request.method === "GET" && channel.stream) return channel.stream(incoming, request.signal);
    try {
      const { refused, response } = await exchange(app, channel, verdict.event);
      if (refused !== undefined) return refusal(400, refused);
      return response === undefined || response === ""
        ? new Response(null, { status: 200 })
        : Response.json(response);
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      return new Response(null, { status: 503, headers: { "retry-after": "1" } });
    }
  };
}

/** The body, or nothing where it is too large; no more than the limit is ever held. */
async function bytesOf(request: Request): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    size += read.value.byteLength;
    if (size > bodyLimit) {
      await reader?.cancel();
      return undefined;
    }
    chunks.push(read.value);
  }
  const body = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.byteLength;
  }
  return body;
}

const refusal = (status: number, reason: string, retryAfter?: number) => {
  const headers = retryAfter === undefined ? {} : { "retry-after": String(Math.ceil(retryAfter)) };
  return Response.json({ error: reason }, { status, headers });
};
