import { createHash } from "node:crypto";
import type { Clock } from "palaver";

/** The pages that listen, and what they were told lately. */
export interface Streams {
  /** A response that goes on until its page leaves: what comes for a session, after what it missed since `last`. */
  open(session: string, last: string | undefined, signal: AbortSignal): Response;
  /** Tells every page of a session, once for a key. False where none listens. */
  push(session: string, key: string, data: unknown): boolean;
}

/** Milliseconds between signs of life, which keep proxies from hanging up. */
const beat = 15_000;

/** Messages kept for pages that reconnect, and sessions they are kept for; messages that may wait for a slow page. */
const [kept, sessions, waiting] = [32, 1_000, 64];

/** Pages of one session, and of all. The oldest of a session gives way. */
const [mostPages, mostStreams] = [8, 10_000];

interface Page {
  write(chunk: string): void;
  close(): void;
}

interface Sent {
  readonly id: string;
  readonly chunk: string;
}

/** Streams as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html), in this process. */
export function streams(clock: Clock): Streams {
  const open = new Map<string, Set<Page>>();
  const recent = new Map<string, readonly Sent[]>();
  let count = 0;

  function enter(session: string, page: Page): void {
    const pages = open.get(session) ?? new Set();
    open.set(session, pages.add(page));
    count++;
    const [oldest] = pages;
    if (pages.size > mostPages) oldest?.close();
  }

  function leave(session: string, page: Page): void {
    const pages = open.get(session);
    if (!pages?.delete(page)) return;
    count--;
    if (pages.size === 0) open.delete(session);
  }

  function keep(session: string, sent: Sent): void {
    const before = recent.get(session) ?? [];
    // Taken out and put in again, a session is the youngest of the map.
    recent.delete(session);
    recent.set(session, [...before, sent].slice(-kept));
    const [oldest] = recent.keys();
    if (recent.size > sessions && oldest !== undefined) recent.delete(oldest);
  }

  /** What came after the last message a page has seen; all there is where that one is forgotten already. */
  function missed(session: string, last: string | undefined): readonly Sent[] {
    const sent = recent.get(session) ?? [];
    return last === undefined ? [] : sent.slice(sent.findIndex(({ id }) => id === last) + 1);
  }

  return {
    open(session, last, signal) {
      if (count >= mostStreams) return Response.json({ error: "too many pages listen" }, { status: 503 });
      const body = pageStream(clock, signal, {
        enter(page) {
          page.write(": hello\n\n");
          for (const { chunk } of missed(session, last)) page.write(chunk);
          enter(session, page);
        },
        leave: (page) => leave(session, page),
      });
      return new Response(body, {
        headers: {
          "content-type": "text/event-stream",
          "cache-control": "no-cache, no-transform",
          "x-accel-buffering": "no",
        },
      });
    },

    push(session, key, data) {
      const id = createHash("sha256").update(key).digest("base64url").slice(0, 22);
      if (recent.get(session)?.some((sent) => sent.id === id)) return true;
      const pages = open.get(session);
      if (!pages) return false;
      const sent = { id, chunk: `id: ${id}\ndata: ${JSON.stringify(data)}\n\n` };
      keep(session, sent);
      for (const page of [...pages]) page.write(sent.chunk);
      return true;
    },
  };
}

interface Door {
  enter(page: Page): void;
  leave(page: Page): void;
}

/** One page's stream: open until the page leaves, the signal aborts or more waits for it than it takes. */
function pageStream(clock: Clock, signal: AbortSignal, door: Door): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const over = new AbortController();
  let leave = () => over.abort();

  function start(controller: ReadableStreamDefaultController<Uint8Array>): void {
    const page = { write, close };
    leave = () => {
      over.abort();
      door.leave(page);
    };
    function close(): void {
      if (over.signal.aborted) return;
      leave();
      controller.close();
    }
    function write(chunk: string): void {
      if (over.signal.aborted) return;
      controller.enqueue(encoder.encode(chunk));
      // A page that does not read comes back and asks for what it missed.
      if ((controller.desiredSize ?? 0) <= 0) close();
    }
    door.enter(page);
    signal.addEventListener("abort", close, { once: true, signal: over.signal });
    if (signal.aborted) close();
    void live(write);
  }

  async function live(write: Page["write"]): Promise<void> {
    while (!over.signal.aborted) {
      await clock.sleep(beat, over.signal);
      write(": ping\n\n");
    }
  }

  const strategy = new CountQueuingStrategy({ highWaterMark: waiting });
  return new ReadableStream<Uint8Array>({ start, cancel: () => leave() }, strategy);
}
