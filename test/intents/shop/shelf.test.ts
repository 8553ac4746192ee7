import { describe, expect, onTestFinished, test } from "vitest";
import { createApp, intent, memory, type Work } from "palaver";
import { person } from "palaver/testing";
import { shopApp } from "../../../intents/shop/index.ts";
import { catalogue } from "../../../intents/shop/catalogue/catalogue.ts";
import type { Product } from "../../../intents/shop/catalogue/product.ts";
import { createShop } from "../../../intents/shop/shop.ts";
import { usageOn, type Usage } from "../../../intents/shop/usage.ts";
import { said } from "../../support/turns.ts";

const [oat] = catalogue;

/** The shop, and somebody behind the counter who changes what is on its shelf. */
async function shop() {
  const store = memory();
  const inner = createShop({ store });
  const app = shopApp({ store, log: () => {} }, inner);
  await inner.shelf.sync();
  let change: (work: Work) => unknown = () => {};
  const clerk = createApp({
    name: "clerk",
    store,
    intents: [
      intent("Change", {
        utterances: ["change"],
        fulfil: async ({ store: work }) => (await change(work), "Done."),
      }),
    ],
  });
  onTestFinished(() => app.close());
  let turns = 0;
  return {
    app,
    inner,
    device: person(app),
    async clerk(how: (work: Work) => unknown) {
      change = how;
      await clerk.respond(said("change", { conversation: "counter", user: "clerk", id: `clerk ${++turns}` }));
    },
  };
}

const unicorn: Product = {
  ...(oat as Product),
  id: "unicorn-tears",
  name: "unicorn tears",
  synonyms: [],
  price: 9_999,
};

describe("the shelf", () => {
  test("has at least 300 products in 12 categories of three vendors, each with a name of its own", () => {
    expect(catalogue.length).toBeGreaterThanOrEqual(300);
    expect(new Set(catalogue.map(({ category }) => category)).size).toBe(12);
    expect(new Set(catalogue.map(({ vendor }) => vendor)).size).toBe(3);
    expect(new Set(catalogue.map(({ name }) => name)).size).toBe(catalogue.length);
    expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length);
  });

  test("shows what somebody puts there, and no longer what somebody takes away, without a restart", async () => {
    const { device, clerk, inner } = await shop();
    expect(await device.say("find unicorn tears")).toEqual(["Sorry, I found nothing for unicorn tears."]);
    await clerk((work) => inner.shelf.put(work, unicorn));
    expect((await device.say("find unicorn tears"))[0]).toContain("unicorn tears for €99.99");
    expect(await device.say("order two unicorn tears")).toEqual([
      "That is 2 cartons of unicorn tears for €199.98. Shall I place the order?",
    ]);
    await device.say("no");
    await clerk((work) => inner.shelf.remove(work, "unicorn-tears"));
    expect(await device.say("find unicorn tears")).toEqual(["Sorry, I found nothing for unicorn tears."]);
  });

  test("is the same for another process that begins later", async () => {
    const { clerk, inner } = await shop();
    await clerk((work) => inner.shelf.put(work, unicorn));
    await inner.shelf.sync();
    expect(inner.shelf.find("unicorn-tears")?.price).toBe(9_999);
  });
});

describe("an order", () => {
  test("of something that vanished meanwhile is none", async () => {
    const { device, clerk, inner } = await shop();
    await device.say("order two oat milk");
    await clerk((work) => inner.shelf.remove(work, "oat-milk"));
    expect(await device.say("yes")).toEqual(["Sorry, we no longer sell oat milk."]);
  });

  test("is asked about again where the price has changed meanwhile", async () => {
    const { device, clerk, inner } = await shop();
    expect(await device.say("order two oat milk")).toEqual([
      "That is 2 cartons of oat milk for €3.98. Shall I place the order?",
    ]);
    await clerk((work) => inner.shelf.put(work, { ...(oat as Product), price: 249 }));
    expect(await device.say("yes")).toEqual([
      "Oat milk is now €2.49. That is 2 cartons of oat milk for €4.98. Shall I place the order?",
    ]);
    expect(await device.say("yes")).toEqual(["Done. Your order number is 1001."]);
  });

  test.each(["a couple", "half a dozen"])("takes %s for a number", async (words) => {
    const { device } = await shop();
    await device.say("order oat milk");
    expect((await device.say(words))[0]).toMatch(/^That is [26] cartons of oat milk/);
  });

  test("from two devices that empty one basket is one order", async () => {
    const { app } = await shop();
    const [kitchen, phone] = [person(app, { user: "kitchen" }), person(app, { user: "phone" })];
    await kitchen.say("add two oat milk to my basket");
    const code = /\d{6}/.exec((await kitchen.say("link my account"))[0] ?? "")?.[0] ?? "";
    await phone.say(`my code is ${code}`);
    await Promise.all([kitchen.say("check out"), phone.say("check out")]);
    const answers = (await Promise.all([kitchen.say("yes"), phone.say("yes")])).flat();
    expect(answers.filter((it) => it.startsWith("Done."))).toHaveLength(1);
    expect(answers).toContain("Your basket is empty.");
  });
});

describe("an account", () => {
  test("is joined by a code that is good once", async () => {
    const { app } = await shop();
    const [echo, web, thief] = ["echo", "web", "thief"].map((user) => person(app, { user }));
    await echo?.say("add two apples to my basket");
    const [answer = ""] = (await echo?.say("link my account")) ?? [];
    const code = /\d{6}/.exec(answer)?.[0] ?? "";
    expect(await web?.say(`my code is ${code}`)).toEqual([
      "Your accounts are joined. Your basket is the same here and there.",
    ]);
    expect(await web?.say("what is in my basket")).toEqual(["You have 2 bags of apples. That is €5.98."]);
    expect((await thief?.say(`my code is ${code}`))?.[0]).toMatch(/^That code is not good/);
    await web?.say("unlink my account");
    expect(await web?.say("yes")).toEqual(["This device has a basket of its own again."]);
    expect(await web?.say("what is in my basket")).toEqual(["Your basket is empty."]);
  });

  test("cannot be joined by trying codes", async () => {
    const { app } = await shop();
    const thief = person(app, { user: "thief" });
    const answers: string[] = [];
    for (let i = 0; i < 7; i++) answers.push(...(await thief.say(`my code is 00000${i}`)));
    expect(answers.slice(0, 5).every((it) => it.startsWith("That code is not good"))).toBe(true);
    expect(answers.slice(5)).toEqual(Array(2).fill("That were too many codes. Please wait ten minutes."));
  });
});

test("what people do is noted as they do it, once", async () => {
  const { app, clerk } = await shop();
  const turns = [
    "find green tea",
    "add two apples to my basket",
    "gibberish of the worst kind",
    "check out",
    "yes",
  ];
  for (const text of turns) {
    const turn = said(text, { id: `u ${text}`, at: Date.parse("2026-11-27T10:00:00Z") });
    await app.respond(turn);
    await app.respond(turn);
  }
  let seen: readonly Usage[] = [];
  await clerk(async (work) => (seen = await usageOn(work, "2026-11-27")));
  const count = (what: Usage["what"]) => seen.filter((it) => it.what === what).length;
  expect(
    ["search", "added", "ordered", "not understood", "turn"].map((it) => count(it as Usage["what"])),
  ).toEqual([1, 1, 1, 1, 4]);
});
