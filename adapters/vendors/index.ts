export { vendorClient, type Order, type Ordered, type VendorClient, type VendorOptions } from "./client.ts";
export { vendorSandbox, type SandboxOptions, type VendorSandbox } from "./sandbox.ts";
export type { VendorMode } from "./modes.ts";
export type { SandboxOrder } from "./server.ts";
