import { expect, test } from "vitest";
import { complete, elicit, speech, toSsml } from "palaver";
import { partsOf } from "../../src/reply.ts";

test("speech becomes text, and text speech, where the other is missing", () => {
  expect(complete({ speech: speech`Ben & Jerry` }).text).toBe("Ben & Jerry");
  expect(toSsml(complete({ text: "Ben & Jerry" }).speech)).toBe("<speak>Ben &amp; Jerry</speak>");
  expect(complete({ speech: "Spoken.", text: "Shown." })).toMatchObject({
    speech: { parts: [{ type: "text", text: "Spoken." }] },
    text: "Shown.",
  });
});

test("a reply with a reprompt listens, one without closes, one that says and shows nothing is silent", () => {
  expect(complete({ speech: "Hi.", reprompt: "Well?" }).next).toEqual({ type: "listen" });
  expect(complete({ speech: "Hi." }).next).toEqual({ type: "close" });
  expect(complete({}).next).toEqual({ type: "silent" });
  expect(complete({ card: { title: "A card" } }).next).toEqual({ type: "close" });
  expect(complete({ reprompt: "Well?" }).next).toEqual({ type: "silent" });
});

test("a reply has no part that nobody gave", () => {
  expect(Object.keys(complete({ speech: "Hi." })).sort()).toEqual(["next", "speech", "text"]);
});

test("an answer has the same parts, whichever way it was given", () => {
  expect([partsOf("Hi."), partsOf(undefined), partsOf({ text: "Hi." })]).toEqual([
    { speech: "Hi." },
    {},
    { text: "Hi." },
  ]);
  expect(partsOf(speech`Hi.`)).toEqual({ speech: { parts: [{ type: "text", text: "Hi." }] } });
  expect(elicit("item", "What?")).toEqual({ elicit: "item", speech: "What?" });
  expect(elicit("item", "What?", { title: "A card" })).toHaveProperty("card");
});
