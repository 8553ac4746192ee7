import type { Log, LogEntry } from "palaver";

/** A log that keeps its entries, for tests to look at. */
export function keptLog(): { readonly log: Log; readonly entries: LogEntry[] } {
  const entries: LogEntry[] = [];
  return { log: (entry) => void entries.push(entry), entries };
}
