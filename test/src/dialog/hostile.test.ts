import { describe, expect, test } from "vitest";
import { z } from "zod";
import { catalog, createApp, elicit, intent, listOf, memory, type AppOptions, type Store } from "palaver";
import { said, understood } from "../../support/turns.ts";
import { start } from "../../support/clock.ts";
import { tearoom } from "../../support/tearoom.ts";

const talk = (options: Partial<AppOptions> = {}, store: Store = memory()) => {
  const app = tearoom({ store, zone: "UTC", ...options });
  return { app, say: async (text: string, more = {}) => (await app.respond(said(text, more))).text };
};

describe("a dialog", () => {
  test("asks again for an answer of eight thousand characters, and says little of it back", async () => {
    const { say } = talk();
    await say("I want to place an order");
    const answer = await say("cheese ".repeat(1_200));
    expect(answer).toContain("I do not know");
    expect(answer.length).toBeLessThan(200);
    expect(await say("oat milk")).toBe("How many oat milk?");
  });

  test("takes a thousand corrections in a row", async () => {
    const { say } = talk();
    await say("order 2 oat milk");
    for (let i = 0; i < 1_000; i++) {
      const number = (i % 20) + 1;
      if (number === 2 && i < 2) continue;
      expect(await say(`no, ${number}`)).toBe(`That is ${number} oat milk. Shall I place the order?`);
    }
    expect(await say("yes")).toBe("Ordered 20 oat milk.");
  });

  test("is each person's own, where several share a thread", async () => {
    const { say } = talk();
    expect(await say("order oat milk", { user: "ann" })).toBe("How many oat milk?");
    expect(await say("2", { user: "ben" })).toBe("Sorry, I did not understand that.");
    expect(await say("order soy milk", { user: "ben" })).toBe("How many soy milk?");
    expect(await say("3", { user: "ann" })).toBe("That is 3 oat milk. Shall I place the order?");
    expect(await say("yes", { user: "ben" })).toBe("Sorry, I did not get that. How many soy milk?");
    expect(await say("yes", { user: "ann" })).toBe("Ordered 3 oat milk.");
  });

  test("that is hours old has its yes asked for again, and one that is a month old is forgotten", async () => {
    const day = 24 * 60 * 60 * 1_000;
    let now = start;
    const clock = {
      now: () => now,
      random: () => 0,
      sleep: (_: number, signal?: AbortSignal) =>
        new Promise<void>((resolve) => signal?.addEventListener("abort", () => resolve())),
    };
    const { say } = talk({ clock });
    const at = () => ({ at: now });
    await say("order 2 oat milk", at());
    now += day;
    expect(await say("yes", at())).toBe("That is 2 oat milk. Shall I place the order?");
    expect(await say("yes", at())).toBe("Ordered 2 oat milk.");
    await say("order 2 oat milk", at());
    now += 31 * day;
    expect(await say("yes", at())).toBe("Sorry, I did not understand that.");
  });

  test("knows slots that are called what objects have", async () => {
    const names = intent("Names", {
      utterances: ["take {constructor} and {toString}"],
      slots: { constructor: z.coerce.number(), toString: z.coerce.number() },
      elicit: { constructor: "First?", toString: "Second?" },
      fulfil: ({ slots }) => `${String(slots["constructor"])}, ${String(slots["toString"])}`,
    });
    const app = createApp({ name: "t", intents: [names], store: memory() });
    expect((await app.respond(said("take 1 and 2"))).text).toBe("1, 2");
    expect((await app.respond(understood({ intent: "Names" }))).text).toBe("First?");
    expect((await app.respond(said("3"))).text).toBe("Second?");
    expect((await app.respond(said("4"))).text).toBe("3, 4");
  });

  test("gives up, in the app's own words where it has some", async () => {
    const { say } = talk({ repair: { misses: 2, instead: "Let me get somebody." } });
    await say("order oat milk");
    await say("bla");
    expect(await say("bla")).toBe("Let me get somebody.");
    expect(await say("2")).toBe("Sorry, I did not understand that.");
  });

  test("that a handler goes on asking ends as well", async () => {
    const never = intent("Never", {
      utterances: ["go {count}"],
      slots: { count: z.coerce.number() },
      elicit: { count: "How many?" },
      fulfil: () => elicit("count", "Not that many. How many?"),
    });
    const app = createApp({ name: "t", intents: [never], store: memory() });
    const replies: string[] = [];
    for (const words of ["go 1", "2", "3", "4", "5"]) replies.push((await app.respond(said(words))).text);
    expect(replies.filter((it) => it.startsWith("Not that many"))).toHaveLength(3);
    expect(replies[3]).toContain("let us leave it");
  });

  test("goes no deeper than three, and comes back that far", async () => {
    const ask = (name: string) =>
      intent(name, {
        utterances: [`begin ${name}`],
        slots: { note: z.string().max(9) },
        elicit: { note: `${name}?` },
        fulfil: ({ slots }) => `${name} ${slots.note}.`,
      });
    const letters = ["alpha", "bravo", "charlie", "delta", "echo"];
    const app = createApp({ name: "t", intents: letters.map(ask), store: memory() });
    for (const name of letters) expect((await app.respond(said(`begin ${name}`))).text).toBe(`${name}?`);
    expect((await app.respond(said("a1"))).text).toBe("echo a1. delta?");
    expect((await app.respond(said("b2"))).text).toBe("delta b2. charlie?");
    expect((await app.respond(said("c3"))).text).toBe("charlie c3.");
  });

  test("that interrupts one that a new deployment has lost ends without it", async () => {
    const store = memory();
    await talk({}, store).say("order oat milk");
    await talk({}, store).say("what is the price");
    const price = intent("Price", {
      utterances: ["what is the price"],
      slots: { good: z.string() },
      elicit: { good: "Of what?" },
      fulfil: () => "1 euro.",
    });
    const app = createApp({ name: "t", intents: [price], store });
    expect((await app.respond(said("bread"))).text).toBe("1 euro.");
    expect((await app.respond(said("2"))).text).toBe("Sorry, I did not understand that.");
  });
});

describe("what a platform resolved", () => {
  const eggs = catalog("Eggs", [
    { id: "egg", name: "egg" },
    { id: "salad", name: "egg salad" },
  ]);
  const take = intent("Take", {
    utterances: ["take {thing}"],
    slots: { thing: eggs },
    elicit: { thing: "Which?" },
    fulfil: ({ slots }) => `${slots.thing.name}.`,
  });
  const both = [
    { id: "salad", value: "egg salad" },
    { id: "egg", value: "egg" },
  ];
  const heard = (text: string, matches: typeof both) =>
    understood({ intent: "Take", slots: [{ name: "thing", values: [{ text, matches }] }] });
  const make = () => createApp({ name: "t", intents: [take], store: memory() });

  test("to several things is asked about, unless it is the very name of one", async () => {
    expect((await make().respond(heard("eggy things", both))).text).toBe("Which one: egg or egg salad?");
    expect((await make().respond(heard("egg", both))).text).toBe("egg.");
  });

  test("wrongly is validated again", async () => {
    const wrong = [{ id: "gone", value: "something else" }];
    expect((await make().respond(heard("egg salad", wrong))).text).toBe("egg salad.");
    expect((await make().respond(heard("nothing", wrong))).text).toBe('I do not know "nothing". Which?');
  });

  test("as one thing where it was several is taken apart", async () => {
    const fetch = intent("Fetch", {
      utterances: ["fetch {things}"],
      slots: { things: listOf(eggs) },
      elicit: { things: "What?" },
      fulfil: ({ slots }) => slots.things.map(({ id }) => id).join(),
    });
    const app = createApp({ name: "t", intents: [fetch], store: memory() });
    const values = [{ text: "egg and egg salad", matches: [] }];
    const reply = await app.respond(understood({ intent: "Fetch", slots: [{ name: "things", values }] }));
    expect(reply.text).toBe("egg,salad");
  });

  test("shows buttons for what there is to choose from", async () => {
    const { card } = await make().respond(heard("eggy things", both));
    expect(card?.buttons?.map(({ says }) => says)).toEqual(["egg", "egg salad"]);
    const blind = { voice: true, screen: false, buttons: false, audio: true };
    expect((await make().respond({ ...heard("eggy things", both), can: blind })).card).toBeUndefined();
  });
});
