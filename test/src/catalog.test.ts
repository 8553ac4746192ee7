import { expect, test } from "vitest";
import { z } from "zod";
import { catalog } from "palaver";
import { isCatalog } from "../../src/catalog.ts";
import { validateNow } from "../../src/schema.ts";

const things = [
  { id: "M1", name: "Mug", synonyms: ["cup", "Café crème"], price: 5 },
  { id: "J1", name: "Jug", synonyms: ["mug"] },
  { id: "mug", name: "Odd" },
];

const found = (value: unknown, from = catalog("Item", things)) => {
  const result = validateNow(from, value, "it");
  return result.issues ? result.issues[0]?.message : result.value.id;
};

test("a catalog finds a thing by its id, else by name, else by synonym, whatever the case, the space and the accents' code", () => {
  expect(
    ["M1", "J1", "mug", "Mug", "MUG", " mug ", "CUP", "cafe\u0301  CRÈME", "odd"].map((it) => found(it)),
  ).toEqual(["M1", "J1", "mug", "M1", "M1", "M1", "M1", "M1", "mug"]);
});

test("a catalog gives the thing itself", () => {
  const result = validateNow(catalog("Item", things), "cup", "it");
  expect(result.issues ? undefined : result.value).toBe(things[0]);
});

test("a catalog says what it does not have, and takes nothing but words", () => {
  for (const value of ["pot", "", undefined, null, 1, {}, ["Mug"], "__proto__", "constructor"])
    expect([value, found(value)]).toEqual([value, "There is no Item called that."]);
});

test("a catalog has what there is at that time", () => {
  let now: readonly { readonly id: string; readonly name: string }[] = [];
  const changing = catalog("Item", () => now);
  expect(validateNow(changing, "mug", "it").issues).toBeDefined();
  now = [{ id: "1", name: "mug" }];
  expect(validateNow(changing, "mug", "it").issues).toBeUndefined();
  expect(changing.entries()).toBe(now);
});

test("a catalog can be told from any other schema", () => {
  expect([isCatalog(catalog("Item", things)), isCatalog(z.string()), isCatalog(z.enum(["a"]))]).toEqual([
    true,
    false,
    false,
  ]);
});
