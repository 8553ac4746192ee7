import { chat, type Keyboard } from "./chat.ts";
import { Complaint } from "./complaint.ts";
import { apps, load } from "./load.ts";
import { open } from "./open.ts";
import { canSpeak } from "./say.ts";
import type { Speaker } from "./speaker.ts";

export interface StartOptions {
  /** The app to begin with. Default: the first there is. */
  readonly app?: string | undefined;
  readonly keyboard: Keyboard;
  readonly print: (line: string) => void;
  /** Says the answers aloud. */
  readonly speaker?: Speaker | undefined;
}

/** The main job: a conversation with any of the apps here, kept in a file for each, so that a restart forgets nothing. */
export async function start({ app: first, keyboard, print, speaker }: StartOptions): Promise<void> {
  const all = apps();
  let name: string | undefined = first ?? (all.includes("shop") ? "shop" : all[0]);
  if (name === undefined) throw new Complaint("There is no app here: no folder intents/NAME has a local.ts.");
  if (keyboard.live && !speaker && (await canSpeak())) print("To hear the answers: npm start -- --speak.");
  while (name !== undefined) {
    const running = await open(await load(name), `.palaver/${name}.sqlite`);
    try {
      print(`You are talking to the ${name}; it keeps what you say in .palaver/${name}.sqlite.`);
      const others = all
        .filter((other) => other !== name)
        .map((other) => `/${other} to talk to the ${other}`);
      print(`Type ${[...others, "/quit to leave"].join(", ")}.`);
      const command = (line: string) =>
        line === "/quit" || all.includes(line.slice(1)) ? line.slice(1) : undefined;
      const next: string | undefined = await chat({
        app: running.app,
        keyboard,
        print,
        command,
        speaker,
      });
      name = next === "quit" ? undefined : next;
    } finally {
      await running.close();
    }
  }
}
