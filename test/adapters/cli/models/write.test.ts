import fc from "fast-check";
import { check, format } from "prettier";
import { describe, expect, test } from "vitest";
import type { Json, Model, ModelFile, ModelSlot, SlotType } from "palaver";
import { written } from "../../../../adapters/cli/models/write/app.ts";

const decoder = new TextDecoder();

const filesOf = (model: Model, settings: Json = {}): ReadonlyMap<string, string> =>
  new Map(
    written({ model, settings }, "alexa").map(({ path, bytes }: ModelFile) => [path, decoder.decode(bytes)]),
  );

const sizes: SlotType = {
  kind: "list",
  name: "Size",
  dynamic: false,
  values: [
    { id: "L", name: "large", synonyms: ["big", "huge"] },
    { id: "S", name: "small" },
  ],
};

const slot = (name: string, type: SlotType, more: Partial<ModelSlot> = {}): ModelSlot => ({
  name,
  type,
  required: false,
  many: false,
  ...more,
});

const pizza: Model = {
  name: "pizza planet",
  intents: [
    {
      name: "OrderPizza",
      about: "Order a pizza",
      utterances: { "": ["order a {size} pizza", "I am hungry"] },
      slots: [
        slot("size", sizes, { required: true, elicit: { "": ["What size?", "How big?"] } }),
        slot("count", { kind: "number" }),
      ],
      confirms: true,
      confirm: { "": ["Shall I order it?"] },
    },
  ],
};

describe("an app that is written from a model", () => {
  test("reads as if it were written by hand", () => {
    const files = filesOf(pizza, { invocationName: "pizza planet" });
    expect([...files.keys()]).toEqual([
      "index.ts",
      "local.ts",
      "would.ts",
      "alexa.json",
      "order-pizza.ts",
      "catalogs/size.ts",
      "catalogs/size.json",
    ]);
    expect(files.get("order-pizza.ts")).toBe(`import { intent } from "palaver";
import { z } from "zod";
import { size } from "./catalogs/size.ts";
import { would } from "./would.ts";

export const orderPizza = intent("OrderPizza", {
  about: "Order a pizza",
  utterances: ["order a {size} pizza", "I am hungry"],
  slots: {
    size,
    count: z.number().optional(),
  },
  elicit: {
    size: ["What size?", "How big?"],
  },
  confirm: "Shall I order it?",
  fulfil: ({ slots }) => would("OrderPizza", slots),
});
`);
    expect(files.get("catalogs/size.json")).toBe(`[
  { "id": "L", "name": "large", "synonyms": ["big", "huge"] },
  { "id": "S", "name": "small" }
]
`);
    expect(files.get("index.ts")).toContain(`  return createApp({
    name: "pizza planet",
    intents: [orderPizza],
    ...options,
  });`);
  });

  const pizzas = (values: readonly string[], dynamic: boolean): SlotType => ({
    kind: "list",
    name: "Pizza",
    dynamic,
    values: values.map((value) => ({ id: value, name: value })),
  });

  const sourceOf = (type: SlotType) =>
    filesOf({ name: "it", intents: [{ name: "A", utterances: { "": [] }, slots: [slot("a", type)] }] }).get(
      "catalogs/pizza.ts",
    );

  test("has an enum where names say it all, and a catalog where they do not", () => {
    expect(sourceOf(pizzas(["a", "b"], false))).toContain('z.enum(entries).meta({ title: "Pizza" })');
    expect(sourceOf(pizzas(["a", "a"], false))).toContain('catalog("Pizza", entries)');
    expect(sourceOf(pizzas(["a", "__proto__"], false))).toContain('catalog("Pizza", entries)');
    expect(sourceOf(pizzas([], false))).toContain('catalog("Pizza", entries)');
    expect(sourceOf(pizzas(["a", "b"], true))).toContain('catalog("Pizza", () => entries)');
  });

  test("seems to say what it says, and sets nobody's prototype", () => {
    const source = filesOf({
      name: "it",
      intents: [
        {
          name: "A",
          utterances: { "": ["ab\u202ecd\u2028\u200d\ufeff"], ...JSON.parse('{ "__proto__": ["x"] }') },
          slots: [],
        },
      ],
    }).get("a.ts");
    expect(source).toContain('"ab\\u202ecd\\u2028\u200d\\ufeff"');
    expect(source).toContain('["__proto__"]: ["x"]');
  });

  const words = fc.oneof(
    fc.string({ unit: "grapheme-ascii", maxLength: 60 }),
    fc.string({
      unit: fc.constantFrom(
        "order ",
        "the ",
        '"',
        "'",
        "\\",
        "${",
        "`",
        "\u2028",
        "é",
        "日本",
        "ｶﾅ",
        "한국",
        "हिन्दी",
        "العربية",
        "ＡＢ",
        "☀",
        "☀️",
        "🇩🇪",
        "\ud800",
        "🍕",
        "👩‍🍳",
        "\u202e",
        "\n",
      ),
      maxLength: 30,
    }),
  );
  const name = fc.stringMatching(/^[A-Za-z](?:_?[A-Za-z]){0,60}$/);
  const wordings = fc.oneof(
    fc.array(words, { maxLength: 4 }).map((all) => ({ "": all })),
    fc.dictionary(
      fc.constantFrom("en", "de", "en-US", "pt-BR", "__proto__"),
      fc.array(words, { maxLength: 4 }),
      { minKeys: 1 },
    ),
  );
  const type: fc.Arbitrary<SlotType> = fc.oneof(
    fc.constantFrom<SlotType>({ kind: "number" }, { kind: "text" }, { kind: "money" }, { kind: "date" }),
    fc
      .record({
        name: fc.oneof(name, words),
        values: fc.uniqueArray(words, { maxLength: 6 }),
        synonym: words,
      })
      .map((it): SlotType => ({
        kind: "list",
        name: it.name,
        dynamic: false,
        values: it.values.map((value, i) => ({
          id: value,
          name: value,
          ...(i === 1 && { synonyms: [it.synonym] }),
        })),
      })),
    fc.record({
      kind: fc.constant("list" as const),
      name: fc.oneof(name, words),
      dynamic: fc.boolean(),
      values: fc.array(fc.record({ id: words, name: words, synonyms: fc.array(words, { maxLength: 3 }) }), {
        maxLength: 4,
      }),
    }),
  );
  const aSlot = fc.record(
    {
      name,
      type: fc.oneof(
        type,
        fc.array(type, { minLength: 1, maxLength: 3 }).map((all): SlotType => ({
          kind: "composite",
          slots: all.map((it, i) => slot(`part${"abc"[i]}`, it)),
        })),
      ),
      required: fc.boolean(),
      many: fc.boolean(),
      own: fc.dictionary(fc.constantFrom("alexa", "lex"), fc.string({ maxLength: 60 }), { minKeys: 1 }),
      elicit: wordings,
      confirm: wordings,
    },
    { requiredKeys: ["name", "type", "required", "many"] },
  );
  const model: fc.Arbitrary<Model> = fc.record({
    name: words,
    intents: fc.uniqueArray(
      fc.record(
        {
          name,
          about: fc.oneof(words, fc.dictionary(fc.constantFrom("en", "de"), words, { minKeys: 1 })),
          utterances: wordings,
          slots: fc.uniqueArray(aSlot, { maxLength: 4, selector: (it) => it.name }),
          when: fc.array(words, { minLength: 1, maxLength: 3 }),
          confirms: fc.boolean(),
          confirm: wordings,
        },
        { requiredKeys: ["name", "utterances", "slots"] },
      ),
      { maxLength: 4, selector: (it) => it.name },
    ),
  });

  test("is formatted, whatever the model says", async () => {
    await fc.assert(
      fc.asyncProperty(model, fc.dictionary(fc.string(), fc.jsonValue()), async (it, settings) => {
        // What JSON.parse has made of text is JSON.
        for (const [path, text] of filesOf(it, settings as Json)) {
          const options = { filepath: path, printWidth: 110 };
          if (!(await check(text, options))) expect(text).toBe(await format(text, options));
        }
      }),
      { numRuns: 150 },
    );
  });
});
