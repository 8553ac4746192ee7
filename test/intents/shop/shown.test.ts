import { describe, expect, test } from "vitest";
import { counter } from "../../support/counter.ts";
import { withHoney } from "../../support/shelf.ts";
import { said } from "../../support/turns.ts";

/** The shop, and the cards it shows. */
async function shop(options: Parameters<typeof counter>[0] = {}) {
  const here = await counter(options);
  return { ...here, card: async (text: string) => (await here.app.respond(said(text))).card };
}

describe("what is few and cannot be had", () => {
  const labelled = async () => {
    // First of all, so that it is among those that are shown.
    const products = withHoney(6).toSorted((a, b) => Number(b.id === "honey") - Number(a.id === "honey"));
    const here = await shop({ products });
    await here.say("ben", "order two honey", "yes");
    return here;
  };

  test("is labelled on every card it is on, and where its price is told", async () => {
    const { card, say } = await labelled();
    const line = "honey: €4.99 a jar (less than 5 items)";
    expect((await card("how much is honey"))?.body).toBe(line);
    const found = (await card("find honey"))?.body?.split("\n");
    expect(found).toHaveLength(3);
    expect(found?.filter((it) => it.includes("less than"))).toEqual([line]);
    expect((await card("show me the breakfast"))?.body?.split("\n")).toContain(line);
    expect(await say("ben", "how much is honey")).toBe(
      "A jar of honey is €4.99. There are less than 5 items.",
    );
  });

  test("is labelled no more when there is enough of it again", async () => {
    const { card, say } = await labelled();
    await say("ben", "cancel my order", "yes");
    expect((await card("how much is honey"))?.body).toBe("honey: €4.99 a jar");
    expect(await say("ben", "how much is honey")).toBe("A jar of honey is €4.99.");
  });
});

describe("a picture", () => {
  test("is on the card of a product where the pictures can be had", async () => {
    const { card } = await shop({ pictures: "https://shop.example/files/" });
    expect((await card("how much is oat milk"))?.image).toEqual({
      url: "https://shop.example/files/pictures/oat-milk.svg",
      alt: "oat milk",
    });
  });

  test("is on none where they cannot", async () => {
    expect(await (await shop()).card("how much is oat milk")).not.toHaveProperty("image");
  });
});

test("a card has a button to order each thing that was told, as many as are told in a breath", async () => {
  const { card } = await shop();
  const buttons = [
    { label: "Order oat milk", says: "order oat milk" },
    { label: "Order barista oat milk", says: "order barista oat milk" },
    { label: "Order chocolate oat milk", says: "order chocolate oat milk" },
  ];
  expect((await card("find drinks"))?.buttons).toEqual(buttons);
  const shown = await card("show me drinks");
  expect(shown?.buttons).toEqual(buttons);
  expect(shown?.body?.split("\n")).toHaveLength(12);
});

describe("what was found", () => {
  const first = "I found butter cookies for €1.99, crackers for €1.59, gluten free crackers for €1.79.";
  const last = "I found sesame crackers for €1.69.";

  test("is told three at a time, up to thirty of it", async () => {
    const { say } = await shop();
    let [answer, names] = [await say("ann", "find drinks"), [] as string[]];
    for (let page = 0; page < 10; page++) {
      names.push(...(answer.match(/[a-z ]+(?= for €)/g) ?? []).map((it) => it.replace("I found", "").trim()));
      const left = 27 - 3 * page;
      expect(answer).toMatch(left > 0 ? new RegExp(`There are ${left} more\\.$`) : /\d\.$/);
      answer = await say("ann", "more");
    }
    expect(answer).toBe("That was all.");
    expect(new Set(names).size).toBe(30);
  });

  test("is told without what has been taken away meanwhile, leaving out nothing else", async () => {
    const { say, shop: inner, clerk } = await shop();
    expect(await say("ann", "find biscuits under two euros")).toBe(`${first} There is 1 more.`);
    await clerk((work) => inner.shelf.remove(work, "butter-cookies"));
    await inner.shelf.sync();
    expect(await say("ann", "more")).toBe(last);
  });

  test("can be asked for more of only after something was found, for as long as that is spoken of", async () => {
    const { say } = await shop();
    expect(await say("ann", "what else")).toBe("Sorry, I did not understand that.");
    await say("ann", "find biscuits under two euros", "thanks", "thanks");
    expect(await say("ann", "what else")).toBe(last);
    await say("ann", "find biscuits under two euros");
    for (let i = 0; i < 5; i++) await say("ann", "how much is honey");
    expect(await say("ann", "what else")).not.toContain("found");
  });

  test("is what can be meant by its place", async () => {
    const { say } = await shop();
    await say("ann", "find biscuits under two euros");
    expect(await say("ann", "how much is the second one")).toBe("A pack of crackers is €1.59.");
  });

  test("is not looked for where there is too much to look for", async () => {
    const { say } = await shop();
    expect(await say("ann", `find ${"tea ".repeat(60)}`)).not.toContain("I found");
  });
});
