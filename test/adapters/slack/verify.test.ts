import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { PalaverError, type Incoming, type Verdict } from "palaver";
import { sign, slack } from "palaver/slack";
import { corpus, fixture, hasCorpora, secret, signed, stillClock } from "./kit.ts";

const clock = stillClock();
const channel = slack({ signingSecret: secret, clock });

async function verify(request: Request, by = channel): Promise<Verdict | undefined> {
  const { method, url, headers } = request;
  return by.verify?.({ method, url, headers, body: new Uint8Array(await request.arrayBuffer()) });
}

/** A request made by hand, so that each of its parts can be wrong. */
function incoming(body: Uint8Array, headers: Record<string, string>, method = "POST"): Incoming {
  return { method, url: "https://app.example/slack", headers: new Headers(headers), body };
}

const json = JSON.stringify(fixture("direct"));
const now = clock.now();
const timestamp = String(now / 1_000);
const signature = sign(secret, timestamp, Buffer.from(json));
const headers = {
  "content-type": "application/json",
  "x-slack-request-timestamp": timestamp,
  "x-slack-signature": signature,
};

describe("a signed request", () => {
  test("is taken, and its JSON is the event", async () => {
    expect(await verify(signed(json, "application/json", now))).toEqual({ event: fixture("direct") });
  });

  test("is taken with a charset after its type, as JSON and as a form", async () => {
    expect(await verify(signed(json, "application/json; charset=utf-8", now))).toHaveProperty("event");
    const form = `payload=${encodeURIComponent(json)}`;
    const type = "application/x-www-form-urlencoded;charset=UTF-8";
    expect(await verify(signed(form, type, now))).toEqual({ event: fixture("direct") });
  });

  test("may be a slash command: its known fields and no others", async () => {
    const form = "command=%2Fshop&text=caf%C3%A9+%26+tea&user_id=U1&__proto__=x&constructor=y&token=t";
    expect(await verify(signed(form, "application/x-www-form-urlencoded", now))).toEqual({
      event: { command: "/shop", text: "café & tea", user_id: "U1" },
    });
  });

  test("carries text beyond ASCII as raw bytes", async () => {
    const event = { type: "event_callback", event: { text: "café ☕ 日本" } };
    expect(await verify(signed(JSON.stringify(event), "application/json", now))).toEqual({ event });
  });

  test("is taken by any of several secrets while one replaces the other", async () => {
    const both = slack({ signingSecret: ["the old one", "the new one"], clock });
    for (const by of ["the old one", "the new one"]) {
      expect(await verify(signed(json, "application/json", now, by), both)).toHaveProperty("event");
    }
    expect(await verify(signed(json, "application/json", now, "another"), both)).toMatchObject({
      status: 401,
    });
  });

  test.each(["null", "7", "[]", '"text"', "true", "{nope", ""])(
    "with the body %s is malformed",
    async (body) => {
      expect(await verify(signed(body, "application/json", now))).toMatchObject({ status: 400 });
    },
  );

  test.each(["null", "[1]", "{nope"])("with the payload %s is malformed", async (payload) => {
    const form = `payload=${encodeURIComponent(payload)}`;
    expect(await verify(signed(form, "application/x-www-form-urlencoded", now))).toMatchObject({
      status: 400,
    });
  });

  test("that is no UTF-8 is malformed", async () => {
    const bytes = Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    expect(await verify(signed(bytes, "application/json", now))).toMatchObject({ status: 400 });
  });
});

describe("a request is refused without a word on why", () => {
  const refused = { status: 401, reason: "This request is not signed by Slack." };
  const body = Buffer.from(json);

  test.each([
    ["no signature", { ...headers, "x-slack-signature": "" }],
    ["no timestamp", { ...headers, "x-slack-request-timestamp": "" }],
    ["another version", { ...headers, "x-slack-signature": signature.replace("v0=", "v1=") }],
    ["upper case", { ...headers, "x-slack-signature": signature.toUpperCase().replace("V0", "v0") }],
    ["something after it", { ...headers, "x-slack-signature": `${signature}00` }],
    ["two signatures", { ...headers, "x-slack-signature": `${signature}, ${signature}` }],
    ["a timestamp with a sign", { ...headers, "x-slack-request-timestamp": `+${timestamp}` }],
    ["a timestamp with a fraction", { ...headers, "x-slack-request-timestamp": `${timestamp}.0` }],
    ["a timestamp that is no number", { ...headers, "x-slack-request-timestamp": "NaN" }],
    ["two timestamps", { ...headers, "x-slack-request-timestamp": `${timestamp}, ${timestamp}` }],
  ])("for %s", (_, wrong) => expect(channel.verify?.(incoming(body, wrong))).toEqual(refused));

  test.each([`+${timestamp}`, ` ${timestamp}`, `${timestamp}.0`, "1.7636832e9", "NaN", ""])(
    "for the timestamp %j, though it was signed with it",
    (odd) => {
      const wrong = { "x-slack-request-timestamp": odd, "x-slack-signature": sign(secret, odd, body) };
      expect(channel.verify?.(incoming(body, { ...headers, ...wrong }))).toEqual(refused);
    },
  );

  test("for another secret", async () => {
    expect(await verify(signed(json, "application/json", now, "guessed"))).toEqual(refused);
  });

  test.each([-301_000, 301_000, -86_400_000, 3_600_000, 31_536_000_000_000])(
    "for being %d ms off",
    async (off) => {
      expect(await verify(signed(json, "application/json", now + off))).toEqual(refused);
    },
  );

  test.each([-300_000, 300_000])("but not yet at %d ms", async (off) => {
    expect(await verify(signed(json, "application/json", now + off))).toHaveProperty("event");
  });

  test("for any bit of the body that is not as it was signed", () => {
    for (let bit = 0; bit < body.length * 8; bit += 7) {
      const flipped = Buffer.from(body);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(channel.verify?.(incoming(flipped, headers))).toEqual(refused);
    }
  });

  test("whatever stands in its headers", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const printable = (text: string) => text.replace(/[^\x21-\x7e]/g, "");
        const wrong = { "x-slack-request-timestamp": printable(one), "x-slack-signature": printable(other) };
        expect(channel.verify?.(incoming(body, wrong))).toEqual(refused);
      }),
    );
  });

  test("and before it is parsed", () => {
    expect(channel.verify?.(incoming(Buffer.from("{nope"), {}))).toEqual(refused);
  });

  test("even as Slack's check of the certificate", async () => {
    const check = Buffer.from("ssl_check=1&token=x");
    const type = { "content-type": "application/x-www-form-urlencoded" };
    expect(channel.verify?.(incoming(check, type))).toEqual(refused);
    const verdict = await verify(signed(check, "application/x-www-form-urlencoded", now));
    expect(verdict).toEqual({ event: { ssl_check: "1" } });
  });

  test("other methods are refused as such", () => {
    expect(channel.verify?.(incoming(body, headers, "GET"))).toMatchObject({ status: 405 });
  });
});

describe("a channel", () => {
  test.each(["", "  "])("does not start with the secret %j", (signingSecret) => {
    expect(() => slack({ signingSecret })).toThrow(PalaverError);
    expect(() => slack({ signingSecret: ["good", signingSecret] })).toThrow(PalaverError);
    expect(() => slack({ signingSecret: [] })).toThrow(PalaverError);
    // As it is where an environment variable is missing.
    expect(() => slack({ signingSecret: undefined as unknown as string })).toThrow(PalaverError);
  });

  test("for unsigned events cannot verify, and one without a token cannot send", () => {
    expect(slack({ unsigned: true })).not.toHaveProperty("verify");
    expect(slack({ unsigned: true })).not.toHaveProperty("send");
    expect(slack({ unsigned: true, token: "xoxb-1" })).toHaveProperty("send");
    expect(() => slack({ unsigned: true, token: "" })).toThrow(PalaverError);
  });
});

interface Vector {
  readonly signing_secret: string;
  readonly timestamp: string;
  readonly body: string;
  readonly signature: string;
}

test.skipIf(!hasCorpora)("the vendor's test vectors verify at their time", () => {
  const [file] = corpus("slack-events").filter(({ name }) => name.endsWith("signature-vectors.json"));
  const vectors = JSON.parse(file?.bytes.toString("utf8") ?? "[]") as Vector[];
  expect(vectors.length).toBeGreaterThan(1);
  for (const { signing_secret, timestamp, body, signature } of vectors) {
    const then = stillClock(Number(timestamp) * 1_000);
    const type = body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded";
    const request = incoming(Buffer.from(body), {
      "content-type": type,
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": signature,
    });
    expect(slack({ signingSecret: signing_secret, clock: then }).verify?.(request)).toHaveProperty("event");
    expect(channel.verify?.(request)).toMatchObject({ status: 401 });
  }
});
