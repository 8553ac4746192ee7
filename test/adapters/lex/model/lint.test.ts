import type { Finding, Json, Model, ModelIntent, ModelSlot, SlotType } from "palaver";
import { lexPlatform } from "palaver/lex";
import { describe, expect, test } from "vitest";

const slot = (name: string, type: SlotType, more: Partial<ModelSlot> = {}): ModelSlot => ({
  name,
  type,
  required: false,
  many: false,
  ...more,
});

const list = (...values: readonly (readonly [string, ...string[]])[]): SlotType => ({
  kind: "list",
  name: "Tea",
  dynamic: false,
  values: values.map(([name, ...synonyms]) => ({ id: name, name, synonyms })),
});

const tea = slot("tea", list(["green", "sencha"], ["black"]), {
  required: true,
  elicit: { "": ["Which tea?"] },
});

const intent = (name: string, said: readonly string[], more: Partial<ModelIntent> = {}): ModelIntent => ({
  name,
  utterances: { "": said },
  slots: [],
  ...more,
});

const app = (...intents: readonly ModelIntent[]): Model => ({ name: "tea", intents });
const order = intent("Order", ["order {tea}", "tea, please!"], { slots: [tea] });
/** An order whose one slot is this. */
const ordering = (one: ModelSlot) => app(intent("Order", [`order {${one.name}}`], { slots: [one] }));
/** An order whose tea is of this type. */
const teas = (type: SlotType) => ordering({ ...tea, type });

const intentFile = "tea/BotLocales/en_US/Intents/Order/Intent.json";
const slotFile = "tea/BotLocales/en_US/Intents/Order/Slots/tea/Slot.json";
const prompt = "/valueElicitationSetting/promptSpecification";
const laid = (path: string, set: Readonly<Record<string, Json>>): Json => ({ overlay: { [path]: { set } } });
const typed = (more: object): Json =>
  laid("tea/BotLocales/en_US/SlotTypes/Code/SlotType.json", {
    "": { name: "Code", parentSlotTypeSignature: "AMAZON.AlphaNumeric", ...more } as Json,
  });
const pattern = (it: string) => typed({ valueSelectionSetting: { regexFilter: { pattern: it } } });

type Case = readonly [model: Model, settings?: Json];
const many = (count: number) => Array.from({ length: count }, (_, i) => `say ${i} times`);
const intents = (count: number) =>
  app(...many(count).map((it, i) => intent(`I${"x".repeat(i)}`.slice(0, 100) + i, [it])));
const values = (count: number) => teas(list(...many(count).map((it) => [it] as const)));
const base = app(order);
const words: Json = { words: [] };
const message = (count: number) => ({ plainTextMessage: { value: "x".repeat(count) } });

/** By the rule: what it finds something in, and what is just within it. */
const cases: readonly (readonly [code: string, found: Case, silent: Case])[] = [
  ["error lex/name", [base, { name: "tea room" }], [base, { name: "tea-room_2" }]],
  ["error lex/name", [base, { names: { Order: "-order" } }], [base, { names: { Order: "2-order-" } }]],
  ["error lex/name", [base, { names: { Order: "a__b" } }], [base, { names: { Order: "a_b-c" } }]],
  [
    "error lex/name",
    [base, { names: { "Order/tea": "the tea" } }],
    [base, { names: { "Order/tea": "the-tea" } }],
  ],
  [
    "error lex/name",
    [base, { names: { Order: "x".repeat(101) } }],
    [base, { names: { Order: "x".repeat(100) } }],
  ],
  [
    "error lex/name",
    [base, laid("tea/BotLocales/en_US/SlotTypes/a b/SlotType.json", { "": { slotTypeValues: [] } })],
    [base],
  ],
  ["error lex/reserved-name", [app(intent("HelpIntent", ["save me"]))], [app(intent("Help", ["save me"]))]],
  [
    "error lex/reserved-name",
    [app(intent("KendraSearchIntent", ["x"]))],
    [app(intent("YesIntent", ["aye"]))],
  ],
  [
    "error lex/same-name",
    [app(order, intent("Buy", ["buy"])), { names: { Buy: "ORDER" } }],
    [app(order, intent("Buy", ["buy"])), { names: { Buy: "Orders" } }],
  ],
  [
    "error lex/same-name",
    [app(order), { names: { Order: "Help" } }],
    [app(order), { names: { Order: "Help" }, words: [] }],
  ],
  [
    "error lex/same-name",
    [app(order), { names: { Order: "FallbackIntent" } }],
    [app(intent("Help", ["what"]))],
  ],
  [
    "error lex/same-name",
    [app({ ...order, slots: [tea, slot("Tea", { kind: "number" })] })],
    [app({ ...order, slots: [tea, slot("teas", { kind: "number" })] })],
  ],
  [
    "error lex/same-name",
    [
      app({
        ...order,
        slots: [
          tea,
          slot("b", { kind: "list", name: "t e a", dynamic: false, values: [{ id: "x", name: "x" }] }),
        ],
      }),
    ],
    [app({ ...order, slots: [tea, slot("b", list(["x"]))] })],
  ],
  [
    "warning lex/utterance-characters",
    [app(intent("A", ["50% off"]))],
    [app(intent("A", ["d'accord, l’été - no. 5?!"]))],
  ],
  [
    "warning lex/utterance-characters",
    [app(intent("A", ["tea 🍵"]))],
    [app(intent("A", ["お茶を、ください。"]))],
  ],
  [
    "error lex/utterance-length",
    [app(intent("A", ["x".repeat(501)]))],
    [app(intent("A", ["x".repeat(500)]))],
  ],
  ["error lex/utterance-length", [base, { limits: { utterance: 5 } }], [base, { limits: { utterance: 30 } }]],
  ["error lex/utterance-braces", [app(intent("A", ["order {tea"]))], [base]],
  ["error lex/utterance-braces", [app(intent("A", [" "]))], [base]],
  ["error lex/utterance-braces", [app(intent("A", ["order {}"]))], [base]],
  ["error lex/unknown-slot", [app(intent("A", ["order {coffee}"]))], [base]],
  [
    "error lex/free-form-utterance",
    [ordering(slot("note", { kind: "text" }, { own: { lex: "AMAZON.FreeFormInput" } }))],
    [ordering(slot("note", { kind: "text" }))],
  ],
  ["warning lex/utterance-twice", [app(intent("A", ["tea", "Tea "]))], [app(intent("A", ["tea", "teas"]))]],
  [
    "error lex/same-utterance",
    [app(intent("A", ["make Tea"]), intent("B", ["make tea"]))],
    [app(intent("A", ["make tea"]), intent("B", ["make teas"]))],
  ],
  [
    "error lex/same-utterance",
    [app(order, intent("B", ["order {kind}"], { slots: [{ ...tea, name: "kind" }] }))],
    [app(order, intent("B", ["order {kind}"], { slots: [slot("kind", { kind: "number" })] }))],
  ],
  [
    "error lex/same-utterance",
    [app(intent("A", ["go"], { when: ["a"] }), intent("B", ["go"], { when: ["a"] }))],
    [app(intent("A", ["go"], { when: ["a"] }), intent("B", ["go"], { when: ["b"] }))],
  ],
  ["error lex/too-many-utterances", [app(intent("A", many(1_501)))], [app(intent("A", many(1_500)))]],
  ["warning lex/no-utterances", [app(intent("A", []))], [base]],
  [
    "error lex/missing-translation",
    [{ ...app({ ...order, utterances: { en: ["tea"] } }), locales: ["en", "de"] }],
    [{ ...app({ ...order, utterances: { en: ["tea"], de: ["Tee"] } }), locales: ["en", "de"] }],
  ],
  [
    "error lex/missing-translation",
    [{ ...app({ ...order, slots: [{ ...tea, elicit: { en: ["Which?"] } }] }), locales: ["en", "de"] }],
    [
      {
        ...app({ ...order, slots: [{ ...tea, elicit: { en: ["Which?"], de: ["Welchen?"] } }] }),
        locales: ["en", "de"],
      },
    ],
  ],
  [
    "error lex/missing-translation",
    [{ ...app({ ...order, confirm: { en: ["Shall I?"] } }), locales: ["en", "de"] }],
    [{ ...app({ ...order, confirm: { "": ["OK?"] } }), locales: ["en", "de"] }],
  ],
  [
    "error lex/no-prompt",
    [base, { overlay: { [slotFile]: { drop: [prompt] } } }],
    [app({ ...order, slots: [{ ...tea, elicit: {} }] })],
  ],
  ["error lex/slot-priorities", [base, laid(intentFile, { "/slotPriorities": [] })], [base]],
  [
    "error lex/slot-priorities",
    [base, laid(intentFile, { "/slotPriorities": [{ priority: 1, slotName: "coffee" }] })],
    [base, laid(intentFile, { "/slotPriorities": [{ priority: 0, slotName: "tea" }] })],
  ],
  [
    "error lex/unknown-type",
    [ordering({ ...tea, own: { lex: "Code" } })],
    [ordering({ ...tea, own: { lex: "Code" } }), typed({})],
  ],
  [
    "error lex/unknown-type",
    [ordering({ ...tea, own: { lex: "AMAZON.UKPostalCode" } })],
    [ordering({ ...tea, own: { lex: "AMAZON.UKPostalCode" } }), { locales: ["en_GB"] }],
  ],
  [
    "warning lex/unknown-type",
    [ordering({ ...tea, own: { lex: "AMAZON.Food" } })],
    [ordering({ ...tea, own: { lex: "AMAZON.City" } })],
  ],
  [
    "error lex/slot-samples",
    [
      base,
      laid(slotFile, {
        "/valueElicitationSetting/sampleUtterances": many(11).map((utterance) => ({ utterance })),
      }),
    ],
    [
      base,
      laid(slotFile, {
        "/valueElicitationSetting/sampleUtterances": many(10).map((utterance) => ({ utterance })),
      }),
    ],
  ],
  [
    "error lex/slot-samples",
    [
      app({ ...order, utterances: { "": ["tea"] }, slots: [slot("tea", { kind: "text" })] }),
      laid(slotFile, { "/valueElicitationSetting/sampleUtterances": [{ utterance: "x" }] }),
    ],
    [base, laid(slotFile, { "/valueElicitationSetting/sampleUtterances": [{ utterance: "{tea} tea" }] })],
  ],
  [
    "error lex/too-many-slots",
    [app({ ...order, slots: [tea, ...many(100).map((_, i) => slot(`s${i}`, { kind: "number" }))] })],
    [app({ ...order, slots: [tea, ...many(99).map((_, i) => slot(`s${i}`, { kind: "number" }))] })],
  ],
  [
    "warning lex/several-values",
    [ordering({ ...tea, many: true }), { locales: ["en_GB"] }],
    [ordering({ ...tea, many: true })],
  ],
  ["warning lex/slot-confirmation", [ordering({ ...tea, confirm: { "": ["Tea?"] } })], [base]],
  [
    "warning lex/one-value",
    [ordering(slot("n", { kind: "number" }, { many: true }))],
    [ordering({ ...tea, many: true })],
  ],
  ["warning lex/composite-slot", [ordering(slot("things", { kind: "composite", slots: [tea] }))], [base]],
  ["warning lex/takes-all", [app({ ...order, slots: [tea, slot("note", { kind: "text" })] })], [base]],
  [
    "warning lex/open-words",
    [ordering(slot("at", { kind: "datetime" }))],
    [ordering(slot("at", { kind: "date" }))],
  ],
  [
    "warning lex/open-words",
    [ordering(slot("note", { kind: "text" }))],
    [ordering(slot("note", { kind: "text" }, { own: { lex: "AMAZON.City" } }))],
  ],
  ["warning lex/no-values-yet", [teas({ kind: "list", name: "Tea", dynamic: true, values: [] })], [base]],
  [
    "warning lex/wordings",
    [ordering({ ...tea, elicit: { "": ["a", "b", "c", "d"] } })],
    [ordering({ ...tea, elicit: { "": ["a", "b", "c"] } })],
  ],
  ["error lex/empty-type", [teas(list())], [base]],
  ["error lex/too-many-values", [values(10_001)], [values(10_000)]],
  [
    "error lex/too-many-values",
    [base, { limits: { localeValues: 2 } }],
    [base, { limits: { localeValues: 3 } }],
  ],
  ["error lex/empty-value", [teas(list(["green", " "]))], [base]],
  ["warning lex/value-length", [teas(list(["x".repeat(141)]))], [teas(list(["x".repeat(140)]))]],
  [
    "warning lex/value-length",
    [teas(list(["x".repeat(501)])), { limits: { value: 500 } }],
    [teas(list(["x".repeat(141)])), { limits: { value: 500 } }],
  ],
  ["error lex/value-twice", [teas(list(["green"], ["Green"]))], [base]],
  [
    "warning lex/same-synonym",
    [teas(list(["green", "tea"], ["black", "Tea"]))],
    [teas(list(["green", "tea", "green"], ["black"]))],
  ],
  ["warning lex/same-synonym", [teas(list(["green"], ["black", "green"]))], [base]],
  ["error lex/pattern", [base, pattern("[A-Z]+")], [base, pattern("[A-Z]{1,3}\\u00e4")]],
  ["error lex/pattern", [base, pattern("[A-Z]{2,}")], [base, pattern("[0-9]{4}")]],
  ["error lex/pattern", [base, pattern("x".repeat(301))], [base, pattern("x".repeat(300))]],
  ["warning lex/unknown-locale", [base, { locales: ["en_QQ"] }], [base, { locales: ["en_IN"] }]],
  ["warning lex/unspoken-language", [base, { locales: ["it_IT"] }], [base, { locales: ["ja_JP"] }]],
  ["error lex/too-many-intents", [intents(1_000), words], [intents(999), words]],
  [
    "error lex/too-many-intents",
    [intents(250), { ...words, locales: ["en_IN"] }],
    [intents(249), { ...words, locales: ["en_IN"] }],
  ],
  [
    "error lex/fallback",
    [base, { overlay: { "tea/BotLocales/en_US/Intents/FallbackIntent/Intent.json": { drop: [""] } } }],
    [base],
  ],
  [
    "error lex/fallback",
    [
      base,
      laid("tea/BotLocales/en_US/Intents/FallbackIntent/Intent.json", {
        "/sampleUtterances": [{ utterance: "x" }],
      }),
    ],
    [base],
  ],
  [
    "error lex/too-many-contexts",
    [app({ ...order, when: ["a", "b", "c", "d", "e", "f"] })],
    [app({ ...order, when: ["a", "b", "c", "d", "e"] })],
  ],
  [
    "error lex/context-name",
    [app({ ...order, when: ["tea-time"] })],
    [app({ ...order, when: ["tea_time"] })],
  ],
  [
    "error lex/description-length",
    [app({ ...order, about: "x".repeat(2_001) })],
    [app({ ...order, about: "x".repeat(2_000) })],
  ],
  [
    "error lex/message-length",
    [ordering({ ...tea, elicit: { "": ["x".repeat(1_001)] } })],
    [ordering({ ...tea, elicit: { "": ["x".repeat(1_000)] } })],
  ],
  [
    "error lex/message-length",
    [app({ ...order, confirm: { "": ["x".repeat(1_001)] } })],
    [app({ ...order, confirm: { "": ["OK?"] } })],
  ],
  [
    "error lex/message-groups",
    [base, laid(slotFile, { [`${prompt}/messageGroupsList`]: many(6).map(() => ({ message: message(1) })) })],
    [base, laid(slotFile, { [`${prompt}/messageGroupsList`]: many(5).map(() => ({ message: message(1) })) })],
  ],
  [
    "error lex/retries",
    [base, laid(slotFile, { [`${prompt}/maxRetries`]: 6 })],
    [base, laid(slotFile, { [`${prompt}/maxRetries`]: 5 })],
  ],
  [
    "error lex/out-of-range",
    [base, laid("tea/Bot.json", { "/idleSessionTTLInSeconds": 59 })],
    [base, laid("tea/Bot.json", { "/idleSessionTTLInSeconds": 60 })],
  ],
  [
    "error lex/out-of-range",
    [base, laid("tea/BotLocales/en_US/BotLocale.json", { "/nluConfidenceThreshold": 2 })],
    [base, laid("tea/BotLocales/en_US/BotLocale.json", { "/nluConfidenceThreshold": 1 })],
  ],
];

const found = ([model, settings = {}]: Case): readonly Finding[] => lexPlatform.lint(model, settings);
const codes = (it: Case) => found(it).map(({ level, code }) => `${level} ${code}`);

describe("what Lex would not take", () => {
  test("is nothing in a bot that is as it should be", () => {
    expect(found([base])).toEqual([]);
  });

  test.each(cases)("%s is found where it is, and not found where it is not", (code, there, not) => {
    expect(codes(there)).toContain(code);
    expect(codes(not)).not.toContain(code);
  });

  test("is said in a sentence, with what to do, in the same order each time", () => {
    for (const [, there] of cases) {
      const all = found(there);
      expect(found(there)).toEqual(all);
      for (const { code, message: said, remedy } of all) {
        expect(code).toMatch(/^lex\/[a-z]+(-[a-z]+)*$/);
        expect(said).toMatch(/^[\p{Lu}"“`50-9].*\.$/su);
        expect(remedy).toMatch(/^\p{Lu}.*\.$/su);
      }
    }
  });

  test("names the locale, the intent, the slot and the utterance by the app's own names", () => {
    const settings = { names: { Order: "Order-2", "Order/tea": "Tea-2" } };
    expect(found([app({ ...order, utterances: { "": ["50% of {tea}"] } }), settings])).toEqual([
      expect.objectContaining({
        code: "lex/utterance-characters",
        locale: "en_US",
        intent: "Order",
        utterance: "50% of {tea}",
      }),
    ]);
  });
});
