import { look, PalaverError, systemClock, Undelivered, type Clock } from "palaver";
import { textOf } from "./body.ts";

export interface VendorOptions {
  /** The address of each vendor by its name, without `/orders`. HTTPS, but for vendors on this machine. */
  readonly vendors: Readonly<Record<string, string>>;
  /** Milliseconds in which the whole answer has to be there. Default 5,000. */
  readonly timeout?: number;
  readonly clock?: Clock;
}

/** What is ordered, and of whom. */
export interface Order {
  readonly vendor: string;
  readonly product: string;
  readonly quantity: number;
  /** The same key is the same order, however often it is placed. Visible ASCII, up to 255 of it. */
  readonly key: string;
  /** Gives the order up when it aborts. */
  readonly signal?: AbortSignal;
}

/** What a vendor says to an order. */
export interface Ordered {
  readonly reference: string;
  /** How many will come: as many as were ordered, or fewer. */
  readonly quantity: number;
}

export interface VendorClient {
  /**
   * Places an order. Throws {@link Undelivered}: `refused` where the vendor will not have it (4xx) or nobody knows the
   * vendor, `not-done` where nobody answered the door, `unknown` for everything else, as the order may have been taken.
   */
  order(order: Order): Promise<Ordered>;
}

/** The most that an answer may hold, in bytes. */
const mostBytes = 64 * 1024;

/**
 * Speaks with vendors over HTTP: `POST <url>/orders` with an `Idempotency-Key`. Goes to these addresses and to no other,
 * wherever an answer points. Throws {@link PalaverError} for an address that is none.
 */
export function vendorClient({ vendors, timeout = 5_000, clock = systemClock }: VendorOptions): VendorClient {
  const addresses = new Map(Object.entries(vendors).map(([name, url]) => [name, ordersAt(name, url)]));

  async function ask(address: string, order: Order, signal: AbortSignal): Promise<Ordered> {
    const { product, quantity, key } = order;
    const response = await fetch(address, {
      method: "POST",
      redirect: "error",
      signal,
      headers: { "content-type": "application/json", accept: "application/json", "idempotency-key": key },
      body: JSON.stringify({ product, quantity }),
    });
    if (!response.ok) {
      await response.body?.cancel();
      const refused = response.status >= 400 && response.status < 500;
      throw new Undelivered(refused ? "refused" : "unknown", `the vendor answered ${response.status}`);
    }
    return orderedIn(await textOf(response, mostBytes), quantity);
  }

  return {
    async order(order) {
      const address = addresses.get(order.vendor);
      if (address === undefined) throw new Undelivered("refused", `there is no vendor "${order.vendor}"`);
      if (!/^[!-~]{1,255}$/.test(order.key)) throw new Undelivered("refused", "the key fits in no header");
      const [late, done] = [new AbortController(), new AbortController()];
      const signals = [late.signal, ...(order.signal ? [order.signal] : [])];
      void clock.sleep(timeout, done.signal).then(() => late.abort());
      try {
        return await ask(address, order, AbortSignal.any(signals));
      } catch (error) {
        throw undelivered(error, late.signal.aborted);
      } finally {
        done.abort();
      }
    },
  };
}

function undelivered(error: unknown, late: boolean): Undelivered {
  if (error instanceof Undelivered) return error;
  if (late) return new Undelivered("unknown", "the vendor took too long", { cause: error });
  if (look(error, "cause", "code") === "ECONNREFUSED") {
    return new Undelivered("not-done", "the vendor cannot be reached", { cause: error });
  }
  return new Undelivered("unknown", "the connection to the vendor failed", { cause: error });
}

/** What a vendor answered, once it is sure that it is that. */
async function orderedIn(text: string, most: number): Promise<Ordered> {
  const { z } = await import("zod");
  const schema = z.object({
    reference: z.string().min(1).max(64),
    quantity: z.number().int().positive().max(most),
  });
  const { data, error } = schema.safeParse(parsed(text));
  if (data) return data;
  throw new Undelivered("unknown", "the vendor answered something that is no answer", { cause: error });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The machines that a plain HTTP address may name. */
const here: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"]);

function ordersAt(name: string, url: string): string {
  const found = URL.canParse(url) ? new URL(url) : undefined;
  const safe = found?.protocol === "https:" || (found?.protocol === "http:" && here.has(found.hostname));
  if (!found || !safe || found.username || found.password || found.search || found.hash) {
    const what = "give https:// with a host and a path, and nothing else (http:// only on this machine)";
    throw new PalaverError(
      "invalid-option",
      `The vendor "${name}" has an address that cannot be used; ${what}.`,
    );
  }
  return `${found.origin}${found.pathname.replace(/\/+$/, "")}/orders`;
}
