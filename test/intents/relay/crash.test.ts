import { describe, expect, test } from "vitest";
import { memory, type App, type Channel, type Store, type Turn } from "palaver";
import { sqlite } from "palaver/sqlite";
import { relayApp } from "../../../intents/relay/index.ts";
import { testClock, type TestClock } from "../../support/clock.ts";
import { temporaryFile } from "../../support/file.ts";
import { faulty, type Fault, type Faulty } from "../../support/stores.ts";
import { said } from "../../support/turns.ts";
import { createWorld, type World } from "./world.ts";

/** Where a person is who is told of answers without asking: each message is shown once, and what was shown was heard. */
function createPage(heard: string[]): Channel {
  const shown = new Set<string>();
  return {
    name: "test",
    read: () => undefined,
    write: () => undefined,
    async send({ key, reply }) {
      if (!shown.has(key)) heard.push(reply.text);
      shown.add(key);
    },
  };
}

const relayIn =
  (clock: TestClock, world: World, page?: Channel) =>
  (store: Store): App => {
    const app = relayApp(world.team, { store, clock, log: () => {}, recognizer: { understand: () => [] } });
    if (page) app.connect(page);
    return app;
  };

const intent = (id: string, name: string, message?: string): Turn => ({
  ...said("", { id, conversation: id, at: 0, ...(name === "Tell" && { reach: "ann" }) }),
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
async function crash({ open, paged }: Way, ...ways: readonly ((store: Store) => Faulty)[]) {
  const [store, clock] = [await open(), testClock()];
  const world = createWorld({ now: () => clock.now() });
  const heard: string[] = [];
  const begin = relayIn(clock, world, paged ? createPage(heard) : undefined);
  const unanswered: Turn[] = [];
  const stores = ways.map((wrong) => wrong(store));
  for (const dying of stores) await live(begin(dying), clock, world, heard, unanswered);
  await live(begin(store), clock, world, heard, unanswered);
  await live(begin(store), clock, world, heard, unanswered);
  const posts = world.said.filter(({ key }) => key !== undefined);
  const told = heard.join(" ");
  // A turn whose answer could not even be kept is given an apology, and is then no message; it was told so.
  for (const word of ["first", "second"])
    expect(posts.filter(({ text }) => text === word).length).toBeLessThanOrEqual(1);
  const acknowledged = await Promise.all(
    ["1", "2"].map(async (id) => (await begin(store).respond(intent(id, "Tell"))).text),
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

interface Way {
  readonly open: () => Store | Promise<Store>;
  /** Whether what comes is shown to the person at once. */
  readonly paged?: boolean;
}

const asked: Way = { open: memory };
const shown: Way = { open: memory, paged: true };

const ways: Readonly<Record<string, Way>> = {
  "kept in memory": asked,
  "kept in SQLite": { open: () => sqlite({ file: temporaryFile("relay.sqlite") }) },
  "that brings answers": shown,
};

const faults: readonly (readonly [string, Fault, number])[] = [
  ["dies just before", "before", Infinity],
  ["dies just after", "after", Infinity],
  ["loses the answer to", "after", 0],
  ["is denied the answer to", "denied", 0],
];

describe.each(Object.entries(ways))("a relay %s", (_, way) => {
  test.each(faults)(
    "that %s any call of its store posts and captures once",
    async (_, fault, more) => {
      const points = await enumerate(async (n) => {
        const [store] = await crash(way, (it) => faulty(it, fault, n, n + more));
        return store;
      });
      expect(points).toBeGreaterThan(60);
    },
    300_000,
  );
});

/** Every so many of the first deaths is followed by every second one; all of them are with `PALAVER_PAIRS=1`. */
const every = Number(process.env["PALAVER_PAIRS"] ?? 50);

test.each([
  ["asked for", asked],
  ["brought", shown],
])(
  "nor is anything lost or doubled that is %s where the next one dies as well, anywhere",
  { timeout: 300_000 * (50 / every) },
  async (_, way) => {
    let pairs = 0;
    const points = await enumerate(async (n) => {
      let first: Faulty | undefined;
      if (n % every !== 0) [first] = await crash(way, (it) => faulty(it, "after", n, Infinity));
      else
        pairs += await enumerate(async (m) => {
          const both = await crash(
            way,
            (it) => faulty(it, "after", n, Infinity),
            (it) => faulty(it, "before", m, Infinity),
          );
          first = both[0];
          return both[1];
        });
      return first;
    });
    console.info(`${pairs} pairs of deaths, ${points} of a first one`);
    expect(points).toBeGreaterThan(60);
  },
);
