import { jsonLog, memory, type App } from "palaver";
import { sqlite } from "palaver/sqlite";
import type { Local } from "./local.ts";

/** Runs an app on a file, or on nothing that lasts. Closing it closes everything. */
export async function open(
  local: Local,
  file?: string,
): Promise<{ readonly app: App; close(): Promise<void> }> {
  const store = file === undefined ? memory() : await sqlite({ file });
  const { app, close } = await local({ store, log: (entry) => entry.level !== "info" && jsonLog(entry) });
  return {
    app,
    async close() {
      await app.close();
      await close?.();
    },
  };
}
