import { createApp, intent, memory, type Turn } from "palaver";
import { expect, test } from "vitest";
import { testClock } from "../support/clock.ts";

const order = intent("Order", {
  about: "order something",
  utterances: ["order a lamp", "buy a lamp", "get me a lamp", "I want a lamp"],
  fulfil: () => "Done.",
});

const turn = (id: string, text: string, more: Partial<Turn> = {}): Turn => ({
  id,
  channel: "web",
  conversation: "c",
  user: "u",
  locale: "en-US",
  at: 1_000 + Number(id),
  input: { type: "text", text },
  can: { voice: false, screen: true, buttons: true, audio: false },
  ...more,
});

test("what is not understood is kept once, and what is understood is not", async () => {
  const app = createApp({ name: "lamps", intents: [order], store: memory() });
  const odd = turn("1", "sing me the blues");
  for (const it of [odd, odd, turn("2", "order a lamp"), turn("3", "x".repeat(5_000)), turn("4", " ")])
    await app.respond(it);
  const kept = await app.unsure();
  expect(kept.map(({ text }) => text)).toEqual(["sing me the blues", "x".repeat(1_000)]);
  expect(kept[0]).toEqual({ text: "sing me the blues", locale: "en-US", at: 1_001 });
});

test("an app that is told not to keeps nothing of it", async () => {
  const app = createApp({ name: "lamps", intents: [order], store: memory(), keepUnsure: false });
  await app.respond(turn("1", "sing me the blues"));
  expect(await app.unsure()).toEqual([]);
});

test("after 90 days it is gone", async () => {
  const clock = testClock();
  const app = createApp({ name: "lamps", intents: [order], store: memory(), clock });
  await app.respond(turn("1", "sing me the blues"));
  expect(await app.unsure()).toHaveLength(1);
  await clock.pass(91 * 24 * 60 * 60 * 1_000);
  expect(await app.unsure()).toEqual([]);
});
