import { createServer as createHttp, type IncomingMessage, type ServerResponse } from "node:http";
import {
  createServer as createHttp2,
  type ServerHttp2Session,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from "node:http2";
import { createServer, type Socket } from "node:net";

/** A request with all of its body, which is no longer than was allowed. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  header(name: string): string | undefined;
  /** Nothing where it was too long. */
  readonly body: Uint8Array | undefined;
}

/** What is answered, or that the connection breaks instead. */
export type Answered =
  | {
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string | AsyncIterable<Uint8Array>;
    }
  | "broken"
  | "nothing";

/** Where calls come in, on the loopback interface. */
export interface Door {
  readonly port: number;
  close(): Promise<void>;
}

type Request = IncomingMessage | Http2ServerRequest;
type Response = ServerResponse | Http2ServerResponse;

/**
 * Opens a door for HTTP/1.1 and for HTTP/2 without TLS, told apart by their first bytes: the SDK for JavaScript speaks
 * HTTP/2 to Lex, and most others do not.
 */
export async function openDoor(
  port: number,
  longest: number,
  answer: (asked: Asked) => Promise<Answered>,
): Promise<Door> {
  const serve = (request: Request, response: Response) => {
    respond(request, response, longest, answer).catch(() => response.destroy());
  };
  const [old, young] = [createHttp(serve), createHttp2(serve)];
  const [sockets, sessions] = [new Set<Socket>(), new Set<ServerHttp2Session>()];
  young.on("session", (session) => {
    sessions.add(session);
    session.on("error", () => session.destroy());
    session.on("close", () => sessions.delete(session));
  });
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    // Read without letting it flow: an HTTP/2 session takes over what is in the socket as it finds it.
    socket.once("readable", () => {
      const first: unknown = socket.read();
      if (!Buffer.isBuffer(first)) return void socket.destroy();
      socket.unshift(first);
      (first.subarray(0, 3).toString() === "PRI" ? young : old).emit("connection", socket);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const session of sessions) session.destroy();
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function respond(
  request: Request,
  response: Response,
  longest: number,
  answer: (asked: Asked) => Promise<Answered>,
): Promise<void> {
  const given = request.headers;
  const answered = await answer({
    method: request.method ?? "",
    path: request.url ?? "",
    header(name) {
      const found = given[name];
      return typeof found === "string" ? found : undefined;
    },
    body: await bodyOf(request, longest),
  });
  if (answered === "nothing") return;
  if (answered === "broken") return void response.destroy();
  const { status, headers, body } = answered;
  // Both kinds of response take these alike; only their overloads differ.
  (response as ServerResponse).writeHead(status, headers);
  if (typeof body === "string") return void response.end(body);
  for await (const chunk of body) (response as ServerResponse).write(chunk);
  response.end();
}

/** All that was sent, unless it is too long; then it is read to its end and forgotten. */
async function bodyOf(request: Request, longest: number): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.byteLength;
    if (size <= longest) chunks.push(bytes);
  }
  return size <= longest ? Buffer.concat(chunks) : undefined;
}
