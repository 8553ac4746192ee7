import { isSame, type Json, type ModelFile } from "palaver";
import { lexPlatform } from "palaver/lex";
import { describe, expect, test } from "vitest";
import { saysSame } from "../../../../adapters/lex/model/kept.ts";
import { byPath, file, jsonOf, pizza } from "./pizza.ts";

const read = (files: readonly ModelFile[]) => {
  const found = lexPlatform.read?.(files);
  if (!found) throw new Error("Lex cannot be read.");
  return found;
};

/** The export with one of its files changed, or without it. */
const but = (path: string, document?: unknown): readonly ModelFile[] => [
  ...pizza.filter((it) => it.path !== path),
  ...(document === undefined ? [] : [file(path, document)]),
];

const { model, settings, notes } = read(pizza);

describe("a bot that is read", () => {
  test("is what its declarations can say: words, slots in order, prompts, confirmation and contexts by language", () => {
    expect(model).toEqual({
      name: "Pizza",
      locales: ["de", "en"],
      intents: [
        {
          name: "Order_Two",
          about: { de: "Pizza bestellen", en: "Order pizza" },
          utterances: {
            de: ["bestelle {Kind}"],
            en: ["order {Kind} pizza", "{CountTwo} pizzas", "I'd like pizza "],
          },
          when: ["hungry"],
          slots: [
            {
              name: "Kind",
              type: {
                kind: "list",
                name: "Kinds",
                dynamic: false,
                values: [
                  { id: "Margherita", name: "Margherita", synonyms: ["plain one"] },
                  { id: "Funghi", name: "Funghi" },
                ],
              },
              required: true,
              many: true,
              elicit: { de: ["Welche?"], en: ["Which one?", "What kind?"] },
            },
            {
              name: "CountTwo",
              type: { kind: "number" },
              required: true,
              many: false,
              elicit: { en: ["How many & when? Say a number."] },
            },
            {
              name: "Code",
              type: { kind: "identifier" },
              required: false,
              many: false,
              own: { lex: "Coupon" },
            },
          ],
          confirms: true,
          confirm: { en: ["Shall I?", "All right?"] },
        },
        { name: "Yes", utterances: { en: ["aye"] }, slots: [] },
      ],
    });
  });

  test("has in its settings what it is called there, and which of the framework's words it has", () => {
    expect(settings).toMatchObject({
      description: "Brings pizza.",
      sessionTTL: 600,
      nluIntentConfidenceThreshold: 0.5,
      locales: { de: "de_DE", en: "en_US" },
      voice: { en_US: { voiceId: "Ivy", engine: "neural" } },
      names: { Order_Two: "Order-2", "Order_Two/CountTwo": "Count2", Yes: "YesIntent", Help: "GetHelp" },
      words: ["Help"],
    });
  });

  test("is built as it was, with what no declaration says, up to order and what Lex makes up", () => {
    const built = byPath(lexPlatform.build(model, settings));
    expect([...built.keys()].sort()).toEqual([...pizza.map(({ path }) => path), "Pizza.zip"].sort());
    for (const it of pizza) {
      const again = built.get(it.path);
      expect(again && saysSame(jsonOf(again), jsonOf(it)), it.path).toBe(true);
    }
  });

  test("is read the same again from what was built of it", () => {
    const again = read(lexPlatform.build(model, settings));
    // As JSON, which leaves nothing out of a model.
    expect(isSame(again.model as unknown as Json, model as unknown as Json)).toBe(true);
    const { overlay: _, ...told } = again.settings as { readonly overlay: Json };
    expect(settings).toMatchObject(told);
  });

  test("says what was not carried over as it was", () => {
    const codes = new Set(notes.map(({ code }) => code));
    expect([...codes].sort()).toEqual(["lex/built-in-intent", "lex/kept", "lex/unreadable-utterance"]);
    expect(notes.find(({ code }) => code === "lex/unreadable-utterance")).toMatchObject({
      locale: "en_US",
      intent: "Order_Two",
      utterance: "pizza {Nothing}",
    });
    const kept = notes.find(({ message }) => message.includes("en_US/Intents/Order-2/Slots/Count2/"));
    expect(kept?.message).toContain("valueElicitationSetting.promptSpecification");
    const flow = notes.find(({ message }) => message.includes("ConversationFlow"));
    expect(flow?.message).toContain("all of it");
  });

  test("may lie deeper, and its manifest may be written as the guide has it", () => {
    const moved = but("Manifest.json", undefined).map((it) => ({ ...it, path: `export/${it.path}` }));
    const manifest = { metadata: { schemaVersion: "1.0", fileFormat: "LexJson", resourceType: "Bot" } };
    const found = read([...moved, file("export/manifest.json", manifest)]);
    expect(found.model).toEqual(model);
    expect(found.settings).toEqual(settings);
  });

  test("says which files are none of a bot", () => {
    const found = read([...pizza, file("Pizza/notes.txt", "x"), file("README.md", "x")]);
    expect(found.notes.flatMap(({ code, message }) => (code === "lex/other-file" ? message : []))).toEqual([
      "Pizza/notes.txt is no part of a bot that is known here, and is left out.",
      "README.md is no part of a bot that is known here, and is left out.",
    ]);
  });

  test("keeps the role that its import was to be made with", () => {
    const built = lexPlatform.build(model, { ...(settings as object), roleArn: "arn:role" });
    expect(read(built).settings).toHaveProperty("roleArn", "arn:role");
  });

  test("keeps nothing of what is only written otherwise: null for nothing, other identifiers, priorities from 0", () => {
    const app = {
      name: "Pizza",
      locales: ["en"],
      intents: model.intents.slice(0, 1).map((it) => ({ ...it, utterances: { "": ["pizza {Kind}"] } })),
    };
    const files = lexPlatform.build(app, {}).filter(({ path }) => path.endsWith(".json"));
    const written = files.map((it) => file(it.path, terse(jsonOf(it))));
    const found = read(written);
    expect(found.settings).not.toHaveProperty("overlay");
  });

  test("may leave its fallback out, and have it left out again", () => {
    const found = read(but("Pizza/BotLocales/de_DE/Intents/FallbackIntent/Intent.json"));
    const paths = lexPlatform.build(found.model, found.settings).map(({ path }) => path);
    expect(paths).not.toContain("Pizza/BotLocales/de_DE/Intents/FallbackIntent/Intent.json");
  });

  test("gives names that the framework takes, and none twice", () => {
    const intent = (name: string) =>
      file(`Pizza/BotLocales/en_US/Intents/${name}/Intent.json`, {
        name,
        sampleUtterances: [{ utterance: name }],
      });
    const found = read([
      ...pizza,
      ...["Order_Two", "Order2", "2", "été", "Helfen-", "x".repeat(101)].map(intent),
    ]);
    const names = found.model.intents.map(({ name }) => name);
    expect(names).toEqual([
      "Order_Two",
      "Two",
      "Helfen",
      "OrderTwo",
      "Order_Two_B",
      "Yes",
      "x".repeat(90),
      "ete",
    ]);
    const built = lexPlatform.build(found.model, found.settings).map(({ path }) => path);
    expect(built).toContain("Pizza/BotLocales/en_US/Intents/Helfen-/Intent.json");
  });
});

/** A document that says the same in fewer words. */
function terse(document: Json): Json {
  if (Array.isArray(document)) return document.map(terse);
  if (typeof document !== "object" || document === null) return document;
  const members = Object.entries(document as Readonly<Record<string, Json>>).flatMap(([name, value]) => {
    if (value === null || (typeof value === "object" && Object.keys(value).length === 0)) return [];
    if (name === "identifier")
      return [[name, typeof value === "string" && value.includes("_") ? value : "OTHER12345"] as const];
    return [[name, name === "priority" ? Number(value) * 3 - 3 : terse(value)] as const];
  });
  return Object.fromEntries(members);
}

describe("a CloudFormation template", () => {
  const template = {
    Parameters: { Called: { Default: "Hotel" } },
    Resources: {
      Bot: {
        Type: "AWS::Lex::Bot",
        Properties: {
          Name: { Ref: "Called" },
          RoleArn: { "Fn::GetAtt": ["Role", "Arn"] },
          DataPrivacy: { ChildDirected: true },
          IdleSessionTTLInSeconds: 60,
          BotLocales: [
            {
              LocaleId: "en_GB",
              NluConfidenceThreshold: 0.4,
              SlotTypes: [
                {
                  Name: "Rooms",
                  SlotTypeValues: [{ SampleValue: { Value: "queen" }, Synonyms: [{ Value: "large" }] }],
                  ValueSelectionSetting: { ResolutionStrategy: "TOP_RESOLUTION" },
                },
              ],
              Intents: [
                {
                  Name: "Book",
                  SampleUtterances: [{ Utterance: "book a {Room}" }],
                  DialogCodeHook: { Enabled: { Ref: "Hooked" } },
                  SlotPriorities: [{ Priority: 1, SlotName: "Room" }],
                  Slots: [
                    {
                      Name: "Room",
                      SlotTypeName: "Rooms",
                      ValueElicitationSetting: {
                        SlotConstraint: "Required",
                        PromptSpecification: {
                          MaxRetries: 2,
                          MessageGroupsList: [{ Message: { PlainTextMessage: { Value: "Which room?" } } }],
                          PromptAttemptsSpecification: {
                            Initial: {
                              AudioAndDTMFInputSpecification: { DTMFSpecification: { MaxLength: 5 } },
                            },
                          },
                        },
                      },
                    },
                  ],
                },
                { Name: "FallbackIntent", ParentIntentSignature: "AMAZON.FallbackIntent" },
              ],
            },
          ],
        },
      },
    },
  };

  test("is read as the bot in it", () => {
    const found = read([file("template.json", template)]);
    expect(found.model).toMatchObject({
      name: "Hotel",
      locales: ["en"],
      intents: [
        {
          name: "Book",
          utterances: { "": ["book a {Room}"] },
          slots: [{ name: "Room", type: { kind: "list", name: "Rooms" }, elicit: { "": ["Which room?"] } }],
        },
      ],
    });
    expect(found.settings).toMatchObject({ sessionTTL: 60, childDirected: true, locales: { en: "en_GB" } });
    expect(JSON.stringify(found.settings)).not.toContain("Hooked");
    const built = byPath(lexPlatform.build(found.model, found.settings));
    const slot = built.get("Hotel/BotLocales/en_GB/Intents/Book/Slots/Room/Slot.json");
    expect(slot && jsonOf(slot)).toMatchObject({
      valueElicitationSetting: {
        promptSpecification: {
          promptAttemptsSpecification: {
            Initial: { audioAndDTMFInputSpecification: { dtmfSpecification: { maxLength: 5 } } },
          },
        },
      },
    });
  });

  test("of several bots is refused", () => {
    const two = { Resources: { ...template.Resources, Other: template.Resources.Bot } };
    expect(() => read([file("template.json", two)])).toThrow(/template\.json has several bots/);
  });
});

const intentPath = "Pizza/BotLocales/en_US/Intents/Order-2/Intent.json";
const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
const manifest = (resourceType: string) => ({
  metaData: { schemaVersion: "1", fileFormat: "LexJson", resourceType },
});

test.each<[string, readonly ModelFile[], RegExp]>([
  ["no files", [], /no Manifest\.json/],
  ["files of something else", [file("package.json", { name: "x" })], /no Manifest\.json/],
  ["no JSON", but(intentPath, '{"name": "Ord'), /Order-2\/Intent\.json is no JSON/],
  [
    "no text",
    [...but(intentPath), { path: intentPath, bytes: new Uint8Array([0xff, 0xfe]) }],
    /no text in UTF-8/,
  ],
  ["a list", but(intentPath, "[]"), /Order-2\/Intent\.json holds no object/],
  ["depth", but(intentPath, `{"a":${deep}}`), /nested more than 100 deep/],
  ["depth in the manifest", but("Manifest.json", deep), /Manifest\.json is nested/],
  ["another manifest", but("Manifest.json", { a: 1 }), /not the manifest of a Lex V2 export/],
  ["a part of a bot", but("Manifest.json", manifest("BOT_LOCALE")), /of a BOT_LOCALE/],
  ["no bot", but("Pizza/Bot.json"), /no Bot\.json/],
  ["two bots", [...pizza, file("Other/Bot.json", {})], /two bots/],
  ["a name with a path", but("Pizza/Bot.json", { name: "../../x" }), /"\.\.\/\.\.\/x", which is no name/],
  ["an intent called ..", but(intentPath, { name: ".." }), /"\.\.", which is no name/],
  ["an intent twice", but(intentPath, { name: "YesIntent" }), /YesIntent\/Intent\.json is there twice/],
  ["slots without an intent", but(intentPath), /a slot of an intent without an Intent\.json/],
  ["no locale", pizza.filter(({ path }) => !path.includes("BotLocales")), /has no locale/],
  [
    "a locale without a file",
    but("Pizza/BotLocales/de_DE/BotLocale.json"),
    /a locale without a BotLocale\.json/,
  ],
  [
    "a strange locale",
    [...pizza, file("Pizza/BotLocales/x/BotLocale.json", {})],
    /no locale that Lex could have/,
  ],
  [
    "Lex V1",
    [file("a.json", { metadata: { importType: "LEX" }, resource: { intents: [] } })],
    /Lex V1.*Migrate/,
  ],
  ["an event of Lex V1", [file("a.json", { currentIntent: {}, bot: {} })], /Lex V1/],
])("%s: refused in a sentence", (_, files, message) => {
  const refused = { code: "unreadable-model", message: expect.stringMatching(message) as unknown };
  expect(() => read(files)).toThrow(expect.objectContaining(refused) as Error);
});

/** Every place in a document, and what it would be with something else there. */
function* mutants(document: Json, other: Json): Generator<Json> {
  yield other;
  if (typeof document !== "object" || document === null) return;
  for (const [name, value] of Object.entries(document)) {
    for (const mutant of mutants(value as Json, other)) {
      yield Array.isArray(document)
        ? document.map((it: Json, i) => (String(i) === name ? mutant : it))
        : { ...(document as Readonly<Record<string, Json>>), [name]: mutant };
    }
  }
}

test("with anything at all in any place, a bot is read or refused in a sentence, and what is read is built as it was", () => {
  let [readable, refused] = [0, 0];
  for (const it of pizza) {
    for (const other of [
      null,
      7,
      "x",
      [],
      [[]],
      { __proto__: 1 },
      JSON.parse('{"__proto__":{"a":1}}') as Json,
    ]) {
      for (const mutant of mutants(jsonOf(it), other)) {
        const files = but(it.path, mutant);
        try {
          const found = read(files);
          const built = byPath(lexPlatform.build(found.model, found.settings));
          if (readable++ % 20 > 0) continue;
          for (const wanted of files.filter(
            ({ path }) => path !== "Manifest.json" && !path.includes("Bot.json"),
          )) {
            const path = built.has(wanted.path) ? wanted.path : undefined;
            if (path !== undefined)
              expect(saysSame(jsonOf(built.get(path)!), jsonOf(wanted)), path).toBe(true);
          }
        } catch (error) {
          expect(error).toMatchObject({ code: "unreadable-model" });
          refused++;
        }
      }
    }
  }
  expect(readable).toBeGreaterThan(700);
  expect(refused).toBeGreaterThan(30);
  expect(Object.keys(Object.prototype)).toEqual([]);
}, 300_000);

test("10,000 intents are read, looked over and built in seconds", () => {
  const intents = Array.from({ length: 10_000 }, (_, i) =>
    file(`Pizza/BotLocales/en_US/Intents/I${i}/Intent.json`, {
      name: `I${i}`,
      sampleUtterances: [{ utterance: `say number ${i}` }],
      slotPriorities: [],
    }),
  );
  const started = performance.now();
  const found = read([...pizza, ...intents]);
  expect(found.model.intents).toHaveLength(10_002);
  expect(new Set(found.model.intents.map(({ name }) => name)).size).toBe(10_002);
  const files = lexPlatform.build(found.model, found.settings);
  expect(files.length).toBeGreaterThan(10_000);
  expect(lexPlatform.lint(found.model, found.settings).map(({ code }) => code)).toContain(
    "lex/too-many-intents",
  );
  console.info(`10,000 intents: ${Math.round(performance.now() - started)} ms.`);
});
