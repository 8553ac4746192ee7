import { PalaverError, type Channel, type Incoming, type Verdict } from "palaver";
import { describe, expect, test } from "vitest";
import { bearer, channelWith, clockAt, incoming, secret } from "./requests.ts";

const channel = channelWith();

/** What verification makes of a request, at once. */
function verdict(request: Incoming, by: Channel = channel): Verdict {
  const made = by.verify?.(request);
  if (made === undefined || made instanceof Promise) throw new Error("verifies later");
  return made;
}

const status = (request: Incoming, by?: Channel) => {
  const made = verdict(request, by);
  return "status" in made ? made.status : 200;
};

/** A token, as a page gets it. */
const enter = (by: Channel = channel) => {
  const made = verdict(incoming({}), by);
  return (by.write(undefined, "event" in made ? made.event : {}) as { session: string }).session;
};

const message = { id: "m-1", text: "hello" };

describe("a page", () => {
  test("gets a session for nothing, and is heard with it", () => {
    const token = enter();
    expect(verdict(incoming(message, bearer(token)))).toEqual({
      event: { session: token.split(".")[0], id: "m-1", text: "hello" },
    });
  });

  test("gets another session each time, of 128 random bits", () => {
    const sessions = Array.from({ length: 50 }, () => enter().split(".")[0] ?? "");
    expect(new Set(sessions).size).toBe(50);
    expect(sessions.every((it) => Buffer.from(it, "base64url").length === 16)).toBe(true);
  });

  test("cannot choose its session, nor anything else beyond its message", () => {
    const token = enter();
    const body = JSON.parse(
      '{"id":"a","press":"yes","session":"other","__proto__":{"x":1},"admin":true}',
    ) as unknown;
    expect(verdict(incoming(body, bearer(token)))).toEqual({
      event: { session: token.split(".")[0], id: "a", press: "yes" },
    });
  });

  test("of another origin is refused, and one that differs by anything is another", () => {
    const token = enter();
    for (const other of [
      "https://evil.example",
      "http://shop.example",
      "https://shop.example:8443",
      "https://shop.example.evil.example",
      "https://SHOP.example",
      "null",
      "",
    ]) {
      expect(status(incoming(message, { ...bearer(token), origin: other }))).toBe(403);
      expect(status(incoming({}, { origin: other }))).toBe(403);
    }
  });

  test("without an origin is refused, unless the app serves such callers too", () => {
    const token = enter();
    expect(status(incoming(message, { ...bearer(token), origin: undefined }))).toBe(403);
    const open = channelWith({ originless: true });
    expect(status(incoming(message, { ...bearer(token), origin: undefined }), open)).toBe(200);
    expect(status(incoming(message, { ...bearer(token), origin: "https://evil.example" }), open)).toBe(403);
  });
});

describe("a token", () => {
  const token = enter();
  const [session = "", since = "", signature = ""] = token.split(".");

  test.each<[string, string]>([
    ["guessed", `${"A".repeat(22)}.${since}.${"A".repeat(43)}`],
    ["of another session", `${"A".repeat(22)}.${since}.${signature}`],
    ["made younger", `${session}.${(Number.parseInt(since, 36) + 1).toString(36)}.${signature}`],
    ["without a signature", `${session}.${since}.`],
    ["of two parts", `${session}.${since}`],
    ["of four parts", `${token}.x`],
    ["cut short", token.slice(0, -1)],
    ["prolonged", `${token}A`],
    ["empty", ""],
    ["endless", "A".repeat(100_000)],
  ])("that is %s is none", (_, forged) => {
    expect(status(incoming(message, bearer(forged)))).toBe(401);
    expect(status(incoming({}, bearer(forged)))).toBe(401);
  });

  test("with any one character changed is none", () => {
    for (let i = 0; i < token.length; i++) {
      const changed = `${token.slice(0, i)}${token[i] === "A" ? "B" : "A"}${token.slice(i + 1)}`;
      expect(status(incoming(message, bearer(changed)))).toBe(401);
    }
  });

  test("has one spelling: another that decodes to the same bytes is none", () => {
    const last = signature.at(-1) ?? "";
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const twin = [...alphabet].find(
      (it) =>
        it !== last &&
        Buffer.from(signature.slice(0, -1) + it, "base64url").equals(Buffer.from(signature, "base64url")),
    );
    expect(twin).toBeDefined();
    expect(status(incoming(message, bearer(`${token.slice(0, -1)}${twin}`)))).toBe(401);
  });

  test("signed with another secret is none", () => {
    expect(status(incoming(message, bearer(enter(channelWith({ secret: `${secret}x` })))))).toBe(401);
  });

  test("is good in another process with the same secret", () => {
    expect(status(incoming(message, bearer(token)), channelWith())).toBe(200);
  });

  test("runs out", () => {
    const clock = clockAt();
    const short = channelWith({ clock, lifetime: 60_000 });
    const mine = enter(short);
    clock.pass(59_999);
    expect(status(incoming(message, bearer(mine)), short)).toBe(200);
    clock.pass(1);
    expect(status(incoming(message, bearer(mine)), short)).toBe(401);
  });

  test.each(["Basic x", "Bearer", token, `Bearer ${token} ${token}`, `Bearer\t${token}`])(
    "has to come as a bearer token: %s",
    (authorization) => {
      expect(status(incoming(message, { authorization }))).toBe(401);
    },
  );

  test("is needed to say anything", () => {
    expect(status(incoming(message))).toBe(401);
    expect(status(incoming({ session, ...message }))).toBe(401);
    expect(status(incoming({ locale: "en" }))).toBe(401);
  });
});

describe("a request", () => {
  const token = enter();

  test.each(["PUT", "DELETE", "HEAD", "OPTIONS", "post"])("by %s is refused", (method) => {
    expect(status(incoming(message, bearer(token), method))).toBe(405);
  });

  test.each([
    undefined,
    "",
    "text/plain",
    "application/jsonx",
    "application/x-www-form-urlencoded",
    "x application/json",
  ])("of the content type %j is refused", (type) => {
    expect(status(incoming(message, { ...bearer(token), "content-type": type }))).toBe(415);
  });

  test.each(["application/json", "application/json; charset=utf-8", "Application/JSON ;x=y"])(
    "of the content type %s is read",
    (type) => {
      expect(status(incoming(message, { ...bearer(token), "content-type": type }))).toBe(200);
    },
  );

  test.each<[string, Uint8Array]>([
    ["nothing", new Uint8Array()],
    ["half an object", new TextEncoder().encode('{"id":"a"')],
    ["bytes that are no UTF-8", Buffer.from('{"id":"a","text":"\xff"}', "latin1")],
    ["UTF-16", Buffer.from('{"id":"a","text":"b"}', "utf16le")],
    ["a list", new TextEncoder().encode("[]")],
    ["null", new TextEncoder().encode("null")],
    ["a hundred thousand brackets", new TextEncoder().encode("[".repeat(100_000))],
  ])("with %s in it is refused", (_, body) => {
    expect(status(incoming(body, bearer(token)))).toBe(400);
    expect(status(incoming(body))).toBe(400);
  });

  test.each<[string, unknown]>([
    ["no id", { text: "a" }],
    ["an empty id", { id: "", text: "a" }],
    ["an id of 65 characters", { id: "a".repeat(65), text: "a" }],
    ["a slash in its id", { id: "a/b", text: "a" }],
    ["a line break in its id", { id: "a\n", text: "a" }],
    ["a number as its id", { id: 1, text: "a" }],
    ["neither words nor press", { id: "a" }],
    ["both words and press", { id: "a", text: "a", press: "b" }],
    ["blank words", { id: "a", text: " \n" }],
    ["words that are none", { id: "a", text: { toString: "a" } }],
    ["nothing in it", {}],
  ])("with %s is refused", (_, body) => {
    expect(status(incoming(body, bearer(token)))).toBe(400);
  });

  test("of more than 8,000 characters is refused", () => {
    expect(status(incoming({ id: "a", text: "語".repeat(8_000) }, bearer(token)))).toBe(200);
    expect(status(incoming({ id: "a", text: "a".repeat(8_001) }, bearer(token)))).toBe(413);
    expect(status(incoming({ id: "a", press: "a".repeat(8_001) }, bearer(token)))).toBe(413);
  });
});

describe("a flood", () => {
  test("on one session is held back there, and delays no other", () => {
    const clock = clockAt();
    const limited = channelWith({ clock, limits: { session: { burst: 3, perSecond: 1 } } });
    const [flood, other] = [enter(limited), enter(limited)];
    const send = (token: string) => status(incoming(message, bearer(token)), limited);
    expect([1, 2, 3, 4, 5].map(() => send(flood))).toEqual([200, 200, 200, 429, 429]);
    expect(send(other)).toBe(200);
    clock.pass(999);
    expect(send(flood)).toBe(429);
    clock.pass(1);
    expect([send(flood), send(flood)]).toEqual([200, 429]);
    clock.pass(3_600_000);
    expect([1, 2, 3, 4].map(() => send(flood))).toEqual([200, 200, 200, 429]);
  });

  test("is told when to come back", () => {
    const limited = channelWith({ clock: clockAt(), limits: { session: { burst: 1, perSecond: 0.1 } } });
    const token = enter(limited);
    const verdicts = [1, 2].map(() => verdict(incoming(message, bearer(token)), limited));
    expect(verdicts[1]).toMatchObject({ status: 429, retryAfter: 10 });
  });

  test("from one address is held back, whatever sessions it has", () => {
    const clock = clockAt();
    const limited = channelWith({
      clock,
      limits: { address: { burst: 2, perSecond: 1 } },
      address: ({ headers }) => headers.get("x-forwarded-for") ?? undefined,
    });
    const hello = (from: string) => status(incoming({}, { "x-forwarded-for": from }), limited);
    expect([hello("a"), hello("a"), hello("a"), hello("b")]).toEqual([200, 200, 429, 200]);
  });

  test("of addresses is not remembered without end", () => {
    const limited = channelWith({
      clock: clockAt(),
      limits: { address: { burst: 1, perSecond: 0.001 } },
      address: ({ headers }) => headers.get("x-forwarded-for") ?? undefined,
    });
    const hello = (from: string) => status(incoming({}, { "x-forwarded-for": from }), limited);
    expect([hello("first"), hello("first")]).toEqual([200, 429]);
    for (let i = 0; i < 10_000; i++) hello(`other-${i}`);
    expect(hello("first")).toBe(200);
  });

  test("of wrong tokens costs nobody else anything", () => {
    const limited = channelWith({ limits: { session: { burst: 1, perSecond: 1 } } });
    const token = enter(limited);
    for (let i = 0; i < 100; i++) status(incoming(message, bearer(`${token}x`)), limited);
    expect(status(incoming(message, bearer(token)), limited)).toBe(200);
  });
});

describe("a channel", () => {
  test.each(["", "short", "fifteen-bytes!!"])("with the secret %j is none", (guessable) => {
    expect(() => channelWith({ secret: guessable })).toThrow(PalaverError);
    expect(() => channelWith({ secret: guessable })).toThrow(/at least 16 random bytes/);
  });

  test("without origins is none", () => {
    expect(() => channelWith({ origins: [] })).toThrow(/`origins`/);
  });

  test.each([
    "*",
    "shop.example",
    "https://shop.example/",
    "https://shop.example/chat",
    "https://Shop.example",
    "",
  ])("with the origin %j is none", (wrong) => {
    expect(() => channelWith({ origins: [wrong] })).toThrow(PalaverError);
  });

  test("takes the origins of local pages and of apps", () => {
    const origins = ["http://localhost:3000", "capacitor://localhost"];
    expect(status(incoming({}, { origin: "capacitor://localhost" }), channelWith({ origins }))).toBe(200);
  });
});
