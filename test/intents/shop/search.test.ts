import { readFileSync } from "node:fs";
import { searchIndex } from "palaver/search";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { catalogueText, generated } from "../../../intents/shop/catalogue/generate.ts";
import { categories, productSchema, type Product } from "../../../intents/shop/catalogue/product.ts";
import { fields } from "../../../intents/shop/fields.ts";
import { createFinder, readQuery } from "../../../intents/shop/search.ts";

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");

const file = "intents/shop/catalogue/products.json";
const products: readonly Product[] = z.array(productSchema).parse(JSON.parse(read(file)));

const index = await searchIndex<Product>({ id: ({ id }) => id, fields });
for (const product of products) index.put(product);
const finder = createFinder(index, () => products);

describe("the catalogue", () => {
  test("has at least three hundred products in twelve categories, each found by one name", () => {
    expect(products.length).toBeGreaterThanOrEqual(300);
    expect(new Set(products.map(({ category }) => category))).toEqual(new Set(categories));
    expect(new Set(products.map(({ id }) => id)).size).toBe(products.length);
    const called = products.flatMap(({ name, synonyms }) => [name, ...synonyms]);
    expect(new Set(called).size).toBe(called.length);
    for (const { stock } of products) expect(stock >= 6 && stock <= 90).toBe(true);
  });

  test("is what its generator writes, to the byte", () => {
    expect(read(file)).toBe(catalogueText());
    expect(generated()).toEqual(products);
  });
});

describe("a query is read", () => {
  test.each([
    ["something to wash dishes", { words: "wash dishes", attributes: [] }],
    ["the green tea bags", { words: "green tea bags", attributes: [] }],
    ["cheap coffee under five euros", { words: "coffee", under: 500, attributes: [], sort: "cheap" }],
    ["organic milk", { words: "milk", attributes: ["organic"] }],
    ["a snack for less than 2.50", { words: "", category: "snacks", under: 250, attributes: [] }],
    ["anything from Casa Lumo", { words: "casa lumo", attributes: [] }],
    ["bread without gluten", { words: "bread", attributes: ["gluten free"] }],
    ["frozen fish", { words: "frozen fish", category: "meat and fish", attributes: [] }],
    ["", { words: "", attributes: [] }],
  ])("%s", (text, query) => expect(readQuery(text)).toEqual(query));

  test.each([
    ["juice under twenty-five euros", { under: 2500 }],
    ["juice below two fifty", { under: 250 }],
    ["juice for less than two euros and fifty cents", { under: 250 }],
    ["juice up to fifty cents", { under: 51 }],
    ["juice under a euro", { under: 100 }],
    ["juice cheaper than €3", { under: 300 }],
    ["juice for at most 3,20 €", { under: 321 }],
    ["juice over two bucks", { over: 200 }],
    ["juice over 1 euro and under 99 cents", { over: 100, under: 99 }],
    ["juice for at least two euros", { over: 199 }],
    ["juice between two and five euros", { over: 199, under: 501 }],
    ["juice between €1.50 and €3", { over: 149, under: 301 }],
    ["juice between fifty and ninety cents", { over: 49, under: 91 }],
    ["juice between 50 cents and a euro", { over: 49, under: 101 }],
    ["juice between five and two euros", { over: 199, under: 501 }],
  ])("%s", (text, prices) => expect(readQuery(text)).toMatchObject({ ...prices, attributes: [] }));

  test.each([
    "a cream for under eye circles",
    "seven up",
    "chilli con carne, no. 5",
    "something between meals",
  ])("%s: no price", (text) => {
    expect(readQuery(text)).not.toHaveProperty("under");
    expect(readQuery(text)).not.toHaveProperty("over");
  });
});

describe("the finder", () => {
  const found = (text: string) => {
    const ids = new Set(finder.find(text, 10));
    return products.filter(({ id }) => ids.has(id));
  };

  test("finds every product by each of its names", () => {
    const lost = products.flatMap(({ id, name, synonyms }) =>
      [name, ...synonyms].filter((called) => !finder.find(called, 3).includes(id)),
    );
    expect(lost).toEqual([]);
    expect(finder.find("milk", 1)).toEqual(["whole-milk"]);
  });

  test("keeps to what was said of the price and the diet, even if nothing is left", () => {
    for (const { price } of found("coffee under five euros")) expect(price).toBeLessThan(500);
    for (const { attributes } of found("vegan milk")) expect(attributes).toContain("vegan");
    expect(found("vegan milk")).not.toEqual([]);
    expect(found("coffee under one euro")).toEqual([]);
    expect(found("tea between three and four euros")).not.toEqual([]);
    for (const { price } of found("tea between three and four euros"))
      expect(price >= 300 && price <= 400).toBe(true);
    expect(found("vegan lasagne")).toEqual([]);
  });

  test("gives up what is only nice to have where there is none", () => {
    expect(found("organic pizza").map(({ id }) => id)).toContain("margherita-pizza");
    for (const { attributes } of found("organic milk")) expect(attributes).toContain("organic");
  });

  test("puts the cheapest or the dearest of what fits first", () => {
    const [cheap, dear] = [
      finder.find("cheapest coffee beans", 1),
      finder.find("most expensive coffee beans", 1),
    ];
    expect([cheap, dear]).toEqual([["coffee-beans"], ["espresso-coffee-beans"]]);
  });

  test("finds nothing in nothing, and only what is still sold", () => {
    for (const text of ["", "please", "helicopter", "\ud800"]) expect(found(text)).toEqual([]);
    expect(() => found("__proto__ (.*[ 🥛 \ud800")).not.toThrow();
    const rest = products.filter(({ id }) => id !== "whole-milk");
    expect(createFinder(index, () => rest).find("milk", 50)).not.toContain("whole-milk");
  });
});

test("at least nine in ten of a hundred written queries find a product that would do among the first three", () => {
  const queries = read("test/fixtures/shop/queries.txt")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [query = "", ids = ""] = line.split(" = ");
      return { query, ids: ids.split(", ") };
    });
  const known = new Set(products.map(({ id }) => id));
  for (const id of queries.flatMap(({ ids }) => ids)) expect(known, id).toContain(id);
  const missed = queries
    .map(({ query, ids }) => ({ query, ids, found: finder.find(query, 3) }))
    .filter(({ ids, found }) => !found.some((id) => ids.includes(id)));
  for (const { query, found } of missed) console.log(`missed: ${query} -> ${found.join(", ")}`);
  const recall = 1 - missed.length / queries.length;
  console.log(`recall@3 ${(recall * 100).toFixed(0)} % of ${queries.length}`);
  expect(queries).toHaveLength(100);
  expect(recall).toBeGreaterThanOrEqual(0.93);
});
