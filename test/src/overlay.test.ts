import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSame, lay, overlayOf, type Json } from "palaver";

const nameOf = (item: Json) =>
  typeof item === "object" && item !== null && "name" in item && typeof item.name === "string"
    ? item.name
    : undefined;

const made = {
  name: "shop",
  intents: [
    { name: "Order", samples: ["order"], slots: [] },
    { name: "Find", samples: [] },
  ],
};

describe("what a document has beside what was made", () => {
  test("is told by where it stands, with the names of what is listed", () => {
    const wanted = {
      name: "shop",
      intents: [
        { name: "Find", samples: [] },
        { name: "Order", samples: ["order", "buy"], slots: [], "a/b": 1 },
      ],
    };
    expect(overlayOf(made, wanted, nameOf)).toEqual({
      set: { "/intents/Order/samples": ["order", "buy"], "/intents/Order/a~1b": 1 },
    });
  });

  test("is nothing where only the order differs", () => {
    expect(overlayOf(made, { ...made, intents: made.intents.toReversed() }, nameOf)).toEqual({});
  });

  test("says also what it lacks", () => {
    expect(
      overlayOf(made, { name: "shop", intents: [{ name: "Order", samples: ["order"] }] }, nameOf),
    ).toEqual({
      drop: ["/intents/Find", "/intents/Order/slots"],
    });
  });

  test("is laid over what is made later, as far as that still has a place for it", () => {
    const kept = { set: { "/intents/Gone/samples": ["x"], "/intents/Order/new": true } };
    expect(lay(made, kept, nameOf)).toEqual({
      ...made,
      intents: [{ ...made.intents[0], new: true }, made.intents[1]],
    });
  });

  test("is laid in the order it is told in, one thing over the other", () => {
    const over = (set: Readonly<Record<string, Json>>, drop: readonly string[] = []) =>
      lay({ a: { b: 1 } }, { set, drop }, nameOf);
    expect(over({ "/a/b": 2, "/a": {} })).toEqual({ a: {} });
    expect(over({ "/a": { c: 3 }, "/a/b": 2 })).toEqual({ a: { c: 3, b: 2 } });
    expect(over({ "/a/b": 2 }, ["/a"])).toEqual({});
    expect(over({ "/a": 2 }, ["/a"])).toEqual({ a: 2 });
    expect(over({ "": 5 })).toBe(5);
  });

  test("makes of anything anything else", () => {
    const name = fc.constantFrom("a", "b", "c/d", "~1", "__proto__", "constructor");
    const { json } = fc.letrec<{ json: Json }>((tie) => ({
      json: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<Json>(1, "x", null, true),
        fc.array(tie("json"), { maxLength: 3 }),
        fc
          .uniqueArray(name)
          .chain((names) =>
            fc
              .tuple(...names.map(() => tie("json")))
              .map((values) => Object.fromEntries(names.map((it, i) => [it, values[i] ?? null]))),
          ),
        fc
          .uniqueArray(name)
          .chain((names) =>
            fc
              .tuple(...names.map(() => tie("json")))
              .map((values) => names.map((it, i) => ({ name: it, value: values[i] ?? null }))),
          ),
      ),
    }));
    fc.assert(
      fc.property(json, json, (one, other) => {
        expect(isSame(lay(one, overlayOf(one, other, nameOf), nameOf), other)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});
