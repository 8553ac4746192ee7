import { createServer as createPlain, type IncomingMessage, type ServerResponse } from "node:http";
import {
  constants,
  createServer as createSecond,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from "node:http2";
import { createServer, type Socket } from "node:net";

export type Request = IncomingMessage | Http2ServerRequest;
export type Response = ServerResponse | Http2ServerResponse;

/** Where requests come in, on the loopback interface. */
export interface Door {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Listens for HTTP/2 without TLS, which the SDK's Polly client speaks by itself, and for HTTP/1.1 at the same port: the
 * first bytes of a connection tell (RFC 9113, section 3.4).
 */
export async function openDoor(
  port: number,
  serve: (request: Request, response: Response) => Promise<void>,
): Promise<Door> {
  const sockets = new Set<Socket>();
  const handle = (request: Request, response: Response) => {
    // A client that has left needs no answer.
    request.on("error", () => {});
    response.on("error", () => {});
    serve(request, response).catch(() => drop(response));
  };
  const [plain, second] = [createPlain(handle), createSecond(handle)];
  second.on("sessionError", () => {});
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => {});
    socket.once("readable", () => {
      const chunk: unknown = socket.read();
      if (!(chunk instanceof Buffer)) return void socket.destroy();
      socket.unshift(chunk);
      (chunk.toString("latin1", 0, 3) === "PRI" ? second : plain).emit("connection", socket);
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
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Breaks off an answer, and of HTTP/2 only that one of the connection. */
export function drop(response: Response): void {
  if ("stream" in response) response.stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  else response.destroy();
}
