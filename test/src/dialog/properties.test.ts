import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  catalog,
  createApp,
  elicit,
  embedded,
  intent,
  listOf,
  memory,
  type Recognizer,
  type Reply,
} from "palaver";
import { said } from "../../support/turns.ts";

const things = catalog("Thing", [
  { id: "oat", name: "oat milk" },
  { id: "soy", name: "soy milk" },
  { id: "tea", name: "tea" },
]);

/** What was done, and after which reply. */
interface Deed {
  readonly intent: string;
  readonly slots: unknown;
  readonly words: string;
  readonly before: Reply | undefined;
}

let shared: Recognizer | undefined;

/** An app that notes what it does, and what had been asked when it did. */
function noting() {
  const deeds: Deed[] = [];
  let [words, before]: [string, Reply | undefined] = ["", undefined];
  const note = (name: string, slots: unknown) => void deeds.push({ intent: name, slots, words, before });
  const order = intent("Order", {
    utterances: ["order {quantity} {thing}", "order {thing}", "order"],
    slots: { thing: things, quantity: z.coerce.number().int().min(1).max(20) },
    elicit: { thing: "What?", quantity: "How many?" },
    check: ({ slots: { quantity } }) =>
      quantity === 13 ? elicit("quantity", "Not thirteen. How many?") : undefined,
    confirm: ({ slots }) => `${slots.quantity} ${slots.thing.name}?`,
    fulfil: ({ slots }) => (
      note("Order", slots),
      slots.quantity === 20 ? elicit("quantity", "Too many. How many?") : "Done."
    ),
  });
  const invite = intent("Invite", {
    utterances: ["invite {guest}", "invite"],
    slots: { guest: z.string().max(20) },
    elicit: { guest: "Whom?" },
    confirmSlots: { guest: ({ guest }) => `${guest}?` },
    fulfil: ({ slots }) => (note("Invite", slots), "Invited."),
  });
  const fetch = intent("Fetch", {
    utterances: ["fetch {things}", "fetch"],
    slots: { things: listOf(things, { most: 2 }) },
    elicit: { things: "Fetch what?" },
    fulfil: ({ slots }) => (note("Fetch", slots), "Fetched."),
  });
  const price = intent("Price", {
    utterances: ["how much is {thing}"],
    slots: { thing: things },
    elicit: { thing: "Of what?" },
    fulfil: () => "1 euro.",
  });
  const pay = intent("Pay", { utterances: ["pay now"], ends: true, fulfil: () => "Paid." });
  const app = createApp({
    name: "t",
    intents: [order, invite, fetch, price, pay],
    store: memory(),
    log: () => {},
    keepUnsure: false,
    // What is learned is the same each time.
    recognizer: (model) => (shared ??= embedded(model)),
  });
  return {
    deeds,
    async say(line: string): Promise<Reply> {
      words = line;
      before = await app.respond(said(line));
      return before;
    },
  };
}

const lines = [
  "order",
  "order oat milk",
  "order 2 milk",
  "order 13 tea",
  "order 20 tea",
  "order 99 tea",
  "order nonsense",
  "oat milk",
  "soy",
  "milk",
  "tea",
  "2",
  "13",
  "20",
  "99",
  "seven",
  "the second one",
  "the last one",
  "more",
  "previous",
  "yes",
  "yes",
  "no",
  "no, soy milk",
  "yes but make it three",
  "make it 4",
  "change the quantity",
  "change it",
  "go back",
  "start over",
  "cancel",
  "help",
  "repeat",
  "thanks",
  "invite",
  "invite Ada",
  "Ben",
  "fetch",
  "fetch tea and oat milk",
  "fetch tea, oat milk and soy milk",
  "how much is tea",
  "how much is milk",
  "another one",
  "the usual",
  "it",
  "pay now",
  "gibberish",
  "__proto__",
  "",
  "🎉",
  "blah blah",
] as const;

const runs = 10_000;
const schema = z.object({
  thing: z.object({ id: z.string(), name: z.string() }),
  quantity: z.number().int().min(1).max(20),
});

describe("no sequence of turns", () => {
  test("leaves a dialog that cannot be ended, asks more often than its bound, or does what was not confirmed", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...lines), { minLength: 1, maxLength: 9 }),
        async (sequence) => {
          const { deeds, say } = noting();
          for (const line of sequence) await say(line);

          // Whatever is open: who only ever says what answers nothing is not asked more than three times.
          const asked: string[] = [];
          for (let i = 0; i < 9; i++) {
            const { next } = await say("\u{1f389}");
            if (next.type !== "elicit" && next.type !== "confirm") break;
            asked.push(JSON.stringify([next.type, next.intent, next.slot]));
          }
          expect(asked.length).toBeLessThanOrEqual(6);

          // A word ends everything, and a number answers nothing then.
          expect((await say("stop")).next.type).toBe("close");
          const count = deeds.length;
          const { next } = await say("2");
          expect(["listen", "close"]).toContain(next.type);
          expect(deeds.length).toBe(count);

          for (const { intent: name, slots, words, before } of deeds) {
            if (name === "Order") {
              expect(schema.safeParse(slots).success, JSON.stringify(slots)).toBe(true);
              expect(words).toBe("yes");
              expect(before?.next).toMatchObject({ type: "confirm", intent: "Order" });
              const { thing, quantity } = schema.parse(slots);
              expect(before?.text).toContain(`${quantity} ${thing.name}?`);
              expect(quantity).not.toBe(13);
            }
            if (name === "Invite") {
              expect(words).toBe("yes");
              expect(before?.next).toMatchObject({ type: "confirm", intent: "Invite", slot: "guest" });
            }
            if (name === "Fetch")
              expect((slots as { things: unknown[] }).things.length).toBeLessThanOrEqual(2);
          }
        },
      ),
      { numRuns: runs, seed: 4 },
    );
  }, 600_000);
});
