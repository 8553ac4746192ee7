import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PollyClient } from "@aws-sdk/client-polly";
import { systemClock, toSpeech, type Voice } from "palaver";
import { cached, directory, held } from "palaver/cached";
import { polly, pollySandbox } from "palaver/polly";
import { bench, describe } from "vitest";

const en = { locale: "en-US" };
const answer = toSpeech(
  "Your order of two cartons of oat milk is on its way. It will be there tomorrow morning.",
);

/** Audio comes in 8 KB every 5 ms, as from an engine that is twenty times as fast as speech. */
const sandbox = await pollySandbox({ pace: { bytes: 8_192, milliseconds: 5 } });
const quick = await pollySandbox();
const voiceAt = (settings: typeof sandbox.settings) =>
  polly({ client: new PollyClient(settings), format: "pcm" });
const slow = voiceAt(sandbox.settings);
const fast = voiceAt(quick.settings);

const folder = mkdtempSync(join(tmpdir(), "palaver-voice-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

async function firstByte(voice: Voice): Promise<void> {
  const { bytes } = await voice.speak(answer, en);
  for await (const _ of bytes) break;
}

async function whole(voice: Voice): Promise<void> {
  const { bytes } = await voice.speak(answer, en);
  for await (const _ of bytes);
}

const some = { iterations: 20, time: 0, warmupIterations: 3, warmupTime: 0 };

describe("the first byte of an answer of five seconds", () => {
  bench("streamed", () => firstByte(slow), some);
  bench("after all of it", () => whole(slow), some);
});

const inProcess = cached(fast, { store: held() });
const onDisk = cached(fast, { store: directory(folder) });
// Until it is written, whoever asks joins those who asked first.
await Promise.all([whole(inProcess), whole(onDisk)]);
await systemClock.sleep(500);

describe("an answer that was said before", () => {
  bench("not cached", () => whole(fast), some);
  bench("held in the process", () => whole(inProcess), some);
  bench("kept in a directory", () => whole(onDisk), some);
});

describe("a hundred who want the same at once", () => {
  const all = (voice: Voice) => Promise.all(Array.from({ length: 100 }, () => whole(voice)));
  bench("each for themselves", async () => void (await all(fast)), some);
  bench("together", async () => void (await all(cached(fast, { store: held() }))), some);
});
