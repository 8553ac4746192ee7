import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "../look.ts";
import { argumentsOf, failed, methodsOf } from "./methods.ts";
import { createWorld, type SandboxMessage, type WorldOptions } from "./world.ts";

/** What goes wrong with a call, on purpose. */
export type Fault =
  /** 429, with so many seconds to wait. */
  | { readonly type: "limited"; readonly seconds: number }
  /** It is done, but the connection breaks before the answer. */
  | { readonly type: "lost" }
  /** It is done, but the answer never comes. */
  | { readonly type: "silent" }
  /** Nothing is done but to answer with this status. */
  | { readonly type: "status"; readonly status: number }
  /** Nothing is done but to answer with this error code. */
  | { readonly type: "error"; readonly error: string };

export interface SandboxOptions extends WorldOptions {
  /** The bot's token. Default `xoxb-sandbox`. */
  readonly token?: string;
  /** Default: any port that is free. */
  readonly port?: number;
}

/** A Slack workspace on this machine, spoken to by Slack's own client. */
export interface Sandbox {
  /** To be given to the client as `slackApiUrl`. */
  readonly url: string;
  readonly token: string;
  readonly team: string;
  /** The id of the channel that everybody is in. */
  readonly channel: string;
  readonly bot: { readonly user: string; readonly id: string };
  /** Somebody writes in the channel or in a thread of it; "@palaver" mentions the bot. Resolves with the ts. */
  say(name: string, said: string, thread?: string): Promise<string>;
  /** Somebody writes to the bot directly. The event that Slack would send the app. */
  tell(name: string, said: string): unknown;
  /** What was written in the channel; with a name, in that person's direct messages with the bot. */
  messages(name?: string): readonly SandboxMessage[];
  /** The id of whoever has that name. */
  userOf(name: string): string;
  /** Makes the next calls of a method fail. */
  fail(method: string, fault: Fault, times?: number): void;
  /** How often a method was called. */
  calls(method: string): number;
  close(): Promise<void>;
}

/** Opens a sandbox on the loopback interface. */
export async function sandbox({
  token = "xoxb-sandbox",
  port = 0,
  ...options
}: SandboxOptions = {}): Promise<Sandbox> {
  const world = createWorld(options);
  const methods = methodsOf(world);
  const counts = new Map<string, number>();
  const faults: { readonly method: string; readonly fault: Fault; left: number }[] = [];

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const name = (request.url ?? "").replace(/^\/api\//, "").replace(/\?.*$/, "");
    const args = argumentsOf(await bodyOf(request), request.headers["content-type"] ?? "");
    counts.set(name, (counts.get(name) ?? 0) + 1);
    const fault = next(name);
    if (fault?.type === "limited")
      return answer(response, 429, failed("ratelimited"), { "retry-after": String(fault.seconds) });
    if (fault?.type === "status") return answer(response, fault.status, "something broke");
    if (fault?.type === "error") return answer(response, 200, failed(fault.error));
    const given = request.headers.authorization?.replace(/^Bearer /, "") ?? text(args, "token");
    const method = methods.get(name);
    const result =
      given === token
        ? ((await method?.(args)) ?? failed("unknown_method"))
        : failed(given ? "invalid_auth" : "not_authed");
    if (fault?.type === "lost") response.destroy();
    else if (fault?.type !== "silent") answer(response, 200, result);
  }

  function next(method: string): Fault | undefined {
    const found = faults.find((it) => it.method === method && it.left > 0);
    if (found) found.left--;
    return found?.fault;
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();

  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : port}/api/`,
    token,
    team: world.team,
    channel: world.channel.id,
    bot: world.bot,
    async say(name, said, thread) {
      const { ts, events } = world.write(world.channel, name, said, thread);
      for (const event of events) await options.onEvent?.(event);
      return ts;
    },
    tell: (name, said) => world.write(world.direct(world.userOf(name)), name, said).events[0],
    messages: (name) => [...(name === undefined ? world.channel : world.direct(world.userOf(name))).messages],
    userOf: (name) => world.userOf(name),
    fail: (method, fault, times = 1) => void faults.push({ method, fault, left: times }),
    calls: (method) => counts.get(method) ?? 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
  response.end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString("utf8");
}
