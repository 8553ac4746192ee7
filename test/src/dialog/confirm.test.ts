import { describe, expect, test } from "vitest";
import { catalog, createApp, effect, intent, memory, reconfirm, speech } from "palaver";
import { person, play } from "palaver/testing";
import { z } from "zod";
import { said } from "../../support/turns.ts";

const goods = catalog("Good", [
  { id: "tea", name: "tea", price: 2 },
  { id: "jam", name: "jam", price: 3 },
  { id: "salt", name: "salt", price: 0 },
]);

/** A shop whose prices the test changes, and which asks nobody about what costs nothing. */
function shop() {
  const prices = new Map([
    ["tea", 2],
    ["jam", 3],
    ["salt", 0],
  ]);
  const quoted: { price?: number } = {};
  const sent: string[] = [];
  const ship = effect("ship", {
    payload: z.object({ good: z.string() }),
    deliver: async ({ good }) => void sent.push(good),
  });
  const buy = intent("Buy", {
    utterances: ["buy {good}", "buy something"],
    slots: { good: goods },
    elicit: { good: "What?" },
    async confirm({ slots: { good } }) {
      const price = prices.get(good.id) ?? 0;
      quoted.price = price;
      await Promise.resolve();
      return price === 0 ? undefined : speech`${good.name} is ${price} euros. Shall I?`;
    },
    fulfil({ slots: { good } }) {
      const price = prices.get(good.id) ?? 0;
      return price === quoted.price
        ? { speech: speech`Bought ${good.name}.`, effects: [ship.of({ good: good.id })] }
        : reconfirm(speech`${good.name} has become dearer.`);
    },
  });
  const list = intent("List", {
    utterances: ["what is there"],
    fulfil: () => ({
      speech: "There are salt, jam and tea.",
      mentions: ["salt", "jam", "tea"].map((id) => ({ type: "Good", id })),
    }),
  });
  const app = createApp({ name: "shop", intents: [buy, list], effects: [ship], store: memory() });
  return { prices, sent, app, device: person(app) };
}

describe("a confirmation that is made while somebody waits for it", () => {
  test("is asked, and what is not to be confirmed is done at once", async () => {
    const script = `
you: buy tea
bot: tea is 2 euros. Shall I?
you: yes
bot: Bought tea.
you: buy salt
bot: Bought salt.
you: buy something
bot: What?
you: salt
bot: Bought salt.`;
    expect(await play(script, shop().device)).toBe(script);
  });

  test("is asked in the words of the new value when that is corrected, or not at all", async () => {
    const script = `
you: buy tea
bot: tea is 2 euros. Shall I?
you: no, jam
bot: jam is 3 euros. Shall I?
you: no, salt
bot: Bought salt.`;
    expect(await play(script, shop().device)).toBe(script);
  });
});

describe("a handler that wants another yes", () => {
  test("says why and what it is about by now, and nothing is done before there is one", async () => {
    const { device, prices, sent } = shop();
    await device.say("buy tea");
    prices.set("tea", 5);
    expect(await device.say("yes")).toEqual(["tea has become dearer. tea is 5 euros. Shall I?"]);
    expect(sent).toEqual([]);
    expect(await device.say("yes")).toEqual(["Bought tea."]);
    expect(sent).toEqual(["tea"]);
  });

  test("takes a no, after which nothing is open", async () => {
    const { device, prices, sent } = shop();
    await device.say("buy tea");
    prices.set("tea", 5);
    await device.say("yes");
    expect(await device.say("no")).toEqual(["All right, I will not."]);
    expect(await device.say("yes")).toEqual(["Sorry, I did not understand that."]);
    expect(sent).toEqual([]);
  });

  test("is nobody's fault: who answers it is never given up", async () => {
    const { device, prices } = shop();
    await device.say("buy tea");
    for (let price = 5; price < 12; price++) {
      prices.set("tea", price);
      expect(await device.say("yes")).toEqual([`tea has become dearer. tea is ${price} euros. Shall I?`]);
    }
  });

  test("tells the channel that a yes is awaited", async () => {
    const { app, prices } = shop();
    await app.respond(said("buy tea"));
    prices.set("tea", 5);
    expect((await app.respond(said("yes"))).next).toMatchObject({ type: "confirm", intent: "Buy" });
  });
});

describe("what was told last is meant by its place", () => {
  test.each([
    ["buy the first one", "Bought salt."],
    ["buy the second one", "jam is 3 euros. Shall I?"],
    ["buy one of the last one", "tea is 2 euros. Shall I?"],
    ["buy it", "Bought salt."],
  ])("%s", async (words, answer) => {
    const { device } = shop();
    await device.say("what is there");
    expect(await device.say(words)).toEqual([answer]);
  });

  test("where it is one of several; of one thing nothing is the last or the cheap one", async () => {
    const { device } = shop();
    await device.say("buy tea");
    await device.say("no");
    expect((await device.say("buy the last one"))[0]).toContain("What?");
  });

  test("where that many were told; where nothing was, it means nothing", async () => {
    const { device } = shop();
    expect((await device.say("buy the second one"))[0]).toContain("What?");
    const other = shop().device;
    await other.say("what is there");
    expect((await other.say("buy the fifth one"))[0]).toContain("What?");
  });
});
