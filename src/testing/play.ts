import type { Device } from "./device.ts";

/** What others do in a conversation: by the name before their lines, or by the stage direction in brackets. */
export type Cast = Readonly<Record<string, (line: string) => unknown>>;

/**
 * Plays a written conversation and gives it back as it really went, so that a test compares the two:
 *
 *     you: I want to place an order
 *     bot: What would you like?
 *     (a minute passes)
 *     Kevin: break a leg!
 *
 * `you:` lines are said on the device, and what is heard comes out as `bot:` lines. `(open)` opens the app. Every
 * other name and stage direction is played by the cast. Lines that begin with `#` and empty lines stand as they are.
 */
export async function play(script: string, device: Device, cast: Cast = {}): Promise<string> {
  const went: string[] = [];
  for (const line of script.split("\n")) {
    if (line.startsWith("bot:")) continue;
    went.push(line);
    if (line.trim() === "" || line.startsWith("#")) continue;
    const heard = await perform(line, device, cast);
    went.push(...heard.map((words) => `bot: ${words.replace(/\s+/gu, " ").trim()}`));
  }
  return went.join("\n");
}

async function perform(line: string, device: Device, cast: Cast): Promise<readonly string[]> {
  const [, direction] = /^\((.*)\)$/.exec(line.trim()) ?? [];
  const [, speaker, said = ""] = /^([^:]*):(.*)$/.exec(line) ?? [];
  const [name, words] = [direction ?? speaker ?? line, direction === undefined ? said.trim() : ""];
  if (name === "you") return [...((await device.heard?.()) ?? []), ...(await device.say(words))];
  if (name === "open" && device.open) return device.open();
  const actor = Object.hasOwn(cast, name) ? cast[name] : undefined;
  if (!actor) throw new Error(`Nobody plays "${name}" in the line "${line}"; add it to the cast.`);
  await actor(words);
  return (await device.heard?.()) ?? [];
}
