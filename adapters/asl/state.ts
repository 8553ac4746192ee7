import { asJson, isObject, type Clock } from "palaver";
import { ruleOf } from "./choice.ts";
import { Failure } from "./failure.ts";
import { certain, filtersOf } from "./filters.ts";
import { field, has, listIn, numberIn, partOf, textIn, wrong, type Part } from "./part.ts";
import { pathTo, type Data } from "./path.ts";
import { longest } from "./retry.ts";
import type { Making, State } from "./step.ts";
import { taskOf } from "./task.ts";
import { rest } from "./time.ts";

type Maker = (value: unknown, name: string, making: Making) => State;

const common = ["Type", "Comment", "QueryLanguage", "InputPath", "OutputPath"];
const onwards = [...common, "Next", "End"];

/** Reads a state. */
export function stateOf(name: string, value: unknown, making: Making): State {
  const where = `The state "${name}"`;
  if (!isObject(value)) throw wrong(where, "is no object");
  const type = textIn({ value, where }, "Type");
  const maker = makers.get(type);
  if (!maker) {
    throw wrong(where, `is a ${type}, which this runner has not; it has ${[...makers.keys()].join(", ")}`);
  }
  return maker(value, name, making);
}

const makers: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  [
    "Task",
    (value, name, making) => {
      const filters = ["Parameters", "ResultSelector", "ResultPath"];
      const own = ["Resource", "TimeoutSeconds", "Retry", "Catch"];
      const state = read(value, name, [...onwards, ...filters, ...own]);
      return taskOf(state, name, making, nextOf(state, making));
    },
  ],
  [
    "Pass",
    (value, name, making) => {
      const state = read(value, name, [...onwards, "Parameters", "Result", "ResultPath"]);
      const [{ into, out, place }, next] = [filtersOf(state), nextOf(state, making)];
      const result = has(state, "Result") ? (asJson(field(state, "Result")) ?? null) : undefined;
      return async (entered) => {
        const made = result ?? into(entered).selected;
        return { output: out(entered, place(entered.input, made)), ...next };
      };
    },
  ],
  [
    "Wait",
    (value, name, making) => {
      const state = read(value, name, [...onwards, "Seconds", "Timestamp", "SecondsPath", "TimestampPath"]);
      const [{ into, out }, next, wait] = [
        filtersOf(state),
        nextOf(state, making),
        waitOf(state, making.clock),
      ];
      return async (entered) => {
        const { whole } = into(entered);
        await rest(making.clock, wait({ ...entered, input: whole }), entered.stop);
        return { output: out(entered, whole), ...next };
      };
    },
  ],
  [
    "Choice",
    (value, name, { target }) => {
      const state = read(value, name, [...common, "Choices", "Default"]);
      const { into, out } = filtersOf(state);
      const otherwise = has(state, "Default") ? target(textIn(state, "Default"), state.where) : undefined;
      const choices = listIn(state, "Choices").map((each, n) => {
        const where = `The choice ${n + 1} of the state "${name}"`;
        const rule = ruleOf(each, where);
        return { rule, next: target(textIn({ value: Object(each), where }, "Next"), where) };
      });
      return async (entered) => {
        const { whole } = into(entered);
        const next = choices.find(({ rule }) => rule({ ...entered, input: whole }))?.next ?? otherwise;
        if (next === undefined) {
          throw new Failure("States.NoChoiceMatched", `No choice of the state "${name}" holds.`);
        }
        return { output: out(entered, whole), next };
      };
    },
  ],
  [
    "Succeed",
    (value, name) => {
      const { into, out } = filtersOf(read(value, name, common));
      return async (entered) => ({ output: out(entered, into(entered).whole) });
    },
  ],
  [
    "Fail",
    (value, name) => {
      const state = read(value, name, ["Type", "Comment", "QueryLanguage", "Error", "Cause"]);
      const error = has(state, "Error") ? textIn(state, "Error") : "";
      const cause = has(state, "Cause") ? textIn(state, "Cause") : "";
      return async () => {
        throw new Failure(error, cause);
      };
    },
  ],
]);

function read(value: unknown, name: string, fields: readonly string[]): Part {
  const state = partOf(value, `The state "${name}"`, fields);
  languageOf(state);
  return state;
}

/** Refuses JSONata, which is the other language there is. */
export function languageOf(part: Part): void {
  if (has(part, "QueryLanguage") && field(part, "QueryLanguage") !== "JSONPath") {
    throw wrong(part.where, "has a QueryLanguage that is not JSONPath");
  }
}

/** Where a state leads to: it says either `Next` or `End`. */
function nextOf(state: Part, { target }: Making): { readonly next?: string } {
  if (has(state, "Next") === has(state, "End")) throw wrong(state.where, "has to have either Next or End");
  if (has(state, "Next")) return { next: target(textIn(state, "Next"), state.where) };
  if (field(state, "End") === true) return {};
  throw wrong(state.where, "has an End that is not true");
}

/** How many milliseconds a `Wait` takes. */
function waitOf(state: Part, clock: Clock): (data: Data) => number {
  const ways = ["Seconds", "Timestamp", "SecondsPath", "TimestampPath"].filter((name) => has(state, name));
  const [way, more] = ways;
  if (way === undefined || more !== undefined) {
    throw wrong(state.where, "has to wait for one of Seconds, Timestamp, SecondsPath, TimestampPath");
  }
  if (way === "Seconds") {
    const seconds = numberIn(state, way, { least: 0, most: longest, whole: true }) ?? 0;
    return () => seconds * 1_000;
  }
  if (way === "Timestamp") {
    const at = Date.parse(textIn(state, way));
    if (Number.isNaN(at)) throw wrong(state.where, "has a Timestamp that is no time");
    return () => at - clock.now();
  }
  const path = certain(pathTo(field(state, way), state.where), `the ${way} of ${state.where}`);
  return (data) => {
    const found = path(data);
    if (way === "SecondsPath" && typeof found === "number" && found >= 0 && found <= longest)
      return found * 1_000;
    const at = way === "TimestampPath" && typeof found === "string" ? Date.parse(found) : NaN;
    if (!Number.isNaN(at)) return at - clock.now();
    throw new Failure("States.Runtime", `${state.where} cannot wait for ${JSON.stringify(found)}.`);
  };
}
