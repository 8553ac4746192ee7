import { readFileSync } from "node:fs";
import type { Clock, Incoming } from "palaver";
import { web, type WebOptions } from "palaver/web";

/** One of our own events, as it is after verification. */
export const event = (name: "message" | "press"): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/web/${name}.json`, import.meta.url), "utf8"));

export const origin = "https://shop.example";
export const secret = "0123456789abcdef0123456789abcdef";

/** A clock that stands still until it is told otherwise. */
export function clockAt(start = 1_700_000_000_000): Clock & { pass(milliseconds: number): void } {
  let now = start;
  return {
    now: () => now,
    random: () => 0.5,
    sleep: (_, signal) => new Promise((resolve) => signal?.addEventListener("abort", () => resolve())),
    pass: (milliseconds) => void (now += milliseconds),
  };
}

export const channelWith = (options: Partial<WebOptions> = {}) =>
  web({ secret, origins: [origin], ...options });

/** A request as a page of ours sends it, with some headers replaced, or left out where they are undefined. */
export function incoming(
  body: unknown,
  headers: Record<string, string | undefined> = {},
  method = "POST",
): Incoming {
  const all = { origin, "content-type": "application/json", ...headers };
  const given = Object.entries(all).filter((it): it is [string, string] => it[1] !== undefined);
  const bytes = body instanceof Uint8Array ? body : new TextEncoder().encode(JSON.stringify(body));
  return { method, url: `${origin}/web`, headers: new Headers(given), body: bytes };
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
