import { look } from "palaver";
import { expect, test } from "vitest";
import fc from "fast-check";
import { id, list, text } from "../../../adapters/slack/look.ts";
import { earlier, instantOf, stamp, stampAt } from "../../../adapters/slack/stamp.ts";

test("looking finds what an object has itself, and nothing it inherits", () => {
  const event = JSON.parse('{"a":{"b":[{"c":"x"}]},"__proto__":{"type":"message"}}') as unknown;
  expect(look(event, "a", "b", 0, "c")).toBe("x");
  expect(text(event, "a", "b")).toBeUndefined();
  expect(list(event, "a", "b")).toHaveLength(1);
  expect(text(event, "type")).toBeUndefined();
  for (const name of ["constructor", "toString", "hasOwnProperty"]) expect(look(event, name)).toBeUndefined();
  expect(look("text", "length")).toBeUndefined();
  expect(look(null, "a")).toBeUndefined();
});

test("an id is short and has nothing in it that parts ids", () => {
  expect(id({ id: "C024BE91L" }, "id")).toBe("C024BE91L");
  for (const wrong of ["", "a/b", "a b", "a\nb", "C1\n", "x".repeat(65), 7, null])
    expect(id({ id: wrong }, "id")).toBeUndefined();
});

test("a stamp keeps its zeros, and is text of one width only", () => {
  expect(stamp({ ts: "1503435956.000250" }, "ts")).toBe("1503435956.000250");
  for (const wrong of [
    "1234.56",
    "1503435956.00025",
    "1503435956",
    "1503435956.0002500",
    "1503435956.000250\n",
    1503435956.00025,
  ]) {
    expect(stamp({ ts: wrong }, "ts")).toBeUndefined();
  }
  expect(instantOf("1503435956.123456")).toBe(1_503_435_956_123);
});

test("an earlier stamp is a stamp and sorts before", () => {
  expect(earlier("1000000000.000001", 120)).toBe("0999999880.000000");
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 9_999_999_999 }),
      fc.integer({ min: 1, max: 1_000 }),
      (seconds, less) => {
        const ts = stampAt(seconds);
        expect(stamp({ ts }, "ts")).toBe(ts);
        const before = earlier(ts, less);
        expect(stamp({ ts: before }, "ts")).toBe(before);
        expect(before <= ts).toBe(true);
      },
    ),
  );
});
