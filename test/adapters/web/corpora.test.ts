import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createApp, exchange, intent, listener, memory } from "palaver";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { bearer, channelWith, origin } from "./requests.ts";

const corpora = new URL("../../../../shared/corpora/", import.meta.url);
const absent = !existsSync(corpora);
if (absent) console.info("Skipped: the corpora of real and hostile events are not beside this checkout.");

const channel = channelWith({ limits: { session: false } });
const said: string[] = [];
const app = createApp({
  name: "parrot",
  store: memory(),
  log: () => {},
  intents: [
    intent("Echo", {
      utterances: ["{words}"],
      slots: { words: z.string() },
      elicit: { words: "What?" },
      fulfil: ({ turn: { input } }) => {
        const words = input.type === "text" ? input.text : "";
        said.push(words);
        return { text: words };
      },
    }),
  ],
});
const serve = listener(app, channel);
const { session: token } = channel.write(undefined, {}) as { session: string };

async function post(body: string | Uint8Array<ArrayBuffer>): Promise<{ status: number; json: unknown }> {
  const headers = { origin, "content-type": "application/json", ...bearer(token) };
  const response = await serve(new Request(`${origin}/web`, { method: "POST", headers, body }));
  return { status: response.status, json: await response.json() };
}

/** The bytes of all files under a folder of the corpora. */
function* files(folder: string): Generator<readonly [string, Uint8Array<ArrayBuffer>]> {
  for (const entry of readdirSync(new URL(folder, corpora), { withFileTypes: true })) {
    const path = `${folder}${encodeURIComponent(entry.name)}`;
    if (entry.isDirectory()) yield* files(`${path}/`);
    else yield [path, new Uint8Array(readFileSync(new URL(path, corpora)))];
  }
}

describe.skipIf(absent)("in the corpora", { timeout: 60_000 }, () => {
  test("every file is an answer or a refusal with a reason, whoever it was meant for", async () => {
    for (const [path, bytes] of files("")) {
      if (path.startsWith("nlu/")) continue;
      const { status, json } = await post(bytes);
      expect(status, path).toBeLessThan(500);
      if (status !== 200) expect(json, path).toHaveProperty("error");
    }
  });

  test("every event, in a developer's own call, gets a response", async () => {
    for (const folder of ["alexa-requests/", "lex-events/", "slack-events/", "hostile/"]) {
      for (const [path, bytes] of files(folder)) {
        let it: unknown = new TextDecoder().decode(bytes).slice(0, 100_000);
        try {
          it = JSON.parse(String(it));
        } catch {
          // What is no JSON is a string, which is an event too.
        }
        const { response } = await exchange(app, channel, it);
        expect(response, path).toBeDefined();
        await exchange(app, channel, { session: "s", id: path, text: it, locale: it });
        await exchange(app, channel, { session: it, id: it, press: "a" });
      }
    }
  });

  test("naughty strings and markup are said, heard and answered as the text they are", async () => {
    const strings = [...files("hostile/")]
      .filter(([path]) => /blns\.json|\.txt$/.test(path))
      .flatMap(([path, bytes]) => {
        const text = new TextDecoder().decode(bytes);
        return path.endsWith(".json") ? (JSON.parse(text) as string[]) : text.split("\n");
      })
      .filter((it) => it.trim() !== "" && it.length <= 8_000);
    expect(strings.length).toBeGreaterThan(500);
    let i = 0;
    for (const words of strings) {
      const before = said.length;
      const { status, json } = await post(JSON.stringify({ id: `n-${i++}`, text: words }));
      expect(status).toBe(200);
      // Words may also be built-in ones, such as "no"; what is echoed is echoed whole.
      if (said.length > before) {
        expect(said.at(-1)).toBe(words);
        expect(json).toMatchObject({ text: words });
      }
    }
    expect(said.length).toBeGreaterThan(400);
  });
});
