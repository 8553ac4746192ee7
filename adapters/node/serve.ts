import { createServer, type Server as HttpServer } from "node:http";
import { listener, PalaverError, type App, type Channel } from "palaver";

export interface ServeOptions {
  readonly app: App;
  /** Each is served at `/` and its name; messages as they come, where it has them, at a GET of the same address. */
  readonly channels: readonly Channel[];
  /** 0 takes any free one. Default 3000. */
  readonly port?: number;
  /** The address to listen at. Default `127.0.0.1`: whoever lets the world in puts a proxy with TLS before it. */
  readonly hostname?: string;
  /** Milliseconds in which a whole request has to arrive. Default 10,000. */
  readonly requestTimeout?: number;
}

/** An HTTP server that runs. */
export interface Server {
  /** Without a slash at the end. */
  readonly url: string;
  /** Takes no more requests, gives running turns and their effects up to 8 seconds, then closes every connection. */
  close(): Promise<void>;
}

/** Milliseconds that running turns are given when the server closes. */
const grace = 8_000;

/**
 * Serves an app's channels over HTTP, and `GET /health`. Throws {@link PalaverError} at once for a channel that cannot
 * tell who is calling, for two of one name, and where the port is not to be had.
 */
export async function serve({ app, channels, ...options }: ServeOptions): Promise<Server> {
  const { port = 3000, hostname = "127.0.0.1", requestTimeout = 10_000 } = options;
  const { getRequestListener } = await import("@hono/node-server");
  const gate = { closing: false };
  const routes = await routing(app, channels, gate);
  const answer = getRequestListener(routes.fetch, { overrideGlobalObjects: false, hostname });
  const server = createServer(
    {
      requestTimeout,
      connectionsCheckingInterval: Math.min(1_000, requestTimeout),
    },
    (incoming, outgoing) => void answer(incoming, outgoing),
  );
  const quiet = turnsOf(server);
  const url = await listening(server, port, hostname);

  async function close(): Promise<void> {
    gate.closing = true;
    const gone = new Promise((resolve) => server.close(resolve));
    const done = new AbortController();
    await Promise.race([quiet().then(() => app.settled()), app.clock.sleep(grace, done.signal)]);
    done.abort();
    server.closeAllConnections();
    await gone;
  }

  return { url, close };
}

/** Which address is answered by what. */
async function routing(app: App, channels: readonly Channel[], gate: { readonly closing: boolean }) {
  const { Hono } = await import("hono");
  const served = new Map<
    string,
    { readonly listen: ReturnType<typeof listener>; readonly methods: readonly string[] }
  >();
  for (const channel of channels) {
    if (served.has(channel.name) || channel.name === "health") {
      const fix = "give each channel a name of its own";
      throw new PalaverError("duplicate-name", `There are two things to serve at /${channel.name}; ${fix}.`);
    }
    const methods = channel.stream ? ["POST", "GET"] : ["POST"];
    served.set(channel.name, { listen: listener(app, channel), methods });
  }

  const routes = new Hono();
  routes.use(async ({ json }, next) =>
    gate.closing
      ? json({ error: "the server is closing" }, 503, { connection: "close", "retry-after": "1" })
      : next(),
  );
  routes.get("/health", ({ json }) => json({ status: "ok" }));
  routes.all("/:channel", ({ req, json }) => {
    const channel = served.get(req.param("channel"));
    if (!channel) return json({ error: "there is no such channel" }, 404);
    if (channel.methods.includes(req.method)) return channel.listen(req.raw);
    return json({ error: "this method is not for here" }, 405, { allow: channel.methods.join(", ") });
  });
  routes.notFound(({ json }) => json({ error: "there is nothing here" }, 404));
  routes.onError((error, { json }) => {
    app.log({ level: "error", event: "request failed", error: error.name });
    return json({ error: "the request could not be answered" }, 500);
  });
  return routes;
}

/** Resolves when no turn is under way: a POST is one, until its answer is out. Connections that listen are none. */
function turnsOf(server: HttpServer): () => Promise<void> {
  let running = 0;
  let waiting = () => {};
  server.on("request", ({ method }, outgoing) => {
    if (method !== "POST") return;
    running++;
    outgoing.once("close", () => {
      if (--running === 0) waiting();
    });
  });
  return () => (running === 0 ? Promise.resolve() : new Promise((resolve) => (waiting = resolve)));
}

/** Starts listening, and gives the address. */
function listening(server: HttpServer, port: number, hostname: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      const fix = "give another port or hostname";
      const message = `The server cannot listen at ${hostname}:${port} (${error.message}); ${fix}.`;
      reject(new PalaverError("invalid-option", message, { cause: error }));
    });
    server.listen(port, hostname, () => {
      const address = server.address();
      const actual = typeof address === "object" && address ? address.port : port;
      resolve(`http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${actual}`);
    });
  });
}
