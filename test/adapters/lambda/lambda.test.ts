import type * as Lambda from "aws-lambda";
import { memory, PalaverError } from "palaver";
import { http, invoked, queued, scheduled } from "palaver/lambda";
import { describe, expect, test } from "vitest";
import { start } from "../../support/clock.ts";
import { counter, door, left, secret } from "./kit.ts";

const minute = 60_000;
const knock = (says: string, more: object = {}) => ({ id: "1", says, from: "ann", ...more });

test("every handler has exactly two parameters and gives a promise", async () => {
  const { app } = counter();
  const handlers = [invoked(app, door()), http(app, door()), scheduled(app, "poll"), queued(app)];
  expect(handlers.map((handler) => handler.length)).toEqual([2, 2, 2, 2]);
  for (const handler of handlers) await handler({}, left(3_000));
});

test("every handler is one in the types that AWS publishes", () => {
  const { app } = counter();
  const forPlatform: Lambda.Handler = invoked(app, door());
  const forRest: Lambda.Handler<Lambda.APIGatewayProxyEvent, Lambda.APIGatewayProxyResult> = http(
    app,
    door(),
  );
  const forUrl: Lambda.Handler<Lambda.LambdaFunctionURLEvent, Lambda.LambdaFunctionURLResult> = http(
    app,
    door(),
  );
  const forSchedule: Lambda.ScheduledHandler = scheduled(app, "poll");
  const forQueue: Lambda.SQSHandler = queued(app);
  expect([forPlatform, forRest, forUrl, forSchedule, forQueue].every((handler) => handler.length === 2)).toBe(
    true,
  );
});

describe("invoked", () => {
  test("answers an event with the channel's response, once however often it is delivered", async () => {
    const handler = invoked(counter().app, door());
    for (const id of ["1", "1", "2"]) {
      expect(await handler(knock("count", { id }), left(3_000))).toEqual({ text: id });
    }
  });

  test("answers whatever is no event as the channel does, and never throws", async () => {
    const { app, breaks } = counter();
    const handler = invoked(app, door());
    for (const event of [undefined, null, 7, "x", [], {}, { says: 7 }]) {
      expect(await handler(event, left(3_000))).toEqual({ text: null });
    }
    breaks(true);
    expect(await handler(knock("count"), left(3_000))).toEqual({ text: expect.stringMatching(/^Sorry/) });
  });

  test("delivers what the turn has caused before it returns", async () => {
    const { app, clock, posted, slow } = counter();
    slow(200);
    const response = invoked(app, door())(knock("write"), left(3_000));
    await clock.pass(200);
    expect(posted).toEqual(["dear reader"]);
    expect(await response).toEqual({ text: "I am writing." });
  });

  test("delivers a message that the turn has caused, though the channel was never heard of before", async () => {
    const sent: unknown[] = [];
    const channel = door({ send: async (message) => void sent.push(message.to) });
    expect(await invoked(counter().app, channel)(knock("count", { to: "ann" }), left(3_000))).toEqual({
      text: null,
    });
    expect(sent).toEqual(["ann"]);
  });

  test("waits for that no longer than the function has left, and no longer than somebody waits for the answer", async () => {
    for (const [time, deadline, thought, wait] of [
      [3_000, undefined, 0, 2_500],
      [100_000, 6_000, 0, 6_000],
      [100_000, 6_000, 1_000, 6_000],
      [3_000, 6_000, 0, 2_500],
      [400, undefined, 0, 0],
    ] as const) {
      const { app, clock, posted, slow, thinks } = counter();
      slow(9_000);
      thinks(thought);
      let answered = false;
      const channel = door({ ...(deadline !== undefined && { deadline }) });
      void invoked(app, channel)(knock("write"), left(time)).then(() => (answered = true));
      if (wait > 0) await clock.pass(wait - 1);
      expect(answered).toBe(false);
      await clock.pass(1);
      expect(answered).toBe(true);
      expect(posted).toEqual([]);
      await clock.pass(10_000);
      expect(posted).toEqual(["dear reader"]);
    }
  });
});

describe("http", () => {
  const body = JSON.stringify(knock("count"));
  const headers = { "Content-Type": "application/json", "X-SECRET": secret };
  const rest = { httpMethod: "POST", path: "/door", headers, body, isBase64Encoded: false };
  const functionUrl = {
    version: "2.0",
    rawPath: "/door",
    rawQueryString: "a=1&b=%2F",
    headers,
    requestContext: { http: { method: "POST" }, domainName: "abc.lambda-url.example" },
    body,
    isBase64Encoded: false,
  };
  const ask = async (event: unknown, channel = door()) => http(counter().app, channel)(event, left(3_000));

  test("answers an event of a REST API and of an HTTP API or Function URL", async () => {
    for (const event of [rest, functionUrl]) {
      const result = await ask(event);
      expect(result).toMatchObject({ statusCode: 200, isBase64Encoded: false });
      expect(result.headers["content-type"]).toMatch(/^application\/json/);
      expect(JSON.parse(result.body)).toEqual({ text: "1" });
    }
  });

  test("hands the verifier the bytes that were sent, be they text or base64", async () => {
    const bytes = Buffer.from(Array.from({ length: 1_000 }, (_, n) => (n * 7) % 256));
    const words = `{"says":"Grüße, 中文, 😀"}`;
    const channel = door();
    await ask({ ...rest, body: bytes.toString("base64"), isBase64Encoded: true }, channel);
    await ask({ ...rest, body: words }, channel);
    await ask(
      { ...functionUrl, body: Buffer.from(words).toString("base64"), isBase64Encoded: true },
      channel,
    );
    expect(channel.seen.map((seen) => Buffer.from(seen.body))).toEqual([
      bytes,
      Buffer.from(words),
      Buffer.from(words),
    ]);
  });

  test("keeps address, query and every value of a header", async () => {
    const channel = door();
    await ask(functionUrl, channel);
    await ask(
      { ...rest, headers: { ...headers, Host: "bot.example:8443" }, queryStringParameters: { "a b": "ü&=" } },
      channel,
    );
    await ask(
      {
        ...rest,
        headers: { ...headers, "X-Many": "two" },
        multiValueHeaders: { "x-many": ["one", "two"], "x-secret": [secret] },
        queryStringParameters: { a: "2" },
        multiValueQueryStringParameters: { a: ["1", "2"] },
      },
      channel,
    );
    expect(channel.seen.map(({ url }) => url)).toEqual([
      "https://abc.lambda-url.example/door?a=1&b=%2F",
      "https://bot.example:8443/door?a+b=%C3%BC%26%3D",
      "https://localhost/door?a=1&a=2",
    ]);
    expect(channel.seen[2]?.headers.get("X-Many")).toBe("one, two");
  });

  test("starts no handler for a request that proves nothing", async () => {
    const { app } = counter();
    const handler = http(app, door());
    const refused = await handler({ ...rest, headers: { "x-secret": "guess" } }, left(3_000));
    expect([refused.statusCode, refused.body]).toEqual([401, '{"error":"the secret is wrong"}']);
    expect(JSON.parse((await handler(rest, left(3_000))).body)).toEqual({ text: "1" });
  });

  test("refuses whatever is missing or wrong with a 4xx and a reason, and never throws", async () => {
    const { headers: _, ...headless } = rest;
    const wrong: readonly (readonly [unknown, number])[] = [
      [undefined, 400],
      [null, 400],
      ["POST", 400],
      [[], 400],
      [{}, 400],
      [{ httpMethod: 7 }, 400],
      [headless, 401],
      [{ ...rest, headers: null }, 401],
      [{ ...rest, headers: ["x-secret", secret] }, 401],
      [{ ...rest, headers: { "x-secret": [secret], "no header\n": "x", "x-x": "a\nb" } }, 401],
      [{ ...rest, multiValueHeaders: { "x-secret": "let me in" } }, 401],
      [{ ...rest, body: null }, 400],
      [{ ...rest, body: 7 }, 400],
      [Object.create(rest), 400], // Nothing inherited is believed.
      [{ ...rest, body: "💥", isBase64Encoded: true }, 400],
      [{ ...rest, body: '{"says":7}' }, 400],
      [{ ...rest, body: `{"says":"${"x".repeat(1_048_576)}"}` }, 413],
      [{ ...rest, httpMethod: "GET" }, 405],
      [{ ...rest, httpMethod: "OPTIONS" }, 405],
      [{ ...rest, httpMethod: "CONNECT" }, 400],
      [{ ...rest, httpMethod: "__proto__" }, 405],
    ];
    for (const [event, status] of wrong) {
      const { statusCode, body } = await ask(event);
      expect([statusCode, typeof JSON.parse(body).error], JSON.stringify(event)?.slice(0, 200)).toEqual([
        status,
        "string",
      ]);
    }
    const odd = [{ path: 7 }, { path: "//x" }, { queryStringParameters: [1] }, { isBase64Encoded: "yes" }];
    for (const more of odd)
      expect((await ask({ ...rest, ...more })).statusCode, JSON.stringify(more)).toBe(200);
    const channel = door();
    for (const host of ["a/b@c", "x:y", "", "a b"])
      await ask({ ...rest, headers: { ...headers, host } }, channel);
    expect(channel.seen.map(({ url }) => url)).toEqual(Array(4).fill("https://localhost/door"));
  });

  test("apologises with a 500 that says nothing, and a log line that quotes nothing, when a channel breaks", async () => {
    const { app, entries } = counter();
    const channel = door({
      verify: () => {
        throw new RangeError("secret words");
      },
    });
    const { statusCode, body } = await http(app, channel)(rest, left(3_000));
    expect([statusCode, body]).toEqual([500, '{"error":"the request could not be answered"}']);
    expect(entries).toEqual([
      { level: "error", event: "request failed", channel: "door", error: "RangeError" },
    ]);
  });

  test("asks to be sent again what could not be taken and is answered by a message", async () => {
    const { app, breaks } = counter();
    const handler = http(app, door({ send: async () => {} }));
    const event = { ...rest, body: JSON.stringify(knock("count", { to: "ann" })) };
    breaks(true);
    expect((await handler(event, left(3_000))).statusCode).toBe(503);
    breaks(false);
    expect((await handler(event, left(3_000))).statusCode).toBe(200);
  });

  test("is refused at once for a channel that cannot tell who is calling", () => {
    const { verify: _, ...naive } = door();
    expect(() => http(counter().app, naive)).toThrow(PalaverError);
    expect(() => http(counter().app, naive)).toThrow(/"door" cannot verify/);
  });

  test("delivers what the turn has caused before it returns", async () => {
    const { app, posted } = counter();
    await http(app, door())({ ...rest, body: JSON.stringify(knock("write")) }, left(3_000));
    expect(posted).toEqual(["dear reader"]);
  });
});

describe("scheduled", () => {
  const due = Math.floor(start / minute) * minute;
  const time = (at: number) => new Date(at).toISOString();

  test("ticks once for the instant it was due, to the minute, however often that is delivered, and delivers", async () => {
    const { app, ticks, posted } = counter();
    const handler = scheduled(app, "poll");
    for (const at of [due, due + 59_999, due, due + minute]) await handler({ time: time(at) }, left(3_000));
    await handler({ "scheduled-time": time(due + minute) }, left(3_000));
    await handler({ "scheduled-time": time(due + 2 * minute), time: "never" }, left(3_000));
    expect(ticks).toEqual([due, due + minute, due + 2 * minute]);
    expect(posted).toEqual(["tick 1", "tick 2", "tick 3"]);
  });

  test("goes by the clock where the event tells no time", async () => {
    const { app, ticks } = counter();
    for (const event of [undefined, null, {}, { time: 7 }, { time: "" }])
      await scheduled(app, app.jobs[0] ?? "")(event, left(3_000));
    expect(ticks).toEqual([due]);
  });

  test("delivers what an earlier function left behind, even where its own tick fails", async () => {
    const store = memory();
    const earlier = counter({ store });
    earlier.slow(9_000);
    const begun = invoked(earlier.app, door())(knock("write"), left(600));
    await earlier.clock.pass(100);
    await begun;

    const { app, clock, posted } = counter({ store });
    await clock.pass(minute);
    await expect(scheduled(app, "unknown")({}, left(60_000))).rejects.toMatchObject({ code: "unknown-job" });
    expect(posted).toEqual(["dear reader"]);
  });
});

describe("queued", () => {
  const turnOf = (id: string, says = "count", from = "ann") => door().read({ id, says, from });
  const record = (messageId: string, body: unknown, group?: string) => ({
    messageId,
    body: typeof body === "string" ? body : JSON.stringify(body),
    attributes: group === undefined ? {} : { MessageGroupId: group },
  });
  const failed = (...ids: readonly string[]) => ({
    batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
  });

  test("answers every turn of a batch, each once however often it is delivered", async () => {
    const { app } = counter();
    const batch = { Records: ["a", "b", "b", "c"].map((id, n) => record(`m${n}`, turnOf(id), "ann")) };
    expect(await queued(app)(batch, left(3_000))).toEqual(failed());
    expect((await app.respond(turnOf("d")!)).text).toBe("4");
  });

  test("reports a turn that failed, with the rest of its group and nothing of the others", async () => {
    const { app } = counter();
    const stubborn = {
      ...app,
      respond: (turn: Parameters<typeof app.respond>[0]) =>
        turn.id.startsWith("b") ? Promise.reject(new RangeError("secret words")) : app.respond(turn),
    };
    const batch = {
      Records: [
        record("m1", turnOf("a"), "ann"),
        record("m2", turnOf("x", "count", "bob"), "bob"),
        record("m3", turnOf("b"), "ann"),
        record("m4", turnOf("c"), "ann"),
        record("m5", turnOf("y", "count", "bob"), "bob"),
        record("m6", turnOf("b2", "count", "cat")),
        record("m7", turnOf("z", "count", "cat")),
      ],
    };
    expect(await queued(stubborn)(batch, left(3_000))).toEqual(failed("m3", "m4", "m6"));
    expect((await app.respond(turnOf("c")!)).text).toBe("2");
    expect((await app.respond(turnOf("w", "count", "bob")!)).text).toBe("3");
  });

  test("reports what is no turn, says so in the log without quoting it, and goes on", async () => {
    const turn = turnOf("a")!;
    const { input: _, ...inputless } = turn;
    const slots = [{ name: "n", values: [{ text: "two", matches: [{ value: "2" }] }] }];
    const understood = { type: "intent", interpretation: { intent: "Count", confidence: 1, slots } };
    const wrong = [
      "secret words",
      "null",
      "[]",
      "{}",
      { ...turn, id: 7 },
      { ...turn, at: "now" },
      { ...turn, can: {} },
      inputless,
      { ...turn, input: { type: "text" } },
      { ...turn, input: { type: "shout", text: "count" } },
      { ...turn, input: { ...understood, interpretation: null } },
      {
        ...turn,
        input: { ...understood, interpretation: { intent: "Count", confidence: 1, slots: [{ name: "n" }] } },
      },
      '{"__proto__":{"id":"x"}}',
    ];
    const right = [
      { ...turn, id: "b" },
      { ...turn, id: "c", input: { type: "press", says: "count" } },
      { ...turn, id: "d", input: understood },
      { ...turn, id: "e", input: { type: "event", name: "launch" } },
    ];
    const { app, entries } = counter();
    const Records = [...wrong, ...right].map((body, n) => record(`m${n}`, body, "ann"));
    expect(await queued(app)({ Records }, left(3_000))).toEqual(failed(...wrong.map((_wrong, n) => `m${n}`)));
    expect(entries.filter(({ event }) => event === "message is no turn").length).toBe(wrong.length);
    expect(JSON.stringify(entries)).not.toContain("secret");
    expect((await app.respond({ ...turn, id: "f" })).text).toBe("4");
  });

  test("reports what it has no time left for, rather than be stopped in the middle", async () => {
    const { app } = counter();
    const batch = {
      Records: [record("m1", turnOf("a"), "ann"), record("m2", turnOf("b", "count", "bob"), "bob")],
    };
    expect(await queued(app)(batch, left(400))).toEqual(failed("m1", "m2"));
    expect(await queued(app)(batch, left(3_000))).toEqual(failed());
  });

  test("gives a turn no more time than is left", async () => {
    const { app, clock, thinks } = counter();
    thinks(10_000);
    let result: unknown;
    void queued(app)({ Records: [record("m1", turnOf("a", "write"))] }, left(3_000)).then(
      (given) => (result = given),
    );
    await clock.pass(2_499);
    expect(result).toBeUndefined();
    await clock.pass(2_501);
    expect(result).toEqual(failed());
  });

  test("takes whatever is no batch for an empty one", async () => {
    const { app } = counter();
    for (const event of [
      undefined,
      null,
      {},
      { Records: "x" },
      { Records: [null, 7, {}, { messageId: 7 }] },
    ]) {
      expect(await queued(app)(event, left(3_000))).toEqual(failed());
    }
  });
});
