import type { Json } from "./turn.ts";

/** What stands at a path inside anything at all; nothing where there is no such place. Never an inherited member. */
export function look(thing: unknown, ...path: readonly (string | number)[]): unknown {
  let at = thing;
  for (const name of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, name)) return undefined;
    at = Reflect.get(at, name);
  }
  return at;
}

/** A string with something in it, or nothing. */
export const asString = (thing: unknown): string | undefined =>
  typeof thing === "string" && thing !== "" ? thing : undefined;

/** The items of a list; none where it is no list. */
export const itemsOf = (thing: unknown): readonly unknown[] => (Array.isArray(thing) ? thing : []);

/** Whether this is what braces make in JSON. */
export const isObject = (thing: unknown): thing is object =>
  typeof thing === "object" && thing !== null && !Array.isArray(thing);

/** The members of an object with their names; none where it is no such thing. */
export const membersOf = (thing: unknown): readonly (readonly [string, unknown])[] =>
  isObject(thing) ? Object.entries(thing) : [];

/** A copy of anything as plain JSON, without the names a prototype can be reached by; nothing where it is no JSON. */
export function asJson(thing: unknown): Json | undefined {
  try {
    // What comes out of JSON.parse is JSON.
    return JSON.parse(JSON.stringify(thing), (name, member: unknown) =>
      forbidden.has(name) ? undefined : member,
    ) as Json;
  } catch {
    return undefined;
  }
}

const forbidden: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);
