import { createHash } from "node:crypto";
import type { Duplex } from "node:stream";

/** The server's end of a WebSocket, as far as Socket Mode needs one (RFC 6455): whole text frames, pings and closing. */
export interface Line {
  send(text: string): void;
  /** Begins to hang up. */
  close(): void;
  /** Hangs up at once. */
  destroy(): void;
}

/** What is heard on a line. */
export interface Ear {
  text(said: string): void;
  closed(): void;
}

const codes = { text: 1, close: 8, ping: 9, pong: 10 };
/** Bytes of a frame; whoever sends more is hung up on. */
const atMost = 1_000_000;

/** Takes up a connection whose client asked for a WebSocket by this key. */
export function takeUp(duplex: Duplex, key: string, ear: Ear): Line {
  const accept = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
  const upgrade = ["HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade"];
  duplex.write([...upgrade, `Sec-WebSocket-Accept: ${accept}`, "", ""].join("\r\n"));
  duplex.on("error", () => duplex.destroy());
  duplex.on("close", () => ear.closed());

  function receive({ code, payload }: Frame): void {
    if (code === codes.text) ear.text(payload.toString("utf8"));
    else if (code === codes.ping) duplex.write(frameOf(codes.pong, payload));
    else if (code === codes.close) duplex.end(frameOf(codes.close, payload));
    else if (code !== codes.pong) duplex.destroy();
  }

  let rest: Buffer = Buffer.alloc(0);
  duplex.on("data", (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    if (rest.length > atMost) return void duplex.destroy();
    for (let frame = firstOf(rest); frame; frame = firstOf(rest)) {
      rest = rest.subarray(frame.length);
      receive(frame);
    }
  });

  return {
    send: (text) => void duplex.write(frameOf(codes.text, Buffer.from(text))),
    close: () => void duplex.write(frameOf(codes.close, Buffer.alloc(0))),
    destroy: () => void duplex.destroy(),
  };
}

interface Frame {
  readonly code: number;
  readonly payload: Buffer;
  /** Bytes, with the head. */
  readonly length: number;
}

/** The first whole frame of what has come; a client's are masked. */
function firstOf(bytes: Buffer): Frame | undefined {
  const [first = 0, second = 0] = bytes;
  const short = second & 0x7f;
  const start = short === 127 ? 10 : short === 126 ? 4 : 2;
  if (bytes.length < start + 4) return undefined;
  const size =
    short === 127 ? Number(bytes.readBigUInt64BE(2)) : short === 126 ? bytes.readUInt16BE(2) : short;
  const length = start + 4 + size;
  if (bytes.length < length) return undefined;
  const mask = bytes.subarray(start, start + 4);
  const payload = Buffer.from(bytes.subarray(start + 4, length).map((byte, i) => byte ^ (mask[i % 4] ?? 0)));
  // The lowest bits say what it is; a frame that is not the last of its message has none of ours.
  return { code: (first & 0x80) === 0 ? -1 : first & 0x0f, payload, length };
}

function frameOf(code: number, payload: Buffer): Buffer {
  const { length } = payload;
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  head[0] = 0x80 | code;
  head[1] = length < 126 ? length : length < 65_536 ? 126 : 127;
  if (head.length === 4) head.writeUInt16BE(length, 2);
  if (head.length === 10) head.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([head, payload]);
}
