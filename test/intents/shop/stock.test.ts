import { describe, expect, onTestFinished, test } from "vitest";
import { memory, type Store, type Turn } from "palaver";
import { sqlite } from "palaver/sqlite";
import { shopApp } from "../../../intents/shop/index.ts";
import type { Outcome, Reorder } from "../../../intents/shop/reorder.ts";
import { createShop } from "../../../intents/shop/shop.ts";
import { temporaryFile } from "../../support/file.ts";
import { keptLog } from "../../support/log.ts";
import { standing, withHoney } from "../../support/shelf.ts";

const stores: readonly (readonly [string, () => Store | Promise<Store>])[] = [
  ["memory", memory],
  ["SQLite", () => sqlite({ file: temporaryFile("shop.sqlite") })],
];

const said = (text: string, id: string, user: string): Turn => ({
  id,
  channel: "test",
  conversation: user,
  user,
  locale: "en-US",
  at: 1_780_000_000_000,
  input: { type: "text", text },
  can: { voice: true, screen: false, buttons: false, audio: false },
});

async function shopWith(store: Store, honey: number, reorders?: (reorder: Reorder) => Promise<Outcome>) {
  const shop = createShop({ store, products: withHoney(honey), ...(reorders && { reorders }) });
  const app = shopApp({ store, log: keptLog().log }, shop);
  await shop.shelf.sync();
  onTestFinished(() => app.close());
  let turns = 0;
  const say = (text: string, user = "ann") =>
    app.respond(said(text, `${user}/${++turns}`, user)).then(({ text: it }) => it);
  return { shop, app, say };
}

describe.each(stores)("stock kept in %s", (_, make) => {
  test("of a hundred is sold to exactly a hundred of five hundred who order at the same time", async () => {
    const store = await make();
    const { app } = await shopWith(store, 100, async () => ({ outcome: "labelled" }));
    const people = Array.from({ length: 500 }, (__, i) => `person ${i}`);
    await Promise.all(people.map((user) => app.respond(said("order one honey", `${user}/1`, user))));
    const answers = await Promise.all(
      people.map((user) => app.respond(said("yes", `${user}/2`, user)).then(({ text }) => text)),
    );
    const sold = answers.filter((answer) => answer.startsWith("Done."));
    expect(sold).toHaveLength(100);
    expect(new Set(sold).size).toBe(100);
    expect(new Set(answers.filter((answer) => !answer.startsWith("Done.")))).toEqual(
      new Set(["Sorry, we have run out of honey."]),
    );
    await app.settled();
    const { count } = await standing(store);
    expect(count).toEqual({ start: 100, received: 0, sold: 100, left: 0 });
    // Whoever asks again hears the same number.
    const [first] = people;
    const again = await app.respond(said("yes", `${first}/2`, first ?? ""));
    expect(again.text).toBe(answers[0]);
  });

  test("is never lost, whatever is ordered, cancelled and delivered", async () => {
    const store = await make();
    const { say, app } = await shopWith(store, 9, async () => ({ outcome: "restocked", quantity: 7 }));
    const moves = [
      "order two honey",
      "order three honey",
      "cancel my order",
      "order six honey",
      "cancel my order",
      "order one honey",
    ];
    for (const move of [...moves, ...moves]) {
      await say(move);
      await say("yes");
      await app.settled();
      const { count, open } = await standing(store);
      expect(count?.left).toBeGreaterThanOrEqual(0);
      expect((count?.start ?? 0) + (count?.received ?? 0) - (count?.sold ?? 0)).toBe(count?.left);
      expect(open).toBeLessThanOrEqual(1);
    }
  });

  test("that becomes few has one reorder under way, however many orders come", async () => {
    const store = await make();
    const asked: Reorder[] = [];
    let arrive: (outcome: Outcome) => void = () => {};
    const { say, app } = await shopWith(store, 9, (reorder) => {
      asked.push(reorder);
      return new Promise((resolve) => (arrive = resolve));
    });
    for (const user of ["ann", "ben", "cleo", "dan"]) {
      await say("order two honey", user);
      await say("yes", user);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(asked).toEqual([{ id: "reorder-1", product: "honey", quantity: 10 }]);
    expect((await standing(store)).open).toBe(1);
    arrive({ outcome: "restocked", quantity: 30 });
    await app.settled();
    expect(await standing(store)).toMatchObject({
      count: { start: 9, received: 30, sold: 8, left: 31 },
      open: 0,
      label: undefined,
    });
  });

  test("that could not be had is labelled, until it can", async () => {
    const store = await make();
    const outcomes: Outcome[] = [{ outcome: "labelled" }, { outcome: "restocked", quantity: 20 }];
    const { say, app } = await shopWith(store, 6, async () => outcomes.shift() ?? { outcome: "labelled" });
    await say("order two honey");
    await say("yes");
    await app.settled();
    expect(await standing(store)).toMatchObject({ label: "less than 5 items", open: 0, count: { left: 4 } });
    // The sweep tries again what is still few.
    await app.tick("sweep", 1_780_000_300_000);
    await app.settled();
    expect(await standing(store)).toMatchObject({
      label: undefined,
      open: 0,
      count: { received: 20, left: 24 },
    });
  });

  test("that a vendor is asked for in vain is tried again, and a crash in between orders nothing twice", async () => {
    const store = await make();
    const ids = new Set<string>();
    let tries = 0;
    const flaky = async ({ id }: Reorder): Promise<Outcome> => {
      ids.add(id);
      if (++tries === 1) throw new Error("the process was killed");
      return { outcome: "restocked", quantity: 10 };
    };
    const { say, app } = await shopWith(store, 6, flaky);
    await say("order two honey");
    await say("yes");
    await app.settled();
    // Another process takes up what the first has left.
    for (let i = 0; i < 4 && (await standing(store)).open > 0; i++) {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await app.deliver();
      await app.settled();
    }
    expect([...ids]).toEqual(["reorder-1"]);
    expect(await standing(store)).toMatchObject({ count: { received: 10, left: 14 }, open: 0 });
  });
});
