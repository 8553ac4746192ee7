import { asString, look } from "palaver";

/**
 * Who failed: whoever `asks` (a mistake in the call, or no right to make it), somebody else who is `busy` with this
 * session or with too much, the `app` (the bot's code hook), `lex` itself, or the `way` there, on which nobody knows
 * how far the call came.
 */
export type LexFailing = "asks" | "busy" | "app" | "lex" | "way";

/** A call of Lex that failed. Its message names the kind of failure and never quotes what was said. */
export class LexFailure extends Error {
  override readonly name = "LexFailure";
  readonly by: LexFailing;
  /** Whether the same call may be made again, for nothing has come of this one. */
  readonly again: boolean;

  constructor(by: LexFailing, message: string, options?: ErrorOptions) {
    super(message, options);
    this.by = by;
    this.again = by === "busy";
  }
}

const known: ReadonlyMap<string, readonly [LexFailing, string]> = new Map([
  ["AccessDeniedException", ["asks", "Lex may not be called with these credentials"]],
  ["ResourceNotFoundException", ["asks", "Lex has no such bot, alias, locale or session"]],
  ["ValidationException", ["asks", "Lex takes no such call"]],
  ["ConflictException", ["busy", "somebody else is using this session"]],
  ["ThrottlingException", ["busy", "Lex is asked too often"]],
  ["DependencyFailedException", ["app", "the bot's code hook failed"]],
  ["BadGatewayException", ["lex", "the bot is still being built, or its voice or function failed"]],
  ["InternalServerException", ["lex", "Lex itself failed"]],
]);

/** What an error of the SDK's client means. */
export function failureOf(error: unknown): LexFailure {
  if (error instanceof LexFailure) return error;
  const name = asString(error instanceof Error ? error.name : undefined) ?? "unknown";
  const found = known.get(name);
  if (found) return new LexFailure(found[0], `${found[1]} (${name}).`, { cause: error });
  if (name === "CredentialsProviderError" || name === "TokenProviderError") {
    return new LexFailure("asks", `there are no credentials to call Lex with (${name}).`, { cause: error });
  }
  const status = look(error, "$metadata", "httpStatusCode");
  const by = typeof status !== "number" ? "way" : status >= 500 ? "lex" : "asks";
  return new LexFailure(by, `the call of Lex failed (${name}).`, { cause: error });
}
