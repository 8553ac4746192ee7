import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/**
 * How a vendor of the sandbox behaves. `slow`: it takes the order, and its time to say so. `down`: a different one of the
 * others for each request, drawn from the seed. `refusing`: nobody listens. `failing`: 500, and no order. `rejecting`: 422,
 * and no order. `redirecting`: away to somebody else, and no order. The cruel ones take the order first: `hanging` never
 * answers, `garbled` answers what is no JSON, `flooding` answers 10 MB.
 */
export type VendorMode = "healthy" | "slow" | "down" | FixedMode;

type FixedMode = "refusing" | "failing" | "rejecting" | "redirecting" | "hanging" | "garbled" | "flooding";

/** What a vendor that is often down does with its next request; a quarter of the time, what it should. */
const drawn = [
  "healthy",
  "healthy",
  "refusing",
  "failing",
  "redirecting",
  "hanging",
  "garbled",
  "flooding",
] as const satisfies readonly VendorMode[];

/** Draws one mode after the other, the same ones for the same seed (mulberry32). */
export function drawing(seed: number): () => Exclude<VendorMode, "down"> {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return drawn[((mixed ^ (mixed >>> 14)) >>> 0) % drawn.length] ?? "healthy";
  };
}

/** Sends 10 MB, as fast as they are read and no faster. */
export async function flood(response: ServerResponse): Promise<void> {
  const chunk = Buffer.alloc(64 * 1024, "x");
  response.writeHead(200, { "content-type": "application/json", connection: "close" });
  await pipeline(Readable.from(Array<Buffer>(160).fill(chunk)), response);
}
