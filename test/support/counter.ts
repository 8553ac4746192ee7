import { onTestFinished } from "vitest";
import { createApp, intent, memory, type Store, type Work } from "palaver";
import { person, type Device } from "palaver/testing";
import { shopApp } from "../../intents/shop/index.ts";
import { createShop, type ShopOptions } from "../../intents/shop/shop.ts";
import { usageOn, type Usage } from "../../intents/shop/usage.ts";
import { testClock } from "./clock.ts";
import { said } from "./turns.ts";

/** Does things with a store, each in the commit of a turn of its own. */
export type Clerk = <T>(act: (work: Work) => T | Promise<T>) => Promise<T>;

/** Somebody behind the counter, who may do what no shopper can. */
export function clerkOf(store: Store, clock = testClock()): Clerk {
  let [act, turns]: [(work: Work) => unknown, number] = [() => {}, 0];
  const app = createApp({
    name: "clerk",
    store,
    clock,
    intents: [
      intent("Act", {
        utterances: ["act"],
        fulfil: async ({ store: work }) => (await act(work), "Done."),
      }),
    ],
  });
  return async <T>(how: (work: Work) => T | Promise<T>) => {
    const done: T[] = [];
    act = async (work) => done.push(await how(work));
    await app.respond(said("act", { conversation: "counter", user: "clerk", id: `clerk ${++turns}` }));
    // The handler has run, or the turn would have thrown.
    return done.at(-1) as T;
  };
}

/** The shop with a clock that a test moves, people who talk to it, and a clerk. */
export async function counter(options: ShopOptions = {}) {
  const { store = memory() } = options;
  const clock = testClock();
  const shop = createShop({ ...options, store });
  const app = shopApp({ store, clock, zone: "UTC", log: () => {} }, shop);
  await shop.shelf.sync();
  onTestFinished(() => app.close());
  const clerk = clerkOf(store, clock);
  const people = new Map<string, Device>();

  /** Says lines one after the other, and gives the answer to the last. */
  async function say(user: string, ...lines: readonly string[]): Promise<string> {
    const device = people.get(user) ?? person(app, { user });
    people.set(user, device);
    let heard: readonly string[] = [];
    for (const line of lines) heard = await device.say(line);
    return heard.join(" ");
  }

  return {
    store,
    clock,
    shop,
    app,
    clerk,
    say,
    /** What was noted today of one kind. */
    noted: async (what: Usage["what"]) => {
      const day = new Date(clock.now()).toISOString().slice(0, 10);
      return (await clerk((work) => usageOn(work, day))).filter((it) => it.what === what);
    },
  };
}
