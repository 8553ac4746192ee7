import { expect, test } from "vitest";
import { z } from "zod";
import { createApp, intent, memory } from "palaver";
import { person, play } from "palaver/testing";
import { said } from "../support/turns.ts";
import { describeSlot } from "../../src/slot.ts";

test.each([
  ["date", z.iso.date()],
  ["time", z.iso.time()],
  ["time", z.iso.time().optional()],
  ["datetime", z.iso.datetime({ local: true })],
  ["datetime", z.iso.datetime()],
  ["duration", z.iso.duration()],
  ["email", z.email()],
  ["phone", z.e164()],
  ["boolean", z.boolean()],
  ["number", z.coerce.number().optional()],
  ["text", z.string().regex(/^\d\d:\d\d$|hello/)],
  ["text", z.string().regex(/./)],
] as const)("a slot is known to be a %s", (kind, schema) => {
  expect(describeSlot("slot", schema).type.kind).toBe(kind);
});

test("a time of day is heard as its schema wants it", async () => {
  const wake = intent("Wake", {
    utterances: ["wake me at {time}"],
    slots: { time: z.iso.time() },
    elicit: { time: "When?" },
    fulfil: ({ slots: { time } }) => `At ${time}.`,
  });
  const script = `
you: wake me at half past six in the morning
bot: At 06:30.
you: wake me at teatime
bot: I need a time of day. When?
you: 7 pm
bot: At 19:00.`;
  expect(await play(script, person(createApp({ name: "t", intents: [wake], store: memory() })))).toBe(script);
});

test("a point in time is heard where the person is, and kept as an instant", async () => {
  const meet = intent("Meet", {
    utterances: ["meet me {moment}"],
    slots: { moment: z.iso.datetime() },
    elicit: { moment: "When?" },
    fulfil: ({ slots: { moment } }) => `At ${moment}.`,
  });
  const app = createApp({ name: "t", intents: [meet], store: memory(), zone: "America/New_York" });
  const at = Date.parse("2026-11-21T15:00:00Z");
  const ask = async (text: string) => (await app.respond(said(text, { at }))).text;
  expect(await ask("meet me next friday at half past three")).toBe("At 2026-11-27T20:30:00Z.");
  // Summer time.
  expect(await ask("meet me on july 4th at noon")).toBe("At 2027-07-04T16:00:00Z.");
});
