import { createApp, catalog, intent, memory, type Json, type Model } from "palaver";
import { lexPlatform } from "palaver/lex";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { unzipped } from "../../../../adapters/lex/model/unzip.ts";
import { allOf, byPath, jsonOf, textOf } from "./pizza.ts";

const tea = catalog("Tea kind", [
  { id: "t1", name: "green tea", synonyms: ["sencha", "green"] },
  { id: "t2", name: "black tea" },
]);

const app = createApp({
  name: "tea room",
  store: memory(),
  log: () => {},
  locales: ["en", "de"],
  intents: [
    intent("Order", {
      about: { en: "Order tea", de: "Tee bestellen" },
      utterances: { en: ["order {count} {kind}", "tea {when}"], de: ["bestelle {kind}"] },
      slots: {
        kind: tea,
        count: z.coerce.number().int(),
        when: z.string().meta({ format: "date-time" }).optional(),
        note: z.string(),
        code: z
          .string()
          .meta({ slotType: { lex: "AMAZON.UKPostalCode" } })
          .optional(),
      },
      elicit: {
        kind: { en: ["Which tea?", "What tea?", "Tea?", "And?"], de: "Welchen Tee?" },
        count: ({ kind }) => `How many ${kind?.name}?`,
        note: { en: "Any wishes?", de: "Wünsche?" },
      },
      confirm: { en: "Shall I order it?", de: "Soll ich bestellen?" },
      when: "open",
      fulfil: () => "Done.",
    }),
    intent("Hello", { utterances: { en: ["hello", "ahoy"], de: ["hallo"] }, fulfil: () => "Hello." }),
    intent("Bell", { utterances: { en: ["what"], de: ["läuten"] }, fulfil: () => "Ding." }),
  ],
});

const built = (settings: Json = {}, model: Model = app.model) => byPath(lexPlatform.build(model, settings));
const at = (path: string, settings?: Json): unknown => {
  const found = built(settings).get(path);
  return found && jsonOf(found);
};
const order = "teaRoom/BotLocales/en_US/Intents/Order";

describe("a bot that is built", () => {
  test("is a folder as Lex exports it, and the same as a zip", () => {
    const files = [...built().values()];
    expect(files.map(({ path }) => path)).toEqual([
      "Manifest.json",
      "teaRoom/Bot.json",
      ...["de_DE", "en_US"].flatMap((id) => [
        `teaRoom/BotLocales/${id}/BotLocale.json`,
        ...["Again", "Bell", "Cancel", "FallbackIntent", "GoBack", "Hello", "Help", "More", "Next", "No"].map(
          (name) => `teaRoom/BotLocales/${id}/Intents/${name}/Intent.json`,
        ),
        `teaRoom/BotLocales/${id}/Intents/Order/Intent.json`,
        ...["code", "count", "kind", "note", "when"].map(
          (name) => `teaRoom/BotLocales/${id}/Intents/Order/Slots/${name}/Slot.json`,
        ),
        ...["Previous", "Repeat", "StartOver", "Stop", "Thanks", "Usual", "Yes"].map(
          (name) => `teaRoom/BotLocales/${id}/Intents/${name}/Intent.json`,
        ),
        `teaRoom/BotLocales/${id}/SlotTypes/PalaverMoment/SlotType.json`,
        `teaRoom/BotLocales/${id}/SlotTypes/TeaKind/SlotType.json`,
      ]),
      "teaRoom.zip",
    ]);
    const zip = files.at(-1);
    expect(unzipped("zip", zip?.bytes ?? new Uint8Array()).map((it) => [it.path, textOf(it)])).toEqual(
      files.slice(0, -1).map((it) => [it.path, textOf(it)]),
    );
  });

  test("is the same to the byte each time, and its documents are sorted and end with a line break", () => {
    expect(allOf([...built().values()]) === allOf([...built().values()])).toBe(true);
    const text = textOf(built().get("teaRoom/Bot.json") ?? { path: "", bytes: new Uint8Array() });
    expect(text).toBe(`{
  "dataPrivacy": {
    "childDirected": false
  },
  "description": null,
  "errorLogSettings": null,
  "identifier": "${(JSON.parse(text) as { identifier: string }).identifier}",
  "idleSessionTTLInSeconds": 300,
  "name": "teaRoom",
  "version": "DRAFT"
}
`);
    expect((JSON.parse(text) as { identifier: string }).identifier).toMatch(/^[0-9A-Z]{10}$/);
  });

  test("has the words of an intent, what asks for its slots in order, and the contexts it needs", () => {
    expect(at(`${order}/Intent.json`)).toMatchObject({
      name: "Order",
      description: "Order tea",
      parentIntentSignature: null,
      sampleUtterances: [{ utterance: "order {count} {kind}" }, { utterance: "tea {when}" }],
      inputContexts: [{ name: "open" }],
      outputContexts: null,
      dialogCodeHook: { enabled: true },
      fulfillmentCodeHook: { enabled: true, isActive: true },
      slotPriorities: ["kind", "count", "when", "note", "code"].map((slotName, i) => ({
        priority: i + 1,
        slotName,
      })),
      intentConfirmationSetting: {
        promptSpecification: {
          messageGroupsList: [{ message: { plainTextMessage: { value: "Shall I order it?" } } }],
        },
        declinationResponse: {
          messageGroupsList: [{ message: { plainTextMessage: { value: "All right, I will not." } } }],
        },
      },
      initialResponseSetting: {
        nextStep: { dialogAction: { type: "InvokeDialogCodeHook" } },
        codeHook: {
          postCodeHookSpecification: {
            successNextStep: { dialogAction: { type: "ElicitSlot", slotToElicit: "kind" } },
          },
        },
      },
    });
    expect(at("teaRoom/BotLocales/de_DE/Intents/Order/Intent.json")).toMatchObject({
      description: "Tee bestellen",
      sampleUtterances: [{ utterance: "bestelle {kind}" }],
    });
  });

  test("asks for a slot in up to three wordings, and in the framework's own where the app's are only known then", () => {
    const asked = (slot: string, locale = "en_US") =>
      at(`teaRoom/BotLocales/${locale}/Intents/Order/Slots/${slot}/Slot.json`);
    const says = (value: string) => ({ plainTextMessage: { value } });
    expect(asked("kind")).toMatchObject({
      slotTypeName: "TeaKind",
      valueElicitationSetting: {
        slotConstraint: "Required",
        promptSpecification: {
          messageGroupsList: [{ message: says("Which tea?"), variations: [says("What tea?"), says("Tea?")] }],
        },
        slotCaptureSetting: {
          captureNextStep: { dialogAction: { type: "InvokeDialogCodeHook" } },
          codeHook: {
            postCodeHookSpecification: {
              successNextStep: { dialogAction: { type: "ElicitSlot", slotToElicit: "count" } },
            },
          },
          failureNextStep: { intent: { name: "FallbackIntent" } },
        },
      },
    });
    const ownWords = (value: string) => ({
      valueElicitationSetting: { promptSpecification: { messageGroupsList: [{ message: says(value) }] } },
    });
    expect(asked("count")).toMatchObject(ownWords("What is the count?"));
    expect(asked("kind", "de_DE")).toMatchObject(ownWords("Welchen Tee?"));
    expect(asked("when")).toMatchObject({
      valueElicitationSetting: { slotConstraint: "Optional", promptSpecification: null },
    });
    expect(asked("note")).toMatchObject({
      valueElicitationSetting: {
        slotCaptureSetting: {
          codeHook: {
            postCodeHookSpecification: { successNextStep: { dialogAction: { type: "ConfirmIntent" } } },
          },
        },
      },
    });
  });

  test("has Lex's type for a slot where there is one, its own for lists, and the one it was told of", () => {
    const typeOf = (slot: string) =>
      at(`${order}/Slots/${slot}/Slot.json`) as { readonly slotTypeName: string };
    expect(["kind", "count", "when", "note", "code"].map((slot) => typeOf(slot).slotTypeName)).toEqual([
      "TeaKind",
      "AMAZON.Number",
      "PalaverMoment",
      "AMAZON.FreeFormInput",
      "AMAZON.UKPostalCode",
    ]);
    expect(at("teaRoom/BotLocales/en_US/SlotTypes/TeaKind/SlotType.json")).toMatchObject({
      slotTypeValues: [
        { sampleValue: { value: "green tea" }, synonyms: [{ value: "sencha" }, { value: "green" }] },
        { sampleValue: { value: "black tea" }, synonyms: null },
      ],
      valueSelectionSetting: { resolutionStrategy: "TOP_RESOLUTION" },
    });
    expect(at("teaRoom/BotLocales/de_DE/SlotTypes/PalaverMoment/SlotType.json")).toMatchObject({
      slotTypeValues: [{ sampleValue: { value: "morgen um sechs" } }, {}, {}, {}],
      valueSelectionSetting: { resolutionStrategy: "ORIGINAL_VALUE" },
    });
  });

  test("never has a slot that takes any words in an utterance", () => {
    const model: Model = {
      name: "x",
      intents: [
        {
          name: "Tell",
          utterances: { "": ["tell {what}"] },
          slots: [{ name: "what", type: { kind: "text" }, required: false, many: true }],
        },
      ],
    };
    expect(
      jsonOf(built({}, model).get("x/BotLocales/en_US/Intents/Tell/Slots/what/Slot.json")!),
    ).toMatchObject({
      slotTypeName: "PalaverText",
      multipleValuesSetting: { allowMultipleValues: true },
    });
  });

  test("has a type that takes any words for a list that has nothing in it yet", () => {
    const model: Model = {
      name: "x",
      intents: [
        {
          name: "Tell",
          utterances: { "": ["tell {who}"] },
          slots: [
            {
              name: "who",
              type: { kind: "list", name: "Mate", dynamic: true, values: [] },
              required: false,
              many: false,
            },
          ],
        },
      ],
    };
    expect(jsonOf(built({}, model).get("x/BotLocales/en_US/SlotTypes/Mate/SlotType.json")!)).toMatchObject({
      valueSelectionSetting: { resolutionStrategy: "ORIGINAL_VALUE" },
    });
    expect(lexPlatform.lint(model, {}).map(({ code, level }) => `${level} ${code}`)).toEqual([
      "warning lex/no-values-yet",
    ]);
  });

  test("has the framework's own words as intents, but for those that the app declares or says", () => {
    const words = (name: string, locale = "en_US") =>
      (
        at(`teaRoom/BotLocales/${locale}/Intents/${name}/Intent.json`) as {
          sampleUtterances: { utterance: string }[];
        }
      ).sampleUtterances;
    expect(words("Yes", "de_DE")).toContainEqual({ utterance: "ja" });
    expect(words("Hello")).toEqual([{ utterance: "hello" }, { utterance: "ahoy" }]);
    expect(words("Repeat")).toContainEqual({ utterance: "say that again" });
    expect(words("Repeat")).not.toContainEqual({ utterance: "what" });
    const some = built({ words: ["Help"] });
    expect(some.has("teaRoom/BotLocales/en_US/Intents/Help/Intent.json")).toBe(true);
    expect(some.has("teaRoom/BotLocales/en_US/Intents/Yes/Intent.json")).toBe(false);
  });

  test("falls back in every locale", () => {
    expect(at("teaRoom/BotLocales/de_DE/Intents/FallbackIntent/Intent.json")).toMatchObject({
      identifier: "FALLBCKINT",
      parentIntentSignature: "AMAZON.FallbackIntent",
      sampleUtterances: null,
      slotPriorities: [],
    });
  });
});

describe("settings", () => {
  test("say what a bot is called, how sure it is, how it speaks and which locales it is in", () => {
    const settings = {
      name: "Tea",
      description: "Tea for two",
      sessionTTL: 900,
      childDirected: true,
      nluIntentConfidenceThreshold: 0.6,
      locales: { en: ["en_GB", "en_AU"] },
      voice: { en_GB: "Brian", en_AU: null },
    };
    expect(at("Tea/Bot.json", settings)).toMatchObject({
      name: "Tea",
      description: "Tea for two",
      idleSessionTTLInSeconds: 900,
      dataPrivacy: { childDirected: true },
    });
    expect(at("Tea/BotLocales/en_GB/BotLocale.json", settings)).toMatchObject({
      name: "English (GB)",
      identifier: "en_GB",
      nluConfidenceThreshold: 0.6,
      voiceSettings: { voiceId: "Brian", engine: "neural" },
    });
    expect(at("Tea/BotLocales/en_AU/BotLocale.json", settings)).toMatchObject({ voiceSettings: null });
    expect(at("teaRoom/BotLocales/en_US/BotLocale.json")).toMatchObject({
      voiceSettings: { voiceId: "Joanna", engine: "neural" },
    });
  });

  test("call intents and slots what they are called in the bot", () => {
    const settings = { names: { Order: "Order-2", "Order/kind": "Kind-2", Fallback: "Sorry" } };
    const folder = "teaRoom/BotLocales/en_US/Intents/Order-2";
    expect(at(`${folder}/Intent.json`, settings)).toMatchObject({
      name: "Order-2",
      sampleUtterances: [{ utterance: "order {count} {Kind-2}" }, {}],
    });
    expect(at(`${folder}/Slots/Kind-2/Slot.json`, settings)).toMatchObject({
      name: "Kind-2",
      valueElicitationSetting: { slotCaptureSetting: { failureNextStep: { intent: { name: "Sorry" } } } },
    });
  });

  test("turn code hooks off", () => {
    const settings = { dialogCodeHook: false, fulfillmentCodeHook: false };
    expect(at(`${order}/Intent.json`, settings)).toMatchObject({
      dialogCodeHook: { enabled: false },
      fulfillmentCodeHook: { enabled: false },
      initialResponseSetting: {
        codeHook: null,
        nextStep: { dialogAction: { type: "ElicitSlot", slotToElicit: "kind" } },
      },
    });
  });

  test("lay over any document, add one, and take one away", () => {
    const overlay = {
      "teaRoom/Bot.json": { set: { "/version": "7" }, drop: ["/errorLogSettings"] },
      "teaRoom/Extra.json": { set: { "": { a: 1 } } },
      "teaRoom/BotLocales/en_US/Intents/Yes/Intent.json": { drop: [""] },
    };
    expect(at("teaRoom/Bot.json", { overlay })).toMatchObject({ version: "7" });
    expect(at("teaRoom/Bot.json", { overlay })).not.toHaveProperty("errorLogSettings");
    expect(at("teaRoom/Extra.json", { overlay })).toEqual({ a: 1 });
    expect(built({ overlay }).has("teaRoom/BotLocales/en_US/Intents/Yes/Intent.json")).toBe(false);
  });

  test("that name a role write what the import of the bot has to be told", () => {
    expect(at("import.json", { roleArn: "arn:aws:iam::1:role/lex" })).toEqual({
      mergeStrategy: "Overwrite",
      resourceSpecification: {
        botImportSpecification: {
          botName: "teaRoom",
          dataPrivacy: { childDirected: false },
          idleSessionTTLInSeconds: 300,
          roleArn: "arn:aws:iam::1:role/lex",
        },
      },
    });
    expect(built().has("import.json")).toBe(false);
  });

  test.each<[Json, string]>([
    ["x", "settings"],
    [{ nonsense: 1 }, "nonsense"],
    [{ name: 1 }, "name"],
    [{ sessionTTL: 59 }, "sessionTTL"],
    [{ nluIntentConfidenceThreshold: 1.1 }, "nluIntentConfidenceThreshold"],
    [{ childDirected: "no" }, "childDirected"],
    [{ locales: { en: "english" } }, "locales"],
    [{ locales: { en: "en_US", de: "en_US" } }, "locales"],
    [{ locales: [] }, "locales"],
    [{ voice: { en_US: 1 } }, "voice.en_US"],
    [{ names: { a: 1 } }, "names.a"],
    [{ words: "Help" }, "words"],
    [{ overlay: { "../Bot.json": { drop: [""] } } }, "overlay.../Bot.json"],
    [{ overlay: { "/etc/x": { drop: [""] } } }, "overlay./etc/x"],
    [{ overlay: { "a/b.json": { drop: "x" } } }, "overlay.a/b.json"],
    [{ overlay: { "a/b.json": [] } }, "overlay.a/b.json"],
    [{ limits: { nonsense: 1 } }, "limits.nonsense"],
    [{ limits: { value: -1 } }, "limits.value"],
  ])("that are none are refused by name: %j", (settings, member) => {
    const wrong = expect.objectContaining({
      code: "invalid-option",
      message: expect.stringContaining(`\`${member}\` should be`) as unknown,
    }) as unknown;
    expect(() => lexPlatform.build(app.model, settings)).toThrow(wrong as Error);
  });

  test("have to say what a language without a usual locale is called in Lex", () => {
    const model = { ...app.model, locales: ["eo"] };
    expect(() => lexPlatform.build(model, {})).toThrow(/"eo".*`locales`/);
    expect(built({ locales: { eo: "eo_XX" } }, model).has("teaRoom/BotLocales/eo_XX/BotLocale.json")).toBe(
      true,
    );
  });
});
