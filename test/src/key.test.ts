import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { key } from "palaver";

const note = key("note", z.object({ text: z.string() }));

/** Parts that are made to be taken for others: separators, escapes, what UTF-8 cannot carry, and nothing at all. */
const part = fc
  .array(
    fc.oneof(
      fc.constantFrom("/", "%", "\0", "%2f", "%25", "", "a", "é", "😀"),
      fc.string({ unit: "binary" }),
    ),
  )
  .map((pieces) => pieces.join(""));

describe("a key", () => {
  test("names a place by its owner, its own name, and the parts that tell several items apart", () => {
    expect(note.of("ann")).toMatchObject({ partition: "ann", sort: "note" });
    expect(note.of({ id: "ann" }, "2026", "may")).toMatchObject({ partition: "ann", sort: "note/2026/may" });
    expect(note.in("ann", "2026")).toMatchObject({ partition: "ann", prefix: "note/2026/" });
    expect(note.in("ann")).toMatchObject({ partition: "ann", prefix: "note/" });
  });

  test("gives different parts different places, whatever is in them", () => {
    fc.assert(
      fc.property(part, fc.array(part), part, fc.array(part), (owner, parts, other, others) => {
        const [one, two] = [note.of(owner, ...parts), note.of(other, ...others)];
        const same = JSON.stringify([owner, ...parts]) === JSON.stringify([other, ...others]);
        expect(one.partition === two.partition && one.sort === two.sort).toBe(same);
      }),
    );
  });

  test("gives different parts different places, also where these are made to look like each other", () => {
    const signs = ["/", "%", "\0", "2", "f", "d800", "\ud800", "\udfff", "\ufffd"];
    const parts = ["", ...signs, ...signs.flatMap((one) => signs.map((two) => one + two))];
    const lists = [[], ...parts.map((it) => [it]), ...parts.flatMap((one) => parts.map((two) => [one, two]))];
    expect(new Set(lists.map((it) => note.of("ann", ...it).sort)).size).toBe(
      new Set(lists.map((it) => JSON.stringify(it))).size,
    );
  });

  test("gives places that any store can hold: no NUL, nothing that UTF-8 would change", () => {
    fc.assert(
      fc.property(part, fc.array(part), (owner, parts) => {
        const { partition, sort } = note.of(owner, ...parts);
        for (const text of [partition, sort]) {
          expect(text).not.toContain("\0");
          expect(Buffer.from(text, "utf8").toString("utf8")).toBe(text);
        }
      }),
    );
  });

  test("has on a shelf what begins with its parts, and nothing else", () => {
    fc.assert(
      fc.property(fc.array(part), fc.array(part), (parts, others) => {
        const shelf = note.in("ann", ...parts);
        const begins = parts.every((it, i) => it === others[i]);
        expect(note.of("ann", ...others).sort.startsWith(shelf.prefix)).toBe(
          begins && others.length > parts.length,
        );
      }),
    );
  });

  test("keeps its shelf apart from that of a key whose name begins alike", () => {
    expect(key("notes", z.string()).of("ann", "x").sort.startsWith(note.in("ann").prefix)).toBe(false);
    expect(key("note/x", z.string()).of("ann", "x").sort.startsWith(note.in("ann").prefix)).toBe(false);
  });

  test("reads what fits its schema, and says of anything else what is wrong and what to do", () => {
    expect(note.parse({ text: "x" })).toEqual({ text: "x" });
    expect(() => note.parse({ text: 1 })).toThrow(
      /^A value of the key "note" does not fit its schema: .+\. If it was written by an older version, let the schema accept that shape too\.$/,
    );
    expect(() => note.parse({ text: 1 })).toThrow(expect.objectContaining({ code: "unreadable-value" }));
  });

  test("says that its schema may not wait", () => {
    const slow = key(
      "slow",
      z.string().refine(async () => true),
    );
    expect(() => slow.parse("x")).toThrow(
      'The schema of the key "slow" validates asynchronously; give one that answers at once.',
    );
  });
});
