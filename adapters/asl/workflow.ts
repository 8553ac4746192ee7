import { asJson, isObject, systemClock, type Clock, type Json } from "palaver";
import { Failure, shown } from "./failure.ts";
import { field, has, partOf, textIn, wrong } from "./part.ts";
import { languageOf, stateOf } from "./state.ts";
import type { State, Task } from "./step.ts";

export interface WorkflowOptions {
  /** Decides time-outs, waits and the time between retries. */
  readonly clock?: Clock;
}

export interface RunOptions {
  /** Names the execution. Run again with the same id, its tasks get the same keys. */
  readonly id: string;
  /** Stops the execution at once: `run` throws the signal's reason, and nothing is caught or retried. */
  readonly signal?: AbortSignal;
}

/** What came of an execution. */
export interface Execution {
  readonly status: "succeeded" | "failed";
  /** What the last state gave; `{ Error, Cause }` of an execution that failed. */
  readonly output: Json;
  /** The names of the states it entered, in order. A retry does not enter a state anew. */
  readonly trace: readonly string[];
}

/** A state machine that runs in this process. */
export interface Workflow {
  run(input: Json, options: RunOptions): Promise<Execution>;
}

/** How many states an execution enters at most, so that one that goes in a circle comes to an end. */
const mostSteps = 1_000;

/**
 * Runs a document in the Amazon States Language (https://states-language.net) here, with functions for its tasks:
 * `"Resource": "${Name}"` is the task of that name, and the name of a function's ARN once it is deployed.
 * It has what such documents use as long as nothing runs side by side: Task, Pass, Wait, Choice, Succeed and Fail; Retry,
 * Catch and TimeoutSeconds; the filters from InputPath to OutputPath, with plain paths. Throws {@link PalaverError},
 * `invalid-option`, for a document that has anything else, or leads to a state or a task that is not there.
 *
 * It is our own because aws-local-stepfunctions 3.0.0, the one embedded runner there is, takes no clock (the time between
 * retries is either real or a constant), gives a task neither a signal to end by nor the number of its attempt, and brings
 * the AWS SDK along, for Node 22 and newer.
 */
export function workflow(
  definition: unknown,
  tasks: Readonly<Record<string, Task>>,
  { clock = systemClock }: WorkflowOptions = {},
): Workflow {
  const { first, states } = machineOf(definition, tasks, clock);

  async function walk(input: Json, { id, signal }: RunOptions, trace: string[]): Promise<Json> {
    const stop = signal ?? new AbortController().signal;
    const execution = { Id: id, Name: id, Input: input, StartTime: new Date(clock.now()).toISOString() };
    let [data, at]: [Json, string | undefined] = [input, first];
    while (at !== undefined) {
      if (trace.length === mostSteps) {
        throw new Failure("States.Runtime", `The execution came to no end in ${mostSteps} steps.`);
      }
      trace.push(at);
      const entered = new Date(clock.now()).toISOString();
      const context = { Execution: execution, State: { Name: at, EnteredTime: entered, RetryCount: 0 } };
      const state = states.get(at);
      if (!state) throw new Error(`There is no state "${at}".`);
      const step = await state({ input: data, context, execution: id, stop });
      stop.throwIfAborted();
      [data, at] = [step.output, step.next];
    }
    return data;
  }

  return {
    async run(input, options) {
      const trace: string[] = [];
      try {
        return { status: "succeeded", output: await walk(asJson(input) ?? null, options, trace), trace };
      } catch (error) {
        if (error instanceof Failure) return { status: "failed", output: shown(error), trace };
        throw error;
      }
    },
  };
}

function machineOf(definition: unknown, tasks: Readonly<Record<string, Task>>, clock: Clock) {
  const machine = partOf(definition, "The workflow", [
    "Comment",
    "Version",
    "QueryLanguage",
    "StartAt",
    "States",
  ]);
  languageOf(machine);
  if (has(machine, "Version") && field(machine, "Version") !== "1.0") {
    throw wrong(machine.where, "has a Version that is not 1.0");
  }
  const found = field(machine, "States");
  if (!isObject(found)) throw wrong(machine.where, "has no States");

  function target(name: string, where: string): string {
    if (Object.hasOwn(Object(found), name)) return name;
    throw wrong(where, `leads to "${name}", and there is no such state`);
  }

  const making = { tasks, clock, target };
  const states = new Map<string, State>(
    Object.entries(found).map(([name, value]) => [name, stateOf(name, value, making)]),
  );
  return { first: target(textIn(machine, "StartAt"), machine.where), states };
}
