import { createHash } from "node:crypto";
import { connect } from "node:net";
import { PalaverError, systemClock, type Channel, type Clock } from "palaver";
import { serve, type ServeOptions } from "palaver/node";
import { describe, expect, onTestFinished, test } from "vitest";
import { quiet, testClock } from "../../support/clock.ts";
import { keptLog } from "../../support/log.ts";
import { appWith, door, echo, secret } from "./kit.ts";

/** As they were before anything was served. */
const globals = [globalThis.Request, globalThis.Response];

async function served(options: Partial<ServeOptions> = {}) {
  const server = await serve({ app: appWith(), channels: [door()], port: 0, ...options });
  onTestFinished(() => server.close());
  return server;
}

const post = (
  url: string,
  body: RequestInit["body"] = "say hello",
  headers: Record<string, string> = { "x-secret": secret },
) =>
  fetch(url, {
    method: "POST",
    body: body ?? null,
    headers,
    ...(body instanceof ReadableStream && { duplex: "half" }),
  });

/** Bytes sent as they are; resolves with everything that came back when the connection ends. */
const raw = (url: string, ...parts: readonly string[]) =>
  new Promise<string>((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname, () => parts.forEach((part) => socket.write(part)));
    let heard = "";
    socket.on("data", (data) => (heard += data.toString()));
    socket.on("close", () => resolve(heard));
    socket.on("error", reject);
  });

/** Something to wait for, and what ends the wait. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

describe("a server", () => {
  test("answers a verified request at the channel's name, at 127.0.0.1 unless told otherwise", async () => {
    const { url } = await served({ channels: [door("front"), door("back")] });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    for (const name of ["front", "back"]) {
      const response = await post(`${url}/${name}`);
      expect([response.status, await response.json()]).toEqual([200, { text: "hello" }]);
    }
  });

  test("starts no handler for a request that proves nothing", async () => {
    const { intents, heard } = echo();
    const { url } = await served({ app: appWith({ intents }) });
    const response = await post(`${url}/door`, "say hello", { "x-secret": "guess" });
    expect([response.status, await response.json()]).toEqual([401, { error: "the secret is wrong" }]);
    expect(heard()).toBe(0);
  });

  test("hands the verifier the bytes that were sent, every one of them", async () => {
    const channel = door();
    const { url } = await served({ channels: [channel] });
    const bytes = Uint8Array.from({ length: 70_000 }, (_, n) => (n * 7) % 256);
    await post(`${url}/door?x=%2F`, bytes);
    const [seen] = channel.seen;
    expect(
      createHash("sha256")
        .update(seen?.body ?? "")
        .digest("hex"),
    ).toBe(createHash("sha256").update(bytes).digest("hex"));
    expect([seen?.method, new URL(seen?.url ?? "").search]).toEqual(["POST", "?x=%2F"]);
  });

  test("says that it is well", async () => {
    const { url } = await served();
    const response = await fetch(`${url}/health`);
    expect([response.status, await response.json()]).toEqual([200, { status: "ok" }]);
  });

  test("knows nothing else, whatever it is called", async () => {
    const { url } = await served();
    for (const path of [
      "/",
      "/none",
      "/door/x",
      "/__proto__",
      "/constructor",
      "/%00",
      "/%e0%a4%a",
      "/door%2f",
    ]) {
      expect((await post(url + path)).status, path).toBe(404);
    }
    for (const method of ["GET", "PUT", "DELETE", "OPTIONS"]) {
      const response = await fetch(`${url}/door`, { method });
      expect([method, response.status, response.headers.get("allow")]).toEqual([method, 405, "POST"]);
    }
  });

  test("takes a mebibyte and not a byte more, whether or not it was told the length", async () => {
    const sizes: number[] = [];
    const channel = door("door", {
      verify({ body }) {
        sizes.push(body.byteLength);
        return { event: "say hello" };
      },
    });
    const { url } = await served({ channels: [channel] });
    const chunked = (size: number) => new Response(new Uint8Array(size)).body;
    for (const body of [new Uint8Array(1_048_576), chunked(1_048_576)]) {
      expect((await post(`${url}/door`, body)).status).toBe(200);
    }
    for (const body of [new Uint8Array(1_048_577), chunked(1_048_577)]) {
      expect((await post(`${url}/door`, body)).status).toBe(413);
    }
    expect((await post(`${url}/door`)).status).toBe(200);
    expect(sizes).toEqual([1_048_576, 1_048_576, 9]);
  });

  test("cuts off whoever takes too long to say it, or says nothing at all", async () => {
    const channel = door();
    const { url } = await served({ channels: [channel], requestTimeout: 300 });
    const head = "POST /door HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n";
    const heard = await Promise.all([raw(url, `${head}\r\nabc`), raw(url, head), raw(url)]);
    expect(heard.map((text) => text.slice(0, 12))).toEqual(["HTTP/1.1 408", "HTTP/1.1 408", "HTTP/1.1 408"]);
    expect(channel.seen.length).toBe(0);
  });

  test("answers what is no HTTP request with a 400", async () => {
    const { url } = await served();
    for (const text of [
      "hello\r\n\r\n",
      "POST /door HTTP/1.1\r\nHost: a b\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    ]) {
      expect((await raw(url, text)).slice(0, 12)).toBe("HTTP/1.1 400");
    }
  });

  test("apologises with a 500 that says nothing, and a log line that quotes nothing, when a channel breaks", async () => {
    const { log, entries } = keptLog();
    const broken = door("door", {
      verify: () => {
        throw new RangeError("secret words");
      },
    });
    const { url } = await served({ app: appWith({ log }), channels: [broken] });
    const response = await post(`${url}/door`);
    expect([response.status, await response.json()]).toEqual([
      500,
      { error: "the request could not be answered" },
    ]);
    expect(entries).toEqual([{ level: "error", event: "request failed", error: "RangeError" }]);
  });

  test("leaves the globals of the process alone", async () => {
    await served();
    expect([globalThis.Request === globals[0], globalThis.Response === globals[1]]).toEqual([true, true]);
  });
});

describe("a server does not start", () => {
  const refused = (options: Partial<ServeOptions>) =>
    serve({ app: appWith(), channels: [door()], port: 0, ...options }).catch((error: unknown) => error);

  test("with a channel that cannot tell who is calling", async () => {
    const { verify: _, ...unverified } = door("naive");
    const error = await refused({ channels: [door(), unverified] });
    expect(error).toBeInstanceOf(PalaverError);
    expect(error).toMatchObject({ code: "unverified-channel", message: expect.stringContaining('"naive"') });
  });

  test("with two things at one address", async () => {
    for (const channels of [[door(), door()], [door("health")]]) {
      expect(await refused({ channels })).toMatchObject({ code: "duplicate-name" });
    }
  });

  test("at a port that is taken", async () => {
    const { url } = await served();
    const port = Number(new URL(url).port);
    const error = await refused({ port });
    expect(error).toMatchObject({
      code: "invalid-option",
      message: expect.stringContaining(`127.0.0.1:${port}`),
    });
  });
});

describe("a channel with messages of its own accord", () => {
  const streaming = (): { readonly channel: Channel; readonly aborted: Promise<void> } => {
    const { opened: aborted, open } = gate();
    const stream: NonNullable<Channel["stream"]> = (_, signal) => {
      signal.addEventListener("abort", open);
      const body = new ReadableStream({
        start: (controller) => controller.enqueue(new TextEncoder().encode("data: hello\n\n")),
      });
      return new Response(body, { headers: { "content-type": "text/event-stream" } });
    };
    return { channel: door("door", { stream }), aborted };
  };

  test("streams them at a verified GET, and learns when nobody listens any more", async () => {
    const { channel, aborted } = streaming();
    const { url } = await served({ channels: [channel] });
    expect((await fetch(`${url}/door`)).status).toBe(401);
    const leaving = new AbortController();
    const response = await fetch(`${url}/door`, { headers: { "x-secret": secret }, signal: leaving.signal });
    const { value } = (await response.body?.getReader().read()) ?? {};
    expect(new TextDecoder().decode(value)).toBe("data: hello\n\n");
    leaving.abort();
    await aborted;
  });

  test("does not keep the server from closing", async () => {
    const { channel, aborted } = streaming();
    const server = await served({ channels: [channel] });
    await fetch(`${server.url}/door`, { headers: { "x-secret": secret } });
    await server.close();
    await aborted;
  });
});

describe("closing", () => {
  /** A server whose turns end when they are let. */
  async function busy(clock: Clock = systemClock) {
    const [begun, end] = [gate(), gate()];
    let verified = 0;
    const { verify, ...channel } = door();
    const slow: Channel = {
      ...channel,
      verify: async (request) => {
        verified++;
        begun.open();
        await end.opened;
        return verify?.(request) ?? { status: 401, reason: "" };
      },
    };
    const server = await served({ app: appWith({ clock }), channels: [slow] });
    return { server, begun, end, verified: () => verified };
  }

  test("lets a running turn finish, and takes no new one", async () => {
    const { server, begun, end } = await busy();
    const response = post(`${server.url}/door`);
    await begun.opened;
    const closed = server.close();
    await expect(post(`${server.url}/door`)).rejects.toThrow();
    end.open();
    expect(await (await response).json()).toEqual({ text: "hello" });
    await closed;
    await server.close();
  });

  test("takes no new turn on a connection that is still open", async () => {
    const { server, begun, end, verified } = await busy();
    const { hostname, port } = new URL(server.url);
    const request = `POST /door HTTP/1.1\r\nHost: x\r\nX-Secret: ${secret}\r\nContent-Length: 9\r\n\r\nsay hello`;
    const socket = connect(Number(port), hostname);
    let heard = "";
    socket.on("data", (data) => (heard += data.toString()));
    const ended = new Promise((resolve) => socket.on("close", resolve));
    socket.write(request);
    await begun.opened;
    const closed = server.close();
    socket.write(request);
    await quiet();
    end.open();
    await Promise.all([closed, ended]);
    expect(heard.match(/HTTP\/1\.1 200/g)?.length).toBe(1);
    expect(verified()).toBe(1);
  });

  test("waits for what a turn has caused", async () => {
    const [begun, end] = [gate(), gate()];
    const { read, ...channel } = door();
    const posting: Channel = {
      ...channel,
      read: (event) => {
        const turn = read(event);
        return turn && { ...turn, to: "ann" };
      },
      send: async () => {
        begun.open();
        await end.opened;
      },
    };
    const server = await served({ channels: [posting] });
    await post(`${server.url}/door`);
    await begun.opened;
    let over = false;
    const closed = server.close().then(() => (over = true));
    await quiet();
    expect(over).toBe(false);
    end.open();
    await closed;
  });

  test("waits no longer than eight seconds for a turn that does not end", async () => {
    const clock = testClock();
    const { server, begun } = await busy(clock);
    const lost = expect(post(`${server.url}/door`)).rejects.toThrow();
    await begun.opened;
    let over = false;
    const closed = server.close().then(() => (over = true));
    await clock.pass(7_999);
    expect(over).toBe(false);
    await clock.pass(1);
    await closed;
    await lost;
  });
});
