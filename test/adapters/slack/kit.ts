import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createApp, memory, type App, type AppOptions, type Clock } from "palaver";
import { sign } from "palaver/slack";

export const secret = "a signing secret";

/** One of our own events, with some members put in place of others. */
export function fixture(name: string, changes: object = {}): Record<string, unknown> {
  const file = new URL(`../../fixtures/slack/${name}.json`, import.meta.url);
  return { ...(JSON.parse(readFileSync(file, "utf8")) as object), ...changes };
}

/** An event_callback whose inner event has some members put in place of others. */
export function withEvent(name: string, changes: object): Record<string, unknown> {
  const body = fixture(name);
  return { ...body, event: { ...(body["event"] as object), ...changes } };
}

/** A request as Slack would sign it at that time, in milliseconds since 1970. */
export function signed(body: string | Uint8Array, type: string, at: number, by = secret): Request {
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  const timestamp = String(Math.floor(at / 1_000));
  return new Request("https://app.example/slack", {
    method: "POST",
    headers: {
      "content-type": type,
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": sign(by, timestamp, bytes),
    },
    body: Buffer.from(bytes),
  });
}

/** A clock that stands still until it is told to go on; whoever sleeps on it wakes at once. */
export function stillClock(start = Date.UTC(2025, 10, 21)): Clock & { pass(milliseconds: number): void } {
  let now = start;
  return {
    now: () => now,
    random: () => 0.5,
    sleep: async (milliseconds, signal) => {
      if (signal) await new Promise((end) => signal.addEventListener("abort", end));
      else now += milliseconds;
    },
    pass: (milliseconds) => void (now += milliseconds),
  };
}

/** An app that keeps quiet in the log. */
export const appOf = (options: Partial<AppOptions> = {}): App =>
  createApp({ name: "test", intents: [], store: memory(), log: () => {}, ...options });

const shared = new URL("../../../../shared/corpora/", import.meta.url);

/** Whether the collected real cases are here. */
export const hasCorpora = existsSync(shared);
if (!hasCorpora) console.info("Skipped: ../shared/corpora is absent, so only our own fixtures are tried.");

/** All files under a folder of the corpora, as bytes. */
export function corpus(folder: string): readonly { readonly name: string; readonly bytes: Buffer }[] {
  if (!hasCorpora) return [];
  const root = new URL(`${folder}/`, shared);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .map((path) => ({ name: path, bytes: readFileSync(path) }));
}

/** The naughty strings of the corpora. */
export function naughty(): readonly string[] {
  return corpus("hostile/blns")
    .filter(({ name }) => name.endsWith("blns.json"))
    .flatMap(({ bytes }) => JSON.parse(bytes.toString("utf8")) as string[]);
}
