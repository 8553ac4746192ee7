import type { Clock } from "palaver";
import { failureOf, SpeechFailed } from "./failure.ts";

/** How long and how often something is tried. */
export interface Trying {
  /** What is tried, for the message of a failure. */
  readonly what: string;
  /** Milliseconds for all of it: the tries and the pauses between them. */
  readonly deadline: number;
  readonly attempts: number;
  readonly clock: Clock;
  /** Gives up at once; what it throws is the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
  /** Whether one more try may follow a failure. Default: where the same may succeed a moment later. */
  readonly again?: (failure: SpeechFailed) => boolean;
}

/** Milliseconds before the second try; twice as many before each that follows. */
const firstPause = 100;

/**
 * What comes of something that may have to be tried more than once. The pauses between the tries grow and differ, so
 * that many who were refused together do not come back together; a pause that would outlast the deadline is not begun.
 * Throws {@link SpeechFailed}, or the reason of the signal.
 */
export async function attempted<T>(run: (signal: AbortSignal) => Promise<T>, trying: Trying): Promise<T> {
  const { what, deadline, attempts, clock, signal, again = ({ passes }) => passes } = trying;
  const until = clock.now() + deadline;
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    try {
      return await within(run, { what, clock, signal, milliseconds: until - clock.now() });
    } catch (error) {
      signal?.throwIfAborted();
      const failure = failureOf(error, what);
      const pause = firstPause * 2 ** (attempt - 1) * (0.5 + clock.random() / 2);
      if (attempt >= attempts || !again(failure) || clock.now() + pause >= until) throw failure;
      await clock.sleep(pause, signal);
    }
  }
}

export interface Within {
  readonly what: string;
  readonly milliseconds: number;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
}

/** What `run` gives, if it does so in time and before the signal; else it is told by its signal, and not waited for. */
export async function within<T>(
  run: (signal: AbortSignal) => Promise<T>,
  { what, milliseconds, clock, signal }: Within,
): Promise<T> {
  const over = new AbortController();
  const done = new AbortController();
  const stopped = new Promise<never>((_, reject) => {
    const stop = (reason: unknown) => {
      over.abort(reason);
      // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- whatever the caller's signal gave as its reason
      reject(reason);
    };
    if (signal?.aborted) stop(signal.reason);
    signal?.addEventListener("abort", () => stop(signal.reason), { signal: done.signal });
    void clock.sleep(Math.max(milliseconds, 0), done.signal).then(() => {
      if (!done.signal.aborted) stop(tooLate(what));
    });
  });
  stopped.catch(() => {});
  try {
    return await Promise.race([stopped, run(over.signal)]);
  } finally {
    done.abort("done");
  }
}

const tooLate = (what: string) =>
  new SpeechFailed("network", "Timeout", `Nothing came from Polly in time for ${what}.`);
