import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Clock } from "palaver";
import { text } from "../look.ts";
import { failed } from "./answer.ts";
import { argumentsOf } from "./arguments.ts";
import type { Caller } from "./caller.ts";
import type { Fault } from "./fault.ts";
import type { Files } from "./files.ts";
import type { Links } from "./link.ts";

/** What is behind the door. */
export interface Inside {
  readonly caller: Caller;
  readonly links: Links;
  readonly clock: Clock;
  readonly files: Files;
  /** Counts a call of a method; what is to go wrong with it. */
  fault(method: string): Fault | undefined;
}

/** Where calls and connections come in, on the loopback interface. */
export interface Door {
  readonly port: number;
  close(): Promise<void>;
}

export async function openDoor(port: number, { caller, links, clock, files, fault }: Inside): Promise<Door> {
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = "", query = ""] = (request.url ?? "").split("?");
    const name = path.replace(/^\/api\//, "");
    const bytes = await bodyOf(request);
    const type = request.headers["content-type"] ?? "";
    const bearer = request.headers.authorization?.replace(/^Bearer /, "");
    const [, part, file = ""] = /^\/(upload\/v1|files-pri)\/(\w+)/.exec(path) ?? [];
    if (part === "upload/v1") return upload(response, file, await uploadIn(bytes, type));
    if (part === "files-pri") return download(response, file, bearer ?? "");
    const body = bytes.toString("utf8");
    const args = request.method === "GET" ? argumentsOf(query, "") : argumentsOf(body, type);
    const wrong = fault(name);
    if (wrong?.type === "limited") return limited(response, wrong.seconds);
    if (wrong?.type === "status") return answer(response, wrong.status, "something broke");
    if (wrong?.type === "error") return answer(response, 200, failed(wrong.error));
    const token = bearer ?? text(args, "token");
    const late = wrong?.type === "late" ? wrong.milliseconds : 0;
    const result = await caller({ name, args, token, late });
    if (typeof result === "number") return limited(response, result);
    if (wrong?.type === "lost") return void response.destroy();
    if (wrong?.type === "silent") return;
    if (wrong?.type === "slow") await clock.sleep(wrong.milliseconds);
    answer(response, 200, result);
  }

  function upload(response: ServerResponse, id: string, bytes: Uint8Array): void {
    const wrong = fault("upload");
    const refused = wrong?.type === "status" ? wrong.status : files.upload(id, bytes) ? undefined : 500;
    response.writeHead(refused ?? 200).end(refused === undefined ? `OK - ${bytes.byteLength}` : "error");
  }

  function download(response: ServerResponse, id: string, token: string): void {
    const file = files.readable(id, token);
    const wrong = fault("download");
    if (wrong?.type === "status") return void response.writeHead(wrong.status).end();
    if (!file?.bytes) return void response.writeHead(403).end();
    response.writeHead(200, { "content-type": file.type }).end(file.bytes);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  server.on("upgrade", (request: IncomingMessage, duplex: Duplex) => {
    const [, ticket = ""] = /\?ticket=([\w-]+)$/.exec(request.url ?? "") ?? [];
    links.take(ticket, request.headers["sec-websocket-key"] ?? "", duplex);
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
        server.closeAllConnections();
      }),
  };
}

const limited = (response: ServerResponse, seconds: number) =>
  answer(response, 429, failed("ratelimited"), { "retry-after": String(seconds) });

function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
  response.end(JSON.stringify(body));
}

/** What was uploaded: the body itself, or the one file in a form, which is how the client sends it. */
async function uploadIn(bytes: Buffer, type: string): Promise<Uint8Array> {
  if (!/^multipart\/form-data\b/i.test(type)) return bytes;
  const form = await new Response(Buffer.from(bytes), { headers: { "content-type": type } }).formData();
  const [file] = [...form.values()].filter((value) => typeof value !== "string");
  return file ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}
