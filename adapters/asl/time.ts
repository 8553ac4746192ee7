import { type Clock } from "palaver";
import { Failure } from "./failure.ts";

/** The longest a timer is set for, in milliseconds: it holds no more than 24 days. */
const nap = 24 * 60 * 60 * 1_000;

/** Resolves after that many milliseconds, however many they are, or as soon as the signal aborts. */
export async function rest(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  for (let left = milliseconds; left > 0; left -= nap) {
    await clock.sleep(Math.min(left, nap), signal);
  }
}

/**
 * Gives an act so many seconds: its signal aborts, and `States.Timeout` is thrown, when they are over. Throws the
 * signal's reason as soon as `stop` aborts. An act that pays no heed to its signal is no longer waited for.
 */
export async function within<T>(
  clock: Clock,
  seconds: number,
  stop: AbortSignal,
  act: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  stop.throwIfAborted();
  const [over, done] = [new AbortController(), new AbortController()];
  const ending = AbortSignal.any([stop, done.signal]);
  const failure = new Failure("States.Timeout", `It took more than ${seconds} seconds.`);

  async function expiry(): Promise<never> {
    await rest(clock, seconds * 1_000, ending);
    stop.throwIfAborted();
    throw failure;
  }

  try {
    return await Promise.race([act(AbortSignal.any([stop, over.signal])), expiry()]);
  } catch (error) {
    if (error === failure) over.abort(failure);
    throw error;
  } finally {
    done.abort();
  }
}
