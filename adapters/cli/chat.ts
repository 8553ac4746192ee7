import { createInterface } from "node:readline";
import type { App } from "palaver";
import { schedule } from "palaver/node";
import type { Speaker } from "./speaker.ts";
import { answer, terminal } from "./terminal.ts";

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
  /** Says the answers aloud, until somebody types the next line. */
  readonly speaker?: Speaker | undefined;
}

/** What follows a turn is waited for so long before the next line is read, in milliseconds; at the end of the input, so long. */
const waits = { between: 2_000, last: 30_000 };

/**
 * A conversation in the terminal, until the input ends or a command ends it; gives what that command gave. A line is a
 * turn, and answers are printed as `bot: …`. Only a person who types is greeted and prompted.
 */
export async function chat({
  app,
  keyboard: { live, next },
  print,
  command,
  speaker,
}: ChatOptions): Promise<string | undefined> {
  let isPrompted = false;
  const say = (lines: readonly string[]) => lines.forEach((line) => print(`bot: ${line}`));
  const channel = terminal(
    () => app.clock.now(),
    undefined,
    (speech) => {
      speaker?.say(speech);
      // Whoever is waited for is told at once, and one who sits before the prompt is prompted again.
      if (!isPrompted) return;
      if (live) process.stdout.write("\r");
      say(channel.arrived());
      if (live) process.stdout.write("you: ");
    },
  );
  const jobs = await schedule(app);
  const turn = async (line?: string) => {
    say(await answer(app, channel, line, (speech) => speaker?.say(speech)));
    await settled(app, waits.between);
    say(channel.arrived());
  };
  const prompted = async () => {
    if (live) process.stdout.write("you: ");
    isPrompted = true;
    const line = await next();
    isPrompted = false;
    // Whoever talks does not want to hear the rest; at the end of a piped conversation there is nobody to interrupt.
    if (live || line !== undefined) speaker?.stop();
    return line;
  };
  try {
    if (live) await turn();
    for (let line = await prompted(); line !== undefined; line = await prompted()) {
      const ended = line.startsWith("/") ? command?.(line.trim()) : undefined;
      if (ended !== undefined) return ended;
      if (line.trim() !== "") await turn(line);
    }
    if (!live) await settled(app, waits.last);
    say(channel.arrived());
    await speaker?.done();
    return undefined;
  } finally {
    speaker?.stop();
    await jobs.stop();
  }
}

/** Waits until nothing is under way any more, or so long. */
async function settled(app: App, milliseconds: number): Promise<void> {
  const done = new AbortController();
  await Promise.race([app.settled(), app.clock.sleep(milliseconds, done.signal)]);
  done.abort();
}
