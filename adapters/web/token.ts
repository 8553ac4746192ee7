import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { PalaverError, type Clock } from "palaver";

/** Tokens that prove to be ours without being kept: a session of 128 random bits, when it began, and a signature. */
export interface Tokens {
  /** A token for a new session. */
  issue(): string;
  /** The session of a token that was issued here and has not run out; nothing for any other text. */
  sessionOf(token: string): string | undefined;
}

/** The fewest bytes a secret may have: as many as the sessions that it signs. */
const shortest = 16;

/** Tokens signed with a secret. Throws {@link PalaverError} for one that could be guessed. */
export function tokens(secret: string, lifetime: number, clock: Clock): Tokens {
  if (Buffer.byteLength(secret) < shortest) {
    const remedy = `give at least ${shortest} random bytes, such as \`openssl rand -base64 32\` prints`;
    throw new PalaverError(
      "missing-option",
      `The web channel has no secret to sign its sessions with; ${remedy}.`,
    );
  }
  // What is signed says what it is for, so that no other use of the same secret makes a token.
  const sign = (claim: string) =>
    createHmac("sha256", secret).update(`palaver web session\n${claim}`).digest("base64url");

  return {
    issue() {
      const claim = `${randomBytes(16).toString("base64url")}.${Math.floor(clock.now()).toString(36)}`;
      return `${claim}.${sign(claim)}`;
    },

    sessionOf(token) {
      const [session, since, signature, ...more] = token.slice(0, 200).split(".");
      if (session === undefined || since === undefined || signature === undefined || more.length > 0)
        return undefined;
      if (!same(signature, sign(`${session}.${since}`))) return undefined;
      return clock.now() < Number.parseInt(since, 36) + lifetime ? session : undefined;
    },
  };
}

/** Compares texts and not what they decode to, for base64 has several spellings of the same bytes. */
function same(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
