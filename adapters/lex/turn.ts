import { asString, look } from "palaver";
import { createHash } from "node:crypto";

/** The session attribute in which this channel counts the events it has answered in a session. */
export const counter = "palaver-turn";

/** How many events of this session were answered before this one, as far as it says. */
export const countOf = (event: unknown): number => {
  const count = Number(asString(look(event, "sessionState", "sessionAttributes", counter)));
  return Number.isSafeInteger(count) && count > 0 ? count : 0;
};

/**
 * What tells an event of a session from every other one, and is the same for the same event delivered again: a digest
 * of all of it. Lex names no delivery. Its `originatingRequestId` is documented as "a specific request" and as "the
 * first request in a session", so two equal answers may come as equal events, were it not for the counter that each
 * answer of ours moves on. Nothing for an event with neither: it may be the first of two.
 */
export function digestOf(event: unknown): string | undefined {
  const request = asString(look(event, "sessionState", "originatingRequestId"));
  const json = request !== undefined || countOf(event) > 0 ? jsonOf(event) : undefined;
  return json && createHash("sha256").update(json).digest("base64url").slice(0, 22);
}

/** As JSON; nothing where it is none, or nested too deep to be any. */
export function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
