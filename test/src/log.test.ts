import { expect, test, vi } from "vitest";
import { createApp, intent, jsonLog, memory } from "palaver";
import { said } from "../support/turns.ts";

test("an app logs one JSON object a line, and nothing of what was said, whatever it was", async () => {
  const lines: string[] = [];
  const spy = vi.spyOn(console, "error").mockImplementation((line: unknown) => void lines.push(String(line)));
  try {
    const canary = "canary Anna Elm Street +1 555 0100 xoxb-secret";
    const fails = intent("Fail", {
      utterances: ["fail", canary],
      fulfil() {
        throw new Error(canary);
      },
    });
    const app = createApp({ name: "a", intents: [fails], store: memory() });
    await app.respond(said(canary, { id: `t1\n{"level":"info"}\r\u2028`, user: canary }));
    await app.respond(said(canary));
  } finally {
    spy.mockRestore();
  }
  expect(lines).toHaveLength(2);
  for (const line of lines) {
    expect(line).not.toMatch(/[\n\r]/);
    expect(JSON.parse(line)).toMatchObject({ level: "error", event: "handler failed", channel: "test" });
    expect(line).not.toContain("canary");
  }
});

test("a log entry is written as it is", () => {
  const spy = vi.spyOn(console, "error").mockImplementation(() => {});
  jsonLog({ level: "info", event: "started" });
  expect(spy.mock.calls).toEqual([[`{"level":"info","event":"started"}`]]);
  spy.mockRestore();
});
