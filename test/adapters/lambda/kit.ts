import {
  createApp,
  effect,
  intent,
  job,
  key,
  memory,
  type App,
  type AppOptions,
  type Channel,
  type Incoming,
} from "palaver";
import type { Context } from "palaver/lambda";
import { z } from "zod";
import { testClock } from "../../support/clock.ts";
import { keptLog } from "../../support/log.ts";

/** A Lambda context with so many milliseconds left. */
export const left = (milliseconds: number): Context => ({ getRemainingTimeInMillis: () => milliseconds });

export const secret = "let me in";

/** A channel whose event is `{ id, says, from, to? }`; whoever knocks over HTTP has to know the secret. */
export function door(more: Partial<Channel> = {}): Channel & { readonly seen: Incoming[] } {
  const seen: Incoming[] = [];
  const member = (event: unknown, name: string) =>
    typeof event === "object" && event !== null && Object.hasOwn(event, name)
      ? Reflect.get(event, name)
      : undefined;
  return {
    name: "door",
    seen,
    verify(request) {
      seen.push(request);
      if (request.headers.get("x-secret") !== secret) return { status: 401, reason: "the secret is wrong" };
      try {
        return { event: JSON.parse(new TextDecoder().decode(request.body)) };
      } catch {
        return { status: 400, reason: "this is no JSON" };
      }
    },
    refuse: (event) =>
      typeof member(event, "says") === "string" ? undefined : "a door hears what somebody says",
    read: (event) => ({
      id: String(member(event, "id")),
      channel: "door",
      conversation: String(member(event, "from")),
      user: String(member(event, "from")),
      locale: "en-US",
      at: 0,
      input: { type: "text", text: String(member(event, "says")) },
      can: { voice: true, screen: true, buttons: true, audio: true },
      ...(member(event, "to") !== undefined && { to: String(member(event, "to")) }),
    }),
    write: (reply) => ({ text: reply?.text ?? null }),
    ...more,
  };
}

const total = key("total", z.number());

/** An app that counts what it is told to count, and posts a letter each time somebody asks for one. */
export function counter(options: Partial<AppOptions> = {}) {
  const clock = testClock();
  const { log, entries } = keptLog();
  const posted: string[] = [];
  const ticks: number[] = [];
  let [speed, thought, broken] = [0, 0, false];
  const letter = effect("letter", {
    payload: z.string(),
    deliver: async (text) => {
      if (speed > 0) await clock.sleep(speed);
      posted.push(text);
    },
  });
  const count = intent("Count", {
    utterances: ["count"],
    async fulfil({ store, person }) {
      const sum = ((await store.get(total.of(person))) ?? 0) + 1;
      store.set(total.of(person), sum);
      return String(sum);
    },
  });
  const write = intent("Write", {
    utterances: ["write"],
    async fulfil() {
      if (thought > 0) await clock.sleep(thought);
      return { speech: "I am writing.", effects: [letter.of("dear reader")] };
    },
  });
  const store = memory();
  const app: App = createApp({
    name: "the counter",
    intents: [count, write],
    effects: [letter],
    jobs: [job("poll", "* * * * *", ({ at }) => ({ effects: [letter.of(`tick ${ticks.push(at)}`)] }))],
    store: {
      ...store,
      get: (addresses) => (broken ? Promise.reject(new RangeError("secret words")) : store.get(addresses)),
    },
    clock,
    log,
    ...options,
  });
  return {
    app,
    clock,
    entries,
    posted,
    ticks,
    /** Milliseconds that posting a letter takes from now on. */
    slow: (milliseconds: number) => void (speed = milliseconds),
    /** Milliseconds that thinking of what to write takes from now on. */
    thinks: (milliseconds: number) => void (thought = milliseconds),
    /** Whether the store fails from now on. */
    breaks: (now: boolean) => void (broken = now),
  };
}
