import { verify, type KeyObject } from "node:crypto";
import type { Clock, Incoming, Verdict } from "palaver";
import type { Certificates } from "./certificate.ts";
import { instantOf, typeOf } from "./envelope.ts";

/** What verifying needs to know. */
export interface VerifyOptions {
  readonly certificates: Certificates;
  readonly clock: Clock;
  /** Why an event is not meant for this skill; nothing for one that is. */
  refuse(event: unknown): string | undefined;
}

/** The same for every failure: whoever forges a request learns nothing about how far it got. */
const refused: Verdict = { status: 400, reason: "This request could not be verified." };

/**
 * Whether a request comes from Alexa, is meant for this skill and is as young as it has to be ("Host a Custom Skill as
 * a Web Service"). Nothing of the body is looked at before its signature has been found right.
 */
export function verifier({ certificates, clock, refuse }: VerifyOptions) {
  return async ({ method, headers, body }: Incoming): Promise<Verdict> => {
    if (method !== "POST") return { status: 405, reason: "Alexa sends its requests by POST." };
    const signature = signatureIn(headers.get("signature-256"));
    const address = headers.get("signaturecertchainurl");
    if (!signature || address === null) return refused;
    const key = await certificates.keyAt(address);
    if (!key || !isSigned(body, signature, key)) return refused;
    const event = parse(body);
    if (refuse(event) !== undefined || !isTimely(event, clock.now())) return refused;
    return { event };
  };
}

/** A signature in base64, which has more than one spelling for the same bytes; only the one that an encoder writes. */
function signatureIn(header: string | null): Buffer | undefined {
  if (header === null || header === "") return undefined;
  const signature = Buffer.from(header, "base64");
  return signature.toString("base64") === header ? signature : undefined;
}

const isSigned = (body: Uint8Array, signature: Buffer, key: KeyObject) =>
  verify("RSA-SHA256", body, key, signature);

/** The event; nothing where the bytes are no UTF-8 or no JSON. */
function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

/** Milliseconds a request may be away from now, before or after. */
const tolerance = 150_000;

/** Some events of a skill's life come late, and may be an hour away (ask-sdk-express-adapter 2.14). */
const lateTolerance = 3_600_000;

const late: ReadonlySet<string> = new Set([
  "AlexaSkillEvent.SkillEnabled",
  "AlexaSkillEvent.SkillDisabled",
  "AlexaSkillEvent.SkillPermissionChanged",
  "AlexaSkillEvent.SkillPermissionAccepted",
  "AlexaSkillEvent.SkillAccountLinked",
]);

function isTimely(event: unknown, now: number): boolean {
  const instant = instantOf(event);
  return (
    instant !== undefined &&
    Math.abs(now - instant) <= (late.has(typeOf(event) ?? "") ? lateTolerance : tolerance)
  );
}
