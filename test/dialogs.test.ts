import { readFileSync } from "node:fs";
import { describe, expect, onTestFinished, test } from "vitest";
import { memory, type App } from "palaver";
import { play } from "palaver/testing";
import { devices } from "./support/devices.ts";
import { testClock } from "./support/clock.ts";
import { tearoom, teehaus } from "./support/tearoom.ts";

/** Conversations, each begun by a line that says what it shows; one in another language names that as well. */
const conversations = readFileSync(new URL("conversations/dialogs.txt", import.meta.url), "utf8")
  .split(/\n{2,}/)
  .map((text) => text.trim())
  .filter((text) => text !== "")
  .map((text) => {
    const [title = ""] = text.split("\n");
    return { title, text, locale: /\[(\w\w-\w\w)\]/.exec(title)?.[1] };
  });

test("there are at least sixty written conversations", () => {
  expect(conversations.length).toBeGreaterThanOrEqual(60);
  expect(new Set(conversations.map(({ title }) => title)).size).toBe(conversations.length);
});

describe.each(conversations)("$title", ({ text, locale }) => {
  const options = () => ({ store: memory(), zone: "UTC", clock: testClock() });
  const make = (): App => (locale === undefined ? tearoom(options()) : teehaus(options()));

  test.each(Object.entries(devices))("goes the same way with %s", async (_, device) => {
    const app = make();
    onTestFinished(() => app.close());
    expect(await play(text, await device(app, locale === undefined ? {} : { locale }))).toBe(text);
  });
});
