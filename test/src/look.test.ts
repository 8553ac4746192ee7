import { expect, test } from "vitest";
import { asJson, asString, isObject, itemsOf, look, membersOf } from "palaver";

test("looking finds what stands at a path, and nothing where there is no such place", () => {
  const event = { a: [{ b: "c" }], "": 0 };
  expect([look(event, "a", 0, "b"), look(event, ""), look(event)]).toEqual(["c", 0, event]);
  for (const path of [["x"], ["a", 1], ["a", 0, "b", "c"], ["a", "b"], ["", "x"]])
    expect(look(event, ...path)).toBeUndefined();
  for (const thing of [undefined, null, 1, "text", true]) expect(look(thing, "length")).toBeUndefined();
});

test("looking never finds what is inherited", () => {
  for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
    expect(look({}, name)).toBeUndefined();
    expect(look([], name)).toBeUndefined();
    expect(look({ a: {} }, "a", name, "name")).toBeUndefined();
  }
});

test("what is no string, list or object is read as none", () => {
  expect(["x", "", 1, null, {}].map(asString)).toEqual(["x", undefined, undefined, undefined, undefined]);
  expect([[1], "ab", { length: 1 }, null].map(itemsOf)).toEqual([[1], [], [], []]);
  expect([{}, [], null, "x"].map(isObject)).toEqual([true, false, false, false]);
  expect([{ a: 1 }, [1], "ab", null].map(membersOf)).toEqual([[["a", 1]], [], [], []]);
});

test("anything is copied as plain JSON without the names by which a prototype is reached, or not at all", () => {
  const hostile = JSON.parse(
    `{"__proto__":{"x":1},"a":{"constructor":{"prototype":1},"b":[1,null,"c"]}}`,
  ) as unknown;
  expect(JSON.stringify(asJson(hostile))).toBe(`{"a":{"b":[1,null,"c"]}}`);
  const circle: unknown[] = [];
  circle.push(circle);
  for (const thing of [undefined, circle, 1n, () => 1]) expect(asJson(thing)).toBeUndefined();
});
