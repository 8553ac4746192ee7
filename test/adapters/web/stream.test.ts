import { complete, Undelivered, type Channel, type Reply } from "palaver";
import { describe, expect, test } from "vitest";
import { bearer, channelWith, clockAt, incoming } from "./requests.ts";

const said = (words: string): Reply => complete({ speech: words });

/** A channel with one session, which can listen and be sent to. */
function listening(options: Parameters<typeof channelWith>[0] = {}) {
  const channel = channelWith({ clock: clockAt(), ...options });
  const { session: token } = channel.write(undefined, {}) as { session: string };
  const session = token.split(".")[0] ?? "";
  return {
    channel,
    token,
    to: { session },
    send: async (words: string, key = words, to: { session: string } = { session }) =>
      channel.send?.({ to, key, reply: said(words) }),
    listen: (signal = new AbortController().signal, last?: string) => open(channel, token, signal, last),
  };
}

async function open(channel: Channel, token: string, signal: AbortSignal, last?: string) {
  const headers = { ...bearer(token), ...(last !== undefined && { "last-event-id": last }) };
  const response = await channel.stream?.(incoming(undefined, headers, "GET"), signal);
  const reader = response?.body?.getReader();
  if (!response || !reader) throw new Error("no stream");
  const read = async () => {
    const { done, value } = await reader.read();
    return done ? undefined : new TextDecoder().decode(value);
  };
  return { response, read, cancel: () => reader.cancel() };
}

const textOf = (chunk: string | undefined) =>
  (JSON.parse(chunk?.split("data: ")[1] ?? "{}") as { text?: string }).text;
const idOf = (chunk: string | undefined) => chunk?.match(/^id: (\S+)/)?.[1];

describe("a message that comes later", () => {
  test("is not delivered while nobody listens, and nothing was done", async () => {
    const { send } = listening();
    const failure = send("hello").catch((error: unknown) => error);
    expect(await failure).toBeInstanceOf(Undelivered);
    expect(await failure).toMatchObject({ outcome: "not-done" });
  });

  test.each([null, 7, "session", {}, { session: "" }, { session: {} }])(
    "to %j can never be delivered",
    async (to) => {
      const sent = channelWith().send?.({ to, key: "k", reply: said("hello") });
      await expect(sent).rejects.toMatchObject({ outcome: "refused" });
    },
  );

  test("reaches every page that listens", async () => {
    const { send, listen } = listening();
    const pages = [await listen(), await listen()];
    await send("hello");
    for (const { read } of pages) {
      expect(await read()).toBe(": hello\n\n");
      expect(textOf(await read())).toBe("hello");
    }
  });

  test("sent again under its key is delivered once", async () => {
    const { send, listen } = listening();
    const { read } = await listen();
    await send("hello", "key-1");
    await send("hello", "key-1");
    await send("bye", "key-2");
    await read();
    expect([textOf(await read()), textOf(await read())]).toEqual(["hello", "bye"]);
  });

  test("sent again after the page has left counts as delivered", async () => {
    const { send, listen } = listening();
    const { cancel } = await listen();
    await send("hello", "key-1");
    await cancel();
    await expect(send("hello", "key-1")).resolves.toBeUndefined();
    await expect(send("bye", "key-2")).rejects.toMatchObject({ outcome: "not-done" });
  });

  test("goes to its own session alone", async () => {
    const { send, listen } = listening();
    const { read } = await listen();
    await expect(send("secret", "key", { session: "another" })).rejects.toBeInstanceOf(Undelivered);
    await send("mine");
    await read();
    expect(textOf(await read())).toBe("mine");
  });
});

describe("a page that comes back", () => {
  test("hears what it missed, in order and once", async () => {
    const { send, listen } = listening();
    const first = await listen();
    for (const words of ["one", "two", "three"]) await send(words);
    await first.read();
    const last = idOf(await first.read());
    await first.cancel();

    const { read } = await listen(undefined, last);
    await send("four");
    await read();
    expect([textOf(await read()), textOf(await read()), textOf(await read())]).toEqual([
      "two",
      "three",
      "four",
    ]);
  });

  test("hears all that is known where its last message is forgotten, and nothing where it names none", async () => {
    const { send, listen } = listening();
    const first = await listen();
    await send("one");
    const again = await listen(undefined, "never-sent");
    await again.read();
    expect(textOf(await again.read())).toBe("one");
    const fresh = await listen();
    await send("two");
    await fresh.read();
    expect(textOf(await fresh.read())).toBe("two");
    await first.cancel();
  });

  test("hears the last 32 of many", async () => {
    const { send, listen } = listening();
    const first = await listen();
    await first.read();
    for (let i = 0; i < 40; i++) {
      await send(`message ${i}`);
      await first.read();
    }
    const { read } = await listen(undefined, "long-forgotten");
    await read();
    expect(textOf(await read())).toBe("message 8");
  });
});

describe("a stream", () => {
  test("shows signs of life every fifteen seconds", async () => {
    const waits: number[] = [];
    let wake = () => {};
    const clock = {
      ...clockAt(),
      sleep: (milliseconds: number) => {
        waits.push(milliseconds);
        return new Promise<void>((resolve) => (wake = resolve));
      },
    };
    const { listen } = listening({ clock });
    const { read } = await listen();
    await read();
    expect(waits).toEqual([15_000]);
    wake();
    expect(await read()).toBe(": ping\n\n");
  });

  test("ends when its request is aborted, before or after it began", async () => {
    const { send, listen } = listening();
    const gone = new AbortController();
    const { read } = await listen(gone.signal);
    await read();
    gone.abort();
    expect(await read()).toBeUndefined();
    await expect(send("hello")).rejects.toMatchObject({ outcome: "not-done" });

    const late = await listen(AbortSignal.abort());
    await late.read();
    expect(await late.read()).toBeUndefined();
  });

  test("ends where nobody reads it, and loses nothing for who comes back", async () => {
    const { send, listen } = listening();
    const slow = await listen();
    for (let i = 0; i < 63; i++) await send(`message ${i}`);
    await expect(send("one too many")).rejects.toMatchObject({ outcome: "not-done" });
    await slow.read();
    const back = await listen(undefined, "unknown");
    await back.read();
    expect(textOf(await back.read())).toBe("message 31");
  });

  test("gives way to the ninth of one session", async () => {
    const { listen } = listening();
    const first = await listen();
    for (let i = 0; i < 8; i++) await listen();
    await first.read();
    expect(await first.read()).toBeUndefined();
  });

  test("is one of so many, in all and for each that is remembered", { timeout: 60_000 }, async () => {
    const { channel, send, listen, to } = listening();
    const first = await listen();
    await send("hello", "key");
    await first.cancel();
    const enter = () => (channel.write(undefined, {}) as { session: string }).session;
    for (let i = 0; i < 10_000; i++) {
      const token = enter();
      await open(channel, token, new AbortController().signal);
      const session = token.split(".")[0] ?? "";
      if (i < 1_000) await channel.send?.({ to: { session }, key: "key", reply: said("hello") });
    }
    const request = incoming(undefined, bearer(enter()), "GET");
    expect((await channel.stream?.(request, new AbortController().signal))?.status).toBe(503);
    // The first session's messages are forgotten, so whether this one was delivered is as well.
    await expect(channel.send?.({ to, key: "key", reply: said("hello") })).rejects.toMatchObject({
      outcome: "not-done",
    });
  });

  test("is no place to send to", async () => {
    const { channel, token } = listening();
    const wrong = await channel.stream?.(incoming({}, bearer(token), "POST"), new AbortController().signal);
    expect(wrong?.status).toBe(405);
    const stranger = await channel.stream?.(incoming(undefined, {}, "GET"), new AbortController().signal);
    expect(stranger?.status).toBe(401);
  });
});
