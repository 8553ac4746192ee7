import type { App } from "palaver";

/** What AWS Lambda tells a handler besides the event, as far as it matters here. */
export interface Context {
  /** Milliseconds before the function is stopped. */
  getRemainingTimeInMillis(): number;
}

/** A Lambda handler. It has exactly two parameters: newer runtimes refuse one that takes a callback. */
export type Handler<Result> = (event: unknown, context: Context) => Promise<Result>;

/** Milliseconds kept back to hand the response over before the function is stopped. */
const margin = 500;

/** Milliseconds a handler may still use. A context that cannot tell is one of somebody's own making. */
export function remaining(context: Context): number {
  const left: unknown = context?.getRemainingTimeInMillis?.();
  return typeof left === "number" ? Math.max(left - margin, 0) : Number.POSITIVE_INFINITY;
}

/**
 * Waits until what the turns of this invocation have caused is delivered, as long as there is time: once it has
 * returned, the function stands still. What is left over is delivered by a later one, for it is in the store.
 */
export async function settle(app: App, milliseconds: number): Promise<void> {
  const done = new AbortController();
  const most = Math.min(Math.max(milliseconds, 0), 15 * 60 * 1_000); // No function runs longer.
  await Promise.race([app.settled(), app.clock.sleep(most, done.signal)]);
  done.abort();
}

/**
 * Does something and then settles, within what the function has left and whoever waits for the response allows:
 * `patience` milliseconds from now, such as a channel's deadline.
 */
export async function settling<T>(
  app: App,
  context: Context,
  patience: number | undefined,
  act: () => Promise<T>,
): Promise<T> {
  const begun = app.clock.now();
  const result = await act();
  const patient = patience === undefined ? Number.POSITIVE_INFINITY : patience - (app.clock.now() - begun);
  await settle(app, Math.min(remaining(context), patient));
  return result;
}
