import { emphasis, join, pause, sayAs, speech, toSpeech, toText, type Clock } from "palaver";
import { SpeechFailed, tones } from "palaver/polly";
import { voiceContract } from "palaver/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bytesOf, kit, type Kit } from "./kit.ts";

let it: Kit;
beforeEach(async () => {
  it = await kit();
});
afterEach(() => it.close());

const en = { locale: "en-US" };
const hello = toSpeech("Hello, you two.");

/** A clock whose sleeps are over at once, and are counted by the time that they would have taken. */
function hasty(): Clock & { readonly slept: number[] } {
  let now = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    random: () => 0.5,
    async sleep(milliseconds, signal) {
      // The guard of a request is one that can be called off; no time goes by for it here.
      if (signal) return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
      slept.push(milliseconds);
      now += milliseconds;
    },
  };
}

const failure = async (promise: Promise<unknown>): Promise<SpeechFailed> => {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof SpeechFailed)) throw new Error("it did not fail as speech does", { cause: error });
  return error;
};

const said = (n: number) => it.sandbox.said[n] as Record<string, string>;

describe("Polly, through the SDK and over HTTP/2,", () => {
  voiceContract(test, () => it.voice());
});

describe("Polly's standard engine", () => {
  voiceContract(test, () => it.voice({ engines: ["standard"], format: "wav" }));
});

describe("tones", () => {
  voiceContract(test, tones);
});

describe("audio", () => {
  test("is heard from its first byte on, while the rest is still being made", async () => {
    const free = await kit({ pace: { bytes: 8_000, milliseconds: 1e9 } });
    const { bytes } = await free.voice().speak(hello, en);
    for await (const chunk of bytes) {
      expect(chunk.byteLength).toBeGreaterThan(0);
      break;
    }
    await free.close();
  });

  test("has the type that Polly says, and a header where samples were asked for as a file", async () => {
    expect((await it.voice({ format: "pcm" }).speak(hello, en)).type).toBe("audio/pcm");
    const { type, bytes } = await it.voice({ format: "wav" }).speak(hello, en);
    const file = await bytesOf(bytes);
    expect([type, file.toString("latin1", 0, 4), file.readUInt32LE(24)]).toEqual([
      "audio/wav",
      "RIFF",
      16_000,
    ]);
    expect(file.length).toBeGreaterThan(10_000);
  });

  test("is none where there is nothing to say, and Polly is not asked", async () => {
    expect(await bytesOf((await it.voice().speak(toSpeech(""), en)).bytes)).toHaveLength(0);
    expect(await it.voice().marks?.(toSpeech(" "), en)).toEqual([]);
    expect(it.sandbox.said).toEqual([]);
  });

  test("ends where whoever listens does", async () => {
    const stop = new AbortController();
    const { bytes } = await it.voice().speak(hello, { ...en, signal: stop.signal });
    stop.abort(new Error("enough"));
    await expect(bytesOf(bytes)).rejects.toThrow("enough");
    await expect(it.voice().speak(hello, { ...en, signal: stop.signal })).rejects.toThrow("enough");
  });
});

describe("the voice", () => {
  test("is that of the locale, on the best engine it has", async () => {
    for (const [locale, voice, engine] of [
      ["en-US", "Joanna", "neural"],
      ["de-AT", "Hannah", "neural"],
      ["de", "Vicki", "neural"],
      ["ru-RU", "Tatyana", "standard"],
      ["zh-CN", "Zhiyu", "neural"],
    ]) {
      await bytesOf((await it.voice().speak(hello, { locale: locale ?? "" })).bytes);
      expect(it.sandbox.said.at(-1)).toMatchObject({ VoiceId: voice, Engine: engine });
    }
    expect(it.sandbox.calls("SynthesizeSpeech")).toBe(5);
  });

  test("is told its language where it has several", async () => {
    await bytesOf((await it.voice().speak(hello, { locale: "hi-IN" })).bytes);
    expect(said(0)).toMatchObject({ VoiceId: "Kajal", LanguageCode: "hi-IN" });
  });

  test("of the app's choice is asked on the next engine where it lacks one, and not again on that", async () => {
    const clock = hasty();
    const voice = it.voice({ engines: ["generative", "neural", "standard"], clock });
    it.sandbox.fail("SynthesizeSpeech", { type: "error", code: "EngineNotSupportedException" });
    await bytesOf((await voice.speak(hello, en)).bytes);
    await bytesOf((await voice.speak(hello, en)).bytes);
    expect(it.sandbox.said.map((_, n) => said(n).Engine)).toEqual(["neural", "neural"]);
    expect(it.sandbox.calls("SynthesizeSpeech")).toBe(3);
    expect(it.log).toMatchObject([{ event: "polly lacks a voice", error: "Joanna generative" }]);
  });

  test("is never one of another language", async () => {
    const { by, code } = await failure(it.voice().speak(hello, { locale: "tlh" }));
    expect([by, code]).toEqual(["caller", "NoVoice"]);
  });

  test("that nobody knows is the caller's mistake, which is not repeated", async () => {
    const { by, code, message } = await failure(it.voice({ voices: { en: "Nobody" } }).speak(hello, en));
    expect([by, code]).toEqual(["caller", "ValidationException"]);
    expect(message).toContain("voiceId");
  });

  test("is given no markup that its engine does not have", async () => {
    await bytesOf((await it.voice().speak(speech`Ben & ${emphasis("Jerry")}`, en)).bytes);
    const louder = '<prosody rate="95%" volume="loud">Jerry</prosody>';
    expect(said(0)).toMatchObject({ TextType: "ssml", Text: `<speak>Ben &amp; ${louder}</speak>` });
    expect(it.log).toEqual([]);
  });

  test("is asked for plain words where Polly refuses the markup", async () => {
    it.sandbox.fail("SynthesizeSpeech", { type: "error", code: "InvalidSsmlException" });
    await bytesOf((await it.voice().speak(speech`Ben & ${emphasis("Jerry")}`, en)).bytes);
    expect(said(0)).toMatchObject({ TextType: "text", Text: "Ben & Jerry" });
  });
});

describe("lexicons", () => {
  const pls = `<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en-US"><lexeme><grapheme>oat</grapheme><alias>oats</alias></lexeme></lexicon>`;

  test("of the locale are used", async () => {
    const { PutLexiconCommand } = await import("@aws-sdk/client-polly");
    await it.client.send(new PutLexiconCommand({ Name: "shop", Content: pls }));
    const voice = it.voice({ lexicons: { "en-US": ["shop"] } });
    await bytesOf((await voice.speak(hello, en)).bytes);
    await bytesOf((await voice.speak(hello, { locale: "de-DE" })).bytes);
    expect([said(0).LexiconNames, said(1).LexiconNames]).toEqual([["shop"], undefined]);
  });

  test("that are not there are the caller's mistake", async () => {
    const { by, code } = await failure(it.voice({ lexicons: { en: ["gone"] } }).speak(hello, en));
    expect([by, code]).toEqual(["caller", "LexiconNotFoundException"]);
  });

  test("have names that Polly takes, and are five at most", () => {
    for (const names of [["a b"], ["a", "b", "c", "d", "e", "f"], ["x".repeat(21)]]) {
      expect(() => it.voice({ lexicons: { en: names } })).toThrow("lexicons");
    }
  });
});

describe("speech marks", () => {
  const marks = async (text: Parameters<typeof toText>[0], options = {}) =>
    (await it.voice(options).marks?.(toSpeech(text), en)) ?? [];

  test("tell where a word is in the text that is read, whatever it took to write it in the markup", async () => {
    const all = speech`Ünïcode & 🍕 for <you> and ${emphasis("Zoë")},  ${pause(200)}${sayAs("digits", "47")} naïve 東京 times.`;
    for (const engine of ["neural", "standard"]) {
      const found = await marks(all, { engines: [engine] });
      expect(found.map(({ word }) => word)).toEqual(
        expect.arrayContaining(["Ünïcode", "for", "you", "and", "Zoë", "47", "naïve", "times"]),
      );
      for (const { start, end, word } of found) expect(toText(all).slice(start, end)).toBe(word);
    }
  });

  test("of a repeated word are each at its own place", async () => {
    const found = await marks("no, no & no");
    expect(found.map(({ start }) => start)).toEqual([0, 4, 9]);
  });

  test("go on in time and place from one part to the next", async () => {
    const long = Array.from({ length: 900 }, (_, n) => `Sentence ${n} is here.`).join(" ");
    const found = await marks(long);
    expect(it.sandbox.calls("SynthesizeSpeech")).toBeGreaterThan(5);
    expect(found).toHaveLength(3_600);
    expect(found.map(({ start, end }) => long.slice(start, end))).toEqual(found.map(({ word }) => word));
    const ats = found.map(({ at }) => at);
    expect(ats.every((at, n) => n === 0 || at > (ats[n - 1] ?? 0))).toBe(true);
  });
});

describe("long speech", () => {
  const sentence = "This is one & only sentence of many. ";

  test("is said in parts of what Polly takes, one after the other, and nothing of it is lost", async () => {
    const text = sentence.repeat(300).trim();
    const { bytes } = await it.voice({ format: "pcm" }).speak(toSpeech(text), en);
    const audio = await bytesOf(bytes);
    const parts = it.sandbox.said.map((_, n) => said(n).Text ?? "");
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.every((part) => part.length <= 6_000)).toBe(true);
    const words = parts
      .map((part) =>
        part
          .replace(/<[^>]*>/g, "")
          .replaceAll("&amp;", "&")
          .trim(),
      )
      .join(" ");
    expect(words).toBe(text);
    expect(audio.length).toBeGreaterThan(1_000_000);
  });

  test("without sentences or even words is cut between what readers see as characters", async () => {
    const text = "👩‍👩‍👧‍👦".repeat(1_000);
    await bytesOf((await it.voice().speak(join("x".repeat(4_000), " ", text), en)).bytes);
    const parts = it.sandbox.said.map((_, n) => (said(n).Text ?? "").replace(/<[^>]*>/g, ""));
    expect(parts.join("")).toBe(`${"x".repeat(4_000)}${text}`);
    expect(parts.every((part) => !part.startsWith("\u200d") && !part.endsWith("\u200d"))).toBe(true);
  });

  test("is one WAV file, however many parts it had", async () => {
    const { bytes } = await it.voice({ format: "wav" }).speak(toSpeech(sentence.repeat(200)), en);
    const { bytes: honest, type } = await it.voice().speak(toSpeech(sentence.repeat(200)), en);
    expect(type).toBe("audio/wav");
    for (const file of [await bytesOf(bytes), await bytesOf(honest)]) {
      expect(file.indexOf("RIFF")).toBe(0);
      expect(file.indexOf("RIFF", 4)).toBe(-1);
    }
  });

  test("that would go on for hours is the caller's mistake", async () => {
    const { code } = await failure(it.voice().speak(toSpeech(sentence.repeat(6_000)), en));
    expect(code).toBe("TooLong");
  });

  test("becomes a task, which is waited for and fetched", async () => {
    const clock = hasty();
    const voice = it.voice({
      clock,
      format: "pcm",
      tasks: { bucket: "audio-of-the-shop", prefix: "long", over: 4_000, every: 500, read: fetched },
    });
    it.sandbox.fail("GetSpeechSynthesisTask", { type: "error", code: "ThrottlingException" });
    const { bytes } = await voice.speak(toSpeech(sentence.repeat(200)), en);
    expect((await bytesOf(bytes)).length).toBeGreaterThan(100_000);
    expect(it.sandbox.calls("SynthesizeSpeech")).toBe(0);
  });

  test("whose task fails, or may have begun unheard, is not begun again", async () => {
    const tasks = { bucket: "audio-of-the-shop", over: 10, every: 500, read: fetched };
    const voice = it.voice({ clock: hasty(), tasks });
    it.sandbox.failTask();
    const failed = await failure(voice.speak(hello, en));
    expect([failed.by, failed.code]).toEqual(["service", "TaskFailed"]);
    it.sandbox.fail("StartSpeechSynthesisTask", { type: "lost" });
    const lost = await failure(voice.speak(hello, en));
    expect([lost.by, it.sandbox.calls("StartSpeechSynthesisTask")]).toEqual(["network", 2]);
  });

  async function fetched(uri: string): Promise<AsyncIterable<Uint8Array>> {
    const { body } = await fetch(uri);
    if (!body) throw new Error("nothing there");
    return body;
  }
});

describe("what goes wrong", () => {
  test("and is throttling, a 400, is tried again after a pause that grows", async () => {
    const clock = hasty();
    it.sandbox.fail("SynthesizeSpeech", { type: "error", code: "ThrottlingException" }, 2);
    await bytesOf((await it.voice({ clock }).speak(hello, en)).bytes);
    expect(clock.slept).toEqual([75, 150]);
  });

  test("is tried so often and no oftener, and is then whose fault it was", async () => {
    for (const [fault, by, code, calls] of [
      [{ type: "error", code: "ThrottlingException" }, "service", "ThrottlingException", 3],
      [{ type: "error", code: "ServiceFailureException" }, "service", "ServiceFailureException", 3],
      [{ type: "lost" }, "network", undefined, 3],
      [{ type: "error", code: "TextLengthExceededException" }, "caller", "TextLengthExceededException", 1],
      [{ type: "error", code: "AccessDeniedException", status: 403 }, "caller", "AccessDeniedException", 1],
    ] as const) {
      const before = it.sandbox.calls("SynthesizeSpeech");
      it.sandbox.fail("SynthesizeSpeech", fault, calls);
      const error = await failure(it.voice({ clock: hasty() }).speak(hello, en));
      expect(error.by, error.message).toBe(by);
      if (code !== undefined) expect(error.code).toBe(code);
      expect(it.sandbox.calls("SynthesizeSpeech") - before).toBe(calls);
    }
  });

  test("is not tried again where the pause would outlast the deadline", async () => {
    it.sandbox.fail("SynthesizeSpeech", { type: "error", code: "ThrottlingException" }, 9);
    const clock = hasty();
    await failure(it.voice({ clock, deadline: 200, attempts: 9 }).speak(hello, en));
    expect(clock.slept).toEqual([75]);
  });

  test("and never answers is given up at the deadline", async () => {
    it.sandbox.fail("SynthesizeSpeech", { type: "silent" }, 3);
    const { by, code } = await failure(it.voice({ deadline: 50 }).speak(hello, en));
    expect([by, code]).toEqual(["network", "Timeout"]);
  });

  test("is given up at once by the turn's signal, also between two tries", async () => {
    it.sandbox.fail("SynthesizeSpeech", { type: "silent" });
    const stop = new AbortController();
    const speaking = it.voice({ deadline: 1e9 }).speak(hello, { ...en, signal: stop.signal });
    stop.abort(new Error("the turn is over"));
    await expect(speaking).rejects.toThrow("the turn is over");
  });

  test("in the midst of the audio is told, and never taken for its end", async () => {
    for (const fault of [{ type: "half" }, { type: "stalled" }] as const) {
      it.sandbox.fail("SynthesizeSpeech", fault);
      const { bytes } = await it.voice({ stall: 50 }).speak(hello, en);
      const { by } = await failure(bytesOf(bytes));
      expect(by).toBe("network");
    }
  });

  test("where nobody listens is a matter of the network", async () => {
    await it.sandbox.close();
    expect((await failure(it.voice({ clock: hasty() }).speak(hello, en))).by).toBe("network");
  });

  test("says nothing of what was to be said", async () => {
    it.sandbox.fail("SynthesizeSpeech", { type: "error", code: "InvalidSsmlException" }, 9);
    const error = await failure(it.voice().speak(toSpeech("My secret is 4711."), en));
    expect(`${error.message} ${JSON.stringify(it.log)}`).not.toContain("4711");
  });
});

test("a format or rate that Polly does not have is a mistake at once", () => {
  // @ts-expect-error -- there is none of that name
  expect(() => it.voice({ format: "flac" })).toThrow("flac");
  expect(() => it.voice({ format: "pcm", rate: 44_100 })).toThrow("44100");
});

test("a recipe is the same for what sounds the same, and no other", () => {
  const recipe = (options = {}, text = "Hello.", how = en) => it.voice(options).recipe?.(toSpeech(text), how);
  const all = [
    recipe(),
    recipe({ format: "wav" }),
    recipe({ rate: 8_000 }),
    recipe({ voices: { en: "Matthew" } }),
    recipe({ engines: ["standard"] }),
    recipe({ lexicons: { en: ["shop"] } }),
    recipe({}, "Hello!"),
    recipe({}, "Hello.", { locale: "en-GB" }),
  ];
  expect(new Set(all).size).toBe(all.length);
  expect(recipe()).toBe(recipe());
});
