import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, bench, describe } from "vitest";
import { memory, type App, type Store } from "palaver";
import { sqlite } from "palaver/sqlite";
import { relayApp } from "../../intents/relay/index.ts";
import { createWorld, home } from "../intents/relay/world.ts";
import { said } from "../support/turns.ts";

const minute = 60_000;
const start = 1_780_000_000_000 - (1_780_000_000_000 % minute);

/** Seeded, so that every run has the same traffic. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

interface Model {
  readonly name: string;
  readonly people: number;
  /** Messages of all of them in eight hours. */
  readonly messages: number;
  /** What else is said in the channel in an hour. */
  readonly chatter: number;
  /** Within how many minutes the messages are sent. */
  readonly within: number;
  readonly perMinute?: number;
}

const models: readonly Model[] = [
  { name: "busy team", people: 10, messages: 40, chatter: 300, within: 480 },
  { name: "quiet evening", people: 1, messages: 6, chatter: 2, within: 480 },
  { name: "100 open relays in one channel", people: 100, messages: 100, chatter: 60, within: 60 },
  { name: "one call a minute", people: 6, messages: 12, chatter: 60, within: 480, perMinute: 1 },
];

function quietClock() {
  let now = start;
  const sleep = (milliseconds: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => {
      if (signal?.aborted || milliseconds < 300) resolve();
      else signal?.addEventListener("abort", () => resolve());
    });
  return { now: () => now, random: () => 0.5, sleep, to: (at: number) => void (now = at) };
}

type Quiet = ReturnType<typeof quietClock>;

/** A store that notes when something was put into an inbox, by its name. */
function noting(store: Store, clock: Quiet): Store & { readonly at: Map<string, number> } {
  const at = new Map<string, number>();
  return {
    ...store,
    at,
    commit: async (changes) => {
      const done = await store.commit(changes);
      for (const { address, becomes } of done ? changes : []) {
        const [kind, name = ""] = address.sort.split("/");
        if (kind === "inbox" && typeof becomes === "object" && !at.has(name)) at.set(name, clock.now());
      }
      return done;
    },
  };
}

const tell = (app: App, user: string, id: string, at: number) =>
  app.respond({
    ...said("", { id, user, conversation: user, at }),
    input: {
      type: "intent",
      interpretation: {
        intent: "Tell",
        confidence: 1,
        slots: [{ name: "message", values: [{ text: id, matches: [] }] }],
      },
    },
  });

const quantile = (all: readonly number[], q: number) =>
  [...all].sort((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * q))] ?? Number.NaN;

/** One day of a model: calls for each answer that arrived, and how late answers were, in seconds; ours and the naive way's. */
async function day({ people, messages, chatter, within, perMinute }: Model, seed: number) {
  const [random, clock] = [dice(seed), quietClock()];
  const world = createWorld({ now: clock.now, ...(perMinute !== undefined && { perMinute }) });
  const store = noting(memory(), clock);
  const app = relayApp(world.team, { store, clock, log: () => {}, recognizer: { understand: () => [] } });
  type Event = { readonly at: number; readonly act: () => Promise<unknown> };
  const events: Event[] = [];
  const planned: { readonly at: number; readonly root: () => string | undefined }[] = [];
  for (let n = 0; n < messages; n++) {
    const at = start + random() * within * minute;
    const text = `m${n}`;
    events.push({ at, act: () => tell(app, `user ${n % people}`, text, at) });
    const root = () => {
      const post = world.said.find((it) => it.text === text);
      return post && (post.thread ?? post.ts);
    };
    const count = Math.floor(random() * 5);
    // Mostly within a quarter of an hour, and some up to four hours later.
    for (let k = 0; k < count; k++) {
      const after = random() < 0.8 ? -Math.log(1 - random()) * 12 : random() * 240;
      planned.push({ at: at + (after + 0.2) * minute, root });
    }
  }
  const answered: { readonly ts: string; readonly at: number }[] = [];
  for (const { at, root } of planned) {
    events.push({
      at,
      act: async () => {
        const thread = root();
        if (thread !== undefined)
          answered.push({ ts: world.say("UKevin", "yes", home.channel, thread).ts, at });
      },
    });
  }
  for (let n = 0; n < chatter * 8; n++)
    events.push({
      at: start + random() * 480 * minute,
      act: async () => world.say("UAda", "lunch?", home.channel),
    });
  events.sort((a, b) => a.at - b.at);
  let naive = 0;
  const opened = new Map<string, number>();
  for (let at = start; at < start + 17 * 60 * minute; at += minute) {
    while (events[0] && events[0].at < at) {
      const next = events.shift();
      clock.to(next?.at ?? at);
      await next?.act();
      await app.settled();
    }
    clock.to(at);
    await app.deliver();
    await app.tick("poll", at);
    await app.settled();
    for (const post of world.said)
      if (post.key !== undefined) opened.set(post.ts, Number(post.ts.slice(0, 10)) * 1_000);
    naive += [...opened.values()].filter((since) => at - since < 480 * minute).length;
  }
  const delays = answered.map((it) => ((store.at.get(it.ts) ?? Infinity) - it.at) / 1_000);
  const naiveDelays = answered.map(({ at }) => (Math.ceil(at / minute) * minute - at) / 1_000);
  const calls = (world.calls.get("thread") ?? 0) + (world.calls.get("heads") ?? 0);
  return { calls, naive, delays, naiveDelays, answers: answered.length };
}

describe("looking for answers, in virtual time", async () => {
  for (const model of models) {
    const days: Awaited<ReturnType<typeof day>>[] = [];
    for (let seed = 1; seed <= 2; seed++) days.push(await day(model, seed));
    const sum = (of: (it: (typeof days)[number]) => number) => days.reduce((all, it) => all + of(it), 0);
    const answers = sum((it) => it.answers);
    const delays = days.flatMap((it) => it.delays);
    const naive = days.flatMap((it) => it.naiveDelays);
    const lost = delays.filter((it) => !Number.isFinite(it)).length;
    console.info(
      `${model.name}: ${(sum((it) => it.calls) / answers).toFixed(1)} calls per answer, ` +
        `median ${quantile(delays, 0.5).toFixed(0)} s, p95 ${quantile(delays, 0.95).toFixed(0)} s, ${lost} of ${answers} missed; ` +
        `every thread each minute: ${(sum((it) => it.naive) / answers).toFixed(1)} calls, ` +
        `median ${quantile(naive, 0.5).toFixed(0)} s, p95 ${quantile(naive, 0.95).toFixed(0)} s`,
    );
  }
  bench("nothing", () => {});
});

describe("a poll of one channel with one open thread, kept in SQLite", async () => {
  const folder = mkdtempSync(join(tmpdir(), "palaver-bench-"));
  const clock = quietClock();
  const world = createWorld({ now: clock.now });
  const store = await sqlite({ file: join(folder, "relay.sqlite") });
  const pace = { openFor: 1e12, steps: [], last: minute };
  const app = relayApp(world.team, {
    store,
    clock,
    log: () => {},
    pace,
    recognizer: { understand: () => [] },
  });
  await tell(app, "ann", "hello", start);
  await app.settled();
  let at = start;
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });
  bench("tick, look and commit", async () => {
    clock.to((at += minute));
    await app.tick("poll", at);
    await app.settled();
  });
});
