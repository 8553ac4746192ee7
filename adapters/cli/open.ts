import { jsonLog, memory, type App, type Log } from "palaver";
import { sqlite } from "palaver/sqlite";
import type { Local } from "./local.ts";

/** Runs an app on a file, or on nothing that lasts. Closing it closes everything. */
export async function open(
  local: Local,
  file?: string,
): Promise<{ readonly app: App; close(): Promise<void> }> {
  const store = file === undefined ? memory() : await sqlite({ file });
  const log: Log = (entry) => entry.level !== "info" && jsonLog(entry);
  const notice = (line: string) => void process.stderr.write(`  · ${line}\n`);
  const { app, close } = await local({ store, log, notice });
  return {
    app,
    async close() {
      // What is still under way beside the app ends with it, and is taken up again by the next start.
      await Promise.all([app.close(), close?.()]);
    },
  };
}
