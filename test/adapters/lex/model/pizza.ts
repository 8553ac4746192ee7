import type { Json, ModelFile } from "palaver";

/** A document as a file of an export. */
export const file = (path: string, document: unknown): ModelFile => ({
  path,
  bytes: new TextEncoder().encode(typeof document === "string" ? document : JSON.stringify(document)),
});

export const textOf = ({ bytes }: ModelFile): string => new TextDecoder().decode(bytes);
export const jsonOf = (it: ModelFile): Json => JSON.parse(textOf(it)) as Json;

/** Everything there is in files, as one text: what differs in a byte differs here. */
export const allOf = (files: readonly ModelFile[]): string =>
  files.map(({ path, bytes }) => `${path}\n${Buffer.from(bytes).toString("latin1")}`).join("\n");

/** Files by their paths. */
export const byPath = (files: readonly ModelFile[]): ReadonlyMap<string, ModelFile> =>
  new Map(files.map((it) => [it.path, it]));

const message = (part: object) => ({
  plainTextMessage: null,
  ssmlMessage: null,
  customPayload: null,
  imageResponseCard: null,
  ...part,
});
const plain = (value: string) => message({ plainTextMessage: { value } });

const prompt = (groups: readonly unknown[]) => ({
  messageGroupsList: groups,
  maxRetries: 2,
  allowInterrupt: true,
  messageSelectionStrategy: "Ordered",
});

const intent = (name: string, more: object) => ({
  name,
  identifier: "ABCDEFGHIJ",
  description: null,
  parentIntentSignature: null,
  sampleUtterances: null,
  intentConfirmationSetting: null,
  intentClosingSetting: null,
  inputContexts: null,
  outputContexts: null,
  kendraConfiguration: null,
  dialogCodeHook: { enabled: true },
  fulfillmentCodeHook: { enabled: true, isActive: true },
  slotPriorities: [],
  ...more,
});

const slot = (
  name: string,
  slotTypeName: string,
  required: boolean,
  promptSpecification: unknown,
  more = {},
) => ({
  name,
  identifier: "KLMNOPQRST",
  description: null,
  slotTypeName,
  obfuscationSetting: null,
  valueElicitationSetting: {
    slotConstraint: required ? "Required" : "Optional",
    promptSpecification,
    sampleUtterances: null,
    defaultValueSpecification: null,
    waitAndContinueSpecification: null,
  },
  multipleValuesSetting: null,
  ...more,
});

const utterances = (...said: readonly string[]) => said.map((utterance) => ({ utterance }));

const type = (name: string, more: object) => ({
  name,
  identifier: "UVWXYZ0123",
  description: null,
  slotTypeValues: null,
  parentSlotTypeSignature: null,
  valueSelectionSetting: {
    resolutionStrategy: "TOP_RESOLUTION",
    regexFilter: null,
    advancedRecognitionSetting: null,
  },
  ...more,
});

const value = (name: string, ...synonyms: readonly string[]) => ({
  sampleValue: { value: name },
  synonyms: synonyms.length > 0 ? synonyms.map((it) => ({ value: it })) : null,
});

const locale = (id: string, name: string, voiceId: string) => ({
  name,
  identifier: id,
  version: null,
  description: null,
  voiceSettings: { engine: "neural", voiceId },
  nluConfidenceThreshold: 0.5,
});

/** One of each of what exports have in them, written for these tests in the shape of real exports. */
export const pizza: readonly ModelFile[] = [
  file("Manifest.json", { metaData: { schemaVersion: "1", fileFormat: "LexJson", resourceType: "BOT" } }),
  file("Pizza/Bot.json", {
    name: "Pizza",
    version: "3",
    identifier: "0123456789",
    description: "Brings pizza.",
    dataPrivacy: { childDirected: false },
    idleSessionTTLInSeconds: 600,
    errorLogSettings: null,
  }),
  file("Pizza/BotLocales/en_US/BotLocale.json", locale("en_US", "English (US)", "Ivy")),
  file("Pizza/BotLocales/de_DE/BotLocale.json", locale("de_DE", "German (Germany)", "Vicki")),
  file(
    "Pizza/BotLocales/en_US/Intents/Order-2/Intent.json",
    intent("Order-2", {
      description: "Order pizza",
      sampleUtterances: utterances(
        "order {Kind} pizza",
        "{ Count2 } pizzas",
        "pizza {Nothing}",
        "half {open",
        "I'd like pizza ",
      ),
      intentConfirmationSetting: {
        isActive: true,
        promptSpecification: prompt([{ message: plain("Shall I?"), variations: [plain("All right?")] }]),
        declinationResponse: { messageGroupsList: [{ message: plain("Then not."), variations: null }] },
      },
      inputContexts: [{ name: "hungry" }],
      outputContexts: [{ name: "fed", timeToLiveInSeconds: 90, turnsToLive: 5 }],
      slotPriorities: [
        { priority: 5, slotName: "Kind" },
        { priority: 2, slotName: "Count2" },
        { priority: 9, slotName: "Code" },
      ],
    }),
  ),
  file(
    "Pizza/BotLocales/de_DE/Intents/Order-2/Intent.json",
    intent("Order-2", {
      description: "Pizza bestellen",
      sampleUtterances: utterances("bestelle {Kind}"),
      slotPriorities: [{ priority: 1, slotName: "Kind" }],
    }),
  ),
  file(
    "Pizza/BotLocales/en_US/Intents/Order-2/Slots/Kind/Slot.json",
    slot(
      "Kind",
      "Kinds",
      true,
      prompt([{ message: plain("Which one?"), variations: [plain("What kind?")] }]),
      {
        multipleValuesSetting: { allowMultipleValues: true },
      },
    ),
  ),
  file(
    "Pizza/BotLocales/de_DE/Intents/Order-2/Slots/Kind/Slot.json",
    slot("Kind", "Kinds", true, prompt([{ message: plain("Welche?"), variations: null }]), {
      multipleValuesSetting: { allowMultipleValues: true },
    }),
  ),
  file(
    "Pizza/BotLocales/en_US/Intents/Order-2/Slots/Count2/Slot.json",
    slot(
      "Count2",
      "AMAZON.Number",
      true,
      prompt([
        {
          message: message({ ssmlMessage: { value: "<speak>How <break/> many &amp; when?</speak>" } }),
          variations: null,
        },
        { message: plain("Say a number."), variations: null },
        { message: message({ customPayload: { value: "{}" } }), variations: null },
      ]),
    ),
  ),
  file("Pizza/BotLocales/en_US/Intents/Order-2/Slots/Code/Slot.json", slot("Code", "Coupon", false, null)),
  file("Pizza/BotLocales/en_US/Intents/Order-2/ConversationFlow.json", { nodes: [1, 2] }),
  file(
    "Pizza/BotLocales/en_US/Intents/YesIntent/Intent.json",
    intent("YesIntent", { sampleUtterances: utterances("aye") }),
  ),
  file(
    "Pizza/BotLocales/en_US/Intents/GetHelp/Intent.json",
    intent("GetHelp", { parentIntentSignature: "AMAZON.HelpIntent" }),
  ),
  file(
    "Pizza/BotLocales/en_US/Intents/Ask/Intent.json",
    intent("Ask", { parentIntentSignature: "AMAZON.QnAIntent", qnAIntentConfiguration: { dataSource: {} } }),
  ),
  ...["en_US", "de_DE"].flatMap((id) => [
    file(
      `Pizza/BotLocales/${id}/Intents/FallbackIntent/Intent.json`,
      intent("FallbackIntent", { identifier: "FALLBCKINT", parentIntentSignature: "AMAZON.FallbackIntent" }),
    ),
    file(
      `Pizza/BotLocales/${id}/SlotTypes/Kinds/SlotType.json`,
      type("Kinds", { slotTypeValues: [value("Margherita", "plain one"), value("Funghi")] }),
    ),
  ]),
  file(
    "Pizza/BotLocales/en_US/SlotTypes/Coupon/SlotType.json",
    type("Coupon", {
      parentSlotTypeSignature: "AMAZON.AlphaNumeric",
      valueSelectionSetting: {
        resolutionStrategy: "ORIGINAL_VALUE",
        regexFilter: { pattern: "[A-Z]{3}" },
        advancedRecognitionSetting: null,
      },
    }),
  ),
];
