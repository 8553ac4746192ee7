import { createHash } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

/** What Socket Mode needs of Slack: `apps.connections.open`, other methods as given, and the far end of the socket. */
export interface SocketServer {
  readonly url: string;
  /** Resolves once the app has connected and been greeted. */
  greeted(): Promise<void>;
  /** Sends an envelope. */
  push(envelope: object): void;
  /** Resolves once the app has received all that was pushed before. */
  received(): Promise<void>;
  /** The next acknowledgement; in order, whenever it came. */
  ack(): Promise<Ack>;
  /** The acknowledgements nobody has asked for yet. */
  readonly waiting: readonly Ack[];
  close(): Promise<void>;
}

export interface Ack {
  readonly envelope_id: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What it does when the app says goodbye: it does so as well, or says nothing. */
export type Farewell = "answers" | "is silent";

/** Frames of RFC 6455 as far as a test needs them: short, whole, text, ping or close. */
export async function socketServer(
  methods: Readonly<Record<string, object>> = {},
  farewell: Farewell = "answers",
): Promise<SocketServer> {
  let socket: Duplex | undefined;
  let port = 0;
  const acks = queue<Ack>();
  const greetings = queue<void>();
  const pongs = queue<void>();

  const server = createServer((request, response) => {
    const name = (request.url ?? "").replace(/^\/api\//, "");
    const answer =
      name === "apps.connections.open"
        ? { ok: true, url: `ws://127.0.0.1:${port}/link` }
        : { ok: true, ...methods[name] };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(answer));
  });
  server.on("upgrade", (request: IncomingMessage, duplex: Duplex) => {
    socket = duplex;
    const key = `${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash("sha1").update(key).digest("base64");
    duplex.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    duplex.on("error", () => {});
    let rest = Buffer.alloc(0);
    duplex.on("data", (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk]);
      for (let frame = take(rest); frame; frame = take(rest)) {
        rest = rest.subarray(frame.length);
        receive(frame, duplex);
      }
    });
    duplex.write(frameOf(1, JSON.stringify({ type: "hello" })));
    greetings.put();
  });

  function receive({ opcode, payload }: Frame, duplex: Duplex): void {
    if (opcode === 8) return void (farewell === "answers" && duplex.end(frameOf(8, payload)));
    if (opcode === 9) return void duplex.write(frameOf(10, payload));
    if (opcode === 10) pongs.put();
    if (opcode === 1) acks.put(JSON.parse(payload.toString("utf8")) as Ack);
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/api/`,
    greeted: () => greetings.take(),
    push: (envelope) => void socket?.write(frameOf(1, JSON.stringify(envelope))),
    received: () => {
      socket?.write(frameOf(9, "all of it?"));
      return pongs.take();
    },
    ack: () => acks.take(),
    waiting: acks.waiting,
    close: () =>
      new Promise((resolve) => {
        socket?.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}

interface Frame {
  readonly opcode: number;
  readonly payload: Buffer;
  readonly length: number;
}

/** The first whole frame of what has come from the client, whose frames are masked. */
function take(bytes: Buffer): Frame | undefined {
  if (bytes.length < 6) return undefined;
  const short = (bytes[1] ?? 0) & 0x7f;
  const start = short === 126 ? 4 : 2;
  if (bytes.length < start + 4) return undefined;
  const size = short === 126 ? bytes.readUInt16BE(2) : short;
  const length = start + 4 + size;
  if (bytes.length < length) return undefined;
  const mask = bytes.subarray(start, start + 4);
  const payload = Buffer.from(bytes.subarray(start + 4, length).map((byte, i) => byte ^ (mask[i % 4] ?? 0)));
  return { opcode: (bytes[0] ?? 0) & 0x0f, payload, length };
}

function frameOf(opcode: number, content: string | Buffer): Buffer {
  const payload = Buffer.from(content);
  const head =
    payload.length < 126
      ? Buffer.from([0x80 | opcode, payload.length])
      : Buffer.from([0x80 | opcode, 126, payload.length >> 8, payload.length & 0xff]);
  return Buffer.concat([head, payload]);
}

/** What is taken out in the order it is put in, by whoever waits for it. */
function queue<T>() {
  const waiting: T[] = [];
  const takers: ((item: T) => void)[] = [];
  return {
    waiting,
    put(item: T) {
      const taker = takers.shift();
      if (taker) taker(item);
      else waiting.push(item);
    },
    take: () =>
      new Promise<T>((resolve) => {
        if (waiting.length > 0) resolve(waiting.shift() as T);
        else takers.push(resolve);
      }),
  };
}
