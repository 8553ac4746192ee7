import { memory, Undelivered, type App, type Channel, type Store, type Turn } from "palaver";
import { awaiting, relayApp } from "../../../intents/relay/index.ts";
import { faulty, type Fault } from "../../support/stores.ts";
import { start } from "../../support/clock.ts";
import { createWorld, home, type Said, type Wrong } from "./world.ts";

/** The same numbers for the same seed, from 0 up to 1 (mulberry32). */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Time that a schedule moves. Who sleeps for long sleeps until they are called off; a moment between two tries is none. */
function still() {
  let now = start;
  return {
    now: () => now,
    random: () => 0.5,
    sleep: (milliseconds: number, signal?: AbortSignal) =>
      new Promise<void>((resolve) => {
        if (signal?.aborted || milliseconds < 300) resolve();
        else signal?.addEventListener("abort", () => resolve());
      }),
    move: (milliseconds: number) => void (now += milliseconds),
  };
}

interface Someone {
  readonly user: string;
  /** By which they are reached without asking; or not at all. */
  readonly page: boolean;
  readonly told: { readonly text: string; readonly turn: string }[];
  readonly heard: string[];
  conversation: number;
  /** By key, since a page knows what it has shown. */
  readonly shown: Set<string>;
}

interface Pushing {
  readonly event: Turn;
}

/** What was planted to see whether it is found: the relay's team or store, gone wrong in a way that nobody handles. */
export interface Planted {
  readonly wrap?: (store: Store) => Store;
  /** Told what happens. */
  readonly trace?: (line: string) => void;
}

/** Lives through one random schedule of what people, the workspace and the machines do; tells what was wrong in the end. */
export async function simulate(
  seed: number,
  { wrap = (store) => store, trace = () => {} }: Planted = {},
): Promise<readonly string[]> {
  const random = dice(seed);
  const chance = (p: number) => random() < p;
  const below = (n: number) => Math.floor(random() * n);
  const pick = <T>(all: readonly T[]): T | undefined => all[below(all.length)];
  const truth = still();
  let [jump, faults] = [0, true];
  const clock = { ...truth, now: () => truth.now() + jump };

  const troubles = {
    lost: 0.15 * random(),
    failed: 0.15 * random(),
    limited: 0.1 * random(),
    strict: chance(0.04) ? 0.1 : 0,
  };
  const wrong = (): Wrong => {
    if (!faults) return undefined;
    let dart = random();
    for (const kind of ["lost", "failed", "limited", "strict"] as const) {
      dart -= troubles[kind];
      if (dart < 0) return kind;
    }
    return undefined;
  };
  const lateness = chance(0.5) ? 20_000 : 0;
  const world = createWorld({
    now: truth.now,
    wrong,
    late: () => (chance(0.3) ? below(lateness + 1) : 0),
    mostPerPage: 2 + below(6),
  });
  const store = wrap(memory());
  const people: Someone[] = [
    { user: "ann", page: false, told: [], heard: [], conversation: 0, shown: new Set() },
    { user: "ben", page: true, told: [], heard: [], conversation: 0, shown: new Set() },
    { user: "cleo", page: false, told: [], heard: [], conversation: 0, shown: new Set() },
  ];
  const pushes: Pushing[] = [];
  const pushing = chance(0.5);
  let [serial, replies] = [0, 0];

  const page: Channel = {
    name: "page",
    read: () => undefined,
    write: () => undefined,
    async send({ to, key, reply }) {
      const trouble = wrong();
      if (trouble === "failed" || trouble === "limited") throw new Undelivered("not-done", "nobody listens");
      const someone = people.find(({ user }) => user === to);
      if (someone && !someone.shown.has(key)) {
        someone.shown.add(key);
        someone.heard.push(reply.text);
      }
      if (trouble === "lost") throw new Undelivered("unknown", "the answer was lost");
    },
  };

  function begin(at: Store): App {
    const app = relayApp(world.team, {
      store: at,
      clock,
      log: (entry) => trace(JSON.stringify(entry)),
      keepUnsure: false,
      recognizer: { understand: () => [] },
      limits: { perMinute: 50, pageSize: 4 },
      pace: { openFor: 12 * 3_600_000 },
    });
    app.connect(page);
    return app;
  }

  let app = begin(store);

  /** Does something on a process that may die on the way; what was asked is asked again of the next one. */
  async function live(act: (app: App) => Promise<void>): Promise<void> {
    trace(`at ${clock.now() - start}`);
    if (faults && chance(0.15)) {
      const fault: Fault = pick(["before", "after", "denied"] as const) ?? "before";
      const from = 1 + below(25);
      trace(`a process that dies: ${fault} ${from}`);
      const dying = begin(faulty(store, fault, from, fault === "denied" ? from : Infinity));
      await act(dying).catch(() => undefined);
      await dying.settled();
      app = begin(store);
    }
    await act(app).catch((error: unknown) => {
      throw new Error("a sound process failed", { cause: error });
    });
    await app.settled();
  }

  const turnOf = (who: Someone, input: Turn["input"]): Turn => ({
    id: `${who.user}/${++serial}`,
    channel: who.page ? "page" : "voice",
    conversation: `${who.user}/${who.conversation}`,
    user: who.user,
    locale: "en-US",
    at: clock.now(),
    input,
    can: { voice: !who.page, screen: who.page, buttons: false, audio: false },
    ...(who.page && { reach: who.user }),
  });

  async function ask(who: Someone, input: Turn["input"]): Promise<string> {
    const turn = turnOf(who, input);
    let text = "";
    await live(async (process) => {
      text = (await process.respond(turn)).text;
    });
    who.heard.push(text);
    trace(`${who.user} ${JSON.stringify(input)} -> ${text}`);
    return text;
  }

  const intentOf = (intent: string, message?: string): Turn["input"] => ({
    type: "intent",
    interpretation: {
      intent,
      confidence: 1,
      slots: message === undefined ? [] : [{ name: "message", values: [{ text: message, matches: [] }] }],
    },
  });

  async function tell(who: Someone): Promise<void> {
    const text = `m${++serial}.`;
    const turn = turnOf(who, intentOf("Tell", text));
    let answer = "";
    await live(async (process) => void (answer = (await process.respond(turn)).text));
    if (!answer.startsWith("I am telling")) return;
    trace(`${who.user} tells ${text}`);
    who.told.push({ text, turn: turn.id });
  }

  const overheard = (message: Said, name: string, data: object, when = message.ts): Pushing => ({
    event: {
      id: `${message.channel}/${message.ts}/${name}/${when}`,
      channel: "slack",
      conversation: message.thread ?? message.ts,
      user: message.by ?? "",
      locale: "en-US",
      at: truth.now(),
      input: {
        type: "event",
        name,
        data: {
          team: "T1",
          channel: message.channel,
          by: message.by ?? "",
          ts: message.ts,
          ...(message.thread !== undefined && { thread: message.thread }),
          ...data,
        },
      },
      can: { voice: false, screen: true, buttons: true, audio: false },
      to: { room: message.channel },
    },
  });

  function push(it: Pushing): void {
    if (!pushing || chance(0.1)) return;
    pushes.push(it);
    if (chance(0.2)) pushes.push(it);
  }

  const roots = () => world.said.filter((it) => it.key !== undefined && it.thread === undefined);
  const versions = new Map<string, string[]>();
  const removed = new Set<string>();

  function reply(): void {
    const root = pick(roots());
    if (!root) return;
    for (let n = chance(0.1) ? 12 : 1; n > 0; n--) {
      const said = world.say(
        `U${pick(["Kevin", "Ada", "Zoe"]) ?? ""}`,
        `r${++replies}.`,
        root.channel,
        root.ts,
      );
      trace(`${said.by} writes ${said.text} ${said.ts} under ${root.text}`);
      versions.set(said.ts, [said.text]);
      push(overheard(said, "message", { text: said.text }));
    }
  }

  function meddle(): void {
    const said = pick(
      world.said.filter((it) => it.by !== undefined && it.thread !== undefined && !it.deleted),
    );
    if (!said) return;
    if (chance(0.5)) {
      said.edited = `${String(Math.floor(truth.now() / 1_000)).padStart(10, "0")}.000000`;
      said.text = `${said.text.replace(/\.e.*/, ".")}e${++serial}`;
      versions.get(said.ts)?.push(said.text);
      push(overheard(said, "edited", { text: said.text }, said.edited));
    } else {
      said.deleted = true;
      removed.add(said.ts);
      push(overheard(said, "deleted", {}));
    }
  }

  async function step(): Promise<void> {
    const who = pick(people) ?? people[0];
    if (!who) return;
    const dart = random();
    if (dart < 0.14) await tell(who);
    else if (dart < 0.34) reply();
    else if (dart < 0.39) meddle();
    else if (dart < 0.47) await ask(who, intentOf("Replies"));
    else if (dart < 0.5) await ask(who, intentOf("MoreReplies"));
    else if (dart < 0.54) {
      who.conversation++;
      await ask(who, { type: "event", name: "launch" });
    } else if (dart < 0.57) {
      await ask(who, { type: "event", name: "end" });
      who.conversation++;
    } else if (dart < 0.59) jump = (below(3) - 1) * 3_600_000;
    else if (dart < 0.68) {
      const next = pushes.splice(below(pushes.length), 1)[0];
      if (next) await live(async (process) => void (await process.respond(next.event)));
    } else {
      truth.move(chance(0.3) ? below(5_000) : 60_000);
      if (chance(0.1)) truth.move(600_000);
      await live((process) => process.deliver());
      const at = Math.floor(clock.now() / 60_000) * 60_000;
      if (chance(0.9)) await live((process) => process.tick("poll", at));
      if (chance(0.1))
        await Promise.all([
          live((process) => process.tick("poll", at)),
          live((process) => process.tick("poll", at + 60_000)),
        ]);
    }
  }

  for (let n = 20 + below(30); n > 0; n--) await step();

  // Everything calms down: nothing fails, and time goes on until nothing is awaited or on its way any more.
  faults = false;
  const owed = () =>
    people.some(({ told }) => told.some(({ text }) => !world.said.some((it) => it.text === text)));
  for (let look = 0; look < 300 && (look < 17 || (look < 60 && owed()) || (await awaiting(store))); look++) {
    truth.move(look % 90 === 15 ? 13 * 3_600_000 : look > 15 && owed() ? 300_000 : 60_000);
    await app.deliver();
    await app.settled();
    await app.tick("poll", clock.now());
    await app.settled();
  }
  for (const who of people) {
    who.conversation++;
    for (let n = 0; n < 60 && !/no replies/i.test(await ask(who, intentOf("Replies"))); n++);
    await ask(who, intentOf("Replies"));
  }

  return verdict();

  function verdict(): readonly string[] {
    const wrongs: string[] = [];
    const owner = new Map<string, string>();
    for (const who of people) {
      const posts = who.told.map(({ text }) =>
        world.said.filter((it) => it.key !== undefined && it.text === text),
      );
      for (const [i, found] of posts.entries())
        if (found.length !== 1)
          wrongs.push(`${who.told[i]?.text} of ${who.user} was posted ${found.length} times`);
      const order = posts.flatMap((found) => found.map(({ ts }) => ts));
      if (order.some((ts, i) => i > 0 && ts < (order[i - 1] ?? "")))
        wrongs.push(`${who.user}'s messages were posted out of order`);
      for (const found of posts.flat()) {
        const thread = found.thread ?? found.ts;
        if ((owner.get(thread) ?? who.user) !== who.user)
          wrongs.push(`${found.text} is in a thread of ${owner.get(thread)}`);
        owner.set(thread, who.user);
        if (found.channel !== home.channel) wrongs.push(`${found.text} was posted elsewhere`);
      }
    }
    for (const said of world.said.filter((it) => it.by !== undefined)) {
      const whose = owner.get(said.thread ?? "");
      const name = said.text.replace(/\.e.*/, ".");
      for (const who of people) {
        const lines = who.heard.flatMap((text) =>
          text
            .split(/(?=Once more: |(?:Kevin|Ada|Zoe) says: )/)
            .reduce<string[]>(
              (all, it) =>
                all.at(-1) === "Once more: " ? [...all.slice(0, -1), `Once more: ${it}`] : [...all, it],
              [],
            ),
        );
        const times = lines.filter((line) =>
          new RegExp(`says: ${name.replace(".", "\\.")}(?!\\d)`).test(line),
        );
        const plain = times.filter((line) => !line.startsWith("Once more: "));
        if (who.user !== whose && times.length > 0)
          wrongs.push(`${who.user} heard ${name}, which is for ${whose}`);
        if (who.user === whose && plain.length > 1)
          wrongs.push(`${name} was told to ${whose} ${plain.length} times`);
        if (who.user === whose && times.length === 0 && !removed.has(said.ts))
          wrongs.push(`${name} was never told to ${whose}`);
      }
    }
    return wrongs;
  }
}
