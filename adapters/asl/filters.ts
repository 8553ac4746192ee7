import { type Json } from "palaver";
import { Failure } from "./failure.ts";
import { field, has, type Part } from "./part.ts";
import { pathTo, template, type Data, type Path } from "./path.ts";
import { placing } from "./retry.ts";

/** What happens to data on the way through a state. */
export interface Filters {
  /** The input as `InputPath` leaves it, and what `Parameters` makes of that. */
  readonly into: (entered: Data) => { readonly whole: Json; readonly selected: Json };
  /** What `ResultSelector` makes of a result. */
  readonly select: (entered: Data, result: Json) => Json;
  /** The input, as it was before `InputPath`, with the result where `ResultPath` has it. */
  readonly place: (input: Json, result: Json) => Json;
  /** What `OutputPath` leaves. */
  readonly out: (entered: Data, output: Json) => Json;
}

/** Reads what a state does to its data. */
export function filtersOf(state: Part): Filters {
  const make = (name: string) => (has(state, name) ? template(field(state, name), state.where) : undefined);
  const [input, output] = [sieve(state, "InputPath"), sieve(state, "OutputPath")];
  const [parameters, selector] = [make("Parameters"), make("ResultSelector")];
  return {
    into({ input: raw, context }) {
      const whole = input({ input: raw, context });
      return { whole, selected: parameters ? parameters({ input: whole, context }) : whole };
    },
    select: ({ context }, result) => (selector ? selector({ input: result, context }) : result),
    place: placing(state),
    out: ({ context }, result) => output({ input: result, context }),
  };
}

/** `InputPath` or `OutputPath`: everything where it is left out, an empty object where it is null. */
function sieve(state: Part, name: string): (data: Data) => Json {
  if (!has(state, name)) return ({ input }) => input;
  if (field(state, name) === null) return () => ({});
  return certain(pathTo(field(state, name), state.where), `the ${name} of ${state.where}`);
}

/** What a path leads to, as a document that fits its data has it there. */
export function certain(path: Path, what: string): (data: Data) => Json {
  return (data) => {
    const found = path(data);
    if (found !== undefined) return found;
    throw new Failure("States.Runtime", `There is nothing where ${what.replace("The", "the")} leads.`);
  };
}
