/** One line of an app's log. It names things and never quotes what anybody said. */
export interface LogEntry {
  readonly level: "info" | "warn" | "error";
  /** What happened, as a fixed phrase. */
  readonly event: string;
  readonly channel?: string;
  /** The id of the turn it happened in, as its channel gave it. */
  readonly turn?: string;
  readonly effect?: string;
  readonly code?: string;
  /** The name of an error or the reason a delivery gave; not the message of an unexpected error, which may quote. */
  readonly error?: string;
}

export type Log = (entry: LogEntry) => void;

/** One line of JSON for each entry, on standard error. */
// oxlint-disable-next-line no-console -- this is the one place that writes, and an app may put its own in its stead
export const jsonLog: Log = (entry) => console.error(JSON.stringify(entry));
