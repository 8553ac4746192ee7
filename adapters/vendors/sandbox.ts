import { systemClock, type Clock } from "palaver";
import { drawing, type VendorMode } from "./modes.ts";
import { vendorServer, type SandboxOrder, type VendorServer } from "./server.ts";

export interface SandboxOptions {
  /** Milliseconds that a slow vendor takes. Default 30,000. */
  readonly delay?: number;
  /** Decides what a vendor that is down does, one request after the other. Default 1. */
  readonly seed?: number;
  /** How each vendor behaves at first. Default: `north` is healthy, `harbour` slow, and `meadow` often down. */
  readonly modes?: Readonly<Partial<Record<VendorName, VendorMode>>>;
  readonly clock?: Clock;
}

type VendorName = "north" | "harbour" | "meadow";

/** Three vendors on this machine, spoken to over real HTTP. */
export interface VendorSandbox {
  /** The address of each by its name, as `vendorClient` takes them. */
  readonly vendors: Readonly<Record<VendorName, string>>;
  /** The orders they have taken, in order. One key is one order. */
  orders(): readonly SandboxOrder[];
  /** How many requests have reached a vendor. */
  requests(name: VendorName): number;
  /** Has a vendor behave in this way from now on. Resolves when it does. */
  mode(name: VendorName, mode: VendorMode): Promise<void>;
  /** Closes every connection, and resolves when nobody listens any more. */
  close(): Promise<void>;
}

/** Opens a sandbox on the loopback interface, at ports that are free. */
export async function vendorSandbox({
  delay = 30_000,
  seed = 1,
  modes = {},
  clock = systemClock,
}: SandboxOptions = {}): Promise<VendorSandbox> {
  const orders: SandboxOrder[] = [];
  const first = { north: "healthy", harbour: "slow", meadow: "down", ...modes } as const;
  const draw = drawing(seed);
  const open = (name: VendorName): Promise<VendorServer> =>
    vendorServer({ name, delay, draw, clock, orders, mode: first[name] });
  const [north, harbour, meadow] = await Promise.all([open("north"), open("harbour"), open("meadow")]);
  const servers = { north, harbour, meadow };

  return {
    vendors: { north: north.url, harbour: harbour.url, meadow: meadow.url },
    orders: () => [...orders],
    requests: (name) => servers[name].requests(),
    mode: (name, mode) => servers[name].mode(mode),
    close: async () => void (await Promise.all(Object.values(servers).map((server) => server.close()))),
  };
}
