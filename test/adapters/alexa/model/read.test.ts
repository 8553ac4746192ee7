import { isSame, type Imported, type Json, type ModelFile } from "palaver";
import { alexaPlatform } from "palaver/alexa";
import { describe, expect, test } from "vitest";
import { settled } from "../../../../adapters/alexa/model/settle.ts";
import { built, codesIn, file, modelPath } from "./made.ts";

const { build, read = () => undefined } = alexaPlatform;
/** What is read; every platform of these tests reads. */
const readAll = (...files: readonly ModelFile[]) => read(files) as Imported;
const settingsIn = ({ settings }: Imported) => settings as Readonly<Record<string, Json>>;

const pizza = {
  interactionModel: {
    languageModel: {
      invocationName: "pizza planet",
      modelConfiguration: { fallbackIntentSensitivity: { level: "HIGH" } },
      intents: [
        {
          name: "OrderIntent",
          samples: ["order a {size} pizza", "order {size}", "a {toppings} pizza", "for {when}"],
          slots: [
            { name: "size", type: "SizeType", samples: ["{size} please"] },
            { name: "toppings", type: "Topping", multipleValues: { enabled: true } },
            { name: "when", type: "AMAZON.DATE" },
            { name: "city", type: "AMAZON.US_CITY" },
          ],
        },
        { name: "AMAZON.HelpIntent", samples: ["what can I say"] },
        { name: "AMAZON.PauseIntent", samples: [] },
        { name: "AMAZON.StopIntent" },
      ],
      types: [
        {
          name: "SizeType",
          values: [
            { id: "LARGE", name: { value: "large", synonyms: ["big"] } },
            { id: "SMALL", name: { value: "small", synonyms: [] } },
          ],
        },
        {
          name: "Topping",
          values: [{ name: { value: "ham" } }, { id: "olives", name: { value: "olives" } }],
        },
        { name: "AMAZON.US_CITY", values: [{ id: "ML", name: { value: "moon landing" } }] },
      ],
    },
    dialog: {
      delegationStrategy: "ALWAYS",
      intents: [
        {
          name: "OrderIntent",
          confirmationRequired: true,
          prompts: { confirmation: "Confirm.Intent.1" },
          slots: [
            {
              name: "size",
              type: "SizeType",
              elicitationRequired: true,
              confirmationRequired: false,
              prompts: { elicitation: "Elicit.Slot.1" },
              validations: [{ type: "hasEntityResolutionMatch", prompt: "Slot.Validation.1" }],
            },
            { name: "toppings", type: "Topping", prompts: {} },
            { name: "when", type: "AMAZON.DATE" },
            { name: "city", type: "AMAZON.US_CITY" },
          ],
        },
      ],
    },
    prompts: [
      { id: "Elicit.Slot.1", variations: [{ type: "PlainText", value: "What size?" }] },
      {
        id: "Confirm.Intent.1",
        variations: [{ type: "SSML", value: "<speak>Salt &amp; <b>sure</b>?</speak>" }],
      },
      { id: "Slot.Validation.1", variations: [{ type: "PlainText", value: "We have small and large." }] },
    ],
  },
  version: "3",
};

/** What is built of what was read, in the place of one locale. */
const again = (imported: Imported, locale = "en-US") =>
  built(imported.model, imported.settings).get(modelPath(locale)) ?? null;

describe("a model that is read", () => {
  const imported = readAll(file("interactionModels/custom/en-US.json", pizza));
  const { model, settings, notes } = imported;
  const order = model.intents.find(({ name }) => name === "OrderIntent");

  test("is declarations as far as they can say it", () => {
    expect(model).toMatchObject({ name: "pizza planet", locales: ["en"] });
    expect(order).toEqual({
      name: "OrderIntent",
      utterances: { "": ["order a {size} pizza", "order {size}", "a {toppings} pizza", "for {when}"] },
      slots: [
        {
          name: "size",
          type: {
            kind: "list",
            name: "SizeType",
            dynamic: true,
            values: [
              { id: "LARGE", name: "large", synonyms: ["big"] },
              { id: "SMALL", name: "small" },
            ],
          },
          required: true,
          many: false,
          elicit: { "": ["What size?"] },
        },
        {
          name: "toppings",
          type: {
            kind: "list",
            name: "Topping",
            dynamic: false,
            values: [
              { id: "ham", name: "ham" },
              { id: "olives", name: "olives" },
            ],
          },
          required: false,
          many: true,
        },
        { name: "when", type: { kind: "date" }, required: false, many: false },
        {
          name: "city",
          type: { kind: "text" },
          required: false,
          many: false,
          own: { alexa: "AMAZON.US_CITY" },
        },
      ],
      confirms: true,
      confirm: { "": ["Salt & sure?"] },
    });
  });

  test("declares what Palaver does not answer by itself, and leaves the rest to it", () => {
    expect(model.intents.map(({ name }) => name)).toEqual(["OrderIntent", "Pause"]);
    expect(settings).toMatchObject({ builtIns: ["Help", "Stop"] });
  });

  test("keeps what no declaration says, and tells of it", () => {
    const { set } = (settingsIn(imported)["overlay"] as Record<string, { set: Record<string, Json> }>)[
      modelPath("en-US")
    ] ?? { set: {} };
    const at = (place: string) => `/interactionModel/${place}`;
    expect(Object.keys(set).sort()).toEqual(
      [
        at("dialog/delegationStrategy"),
        at("dialog/intents/OrderIntent/slots/size/validations"),
        at("languageModel/intents/AMAZON.HelpIntent/samples"),
        at("languageModel/intents/OrderIntent/slots/size/samples"),
        at("languageModel/modelConfiguration"),
        at("languageModel/types/AMAZON.US_CITY"),
        at("languageModel/types/Topping/values/olives/id"),
        at("prompts/Confirm.Intent.1/variations"),
        at("prompts/Slot.Validation.1"),
        "/version",
      ].sort(),
    );
    expect(notes).toHaveLength(10);
    expect(notes.find(({ message }) => message.includes("validations"))).toMatchObject({
      code: "alexa/kept",
      locale: "en-US",
      intent: "OrderIntent",
    });
  });

  test("is built again as it was", () => {
    expect(isSame(settled(again(imported)), settled(pizza))).toBe(true);
    expect(isSame(settled(again(imported)), settled({ ...pizza, version: "4" }))).toBe(false);
  });
});

describe("models of every age", () => {
  const intents = [{ name: "Hi", samples: ["say hi"] }];

  test.each<readonly [string, unknown]>([
    ["as they are now", { interactionModel: { languageModel: { invocationName: "old friend", intents } } }],
    ["with the language model at the top", { languageModel: { invocationName: "old friend", intents } }],
    ["with a name", { languageModel: { name: "old friend", intents } }],
    ["with a name in its place", { interactionModel: { languageModel: { name: "old friend", intents } } }],
    ["with intents at the top", { name: "old friend", intents }],
  ])("are read %s", (_, json) => {
    const imported = readAll(file("models/en-US.json", json));
    expect(imported.model).toMatchObject({
      name: "old friend",
      intents: [{ name: "Hi", utterances: { "": ["say hi"] }, slots: [] }],
    });
    expect(again(imported)).toEqual({
      interactionModel: {
        languageModel: {
          invocationName: "old friend",
          intents: [{ name: "Hi", samples: ["say hi"] }],
          types: [],
        },
      },
    });
  });

  test("are read with their samples and types in texts", () => {
    const schema = {
      intents: [
        {
          intent: "Order",
          slots: [
            { name: "Size", type: "LIST_OF_SIZES" },
            { name: "Count", type: "AMAZON.NUMBER" },
          ],
        },
        { intent: "AMAZON.StopIntent" },
        { intent: "Own", samples: ["my own"] },
      ],
    };
    const { model, notes } = readAll(
      file("speechAssets/IntentSchema.json", schema),
      file(
        "speechAssets/SampleUtterances.txt",
        "Order get me {Count} {Size}\n\nOrder {two|Count} please\r\nOther what\nOwn theirs\n" +
          `Order${" ".repeat(200_000)}\n`,
      ),
      file("speechAssets/customSlotTypes/LIST_OF_SIZES", "small\nlarge\n"),
    );
    expect(model.intents).toMatchObject([
      {
        name: "Order",
        utterances: { "": ["get me {Count} {Size}", "{Count} please"] },
        slots: [
          { type: { kind: "list", values: [{ name: "small" }, { name: "large" }] } },
          { type: { kind: "number" } },
        ],
      },
      { name: "Own", utterances: { "": ["my own"] } },
    ]);
    expect(codesIn(notes)).toEqual(["alexa/no-locale", "alexa/no-invocation-name"]);
  });
});

describe("a skill in several locales", () => {
  const at = (locale: string, samples: readonly string[], values: readonly string[], name = "fun facts") =>
    file(`models/${locale}.json`, {
      interactionModel: {
        languageModel: {
          invocationName: name,
          intents: [
            { name: "Fact", samples, slots: [{ name: "kind", type: "Kind" }] },
            { name: "AMAZON.StopIntent", samples: [] },
            ...(locale === "en-US" ? [{ name: "Extra", samples: ["extra"] }] : []),
          ],
          types: [{ name: "Kind", values: values.map((value) => ({ name: { value } })) }],
        },
      },
    });
  const files = [
    at("de-DE", ["ein fakt", "{kind} fakt"], ["Weltall"], "spaß fakten"),
    at("en-US", ["a fact", "{kind} fact"], ["space"]),
    at("en-GB", ["a fact", "{kind} fact"], ["space"]),
    at("fr-CA", ["un fait"], ["espace"]),
  ];
  const imported = readAll(...files);

  test("is one app, in as few words as tell its languages apart", () => {
    expect(imported.model.locales).toEqual(["de", "en", "fr"]);
    expect(imported.model.intents.map(({ name, utterances }) => [name, utterances])).toEqual([
      ["Fact", { en: ["a fact", "{kind} fact"], de: ["ein fakt", "{kind} fakt"], fr: ["un fait"] }],
      ["Extra", { en: ["extra"] }],
    ]);
    expect(imported.model.intents[0]?.slots[0]?.type).toMatchObject({ values: [{ name: "space" }] });
    expect(settingsIn(imported)).toMatchObject({
      locales: { en: ["en-GB", "en-US"], fr: ["fr-CA"] },
      invocationName: { "de-DE": "spaß fakten", "en-US": "fun facts" },
    });
  });

  test("is built again as it was, in each of them", () => {
    for (const { path, bytes } of files) {
      const locale = path.slice(7, 12);
      const wanted = JSON.parse(new TextDecoder().decode(bytes)) as Json;
      expect(isSame(settled(again(imported, locale)), settled(wanted)), locale).toBe(true);
    }
  });

  test("keeps words of one place apart where they differ", () => {
    const { model } = readAll(at("en-US", ["a fact"], ["space"]), at("en-GB", ["one fact"], ["space"]));
    expect(model.intents[0]?.utterances).toEqual({ "en-US": ["a fact"], "en-GB": ["one fact"] });
  });

  test("has one model for each", () => {
    expect(() =>
      readAll(at("en-US", ["a"], ["b"]), { ...at("en-US", ["a"], ["b"]), path: "x/en-US.json" }),
    ).toThrow(/"x\/en-US.json" is a second interaction model for en-US; give one/);
  });
});

describe("names that the registry does not take", () => {
  const json = {
    interactionModel: {
      languageModel: {
        invocationName: "odd names",
        intents: [
          {
            name: "Order__2",
            samples: ["order {AMAZON.NUMBER} {size1} {size_one}"],
            slots: [
              { name: "AMAZON.NUMBER", type: "AMAZON.NUMBER" },
              { name: "size1", type: "S" },
              { name: "size_One", type: "S" },
              { name: "size_one", type: "S" },
            ],
          },
          { name: "Order_Two", samples: ["order two"] },
          { name: "Help", samples: ["my own help"] },
          { name: "HelpIntent", samples: ["their help"] },
          { name: "__proto__", samples: ["proto"] },
          { name: "注文", samples: ["注文"] },
          { name: "AMAZON.SearchAction<object@WeatherForecast>", samples: [] },
          { name: "x".repeat(150), samples: ["long"] },
        ],
        types: [{ name: "S", values: [{ name: { value: "a" } }] }],
      },
    },
  };
  const imported = readAll(file("en-US.json", json));

  test("are made readable and different, and known by what they were", () => {
    const names = imported.model.intents.map(({ name }) => name);
    expect(names).toEqual([
      "Order_Two_B",
      "Order_Two",
      "HelpIntent_B",
      "HelpIntent",
      "proto",
      "Unnamed",
      "SearchAction_object_WeatherForecast",
      "x".repeat(92),
    ]);
    expect(imported.model.intents[0]).toMatchObject({
      utterances: { "": ["order {AMAZON_NUMBER} {sizeOne} {size_one}"] },
      slots: [{ name: "AMAZON_NUMBER" }, { name: "sizeOne" }, { name: "size_One" }, { name: "size_one" }],
    });
    expect(settingsIn(imported)["names"]).toMatchObject({
      HelpIntent_B: "Help",
      "Order_Two_B/sizeOne": "size1",
    });
  });

  test("are built again as they were", () => {
    expect(isSame(settled(again(imported)), settled(json))).toBe(true);
  });
});

describe("what is odd in a model", () => {
  const model = (more: object, language: object = {}) => ({
    interactionModel: {
      languageModel: {
        invocationName: "odd things",
        intents: [{ name: "Do", samples: ["do it"], ...more }],
        ...language,
      },
    },
  });

  test.each<readonly [string, object]>([
    ["samples that are no utterances", model({ samples: ["do {it}", "", "do {", "do it"] })],
    [
      "the same intent twice",
      model(
        {},
        {
          intents: [
            { name: "Do", samples: ["a"] },
            { name: "Do", samples: ["b"] },
          ],
        },
      ),
    ],
    [
      "the same value twice",
      model(
        { slots: [{ name: "x", type: "T" }] },
        { types: [{ name: "T", values: [{ name: { value: "a" } }, { name: { value: "a" } }] }] },
      ),
    ],
    [
      "values without anything",
      model(
        { slots: [{ name: "x", type: "T" }] },
        { types: [{ name: "T", values: [{ name: { value: "" } }, { name: 1 }, 2] }] },
      ),
    ],
    ["a type that nothing has", model({}, { types: [{ name: "T", values: [{ name: { value: "a" } }] }] })],
    [
      "a type that takes its values from elsewhere",
      model(
        { slots: [{ name: "x", type: "T" }] },
        { types: [{ name: "T", valueSupplier: { type: "CatalogValueSupplier" } }] },
      ),
    ],
    ["a slot of no type", model({ slots: [{ name: "x" }] })],
    ["a slot of a type there is not", model({ slots: [{ name: "x", type: "T" }] })],
    [
      "types in other letters",
      model({
        slots: [
          { name: "x", type: "AMAZON.Number" },
          { name: "y", type: "AMAZON.date" },
        ],
      }),
    ],
    [
      "phrases that stand alone",
      model({
        samples: ["{x}", "do {y}"],
        slots: [
          { name: "x", type: "AMAZON.SearchQuery" },
          { name: "y", type: "AMAZON.SearchQuery" },
        ],
      }),
    ],
    [
      "types of Palaver's own",
      model(
        { slots: [{ name: "x", type: "PalaverText" }] },
        { types: [{ name: "PalaverText", values: [{ name: { value: "a" } }] }] },
      ),
    ],
    [
      "members nobody knows",
      model(
        { slotTypeReference: { a: [1] }, slots: [{ name: "x", type: "AMAZON.DATE", odd: null }] },
        { odd: true },
      ),
    ],
    ["nothing where something could be", model({ samples: null, slots: null }, { types: null })],
  ])("is kept: %s", (_, json) => {
    const imported = readAll(file("en-US.json", json));
    // It came from JSON and is JSON.
    expect(isSame(settled(again(imported)), settled(json as Json))).toBe(true);
  });
});

test("what could be no part of an app is not declared", () => {
  const slots = [{ name: "x", type: "T" }];
  const { model } = readAll(
    file("en-US.json", {
      name: "odd things",
      intents: [
        { name: "Do", samples: ["do {it}", "", "do {", "do } it", "do {}", "do { x }", "do it"], slots },
      ],
      types: [{ name: "T", values: [{ name: { value: "" } }, { name: { value: "a" } }] }],
    }),
  );
  expect(model.intents).toMatchObject([
    { utterances: { "": ["do {x}", "do it"] }, slots: [{ type: { values: [{ name: "a" }] } }] },
  ]);
});

describe("files that are no skill", () => {
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  const inLanguage = (language: object) => ({ interactionModel: { languageModel: language } });

  test.each<readonly [string, ModelFile[], string]>([
    ["nothing at all", [], "holds no interaction model"],
    ["only other things", [file("package.json", { name: "x" })], "holds no interaction model"],
    ["half a file", [file("en-US.json", '{"interactionModel": {')], '"en-US.json" is no JSON'],
    ["no JSON", [file("en-US.json", "hello")], "is no JSON"],
    [
      "no text",
      [{ path: "en-US.json", bytes: new Uint8Array([0xff, 0xfe, 0x00]) }],
      "is not written in UTF-8",
    ],
    ["a bomb", [file("en-US.json", deep)], "is nested more than 100 levels deep"],
    [
      "a Lex bot",
      [file("Bot.json", { metadata: { importFormat: "JSON" } }), file("en-US.json", { intents: [] })],
      "is of a Lex bot",
    ],
    ["no language model", [file("en-US.json", { interactionModel: {} })], 'has no object "languageModel"'],
    ["a language model that is none", [file("en-US.json", { languageModel: 1 })], "that is no object"],
    ["no intents", [file("en-US.json", inLanguage({}))], "has no list of intents"],
    [
      "intents that are none",
      [file("en-US.json", inLanguage({ intents: [1] }))],
      "at languageModel.intents[0]",
    ],
    [
      "an intent without a name",
      [file("en-US.json", inLanguage({ intents: [{ name: "A" }, { name: 1 }] }))],
      "at languageModel.intents[1]",
    ],
    [
      "slots that are no list",
      [file("en-US.json", inLanguage({ intents: [{ name: "A", slots: {} }] }))],
      "something else than a list at languageModel.intents[0].slots",
    ],
    [
      "a sample that is none",
      [file("en-US.json", inLanguage({ intents: [{ name: "A", samples: [1] }] }))],
      "has no text at languageModel.intents[0].samples[0]",
    ],
    [
      "two manifests",
      [file("a/skill.json", { manifest: {} }), file("b/skill.json", { manifest: {} })],
      "is a second manifest",
    ],
  ])("are refused with a sentence: %s", (_, files, message) => {
    expect(() => readAll(...files)).toThrow(
      expect.objectContaining({
        code: "unreadable-model",
        message: expect.stringContaining(message) as unknown,
      }) as Error,
    );
  });

  test("lie beside a skill without harm", () => {
    const { notes } = readAll(
      file("ask-resources.json", { profiles: {} }),
      file("en-US.json", inLanguage({ invocationName: "a b", intents: [] })),
    );
    expect(codesIn(notes)).toEqual(["alexa/other-file"]);
  });
});

describe("a manifest", () => {
  const skill = file("en-US.json", {
    languageModel: { invocationName: "odd things", intents: [{ name: "Do", samples: ["do it"] }] },
  });
  const manifest = {
    manifest: {
      manifestVersion: "1.0",
      publishingInformation: {
        category: "GAMES",
        locales: { "en-US": { name: "Odd Things", summary: "Odd.", examplePhrases: ["do it"] } },
      },
      apis: { custom: { interfaces: [{ type: "AUDIO_PLAYER" }] } },
      odd: { a: 1 },
    },
    beside: true,
  };

  test("gives the app its name, and settings only what the app does not say", () => {
    const imported = readAll(skill, file("skill.json", manifest));
    expect(imported.model.name).toBe("Odd Things");
    expect(settingsIn(imported)).toEqual({
      builtIns: [],
      manifest: {
        publishingInformation: {
          category: "GAMES",
          locales: { "en-US": { summary: "Odd.", examplePhrases: ["do it"] } },
        },
        apis: { custom: { interfaces: [{ type: "AUDIO_PLAYER" }] } },
        odd: { a: 1 },
      },
      overlay: { "skill.json": { set: { "/beside": true } } },
    });
    expect(built(imported.model, imported.settings).get("skill.json")).toEqual(manifest);
  });

  test("may lack what would be made of the app, and may be of the first kind", () => {
    const bare = { manifest: { apis: {} } };
    for (const given of [bare, { skillManifest: bare.manifest }]) {
      const imported = readAll(skill, file("skill.json", given));
      expect(built(imported.model, imported.settings).get("skill.json")).toEqual(bare);
    }
  });
});

test("ten thousand intents are read, built and checked, with all that is kept of them", () => {
  const letters = (number: number) =>
    [...number.toString().padStart(5, "0")].map((digit) => "abcdefghij"[Number(digit)]).join("");
  const intents = Array.from({ length: 10_000 }, (_, i) => ({
    name: `I${letters(i)}`,
    samples: [`do ${letters(i)}`],
    odd: i,
  }));
  const imported = readAll(file("en-US.json", { languageModel: { invocationName: "very many", intents } }));
  expect(imported.notes).toHaveLength(10_000);
  const files = build(imported.model, imported.settings);
  expect(
    isSame(JSON.parse(new TextDecoder().decode(files[0]?.bytes)) as Json, {
      interactionModel: { languageModel: { invocationName: "very many", intents, types: [] } },
    }),
  ).toBe(true);
  expect(codesIn(alexaPlatform.lint(imported.model, imported.settings))).toContain("alexa/too-many-intents");
});
