import { describe, expect, test } from "vitest";
import { memory, type App, type Store, type Turn } from "palaver";
import { sqlite } from "palaver/sqlite";
import { relayApp } from "../../../intents/relay/index.ts";
import { testClock, type TestClock } from "../../support/clock.ts";
import { temporaryFile } from "../../support/file.ts";
import { faulty, type Fault, type Faulty } from "../../support/stores.ts";
import { said } from "../../support/turns.ts";
import { createWorld, type World } from "./world.ts";

const begin = (store: Store, clock: TestClock, world: World): App =>
  relayApp(world.team, { store, clock, log: () => {}, recognizer: { understand: () => [] } });

const intent = (id: string, name: string, message?: string): Turn => ({
  ...said("", { id, conversation: id, at: 0 }),
  input: {
    type: "intent",
    interpretation: {
      intent: name,
      confidence: 1,
      slots: message === undefined ? [] : [{ name: "message", values: [{ text: message, matches: [] }] }],
    },
  },
});

/** Two messages of one person are told, and each is answered under the thread that both are in. */
async function live(
  app: App,
  clock: TestClock,
  world: World,
  heard: string[],
  unanswered: Turn[],
): Promise<void> {
  const respond = async (turn: Turn) => {
    const at = { ...turn, at: clock.now() };
    const text = await Promise.race([
      app.respond(at).then(
        (it) => it.text,
        () => "",
      ),
      clock.pass(2_000).then(() => ""),
    ]);
    await app.settled();
    return text;
  };
  await respond(intent("1", "Tell", "first"));
  await respond(intent("2", "Tell", "second"));
  for (let minute = 0; minute < 4; minute++) {
    await Promise.race([app.deliver().catch(() => undefined), clock.pass(1_000)]);
    await app.settled();
    const root = world.said.find(({ key, thread }) => key !== undefined && thread === undefined);
    for (const word of minute === 1 ? ["one", "two"] : [])
      if (root && !world.said.some(({ text }) => text === word))
        world.say("UKevin", word, root.channel, root.ts);
    await Promise.race([app.tick("poll", clock.now()).catch(() => undefined), clock.pass(1_000)]);
    await app.settled();
    await clock.pass(60_000);
  }
  // Who got no answer is told that something broke, or asks the same again.
  for (const turn of [
    ...unanswered.splice(0),
    intent(`ask ${clock.now()}`, "Replies"),
    intent(`again ${clock.now()}`, "Replies"),
  ]) {
    const text = await respond(turn);
    heard.push(text);
    if (text === "") unanswered.push(turn);
  }
}

/** Processes one after the other, each on a store that goes wrong in its way, and two on a sound one. */
async function crash(make: () => Store | Promise<Store>, ...ways: readonly ((store: Store) => Faulty)[]) {
  const [store, clock] = [await make(), testClock()];
  const world = createWorld({ now: () => clock.now() });
  const heard: string[] = [];
  const unanswered: Turn[] = [];
  const stores = ways.map((wrong) => wrong(store));
  for (const dying of stores) await live(begin(dying, clock, world), clock, world, heard, unanswered);
  await live(begin(store, clock, world), clock, world, heard, unanswered);
  await live(begin(store, clock, world), clock, world, heard, unanswered);
  const posts = world.said.filter(({ key }) => key !== undefined);
  const told = heard.join(" ");
  // A turn whose answer could not even be kept is given an apology, and is then no message; it was told so.
  for (const word of ["first", "second"])
    expect(posts.filter(({ text }) => text === word).length).toBeLessThanOrEqual(1);
  const acknowledged = await Promise.all(
    ["1", "2"].map(async (id) => (await begin(store, clock, world).respond(intent(id, "Tell"))).text),
  );
  // Who did not learn that the first was taken says it anew after the second, so the order is for the simulation.
  expect(posts.map(({ text }) => text).sort()).toEqual(
    ["first", "second"].filter((word, i) => acknowledged[i] === `I am telling the team: ${word}`),
  );
  expect(new Set(posts.map(({ ts, thread }) => thread ?? ts)).size).toBeLessThanOrEqual(1);
  for (const word of world.said.filter(({ by }) => by !== undefined).map(({ text }) => text)) {
    const plain =
      told.replaceAll(`Once more: Kevin says: ${word}`, "").split(`Kevin says: ${word}`).length - 1;
    expect(plain, `${word} in "${told}"`).toBeLessThanOrEqual(1);
    expect(told).toContain(`Kevin says: ${word}`);
  }
  await store.close?.();
  return stores;
}

async function enumerate(run: (n: number) => Promise<Faulty | undefined>): Promise<number> {
  for (let n = 1; ; n++) {
    const store = await run(n).catch((error: unknown) => {
      throw new Error(`It went wrong at call ${n}.`, { cause: error });
    });
    if (!store?.struck) return n - 1;
  }
}

const stores: Readonly<Record<string, () => Store | Promise<Store>>> = {
  memory,
  SQLite: () => sqlite({ file: temporaryFile("relay.sqlite") }),
};

const faults: readonly (readonly [string, Fault, number])[] = [
  ["dies just before", "before", Infinity],
  ["dies just after", "after", Infinity],
  ["loses the answer to", "after", 0],
  ["is denied the answer to", "denied", 0],
];

describe.each(Object.entries(stores))("kept in %s", (_, make) => {
  test.each(faults)(
    "a relay that %s any call of its store posts and captures once",
    async (_, fault, more) => {
      const points = await enumerate(async (n) => {
        const [store] = await crash(make, (it) => faulty(it, fault, n, n + more));
        return store;
      });
      expect(points).toBeGreaterThan(60);
    },
    300_000,
  );
});

test(
  "nor is anything lost or doubled where the next one dies as well, anywhere",
  { timeout: 300_000 },
  async () => {
    const every = Number(process.env["PALAVER_PAIRS"] ?? 25);
    const points = await enumerate(async (n) => {
      let first: Faulty | undefined;
      if (n % every !== 0) [first] = await crash(memory, (it) => faulty(it, "after", n, Infinity));
      else
        await enumerate(async (m) => {
          const both = await crash(
            memory,
            (it) => faulty(it, "after", n, Infinity),
            (it) => faulty(it, "before", m, Infinity),
          );
          first = both[0];
          return both[1];
        });
      return first;
    });
    expect(points).toBeGreaterThan(60);
  },
);
