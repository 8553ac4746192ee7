import { memory, type Json, type Model } from "palaver";
import { alexaPlatform } from "palaver/alexa";
import { describe, expect, test } from "vitest";
import { shopApp } from "../../../../intents/shop/index.ts";
import { appOf, codesIn, file, listOf, modelPath, said, slot } from "./made.ts";

const text = { kind: "text" } as const;
const number = { kind: "number" } as const;

/** An app that nothing is wrong with. */
const sound = appOf(said("Order", ["order {item}"], [slot("item", listOf("Item", "tea"))]));

const lint = (model: Model, settings: Json = {}) => alexaPlatform.lint(model, settings);

/** A skill that says just this, whatever a declaration could say. */
function skill(language: object, more: object = {}, locale = "en-US"): readonly [Model, Json] {
  const base = {
    invocationName: "corner shop",
    intents: [...words, { name: "Order", samples: ["order tea"] }],
  };
  const json = { interactionModel: { languageModel: { ...base, ...language }, ...more } };
  const imported = alexaPlatform.read?.([file(`${locale}.json`, json)]);
  if (!imported) throw new Error("Alexa's models are read");
  return [imported.model, imported.settings];
}
const words = ["Cancel", "Help", "Stop", "NavigateHome", "Fallback"].map((name) => ({
  name: `AMAZON.${name}Intent`,
}));
const intents = (...own: readonly object[]) => ({ intents: [...words, ...own] });
const asked = (dialog: object, prompts: readonly object[] = []) =>
  [
    {
      dialog: { intents: [{ name: "Order", slots: [{ name: "size", type: "AMAZON.NUMBER" }], ...dialog }] },
      prompts,
    },
  ] as const;
const sized = intents({
  name: "Order",
  samples: ["order {size}"],
  slots: [{ name: "size", type: "AMAZON.NUMBER" }],
});
const checked = (validation: object) =>
  skill(
    sized,
    ...asked({ slots: [{ name: "size", type: "AMAZON.NUMBER", validations: [validation] }] }, [
      { id: "P", variations: [{ type: "PlainText", value: "Again?" }] },
    ]),
  );
const called = (invocationName: string, locale = "en-US") => skill({ invocationName }, {}, locale);
const shown = (manifest: Json) => [sound, { manifest }] as const;
const published = (info: Json) => shown({ publishingInformation: { locales: { "en-US": info } } });

type Case = readonly [code: string, wrong: readonly [Model, Json?], right: readonly [Model, Json?]];

const cases: readonly Case[] = [
  // Names.
  [
    "intent-name",
    skill(intents({ name: "Order2", samples: ["order"] })),
    skill(intents({ name: "Order_Two", samples: ["order"] })),
  ],
  [
    "slot-name",
    skill(intents({ name: "Order", samples: ["order {a1}"], slots: [{ name: "a1", type: "AMAZON.DATE" }] })),
    [sound],
  ],
  [
    "type-name",
    [appOf(said("Order", ["order {item}"], [slot("item", listOf("menu item", "tea"))]))],
    [appOf(said("Order", ["order {item}"], [slot("item", listOf("Menu_Item2", "tea"))]))],
  ],
  ["same-intent", [appOf(said("Order", ["order"]), said("ORDER", ["buy"]))], [sound]],
  [
    "same-slot",
    [appOf(said("Order", ["order {item} {ITEM}"], [slot("item", number), slot("ITEM", number)]))],
    [sound],
  ],
  [
    "same-names",
    [appOf(said("Order", ["order"]), said("Buy", ["buy"])), { names: { Buy: "Order" } }],
    [sound],
  ],
  [
    "unknown-name",
    [sound, { names: { Other: "Other" }, prompts: { "Order/other": {} } }],
    [sound, { names: { "Order/item": "thing" } }],
  ],
  ["like-built-in", [appOf(said("HelpIntent", ["help me out"]))], [appOf(said("HelpMe", ["help me out"]))]],
  [
    "unknown-built-in",
    skill(intents({ name: "AMAZON.SingIntent" })),
    skill(intents({ name: "AMAZON.PauseIntent" })),
  ],
  // Utterances.
  ...[
    "order, please",
    "order?",
    "order!",
    'order "tea"',
    "order (tea)",
    "order: tea",
    "I am done.",
    "tea & milk",
    "tea。",
  ].map((utterance): Case => [
    "characters",
    [appOf(said("Order", [utterance]))],
    [
      appOf(
        said("Order", [
          "play a. b. c. on kevin's well-kept p. c.",
          "Bücher bestellen",
          "お茶をください",
          "एक fact बताओ",
        ]),
      ),
    ],
  ]),
  ["digits", [appOf(said("Order", ["order 2 teas"]))], [appOf(said("Order", ["order two teas"]))]],
  ["no-words", skill(intents({ name: "Order", samples: [" "] })), [sound]],
  ["braces", skill(intents({ name: "Order", samples: ["order {"] })), [sound]],
  ["undeclared-slot", skill(intents({ name: "Order", samples: ["order {it}"] })), [sound]],
  [
    "adjacent-slots",
    [appOf(said("Order", ["order {a}{b}"], [slot("a", number), slot("b", number)]))],
    [appOf(said("Order", ["order {a} {b}"], [slot("a", number), slot("b", number)]))],
  ],
  ["same-utterance", [appOf(said("Order", ["order tea", "Order  tea "]))], [sound]],
  [
    "shared-utterance",
    [appOf(said("Order", ["order tea"]), said("Buy", ["Order tea"]))],
    [appOf(said("Order", ["order tea", "Order tea"]), said("Buy", ["buy tea"]))],
  ],
  ["no-utterances", [appOf(said("Order", []))], [sound]],
  [
    "fallback",
    skill({ intents: [...words.slice(0, 4), { name: "AMAZON.FallbackIntent", samples: ["what"] }] }),
    [sound],
  ],
  [
    "wake-word",
    [appOf(said("Order", ["alexa order tea"]))],
    [appOf(said("Order", ["order alexandra's tea"]))],
  ],
  [
    "wake-word",
    [appOf(said("Order", ["tell corner shop to order tea"]))],
    [appOf(said("Order", ["tell the corner shops to order tea"]))],
  ],
  // Phrases.
  [
    "carrier-words",
    [
      appOf(
        said(
          "Find",
          ["find {query}", "{query}"],
          [slot("query", text, { own: { alexa: "AMAZON.SearchQuery" } })],
        ),
      ),
    ],
    [appOf(said("Find", ["find {query}", "{query}"], [slot("query", text)]))],
  ],
  [
    "phrase-slot-alone",
    [
      appOf(
        said(
          "Find",
          ["find {query} {count}"],
          [slot("query", text, { own: { alexa: "AMAZON.SearchQuery" } }), slot("count", number)],
        ),
      ),
    ],
    [appOf(said("Find", ["find {query} {count}"], [slot("query", text), slot("count", number)]))],
  ],
  [
    "phrase-slots",
    [
      appOf(
        said(
          "Find",
          ["find {a}", "get {b}"],
          ["a", "b"].map((name) => slot(name, text, { own: { alexa: "AMAZON.SearchQuery" } })),
        ),
      ),
    ],
    [appOf(said("Find", ["find {a}", "get {b}"], [slot("a", text), slot("b", text)]))],
  ],
  // Types.
  [
    "slot-type-differs",
    [
      appOf(
        said("Order", ["order {it}"], [slot("it", number)]),
        said("Find", ["find {it}"], [slot("it", { kind: "date" })]),
      ),
    ],
    [
      appOf(
        said("Order", ["order {it}"], [slot("it", number)]),
        said("Find", ["find {it}"], [slot("it", number)]),
      ),
    ],
  ],
  [
    "unknown-type",
    [appOf(said("Order", ["order {it}"], [slot("it", text, { own: { alexa: "Thing" } })]))],
    [sound],
  ],
  [
    "unknown-type",
    skill(intents({ name: "Order", samples: ["order {it}"], slots: [{ name: "it" }] })),
    [sound],
  ],
  [
    "unknown-built-in-type",
    [appOf(said("Order", ["order {it}"], [slot("it", text, { own: { alexa: "AMAZON.Number" } })]))],
    [appOf(said("Order", ["order {it}"], [slot("it", text, { own: { alexa: "AMAZON.NUMBER" } })]))],
  ],
  [
    "retired-type",
    [appOf(said("Order", ["order {it}"], [slot("it", text, { own: { alexa: "AMAZON.LITERAL" } })]))],
    [sound],
  ],
  [
    "type-not-here",
    [appOf(said("Use", ["use {code}"], [slot("code", { kind: "identifier" })])), { locales: ["nl-NL"] }],
    [appOf(said("Use", ["use {code}"], [slot("code", { kind: "identifier" })]))],
  ],
  [
    "extended-type",
    skill({ types: [{ name: "AMAZON.NUMBER", values: [{ name: { value: "a dozen" } }] }] }),
    skill({ types: [{ name: "AMAZON.City", values: [{ name: { value: "moon base" } }] }] }),
  ],
  [
    "empty-type",
    [appOf(said("Order", ["order {item}"], [slot("item", listOf("Item"))]))],
    skill({ types: [{ name: "Item", valueSupplier: { type: "CatalogValueSupplier" } }] }),
  ],
  ["nameless-value", skill({ types: [{ name: "Item", values: [{ name: { value: "" } }] }] }), [sound]],
  [
    "long-value",
    [appOf(said("Order", ["order {item}"], [slot("item", listOf("Item", "x".repeat(141)))]))],
    [appOf(said("Order", ["order {item}"], [slot("item", listOf("Item", "x".repeat(140)))]))],
  ],
  [
    "same-value",
    [appOf(said("Order", ["order {item}"], [slot("item", listOf("Item", "tea", "Tea"))]))],
    [sound],
  ],
  [
    "reserved-type",
    [appOf(said("Order", ["order {item}"], [slot("item", listOf("PalaverText", "tea"))]))],
    [sound],
  ],
  [
    "different-lists",
    [
      appOf(
        said(
          "Order",
          ["order {a} {b}"],
          [slot("a", listOf("Item", "tea")), slot("b", listOf("Item", "milk"))],
        ),
      ),
    ],
    [
      appOf(
        said(
          "Order",
          ["order {a} {b}"],
          [slot("a", listOf("Item", "tea")), slot("b", listOf("Item", "tea"))],
        ),
      ),
    ],
  ],
  ["values-left-out", [changing("tea", "milk"), { limits: { values: 1 } }], [changing("tea", "milk")]],
  ["long-values-left-out", [changing("tea", "x".repeat(141))], [changing("tea")]],
  [
    "foreign-examples",
    [appOf(said("Say", ["{it}"], [slot("it", text)])), { locales: ["fr-FR"] }],
    [appOf(said("Say", ["{it}"], [slot("it", text)])), { locales: ["de-DE"] }],
  ],
  // Dialogs.
  ["dialog-intent", skill(sized, ...asked({ name: "Other" })), skill(sized, ...asked({}))],
  [
    "dialog-slot",
    skill(sized, ...asked({ slots: [{ name: "other", type: "AMAZON.NUMBER" }] })),
    skill(sized, ...asked({})),
  ],
  [
    "dialog-slot",
    skill(sized, ...asked({ slots: [{ name: "size", type: "AMAZON.DATE" }] })),
    skill(sized, ...asked({})),
  ],
  ["no-prompt", skill(sized, ...asked({ confirmationRequired: true })), skill(sized, ...asked({}))],
  [
    "unknown-prompt",
    skill(sized, ...asked({ prompts: { confirmation: "P" } })),
    skill(
      sized,
      ...asked({ prompts: { confirmation: "P" } }, [
        { id: "P", variations: [{ type: "PlainText", value: "Sure?" }] },
      ]),
    ),
  ],
  [
    "delegation",
    skill(sized, ...asked({ delegationStrategy: "NEVER" })),
    skill(sized, ...asked({ delegationStrategy: "ALWAYS" })),
  ],
  [
    "validation",
    checked({ type: "isGreaterThan", prompt: "P" }),
    checked({ type: "isGreaterThan", value: "1", prompt: "P" }),
  ],
  [
    "validation",
    checked({ type: "isInSet", values: [], prompt: "P" }),
    checked({ type: "isInSet", values: ["1"], prompt: "P" }),
  ],
  [
    "validation",
    checked({ type: "isNice", prompt: "P" }),
    checked({ type: "hasEntityResolutionMatch", prompt: "P" }),
  ],
  [
    "validation",
    checked({ type: "hasEntityResolutionMatch", prompt: "Q" }),
    checked({ type: "isInDuration", prompt: "P" }),
  ],
  [
    "same-prompt",
    skill(sized, {
      prompts: [
        { id: "P", variations: [] },
        { id: "P", variations: [] },
      ],
    }),
    [sound],
  ],
  ["empty-prompt", skill(sized, { prompts: [{ id: "P", variations: [] }] }), [sound]],
  ["prompt-variations", [asking(16)], [asking(15)]],
  ["slot-samples", sampled(16), sampled(15)],
  // What people call it by.
  ...["Corner Shop", "corner-shop", "shop 2", "shop.", "corner_shop"].map((name): Case => [
    "invocation-name",
    called(name),
    called("sam's corner shop"),
  ]),
  ["invocation-name", [sound, { invocationName: " " }], called("a. b. c. news")],
  ...[
    "the shop",
    "shop of",
    "open shop",
    "ask sam please",
    "shop for tea",
    "amazon tea shop",
    "echo shop",
    "tea shop skill",
    "app shop",
    "alexa's shop",
  ].map((name): Case => ["invocation-word", called(name), called("tea and more")]),
  ["invocation-word", called("alexa laden", "de-DE"), called("an der ecke", "de-DE")],
  ["invocation-single", called("greeter"), called("お店", "ja-JP")],
  ["invocation-length", called(`tea ${"x".repeat(50)}`), called("tea shop")],
  // Sizes.
  ["too-many-intents", [sound, { limits: { intents: 5 } }], [sound, { limits: { intents: 13 } }]],
  ["too-large", [sound, { limits: { bytes: 100 } }], [sound]],
  [
    "too-many-values",
    [
      appOf(said("Order", ["order {item}"], [slot("item", listOf("Item", "a", "b"))])),
      { limits: { values: 1 } },
    ],
    [sound, { limits: { values: 1 } }],
  ],
  ["too-many-samples", [sound, { limits: { samples: 5 } }], [sound]],
  [
    "required-built-in",
    [sound, { builtIns: ["Help", "Cancel", "NavigateHome", "Fallback"] }],
    [sound, { builtIns: ["Help", "Cancel", "Stop", "NavigateHome", "Fallback"] }],
  ],
  ["required-built-in", [sound, { builtIns: ["Help", "Cancel", "Stop", "NavigateHome"] }], [sound]],
  // Languages.
  ["unknown-locale", [sound, { locales: ["en-ZA"] }], [sound, { locales: ["en-IN"] }]],
  ["unknown-locale", [{ ...sound, locales: ["sv"] }], [{ ...sound, locales: ["pt"] }]],
  [
    "left-out-language",
    [{ ...sound, locales: ["en", "de"] }, { locales: ["en-US"] }],
    [{ ...sound, locales: ["en", "de"] }],
  ],
  [
    "missing-locale",
    [{ ...appOf({ ...said("Order", []), utterances: { en: ["order"] } }), locales: ["en", "de"] }],
    [
      {
        ...appOf({ ...said("Order", []), utterances: { en: ["order"], de: ["bestellen"] } }),
        locales: ["en", "de"],
      },
    ],
  ],
  [
    "missing-prompt",
    [
      {
        ...appOf(said("Order", ["order"], [slot("n", number, { elicit: { en: ["How many?"] } })])),
        locales: ["en", "de"],
      },
    ],
    [
      {
        ...appOf(said("Order", ["order"], [slot("n", number, { elicit: { "": ["How many?"] } })])),
        locales: ["en", "de"],
      },
    ],
  ],
  [
    "missing-prompt",
    [{ ...appOf(said("Order", ["order"], [], { confirm: { en: ["Sure?"] } })), locales: ["en", "de"] }],
    [
      {
        ...appOf(said("Order", ["order"], [], { confirm: { en: ["Sure?"], de: ["Sicher?"] } })),
        locales: ["en", "de"],
      },
    ],
  ],
  // The manifest.
  ["manifest-locale", shown({ publishingInformation: { locales: { "de-DE": { name: "Laden" } } } }), [sound]],
  ["manifest-name", published({ name: "X" }), published({ name: "XY" })],
  ["manifest-length", published({ summary: "x".repeat(161) }), published({ summary: "x".repeat(160) })],
  [
    "manifest-length",
    published({ description: "x".repeat(4001) }),
    published({ description: "x".repeat(4000) }),
  ],
  ["manifest-length", published({ keywords: ["x".repeat(151)] }), published({ keywords: ["x".repeat(150)] })],
  [
    "manifest-length",
    published({ examplePhrases: ["x".repeat(201)] }),
    published({ examplePhrases: ["x".repeat(200)] }),
  ],
  [
    "manifest-length",
    shown({ publishingInformation: { testingInstructions: "x".repeat(4001) } }),
    shown({ publishingInformation: { testingInstructions: "x".repeat(4000) } }),
  ],
  [
    "example-phrases",
    published({ examplePhrases: ["a", "b", "c", "d", "e"] }),
    published({ examplePhrases: ["a", "b", "c", "d"] }),
  ],
  [
    "keywords",
    published({ keywords: Array.from({ length: 31 }, (_, i) => `${i}`) }),
    published({ keywords: Array.from({ length: 30 }, (_, i) => `${i}`) }),
  ],
  [
    "endpoint",
    shown({ apis: { custom: { endpoint: { uri: "http://example.com" } } } }),
    shown({ apis: { custom: { endpoint: { uri: "arn:aws:lambda:eu-west-1:1:function:x" } } } }),
  ],
  [
    "endpoint",
    shown({ apis: { custom: { regions: { EU: { endpoint: { uri: "ask-custom" } } } } } }),
    [sound],
  ],
  [
    "endpoint-certificate",
    shown({ apis: { custom: { endpoint: { uri: "arn:aws:x", sslCertificateType: "Wildcard" } } } }),
    shown({ apis: { custom: { endpoint: { uri: "https://example.com", sslCertificateType: "Wildcard" } } } }),
  ],
  [
    "interface",
    shown({ apis: { custom: { interfaces: [{ type: "TELEPATHY" }] } } }),
    shown({ apis: { custom: { interfaces: [{ type: "ALEXA_PRESENTATION_APL" }] } } }),
  ],
  [
    "required-built-in",
    shown({ apis: { custom: { interfaces: [{ type: "AUDIO_PLAYER" }] } } }),
    [
      appOf(said("Pause", []), said("Resume", [])),
      { manifest: { apis: { custom: { interfaces: [{ type: "AUDIO_PLAYER" }] } } } },
    ],
  ],
];

function changing(...values: readonly string[]): Model {
  const type = {
    kind: "list",
    name: "Item",
    dynamic: true,
    values: values.map((name) => ({ id: name, name })),
  } as const;
  return appOf(said("Order", ["order {item}"], [slot("item", type)]));
}
function asking(wordings: number): Model {
  const elicit = { "": Array.from({ length: wordings }, (_, i) => `What ${i}?`) };
  return appOf(said("Order", ["order {n}"], [slot("n", number, { required: true, elicit })]));
}
function sampled(samples: number): readonly [Model, Json] {
  const own = Array.from({ length: samples }, (_, i) => `{size} ${"x".repeat(i)}`);
  return skill(
    intents({
      name: "Order",
      samples: ["order {size}"],
      slots: [{ name: "size", type: "AMAZON.NUMBER", samples: own }],
    }),
  );
}

describe("what Alexa does not take", () => {
  test.each(cases)("is found, and only where it is: %s", (code, wrong, right) => {
    const found = lint(...wrong).filter((it) => it.code === `alexa/${code}`);
    expect(codesIn(lint(...wrong))).toContain(`alexa/${code}`);
    for (const { message, remedy } of found) {
      expect(message).toMatch(/^[^a-z].*\.$/su);
      expect(remedy).toMatch(/^[^a-z].*[.}]$/su);
    }
    expect(codesIn(lint(...right))).not.toContain(`alexa/${code}`);
  });

  test("is nothing in an app that is sound, nor in the shop once people can call it", () => {
    expect(lint(sound)).toEqual([]);
    const shop = shopApp({ store: memory() }).model;
    expect(codesIn(lint(shop))).toEqual(["alexa/invocation-word", "alexa/wake-word"]);
    expect(lint(shop, { invocationName: "corner shop" })).toEqual([]);
  });

  test("is told with where it is, by the names the app has for it", () => {
    const model = appOf(said("Order", ["order {item} 2!"], [slot("item", number)]));
    expect(lint(model, { names: { Order: "OrderIntent", "Order/item": "thing" } })).toEqual([
      {
        code: "alexa/characters",
        level: "error",
        locale: "en-US",
        intent: "Order",
        utterance: "order {thing} 2!",
        message:
          '"order {thing} 2!" has a "!"; Alexa takes letters, spaces, apostrophes, hyphens, underscores, and periods of abbreviations.',
        remedy: "Write it as it is spoken.",
      },
      expect.objectContaining({ code: "alexa/digits", level: "warning" }) as unknown,
    ]);
  });

  test("is an error where the platform is known to refuse it, and else a warning", () => {
    const levels = new Map(
      cases.flatMap(([code, wrong]) =>
        lint(...wrong)
          .filter((it) => it.code === `alexa/${code}`)
          .map((it) => [it.code, it.level]),
      ),
    );
    for (const code of [
      "adjacent-slots",
      "long-value",
      "too-large",
      "too-many-values",
      "digits",
      "phrase-slots",
      "like-built-in",
    ])
      expect(levels.get(`alexa/${code}`), code).toBe("warning");
    for (const code of [
      "carrier-words",
      "phrase-slot-alone",
      "slot-type-differs",
      "characters",
      "intent-name",
      "endpoint",
    ])
      expect(levels.get(`alexa/${code}`), code).toBe("error");
  });

  test("is told in the same order each time", () => {
    const model = appOf(said("Order", ["order 2!", "order, 3"]), said("Order2", [""]));
    expect(JSON.stringify(lint(model))).toBe(JSON.stringify(lint(model)));
  });

  test("is found in whatever an overlay makes of a model", () => {
    const overlay = {
      [modelPath("en-US")]: {
        set: {
          "/interactionModel/languageModel/intents": 1,
          "/interactionModel/dialog": { intents: [1, { name: 2 }] },
          "/interactionModel/prompts": [null],
        },
      },
    };
    expect(codesIn(lint(sound, { overlay }))).toContain("alexa/required-built-in");
    expect(
      lint(sound, {
        overlay: { [modelPath("en-US")]: { set: { "": [] } }, "skill.json": { set: { "": 1 } } },
      }).length,
    ).toBeGreaterThan(0);
  });
});
