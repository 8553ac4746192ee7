import type { Channel, Message } from "./channel.ts";
import type { Attempt, Effect, EffectKind } from "./effect.ts";
import { PalaverError } from "./errors.ts";
import { complete, partsOf, type Answer, type Reply } from "./reply.ts";
import type { Json } from "./turn.ts";

/** The kind of effect by which a reply reaches somebody who is not waiting for it. */
export const messageKind = "message";

/** A reply on its way to somebody who is not waiting for it, as an effect. */
export const message = (channel: string, to: Json, reply: Reply): Effect => ({
  kind: messageKind,
  // A reply is plain data throughout.
  payload: { channel, to, reply: reply as unknown as Json },
});

/** Talks first: what to say, in a channel's own place. To be returned by a handler or a job among its effects. */
export const send = (channel: string, to: Json, answer: Answer): Effect =>
  message(channel, to, complete(partsOf(answer)));

/** How a message is delivered here: by its channel, if that is connected and can send. */
export function messenger(
  payload: Json,
  channelOf: (name: string) => Channel | undefined,
): EffectKind | undefined {
  // Made by `message`, above.
  const { channel, to, reply } = payload as unknown as Message & { readonly channel: string };
  const { send, sent } = channelOf(channel) ?? {};
  const messageIn = ({ key, since }: Attempt): Message => ({ to, reply, key, since });
  if (!send) return undefined;
  return {
    name: messageKind,
    retry: { attempts: 12, base: 1_000, cap: 300_000, timeout: 10_000 },
    of: () => {
      throw new PalaverError("invalid-option", "A message is made by `send`.");
    },
    deliver: (_payload: never, attempt) => send(messageIn(attempt)),
    ...(sent && { reconcile: (_payload: never, attempt: Attempt) => sent(messageIn(attempt)) }),
  };
}
