import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  toSpeech,
  type Audio,
  type Clock,
  type LogEntry,
  type Speaking,
  type Speech,
  type Voice,
} from "palaver";
import { bucket, cached, directory, held, type AudioStore } from "palaver/cached";
import { tones } from "palaver/polly";
import { voiceContract } from "palaver/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const en = { locale: "en-US" };
const hello = toSpeech("Hello.");

/** A voice that says what it is given, letter by letter, when it is let. */
function speller(
  options: { readonly recipe?: Voice["recipe"]; readonly fails?: (n: number) => boolean } = {},
) {
  let gate: Promise<void> = Promise.resolve();
  let open = () => {};
  const signals: (AbortSignal | undefined)[] = [];

  async function* letters(speech: Speech, n: number, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    for (const letter of JSON.stringify(speech)) {
      yield Buffer.from(letter);
      await gate;
      if (signal?.aborted) return;
      if (options.fails?.(n)) throw new Error("hoarse");
    }
  }
  const voice: Voice = {
    async speak(speech: Speech, { signal }: Speaking): Promise<Audio> {
      signals.push(signal);
      return { type: "audio/test", bytes: letters(speech, signals.length, signal) };
    },
    marks: async () => [{ at: 0, start: 0, end: 5, word: "Hello" }],
    recipe: options.recipe ?? ((speech, { voice: by }) => JSON.stringify([speech, by])),
  };
  return {
    voice,
    signals,
    hold: () => void (gate = new Promise((resolve) => (open = resolve))),
    release: () => open(),
  };
}

async function heard(audio: Promise<Audio>): Promise<string> {
  let text = "";
  for await (const chunk of (await audio).bytes) text += Buffer.from(chunk).toString();
  return text;
}

const settled = async () => {
  for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
};

let path: string;
beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), "palaver-cached-"));
});
afterEach(() => rm(path, { recursive: true, force: true, maxRetries: 9 }));

describe("a cached voice", () => {
  voiceContract(test, () => cached(tones(), { name: "tones" }));

  test("says the same thing once, and says it again from where it is kept", async () => {
    for (const inner of [held(), directory(path)]) {
      const { voice, signals } = speller();
      let keep = () => {};
      const kept = new Promise<void>((resolve) => (keep = resolve));
      const store: AudioStore = { ...inner, put: async (...it) => inner.put(...it).then(keep) };
      const first = cached(voice, { store });
      const all = await heard(first.speak(hello, en));
      await kept;
      expect(await heard(cached(voice, { store }).speak(hello, en))).toBe(all);
      expect((await first.speak(hello, en)).type).toBe("audio/test");
      expect(signals).toHaveLength(1);
    }
  });

  test("says something else for each thing that decides how it sounds", async () => {
    const { voice, signals } = speller();
    const store = held();
    for (const how of [en, { locale: "en-GB" }, { ...en, voice: "Brian" }]) {
      for (const text of ["Hello.", "Hello!"])
        await heard(cached(voice, { store }).speak(toSpeech(text), how));
    }
    await heard(cached(voice, { store, name: "two" }).speak(hello, en));
    expect(signals).toHaveLength(7);
  });

  test("needs a name where it does not say what decides how it sounds", () => {
    const { speak } = speller().voice;
    expect(() => cached({ speak })).toThrow("name");
    expect(() => cached({ speak }, { name: "speller" })).not.toThrow();
  });

  test("synthesises once for a hundred who want the same at once, and each hears all of it", async () => {
    const { voice, signals, hold, release } = speller();
    const one = cached(voice, { store: directory(path) });
    hold();
    const all = Array.from({ length: 100 }, () => heard(one.speak(hello, en)));
    await settled();
    const late = heard(one.speak(hello, en));
    release();
    expect(new Set(await Promise.all([...all, late]))).toEqual(new Set([JSON.stringify(hello)]));
    expect(signals).toHaveLength(1);
  });

  test("is heard while it is being made", async () => {
    const { voice, hold, release } = speller();
    hold();
    const { bytes } = await cached(voice).speak(hello, en);
    for await (const chunk of bytes) {
      expect(Buffer.from(chunk).toString()).toBe("{");
      break;
    }
    release();
  });

  test("goes on for the others when one leaves, and is given up when all have", async () => {
    const { voice, signals, hold, release } = speller();
    const store = held();
    const one = cached(voice, { store });
    const [first, second] = [new AbortController(), new AbortController()];
    hold();
    const leaver = heard(one.speak(hello, { ...en, signal: first.signal }));
    const stayer = heard(one.speak(hello, { ...en, signal: second.signal }));
    await settled();
    first.abort(new Error("bye"));
    await expect(leaver).rejects.toThrow("bye");
    expect(signals[0]?.aborted).toBe(false);
    second.abort(new Error("bye"));
    await expect(stayer).rejects.toThrow("bye");
    expect(signals[0]?.aborted).toBe(true);
    const next = heard(one.speak(hello, en));
    await settled();
    release();
    expect(await next).toBe(JSON.stringify(hello));
    // What was given up was cut off without a word, and is not taken for the whole.
    expect(await heard(one.speak(hello, en))).toBe(JSON.stringify(hello));
    expect(signals).toHaveLength(2);
  });

  test("goes on for the others where one only stops reading", async () => {
    const { voice, hold, release } = speller();
    const one = cached(voice);
    hold();
    const [brief, long] = [await one.speak(hello, en), one.speak(hello, en)];
    for await (const _ of brief.bytes) break;
    release();
    expect(await heard(long)).toBe(JSON.stringify(hello));
  });

  test("keeps no failure: all who waited hear of it, and the next one is not told the old story", async () => {
    const { voice, signals } = speller({ fails: (n) => n === 1 });
    const one = cached(voice);
    const both = [heard(one.speak(hello, en)), heard(one.speak(hello, en))];
    for (const it of both) await expect(it).rejects.toThrow("hoarse");
    expect(await heard(one.speak(hello, en))).toBe(JSON.stringify(hello));
    expect(signals).toHaveLength(2);
  });

  test("keeps its marks as well", async () => {
    let asked = 0;
    const { voice } = speller();
    const marks: Voice["marks"] = async (...of) => (asked++, (await voice.marks?.(...of)) ?? []);
    const one = cached({ ...voice, marks });
    for (let i = 0; i < 3; i++) expect(await one.marks?.(hello, en)).toHaveLength(1);
    expect(asked).toBe(1);
    expect(cached({ speak: voice.speak }, { name: "mute" }).marks).toBeUndefined();
  });

  test("speaks where its store is broken, or does not answer in time, and says so in the log", async () => {
    const broken: AudioStore = {
      get: async () => Promise.reject(new Error("down")),
      put: async () => Promise.reject(new Error("down")),
    };
    const silent: AudioStore = { get: () => new Promise(() => {}), put: async () => {} };
    const clock: Clock = { now: () => 0, random: () => 0, sleep: async () => {} };
    const log: LogEntry[] = [];
    for (const its of [{ store: broken }, { store: silent, clock }]) {
      const one = cached(speller().voice, { ...its, log: (entry) => log.push(entry) });
      expect(await heard(one.speak(hello, en))).toBe(JSON.stringify(hello));
    }
    await settled();
    expect(log.map(({ event }) => event)).toEqual(["voice cache not read", "voice cache not written"]);
  });
});

const keyed = (n: number) => n.toString(16).padStart(64, "0");
const recording = (size: number) => ({ type: "audio/test", bytes: Buffer.alloc(size, 7) });

describe.each([
  ["a store in this process", (bytes: number) => held({ bytes })],
  ["a directory", (bytes: number) => directory(path, { bytes })],
])("%s", (_, make) => {
  test("gives back what it was given, and nothing else", async () => {
    const store = make(1e6);
    expect(await store.get(keyed(1))).toBeUndefined();
    await store.put(keyed(1), recording(100));
    const found = await store.get(keyed(1));
    expect([found?.type, Buffer.from(found?.bytes ?? []).equals(recording(100).bytes)]).toEqual([
      "audio/test",
      true,
    ]);
    expect(await store.get(keyed(2))).toBeUndefined();
  });

  test("keeps no more than so many bytes, and of those what was heard last", async () => {
    const store = make(100_000);
    for (let n = 0; n < 40; n++) {
      await store.put(keyed(n), recording(5_000));
      await store.get(keyed(0));
    }
    let kept = 0;
    for (let n = 0; n < 40; n++) kept += (await store.get(keyed(n)))?.bytes.byteLength ?? 0;
    expect(kept).toBeLessThanOrEqual(100_000);
    expect(kept).toBeGreaterThan(50_000);
    expect(await store.get(keyed(0))).toBeDefined();
    expect(await store.get(keyed(39))).toBeDefined();
  });

  test("keeps nothing that is larger than all it may keep", async () => {
    const store = make(10_000);
    await store.put(keyed(0), recording(1_000));
    await store.put(keyed(1), recording(20_000));
    expect(await store.get(keyed(1))).toBeUndefined();
    expect(await store.get(keyed(0))).toBeDefined();
  });
});

describe("a directory", () => {
  test("throws a torn file away, wherever it is torn", async () => {
    const store = directory(path);
    const file = join(path, `${keyed(1)}.audio`);
    await store.put(keyed(1), recording(1_000));
    const whole = await readFile(file);
    const flipped = Buffer.from(whole);
    flipped[whole.length - 5] = 0;
    for (const torn of [
      whole.subarray(0, 10),
      whole.subarray(0, -1),
      flipped,
      Buffer.alloc(0),
      Buffer.from("{}\n"),
    ]) {
      await writeFile(file, torn);
      expect(await store.get(keyed(1))).toBeUndefined();
      expect(await readdir(path)).toEqual([]);
    }
    await writeFile(file, whole);
    expect(await store.get(keyed(1))).toBeDefined();
  });

  test("is clean of what a process left unfinished, once that is old", async () => {
    const store = directory(path, { bytes: 1e6 });
    await store.put(keyed(1), recording(10));
    await writeFile(join(path, "old.part"), "x");
    await writeFile(join(path, "new.part"), "x");
    await utimes(join(path, "old.part"), 1, 1);
    for (let n = 2; n < 5; n++) await store.put(keyed(n), recording(50_000));
    expect((await readdir(path)).filter((name) => name.endsWith(".part"))).toEqual(["new.part"]);
  });

  test("is for nobody else to read, and no key leads out of it", async () => {
    const store = directory(join(path, "deep", "er"));
    await store.put(keyed(1), recording(10));
    expect((await stat(join(path, "deep", "er", `${keyed(1)}.audio`))).mode & 0o077).toBe(0);
    await expect(store.get("../../secret")).rejects.toThrow("key");
    await expect(store.put("../../secret", recording(1))).rejects.toThrow("key");
  });

  test("is shared by several that write the same at once", async () => {
    const stores = Array.from({ length: 8 }, () => directory(path));
    await Promise.all(stores.map((store) => store.put(keyed(1), recording(10_000))));
    for (const store of stores) expect((await store.get(keyed(1)))?.bytes.byteLength).toBe(10_000);
    expect(await readdir(path)).toHaveLength(1);
  });
});

test("a bucket keeps audio by its key and type, and what is not there is simply not there", async () => {
  const objects = new Map<string, { readonly Body: Uint8Array; readonly ContentType: string }>();
  const store = bucket(
    {
      async getObject({ Bucket, Key }) {
        const found = objects.get(`${Bucket}/${Key}`);
        if (!found) throw Object.assign(new Error("none"), { name: "NoSuchKey" });
        return { ...found, Body: { transformToByteArray: async () => found.Body } };
      },
      putObject: async ({ Bucket, Key, ...object }) => objects.set(`${Bucket}/${Key}`, object),
    },
    "voices",
  );
  expect(await store.get(keyed(1))).toBeUndefined();
  await store.put(keyed(1), recording(10));
  expect([...objects.keys()]).toEqual([`voices/voice/${keyed(1)}`]);
  expect(await store.get(keyed(1))).toEqual(recording(10));
});
