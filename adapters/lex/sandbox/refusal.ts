/** The exceptions of the runtime API, with the status each comes with (the service model of runtime.lex.v2). */
export const statuses = {
  AccessDeniedException: 403,
  BadGatewayException: 502,
  ConflictException: 409,
  DependencyFailedException: 424,
  InternalServerException: 500,
  ResourceNotFoundException: 404,
  ThrottlingException: 429,
  ValidationException: 400,
} as const;

/** The name of an exception of Lex. */
export type ExceptionName = keyof typeof statuses;

/** Why a call is not answered, in the terms of the service. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly exception: ExceptionName;

  constructor(exception: ExceptionName, message: string) {
    super(message);
    this.exception = exception;
  }
}

/** The client's own mistake. */
export const invalid = (message: string): Refusal => new Refusal("ValidationException", message);
