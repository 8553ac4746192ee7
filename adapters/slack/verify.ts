import { createHmac, timingSafeEqual } from "node:crypto";
import type { Clock, Incoming, Verdict } from "palaver";
import { PalaverError } from "palaver";

/** Seconds a request may lie in the past or the future (https://docs.slack.dev/authentication/verifying-requests-from-slack). */
const window = 300;

/**
 * A check that a request comes from Slack: its signature over the raw bytes, by one of the secrets (several while one
 * replaces another), and its age. Nothing is parsed before. Throws {@link PalaverError} where there is no secret.
 */
export function verifier(secrets: readonly string[], clock: Clock): (request: Incoming) => Verdict {
  if (secrets.length === 0 || secrets.some((secret) => secret.trim() === "")) {
    throw new PalaverError(
      "missing-option",
      'The Slack channel has no signing secret; copy it from "Basic Information" in the app\'s settings.',
    );
  }

  return ({ method, headers, body }) => {
    if (method !== "POST") return { status: 405, reason: "Slack sends POST requests." };
    const timestamp = headers.get("x-slack-request-timestamp") ?? "";
    const signature = headers.get("x-slack-signature") ?? "";
    if (!/^\d{1,12}$/.test(timestamp) || !/^v0=[0-9a-f]{64}$/.test(signature)) return refused;
    const given = Buffer.from(signature.slice(3), "hex");
    const signed = secrets.filter((secret) => timingSafeEqual(mac(secret, timestamp, body), given));
    if (signed.length === 0 || Math.abs(clock.now() / 1_000 - Number(timestamp)) > window) return refused;
    return parse(body, headers.get("content-type") ?? "");
  };
}

/** The signature Slack would send with these bytes at that time, in seconds since 1970. */
export const sign = (secret: string, timestamp: string, body: Uint8Array): string =>
  `v0=${mac(secret, timestamp, body).toString("hex")}`;

// One answer for every way to fail: whoever has no secret learns nothing from it.
const refused: Verdict = { status: 401, reason: "This request is not signed by Slack." };

const mac = (secret: string, timestamp: string, body: Uint8Array) =>
  createHmac("sha256", secret).update(`v0:${timestamp}:`).update(body).digest();

/** The event in a body that has been verified: JSON, or a form whose `payload` is JSON, or a slash command's form. */
function parse(body: Uint8Array, type: string): Verdict {
  try {
    const content = new TextDecoder("utf-8", { fatal: true }).decode(body);
    const event = /^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type)
      ? fromForm(new URLSearchParams(content))
      : (JSON.parse(content) as unknown);
    if (typeof event === "object" && event !== null && !Array.isArray(event)) return { event };
    return { status: 400, reason: "The body is no JSON object." };
  } catch {
    return { status: 400, reason: "The body is neither JSON nor a form in UTF-8." };
  }
}

/** What of a slash command is of use. By name, so that no sender chooses the names. */
const fields = [
  ...["command", "text", "team_id", "channel_id", "channel_name", "user_id", "trigger_id", "api_app_id"],
  ...["enterprise_id", "is_enterprise_install", "ssl_check"],
];

function fromForm(form: URLSearchParams): unknown {
  const payload = form.get("payload");
  if (payload !== null) return JSON.parse(payload) as unknown;
  return Object.fromEntries(
    fields.flatMap((name) => {
      const value = form.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}
