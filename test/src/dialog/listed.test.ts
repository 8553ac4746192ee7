import { describe, expect, test } from "vitest";
import { catalog, createApp, intent, memory, speech } from "palaver";
import { person } from "palaver/testing";
import { z } from "zod";
import { understood } from "../../support/turns.ts";

const goods = catalog("Good", [
  { id: "soap", name: "dish soap" },
  { id: "lemon-soap", name: "lemon dish soap" },
  { id: "organic-soap", name: "organic dish soap" },
  { id: "lemons", name: "lemons", synonyms: ["lemon"] },
  { id: "organic-milk", name: "organic milk" },
]);

function shop() {
  const list = intent("List", {
    utterances: ["what is there"],
    fulfil: () => ({
      speech: "There are three soaps.",
      mentions: ["soap", "lemon-soap", "organic-soap"].map((id) => ({ type: "Good", id })),
      opens: [{ name: "listed", turns: 3 }],
    }),
  });
  const take = intent("Take", {
    when: "listed",
    utterances: ["{good}", "the {good}", "take {good}"],
    slots: { good: goods },
    elicit: { good: "Which?" },
    fulfil: ({ slots: { good } }) => speech`You take ${good.name}.`,
  });
  const buy = intent("Buy", {
    utterances: ["buy {count} {good}", "buy {good}", "buy something"],
    slots: { good: goods, count: z.coerce.number().int().default(1) },
    elicit: { good: "What?" },
    fulfil: ({ slots: { good, count } }) => speech`You buy ${count} ${good.name}.`,
  });
  const app = createApp({ name: "shop", intents: [list, take, buy], store: memory(), log: () => {} });
  return { app, device: person(app) };
}

describe("one of those that were told last is meant by a word of its name", () => {
  test.each([
    ["the lemon one", "You take lemon dish soap."],
    ["the organic one", "You take organic dish soap."],
    ["buy two of the lemon ones", "You buy 2 lemon dish soap."],
    ["the second one", "You take lemon dish soap."],
    ["take the last one", "You take organic dish soap."],
    ["dish soap", "You take dish soap."],
  ])("%s", async (words, answer) => {
    const { device } = shop();
    await device.say("what is there");
    expect(await device.say(words)).toEqual([answer]);
  });

  test("but not where something else is called that, where it is a word of several, or where nothing was told", async () => {
    const { device } = shop();
    await device.say("what is there");
    expect(await device.say("take lemon")).toEqual(["You take lemons."]);
    await device.say("what is there");
    expect((await device.say("take the dish one"))[0]).not.toContain("You take");
    expect(await shop().device.say("buy the lemon one")).toEqual(["You buy 1 lemons."]);
  });
});

describe("an answer that a platform takes for an intent that cannot be reached", () => {
  const takes = (name: string, id: string) =>
    understood({ intent: "Take", slots: [{ name, values: [{ text: id, matches: [{ id, value: id }] }] }] });

  test("is the answer to the open question, if it is one of the same kind", async () => {
    const { app } = shop();
    await app.respond(understood({ intent: "Buy" }));
    expect((await app.respond(takes("good", "lemons"))).text).toBe("You buy 1 lemons.");
  });

  test("is none where no question is open, or it says nothing for it", async () => {
    const { app } = shop();
    expect((await app.respond(takes("good", "lemons"))).text).not.toContain("You");
    await app.respond(understood({ intent: "Buy" }));
    const nothing = understood({ intent: "Take" });
    expect((await app.respond(nothing)).text).toContain("What?");
  });
});
