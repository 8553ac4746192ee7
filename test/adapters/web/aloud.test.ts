import { createApp, intent, memory, type Json, type LogEntry, type Voice } from "palaver";
import { polly, pollySandbox } from "palaver/polly";
import type { WebReply } from "palaver/web";
import { afterEach, expect, test } from "vitest";
import { channelWith } from "./requests.ts";
import { page, serving, type Server } from "./server.ts";

let server: Server | undefined;
afterEach(() => server?.close());

async function asked(
  voice: Voice | undefined,
  more: { readonly [name: string]: Json } = {},
  largest?: number,
) {
  const log: LogEntry[] = [];
  const hello = intent("Hello", { utterances: ["hello"], fulfil: () => "Hello, you & me." });
  const app = createApp({ name: "hello", store: memory(), log: () => {}, intents: [hello] });
  const how = { deadline: 500, log: (entry: LogEntry) => log.push(entry), ...(largest && { largest }) };
  server = await serving(app, channelWith(voice ? { voice: { voice, ...how } } : {}));
  const ann = await page(server.url);
  const { status, json } = await ann.post({ id: "m-1", text: "hello", ...more });
  expect(status).toBe(200);
  // The channel's own answer, as its types say.
  return { reply: json as WebReply, log };
}

const aloud = { aloud: true };

test("a page that asks for it hears the answer, with captions that follow the voice", async () => {
  const sandbox = await pollySandbox();
  const { PollyClient } = await import("@aws-sdk/client-polly");
  const client = new PollyClient(sandbox.settings);
  const { reply } = await asked(polly({ client, format: "wav" }), aloud);
  expect(reply.text).toBe("Hello, you & me.");
  expect(reply.audio).toMatchObject({ type: "audio/wav", text: "Hello, you & me." });
  const audio = Buffer.from(reply.audio?.base64 ?? "", "base64");
  expect(audio.toString("latin1", 0, 4)).toBe("RIFF");
  expect(reply.audio?.marks.map(({ start, end }) => reply.audio?.text.slice(start, end))).toEqual([
    "Hello",
    "you",
    "me",
  ]);
  client.destroy();
  await sandbox.close();
});

const beep: Voice = {
  speak: async () => ({
    type: "audio/test",
    bytes: (async function* () {
      yield new Uint8Array(100);
    })(),
  }),
};

test("a page that does not ask, or asks where there is no voice, gets text alone", async () => {
  expect((await asked(beep)).reply.audio).toBeUndefined();
  await server?.close();
  expect((await asked(beep, { aloud: "true" })).reply.audio).toBeUndefined();
  await server?.close();
  expect((await asked(undefined, aloud)).reply).toMatchObject({ text: "Hello, you & me." });
  await server?.close();
  expect((await asked(beep, aloud)).reply.audio?.base64).toHaveLength(136);
});

test("a voice that fails, or hangs, or has too much to say, leaves the answer in text", async () => {
  const dead: Voice = { speak: async () => Promise.reject(new Error("no")) };
  const hung: Voice = { speak: () => new Promise(() => {}) };
  for (const [voice, error, largest] of [
    [dead, "Error", undefined],
    [hung, "too late", undefined],
    [beep, "too much", 50],
  ] as const) {
    const { reply, log } = await asked(voice, aloud, largest);
    expect(reply.text).toBe("Hello, you & me.");
    expect(reply.audio).toBeUndefined();
    expect(log).toMatchObject([{ event: "reply not spoken", error }]);
    await server?.close();
  }
});
