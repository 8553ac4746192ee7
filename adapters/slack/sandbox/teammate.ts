import { words } from "../mrkdwn.ts";
import type { Conversation } from "./conversation.ts";
import type { SandboxMessage } from "./message.ts";
import type { World } from "./world.ts";

/** Somebody in the workspace who answers what the bot says in the channel; or says nothing, by nothing. */
export type Teammate = (message: { readonly text: string; readonly thread?: string }) => string | undefined;

/** Who answers the bot, and how what they say gets written. */
export interface Teammates {
  of(world: World): Readonly<Record<string, Teammate>>;
  write(world: World, where: Conversation, name: string, said: string, thread: string): Promise<unknown>;
}

/** The bot has posted: whoever has an answer to that gives it in the thread. */
export async function heardBy(
  { of, write }: Teammates,
  world: World,
  where: Conversation,
  message: SandboxMessage,
): Promise<void> {
  if (where.kind === "im") return;
  const thread = message.thread_ts ?? message.ts;
  for (const [name, answer] of Object.entries(of(world))) {
    const heard = { text: words(message.text), ...(message.thread_ts !== undefined && { thread }) };
    const said = answer(heard);
    if (said !== undefined) await write(world, where, name, said, thread);
  }
}
