import { generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listener, type Clock, type Incoming, type Verdict } from "palaver";
import { alexa, type Fetch } from "palaver/alexa";
import { elliptic, issue, rsa } from "./authority.ts";
import { fixture, intentRequest, request, skillId } from "./requests.ts";
import { teaApp } from "./tea.ts";

const now = Date.UTC(2026, 4, 13, 12, 35, 0);
const hosts = ["echo-api.amazon.com"];

const root = issue({ subject: "Root", ca: true });
const middle = issue({ subject: "Middle", ca: true }, root);
const leaf = issue({ subject: "echo-api.amazon.com", hosts }, middle);

/** A clock that stands still until it is told to move. */
function handClock() {
  let at = now;
  const sleepers = new Set<{ readonly until: number; readonly wake: () => void }>();
  const clock: Clock = {
    now: () => at,
    random: () => 0,
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        const sleeper = { until: at + milliseconds, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener("abort", () => resolve());
      }),
  };
  const pass = (milliseconds: number) => {
    at += milliseconds;
    for (const sleeper of sleepers) if (sleeper.until <= at) sleeper.wake();
  };
  return { clock, pass };
}

/** Stands in for the host of the certificates, over a real connection. */
type Answer = (response: ServerResponse) => void;
const pages = new Map<string, Answer>();
const asked: string[] = [];
const server = createServer(({ url = "" }, response) => {
  asked.push(url);
  const answer = pages.get(url.split("?")[0] ?? "");
  if (answer) answer(response);
  else response.writeHead(403).end();
});
let origin = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  pages.clear();
  asked.length = 0;
  pages.set("/echo.api/chain.pem", (response) => response.end(leaf.pem + middle.pem));
});

const fetched: string[] = [];
const fetchFrom: Fetch = (url, init) => {
  fetched.push(url);
  return fetch(url.replace("https://s3.amazonaws.com", origin), init);
};
beforeEach(() => void (fetched.length = 0));

const goodUrl = "https://s3.amazonaws.com/echo.api/chain.pem";

function skill(roots: readonly string[] = [root.pem]) {
  const { clock, pass } = handClock();
  const { verify } = alexa({ skillId, clock, certificates: { fetch: fetchFrom, roots } });
  if (!verify) throw new Error("The channel has nothing to verify with.");
  return { verify: async (incoming: Incoming): Promise<Verdict> => verify(incoming), pass };
}

interface Letter {
  readonly body?: string | Uint8Array;
  readonly event?: unknown;
  readonly key?: KeyObject;
  readonly url?: string | null;
  readonly signature?: string | null;
  readonly method?: string;
}

/** A request as Alexa signs it, but for what a test makes of it. */
function signed({
  event = at(now),
  body,
  key = leaf.key,
  url = goodUrl,
  method = "POST",
  ...rest
}: Letter = {}) {
  const bytes = Buffer.from(body ?? JSON.stringify(event));
  const { signature = sign("RSA-SHA256", bytes, key).toString("base64") } = rest;
  const headers = new Headers({ "content-type": "application/json" });
  if (url !== null) headers.set("SignatureCertChainUrl", url);
  if (signature !== null) headers.set("Signature-256", signature);
  return { method, url: "https://bot.example/alexa", headers, body: bytes };
}

/** A launch at some moment. */
const at = (instant: unknown, type = "LaunchRequest") =>
  request(type, { timestamp: typeof instant === "number" ? new Date(instant).toISOString() : instant });

const refusal = { status: 400, reason: "This request could not be verified." };

describe("a request that Alexa signed", () => {
  test("is its event", async () => {
    const event = intentRequest(
      "Order",
      { tea: { name: "tea", value: "thé à la menthe 🫖" } },
      {
        timestamp: new Date(now).toISOString(),
      },
    );
    expect(await skill().verify(signed({ event }))).toEqual({ event });
  });

  test("is taken as well where the authority above signs with elliptic curves", async () => {
    const curve = issue({ subject: "Curve", ca: true }, undefined, elliptic());
    const under = issue({ subject: "echo-api.amazon.com", hosts }, curve);
    pages.set("/echo.api/chain.pem", (response) => response.end(under.pem));
    expect(await skill([root.pem, curve.pem]).verify(signed({ key: under.key }))).toHaveProperty("event");
  });

  test("is taken again when it comes again, for the same answer: that is for the app to know", async () => {
    const { verify } = skill();
    const letter = signed();
    expect(await verify(letter)).toEqual(await verify(letter));
    expect(asked).toEqual(["/echo.api/chain.pem"]);
  });

  test("is refused where any bit of its signature is another", { timeout: 30_000 }, async () => {
    const { verify } = skill();
    const letter = signed();
    const signature = Buffer.from(letter.headers.get("signature-256") ?? "", "base64");
    for (let bit = 0; bit < signature.length * 8; bit++) {
      signature[bit >> 3] = (signature[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(await verify(signed({ signature: signature.toString("base64") }))).toEqual(refusal);
      signature[bit >> 3] = (signature[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    }
    expect(await verify(letter)).toHaveProperty("event");
  });

  test("is refused where any bit of its body is another", { timeout: 30_000 }, async () => {
    const { verify } = skill();
    const letter = signed();
    for (let bit = 0; bit < letter.body.length * 8; bit += 5) {
      const body = Buffer.from(letter.body);
      body[bit >> 3] = (body[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(await verify({ ...letter, body })).toEqual(refusal);
    }
  });

  test.each([
    ["a space", (s: string) => `${s.slice(0, 9)} ${s.slice(9)}`],
    ["the url-safe alphabet", (s: string) => s.replaceAll("+", "-").replaceAll("/", "_").replace(/=*$/, "")],
    ["no padding", (s: string) => s.replace(/=+$/, "")],
    ["something after it", (s: string) => `${s}AAAA`],
    ["a second one", (s: string) => `${s}, ${s}`],
  ])("is refused where its signature is spelled with %s", async (_, spelled) => {
    const letter = signed();
    const signature = spelled(letter.headers.get("signature-256") ?? "");
    expect(await skill().verify(signed({ signature }))).toEqual(refusal);
  });

  test("is refused with the older signature alone", async () => {
    const letter = signed({ signature: null });
    letter.headers.set("Signature", sign("RSA-SHA1", letter.body, leaf.key).toString("base64"));
    expect(await skill().verify(letter)).toEqual(refusal);
  });

  test("is refused where it is no JSON, or no UTF-8", async () => {
    const { verify } = skill();
    const broken = Buffer.from(JSON.stringify(at(now)).replace("ada", "\xff"), "latin1");
    for (const body of ["", "{", "null", "[]", '"x"', broken]) {
      expect(await verify(signed({ body }))).toEqual(refusal);
    }
  });

  test("is refused where it is meant for another skill", async () => {
    const event = request(
      "LaunchRequest",
      { timestamp: new Date(now).toISOString() },
      {
        system: { application: { applicationId: "amzn1.ask.skill.coffee" } },
      },
    );
    expect(await skill().verify(signed({ event }))).toEqual(refusal);
  });

  test("has to be sent by POST", async () => {
    expect(await skill().verify(signed({ method: "GET" }))).toMatchObject({ status: 405 });
  });
});

describe("an unsigned request", () => {
  test("is refused without a look at anything", async () => {
    const { verify } = skill();
    for (const body of ["null", "{", JSON.stringify(at(now))]) {
      expect(await verify(signed({ body, signature: null }))).toEqual(refusal);
      expect(await verify(signed({ body, url: null }))).toEqual(refusal);
      expect(await verify(signed({ body, signature: "" }))).toEqual(refusal);
    }
    expect(fetched).toEqual([]);
  });
});

describe("the time of a request", () => {
  const verdictAt = async (timestamp: unknown, type?: string) =>
    "event" in (await skill().verify(signed({ event: at(timestamp, type) })));

  test.each([
    [-150_000, true],
    [-150_001, false],
    [150_000, true],
    [150_001, false],
  ])("may be %d ms from now: %s", async (away, taken) => {
    expect(await verdictAt(now + away)).toBe(taken);
  });

  test.each([
    "SkillEnabled",
    "SkillDisabled",
    "SkillPermissionChanged",
    "SkillPermissionAccepted",
    "SkillAccountLinked",
  ])("may be an hour away for %s, and no more", async (event) => {
    expect(await verdictAt(now - 3_600_000, `AlexaSkillEvent.${event}`)).toBe(true);
    expect(await verdictAt(now - 3_600_001, `AlexaSkillEvent.${event}`)).toBe(false);
    expect(await verdictAt(now + 3_600_001, `AlexaSkillEvent.${event}`)).toBe(false);
  });

  test("may not be an hour away for other events", async () => {
    expect(await verdictAt(now - 200_000, "AlexaSkillEvent.ProactiveSubscriptionChanged")).toBe(false);
  });

  test.each([
    ["the year 2999", "2999-01-01T00:00:00Z"],
    ["no date", "not a date"],
    ["nothing", undefined],
    ["null", null],
    ["an object", { now }],
    ["a list", ["2026-05-13T12:35:00Z"]],
    ["a date alone", "2026-05-13"],
    ["a date that JavaScript alone reads", "Wed, 13 May 2026 12:35:00 GMT"],
    ["a date with something after it", "2026-05-13T12:35:00Z "],
    ["a day that does not exist", "2026-04-43T12:35:00Z"],
    ["an empty text", ""],
  ])("is refused where it is %s", async (_, timestamp) => {
    expect(await verdictAt(timestamp)).toBe(false);
  });

  test("is refused as a number of milliseconds", async () => {
    expect(await skill().verify(signed({ event: request("LaunchRequest", { timestamp: now }) }))).toEqual(
      refusal,
    );
  });

  test("passes as nothing but a date in the window, whatever JSON it is", async () => {
    const { verify } = skill();
    const moment = fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), moment), async (timestamp) => {
        const taken = "event" in (await verify(signed({ event: request("LaunchRequest", { timestamp }) })));
        const isNear =
          typeof timestamp === "string" &&
          new Date(Date.parse(timestamp)).toString() !== "Invalid Date" &&
          Math.abs(Date.parse(timestamp) - now) <= 150_000;
        expect(taken && !isNear).toBe(false);
      }),
    );
  });
});

describe("the certificate of a request", () => {
  const verdictWith = async (chain: readonly { readonly pem: string }[], key: KeyObject) => {
    pages.set("/echo.api/chain.pem", (response) => response.end(chain.map(({ pem }) => pem).join("\n")));
    return skill().verify(signed({ key }));
  };

  test("leads to a root we trust, and may bring that root along", async () => {
    expect(await verdictWith([leaf, middle, root], leaf.key)).toHaveProperty("event");
  });

  test("is refused where the root is not one of ours", async () => {
    const theirs = issue({ subject: "Root", ca: true });
    const forged = issue({ subject: "echo-api.amazon.com", hosts }, theirs);
    expect(await verdictWith([forged, theirs], forged.key)).toEqual(refusal);
  });

  test("is refused where it signed itself", async () => {
    const forged = issue({ subject: "echo-api.amazon.com", hosts, ca: true });
    expect(await verdictWith([forged], forged.key)).toEqual(refusal);
  });

  test("is refused where a trusted root is merely put behind it", async () => {
    const forged = issue({ subject: "echo-api.amazon.com", hosts });
    expect(await verdictWith([forged, root], forged.key)).toEqual(refusal);
    expect(await verdictWith([forged, middle, root], forged.key)).toEqual(refusal);
  });

  test("is refused where a true one is put behind it", async () => {
    const forged = issue({ subject: "echo-api.amazon.com", hosts });
    expect(await verdictWith([forged, leaf, middle], forged.key)).toEqual(refusal);
  });

  test("is refused where whoever issued it may not issue any", async () => {
    const forged = issue({ subject: "echo-api.amazon.com", hosts }, leaf);
    expect(await verdictWith([forged, leaf, middle], forged.key)).toEqual(refusal);
  });

  test("is refused where the one above it bears another name than its issuer", async () => {
    const keys = rsa();
    const one = issue({ subject: "One", ca: true }, root, keys);
    const other = issue({ subject: "Other", ca: true }, root, keys);
    const under = issue({ subject: "echo-api.amazon.com", hosts }, one);
    expect(await verdictWith([under, one], under.key)).toHaveProperty("event");
    expect(await verdictWith([under, other], under.key)).toEqual(refusal);
  });

  test("is refused where more than ten stand in a row", async () => {
    const row = [root];
    for (let i = 0; i < 10; i++) {
      row.unshift(issue({ subject: `Number ${i}`, ca: true }, row[0], elliptic()));
    }
    const high = issue({ subject: "echo-api.amazon.com", hosts }, row[1]);
    expect(await verdictWith([high, ...row.slice(1, 10)], high.key)).toHaveProperty("event");
    const higher = issue({ subject: "echo-api.amazon.com", hosts }, row[0]);
    expect(await verdictWith([higher, ...row.slice(0, 10)], higher.key)).toEqual(refusal);
  });

  test("is refused where a link is missing, or the links are out of order", async () => {
    expect(await verdictWith([leaf], leaf.key)).toEqual(refusal);
    expect(await verdictWith([middle, leaf], leaf.key)).toEqual(refusal);
    expect(await verdictWith([leaf, root, middle], leaf.key)).toEqual(refusal);
  });

  test.each([
    ["another name", ["echo-api.example.com"]],
    ["a name that contains it", ["echo-api.amazon.com.example.com"]],
    ["a wildcard", ["*.amazon.com"]],
    ["no name but its subject", []],
  ])("is refused where it is for %s", async (_, names) => {
    const other = issue({ subject: "echo-api.amazon.com", hosts: names }, middle);
    expect(await verdictWith([other, middle], other.key)).toEqual(refusal);
  });

  test.each([
    ["expired", { to: now - 1_000 }],
    ["not yet valid", { from: now + 1_000 }],
  ])("is refused where it, or one above it, is %s", async (_, dates) => {
    const own = issue({ subject: "echo-api.amazon.com", hosts, ...dates }, middle);
    expect(await verdictWith([own, middle], own.key)).toEqual(refusal);
    const between = issue({ subject: "Between", ca: true, ...dates }, root);
    const under = issue({ subject: "echo-api.amazon.com", hosts }, between);
    expect(await verdictWith([under, between], under.key)).toEqual(refusal);
    const above = issue({ subject: "Above", ca: true, ...dates });
    const below = issue({ subject: "echo-api.amazon.com", hosts }, above);
    pages.set("/echo.api/chain.pem", (response) => response.end(below.pem));
    expect(await skill([above.pem]).verify(signed({ key: below.key }))).toEqual(refusal);
  });

  test("is refused from the moment it expires, though it is kept", async () => {
    const brief = issue({ subject: "echo-api.amazon.com", hosts, to: now + 60_000 }, middle);
    pages.set("/echo.api/chain.pem", (response) => response.end(brief.pem + middle.pem));
    const { verify, pass } = skill();
    expect(await verify(signed({ key: brief.key }))).toHaveProperty("event");
    pass(61_000);
    expect(await verify(signed({ key: brief.key }))).toEqual(refusal);
  });

  test("is fetched anew once it has expired, and may then be a new one", async () => {
    const brief = issue({ subject: "echo-api.amazon.com", hosts, to: now + 60_000 }, middle);
    pages.set("/echo.api/chain.pem", (response) => response.end(brief.pem + middle.pem));
    const { verify, pass } = skill();
    await verify(signed({ key: brief.key }));
    pages.set("/echo.api/chain.pem", (response) => response.end(leaf.pem + middle.pem));
    pass(61_000);
    expect(await verify(signed())).toHaveProperty("event");
  });

  test("is refused where its key is short, or of another kind", async () => {
    const short = issue({ subject: "echo-api.amazon.com", hosts }, middle, rsa(1024));
    expect(await verdictWith([short, middle], short.key)).toEqual(refusal);
    const padded = generateKeyPairSync("rsa-pss", { modulusLength: 2048 });
    const other = issue({ subject: "echo-api.amazon.com", hosts }, middle, padded);
    expect(await verdictWith([other, middle], other.key)).toEqual(refusal);
    const curve = issue({ subject: "echo-api.amazon.com", hosts }, middle, elliptic());
    expect(await verdictWith([curve, middle], curve.key)).toEqual(refusal);
  });

  test.each([
    ["nothing", ""],
    ["no certificate", "<html>"],
    ["half a certificate", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----"],
    ["one that never ends", "-----BEGIN CERTIFICATE-----".repeat(2_000)],
  ])("is refused where the file holds %s", async (_, pem) => {
    expect(await verdictWith([{ pem }], leaf.key)).toEqual(refusal);
  });

  test("leads nowhere under the roots of the web, for a test's own root is none of them", async () => {
    const { verify } = alexa({ skillId, clock: handClock().clock, certificates: { fetch: fetchFrom } });
    expect(await verify?.(signed())).toEqual(refusal);
  });

  test("has roots that can be read, or the channel is not made", () => {
    expect(() => alexa({ skillId, certificates: { roots: ["no certificate"] } })).toThrow(
      expect.objectContaining({ code: "invalid-option" }),
    );
  });
});

describe("the address of a certificate", () => {
  test.each([
    ["https://s3.amazonaws.com/echo.api/chain.pem", "https://s3.amazonaws.com/echo.api/chain.pem"],
    ["https://s3.amazonaws.com:443/echo.api/chain.pem", "https://s3.amazonaws.com/echo.api/chain.pem"],
    [
      "https://s3.amazonaws.com/echo.api/../echo.api/chain.pem",
      "https://s3.amazonaws.com/echo.api/chain.pem",
    ],
    ["HTTPS://S3.AmazonAWS.com/echo.api/chain.pem#x", "https://s3.amazonaws.com/echo.api/chain.pem"],
  ])("%s is fetched as %s", async (url, href) => {
    expect(await skill().verify(signed({ url }))).toHaveProperty("event");
    expect(fetched).toEqual([href]);
  });

  test.each([
    "http://s3.amazonaws.com/echo.api/chain.pem",
    "https://notamazon.com/echo.api/chain.pem",
    "https://s3.amazonaws.com.evil.example/echo.api/chain.pem",
    "https://s3.amazonaws.com./echo.api/chain.pem",
    "https://s3.amazonaws.com@evil.example/echo.api/chain.pem",
    "https://user:secret@s3.amazonaws.com/echo.api/chain.pem",
    "https://s3.amazonaws.com:563/echo.api/chain.pem",
    "https://s3.amazonaws.com/EcHo.aPi/chain.pem",
    "https://s3.amazonaws.com/invalid.path/chain.pem",
    "https://s3.amazonaws.com/echo.api",
    "https://s3.amazonaws.com/echo.api.evil/chain.pem",
    "https://s3.amazonaws.com/echo.api/../evil-bucket/chain.pem",
    "https://s3.amazonaws.com/echo.api/%2e%2e/evil-bucket/chain.pem",
    "https://s3.amazonaws.com/echo.api/..%2fevil-bucket/chain.pem",
    "https://s3.amazonaws.com/echo.api/..\\evil-bucket/chain.pem",
    "https://s3.amazonaws.com/echo.api/%252e%252e/evil-bucket/chain.pem",
    "https://s3.amazonaws.com/echo.api/chain.pem, https://s3.amazonaws.com/echo.api/chain.pem",
    "https://s3.amazonaws.com/echo.api/.\t./evil-bucket/chain.pem",
    "//s3.amazonaws.com/echo.api/chain.pem",
    "file:///echo.api/chain.pem",
    "echo.api",
    `https://s3.amazonaws.com/echo.api/${"a".repeat(2_000)}`,
  ])("%s is never fetched", async (url) => {
    for (const path of ["/evil-bucket/chain.pem", "/EcHo.aPi/chain.pem"]) {
      pages.set(path, (response) => response.end(leaf.pem + middle.pem));
    }
    expect(await skill().verify(signed({ url }))).toEqual(refusal);
    expect(fetched).toEqual([]);
  });
});

describe("the host of the certificates", () => {
  test("is asked once for each address, however many requests wait", async () => {
    const { verify } = skill();
    const verdicts = await Promise.all(Array.from({ length: 20 }, () => verify(signed())));
    expect(verdicts.every((verdict) => "event" in verdict)).toBe(true);
    expect(asked).toHaveLength(1);
  });

  test("is not followed anywhere else", async () => {
    pages.set("/echo.api/chain.pem", (response) =>
      response.writeHead(302, { location: "/echo.api/b.pem" }).end(),
    );
    pages.set("/echo.api/b.pem", (response) => response.end(leaf.pem + middle.pem));
    expect(await skill().verify(signed())).toEqual(refusal);
    expect(asked).toEqual(["/echo.api/chain.pem"]);
  });

  test("is not believed where it says that something is wrong", async () => {
    pages.set("/echo.api/chain.pem", (response) => response.writeHead(404).end(leaf.pem + middle.pem));
    expect(await skill().verify(signed())).toEqual(refusal);
  });

  test("that never stops is cut off", async () => {
    const closed = new Promise<void>((resolve) => {
      pages.set("/echo.api/chain.pem", (response) => {
        const more = () =>
          void (response.writable && response.write("a".repeat(16_384)) && setImmediate(more));
        response.on("drain", more).on("close", resolve);
        more();
      });
    });
    expect(await skill().verify(signed())).toEqual(refusal);
    await closed;
  });

  test("that says nothing is not waited for beyond two seconds, and holds up nobody else", async () => {
    const { verify, pass } = skill();
    const reached = new Promise<void>((resolve) => {
      pages.set("/echo.api/silent.pem", (response) => {
        response.writeHead(200).flushHeaders();
        resolve();
      });
    });
    const waiting = verify(signed({ url: "https://s3.amazonaws.com/echo.api/silent.pem" }));
    await reached;
    expect(await verify(signed())).toHaveProperty("event");
    pass(2_000);
    expect(await waiting).toEqual(refusal);
  });

  test("is asked for no more than sixteen at once", async () => {
    const { verify, pass } = skill();
    pages.set("/echo.api/chain.pem", () => undefined);
    const waiting = Array.from({ length: 40 }, (_, i) => verify(signed({ url: `${goodUrl}?x=${i}` })));
    expect(await waiting[39]).toEqual(refusal);
    expect(fetched).toHaveLength(16);
    pass(2_000);
    expect(await Promise.all(waiting)).toEqual(waiting.map(() => refusal));
  });

  test("is asked again for what is not among the sixteen last used", async () => {
    const { verify } = skill();
    for (let i = 0; i < 17; i++) await verify(signed({ url: `${goodUrl}?x=${i}` }));
    expect(fetched).toHaveLength(17);
    await verify(signed({ url: `${goodUrl}?x=16` }));
    expect(fetched).toHaveLength(17);
    await verify(signed({ url: `${goodUrl}?x=0` }));
    expect(fetched).toHaveLength(18);
    await verify(signed({ url: `${goodUrl}?x=2` }));
    await verify(signed({ url: `${goodUrl}?x=17` }));
    await verify(signed({ url: `${goodUrl}?x=2` }));
    expect(fetched).toHaveLength(19);
  });

  test("that fails is asked again by the next request", async () => {
    const { verify } = skill();
    pages.set("/echo.api/chain.pem", (response) => void response.destroy());
    expect(await verify(signed())).toEqual(refusal);
    pages.set("/echo.api/chain.pem", (response) => response.end(leaf.pem + middle.pem));
    expect(await verify(signed())).toHaveProperty("event");
  });
});

describe("a skill served over HTTP", () => {
  const post = ({ headers, body }: Incoming) =>
    new Request("https://bot.example/alexa", { method: "POST", headers, body });

  function served() {
    const { app, orders } = teaApp();
    const { clock } = handClock();
    const channel = alexa({ skillId, clock, certificates: { fetch: fetchFrom, roots: [root.pem] } });
    return { serve: listener(app, channel), orders, app };
  }

  const slots = {
    tea: { name: "tea", value: "grey", confirmationStatus: "NONE" },
    cups: { name: "cups", value: "2", confirmationStatus: "NONE" },
  };
  const confirmed = (timestamp = new Date(now).toISOString()) =>
    request("IntentRequest", {
      intent: { name: "Order", confirmationStatus: "CONFIRMED", slots },
      timestamp,
    });

  test("answers what Alexa signed, and has no handler start for anything else", async () => {
    const { serve, orders, app } = served();
    const stranger = request("LaunchRequest", {}, { system: { application: { applicationId: "coffee" } } });
    const forgeries: readonly Letter[] = [
      { event: confirmed(), signature: null },
      { event: confirmed(), url: null },
      { event: confirmed(), key: rsa().privateKey },
      { event: confirmed(), url: "https://s3.amazonaws.com/echo.api/../evil/chain.pem" },
      { event: confirmed(new Date(now - 200_000).toISOString()) },
      { event: confirmed(new Date(now + 200_000).toISOString()) },
      { event: confirmed("tomorrow") },
      { event: stranger },
      { body: "null", signature: null },
      { body: "null" },
    ];
    for (const forgery of forgeries) {
      const response = await serve(post(signed(forgery)));
      expect([response.status, await response.json()]).toEqual([400, { error: refusal.reason }]);
    }
    expect(orders).toEqual([]);
    expect(await (await serve(post(signed({ event: confirmed() })))).json()).toMatchObject({
      response: { outputSpeech: { ssml: "<speak>2 Earl Grey it is.</speak>" }, shouldEndSession: true },
    });
    expect(orders).toEqual(["2 EARL"]);
    await app.close();
  });

  test("gives a request that is replayed the same answer, and does nothing twice", async () => {
    const { serve, orders, app } = served();
    const letter = signed({ event: confirmed() });
    const answers = await Promise.all(
      Array.from({ length: 5 }, async () => (await serve(post(letter))).text()),
    );
    expect(new Set(answers).size).toBe(1);
    expect(orders).toEqual(["2 EARL"]);
    await app.close();
  });

  test("is not served at all for any skill", async () => {
    const { app } = teaApp();
    expect(() => listener(app, alexa({ skillId: "any" }))).toThrow(
      expect.objectContaining({ code: "unverified-channel" }),
    );
    await app.close();
  });
});

test("a fixture that was never signed is refused as it came", async () => {
  expect(await skill().verify(signed({ event: fixture("order"), key: rsa().privateKey }))).toEqual(refusal);
});
