import type { Clock, Json } from "palaver";
import type { Data } from "./path.ts";

/** What a task is told beside its input. */
export interface TaskAttempt {
  /** Aborts when the task has taken longer than `TimeoutSeconds`, or the whole execution is stopped. */
  readonly signal: AbortSignal;
  /** Counted from 1; one more with each retry. */
  readonly attempt: number;
  /** `<execution id>/<state name>`, the same for every retry and every re-run: hand it on as the idempotency key. */
  readonly key: string;
}

/**
 * What does the work of a task state: the local stand-in of a Lambda function. The name of an error that it throws is what
 * `Retry` and `Catch` know it by.
 */
export type Task = (input: Json, attempt: TaskAttempt) => Promise<Json>;

/** Where a state stands in an execution when it is entered. */
export interface Entered extends Data {
  readonly execution: string;
  /** Aborts when the execution is to be left alone at once. */
  readonly stop: AbortSignal;
}

/** What a state gives on, and to which; to none at the end. */
export interface Step {
  readonly output: Json;
  readonly next?: string;
}

/** A state of a document, ready to be entered. Throws {@link Failure} where it fails and nobody catches it. */
export type State = (entered: Entered) => Promise<Step>;

/** What states are made with. */
export interface Making {
  readonly tasks: Readonly<Record<string, Task>>;
  readonly clock: Clock;
  /** The name of a state that is there. Throws for one that is not. */
  readonly target: (name: string, where: string) => string;
}
