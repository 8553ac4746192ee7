import { type Json } from "palaver";
import { Failure } from "./failure.ts";
import { field, has, listIn, partOf, textIn, wrong, type Part } from "./part.ts";
import { pathTo, type Data } from "./path.ts";

/** Whether a rule of a `Choice` holds for the data. */
export type Rule = (data: Data) => boolean;

/** How a value is compared: what it is compared with, and whether that is so. Values of another type never are. */
interface Comparison {
  readonly with: "string" | "number" | "boolean";
  readonly holds: (found: Json | undefined, given: unknown) => boolean;
}

const numbers =
  (holds: (found: number, given: number) => boolean): Comparison["holds"] =>
  (found, given) =>
    typeof found === "number" && typeof given === "number" && holds(found, given);

const same: Comparison["holds"] = (found, given) => found === given;

const comparisons: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ["StringEquals", { with: "string", holds: same }],
  ["BooleanEquals", { with: "boolean", holds: same }],
  ["NumericLessThan", { with: "number", holds: numbers((found, given) => found < given) }],
  ["NumericGreaterThanEquals", { with: "number", holds: numbers((found, given) => found >= given) }],
  ["IsPresent", { with: "boolean", holds: (found, given) => (found !== undefined) === given }],
  ["IsNull", { with: "boolean", holds: (found, given) => (found === null) === given }],
]);

const operators = [...comparisons.keys()];

/** Reads a rule, whose own `Next` is somebody else's to read. */
export function ruleOf(value: unknown, where: string): Rule {
  const part = partOf(value, where, ["Next", "Comment", "Variable", "And", "Or", "Not", ...operators]);
  const kinds = ["And", "Or", "Not", ...operators].filter((name) => has(part, name));
  const [kind = "", more] = kinds;
  if (kinds.length === 0 || more !== undefined) {
    throw wrong(where, `has to compare in one way: And, Or, Not, ${operators.join(", ")}`);
  }
  const comparison = comparisons.get(kind);
  if (comparison) return comparing(part, kind, comparison);
  if (has(part, "Variable")) throw wrong(where, `has a Variable beside ${kind}, which takes none`);
  if (kind === "Not") {
    const rule = inner(field(part, kind), where);
    return (data) => !rule(data);
  }
  const rules = listIn(part, kind).map((each) => inner(each, where));
  return kind === "And"
    ? (data) => rules.every((rule) => rule(data))
    : (data) => rules.some((rule) => rule(data));
}

function inner(value: unknown, where: string): Rule {
  const rule = ruleOf(value, where);
  if (typeof value === "object" && value !== null && "Next" in value) {
    throw wrong(where, "has a Next inside And, Or or Not, where it goes nowhere");
  }
  return rule;
}

function comparing(part: Part, kind: string, { with: type, holds }: Comparison): Rule {
  const variable = textIn(part, "Variable");
  const path = pathTo(variable, part.where);
  const given = field(part, kind);
  if (typeof given !== type) throw wrong(part.where, `has a ${kind} that is no ${type}`);
  return (data) => {
    const found = path(data);
    if (found === undefined && kind !== "IsPresent") {
      throw new Failure("States.Runtime", `There is nothing at ${variable} to compare.`);
    }
    return holds(found, given);
  };
}
