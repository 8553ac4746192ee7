import { createApp, elicit, intent, memory, speech, type App } from "palaver";
import { lex, lexDevice } from "palaver/lex";
import { play } from "palaver/testing";
import { describe, expect, test } from "vitest";
import { z } from "zod";

function shop(): { app: App; placed: string[] } {
  const placed: string[] = [];
  const order = intent("Order", {
    utterances: ["order {quantity} {item}", "I want to place an order"],
    slots: { item: z.enum(["oat milk", "soy milk"]), quantity: z.coerce.number().int().min(1).max(20) },
    elicit: {
      item: "What would you like?",
      quantity: ({ item }) => speech`How many ${item ?? "of it"}?`,
    },
    confirm: ({ slots }) => speech`That is ${slots.quantity} ${slots.item}. Shall I place the order?`,
    fulfil({ slots }) {
      if (slots.quantity > 10) return elicit("quantity", "We have only 10 left. How many?");
      placed.push(`${slots.quantity} ${slots.item}`);
      return { speech: "Done.", card: { title: "Order" } };
    },
  });
  const quiet = intent("Quiet", { utterances: ["be quiet"], fulfil: () => void placed.push("quiet") });
  const app = createApp({ name: "shop", store: memory(), log: () => {}, intents: [order, quiet] });
  return { app, placed };
}

const script = `
you: I want to place an order
bot: What would you like?
you: blue cheese
bot: I do not know "blue cheese". What would you like?
you: oat milk
bot: How many oat milk?
you: 15
bot: That is 15 oat milk. Shall I place the order?
you: yes
bot: We have only 10 left. How many?
you: two
bot: That is 2 oat milk. Shall I place the order?
you: yes
bot: Done.
you: order 3 soy milk
bot: That is 3 soy milk. Shall I place the order?
you: no
bot: All right, I will not.
you: blah blah
bot: Sorry, I did not understand that.`;

describe("a conversation with Lex", () => {
  test("goes as it is written", async () => {
    const { app, placed } = shop();
    expect(await play(script, lexDevice(app))).toBe(script);
    expect(placed).toEqual(["2 oat milk"]);
  });

  test("goes the same way in speech", async () => {
    expect(await play(script, lexDevice(shop().app, { inputMode: "Speech" }))).toBe(script);
  });

  test("is asked in the bot's own words where the bot has some", async () => {
    const { app, placed } = shop();
    const channel = lex({ botIds: "any", prompts: "platform" });
    const own = `
you: I want to place an order
bot: Which item?
you: soy milk
bot: Which quantity?
you: 4
bot: That is 4 soy milk. Shall I place the order?
you: yes
bot: Done.`;
    expect(await play(own, lexDevice(app, { channel, prompt: (slot) => `Which ${slot}?` }))).toBe(own);
    expect(placed).toEqual(["4 soy milk"]);
  });

  test("comes to the app only at its end where only fulfilment is hooked", async () => {
    const { app, placed } = shop();
    const late = `
you: I want to place an order
bot: item?
you: soy milk
bot: quantity?
you: 4
bot: That is 4 soy milk. Shall I place the order?`;
    expect(await play(late, lexDevice(app, { hooks: "fulfilment" }))).toBe(late);
    expect(placed).toEqual([]);
  });

  test("lets another intent in between, and nobody else hear of it", async () => {
    const { app, placed } = shop();
    const [one, two] = [lexDevice(app), lexDevice(app)];
    await one.say("I want to place an order");
    expect(await two.say("oat milk")).toEqual(["Sorry, I did not understand that."]);
    expect(await one.say("order 2 soy milk")).toEqual(["That is 2 soy milk. Shall I place the order?"]);
    await one.say("yes");
    expect(placed).toEqual(["2 soy milk"]);
  });

  test("is fulfilled once by a handler that says nothing", async () => {
    const { app, placed } = shop();
    expect(await lexDevice(app).say("be quiet")).toEqual([]);
    expect(placed).toEqual(["quiet"]);
  });

  test("fails where Lex would refuse the response", async () => {
    const channel = { ...lex({ botIds: "any" }), write: () => ({ messages: [] }) };
    await expect(lexDevice(shop().app, { channel }).say("hello")).rejects.toThrow(/no dialogAction/);
  });
});
