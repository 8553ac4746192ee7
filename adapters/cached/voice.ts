import { createHash } from "node:crypto";
import {
  PalaverError,
  systemClock,
  type Audio,
  type Clock,
  type Log,
  type Mark,
  type Speaking,
  type Speech,
  type Voice,
} from "palaver";
import { takeOff, until, type Flight } from "./flight.ts";
import { held } from "./held.ts";
import type { AudioStore, Recording } from "./store.ts";

export interface CachedOptions {
  /** Default: held in this process, 32 MiB of it. */
  readonly store?: AudioStore;
  /**
   * What else decides how the voice sounds. Needed for a voice that has no `recipe`; to be changed where something
   * changes that a recipe does not know, such as what is in a lexicon.
   */
  readonly name?: string;
  /** Milliseconds that the store may take to find something before the voice is asked. Default 500. */
  readonly patience?: number;
  readonly clock?: Clock;
  readonly log?: Log;
}

/** What marks are kept as. */
const marksType = "application/vnd.palaver.marks+json";

/**
 * A voice that says the same thing once: what it said is kept under a digest of all that decides how it sounds, and
 * all who want the same at the same time hear the same synthesis. What failed, or was given up, is never kept. Throws
 * {@link PalaverError} for a voice that cannot be told from others.
 */
export function cached(voice: Voice, options: CachedOptions = {}): Voice {
  const { store = held(), name, patience = 500, clock = systemClock, log } = options;
  if (!voice.recipe && name === undefined) {
    const fix = "give a `name` that changes whenever its sound does";
    throw new PalaverError("missing-option", `The voice does not say what decides how it sounds; ${fix}.`);
  }
  const flights = new Map<string, Flight>();

  const keyOf = (what: string, speech: Speech, how: Speaking) => {
    const own = voice.recipe?.(speech, how) ?? JSON.stringify(speech);
    const all = JSON.stringify([what, name ?? "", how.locale, how.voice ?? "", own]);
    return createHash("sha256").update(all).digest("hex");
  };

  const failed = (event: string) => (error: unknown) => {
    log?.({ level: "warn", event, error: error instanceof Error ? error.name : typeof error });
    return undefined;
  };

  /** What the store has, if it finds it in time. */
  async function found(key: string): Promise<Recording | undefined> {
    const done = new AbortController();
    const late = clock.sleep(patience, done.signal).then(() => undefined);
    try {
      return await Promise.race([store.get(key), late]);
    } catch (error) {
      return failed("voice cache not read")(error);
    } finally {
      done.abort("done");
    }
  }

  /** A recording, or a synthesis whose outcome becomes one: the one under way, where there is one. */
  function flightOf(key: string, make: (signal: AbortSignal) => Promise<Audio>): Flight {
    const known = flights.get(key);
    if (known) return known;
    const forget = () => void (flights.get(key) === flight && flights.delete(key));
    let isKept = false;
    const flight: Flight = takeOff(async (signal) => {
      const recording = await found(key);
      isKept = recording !== undefined;
      return recording ? { type: recording.type, bytes: once(recording.bytes) } : make(signal);
    }, forget);
    flights.set(key, flight);
    flight.landed
      .then((recording) =>
        isKept ? undefined : store.put(key, recording).catch(failed("voice cache not written")),
      )
      // That it failed is heard by those who listen.
      .catch(() => {})
      .finally(forget);
    return flight;
  }

  const { marks } = voice;
  return {
    async speak(speech, how) {
      const { signal, ...rest } = how;
      const make = (over: AbortSignal) => voice.speak(speech, { ...rest, signal: over });
      return flightOf(keyOf("audio", speech, how), make).join(signal);
    },

    ...(marks && {
      async marks(speech: Speech, how: Speaking): Promise<readonly Mark[]> {
        const { signal, ...rest } = how;
        const make = async (over: AbortSignal): Promise<Audio> => {
          const made = await marks(speech, { ...rest, signal: over });
          return { type: marksType, bytes: once(Buffer.from(JSON.stringify(made))) };
        };
        const flight = flightOf(keyOf("marks", speech, how), make);
        await flight.join(signal);
        const { bytes } = await until(flight.landed, signal);
        // They were written a few lines above, and a store gives back what it was given.
        return JSON.parse(Buffer.from(bytes).toString("utf8")) as readonly Mark[];
      },
    }),

    recipe: (speech, how) => JSON.stringify([name ?? "", voice.recipe?.(speech, how) ?? speech]),
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
