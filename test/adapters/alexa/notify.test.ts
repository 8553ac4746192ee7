import { inspect } from "node:util";
import { beforeEach, describe, expect, test } from "vitest";
import { createApp, effect, look, memory, on, received, Undelivered, type Attempt } from "palaver";
import { notifier, type Notification, type NotifierOptions } from "palaver/alexa";
import { z } from "zod";
import { start, testClock, type TestClock } from "../../support/clock.ts";
import { keptLog } from "../../support/log.ts";
import { happening } from "../../support/turns.ts";
import { amazon, answer, broken, credentials, nobody, silent, type Amazon, type Mishap } from "./amazon.ts";

let world: Amazon;
let clock: TestClock;

beforeEach(async () => {
  world = await amazon();
  clock = testClock();
});

const optionsWith = (more: Partial<NotifierOptions> = {}): NotifierOptions => ({
  ...credentials,
  stage: "development",
  endpoint: world.url,
  tokenUrl: world.tokenUrl,
  clock,
  ...more,
});

const attempt = (key = "turn 1/0", more: Partial<Attempt> = {}): Attempt => ({
  key,
  number: 1,
  since: start,
  signal: new AbortController().signal,
  ...more,
});

const replies: Notification = { user: "ada", sender: "Kevin", count: 2 };

/** How it failed. */
async function failure(told: Promise<unknown>): Promise<Undelivered> {
  try {
    await told;
  } catch (error) {
    if (error instanceof Undelivered) return error;
    throw error;
  }
  throw new Error("it did not fail");
}

describe("a person who consents", () => {
  test("is told by an event that says from whom, and how many", async () => {
    const notify = notifier(optionsWith({ locales: ["en-US", "de-DE"], lifetime: 3_600_000 }));
    const { reference } = await notify({ ...replies, urgent: true }, attempt());
    expect(world.taken).toEqual([
      {
        path: "/v1/proactiveEvents/stages/development",
        body: {
          timestamp: new Date(start).toISOString(),
          referenceId: reference,
          expiryTime: new Date(start + 3_600_000).toISOString(),
          event: {
            name: "AMAZON.MessageAlert.Activated",
            payload: {
              state: { status: "UNREAD", freshness: "NEW" },
              messageGroup: { creator: { name: "localizedattribute:sender" }, count: 2, urgency: "URGENT" },
            },
          },
          localizedAttributes: [
            { locale: "en-US", sender: "Kevin" },
            { locale: "de-DE", sender: "Kevin" },
          ],
          relevantAudience: { type: "Unicast", payload: { user: "ada" } },
        },
      },
    ]);
  });

  test("is told by the published skill where that is the stage", async () => {
    await notifier(optionsWith({ stage: "live" }))(replies, attempt());
    expect(world.taken.map(({ path }) => path)).toEqual(["/v1/proactiveEvents"]);
  });

  test("is told once under one key, though it is tried twice, and again under another", async () => {
    const notify = notifier(optionsWith());
    const first = await notify(replies, attempt("a"));
    await clock.pass(1_000);
    expect(await notify(replies, attempt("a", { number: 2 }))).toEqual(first);
    expect(world.taken).toHaveLength(1);
    expect(await notify(replies, attempt("b"))).not.toEqual(first);
    expect(world.taken).toHaveLength(2);
  });

  test("hears no name that could be taken for something else", async () => {
    const notify = notifier(optionsWith());
    const long = `localizedattribute:x\n\u202e<b>"Kevin"</b>\u0000 ${"very ".repeat(50)}`;
    await notify({ ...replies, sender: long }, attempt());
    const [sender] = world.taken.map(({ body }) => look(body, "localizedAttributes", 0, "sender"));
    expect(sender).toMatch(/^localizedattribute:x <b>"Kevin"<\/b> very .*…$/);
    expect(String(sender).length).toBeLessThanOrEqual(100);
  });
});

describe("Alexa is asked where the person is", () => {
  const asked: string[] = [];
  const fetching: NonNullable<NotifierOptions["fetch"]> = async (url, init) => {
    asked.push(url);
    const here = url.startsWith("https://api.amazon.com")
      ? world.tokenUrl
      : url.replace(/^https:\/\/[^/]+/, world.url);
    return fetch(here, init);
  };

  test("and otherwise in the skill's own region", async () => {
    asked.length = 0;
    const notify = notifier({ ...credentials, stage: "live", region: "eu", clock, fetch: fetching });
    await notify(replies, attempt("1"));
    await notify({ ...replies, region: "fe" }, attempt("2"));
    await notify({ ...replies, region: "na" }, attempt("3"));
    expect(asked).toEqual([
      "https://api.amazon.com/auth/O2/token",
      "https://api.eu.amazonalexa.com/v1/proactiveEvents",
      "https://api.fe.amazonalexa.com/v1/proactiveEvents",
      "https://api.amazonalexa.com/v1/proactiveEvents",
    ]);
  });
});

describe("a token", () => {
  test("is asked for once by many who need it at once, and by those after them", async () => {
    const notify = notifier(optionsWith());
    await Promise.all(["a", "b", "c", "d"].map((key) => notify(replies, attempt(key))));
    await notify(replies, attempt("e"));
    expect(world.asked).toEqual({ tokens: 1, events: 5 });
  });

  test("is replaced a minute before it ends", async () => {
    const notify = notifier(optionsWith());
    await notify(replies, attempt("a"));
    await clock.pass(3_539_999);
    await notify(replies, attempt("b"));
    expect(world.asked.tokens).toBe(1);
    await clock.pass(1);
    await notify(replies, attempt("c"));
    expect(world.asked.tokens).toBe(2);
  });

  test.each([undefined, "3600", -1, null])(
    "that does not say how long it is good (%s) is used once",
    async (lifetime) => {
      world.lifetime = lifetime;
      const notify = notifier(optionsWith());
      await notify(replies, attempt("a"));
      await notify(replies, attempt("b"));
      expect(world.asked).toEqual({ tokens: 2, events: 2 });
    },
  );

  test("that is no longer taken (401) is replaced, and once only", async () => {
    const notify = notifier(optionsWith());
    await notify(replies, attempt("a"));
    world.mishaps.events.push(answer(401));
    await notify(replies, attempt("b"));
    expect(world.taken).toHaveLength(2);
    expect(world.asked.tokens).toBe(2);
    world.mishaps.events.push(answer(401), answer(401), answer(401));
    expect(await failure(notify(replies, attempt("c")))).toMatchObject({ outcome: "refused" });
    expect(world.mishaps.events).toHaveLength(1);
  });

  test("is replaced once where many learn at once that it is no longer taken", async () => {
    const notify = notifier(optionsWith());
    await notify(replies, attempt("first"));
    await clock.pass(60_001);
    world.revoke();
    await Promise.all(["a", "b", "c", "d"].map((key) => notify(replies, attempt(key))));
    expect(world.taken).toHaveLength(5);
    expect(world.asked.tokens).toBe(2);
  });

  test("that has come meanwhile is not thrown away by who learns late that the one before is not taken", async () => {
    const notify = notifier(optionsWith());
    await notify(replies, attempt("first"));
    let release = () => {};
    world.mishaps.events.push((response) => void (release = () => answer(401)(response)), answer(401));
    const came = world.called();
    const late = notify(replies, attempt("a"));
    await came;
    await notify(replies, attempt("b"));
    release();
    await late;
    expect(world.asked).toEqual({ tokens: 2, events: 5 });
  });

  test("that is not taken as Alexa's documentation has it (403) is replaced, unless it is new", async () => {
    const notify = notifier(optionsWith());
    await notify(replies, attempt("a"));
    await clock.pass(60_001);
    world.revoke();
    await notify(replies, attempt("b"));
    expect(world.asked).toEqual({ tokens: 2, events: 3 });
    world.consenting.clear();
    await failure(notify(replies, attempt("c")));
    expect(world.asked).toEqual({ tokens: 2, events: 4 });
  });

  test.each<readonly [string, Mishap, string, string]>([
    ["for wrong credentials", answer(401, {}, { error: "invalid_client" }), "refused", "invalid_client"],
    ["without the permission", answer(400, {}, { error: "invalid_scope" }), "refused", "invalid_scope"],
    ["for no stated reason", answer(400, {}, "nothing"), "refused", "answered 400"],
    ["as there are too many", answer(429), "not-done", "answered 429"],
    ["as something broke", answer(500), "not-done", "answered 500"],
    ["but somewhere else", answer(302, { location: "/v1/elsewhere" }), "not-done", "answered 302"],
    ["in an answer without one", answer(200), "not-done", "gave no token"],
    ["that fits into no header", answer(200, {}, { access_token: "a\nb: c" }), "not-done", "gave no token"],
    [
      "in too long an answer",
      answer(200, {}, { access_token: "a", more: "x".repeat(70_000) }),
      "not-done",
      "gave no token",
    ],
    ["as the connection broke", broken, "not-done", "was not reached"],
  ])("is not given %s", async (_, mishap, outcome, reason) => {
    world.mishaps.tokens.push(mishap);
    const notify = notifier(optionsWith());
    const failed = await failure(notify(replies, attempt("a")));
    expect(failed).toMatchObject({ outcome, message: expect.stringContaining(reason) as string });
    expect(world.asked).toEqual({ tokens: 1, events: 0 });
    await notify(replies, attempt("a"));
    expect(world.taken).toHaveLength(1);
  });

  test("that does not come is waited for no longer than five seconds", async () => {
    world.mishaps.tokens.push(silent);
    const notify = notifier(optionsWith());
    const came = world.called();
    const failed = failure(notify(replies, attempt("a")));
    await came;
    await clock.pass(5_000);
    expect(await failed).toMatchObject({ outcome: "not-done" });
    await notify(replies, attempt("a"));
    expect(world.taken).toHaveLength(1);
  });

  test("that one has no time left to wait for still comes for the others", async () => {
    let release = () => {};
    world.mishaps.tokens.push((response) => {
      release = () => answer(200, {}, { access_token: "late", expires_in: 3_600 })(response);
    });
    const notify = notifier(optionsWith());
    const over = new AbortController();
    const came = world.called();
    const impatient = failure(notify(replies, attempt("a", { signal: over.signal })));
    const patient = failure(notify(replies, attempt("b")));
    await came;
    over.abort("done");
    expect(await impatient).toMatchObject({ outcome: "not-done" });
    release();
    // The stand-in never gave that token, so it is not taken: but it came.
    expect(await patient).toMatchObject({ outcome: "refused" });
    expect(world.asked).toEqual({ tokens: 1, events: 1 });
  });
});

describe("what becomes of a notification that", () => {
  test.each<readonly [string, Mishap, string, number | undefined]>([
    ["is malformed", answer(400), "refused", undefined],
    ["Alexa knows already", answer(409), "done", undefined],
    ["comes too soon", answer(429), "not-done", 60_000],
    ["comes too soon, with a word on when", answer(429, { "retry-after": "7" }), "not-done", 7_000],
    ["comes too soon, with an odd word on when", answer(429, { "retry-after": "1e9" }), "not-done", 60_000],
    ["is one too many for the person", answer(432), "not-done", 3_600_000],
    ["meets an error", answer(500), "unknown", undefined],
    ["meets an overload", answer(503, { "retry-after": "3" }), "unknown", 3_000],
    [
      "is sent on to elsewhere",
      answer(307, { location: "/v1/proactiveEvents/stages/development" }),
      "refused",
      undefined,
    ],
    ["gets no answer", broken, "unknown", undefined],
  ])("%s", async (_, mishap, outcome, retryAfter) => {
    world.mishaps.events.push(mishap);
    const told = notifier(optionsWith())(replies, attempt());
    if (outcome === "done") return expect(await told).toHaveProperty("reference");
    expect(await failure(told)).toMatchObject({ outcome, retryAfter });
    expect(world.asked.events).toBe(1);
    expect(world.taken).toEqual([]);
  });

  test("goes to somebody who has not consented", async () => {
    const told = notifier(optionsWith())({ ...replies, user: "kevin" }, attempt());
    expect(await failure(told)).toMatchObject({ outcome: "refused" });
  });

  test("finds nobody there", async () => {
    const notify = notifier(optionsWith({ endpoint: await nobody() }));
    expect(await failure(notify(replies, attempt()))).toMatchObject({ outcome: "not-done" });
  });

  test("takes longer than the attempt may", async () => {
    world.mishaps.events.push(silent);
    const over = new AbortController();
    const notify = notifier(optionsWith());
    const came = world.called().then(() => world.called());
    const failed = failure(notify(replies, attempt("a", { signal: over.signal })));
    await came;
    over.abort("done");
    expect(await failed).toMatchObject({ outcome: "unknown" });
  });

  test("is answered at endless length is told all the same", async () => {
    let closed: Promise<unknown> = Promise.resolve();
    world.mishaps.events.push((response) => {
      closed = new Promise((resolve) => response.on("close", resolve));
      response.writeHead(202);
      response.write("x".repeat(1_000));
    });
    await notifier(optionsWith())(replies, attempt());
    await closed;
  });

  test.each<readonly [string, Partial<Notification>]>([
    ["is for nobody", { user: "" }],
    ["is for nobody there could be", { user: "x".repeat(256) }],
    ["is from nobody", { sender: " \n\u200b" }],
    ["counts nothing", { count: 0 }],
    ["counts halves", { count: 1.5 }],
  ])("%s is never sent", async (_, wrong) => {
    const told = notifier(optionsWith())({ ...replies, ...wrong }, attempt());
    expect(await failure(told)).toMatchObject({ outcome: "refused" });
    expect(world.asked).toEqual({ tokens: 0, events: 0 });
  });

  test("has become pointless is never sent", async () => {
    const notify = notifier(optionsWith({ lifetime: 300_000 }));
    await clock.pass(299_999);
    await notify(replies, attempt("a"));
    await clock.pass(1);
    expect(await failure(notify(replies, attempt("b")))).toMatchObject({ outcome: "refused" });
    expect(world.taken).toHaveLength(1);
  });
});

test("no secret is in an error, however it fails", async () => {
  const quoting: NonNullable<NotifierOptions["fetch"]> = (_, { body, headers }) =>
    Promise.reject(new Error(`could not send ${body} ${headers["authorization"] ?? ""}`));
  const wrong = optionsWith({ clientSecret: "another s3cret" });
  const errors = [
    await failure(notifier(wrong)(replies, attempt())),
    await failure(notifier(optionsWith({ fetch: quoting }))(replies, attempt())),
    await failure(
      notifier(
        optionsWith({
          fetch: (url, init) => (url === world.tokenUrl ? fetch(url, init) : quoting(url, init)),
        }),
      )(replies, attempt()),
    ),
  ];
  for (const error of errors)
    expect(inspect(error, { depth: 9 })).not.toMatch(/s3cret|Atc|client & co|client\+/);
});

test.each<readonly [string, Partial<NotifierOptions>, string]>([
  ["credentials", { clientSecret: "" }, "missing-option"],
  ["credentials", { clientId: "" }, "missing-option"],
  ["a lifetime that Alexa takes", { lifetime: 299_999 }, "invalid-option"],
  ["a lifetime that Alexa takes", { lifetime: 86_400_001 }, "invalid-option"],
  ["a lifetime that is a number", { lifetime: NaN }, "invalid-option"],
  ["a locale", { locales: [] }, "invalid-option"],
  ["a private way for tokens", { tokenUrl: "http://api.amazon.com/auth/O2/token" }, "invalid-option"],
  ["a private way for events", { endpoint: "http://localhost.evil.example" }, "invalid-option"],
  ["an address", { endpoint: "nowhere" }, "invalid-option"],
])("a notifier needs %s", (_, wrong, code) => {
  expect(() => notifier(optionsWith(wrong))).toThrow(expect.objectContaining({ code }) as Error);
});

test("an app that knows no platform tells somebody of it who consented, over a lost answer and once", async () => {
  const { log, entries } = keptLog();
  const receipts: unknown[] = [];
  const tell = effect("notify", {
    payload: z.object({ user: z.string(), sender: z.string(), count: z.number() }),
    deliver: notifier(optionsWith()),
  });
  const app = createApp({
    name: "relay",
    intents: [],
    effects: [tell],
    listeners: [
      on("replied", () => ({ effects: [tell.of(replies)] })),
      received(tell, ({ data }) => void receipts.push(data.receipt)),
    ],
    store: memory(),
    clock,
    log,
  });
  // The next try meets a 409.
  world.losing = 1;
  await app.respond(happening("replied"));
  await expect.poll(() => entries.length).toBe(1);
  await clock.pass(1_000);
  await app.deliver();
  expect(receipts).toEqual([{ reference: expect.stringMatching(/^[0-9a-f]{64}$/) as string }]);
  expect(world.taken).toHaveLength(1);
  expect(entries.map(({ error }) => error)).toEqual(["Alexa did not answer"]);
});
