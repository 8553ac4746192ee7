import { describe, expect, onTestFinished, test } from "vitest";
import { memory, type App, type Turn } from "palaver";
import { sqlite } from "palaver/sqlite";
import { person, play } from "palaver/testing";
import { shopApp } from "../../intents/shop/index.ts";
import { catalogue } from "../../intents/shop/catalogue/catalogue.ts";
import { createShop } from "../../intents/shop/shop.ts";
import { temporaryFile } from "../support/file.ts";

const said = (text: string, id: string, user: string): Turn => ({
  id,
  channel: "test",
  conversation: user,
  user,
  locale: "en-US",
  at: 0,
  input: { type: "text", text },
  can: { voice: true, screen: false, buttons: false, audio: false },
});

/** Orders for one person, from the first word to the yes. */
async function orderOne(app: App, user: string, deliveries = 1): Promise<string> {
  await app.respond(said("order one honey", `${user}/1`, user));
  const yes = said("yes", `${user}/2`, user);
  const replies = await Promise.all(Array.from({ length: deliveries }, () => app.respond(yes)));
  expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
  return replies[0]?.text ?? "";
}

describe("stock", () => {
  test.each([
    ["memory", memory],
    ["SQLite", () => sqlite({ file: temporaryFile("shop.sqlite") })],
  ])(
    "is sold once to each of many who order at the same time, and to no more, kept in %s",
    async (_, store) => {
      const app = shopApp({ store: await store() });
      onTestFinished(() => app.close());
      const people = Array.from({ length: 20 }, (__, i) => `person ${i}`);
      const answers = await Promise.all(people.map((user) => orderOne(app, user, 3)));
      const sold = answers.filter((answer) => answer.startsWith("Done."));
      expect(sold).toHaveLength(catalogue.find(({ id }) => id === "honey")?.stock ?? 0);
      expect(new Set(sold).size).toBe(sold.length);
      expect(answers.filter((answer) => !answer.startsWith("Done."))).toEqual(
        Array(20 - sold.length).fill("Sorry, we have run out of honey."),
      );
    },
  );

  test("is not taken by an order that was declined", async () => {
    const script = `
you: order nine honey
bot: That is 9 jars of honey for €44.91. Shall I place the order?
you: no
bot: All right, I will not.
you: order nine honey
bot: That is 9 jars of honey for €44.91. Shall I place the order?
you: yes
bot: Done. Your order number is 1001.
you: how much is honey
bot: Sorry, we have run out of honey.`;
    expect(await play(script, person(shopApp({ store: memory() })))).toBe(script);
  });
});

describe("quantities", () => {
  test.each(["0", "-3", "1e9", "99999999999999999999", "twenty-one", "none", "two and a half"])(
    "of %s are asked for again",
    async (quantity) => {
      const device = person(shopApp({ store: memory() }));
      await device.say("order honey");
      expect(await device.say(quantity)).toEqual([
        "That has to be a number from 1 to 20. How many jars of honey?",
      ]);
    },
  );
});

describe("baskets and orders", () => {
  test("belong to the person who made them", async () => {
    const app = shopApp({ store: memory() });
    const [ann, ben] = [person(app, { user: "ann" }), person(app, { user: "ben" })];
    await ann.say("add two apples to my basket");
    expect(await ben.say("what is in my basket")).toEqual(["Your basket is empty."]);
    await ann.say("check out");
    await ann.say("yes");
    expect(await ben.say("where is my order")).toEqual(["You have not ordered anything yet."]);
    expect(await ben.say("where is order 1001")).toEqual(["You have no order 1001."]);
  });

  test("are refused as a whole where one thing has run short", async () => {
    const app = shopApp({ store: memory() });
    const [ann, ben] = [person(app, { user: "ann" }), person(app, { user: "ben" })];
    await ann.say("add nine honey to my basket");
    await ann.say("add two apples to my basket");
    await ben.say("order one honey");
    await ben.say("yes");
    await ann.say("check out");
    expect(await ann.say("yes")).toEqual(["Sorry, of honey there are only 8 left. Nothing was ordered."]);
    expect(await ann.say("what is in my basket")).toEqual([
      "You have 9 jars of honey and 2 bags of apples. That is €50.89.",
    ]);
  });
});

test("every product is found by each of its names, and every category has something", () => {
  const shop = createShop();
  for (const { id, name, synonyms = [] } of catalogue) {
    for (const word of [name, ...synonyms, name.toUpperCase()]) {
      expect(shop.item["~standard"].validate(word)).toMatchObject({ value: { id } });
    }
  }
  expect(shop.in("fruit").length).toBeGreaterThan(0);
});
