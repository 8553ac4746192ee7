import type { App } from "../app.ts";
import type { Turn } from "../turn.ts";
import type { Device } from "./device.ts";

export interface PersonOptions {
  /** Who it is, and which conversation this is: give two persons different ones. Default `"somebody"`. */
  readonly user?: string;
  readonly locale?: string;
}

/** A person talking to an app with no channel between: the shortest way to play a conversation. */
export function person(app: App, { user = "somebody", locale = "en-US" }: PersonOptions = {}): Device {
  let turns = 0;

  async function hear(input: Turn["input"]): Promise<readonly string[]> {
    const { text } = await app.respond({
      id: `${user}/${++turns}`,
      channel: "person",
      conversation: user,
      user,
      locale,
      at: app.clock.now(),
      input,
      can: { voice: true, screen: true, buttons: true, audio: true },
    });
    await app.settled();
    return text === "" ? [] : [text];
  }

  return {
    say: (line) => hear({ type: "text", text: line }),
    open: () => hear({ type: "event", name: "launch" }),
  };
}
