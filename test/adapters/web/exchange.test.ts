import { createApp, intent, key, memory, send, type App, type Turn } from "palaver";
import { toSession } from "palaver/web";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { channelWith } from "./requests.ts";
import { page, serving, type Server } from "./server.ts";

const note = key("note", z.string());

/** The words of a turn as they were written, for understanding tidies them up. */
const after = ({ input }: Turn, verb: string) => (input.type === "text" ? input.text.slice(verb.length) : "");

/** An app that repeats, keeps a note for each conversation, and tells a session what somebody else says. */
function parrot(counts: { done: number } = { done: 0 }): App {
  return createApp({
    name: "parrot",
    store: memory(),
    log: () => {},
    intents: [
      intent("Echo", {
        utterances: ["echo {words}"],
        slots: { words: z.string() },
        elicit: { words: "What?" },
        fulfil({ turn }) {
          counts.done++;
          const words = after(turn, "echo ");
          return { speech: words, card: { title: words, body: words } };
        },
      }),
      intent("Note", {
        utterances: ["note {words}"],
        slots: { words: z.string() },
        elicit: { words: "What?" },
        fulfil({ slots, session }) {
          session.set(note, slots.words);
          return "Noted.";
        },
      }),
      intent("Read", {
        utterances: ["read"],
        fulfil: async ({ session }) => (await session.get(note)) ?? "Nothing is noted.",
      }),
      intent("Tell", {
        utterances: ["tell {words}"],
        slots: { words: z.string() },
        elicit: { words: "What?" },
        fulfil({ turn }) {
          const [session = "", ...words] = after(turn, "tell ").split(" ");
          return { speech: "Told.", effects: [send("web", toSession(session), words.join(" "))] };
        },
      }),
    ],
  });
}

let server: Server | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function started(app = parrot(), channel = channelWith()): Promise<string> {
  server = await serving(app, channel);
  return server.url;
}

const hostile = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "Ben & Jerry</speak><speak>",
  "javascript:alert(1)",
  "\u2028\u2029 end",
  "data: x\n\nid: forged\ndata: {}",
  "\ud800 lone",
  "%00 ${7*7} {{7*7}} $(id)",
  "__proto__",
];

describe("over HTTP", () => {
  test("what somebody says comes back as text and never as anything else", async () => {
    const ann = await page(await started());
    for (const [i, words] of hostile.entries()) {
      const { status, json } = await ann.post({ id: `m${i}`, text: `echo ${words}` });
      expect(status).toBe(200);
      const { text, speech, card } = json as { text: string; speech: string; card: { title: string } };
      expect(card.title).toBe(words);
      expect(text).not.toContain("&lt;");
      expect(speech).not.toMatch(/<(?!\/?speak>)/);
    }
  });

  test("one message sent again, at once and later, is one turn with one answer", async () => {
    const counts = { done: 0 };
    const ann = await page(await started(parrot(counts)));
    const say = () => ann.post({ id: "m-1", text: "echo once" });
    const answers = await Promise.all([say(), say(), say()]);
    answers.push(await say());
    expect(new Set(answers.map((it) => JSON.stringify(it))).size).toBe(1);
    expect(counts.done).toBe(1);
    await ann.post({ id: "m-2", text: "echo once" });
    expect(counts.done).toBe(2);
  });

  test("two sessions share neither what they noted nor their messages' ids", async () => {
    const url = await started();
    const [ann, bob] = [await page(url), await page(url)];
    await ann.post({ id: "m-1", text: "note my secret" });
    expect((await bob.post({ id: "m-1", text: "read" })).json).toMatchObject({ text: "Nothing is noted." });
    expect((await ann.post({ id: "m-2", text: "read" })).json).toMatchObject({ text: "my secret" });
  });

  test("what comes later reaches the pages of its session, and no other", async () => {
    const url = await started();
    const [ann, bob] = [await page(url), await page(url)];
    const [first, second, other] = [await ann.listen(), await ann.listen(), await bob.listen()];
    const session = ann.token.split(".")[0] ?? "";
    await bob.post({ id: "m-1", text: `tell ${session} break a leg` });
    for (const listening of [first, second]) {
      const piece = await listening.until("data: ");
      expect(piece).toMatch(/id: [\w-]{22}\ndata: \{"text":"break a leg"/);
    }
    await bob.post({ id: "m-2", text: `tell ${bob.token.split(".")[0]} for you` });
    expect(await other.until("data: ")).not.toContain("break a leg");
  });

  test("a stream says that it is one, and that nobody should keep it", async () => {
    const ann = await page(await started());
    const { response, until } = await ann.listen();
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect(response.headers.get("cache-control")).toContain("no-cache");
    expect(await until(": hello")).toContain(": hello");
  });

  test("a stream needs a session", async () => {
    const url = await started();
    for (const headers of [{}, { authorization: "Bearer x" }] as Record<string, string>[]) {
      expect((await fetch(url, { headers })).status).toBe(401);
    }
    const { token } = await page(url);
    const elsewhere = { authorization: `Bearer ${token}`, origin: "https://evil.example" };
    expect((await fetch(url, { headers: elsewhere })).status).toBe(403);
  });

  test("hostile words reach a stream as one message", async () => {
    const url = await started();
    const ann = await page(url);
    const { until } = await ann.listen();
    const session = ann.token.split(".")[0] ?? "";
    await ann.post({ id: "m-1", text: `tell ${session} data: x\n\nid: forged\ndata: {}` });
    const piece = await until("\n\n");
    const rest = piece.includes("data:") ? piece : await until("\n\n");
    expect(rest.split("\n").filter((line) => line.startsWith("id:"))).toHaveLength(1);
    expect(rest.split("\n").filter((line) => line.startsWith("data:"))).toHaveLength(1);
  });

  test("what somebody sent before is heard at once by the next request, whatever came before", async () => {
    const url = await started();
    const statuses = await Promise.all(
      ["", "{", "[]", '{"id":1}', "\u0000"].map(async (body) => {
        const headers = { origin: "https://shop.example", "content-type": "application/json" };
        return (await fetch(url, { method: "POST", headers, body })).status;
      }),
    );
    expect(statuses.every((status) => status >= 400 && status < 500)).toBe(true);
    expect((await (await page(url)).post({ id: "a", text: "echo still here" })).status).toBe(200);
  });
});
