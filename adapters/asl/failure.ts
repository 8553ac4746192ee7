import { type Json } from "palaver";

/** What a state fails with, by the name that `Retry` and `Catch` know it by (https://states-language.net/#appendix-a). */
export class Failure extends Error {
  override readonly name = "Failure";
  /** Such as `States.Timeout`, or the name of what a task threw. */
  readonly error: string;

  constructor(error: string, cause: string) {
    super(cause);
    this.error = error;
  }
}

/** A failure as a catcher, or whoever started the workflow, gets to see it. */
export const shown = ({ error, message }: Failure): Json => ({ Error: error, Cause: message });

/** What a task threw, with its cause in the shape that a Lambda function's has. */
export function thrown(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const [name, message] = error instanceof Error ? [error.name, error.message] : ["Error", String(error)];
  return new Failure(name, JSON.stringify({ errorType: name, errorMessage: message }));
}

/**
 * Whether a list of error names means this failure. `States.TaskFailed` means all but time-outs, `States.ALL` everything;
 * but a document that does not fit its data (`States.Runtime`) is helped by neither.
 */
export function means(names: readonly string[], { error }: Failure): boolean {
  return names.some((name) => {
    if (name === error) return error !== "States.Runtime";
    if (error === "States.Runtime") return false;
    return name === "States.ALL" || (name === "States.TaskFailed" && error !== "States.Timeout");
  });
}
