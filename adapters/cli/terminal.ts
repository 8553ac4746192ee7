import { randomUUID } from "node:crypto";
import { exchange, type App, type Channel, type Message, type Speech, type Turn } from "palaver";

/** What a person at the terminal does: types a line, or opens the app. */
interface Typed {
  readonly id: string;
  readonly line?: string;
}

/** The terminal as a channel, with what has come by itself since it was last asked. */
export interface Terminal extends Channel {
  /** Messages that came later, in order, each given out once. */
  arrived(): readonly string[];
}

/**
 * Makes a channel of the terminal. Its one conversation is the same for every start. `told` is called whenever something
 * arrives, with how it sounds.
 */
export function terminal(
  now: () => number,
  locale = "en-US",
  told: (speech: Speech) => void = () => {},
): Terminal {
  const waiting: string[] = [];

  const read = (event: unknown): Turn | undefined =>
    isTyped(event)
      ? {
          id: event.id,
          channel: "terminal",
          conversation: "terminal",
          user: "me",
          locale,
          at: now(),
          input:
            event.line === undefined ? { type: "event", name: "launch" } : { type: "text", text: event.line },
          can: { voice: false, screen: true, buttons: false, audio: false },
          reach: "terminal",
        }
      : undefined;

  return {
    name: "terminal",
    read,
    write: (reply) => reply?.text ?? "",
    send: async ({ reply }: Message) => {
      waiting.push(reply.text);
      told(reply.speech);
    },
    arrived: () => waiting.splice(0),
  };
}

/** Types a line, or opens the app where there is none; gives what the app answered and what came by itself before. */
export async function type(app: App, channel: Terminal, line?: string): Promise<readonly string[]> {
  const answered = await answer(app, channel, line);
  await app.settled();
  return [...answered, ...channel.arrived()];
}

/** Types a line, or opens the app where there is none; gives what the app answered at once, and tells how it sounds. */
export async function answer(
  app: App,
  channel: Terminal,
  line?: string,
  told: (speech: Speech) => void = () => {},
): Promise<readonly string[]> {
  const event: Typed = { id: randomUUID(), ...(line !== undefined && { line }) };
  const { reply, response } = await exchange(app, channel, event);
  if (reply && response !== "") told(reply.speech);
  return response === "" ? [] : [String(response)];
}

const isTyped = (event: unknown): event is Typed =>
  typeof event === "object" && event !== null && "id" in event && typeof event.id === "string";
