import { complete, emphasis, speech, type Reply } from "palaver";
import { describe, expect, test } from "vitest";
import { channelWith, event } from "./requests.ts";

const channel = channelWith();
const write = (reply: Reply | undefined, it: unknown = event("message")) => channel.write(reply, it);

describe("a reply", () => {
  test("is text, and the same as speech", () => {
    const reply = complete(
      { speech: speech`Now ${emphasis("this")}, Ben & <b>Jerry</b>.` },
      { type: "listen" },
    );
    expect(write(reply)).toEqual({
      text: "Now this, Ben & <b>Jerry</b>.",
      speech:
        '<speak>Now <emphasis level="moderate">this</emphasis>, Ben &amp; &lt;b&gt;Jerry&lt;/b&gt;.</speak>',
      next: "listen",
    });
  });

  test("has its card beside it and the card's buttons as choices", () => {
    const image = { url: "https://example.com/mug.png", alt: "a mug" };
    const card = { title: "Order", body: "2 mugs", image, buttons: [{ label: "Cancel", says: "cancel it" }] };
    expect(write(complete({ text: "Look.", card }))).toEqual({
      text: "Look.",
      speech: "<speak>Look.</speak>",
      card: { title: "Order", body: "2 mugs", image },
      choices: [{ label: "Cancel", says: "cancel it" }],
      next: "close",
    });
  });

  test.each(["javascript:alert(1)", "data:text/html,x", " https://example.com/x", "//example.com/x", ""])(
    "shows no image at %j",
    (url) => {
      expect(write(complete({ card: { title: "T", image: { url, alt: "" } } }))).toMatchObject({
        card: { title: "T" },
      });
      expect(
        JSON.stringify(write(complete({ card: { title: "T", image: { url, alt: "" } } }))),
      ).not.toContain("image");
    },
  );

  test("that asks for a yes offers yes and no, in the language of whoever is asked", () => {
    const reply = complete({ speech: "Shall I?" }, { type: "confirm", intent: "Order", heard: [] });
    const yesNo = [
      { label: "Yes", says: "yes" },
      { label: "No", says: "no" },
    ];
    expect(write(reply)).toMatchObject({ next: "confirm", choices: yesNo });
    expect(write(reply, { id: "a", text: "b", locale: "fr-FR" })).toMatchObject({ choices: yesNo });
    expect(write(reply, { id: "a", text: "b", locale: "de-AT" })).toMatchObject({
      choices: [
        { label: "Ja", says: "ja" },
        { label: "Nein", says: "nein" },
      ],
    });
  });

  test("is not needed for what was no message", () => {
    expect(write(undefined, {})).toEqual({
      session: expect.stringMatching(/^[\w-]{22}\.\w+\.[\w-]{43}$/) as string,
    });
    expect(write(undefined, { request: {} })).toEqual({
      error: expect.stringContaining("{ id, text }") as string,
    });
  });
});

describe("a message", () => {
  test("reads as a turn of its session that can be reached later", () => {
    expect(channel.read(event("message"))).toMatchObject({
      id: "0123456789abcdefABCDEF/m-1",
      channel: "web",
      conversation: "0123456789abcdefABCDEF",
      user: "0123456789abcdefABCDEF",
      locale: "en-GB",
      input: { type: "text", text: "order two oat milk" },
      can: { voice: false, screen: true, buttons: true, audio: false },
      reach: { session: "0123456789abcdefABCDEF" },
    });
    expect(channel.read(event("message"))).not.toHaveProperty("to");
  });

  test("reads as a press", () => {
    expect(channel.read(event("press"))?.input).toEqual({ type: "press", says: "cancel it" });
  });

  test.each<[unknown, string]>([
    ["de-AT", "de-AT"],
    ["EN-us", "en-US"],
    ["not a locale", "en-US"],
    ["<script>", "en-US"],
    ["x".repeat(1_000), "en-US"],
    [7, "en-US"],
  ])("in the locale %j is one in %s", (locale, expected) => {
    expect(channel.read({ id: "a", text: "b", locale })?.locale).toBe(expected);
  });

  test("from a developer's own call needs neither session nor id", () => {
    const it = channelWith({ newId: () => "new" }).read({ text: "hello" });
    expect(it).toMatchObject({ id: "direct/new", conversation: "direct" });
  });

  test("of something else is refused in a sentence, and hello is no turn", () => {
    expect(channel.refuse?.({ request: {} })).toContain("{ id, text }");
    expect(channel.refuse?.({})).toBeUndefined();
    expect(channel.read({})).toBeUndefined();
  });
});
