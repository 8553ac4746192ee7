import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { look, type Clock } from "palaver";
import { flood, type VendorMode } from "./modes.ts";

/** An order that a vendor has taken. */
export interface SandboxOrder {
  readonly vendor: string;
  readonly key: string;
  readonly product: string;
  readonly quantity: number;
  readonly reference: string;
}

export interface ServerOptions {
  readonly name: string;
  readonly mode: VendorMode;
  readonly delay: number;
  /** The next mode of a vendor that is down. */
  readonly draw: () => Exclude<VendorMode, "down">;
  readonly clock: Clock;
  /** Where the orders go. */
  readonly orders: SandboxOrder[];
}

/** One vendor of the sandbox. */
export interface VendorServer {
  readonly url: string;
  requests(): number;
  mode(mode: VendorMode): Promise<void>;
  close(): Promise<void>;
}

/** Connections at once, bytes of a request, and orders in all. */
const most = { connections: 64, bytes: 16 * 1024, orders: 10_000 };

/** Milliseconds that nobody listens once a vendor that is down has drawn that, and that a request is left hanging. */
const long = { outage: 2_000, hanging: 60_000 };

/** Opens a vendor on the loopback interface, at a port that is free. */
export async function vendorServer({ name, delay, draw, clock, orders, ...options }: ServerOptions) {
  const closing = new AbortController();
  let [mode, requests, port] = [options.mode, 0, 0];
  const server = createServer({ requestTimeout: 5_000, connectionsCheckingInterval: 1_000 });
  server.maxConnections = most.connections;
  server.on("request", (request, response) => {
    requests++;
    serve(request, response).catch(() => response.destroy());
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await orderIn(request);
    if (typeof asked === "number") return answer(response, asked, { error: "this is no order" });
    const now = mode === "down" ? draw() : mode;
    if (now === "refusing") return outage(response);
    if (now === "failing") return answer(response, 500, { error: "something broke" });
    if (now === "rejecting") return answer(response, 422, { error: "we do not sell that" });
    if (now === "redirecting") return answer(response, 307, {}, { location: "/elsewhere" });
    const order = take(asked);
    if (!order) return answer(response, 409, { error: "the key is that of another order" });
    if (now === "slow" || now === "hanging") await pause(now === "slow" ? delay : long.hanging, response);
    if (now === "hanging") response.destroy();
    else if (now === "garbled") answer(response, 200, "<html>Welcome to our new website</html>");
    else if (now === "flooding") await flood(response);
    else answer(response, 200, { reference: order.reference, quantity: order.quantity });
  }

  /** The order under that key: a new one, or the one there was; nothing where that was for something else. */
  function take(asked: Asked): SandboxOrder | undefined {
    const known = orders.find(({ vendor, key }) => vendor === name && key === asked.key);
    if (known)
      return known.product === asked.product && known.quantity === asked.quantity ? known : undefined;
    if (orders.length >= most.orders) return undefined;
    const order = { vendor: name, reference: `${name}-${orders.length + 1}`, ...asked };
    orders.push(order);
    return order;
  }

  /** Time goes by, until whoever asked goes away or the vendor closes. */
  async function pause(milliseconds: number, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    await clock.sleep(milliseconds, AbortSignal.any([gone.signal, closing.signal]));
  }

  /** A vendor that is down stops listening for a while. */
  async function outage(response: ServerResponse): Promise<void> {
    response.destroy();
    await settle(false);
    await clock.sleep(long.outage, closing.signal);
    if (!closing.signal.aborted) await settle(mode !== "refusing");
  }

  let settled: Promise<void> = Promise.resolve();

  /** Listens or does not, one change after the other. */
  function settle(listens: boolean): Promise<void> {
    settled = settled.catch(() => {}).then(() => (listens ? listening() : deaf()));
    return settled;
  }

  async function listening(): Promise<void> {
    if (server.listening) return;
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, "127.0.0.1", () => {
        server.off("error", reject);
        resolve();
      });
    });
    const address = server.address();
    if (typeof address === "object" && address) port = address.port;
  }

  async function deaf(): Promise<void> {
    if (!server.listening) return;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  await settle(true);
  const url = `http://127.0.0.1:${port}`;
  if (mode === "refusing") await settle(false);

  return {
    url,
    requests: () => requests,
    mode: (next) => {
      mode = next;
      return settle(next !== "refusing");
    },
    close: () => {
      closing.abort();
      return settle(false);
    },
  } satisfies VendorServer;
}

type Asked = Pick<SandboxOrder, "key" | "product" | "quantity">;

/** What is ordered in a request; the status to answer with where nothing is. */
async function orderIn(request: IncomingMessage): Promise<Asked | number> {
  if (request.url !== "/orders") return 404;
  if (request.method !== "POST") return 405;
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) {
    text += String(chunk);
    if (text.length > most.bytes) return 413;
  }
  const [order, key] = [parsed(text), request.headers["idempotency-key"]];
  const [product, quantity] = [look(order, "product"), look(order, "quantity")];
  if (typeof key !== "string" || key === "" || typeof product !== "string") return 400;
  if (typeof quantity !== "number" || !Number.isInteger(quantity) || quantity < 1) return 400;
  return { key, product, quantity };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** One answer is one connection, so that nobody waits on one that is gone. */
function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  more: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", connection: "close", ...more });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}
