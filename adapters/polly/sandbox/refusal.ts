/** What the service says instead of what was asked for: the name of its exception, and the status that comes with it. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** The refusal of a parameter, in the words of the service, which name the field. */
export const invalid = (field: string, rule: string): Refusal =>
  new Refusal(
    "ValidationException",
    `1 validation error detected: Value at '${field}' failed to satisfy constraint: ${rule}`,
  );
