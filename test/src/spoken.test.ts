import { complete, spoken, type Audio, type LogEntry, type Voice } from "palaver";
import { describe, expect, test } from "vitest";

const reply = complete({ speech: "Hello, you." });
const mark = { at: 0, start: 0, end: 5, word: "Hello" };

async function* chunks(...sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (const size of sizes) yield new Uint8Array(size);
}

const says = async (): Promise<Audio> => ({ type: "audio/test", bytes: chunks(3, 4) });
const forever = () => new Promise<never>(() => {});

async function heard(voice: Voice, options: { readonly deadline?: number; readonly largest?: number } = {}) {
  const log: LogEntry[] = [];
  const how = {
    locale: "en-US",
    deadline: 30,
    turn: "t1",
    log: (entry: LogEntry) => log.push(entry),
    ...options,
  };
  return { audio: await spoken(reply, voice, how), log };
}

describe("a reply that is to be heard", () => {
  test("comes whole, with the words and when each begins", async () => {
    const { audio, log } = await heard({ speak: says, marks: async () => [mark] }, { deadline: 60_000 });
    expect(audio).toEqual({
      type: "audio/test",
      bytes: new Uint8Array(7),
      text: "Hello, you.",
      marks: [mark],
    });
    expect(log).toEqual([]);
  });

  test("is nothing where there is nothing to say", async () => {
    const how = { locale: "en", deadline: 1_000 };
    expect(await spoken(complete({ speech: "" }), { speak: says }, how)).toBeUndefined();
  });

  test("is text where the voice fails, is late, breaks off, or says too much, and the log says why", async () => {
    async function* hoarse(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(1);
      throw new TypeError("the secret words");
    }
    async function* stuck(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(1);
      await forever();
    }
    const audio = (bytes: AsyncIterable<Uint8Array>) => async () => ({ type: "audio/test", bytes });
    for (const [speak, error] of [
      [async () => Promise.reject(new RangeError("the secret words")), "RangeError"],
      [audio(hoarse()), "TypeError"],
      [forever, "too late"],
      [audio(stuck()), "too late"],
      [says, "too much"],
    ] as const) {
      const { audio: none, log } = await heard({ speak }, { largest: 6 });
      expect(none).toBeUndefined();
      expect(log).toEqual([{ level: "warn", event: "reply not spoken", error, turn: "t1" }]);
    }
  });

  test("comes without captions where only those fail or are late", async () => {
    const failed = await heard({ speak: says, marks: async () => Promise.reject(new Error("no")) });
    expect([failed.audio?.marks, failed.log[0]?.event]).toEqual([[], "reply without captions"]);
    expect((await heard({ speak: says, marks: forever })).audio?.marks).toEqual([]);
  });

  test("tells the voice when nobody waits any more", async () => {
    let signal: AbortSignal | undefined;
    await heard({ speak: async (_, how) => ((signal = how.signal), forever()) });
    expect(signal?.aborted).toBe(true);
  });
});
