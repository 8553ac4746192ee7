import type { Audio } from "palaver";

/** One synthesis that several wait for. */
export interface Flight {
  /** Its audio from the beginning, for one more who wants it, until that one's own signal. */
  join(signal?: AbortSignal): Promise<Audio>;
  /** What came of it, once it is all there; rejects as it did. */
  readonly landed: Promise<{ readonly type: string; readonly bytes: Uint8Array }>;
}

/**
 * Begins a synthesis and keeps what has come of it for as long as it is under way. It goes on at its own speed,
 * whoever reads how fast, and is given up only when all who wanted it have gone. `left` is told of that at once.
 */
export function takeOff(start: (signal: AbortSignal) => Promise<Audio>, left: () => void): Flight {
  const over = new AbortController();
  const chunks: Uint8Array[] = [];
  let [waiting, isDone] = [0, false];
  let news = fresh();

  const audio = start(over.signal);
  const landed = audio.then(async ({ type, bytes }) => {
    for await (const chunk of bytes) {
      chunks.push(chunk);
      tell();
    }
    // What was given up may have ended early without a word.
    over.signal.throwIfAborted();
    isDone = true;
    tell();
    return { type, bytes: Buffer.concat(chunks) };
  });
  landed.catch(tell);

  function tell(): void {
    const before = news;
    news = fresh();
    before.resolve();
  }

  function leave(): void {
    if (--waiting > 0 || isDone) return;
    left();
    over.abort();
  }

  async function* heard(signal: AbortSignal | undefined, leaveOnce: () => void): AsyncGenerator<Uint8Array> {
    try {
      for (let n = 0; ;) {
        signal?.throwIfAborted();
        const chunk = chunks[n];
        if (chunk) {
          n++;
          yield chunk;
        } else if (isDone) return;
        // That it failed reaches everybody, whoever came first.
        else await until(Promise.race([news.promise, landed]), signal);
      }
    } finally {
      leaveOnce();
    }
  }

  return {
    landed,
    async join(signal) {
      waiting++;
      let isGone = false;
      const leaveOnce = () => {
        if (!isGone) leave();
        isGone = true;
      };
      signal?.addEventListener("abort", leaveOnce, { once: true });
      try {
        signal?.throwIfAborted();
        const { type } = await until(audio, signal);
        return { type, bytes: heard(signal, leaveOnce) };
      } catch (error) {
        leaveOnce();
        throw error;
      }
    },
  };
}

function fresh(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((it) => (resolve = it));
  return { promise, resolve };
}

/** What a promise gives, unless the signal comes before. */
export async function until<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return promise;
  const done = new AbortController();
  const stopped = new Promise<never>((_, reject) => {
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- whatever the caller's signal gave as its reason
    signal.addEventListener("abort", () => reject(signal.reason), { signal: done.signal });
  });
  try {
    signal.throwIfAborted();
    return await Promise.race([promise, stopped]);
  } finally {
    done.abort("done");
  }
}
