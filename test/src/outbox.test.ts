import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  createApp,
  effect,
  intent,
  memory,
  parked,
  received,
  send,
  Undelivered,
  type App,
  type AppOptions,
  type Attempt,
  type Channel,
  type Effect,
  type EffectKind,
  type Message,
} from "palaver";
import { quiet, start, testClock } from "../support/clock.ts";
import { keptLog } from "../support/log.ts";
import { said } from "../support/turns.ts";

/** What the outside makes of one try: a receipt, or something thrown. */
type Outside = (payload: string, attempt: Attempt) => Promise<string> | string;

interface Scene {
  readonly outside?: Outside;
  readonly reconcile?: (payload: string, attempt: Attempt) => Promise<string | undefined>;
  readonly retry?: Parameters<typeof effect>[1]["retry"];
  /** What a handler does with the words after "do". */
  readonly effects?: (words: string, post: EffectKind<string, string>) => readonly Effect[];
  readonly app?: Partial<AppOptions>;
  readonly listeners?: (post: EffectKind<string, string>) => AppOptions["listeners"];
}

/** An app that posts what it is told to, in a world where time stands still. */
function world({
  outside = (payload) => `done ${payload}`,
  reconcile,
  retry,
  effects,
  app,
  listeners,
}: Scene = {}) {
  const clock = testClock();
  const store = memory();
  const { log, entries } = keptLog();
  const tries: { payload: string; key: string; number: number; at: number }[] = [];
  const post = effect<string, string>("post", {
    payload: z.string(),
    ...(retry && { retry }),
    async deliver(payload, attempt) {
      tries.push({ payload, key: attempt.key, number: attempt.number, at: clock.now() - start });
      return outside(payload, attempt);
    },
    ...(reconcile && { reconcile }),
  });
  const act = intent("Do", {
    utterances: ["do {words}", "do"],
    slots: { words: z.string() },
    elicit: { words: "What?" },
    fulfil: ({ slots: { words } }) => ({
      speech: `I will ${words}.`,
      effects: effects ? effects(words, post) : words.split(" and ").map((it) => post.of(it)),
    }),
  });
  const on = listeners?.(post);
  const make = (more: Partial<AppOptions> = {}): App =>
    createApp({
      name: "doer",
      intents: [act],
      effects: [post],
      ...(on && { listeners: on }),
      store,
      clock,
      log,
      ...app,
      ...more,
    });
  return { clock, store, entries, tries, post, act, make, did: () => tries.map(({ payload }) => payload) };
}

const unknown = () => Promise.reject(new Error("connection reset"));
const refused = (reason = "no such channel") => Promise.reject(new Undelivered("refused", reason));
const notDone = (retryAfter?: number) =>
  Promise.reject(new Undelivered("not-done", "busy", { ...(retryAfter !== undefined && { retryAfter }) }));
const never = () => new Promise<never>(() => {});

describe("an effect", () => {
  test("is delivered once, after its turn, with the key of its turn and its place in it", async () => {
    const { make, tries } = world();
    const app = make();
    const turn = said("do this and that", { id: "t1" });
    expect((await app.respond(turn)).text).toBe("I will this and that.");
    await app.respond(turn);
    await app.settled();
    await app.deliver();
    expect(tries).toMatchObject([
      { payload: "this", key: "test/t1/0", number: 1 },
      { payload: "that", key: "test/t1/1", number: 1 },
    ]);
  });

  test("says when it was committed", async () => {
    const sinces: number[] = [];
    let fails = 1;
    const { make, clock } = world({
      outside: (_, { since }) => (sinces.push(since), fails-- > 0 ? unknown() : "done"),
    });
    const app = make();
    await app.respond(said("do this"));
    await app.settled();
    await clock.pass(5_000);
    await app.deliver();
    expect(sinces).toEqual([start, start]);
  });

  test("of a turn that is not committed is not delivered", async () => {
    const { make, tries, store } = world();
    const app = make({ store: { ...store, commit: () => Promise.reject(new Error("no")) } });
    await expect(app.respond(said("do this"))).rejects.toThrow("no");
    await app.settled();
    await make().deliver();
    expect(tries).toEqual([]);
  });

  test("of a kind that the app does not have is refused at its turn, and nothing of the turn remains", async () => {
    const { make, entries, tries } = world({
      effects: (words, post) => [post.of(words), { kind: "pots", payload: "x" }],
    });
    const app = make();
    const { text } = await app.respond(said("do this"));
    expect(text).toBe("Sorry, something went wrong. Please try again.");
    expect(entries).toMatchObject([
      { event: "handler failed", error: "PalaverError", code: "unknown-effect" },
    ]);
    await app.settled();
    expect(tries).toEqual([]);
  });

  test("is refused where it is made if its payload does not fit", () => {
    const stock = effect("order", {
      payload: z.object({ count: z.number().int() }),
      deliver: async () => undefined,
    });
    expect(() => stock.of({ count: 1.5 })).toThrow(/^An effect "order" cannot carry this payload: .*int/);
  });

  test("of a kind that this process does not know is left for one that does", async () => {
    const { make, did, entries, clock } = world();
    const crashed = make({ effects: [effect("post", { payload: z.string(), deliver: never })] });
    await crashed.respond(said("do this"));
    await clock.pass(60_000);
    await make({ effects: [] }).deliver();
    expect(did()).toEqual([]);
    const knows = make();
    await knows.deliver();
    expect(did()).toEqual(["this"]);
    expect(await knows.parked()).toEqual([]);
    expect(entries.filter(({ level }) => level === "error")).toEqual([]);
  });
});

describe("the order of effects", () => {
  const many = [..."abcdefghijklm"];

  test("is that in which a turn gave them, however many they are", async () => {
    const { make, did } = world();
    const app = make();
    await app.respond(said(`do ${many.join(" and ")}`));
    await app.settled();
    expect(did()).toEqual(many);
  });

  test("is that of the turns of a conversation, even within one millisecond, whatever the turns are called", async () => {
    const outside = { up: false };
    const { make, did, clock } = world({ outside: () => (outside.up ? "done" : notDone()) });
    const app = make();
    for (const [i, words] of many.entries()) await app.respond(said(`do ${words}`, { id: `t${99 - i}` }));
    await app.settled();
    outside.up = true;
    await clock.pass(60_000);
    await app.deliver();
    expect(did().slice(-many.length)).toEqual(many);
  });

  test("is kept by one that has to wait: those behind it in its conversation wait too, others do not", async () => {
    let down = true;
    const { make, did, clock } = world({
      outside: (payload) => (payload === "slow" && down ? notDone() : "done"),
    });
    const app = make();
    await app.respond(said("do slow and after"));
    await app.respond(said("do later"));
    await app.respond(said("do elsewhere", { conversation: "car" }));
    await app.settled();
    expect(did()).toEqual(["slow", "elsewhere"]);
    down = false;
    await clock.pass(1_000);
    await app.deliver();
    expect(did()).toEqual(["slow", "elsewhere", "slow", "after", "later"]);
  });

  test("is that of a lane where they are given one, whichever turns and conversations they come from", async () => {
    let down = true;
    const { make, did, clock } = world({
      outside: (payload) => (payload === "slow" && down ? notDone() : "done"),
      effects: (words, post) => [{ ...post.of(words), lane: words === "beside" ? "another" : "the lane" }],
    });
    const app = make();
    await app.respond(said("do slow"));
    await app.respond(said("do behind", { conversation: "car" }));
    await app.respond(said("do beside"));
    await app.settled();
    expect(did()).toEqual(["slow", "beside"]);
    down = false;
    await clock.pass(1_000);
    await app.deliver();
    expect(did()).toEqual(["slow", "beside", "slow", "behind"]);
  });

  test("of a lane is not that of a conversation with the same name", async () => {
    const { make, did } = world({
      outside: (payload) => (payload === "slow" ? notDone() : "done"),
      effects: (words, post) => [{ ...post.of(words), ...(words === "slow" && { lane: "test/kitchen" }) }],
    });
    const app = make();
    await app.respond(said("do slow"));
    await app.respond(said("do beside"));
    await app.settled();
    expect(did()).toEqual(["slow", "beside"]);
  });

  test.each([
    ["as the app counts them", true, ["one", "two", "three"]],
    ["by the clock, if the app does not count them,", false, ["three", "one", "two"]],
  ])("is kept %s where the clock was set back and a process died", async (_, counted, order) => {
    const outside = { up: false };
    let count = 0;
    const { make, did, clock } = world({
      outside: () => (outside.up ? "done" : notDone()),
      effects: (words, post) => [{ ...post.of(words), lane: "all", ...(counted && { order: ++count }) }],
    });
    const at = (jump: number) => make({ clock: { ...clock, now: () => clock.now() + jump } });
    const first = at(0);
    await first.respond(said("do one"));
    await first.respond(said("do two"));
    await first.settled();
    const second = at(-3_600_000);
    await second.respond(said("do three"));
    await second.settled();
    outside.up = true;
    await clock.pass(60_000);
    const third = at(0);
    await third.deliver();
    await third.settled();
    expect(did().slice(-3)).toEqual(order);
  });

  test("across conversations is nobody's: one that never answers holds up only its own", async () => {
    const { make, did } = world({ outside: (payload) => (payload === "hang" ? never() : "done") });
    const app = make();
    await app.respond(said("do hang"));
    await app.respond(said("do behind"));
    await app.respond(said("do beside", { conversation: "car" }));
    await quiet();
    expect(did()).toEqual(["hang", "beside"]);
  });

  test("across conversations is nobody's also where a host looks after all of them at once", async () => {
    const { make, did, clock } = world({ outside: (payload) => (payload === "hang" ? never() : notDone()) });
    const app = make();
    await app.respond(said("do beside", { conversation: "car" }));
    const crashed = make({ effects: [effect("post", { payload: z.string(), deliver: never })] });
    await crashed.respond(said("do hang", { conversation: "attic" }));
    await crashed.respond(said("do hang"));
    await app.settled();
    await clock.pass(60_000);
    void app.deliver();
    await quiet();
    expect(did().toSorted()).toEqual(["beside", "beside", "hang", "hang"]);
  });

  test("goes on behind one that is given up", async () => {
    const { make, did } = world({ outside: (payload) => (payload === "bad" ? refused() : "done") });
    const app = make();
    await app.respond(said("do bad and good"));
    await app.settled();
    expect(did()).toEqual(["bad", "good"]);
  });
});

describe("an effect that fails", () => {
  /** When, in milliseconds after the turn, an effect that always fails is tried, by a host that looks each 100 ms. */
  async function triesOf(scene: Scene, chance: number, span: number): Promise<number[]> {
    const { make, tries, clock } = world(scene);
    clock.chance(chance);
    const app = make();
    await app.respond(said("do this"));
    await app.settled();
    for (let passed = 0; passed < span; passed += 100) {
      await clock.pass(100);
      await app.deliver();
    }
    return tries.map(({ at }) => at);
  }

  test("is tried again after a second, then two, then four, up to the longest wait", async () => {
    expect(await triesOf({ outside: unknown, retry: { cap: 5_000, attempts: 6 } }, 0, 30_000)).toEqual([
      0, 1_000, 3_000, 7_000, 12_000, 17_000,
    ]);
  });

  test("is tried again a little earlier by chance, at most by half", async () => {
    expect(await triesOf({ outside: unknown, retry: { attempts: 4 } }, 0.999_999, 10_000)).toEqual([
      0, 600, 1_700, 3_800,
    ]);
  });

  test("waits as long as the other side asks for, and no less than that", async () => {
    expect(await triesOf({ outside: () => notDone(7_000), retry: { attempts: 3 } }, 0, 20_000)).toEqual([
      0, 7_000, 14_000,
    ]);
    expect(await triesOf({ outside: () => notDone(10), retry: { attempts: 3 } }, 0, 20_000)).toEqual([
      0, 1_000, 3_000,
    ]);
  });

  test("keeps its key from try to try, and counts the tries", async () => {
    const { make, tries, clock } = world({ outside: unknown });
    const app = make();
    await app.respond(said("do this", { id: "t1" }));
    for (let i = 0; i < 3; i++) {
      await clock.pass(60_000);
      await app.deliver();
    }
    expect(tries.map(({ key, number }) => `${key} ${number}`)).toEqual(
      [1, 2, 3, 4].map((n) => `test/t1/0 ${n}`),
    );
  });

  test("of an unknown outcome is asked about before it is tried again, and not done twice", async () => {
    const asked: number[] = [];
    const receipts: string[] = [];
    const { make, tries, clock } = world({
      outside: unknown,
      reconcile: async (_, { number }) => (asked.push(number), "it was done"),
      listeners: (post) => [received(post, ({ data }) => void receipts.push(data.receipt))],
    });
    const app = make();
    await app.respond(said("do this"));
    await app.settled();
    await clock.pass(1_000);
    await app.deliver();
    await app.settled();
    expect([tries.length, asked, receipts]).toEqual([1, [2], ["it was done"]]);
  });

  test("of an unknown outcome is tried again where it turns out not to have been done", async () => {
    let failures = 1;
    const { make, tries, clock } = world({
      outside: () => (failures-- > 0 ? unknown() : "done"),
      reconcile: async () => undefined,
    });
    const app = make();
    await app.respond(said("do this"));
    await app.settled();
    await clock.pass(1_000);
    await app.deliver();
    expect(tries).toHaveLength(2);
  });

  test("that says nothing was done is simply tried again, without asking", async () => {
    let failures = 1;
    const { make, tries, clock } = world({
      outside: () => (failures-- > 0 ? notDone() : "done"),
      reconcile: () => Promise.reject(new Error("This is never asked.")),
    });
    const app = make();
    await app.respond(said("do this"));
    await app.settled();
    await clock.pass(1_000);
    await app.deliver();
    expect(tries).toHaveLength(2);
  });

  test("stays of an unknown outcome while nobody can be asked", async () => {
    let asked = 0;
    const { make, tries, clock } = world({
      outside: unknown,
      reconcile: async () => (++asked < 3 ? notDone() : "it was done"),
    });
    const app = make();
    await app.respond(said("do this"));
    for (let i = 0; i < 4; i++) {
      await app.settled();
      await clock.pass(60_000);
      await app.deliver();
    }
    expect([tries.length, asked]).toEqual([1, 3]);
    expect(await app.parked()).toEqual([]);
  });

  test("is told when it has taken too long, and counts as of an unknown outcome", async () => {
    const signals: AbortSignal[] = [];
    const { make, clock, entries, tries } = world({
      outside: (_, { signal }) => (signals.push(signal), never()),
      reconcile: async () => "it was done",
      retry: { timeout: 3_000 },
    });
    const app = make();
    void app.respond(said("do this"));
    await clock.pass(2_999);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    await clock.pass(1);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(entries).toMatchObject([{ level: "warn", event: "effect failed", error: "timeout" }]);
    await clock.pass(1_000);
    await app.deliver();
    await app.settled();
    expect(tries).toHaveLength(1);
    expect(clock.sleepers).toBe(0);
  });

  test("is in the log by kind, key and reason, without a word of its payload or of an error nobody expected", async () => {
    const secret = "canary 0451";
    const { make, entries, clock } = world({
      outside: (_, { number }) =>
        number === 1 ? Promise.reject(new Error(secret)) : refused("channel_not_found"),
    });
    const app = make();
    await app.respond(said(`do ${secret}`, { id: "t1" }));
    await app.settled();
    await clock.pass(1_000);
    await app.deliver();
    expect(entries).toEqual([
      { level: "warn", event: "effect failed", effect: "post", turn: "test/t1/0", error: "unexpected error" },
      {
        level: "error",
        event: "effect parked",
        effect: "post",
        turn: "test/t1/0",
        error: "channel_not_found",
      },
    ]);
    expect(JSON.stringify(entries)).not.toContain("canary");
  });
});

describe("an effect that is given up", () => {
  test("is parked at once where it was refused, and listed with the reason", async () => {
    const { make, tries } = world({ outside: () => refused() });
    const app = make();
    await app.respond(said("do this", { id: "t1" }));
    await app.settled();
    expect(tries).toHaveLength(1);
    expect(await app.parked()).toEqual([
      { key: "test/t1/0", kind: "post", payload: "this", attempts: 1, reason: "no such channel" },
    ]);
    await app.deliver();
    expect(tries).toHaveLength(1);
  });

  test("is parked after as many tries as its kind allows", async () => {
    const { make, tries, clock } = world({ outside: unknown, retry: { attempts: 3 } });
    const app = make();
    await app.respond(said("do this", { id: "t1" }));
    for (let i = 0; i < 6; i++) {
      await clock.pass(600_000);
      await app.deliver();
    }
    expect(tries).toHaveLength(3);
    expect(await app.parked()).toMatchObject([{ attempts: 3, reason: "unexpected error" }]);
  });

  test("is delivered once when it is redriven, by key, after it was asked about", async () => {
    const outside = { up: false };
    const { make, tries } = world({
      outside: () => (outside.up ? "done" : refused()),
      reconcile: async () => undefined,
    });
    const app = make();
    await app.respond(said("do this", { id: "t1" }));
    await app.settled();
    outside.up = true;
    expect(await app.redrive("test/t1/0")).toBe(true);
    await app.deliver();
    await app.settled();
    expect(tries).toHaveLength(2);
    expect(await app.parked()).toEqual([]);
    expect(await app.redrive("test/t1/0")).toBe(false);
    await app.deliver();
    expect(tries).toHaveLength(2);
  });

  test("is not done again by a redrive if it was done after all", async () => {
    let done: string | undefined;
    const { make, tries, clock } = world({
      outside: unknown,
      reconcile: async () => done,
      retry: { attempts: 1 },
    });
    const app = make();
    await app.respond(said("do this", { id: "t1" }));
    await app.settled();
    done = "long ago";
    await app.redrive("test/t1/0");
    await app.deliver();
    await clock.pass(60_000);
    await app.deliver();
    expect(tries).toHaveLength(1);
    expect(await app.parked()).toEqual([]);
  });

  test("has all its tries again when it is redriven, and is parked and announced anew if they are in vain", async () => {
    const announced: string[] = [];
    const { make, tries, clock } = world({
      outside: unknown,
      retry: { attempts: 2 },
      listeners: (post) => [
        parked(post, ({ data }) => {
          announced.push(data.key);
          return "It did not work.";
        }),
      ],
    });
    const app = make();
    await app.respond(said("do this", { id: "t1" }));
    const tryOut = async () => {
      for (let i = 0; i < 5; i++) {
        await app.settled();
        await clock.pass(60_000);
        await app.deliver();
      }
    };
    await tryOut();
    for (const round of [2, 3]) {
      expect(await app.redrive("test/t1/0")).toBe(true);
      await tryOut();
      expect([tries.length, announced.length, (await app.parked()).length]).toEqual([2 * round, round, 1]);
    }
  });

  test("that nobody ever parked is not redriven", async () => {
    expect(await world().make().redrive("test/t1/0")).toBe(false);
  });
});

describe("what came of an effect", () => {
  const to = { room: "kitchen" };

  function wired(scene: Scene) {
    const sent: Message[] = [];
    const made = world(scene);
    const app = made.make();
    app.connect(channelOf(async (message) => void sent.push(message)));
    return { ...made, app, sent, heard: () => sent.map(({ reply }) => reply.text) };
  }

  test("comes back as a turn of the same conversation, which may answer", async () => {
    const seen: unknown[] = [];
    const { app, heard, sent } = wired({
      listeners: (post) => [
        received(post, ({ data, turn, person }) => {
          seen.push(data, turn.conversation, person.id);
          return `It is ${data.receipt}.`;
        }),
      ],
    });
    await app.respond(said("do this", { id: "t1", to }));
    await app.settled();
    expect(seen).toEqual([
      { key: "test/t1/1", kind: "post", payload: "this", receipt: "done this" },
      "kitchen",
      "test:ann",
    ]);
    expect(heard()).toEqual(["I will this.", "It is done this."]);
    expect(sent.map((it) => it.to)).toEqual([to, to]);
  });

  test("comes back once, may have effects of its own, and is delivered in the end", async () => {
    const { app, did } = wired({
      listeners: (post) => [
        received(post, ({ data }) =>
          data.payload.length < 4 ? { effects: [post.of(`${data.payload}!`)] } : undefined,
        ),
      ],
    });
    await app.respond(said("do x"));
    await app.settled();
    expect(did()).toEqual(["x", "x!", "x!!", "x!!!"]);
  });

  test("comes back where it was given up, with the reason", async () => {
    const { app, heard } = wired({
      outside: () => refused("is_archived"),
      listeners: (post) => [parked(post, ({ data }) => `I could not ${data.payload}: ${data.reason}.`)],
    });
    await app.respond(said("do this", { to }));
    await app.settled();
    expect(heard()).toEqual(["I will this.", "I could not this: is_archived."]);
  });

  test("does not close the question that is open meanwhile", async () => {
    let arrive = (_: string) => {};
    const { make } = world({
      outside: () => new Promise<string>((resolve) => (arrive = resolve)),
      listeners: (post) => [received(post, () => "Done.")],
    });
    const app = make();
    const say = async (text: string) => (await app.respond(said(text))).text;
    await say("do this");
    expect(await say("do")).toBe("What?");
    arrive("it");
    await app.settled();
    // What nobody could be told is said first.
    expect(await say("that")).toBe("Done. I will that.");
  });

  test("is not lost where its listener fails: it is logged, and the effect is over", async () => {
    const { app, entries, tries } = wired({
      listeners: (post) => [
        received(post, () => {
          throw new Error("canary");
        }),
      ],
    });
    await app.respond(said("do this", { id: "t1" }));
    await app.settled();
    await app.deliver();
    expect(tries).toHaveLength(1);
    expect(entries).toMatchObject([{ event: "handler failed", error: "Error" }]);
  });
});

describe("a turn that nobody waits for", () => {
  const to = { room: "kitchen" };

  function wired(deliver?: (message: Message) => Promise<string | void>, sent?: Channel["sent"]) {
    const messages: Message[] = [];
    const made = world();
    const app = made.make();
    app.connect({
      ...channelOf(async (message) => {
        messages.push(message);
        return deliver?.(message);
      }),
      ...(sent && { sent }),
    });
    return { ...made, app, messages };
  }

  test("is answered through its channel, once, however often it is delivered", async () => {
    const { app, messages } = wired();
    const turn = said("do this", { id: "t1", to });
    await Promise.all([app.respond(turn), app.respond(turn), app.respond(turn)]);
    await app.settled();
    await app.respond(turn);
    await app.settled();
    expect(messages.map(({ to, key, reply }) => [to, key, reply.text])).toEqual([
      [to, "test/t1/0", "I will this."],
    ]);
  });

  test("is answered before its effects are delivered", async () => {
    const order: string[] = [];
    const made = world({ outside: (payload) => (order.push(payload), "done") });
    const app = made.make();
    app.connect(channelOf(async ({ reply }) => void order.push(reply.text)));
    await app.respond(said("do this", { to }));
    await app.settled();
    expect(order).toEqual(["I will this.", "this"]);
  });

  test("is answered with the apology where its handler fails, once", async () => {
    const { messages } = wired();
    const made = world({ effects: () => [{ kind: "pots", payload: "x" }] });
    const app = made.make();
    app.connect(channelOf(async (message) => void messages.push(message)));
    const turn = said("do this", { to });
    await Promise.all([app.respond(turn), app.respond(turn)]);
    await app.settled();
    expect(messages.map(({ reply }) => reply.text)).toEqual([
      "Sorry, something went wrong. Please try again.",
    ]);
  });

  test("waits for a process in which its channel is connected", async () => {
    const made = world();
    const turn = said("do this", { to });
    const alone = made.make();
    await alone.respond(turn);
    await alone.settled();
    expect(made.did()).toEqual([]);
    const heard: string[] = [];
    const connected = made.make();
    connected.connect(channelOf(async ({ reply }) => void heard.push(reply.text)));
    await connected.deliver();
    expect(heard).toEqual(["I will this."]);
    expect(made.did()).toEqual(["this"]);
  });

  test("has its answer sent again with the same key where sending failed, if the channel cannot tell", async () => {
    let failures = 2;
    const { app, messages, clock } = wired(async () => (failures-- > 0 ? unknown() : undefined));
    await app.respond(said("do this", { id: "t1", to }));
    for (let i = 0; i < 4; i++) {
      await app.settled();
      await clock.pass(60_000);
      await app.deliver();
    }
    expect(messages.map(({ key }) => key)).toEqual(["test/t1/0", "test/t1/0", "test/t1/0"]);
  });

  test("has its answer sent once where sending failed and the channel finds it was sent after all", async () => {
    const { app, messages, clock, did } = wired(unknown, async ({ key }) => `found ${key}`);
    await app.respond(said("do this", { id: "t1", to }));
    await app.settled();
    await clock.pass(60_000);
    await app.deliver();
    await app.settled();
    expect(messages).toHaveLength(1);
    expect(did()).toEqual(["this"]);
  });

  test("sends nothing where there is nothing to say", async () => {
    const quietly = intent("Quiet", { utterances: ["quiet"], fulfil: () => undefined });
    const made = world({ app: { intents: [quietly] } });
    const messages: Message[] = [];
    const app = made.make();
    app.connect(channelOf(async (message) => void messages.push(message)));
    await app.respond(said("quiet", { to }));
    await app.settled();
    expect(messages).toEqual([]);
  });
});

test("a handler can have a message sent to any place of any channel", async () => {
  const made = world({ effects: (words) => [send("test", { room: "office" }, `Ann says: ${words}`)] });
  const messages: Message[] = [];
  const app = made.make();
  app.connect(channelOf(async (message) => void messages.push(message)));
  await app.respond(said("do this"));
  await app.settled();
  expect(messages.map(({ to, reply }) => [to, reply.text])).toEqual([[{ room: "office" }, "Ann says: this"]]);
});

describe("a crash", () => {
  /** A process that dies in the middle of its try, before or after the outside has done it. */
  async function dying(scene: Scene, did: boolean) {
    const made = world(scene);
    const dies = effect("post", {
      payload: z.string(),
      deliver: (payload, { key }) => {
        if (did) made.tries.push({ payload, key, number: 1, at: 0 });
        return never();
      },
    });
    const turn = said("do this", { id: "t1" });
    await made.make({ effects: [dies] }).respond(turn);
    await quiet();
    const restarted = made.make();
    return { ...made, restarted, turn };
  }

  test("between commit and delivery leaves the effect to the next process, which delivers it once", async () => {
    const { restarted, tries, clock, turn } = await dying({}, false);
    await restarted.deliver();
    expect(tries).toEqual([]);
    await clock.pass(20_000);
    await restarted.deliver();
    await restarted.deliver();
    await restarted.respond(turn);
    await restarted.settled();
    expect(tries.map(({ key }) => key)).toEqual(["test/t1/0"]);
  });

  test("before the try was begun costs no time: the same turn delivered again has it delivered at once", async () => {
    const { make, store, tries } = world();
    const turn = said("do this", { id: "t1" });
    let commits = 0;
    const dies = {
      ...store,
      commit: (changes: Parameters<typeof store.commit>[0]) =>
        ++commits > 1 ? Promise.reject(new Error("dead")) : store.commit(changes),
    };
    await make({ store: dies }).respond(turn);
    await quiet();
    const restarted = make();
    await restarted.respond(turn);
    await restarted.settled();
    expect(tries.map(({ key }) => key)).toEqual(["test/t1/0"]);
  });

  test("between delivery and receipt is found out by asking", async () => {
    const receipts: string[] = [];
    const { restarted, tries, clock } = await dying(
      {
        reconcile: async (_, { key }) => `found ${key}`,
        listeners: (post) => [received(post, ({ data }) => void receipts.push(data.receipt))],
      },
      true,
    );
    await clock.pass(20_000);
    await restarted.deliver();
    await restarted.settled();
    expect([tries.length, receipts]).toEqual([1, ["found test/t1/0"]]);
  });

  test("between delivery and receipt has it delivered again with the same key where nobody can be asked", async () => {
    const { restarted, tries, clock } = await dying({}, true);
    await clock.pass(20_000);
    await restarted.deliver();
    expect(tries.map(({ key }) => key)).toEqual(["test/t1/0", "test/t1/0"]);
  });
});

describe("two processes that look after one outbox", () => {
  test("try an effect once, though both find it at the same time", async () => {
    const { make, tries, clock } = world();
    const crashed = make({ effects: [effect("post", { payload: z.string(), deliver: never })] });
    await crashed.respond(said("do this"));
    await clock.pass(60_000);
    await Promise.all([make(), make(), make()].map((app) => app.deliver()));
    expect(tries).toHaveLength(1);
  });

  test("try it once, though one of them found it long before it looked again", async () => {
    const { make, tries, clock, store } = world({ outside: never });
    const crashed = make({ effects: [effect("post", { payload: z.string(), deliver: never })] });
    await crashed.respond(said("do this"));
    await clock.pass(60_000);
    let goOn = () => {};
    const late = {
      ...store,
      list: async (...about: Parameters<typeof store.list>) => {
        const found = await store.list(...about);
        await new Promise<void>((resolve) => (goOn = resolve));
        return found;
      },
    };
    void make({ store: late }).deliver();
    await quiet();
    goOn();
    await quiet();
    void make().deliver();
    await quiet();
    goOn();
    await quiet();
    expect(tries).toHaveLength(1);
  });
});

describe("a process that was gone too long", () => {
  /** Two processes over one store, the first of which stops in the middle of its try and goes on when told to. */
  function frozen(retry: Scene["retry"] = {}) {
    const receipts: string[] = [];
    const given: string[] = [];
    const listeners = (post: EffectKind<string, string>) => [
      received(post, ({ data }) => void receipts.push(data.receipt)),
      parked(post, ({ data }) => void given.push(data.reason)),
    ];
    let thaw: (outcome: Promise<string>) => void = () => {};
    let owners = 0;
    const made = world({
      outside: () => (++owners === 1 ? new Promise((resolve) => (thaw = resolve)) : "by the second"),
      reconcile: async () => undefined,
      retry,
      listeners,
    });
    // The first one's own clock stands still, as it does for a function that is frozen.
    const standing = { ...made.clock, sleep: () => new Promise<void>(() => {}) };
    const first = made.make({ clock: standing });
    const second = made.make();
    return { ...made, first, second, receipts, given, thaw: (outcome: Promise<string>) => thaw(outcome) };
  }

  test("and then fails, brings nothing back that another has finished", async () => {
    const { first, second, clock, receipts, given, thaw, tries } = frozen();
    await first.respond(said("do this"));
    await clock.pass(60_000);
    await second.deliver();
    await second.settled();
    expect(receipts).toEqual(["by the second"]);
    thaw(unknown());
    await quiet();
    await clock.pass(600_000);
    await second.deliver();
    await second.settled();
    expect([tries.length, receipts, given]).toEqual([2, ["by the second"], []]);
    expect(await second.parked()).toEqual([]);
  });

  test("and then fails for the last time, parks nothing that another has finished", async () => {
    const { first, second, clock, receipts, given, thaw } = frozen();
    await first.respond(said("do this"));
    await clock.pass(60_000);
    await second.deliver();
    await second.settled();
    thaw(refused());
    await quiet();
    expect([receipts, given, await second.parked()]).toEqual([["by the second"], [], []]);
  });

  test("between its last try and what it makes of it, parks nothing that another has finished", async () => {
    let release = () => {};
    const slow = intent("Slow", {
      utterances: ["slow"],
      fulfil: () => new Promise<string>((resolve) => (release = () => resolve("Done."))),
    });
    const made = frozen();
    const first = made.make({ intents: [slow, made.act], clock: { ...made.clock, sleep: never } });
    await first.respond(said("do this"));
    await quiet();
    const held = first.respond(said("slow"));
    await quiet();
    made.thaw(refused());
    await quiet();
    await made.clock.pass(60_000);
    await made.second.deliver();
    await made.second.settled();
    release();
    await held;
    await quiet();
    expect([made.receipts, made.given, await made.second.parked()]).toEqual([["by the second"], [], []]);
  });

  test("and then succeeds, announces nothing that another has announced", async () => {
    const { first, second, clock, receipts, thaw } = frozen();
    await first.respond(said("do this"));
    await clock.pass(60_000);
    await second.deliver();
    await second.settled();
    thaw(Promise.resolve("by the first"));
    await quiet();
    expect(receipts).toEqual(["by the second"]);
  });
});

function channelOf(deliver: (message: Message) => Promise<string | void>): Channel {
  return { name: "test", read: () => undefined, write: () => undefined, send: deliver };
}
