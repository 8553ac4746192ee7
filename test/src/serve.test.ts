import { describe, expect, test } from "vitest";
import {
  bodyLimit,
  createApp,
  exchange,
  intent,
  key,
  listener,
  memory,
  Unavailable,
  type Channel,
  type Incoming,
  type Store,
  type Verdict,
} from "palaver";
import { trusted } from "../../src/schema.ts";
import { keptLog } from "../support/log.ts";
import { said } from "../support/turns.ts";

const greet = intent("Greet", { utterances: ["hello"], fulfil: ({ turn }) => `Hello, ${turn.user}.` });

const decoder = new TextDecoder();

interface Wire {
  readonly verify?: (request: Incoming) => Verdict | Promise<Verdict>;
  readonly more?: Partial<Channel>;
  readonly store?: Store;
  /** Whether answers go through `send`. */
  readonly later?: boolean;
}

/** An app behind a channel whose events are the words, `{ "words": … }`, and what went through it. */
function wire({ verify = accept, more, store = memory(), later = false }: Wire = {}) {
  const { log, entries } = keptLog();
  const app = createApp({ name: "a", intents: [greet], store, log });
  const incoming: Incoming[] = [];
  const sent: string[] = [];
  const channel: Channel = {
    name: "test",
    read: (event) =>
      typeof event === "object" && event !== null && "words" in event
        ? said(String(event.words), later ? { to: "there" } : {})
        : undefined,
    write: (reply, event) => (reply ? { text: reply.text } : { nothing: typeof event }),
    verify: (request) => (incoming.push(request), verify(request)),
    send: async ({ reply }) => void sent.push(reply.text),
    ...more,
  };
  return { app, channel, entries, incoming, sent, serve: listener(app, channel) };
}

function accept({ body }: Incoming): Verdict {
  return { event: body.byteLength === 0 ? undefined : (JSON.parse(decoder.decode(body)) as unknown) };
}

const post = (body?: string | Uint8Array<ArrayBuffer>, init: RequestInit = {}) =>
  new Request("https://example.org/here", { method: "POST", ...(body !== undefined && { body }), ...init });

const hello = `{"words":"hello"}`;

describe("an exchange", () => {
  test("reads an event, answers it and writes the response", async () => {
    const { app, channel } = wire();
    const { turn, reply, response } = await exchange(app, channel, { words: "hello" });
    expect([turn?.user, reply?.text, response]).toEqual(["ann", "Hello, ann.", { text: "Hello, ann." }]);
  });

  test("writes what the caller expects for an event that is no turn", async () => {
    const { app, channel } = wire();
    expect(await exchange(app, channel, "ping")).toEqual({ response: { nothing: "string" } });
  });

  test("writes no reply into the response to a turn that is answered later, and sends it", async () => {
    const { app, channel, sent } = wire({ later: true });
    const { response } = await exchange(app, channel, { words: "hello" });
    await app.settled();
    expect([response, sent]).toEqual([{ nothing: "object" }, ["Hello, ann."]]);
  });

  test("says why an event is refused, logs it, and has it start nothing", async () => {
    const { app, channel, entries } = wire({ more: { refuse: () => "This is no event of ours." } });
    const { refused, turn, response } = await exchange(app, channel, { words: "hello" });
    expect([refused, turn, response]).toEqual([
      "This is no event of ours.",
      undefined,
      { nothing: "object" },
    ]);
    expect(entries).toEqual([
      { level: "warn", event: "event refused", channel: "test", error: "This is no event of ours." },
    ]);
  });

  const broken: Store = {
    get: () => Promise.reject(new TypeError("canary: connection string")),
    commit: () => Promise.reject(new TypeError("canary")),
    list: () => Promise.reject(new TypeError("canary")),
  };

  test("apologises where the store fails and somebody waits, and logs no more than a name", async () => {
    const { app, channel, entries } = wire({ store: broken });
    const { response } = await exchange(app, channel, { words: "hello" });
    expect(response).toEqual({ text: "Sorry, something went wrong. Please try again." });
    expect(entries).toMatchObject([
      { level: "error", event: "turn failed", channel: "test", error: "TypeError" },
    ]);
    expect(JSON.stringify(entries)).not.toContain("canary");
  });

  test("asks for another delivery where the store fails and nobody waits", async () => {
    const { app, channel } = wire({ store: broken, later: true });
    await expect(exchange(app, channel, { words: "hello" })).rejects.toThrow(Unavailable);
  });

  test("asks for another delivery where the store fails inside a handler, and runs the turn then", async () => {
    const store = memory();
    let up = false;
    const flaky: Store = {
      ...store,
      get: (addresses) =>
        up || !addresses.some(({ sort }) => sort === "anything")
          ? store.get(addresses)
          : Promise.reject(new Error("down")),
    };
    const anything = key("anything", trusted<number>());
    const looks = intent("Look", {
      utterances: ["look"],
      fulfil: async ({ session }) => `I see ${String(await session.get(anything))}.`,
    });
    const { channel, sent } = wire({ later: true });
    const app = createApp({ name: "a", intents: [looks], store: flaky, log: keptLog().log });
    const once: Channel = { ...channel, read: () => turn };
    const turn = said("look", { to: "there" });
    await expect(exchange(app, once, {})).rejects.toThrow(Unavailable);
    up = true;
    await exchange(app, once, {});
    await app.settled();
    expect(sent).toEqual(["I see undefined."]);
  });
});

describe("a listener", () => {
  test("is refused to a channel that cannot verify, with what to do", () => {
    const { app, channel } = wire();
    const { verify: _, ...unverified } = channel;
    expect(() => listener(app, unverified)).toThrow(
      'The channel "test" cannot verify requests; give it the secret that its platform signs with.',
    );
    expect(() => listener(app, unverified)).toThrow(expect.objectContaining({ code: "unverified-channel" }));
  });

  test("answers with the response as JSON", async () => {
    const answer = await wire().serve(post(hello));
    expect([answer.status, answer.headers.get("content-type"), await answer.json()]).toEqual([
      200,
      "application/json",
      { text: "Hello, ann." },
    ]);
  });

  test("gives the verifier the raw bytes, the method, the address and the headers", async () => {
    const { serve, incoming } = wire({ verify: () => ({ event: undefined }) });
    const bytes = new Uint8Array([0, 255, 195, 40, 10]);
    await serve(post(bytes, { headers: { "x-signature": "s" } }));
    expect(incoming).toMatchObject([{ method: "POST", url: "https://example.org/here" }]);
    expect([...(incoming[0]?.body ?? [])]).toEqual([...bytes]);
    expect(incoming[0]?.headers.get("x-signature")).toBe("s");
  });

  test.each([400, 401, 403, 405, 413, 415, 429] as const)(
    "answers what the verifier refuses with its status %d and reason, and starts nothing",
    async (status) => {
      const { serve, entries, sent } = wire({
        verify: async () => ({ status, reason: "not from us" }),
        later: true,
      });
      const answer = await serve(post(hello));
      expect([answer.status, await answer.json()]).toEqual([status, { error: "not from us" }]);
      expect([sent, entries]).toEqual([[], []]);
    },
  );

  test("tells who has to wait how long, in whole seconds", async () => {
    const { serve } = wire({ verify: () => ({ status: 429, reason: "too fast", retryAfter: 1.2 }) });
    expect((await serve(post(hello))).headers.get("retry-after")).toBe("2");
  });

  test("answers an event that the channel refuses with 400 and the reason", async () => {
    const answer = await wire({ more: { refuse: () => "This is no event of ours." } }).serve(post(hello));
    expect([answer.status, await answer.json()]).toEqual([400, { error: "This is no event of ours." }]);
  });

  test.each([undefined, ""])("answers with an empty body where the channel writes %j", async (written) => {
    const answer = await wire({ more: { write: () => written } }).serve(post(hello));
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
  });

  test("asks for another delivery with 503 where a turn could not be taken, and says nothing else", async () => {
    const down: Store = { ...memory(), get: () => Promise.reject(new Error("canary")) };
    const answer = await wire({ store: down, later: true }).serve(post(hello));
    expect([answer.status, answer.headers.get("retry-after"), await answer.text()]).toEqual([503, "1", ""]);
  });

  test("apologises with 200 where the store fails and the response is the answer", async () => {
    const down: Store = { ...memory(), get: () => Promise.reject(new Error("canary")) };
    const answer = await wire({ store: down }).serve(post(hello));
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { text: "Sorry, something went wrong. Please try again." },
    ]);
  });
});

describe("a request that is too large", () => {
  /** A body that comes in pieces without saying how long it will be, and how much of it was taken. */
  function chunked(pieces: number, size: number) {
    let taken = 0;
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (taken === pieces) return controller.close();
        taken++;
        controller.enqueue(new Uint8Array(size).fill(32));
      },
      cancel: () => void (cancelled = true),
    });
    // Node asks for this where a body is a stream; its types do not know it yet.
    const init = { method: "POST", body, duplex: "half" } as RequestInit;
    const request = new Request("https://example.org/here", init);
    return { request, taken: () => taken, cancelled: () => cancelled };
  }

  test("is refused with 413 before anybody looks at it", async () => {
    const { serve, incoming } = wire();
    const answer = await serve(post(new Uint8Array(bodyLimit + 1)));
    expect([answer.status, await answer.json()]).toEqual([
      413,
      { error: "a request may have up to 1048576 bytes" },
    ]);
    expect(incoming).toEqual([]);
  });

  test("is refused as well where it comes in pieces, and no more of it is taken", async () => {
    const { serve, incoming } = wire();
    const { request, taken, cancelled } = chunked(1_000, 65_536);
    expect((await serve(request)).status).toBe(413);
    expect([taken() < 20, cancelled(), incoming]).toEqual([true, true, []]);
  });

  test("is one byte larger than one that is taken", async () => {
    const { serve, incoming } = wire({ verify: () => ({ event: undefined }) });
    const { request } = chunked(16, 65_536);
    expect((await serve(request)).status).toBe(200);
    expect(incoming[0]?.body.byteLength).toBe(bodyLimit);
  });

  test("without a body at all is an empty one", async () => {
    const { serve, incoming } = wire();
    expect((await serve(post())).status).toBe(200);
    expect(incoming[0]?.body.byteLength).toBe(0);
  });
});

describe("a GET request", () => {
  const get = () => new Request("https://example.org/here");

  test("is verified like any other", async () => {
    const stream = () => new Response("messages");
    const { serve } = wire({ verify: () => ({ status: 401, reason: "who?" }), more: { stream } });
    expect((await serve(get())).status).toBe(401);
  });

  test("opens the channel's stream where it has one", async () => {
    const stream = ({ method }: Incoming) => new Response(`messages for ${method}`);
    const answer = await wire({ more: { stream } }).serve(get());
    expect(await answer.text()).toBe("messages for GET");
  });

  test("is an event like any other where it has none", async () => {
    const answer = await wire().serve(get());
    expect([answer.status, await answer.json()]).toEqual([200, { nothing: "undefined" }]);
  });
});
