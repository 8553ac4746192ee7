import { createServer } from "node:http";
import { PalaverError, Undelivered, type Clock } from "palaver";
import { vendorClient, vendorSandbox, type SandboxOptions } from "palaver/vendors";
import { afterEach, describe, expect, test, vi } from "vitest";
import { testClock } from "../support/clock.ts";

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

const still = { modes: { north: "healthy", harbour: "healthy", meadow: "healthy" } } as const;

/** A sandbox whose vendors are all healthy unless told otherwise, and the real client to it. */
async function trade(options: SandboxOptions = still, clock: Clock = testClock()) {
  const sandbox = await vendorSandbox({ clock, ...options });
  closing.push(() => sandbox.close());
  const client = vendorClient({ vendors: sandbox.vendors, timeout: 1_000, clock });
  const jam = { vendor: "north", product: "jam", quantity: 20, key: "reorder-1/OrderFromNorth" };
  return { sandbox, client, jam };
}

/** How an order failed. */
async function failure(order: Promise<unknown>): Promise<readonly [string, string]> {
  const error = await order.then(
    () => "it was taken",
    (thrown: unknown) => thrown,
  );
  return error instanceof Undelivered ? [error.outcome, error.message] : ["other", String(error)];
}

describe("an order", () => {
  test("is taken by the vendor it is for", async () => {
    const { sandbox, client, jam } = await trade();
    expect(await client.order(jam)).toEqual({ reference: "north-1", quantity: 20 });
    expect(await client.order({ ...jam, vendor: "meadow" })).toEqual({ reference: "meadow-2", quantity: 20 });
    expect(sandbox.orders()).toEqual([
      { ...jam, reference: "north-1" },
      { ...jam, vendor: "meadow", reference: "meadow-2" },
    ]);
  });

  test("is one order, however often it comes with the same key", async () => {
    const { sandbox, client, jam } = await trade();
    const all = await Promise.all([client.order(jam), client.order(jam), client.order(jam)]);
    expect(new Set(all.map(({ reference }) => reference))).toEqual(new Set(["north-1"]));
    expect(sandbox.orders()).toHaveLength(1);
    expect(await client.order({ ...jam, key: "reorder-2" })).toMatchObject({ reference: "north-2" });
  });

  test("is refused where the key is that of another", async () => {
    const { sandbox, client, jam } = await trade();
    await client.order(jam);
    expect(await failure(client.order({ ...jam, quantity: 1 }))).toEqual([
      "refused",
      "the vendor answered 409",
    ]);
    expect(sandbox.orders()).toHaveLength(1);
  });

  test("goes to nobody but who was named to the client, with a key that fits in a header", async () => {
    const { sandbox, client, jam } = await trade();
    for (const vendor of ["nobody", "constructor", "http://127.0.0.1/"]) {
      expect(await failure(client.order({ ...jam, vendor }))).toEqual([
        "refused",
        `there is no vendor "${vendor}"`,
      ]);
    }
    for (const key of ["", "a b", "a\r\nx: y", "\u{1F375}", "k".repeat(256)]) {
      expect(await failure(client.order({ ...jam, key }))).toEqual(["refused", "the key fits in no header"]);
    }
    expect(sandbox.requests("north")).toBe(0);
    expect(await client.order({ ...jam, key: "k".repeat(255) })).toMatchObject({ reference: "north-1" });
  });

  test("has five seconds where nobody says how long", async () => {
    const clock = testClock();
    const { sandbox, jam } = await trade({ ...still, modes: { north: "hanging" } }, clock);
    const failed = failure(vendorClient({ vendors: sandbox.vendors, clock }).order(jam));
    await vi.waitFor(() => expect(sandbox.orders()).toHaveLength(1));
    let done = false;
    void failed.then(() => (done = true));
    await clock.pass(4_999);
    expect(done).toBe(false);
    await clock.pass(1);
    expect(await failed).toEqual(["unknown", "the vendor took too long"]);
  });

  test.each(["slow", "hanging"] as const)(
    "is given up where the vendor is %s, and may have been taken",
    async (mode) => {
      const clock = testClock();
      const { sandbox, client, jam } = await trade({ ...still, delay: 1_500 }, clock);
      await sandbox.mode("north", mode);
      const failed = failure(client.order(jam));
      await vi.waitFor(() => expect(sandbox.orders()).toHaveLength(1));
      await clock.pass(1_000);
      expect(await failed).toEqual(["unknown", "the vendor took too long"]);
      await sandbox.mode("north", "healthy");
      expect(await client.order(jam)).toMatchObject({ reference: "north-1" });
      expect(sandbox.orders()).toHaveLength(1);
    },
  );

  test("waits for a vendor that is slow, but not too slow", async () => {
    const clock = testClock();
    const { sandbox, client, jam } = await trade({ ...still, delay: 900 }, clock);
    await sandbox.mode("north", "slow");
    const ordered = client.order(jam);
    await vi.waitFor(() => expect(clock.sleepers).toBe(2));
    await clock.pass(900);
    expect(await ordered).toMatchObject({ quantity: 20 });
    expect(clock.sleepers).toBe(0);
  });

  test("is given up when whoever wants it does so", async () => {
    const { sandbox, client, jam } = await trade();
    await sandbox.mode("north", "hanging");
    const stopping = new AbortController();
    const failed = failure(client.order({ ...jam, signal: stopping.signal }));
    await vi.waitFor(() => expect(sandbox.requests("north")).toBe(1));
    stopping.abort();
    expect((await failed)[0]).toBe("unknown");
  });

  test.each([
    ["refusing", "not-done", "the vendor cannot be reached", 0],
    ["rejecting", "refused", "the vendor answered 422", 0],
    ["failing", "unknown", "the vendor answered 500", 0],
    ["redirecting", "unknown", "the connection to the vendor failed", 0],
    ["garbled", "unknown", "the vendor answered something that is no answer", 1],
    ["flooding", "unknown", "the vendor answered more than anybody would read", 1],
  ] as const)("fails in its own way where the vendor is %s", async (mode, outcome, reason, taken) => {
    const { sandbox, client, jam } = await trade();
    await sandbox.mode("north", mode);
    expect(await failure(client.order(jam))).toEqual([outcome, reason]);
    expect(sandbox.orders()).toHaveLength(taken);
    // Nor did it go wherever an answer pointed.
    expect(sandbox.requests("north")).toBe(mode === "refusing" ? 0 : 1);
    await sandbox.mode("north", "healthy");
    expect(await client.order(jam)).toEqual({ reference: "north-1", quantity: 20 });
  });
});

describe("an answer", () => {
  /** The client of a vendor that answers this. */
  async function answering(body: string | Buffer, headers: Record<string, string> = {}) {
    let sent = 0;
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(200, { connection: "close", ...headers });
      response.end(body, () => sent++);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closing.push(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const client = vendorClient({ vendors: { v: `http://127.0.0.1:${port}/api/` } });
    return client.order({ vendor: "v", product: "jam", quantity: 5, key: "k" });
  }

  test.each([
    { reference: "r", quantity: 1 },
    { reference: "r".repeat(64), quantity: 5, more: "is left out" },
  ])("is taken where it is one", async ({ reference, quantity }) => {
    expect(await answering(JSON.stringify({ reference, quantity }))).toEqual({ reference, quantity });
  });

  test.each([
    {},
    null,
    { reference: "", quantity: 5 },
    { reference: "r".repeat(65), quantity: 5 },
    { reference: 7, quantity: 5 },
    { reference: "r", quantity: 0 },
    { reference: "r", quantity: 6 },
    { reference: "r", quantity: 1.5 },
    { reference: "r", quantity: "5" },
  ])("is not believed: %j", async (body) => {
    expect(await failure(answering(JSON.stringify(body)))).toEqual([
      "unknown",
      "the vendor answered something that is no answer",
    ]);
  });

  test("may be 64 KB long and no longer", async () => {
    const answer = JSON.stringify({ reference: "r", quantity: 5 });
    expect(await answering(answer.padEnd(64 * 1024))).toEqual({ reference: "r", quantity: 5 });
    const [outcome, reason] = await failure(answering(answer.padEnd(64 * 1024 + 1)));
    expect([outcome, reason]).toEqual(["unknown", "the vendor answered more than anybody would read"]);
  });
});

test.each([200, 500])("a vendor that talks without end is not listened to: %d", async (status) => {
  let gone = false;
  const server = createServer((request, response) => {
    request.resume();
    response.on("close", () => (gone = true));
    response.writeHead(status);
    const talk = () => {
      while (!gone && response.write("x".repeat(10_000)));
    };
    response.on("drain", talk);
    talk();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const client = vendorClient({ vendors: { v: `http://127.0.0.1:${port}` } });
  const order = { vendor: "v", product: "jam", quantity: 5, key: "k" };
  expect((await failure(client.order(order)))[0]).toBe("unknown");
  await vi.waitFor(() => expect(gone).toBe(true), 5_000);
});

describe("an address", () => {
  test.each([
    "",
    "north",
    "ftp://north.example",
    "http://north.example",
    "http://127.0.0.1.north.example",
    "https://me:secret@north.example",
    "https://me@north.example",
    "https://:secret@north.example",
    "https://north.example/?to=",
    "https://north.example/#top",
  ])("that cannot be used is found at once: %j", (url) => {
    expect(() => vendorClient({ vendors: { north: url } })).toThrow(PalaverError);
  });

  test("is not told in the complaint, as there may be a secret in it", () => {
    expect(() => vendorClient({ vendors: { north: "https://me:secret@north.example" } })).not.toThrow(
      /secret/,
    );
  });

  test.each([
    "https://north.example",
    "https://north.example/api",
    "http://localhost:8080",
    "http://[::1]:80/",
  ])("that can be used is: %s", (url) => {
    expect(() => vendorClient({ vendors: { north: url } })).not.toThrow();
  });
});

describe("the sandbox", () => {
  test("has a healthy vendor, a slow one, and one that is often down, the same way for the same seed", async () => {
    const ordersOf = async (seed: number) => {
      const clock = testClock();
      const { sandbox, client, jam } = await trade({ seed }, clock);
      expect(await client.order(jam)).toMatchObject({ reference: "north-1" });
      const outcomes: string[] = [];
      for (let n = 0; n < 12; n++) {
        const order = failure(client.order({ ...jam, vendor: "meadow", key: `k${n}` }));
        let done = false;
        void order.then(() => (done = true));
        await vi.waitFor(async () => {
          const hangs = clock.sleepers === 2 && sandbox.orders().some(({ key }) => key === `k${n}`);
          if (!done && hangs) await clock.pass(1_000);
          expect(done).toBe(true);
        });
        outcomes.push((await order).join(": "));
        await vi.waitFor(async () => {
          await clock.pass(2_000);
          expect((await fetch(`${sandbox.vendors.meadow}/elsewhere`)).status).toBe(404);
        });
      }
      return outcomes;
    };
    const [first, again, other] = [await ordersOf(1), await ordersOf(1), await ordersOf(2)];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    expect(new Set(first).size).toBeGreaterThan(3);
  });

  test("refuses what is no order", async () => {
    const { sandbox } = await trade();
    const { north } = sandbox.vendors;
    const post = async (path: string, init: RequestInit) => (await fetch(`${north}${path}`, init)).status;
    const order = JSON.stringify({ product: "jam", quantity: 1 });
    const headers = { "idempotency-key": "k" };
    expect(await post("/orders", { method: "POST", headers, body: order })).toBe(200);
    expect(await post("/elsewhere", { method: "POST", headers, body: order })).toBe(404);
    expect(await post("/orders", { headers })).toBe(405);
    expect(await post("/orders", { method: "POST", body: order })).toBe(400);
    expect(await post("/orders", { method: "POST", headers, body: "{" })).toBe(400);
    for (const body of [
      '{"product":"jam","quantity":-1}',
      '{"product":"jam","quantity":1.5}',
      '{"product":7,"quantity":1}',
    ]) {
      expect(await post("/orders", { method: "POST", headers, body })).toBe(400);
    }
    const keyless = { "idempotency-key": "" };
    expect(await post("/orders", { method: "POST", headers: keyless, body: order })).toBe(400);
    expect(await post("/orders", { method: "POST", headers, body: order.padEnd(20_000) })).toBe(413);
    expect(sandbox.orders()).toHaveLength(1);
  });

  /** The first thing a vendor that is down draws from this seed is not to listen. */
  const outage = { seed: 3 };

  test("has one that nobody listens at for a while, when that is what is drawn", async () => {
    const clock = testClock();
    const { sandbox, client, jam } = await trade(outage, clock);
    const order = { ...jam, vendor: "meadow" };
    expect((await failure(client.order(order)))[0]).toBe("unknown");
    expect((await failure(client.order(order)))[0]).toBe("not-done");
    expect(sandbox.orders()).toEqual([]);
    await sandbox.mode("meadow", "healthy");
    expect(await client.order(order)).toMatchObject({ reference: "meadow-1" });
  });

  test("and closes for good, even then", async () => {
    const clock = testClock();
    const { sandbox, client, jam } = await trade(outage, clock);
    const order = { ...jam, vendor: "meadow" };
    await failure(client.order(order));
    await vi.waitFor(() => expect(clock.sleepers).toBe(1));
    await sandbox.close();
    expect(clock.sleepers).toBe(0);
    expect((await failure(client.order(order)))[0]).toBe("not-done");
  });

  test("breaks what is under way when a vendor is not to be reached any more", async () => {
    const { sandbox, client, jam } = await trade();
    await sandbox.mode("north", "hanging");
    const failed = failure(client.order(jam));
    await vi.waitFor(() => expect(sandbox.orders()).toHaveLength(1));
    await sandbox.mode("north", "refusing");
    expect(await failed).toEqual(["unknown", "the connection to the vendor failed"]);
  });

  test("closes at once, whatever hangs in it", async () => {
    const { sandbox, client, jam } = await trade();
    await sandbox.mode("north", "hanging");
    const failed = failure(client.order(jam));
    await vi.waitFor(() => expect(sandbox.orders()).toHaveLength(1));
    await sandbox.close();
    expect((await failed)[0]).toBe("unknown");
    expect(await failure(client.order(jam))).toEqual(["not-done", "the vendor cannot be reached"]);
  });
});
