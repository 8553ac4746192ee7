import type { Clock } from "palaver";
import { sign } from "../verify.ts";

/** Where an app takes Slack's requests. */
export interface Address {
  readonly url: string;
  readonly secret: string;
}

/** What an app answered, or why Slack takes it for no answer (https://docs.slack.dev/apis/events-api#retries). */
export type Pushed =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: string; readonly again: boolean };

/** A body and what it is. */
export interface Content {
  readonly body: string;
  readonly type: "application/json" | "application/x-www-form-urlencoded";
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends the app a request, signed at this moment. */
export async function push(
  { url, secret }: Address,
  { body, type, headers }: Content,
  clock: Clock,
  signal: AbortSignal,
): Promise<Pushed> {
  const timestamp = String(Math.floor(clock.now() / 1_000));
  const signed = {
    "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
    "content-type": type,
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": sign(secret, timestamp, Buffer.from(body)),
    ...headers,
  };
  try {
    const response = await fetch(url, { method: "POST", headers: signed, body, redirect: "manual", signal });
    const text = await response.text();
    if (response.ok) return { ok: true, text };
    return { ok: false, reason: "http_error", again: response.headers.get("x-slack-no-retry") !== "1" };
  } catch {
    return { ok: false, reason: signal.aborted ? "http_timeout" : "connection_failed", again: true };
  }
}

/** Asks an address whether it is the app's. Throws where it does not give the challenge back. */
export async function challenge(address: Address, clock: Clock, signal: AbortSignal): Promise<void> {
  const word = `challenge${clock.now()}`;
  const body = JSON.stringify({ token: "verification-token", challenge: word, type: "url_verification" });
  const pushed = await push(address, { body, type: "application/json" }, clock, signal);
  if (pushed.ok && [word, JSON.stringify({ challenge: word })].includes(pushed.text.trim())) return;
  const what = pushed.ok ? "without the challenge" : `by ${pushed.reason}`;
  throw new Error(
    `The request URL answered ${what}; it has to give the challenge back, and check the secret.`,
  );
}
