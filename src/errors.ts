/**
 * What can be wrong with how an app was put together. Each code stands for one mistake of a developer, found at
 * start-up or at the first use of what was declared.
 */
export type PalaverErrorCode =
  | "duplicate-name"
  | "invalid-name"
  | "invalid-utterance"
  | "unknown-slot"
  | "unasked-slot"
  | "unknown-intent"
  | "unknown-effect"
  | "unknown-job"
  | "missing-option"
  | "missing-program"
  | "invalid-option"
  | "invalid-value"
  | "unreadable-value"
  | "unreadable-model"
  | "missing-translation"
  | "async-schema"
  | "unverified-channel"
  | "store-locked"
  | "store-closed"
  | "store-unreadable"
  | "lost-races";

/** A developer's mistake, in a sentence that names the thing and the remedy. Never shown to a person who talks. */
export class PalaverError extends Error {
  override readonly name = "PalaverError";
  readonly code: PalaverErrorCode;

  constructor(code: PalaverErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
