import { asJson, type Json } from "palaver";
import { thrown } from "./failure.ts";
import { filtersOf } from "./filters.ts";
import { numberIn, textIn, wrong, type Part } from "./part.ts";
import { placeAt } from "./path.ts";
import { catchOf, longest, patienceOf } from "./retry.ts";
import type { Entered, Making, State, Step, Task } from "./step.ts";
import { rest, within } from "./time.ts";

/** Reads a `Task`, which works until it is done, is not tried again, or its execution is stopped. */
export function taskOf(state: Part, name: string, making: Making, onwards: Pick<Step, "next">): State {
  const { clock } = making;
  const act = functionOf(state, making.tasks);
  const { into, select, place, out } = filtersOf(state);
  const patience = patienceOf(state, clock);
  const caught = catchOf(state, making.target);
  const seconds = numberIn(state, "TimeoutSeconds", { least: 1, most: longest, whole: true }) ?? longest;

  async function work(entered: Entered, attempt: number): Promise<Json> {
    const key = `${entered.execution}/${name}`;
    const { selected } = into(entered);
    const given = await within(clock, seconds, entered.stop, async (signal) =>
      act(selected, { signal, attempt, key }),
    );
    // A function that returns nothing gives null, as it would from a Lambda.
    const result = select(entered, asJson(given) ?? null);
    return out(entered, place(entered.input, result));
  }

  return async (entered) => {
    const waits = patience();
    for (let attempt = 1; ; attempt++) {
      const data = { ...entered, context: counted(entered.context, attempt - 1) };
      try {
        return { output: await work(data, attempt), ...onwards };
      } catch (error) {
        entered.stop.throwIfAborted();
        const failure = thrown(error);
        const wait = waits(failure);
        const step = wait === undefined ? caught(failure, entered.input) : undefined;
        if (step) return step;
        if (wait === undefined) throw failure;
        await rest(clock, wait, entered.stop);
      }
    }
  };
}

/** The function that `"Resource": "${Name}"` names. */
function functionOf(state: Part, tasks: Readonly<Record<string, Task>>): Task {
  const resource = textIn(state, "Resource");
  const [, name = ""] = /^\$\{(\w+)\}$/.exec(resource) ?? [];
  const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
  if (task) return task;
  const known = Object.keys(tasks).map((each) => `\${${each}}`);
  throw wrong(
    state.where,
    `has the resource "${resource}", for which there is no task; there are ${known.join(", ")}`,
  );
}

/** The context object, which tells how often the state was tried again. */
const counted = placeAt("$.State.RetryCount", "The context object");
