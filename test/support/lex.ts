import { LexRuntimeV2Client, RecognizeTextCommand } from "@aws-sdk/client-lex-runtime-v2";
import { toText, type App, type Voice } from "palaver";
import { lexSandbox, lexVoice, type Hear, type LexSandbox, type LexSandboxOptions } from "palaver/lex";
import type { Device } from "palaver/testing";
import { onTestFinished } from "vitest";

/** The real client, for a sandbox. It tries once, unless it is told otherwise. */
export function clientOf({ endpoint }: Pick<LexSandbox, "endpoint">, attempts = 1): LexRuntimeV2Client {
  const client = new LexRuntimeV2Client({
    region: "eu-central-1",
    endpoint,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: attempts,
  });
  onTestFinished(() => client.destroy());
  return client;
}

/** A sandbox until the end of the test. */
export async function sandboxOf(options: LexSandboxOptions): Promise<LexSandbox> {
  const made = await lexSandbox(options);
  onTestFinished(() => made.close());
  return made;
}

/** The type of the audio that these voices and ears agree on. */
export const pcm = "audio/l16; rate=16000; channels=1";

/** Words as samples, one byte in each: what {@link ears} hear. */
export const sounding = (words: string): Uint8Array =>
  Buffer.concat([...Buffer.from(words)].map((byte) => Buffer.from([byte, 0])));

/** Hears words in what {@link sounding} made of them. */
export const ears: Hear = async (audio) => wordsIn(audio);

/** The words in what {@link sounding} made of them. */
export const wordsIn = (audio: Uint8Array): string =>
  Buffer.from(audio.filter((_, i) => i % 2 === 0)).toString("utf8");

/** A voice whose audio is what it says. */
export const mouth: Voice = {
  speak: async (speech) => ({ type: "audio/pcm", bytes: inParts(sounding(toText(speech))) }),
};

async function* inParts(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 64) yield bytes.subarray(at, at + 64);
}

/** All of a stream. */
export async function whole(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Somebody who writes to the app as a Lex bot in a sandbox, by the real client. */
export async function lexSandboxDevice(app: App): Promise<Device> {
  const sandbox = await sandboxOf({ app });
  const client = clientOf(sandbox);
  const { botId, botAliasId } = sandbox;
  return {
    async say(text) {
      const command = new RecognizeTextCommand({
        botId,
        botAliasId,
        localeId: "en_US",
        sessionId: "somebody",
        text,
      });
      const { messages = [] } = await client.send(command);
      await app.settled();
      return messages.flatMap(({ content }) => content ?? []);
    },
  };
}

/** Somebody who talks to the app as a Lex bot in a sandbox: audio goes in and audio comes out. */
export async function lexVoiceDevice(app: App): Promise<Device> {
  const sandbox = await sandboxOf({ app, hear: ears, voice: mouth });
  const bot = lexVoice({ ...sandbox, client: clientOf(sandbox), answers: "audio/pcm", clock: app.clock });
  return {
    async say(line) {
      const { audio } = await bot.converse(sounding(line), pcm, { session: "somebody" });
      const heard = audio ? wordsIn(await whole(audio.bytes)) : "";
      await app.settled();
      return heard === "" ? [] : [heard];
    },
  };
}
