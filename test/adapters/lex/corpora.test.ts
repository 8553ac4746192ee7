import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createApp, exchange, intent, memory, type Exchange } from "palaver";
import { lex } from "palaver/lex";
import { channelContract } from "palaver/testing";
import { describe, expect, test } from "vitest";
import { complaintOf } from "../../../adapters/lex/rules.ts";
import { event } from "./events.ts";

const corpora = new URL("../../../../shared/corpora/", import.meta.url);
const absent = !existsSync(corpora);
if (absent) console.info("Skipped: the corpora of real and hostile events are not beside this checkout.");

const channel = lex({ botIds: "any", attributes: { turn: "message" } });

const app = createApp({
  name: "shop",
  store: memory(),
  log: () => {},
  intents: [
    intent("CheckBalance", { utterances: ["balance"], fulfil: () => "You have enough." }),
    intent("BookCar", { utterances: ["book a car"], fulfil: () => "Booked." }),
  ],
});

/** All files under a folder of the corpora, with what they contain. */
function* files(folder: string): Generator<readonly [string, string]> {
  for (const entry of readdirSync(new URL(folder, corpora), { withFileTypes: true })) {
    const path = `${folder}${encodeURIComponent(entry.name)}`;
    if (entry.isDirectory()) yield* files(`${path}/`);
    else yield [path, readFileSync(new URL(path, corpora), "utf8")];
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What came of an event, whose response Lex would take. */
async function answered(it: unknown): Promise<Exchange> {
  const exchanged = await exchange(app, channel, it);
  expect(complaintOf(exchanged.response)).toBeUndefined();
  return exchanged;
}

describe.skipIf(absent)("in the corpora", { timeout: 60_000 }, () => {
  test("every event of Lex V2 is a turn that is answered", async () => {
    for (const [path, text] of files("lex-events/")) {
      const { turn, response } = await answered(parsed(text));
      expect(turn, path).toBeDefined();
      expect(response, path).toHaveProperty("messages");
    }
  });

  test("every event of Lex V1 is refused by name, and what is no event of either is refused too", async () => {
    for (const [path, text] of files("lex-v1-legacy/")) {
      const { refused, turn, response } = await exchange(app, channel, parsed(text));
      expect(turn, path).toBeUndefined();
      expect(refused, path).toMatch(/Lex V1|no Lex V2 event/);
      if (text.includes("currentIntent")) {
        expect(refused).toContain("15 September 2025");
        expect(response).toMatchObject({ dialogAction: { type: "Close", fulfillmentState: "Failed" } });
      }
    }
  });

  test("no event of another channel is one of Lex", async () => {
    let count = 0;
    for (const folder of ["alexa-requests/", "slack-events/"]) {
      for (const [path, text] of files(folder)) {
        const { turn, refused } = await answered(parsed(text));
        expect(turn, path).toBeUndefined();
        expect(refused, path).toBeDefined();
        count++;
      }
    }
    expect(count).toBeGreaterThan(100);
  });

  test("hostile JSON gets a response that Lex would take, as an event and inside one", async () => {
    for (const [, text] of files("hostile/")) {
      const it = parsed(text.slice(0, 100_000));
      await answered(it);
      await answered(event("dialog", { inputTranscript: it, requestAttributes: it, bot: it }));
      await answered(event("dialog", { sessionState: it, interpretations: it, proposedNextState: it }));
      await answered(
        event("dialog", { sessionState: { intent: it, sessionAttributes: it, activeContexts: it } }),
      );
      await answered(event("dialog", { sessionState: { intent: { name: "BookCar", slots: it } } }));
    }
  });

  test("naughty strings are what they are: words, names and ids", async () => {
    const strings: unknown = parsed(readFileSync(new URL("hostile/blns/blns.json", corpora), "utf8"));
    for (const [i, words] of (strings as string[]).entries()) {
      const { turn } = await answered(
        event("dialog", {
          inputTranscript: words,
          sessionId: `s${i}${words}`,
          sessionState: {
            intent: { name: words || "x", slots: { [words]: { value: { originalValue: words } } } },
          },
        }),
      );
      expect(turn?.conversation).toBe(`s${i}${words}`);
    }
  });
});

channelContract(test, channel, {
  turns: ["a", "b"].map((message) => event("dialog", { requestAttributes: { message } })),
  others: [event("legacy"), event("dialog", { requestAttributes: { "palaver-recognizer": "true" } })],
});

test("an event that comes three times at once is done once", async () => {
  let done = 0;
  const counting = createApp({
    name: "counting",
    store: memory(),
    log: () => {},
    intents: [intent("Order", { utterances: ["order"], fulfil: () => `Done ${++done}.` })],
  });
  const answers = await Promise.all([1, 2, 3].map(() => exchange(counting, channel, event("dialog"))));
  expect(new Set(answers.map(({ response }) => JSON.stringify(response))).size).toBe(1);
  expect(done).toBe(1);
});

test("events nested deeper than anything can be written are answered", async () => {
  const deep: unknown = JSON.parse(`${'{"values":['.repeat(60_000)}1${"]}".repeat(60_000)}`);
  for (const sessionState of [
    { intent: { name: "Order", slots: { item: deep } } },
    deep,
    { activeContexts: [deep] },
  ]) {
    await answered(event("dialog", { sessionState }));
  }
});
