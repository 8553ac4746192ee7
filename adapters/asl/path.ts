import { asJson, isObject, look, type Json } from "palaver";
import { Failure } from "./failure.ts";
import { wrong } from "./part.ts";

/** What a path, or a template of paths, is read from. */
export interface Data {
  readonly input: Json;
  /** The context object: what `$$` stands for. */
  readonly context: Json;
}

/** Finds a value in data; nothing where there is none. */
export type Path = (data: Data) => Json | undefined;

/** The members that a path names one after the other, and whether it begins at the context object. */
interface Steps {
  readonly steps: readonly (string | number)[];
  readonly ofContext: boolean;
}

const step = /^(?:\.([\p{L}_][\p{L}\p{N}_]*)|\['([^'\\]+)'\]|\[(\d{1,9})\])/u;

/** Reads a path such as `$`, `$.a.b`, `$['a']`, `$.a[0]` or `$$.Execution.Id`; a query for several values is none. */
function stepsOf(text: unknown, where: string): Steps {
  const [, root, all] = (typeof text === "string" ? /^(\$\$?)(.*)$/su.exec(text) : undefined) ?? [];
  const steps: (string | number)[] = [];
  let rest = all;
  while (rest) {
    const [whole, dotted, quoted, index] = step.exec(rest) ?? [];
    if (whole === undefined) break;
    steps.push(dotted ?? quoted ?? Number(index));
    rest = rest.slice(whole.length);
  }
  if (rest === "") return { steps, ofContext: root === "$$" };
  throw wrong(
    where,
    `has ${JSON.stringify(text)}, which is no path like $.a.b, $['a'], $.a[0] or $$.Execution.Id`,
  );
}

/** What a list has at an index, or an object under a name, and nothing else that either has in JavaScript. */
function inside(json: Json | undefined, name: string | number): Json | undefined {
  const fits = typeof name === "number" ? isList(json) : isRecord(json);
  // What is inside JSON is JSON.
  return fits ? (look(json, name) as Json | undefined) : undefined;
}

/** The value a path leads to. */
export function pathTo(text: unknown, where: string): Path {
  const { steps, ofContext } = stepsOf(text, where);
  return ({ input, context }) => steps.reduce<Json | undefined>(inside, ofContext ? context : input);
}

/** Puts a value where a path leads, making the objects on the way there. Throws {@link Failure} where it leads nowhere. */
export function placeAt(text: unknown, where: string): (into: Json, value: Json) => Json {
  const { steps, ofContext } = stepsOf(text, where);
  if (ofContext) throw wrong(where, "puts a result into the context object, which nobody may");
  const lost = () =>
    new Failure("States.ResultPathMatchFailure", `The result cannot be put at ${String(text)}.`);

  function place(into: Json | undefined, [first, ...rest]: Steps["steps"], value: Json): Json {
    if (first === undefined) return value;
    if (typeof first === "number") {
      if (!isList(into) || first >= into.length) throw lost();
      return into.with(first, place(into[first], rest, value));
    }
    if (into !== undefined && !isRecord(into)) throw lost();
    return { ...into, [first]: place(inside(into, first), rest, value) };
  }

  return (into, value) => place(into, steps, value);
}

const isList = (json: Json | undefined): json is readonly Json[] => Array.isArray(json);

const isRecord = (json: Json | undefined): json is { readonly [key: string]: Json } => isObject(json);

/** A template such as `Parameters`: what stands in a field whose name ends in `.$` is a path, everything else itself. */
export function template(value: unknown, where: string): (data: Data) => Json {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => template(item, where));
    return (data) => items.map((item) => item(data));
  }
  if (!isObject(value)) {
    const itself = asJson(value) ?? null;
    return () => itself;
  }
  const members = Object.entries(value).map(([name, member]) => memberOf(name, member, where));
  const names = members.map(([name]) => name);
  const twice = names.find((name, n) => names.indexOf(name) !== n);
  if (twice !== undefined) throw wrong(where, `makes "${twice}" twice`);
  return (data) => Object.fromEntries(members.map(([name, make]) => [name, make(data)]));
}

function memberOf(name: string, value: unknown, where: string): readonly [string, (data: Data) => Json] {
  if (!name.endsWith(".$")) return [name, template(value, where)];
  const path = pathTo(value, where);
  return [
    name.slice(0, -2),
    (data) => {
      const found = path(data);
      if (found !== undefined) return found;
      throw new Failure("States.ParameterPathFailure", `There is nothing at ${String(value)} for "${name}".`);
    },
  ];
}
