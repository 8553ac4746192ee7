import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { PalaverError } from "palaver";
import { text } from "./look.ts";

/** A key that secrets are kept under. Taken from the environment, never from the store it protects. */
export interface SealingKey {
  /** Tells it apart from the one before it and the one after: letters, digits, "_", "-" and ".". */
  readonly id: string;
  /** 32 random bytes in base64, as from `openssl rand -base64 32`. */
  readonly secret: string;
}

/** A text that nobody can read or change who has not the key (AES-256-GCM). Plain data. */
export type Sealed = {
  readonly key: string;
  readonly iv: string;
  readonly tag: string;
  readonly data: string;
};

/** Keeps secrets by the first of its keys, and reads those kept by any. What a secret is `about` is sealed with it. */
export interface Seal {
  close(secret: string, about: string): Sealed;
  /** The secret. Throws {@link PalaverError} where it was changed, is about something else, or has another key. */
  open(sealed: unknown, about: string): string;
  /** Whether something was sealed by the first key. */
  isCurrent(sealed: unknown): boolean;
}

const algorithm = "aes-256-gcm";
const sizes = { iv: 12, tag: 16 };
const idPattern = /^[\w.-]{1,64}$/;

/** A seal with these keys, the one in use first. Throws {@link PalaverError} where one of them is none. */
export function seal(keys: readonly SealingKey[]): Seal {
  const secrets = new Map(keys.map(({ id, secret }) => [id, secretIn(id, secret)]));
  const [current] = keys;
  if (!current) {
    throw new PalaverError(
      "missing-option",
      "Slack installations need a key to keep tokens under: 32 random bytes in base64, from the environment.",
    );
  }
  if (secrets.size < keys.length) {
    throw new PalaverError("duplicate-name", "Two keys have the same id; give each one of its own.");
  }

  return {
    close(secret, about) {
      const iv = randomBytes(sizes.iv);
      const cipher = createCipheriv(algorithm, secretOf(current.id, about), iv, { authTagLength: sizes.tag });
      cipher.setAAD(boundTo(current.id, about));
      const data = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
      const [ivText, tag, sealed] = [iv, cipher.getAuthTag(), data].map((bytes) => bytes.toString("base64"));
      return { key: current.id, iv: ivText ?? "", tag: tag ?? "", data: sealed ?? "" };
    },

    open(sealed, about) {
      const key = text(sealed, "key") ?? "";
      const part = (name: string) => Buffer.from(text(sealed, name) ?? "", "base64");
      const secret = secretOf(key, about);
      try {
        const decipher = createDecipheriv(algorithm, secret, part("iv"), { authTagLength: sizes.tag });
        decipher.setAAD(boundTo(key, about));
        decipher.setAuthTag(part("tag"));
        return Buffer.concat([decipher.update(part("data")), decipher.final()]).toString("utf8");
      } catch {
        throw unreadable(about, "it was changed, moved here, or kept under another key of the same id");
      }
    },

    isCurrent: (sealed) => text(sealed, "key") === current.id,
  };

  function secretOf(id: string, about: string): Buffer {
    const secret = secrets.get(id);
    if (secret) return secret;
    const named = idPattern.test(id)
      ? `the key "${id}", which is not given here`
      : "no key that could be ours";
    throw unreadable(about, `it is kept under ${named}`);
  }
}

/** Neither the key's id nor what a secret is about can be exchanged without being found out. */
const boundTo = (key: string, about: string) => Buffer.from(JSON.stringify([key, about]));

const unreadable = (about: string, why: string) =>
  new PalaverError(
    "unreadable-value",
    `What is kept of Slack's "${about}" cannot be read: ${why}. Give the key it was kept under, or install the app anew.`,
  );

function secretIn(id: string, secret: string): Buffer {
  if (!idPattern.test(id)) {
    throw new PalaverError(
      "invalid-option",
      'The id of a key is of letters, digits, "_", "-" and "."; give such a one.',
    );
  }
  // So many digits are 32 bytes.
  if (/^[\w+/-]{43}=?$/.test(secret)) return Buffer.from(secret, "base64");
  throw new PalaverError(
    "invalid-option",
    `The key "${id}" is not 32 bytes in base64; make one by "openssl rand -base64 32".`,
  );
}
