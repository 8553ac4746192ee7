import {
  createApp,
  catalog,
  composite,
  intent,
  listOf as several,
  memory,
  type Json,
  type Model,
} from "palaver";
import { alexaPlatform } from "palaver/alexa";
import { z } from "zod";
import { describe, expect, test } from "vitest";
import { appOf, built, listOf, modelIn, modelPath, said, slot, textOf } from "./made.ts";
import { interactionModel, manifest } from "./smapi.ts";
import { shopApp } from "../../../../intents/shop/index.ts";

const drinks = [
  { id: "OAT", name: "oat milk", synonyms: ["oatmilk", "oat milk"] },
  { id: "tea", name: "tea" },
];

/** An app with a slot of every kind that a schema can tell. */
const order = createApp({
  name: "corner shop",
  store: memory(),
  log: () => undefined,
  intents: [
    intent("Order", {
      utterances: ["order {quantity} {drink}", "order {drink}", "buy {drinks}"],
      slots: {
        drink: catalog("Drink", () => drinks),
        quantity: z.coerce.number().int(),
        drinks: several(catalog("Drink", () => drinks)),
        size: z
          .enum(["small", "large"])
          .meta({ synonyms: { large: ["big"] } })
          .optional(),
        city: z
          .string()
          .meta({ slotType: { alexa: "AMAZON.City" } })
          .optional(),
        day: z.iso.date().optional(),
        at: z.iso.time().optional(),
        both: z.iso.datetime().optional(),
        long: z.iso.duration().optional(),
        phone: z.e164().optional(),
        mail: z.email().optional(),
        sum: z.string().meta({ format: "money" }).optional(),
        rate: z.number().meta({ format: "percent" }).optional(),
        place: z.number().meta({ format: "ordinal" }).optional(),
        code: z.string().meta({ format: "identifier" }).optional(),
        gift: z.boolean().optional(),
        pairs: several(composite({ count: z.number(), drink: catalog("Drink", () => drinks) })),
      },
      elicit: {
        drink: ["What would you like?", "What can I get you?"],
        quantity: ({ drink }) => `How many ${drink?.name ?? "of them"}?`,
        gift: "Is it a gift?",
        drinks: () => "What else?",
        pairs: () => "How many of what?",
      },
      confirmSlots: { drink: "Is that what you want?" },
      confirm: "Shall I order it?",
      fulfil: () => "Done.",
    }),
    intent("Leave", { utterances: ["leave a note"], fulfil: () => "Left." }),
  ],
}).model;

describe("the interaction model of an app", () => {
  const model = modelIn(order);
  const [, , , , own] = model.intents.map(({ name }) => name);

  test("is one that the platform's management API takes, as is the manifest", () => {
    for (const app of [order, shopApp({ store: memory() }).model]) {
      const documents = built(app);
      expect([...documents.keys()]).toEqual([modelPath("en-US"), "skill.json"]);
      expect(interactionModel.safeParse(documents.get(modelPath("en-US"))).error).toBeUndefined();
      expect(manifest.safeParse(documents.get("skill.json")).error).toBeUndefined();
    }
  });

  test("has its intents and the words that Palaver answers by itself, by name", () => {
    expect(own).toBe("AMAZON.NavigateHomeIntent");
    expect(model.intents.map(({ name }) => name)).toEqual([
      ...["Cancel", "Fallback", "Help", "More", "NavigateHome", "Next", "No", "Previous", "Repeat"].map(
        (name) => `AMAZON.${name}Intent`,
      ),
      ...["StartOver", "Stop", "Yes"].map((name) => `AMAZON.${name}Intent`),
      "Leave",
      "Order",
    ]);
    expect(model.intents.find(({ name }) => name === "Leave")).toEqual({
      name: "Leave",
      samples: ["leave a note"],
    });
  });

  test("has the type that hears each kind of slot", () => {
    const slots = model.intents.find(({ name }) => name === "Order")?.slots ?? [];
    expect(Object.fromEntries(slots.map(({ name, type }) => [name, type]))).toEqual({
      drink: "Drink",
      quantity: "AMAZON.NUMBER",
      drinks: "Drink",
      size: "Size",
      city: "AMAZON.City",
      day: "AMAZON.DATE",
      at: "AMAZON.TIME",
      both: "PalaverDatetime",
      long: "AMAZON.DURATION",
      phone: "AMAZON.PhoneNumber",
      mail: "PalaverEmail",
      sum: "PalaverMoney",
      rate: "PalaverPercent",
      place: "AMAZON.Ordinal",
      code: "AMAZON.AlphaNumeric",
      gift: "PalaverAnswer",
      pairs: "PalaverThings_pairs",
    });
    expect(slots.filter((it) => "multipleValues" in it)).toEqual([
      { name: "drinks", type: "Drink", multipleValues: { enabled: true } },
      { name: "pairs", type: "PalaverThings_pairs", multipleValues: { enabled: true } },
    ]);
  });

  test("has the values there are now, with their ids and synonyms", () => {
    const type = (name: string) => model.types.find((it) => it.name === name)?.values;
    expect(type("Drink")).toEqual([
      { id: "OAT", name: { value: "oat milk", synonyms: ["oatmilk"] } },
      { id: "tea", name: { value: "tea" } },
    ]);
    expect(type("Size")).toEqual([
      { name: { value: "small" } },
      { name: { value: "large", synonyms: ["big"] } },
    ]);
    expect(type("PalaverThings_pairs")?.map(({ name }) => name.value)).toContain("two oat milk");
    expect(type("PalaverMoney")?.map(({ name }) => name.value)).toContain("five dollars");
    expect(type("AMAZON.City")).toBeUndefined();
  });

  test("asks what can be asked in words that are always the same, and leaves the rest to the app", () => {
    expect(model.dialog).toMatchObject({
      delegationStrategy: "SKILL_RESPONSE",
      intents: [
        {
          name: "Order",
          confirmationRequired: true,
          prompts: { confirmation: "Confirm.Order" },
          slots: [
            {
              name: "drink",
              type: "Drink",
              elicitationRequired: true,
              confirmationRequired: true,
              prompts: { elicitation: "Elicit.Order.drink", confirmation: "Confirm.Order.drink" },
            },
            { name: "quantity", elicitationRequired: false, prompts: {} },
            ...Array.from({ length: 13 }, () => ({ elicitationRequired: false })),
            { name: "gift", elicitationRequired: false, prompts: { elicitation: "Elicit.Order.gift" } },
            { name: "pairs" },
          ],
        },
      ],
    });
    expect(model.prompts).toContainEqual({
      id: "Elicit.Order.drink",
      variations: [
        { type: "PlainText", value: "What would you like?" },
        { type: "PlainText", value: "What can I get you?" },
      ],
    });
    expect(model.prompts).toHaveLength(4);
  });

  test("has a dialog for an intent that only asks whether it shall go ahead, and none for one that asks nothing", () => {
    const { dialog } = modelIn(
      appOf(said("Empty", ["empty it"], [], { confirms: true }), said("Look", ["look"])),
    );
    expect(dialog).toMatchObject({ intents: [{ name: "Empty", confirmationRequired: false }] });
    expect(modelIn(appOf(said("Look", ["look"]))).dialog).toBeUndefined();
  });
});

describe("free speech", () => {
  const text = { kind: "text" } as const;
  const typesOf = (model: Model) =>
    modelIn(model).intents.flatMap(({ name, slots = [] }) =>
      slots.map((it) => `${name}/${it.name} ${it.type}`),
    );

  test("is a phrase where words stand beside it everywhere, and nothing else", () => {
    expect(typesOf(appOf(said("Find", ["find {query}", "look for {query}"], [slot("query", text)])))).toEqual(
      ["Find/query AMAZON.SearchQuery"],
    );
  });

  test.each([
    ["it stands alone somewhere", said("Find", ["find {query}", "{query}"], [slot("query", text)])],
    ["only signs stand beside it", said("Find", ["' {query}"], [slot("query", text)])],
    [
      "it stands alone in one language",
      { ...said("Find", [], [slot("query", text)]), utterances: { en: ["find {query}"], de: ["{query}"] } },
    ],
    [
      "another slot stands beside it",
      said("Find", ["find {query} {count}"], [slot("query", text), slot("count", { kind: "number" })]),
    ],
    [
      "an intent has two of them",
      said("Find", ["find {query}", "in {place}"], [slot("query", text), slot("place", text)]),
    ],
    ["it takes several values", said("Find", ["find {query}"], [slot("query", text, { many: true })])],
  ])("is open where %s", (_, intent) => {
    const types = typesOf(appOf(intent)).filter((it) => !it.includes("count"));
    expect(new Set(types.map((it) => it.split(" ")[1]))).toEqual(new Set(["PalaverText"]));
  });

  test("has one type in the whole model", () => {
    const model = appOf(
      said("Find", ["find {query}"], [slot("query", text)]),
      said("Any", ["{query}"], [slot("query", text)]),
    );
    expect(typesOf(model)).toEqual(["Any/query PalaverText", "Find/query PalaverText"]);
    expect(modelIn(model).types.map(({ name, values }) => [name, values.length > 5])).toEqual([
      ["PalaverText", true],
    ]);
  });
});

describe("languages", () => {
  const model: Model = {
    name: "corner shop",
    locales: ["de", "en"],
    intents: [
      {
        name: "Order",
        utterances: { en: ["order {item}"], de: ["bestelle {item}"], "en-GB": ["fetch {item}"] },
        slots: [
          slot("item", listOf("Item", "tea"), { required: true, elicit: { en: ["What?"], de: ["Was?"] } }),
          slot("sure", { kind: "boolean" }),
        ],
      },
      { name: "Only", utterances: { en: ["only here"] }, slots: [] },
    ],
  };

  test("are the usual places of each, unless others are told", () => {
    expect([...built(model).keys()]).toEqual([modelPath("de-DE"), modelPath("en-US"), "skill.json"]);
    const told = built(model, { locales: { en: ["en-US", "en-GB"] } });
    expect([...told.keys()]).toEqual([
      modelPath("de-DE"),
      modelPath("en-GB"),
      modelPath("en-US"),
      "skill.json",
    ]);
    expect([...built(model, { locales: ["en-IN"] }).keys()]).toEqual([modelPath("en-IN"), "skill.json"]);
    expect([...built({ ...model, locales: ["en-GB"] }).keys()]).toEqual([modelPath("en-GB"), "skill.json"]);
  });

  test("have each their own words", () => {
    const samples = (locale: string) =>
      modelIn(model, { locales: ["de-DE", "en-GB", "en-US"] }, locale).intents.flatMap((it) => it.samples);
    expect(samples("de-DE")).toEqual(["bestelle {item}"]);
    expect(samples("en-GB")).toEqual(["only here", "fetch {item}"]);
    expect(samples("en-US")).toEqual(["only here", "order {item}"]);
    const german = modelIn(model, {}, "de-DE");
    expect(german.intents.map(({ name }) => name)).not.toContain("Only");
    expect(german.prompts).toEqual([
      { id: "Elicit.Order.item", variations: [{ type: "PlainText", value: "Was?" }] },
    ]);
    expect(german.types.find(({ name }) => name === "PalaverAnswer")?.values[0]?.name).toMatchObject({
      value: "yes",
      synonyms: expect.arrayContaining(["ja"]) as unknown,
    });
  });

  test("are shown with phrases of their own", () => {
    expect(built(model).get("skill.json")).toMatchObject({
      manifest: {
        publishingInformation: {
          locales: {
            "de-DE": { name: "corner shop", examplePhrases: ["Alexa, öffne corner shop", "bestelle tea"] },
            "en-US": { examplePhrases: ["Alexa, open corner shop", "only here", "order tea"] },
          },
        },
      },
    });
  });
});

describe("settings", () => {
  const model = appOf(
    said(
      "Order",
      ["order { item }"],
      [slot("item", listOf("Item", "tea"), { required: true, elicit: { "": ["What?"] } })],
    ),
  );

  test("say what things are called there", () => {
    const { intents, dialog, prompts } = modelIn(model, {
      names: { Order: "OrderIntent", "Order/item": "AMAZON.NUMBER" },
      prompts: { "Order/item": { elicit: "Elicit.1" } },
      builtIns: ["Help"],
    });
    expect(intents).toEqual([
      { name: "AMAZON.HelpIntent", samples: [] },
      {
        name: "OrderIntent",
        slots: [{ name: "AMAZON.NUMBER", type: "Item" }],
        samples: ["order {AMAZON.NUMBER}"],
      },
    ]);
    expect(dialog).toMatchObject({
      intents: [
        { name: "OrderIntent", slots: [{ name: "AMAZON.NUMBER", prompts: { elicitation: "Elicit.1" } }] },
      ],
    });
    expect(prompts).toMatchObject([{ id: "Elicit.1" }]);
  });

  test("say what people call the skill by", () => {
    const name = (told: Json, locale = "en-US") =>
      modelIn({ ...model, name: "Ben & Jerry's #1 Shop" }, told, locale).invocationName;
    expect(name({})).toBe("ben jerry's 1 shop");
    expect(name({ invocationName: "ice cream" })).toBe("ice cream");
    const both = { locales: ["en-US", "de-DE"], invocationName: { "de-DE": "eis laden", "": "ice cream" } };
    expect([name(both), name(both, "de-DE")]).toEqual(["ice cream", "eis laden"]);
  });

  test("say what is in the manifest, over what the app says", () => {
    const told = {
      manifest: {
        publishingInformation: { category: "SHOPPING", locales: { "en-US": { name: "My Shop" } } },
      },
    };
    expect(built(model, told).get("skill.json")).toEqual({
      manifest: {
        apis: { custom: {} },
        manifestVersion: "1.0",
        publishingInformation: {
          category: "SHOPPING",
          locales: { "en-US": { name: "My Shop", examplePhrases: ["Alexa, open corner shop", "order tea"] } },
        },
      },
    });
  });

  test("are laid over what is built", () => {
    const told = {
      overlay: {
        [modelPath("en-US")]: {
          set: { "/interactionModel/languageModel/intents/Order/odd": 1 },
          drop: ["/interactionModel/languageModel/intents/AMAZON.YesIntent"],
        },
        "skill.json": { set: { "/manifest/odd": [1] } },
      },
    };
    const { intents } = modelIn(model, told);
    expect(intents.find(({ name }) => name === "Order")).toHaveProperty("odd", 1);
    expect(intents.map(({ name }) => name)).not.toContain("AMAZON.YesIntent");
    expect(built(model, told).get("skill.json")).toHaveProperty("manifest.odd", [1]);
  });

  test.each<readonly [string, Json]>([
    ["no object", []],
    ['no "name"', { locales: [], name: "x" }],
    ['no "__proto__"', JSON.parse('{"__proto__": 1}') as Json],
    ['"locales"', { locales: 1 }],
    ['"locales"', { locales: ["../../en-US"] }],
    ['"locales"', { locales: { en: "/en-US" } }],
    ['"locales"', { locales: { en: [1] } }],
    ['"names"', { names: [] }],
    ['"names.Order"', { names: { Order: 1 } }],
    ['"invocationName"', { invocationName: [] }],
    ['"builtIns"', { builtIns: "Help" }],
    ['"prompts"', { prompts: 1 }],
    ['"prompts.Order"', { prompts: { Order: 1 } }],
    ['"manifest"', { manifest: [] }],
    ['"limits"', { limits: [] }],
    ['"limits.words"', { limits: { words: 1 } }],
    ['"limits.values"', { limits: { values: "many" } }],
    ['"overlay"', { overlay: [] }],
    ['"overlay.skill.json"', { overlay: { "skill.json": { set: [] } } }],
    ['"overlay.skill.json"', { overlay: { "skill.json": { drop: [1] } } }],
    ['"overlay.skill.json"', { overlay: { "skill.json": { other: {} } } }],
    ["100 levels", { manifest: JSON.parse(`${'{"a":'.repeat(200)}1${"}".repeat(200)}`) as Json }],
  ])("that are none are refused, saying %s", (what, told) => {
    for (const use of [alexaPlatform.build, alexaPlatform.lint]) {
      expect(() => use(model, told)).toThrow(
        expect.objectContaining({
          code: "invalid-option",
          message: expect.stringContaining(what) as unknown,
        }) as Error,
      );
    }
  });
});

describe("what is built", () => {
  test("is the same to the byte, whatever order things were told in", () => {
    const settings = { invocationName: "tea shop", manifest: { a: 1, b: { c: 1, d: 2 } }, names: {} };
    const turned = { names: {}, manifest: { b: { d: 2, c: 1 }, a: 1 }, invocationName: "tea shop" };
    const bytes = (model: Model, told: Json) =>
      alexaPlatform.build(model, told).map((it) => [it.path, textOf(it)]);
    expect(bytes(order, settings)).toEqual(bytes(order, turned));
    expect(bytes(order, settings)).toEqual(
      bytes({ ...order, intents: order.intents.toReversed() }, settings),
    );
    expect(bytes(order, settings).every(([, text]) => text?.endsWith("}\n"))).toBe(true);
  });

  test("has as many values that change as there is room for, and no more", () => {
    const values = Array.from({ length: 50 }, (_, i) => ({
      id: `${i}`,
      name: `thing ${i}`,
      synonyms: [`${i}`],
    }));
    const dynamic = {
      kind: "list",
      name: "Thing",
      dynamic: true,
      values: [...values, { id: "x", name: "x".repeat(141) }, { id: "", name: " " }],
    } as const;
    const model = appOf(
      said(
        "Get",
        ["get {thing} {size}"],
        [slot("thing", dynamic), slot("size", listOf("Size", "one", "two"))],
      ),
    );
    const count = (told: Json) =>
      modelIn(model, told).types.map(({ name, values: own }) => [name, own.length]);
    expect(count({})).toEqual([
      ["Size", 2],
      ["Thing", 50],
    ]);
    expect(count({ limits: { values: 12 } })).toEqual([
      ["Size", 2],
      ["Thing", 5],
    ]);
  });

  test("asks a catalog that changes for what there is at that moment", () => {
    const things = [{ id: "A", name: "apples" }];
    const app = createApp({
      name: "corner shop",
      store: memory(),
      log: () => undefined,
      intents: [
        intent("Get", {
          utterances: ["get {it}"],
          slots: { it: catalog("Thing", () => things) },
          elicit: { it: "Which?" },
          fulfil: () => "Got.",
        }),
      ],
    });
    const names = () =>
      modelIn(app.model).types.flatMap(({ values }) => values.map(({ name }) => name.value));
    expect(names()).toEqual(["apples"]);
    things.push({ id: "B", name: "bread" });
    expect(names()).toEqual(["apples", "bread"]);
  });

  test("has all values of lists by one name, each once", () => {
    const model = appOf(
      said(
        "Get",
        ["get {a} {b}"],
        [slot("a", listOf("Thing", "x", "y")), slot("b", listOf("Thing", "y", "z"))],
      ),
    );
    expect(modelIn(model).types.map(({ values }) => values.map(({ name }) => name.value))).toEqual([
      ["x", "y", "z"],
    ]);
  });
});
