import { createInterface } from "node:readline";
import type { App } from "palaver";
import { schedule } from "palaver/node";
import { terminal, type } from "./terminal.ts";

/** The keyboard, or whatever is piped in its place, line by line. */
export interface Keyboard {
  /** A person types here, and is prompted. */
  readonly live: boolean;
  /** The next line, or nothing at the end. */
  next(): Promise<string | undefined>;
}

export function keyboard(input: NodeJS.ReadableStream & { readonly isTTY?: boolean }): Keyboard {
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  return {
    live: input.isTTY === true,
    next: async () => {
      const { done, value } = await lines.next();
      return done ? undefined : value;
    },
  };
}

export interface ChatOptions {
  readonly app: App;
  readonly keyboard: Keyboard;
  readonly print: (line: string) => void;
  /** Told about lines that begin with "/"; ends the conversation with whatever it gives. */
  readonly command?: (line: string) => string | undefined;
}

/**
 * A conversation in the terminal, until the input ends or a command ends it; gives what that command gave. A line is a
 * turn, and answers are printed as `bot: …`. Only a person who types is greeted and prompted.
 */
export async function chat({
  app,
  keyboard: { live, next },
  print,
  command,
}: ChatOptions): Promise<string | undefined> {
  const channel = terminal(() => app.clock.now());
  const jobs = await schedule(app);
  const say = (lines: readonly string[]) => lines.forEach((line) => print(`bot: ${line}`));
  const prompted = async () => {
    if (live) process.stdout.write("you: ");
    return next();
  };
  try {
    if (live) say(await type(app, channel));
    for (let line = await prompted(); line !== undefined; line = await prompted()) {
      const ended = line.startsWith("/") ? command?.(line.trim()) : undefined;
      if (ended !== undefined) return ended;
      if (line.trim() !== "") say(await type(app, channel, line));
    }
    return undefined;
  } finally {
    await jobs.stop();
  }
}
