import type { ResponseEnvelope } from "ask-sdk-model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { complete, emphasis, join, pause, speech, type Card, type Next, type Reply } from "palaver";
import { alexa, type AlexaOptions } from "palaver/alexa";
import { fixture, intentRequest, request, skillId } from "./requests.ts";
import { flaw } from "./xml.ts";

/** The response as the platform would read it. */
function written(reply: Reply | undefined, event: unknown, options: Partial<AlexaOptions> = {}) {
  const response = alexa({ skillId, ...options }).write(reply, event);
  // Through JSON, and read as what the platform documents.
  return JSON.parse(JSON.stringify(response)) as ResponseEnvelope;
}

const launch = fixture("launch");
const done = complete({ speech: "Done." });
const heard = [{ name: "tea", values: [{ text: "assam", matches: [] }] }];

const elicits = (slot: string, more: Partial<Extract<Next, { type: "elicit" }>> = {}): Reply =>
  complete(
    { speech: "Which?", reprompt: "Which one?" },
    { type: "elicit", intent: "Order", slot, heard: [], declared: true, ...more },
  );
const confirms = (slot?: string): Reply =>
  complete(
    { speech: "Shall I?", reprompt: "Shall I?" },
    { type: "confirm", intent: "Order", heard, ...(slot !== undefined && { slot }) },
  );

describe("what is said", () => {
  test("is SSML, and ends the session when there is no more to say", () => {
    expect(written(done, launch)).toEqual({
      version: "1.0",
      response: {
        outputSpeech: { type: "SSML", ssml: "<speak>Done.</speak>" },
        shouldEndSession: true,
      },
    });
  });

  test("keeps the session open, with the words to say after silence, when an answer is expected", () => {
    expect(written(complete({ speech: "And now?", reprompt: "Tea?" }), launch).response).toEqual({
      outputSpeech: { type: "SSML", ssml: "<speak>And now?</speak>" },
      reprompt: { outputSpeech: { type: "SSML", ssml: "<speak>Tea?</speak>" } },
      shouldEndSession: false,
    });
  });

  test("is said by the voice of the skill's choice, of each language its own", () => {
    const said = request("LaunchRequest", { locale: "de-DE" });
    const by = (voice: NonNullable<AlexaOptions["voice"]>) =>
      written(done, said, { voice }).response.outputSpeech;
    expect(by({ en: "Brian", de: "Vicki" })).toEqual({
      type: "SSML",
      ssml: '<speak><voice name="Vicki">Done.</voice></speak>',
    });
    expect(by("Somebody New")).toMatchObject({
      ssml: '<speak><voice name="Somebody New">Done.</voice></speak>',
    });
    const long = written(complete({ speech: "Word. ".repeat(4_000) }), launch, { voice: "Brian" });
    expect(JSON.stringify(long.response.outputSpeech).length).toBeLessThan(8_100);
  });

  test("has no reprompt where the session ends, for nobody would hear it", () => {
    const reply = complete({ speech: "Bye.", reprompt: "Still there?" }, { type: "close" });
    expect(written(reply, launch).response).not.toHaveProperty("reprompt");
  });

  test("is what is to be read where there is nothing to be spoken", () => {
    const reply: Reply = { ...complete({ text: "Read this & that" }), speech: { parts: [] } };
    expect(written(reply, launch).response.outputSpeech).toEqual({
      type: "SSML",
      ssml: "<speak>Read this &amp; that</speak>",
    });
  });

  test("is nothing at all where nothing is said, and the session stays as the platform would have it", () => {
    expect(written(complete({}), launch)).toEqual({ version: "1.0", response: {} });
    expect(written(undefined, launch)).toEqual({ version: "1.0", response: {} });
  });

  test("is well-formed and within 8,000 characters, whatever the words", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 50 }), fc.nat(400), (words, times) => {
        const long = speech`${emphasis(words.repeat(times))} & ${words} ${pause(300)}`;
        const { response } = written(complete({ speech: long, reprompt: long }), launch);
        for (const spoken of [response.outputSpeech, response.reprompt?.outputSpeech]) {
          if (spoken?.type !== "SSML") throw new Error("Nothing was said.");
          expect(flaw(spoken.ssml)).toBeUndefined();
          expect(spoken.ssml.length).toBeLessThanOrEqual(8_000);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("ends in a mark where it was too long", () => {
    const { outputSpeech } = written(complete({ speech: "tea & ".repeat(2_000) }), launch).response;
    expect(outputSpeech).toHaveProperty("ssml", expect.stringMatching(/^<speak>.*…<\/speak>$/));
  });
});

describe("a request that cannot be answered by speech", () => {
  test.each([
    "SessionEndedRequest",
    "AudioPlayer.PlaybackStarted",
    "AudioPlayer.PlaybackStopped",
    "PlaybackController.NextCommandIssued",
    "System.ExceptionEncountered",
    "AlexaSkillEvent.SkillEnabled",
    "Messaging.MessageReceived",
    "Reminders.ReminderStarted",
    "AlexaHouseholdListEvent.ItemsCreated",
    "Alexa.Presentation.APL.RuntimeError",
    "Alexa.Presentation.APLA.RuntimeError",
  ])("%s gets an empty response, with a session or without", (type) => {
    for (const session of [true, false]) {
      for (const reply of [done, elicits("tea"), complete({ speech: "Hm?", reprompt: "Hm?" })]) {
        expect(written(reply, request(type, {}, { session }))).toEqual({ version: "1.0", response: {} });
      }
    }
  });

  test("is any that comes outside of a session", () => {
    expect(written(done, request("Alexa.Authorization.Grant", {}, { session: false }))).toEqual({
      version: "1.0",
      response: {},
    });
  });

  test("is not an intent, even where a sample of one shows no session", () => {
    const event = intentRequest("Order", {}, {}, { session: false });
    expect(written(done, event).response).toMatchObject({ outputSpeech: {}, shouldEndSession: true });
  });

  test.each(["Connections.Response", "SessionResumedRequest", "Alexa.Presentation.APL.UserEvent"])(
    "is not %s, which is part of a session",
    (type) => {
      expect(written(done, request(type)).response).toMatchObject({ shouldEndSession: true });
    },
  );

  test("of the conversation engine gets the words as the result of its call", () => {
    expect(written(done, request("Dialog.API.Invoked")).response).toEqual({ apiResponse: { text: "Done." } });
    const long = written(complete({ speech: "tea ".repeat(50_000) }), request("Dialog.API.Invoked"));
    expect(JSON.stringify(long).length).toBeLessThan(8_100);
    expect(written(undefined, request("Dialog.API.Invoked")).response).toEqual({ apiResponse: {} });
  });
});

describe("the question what the skill could do", () => {
  test.each([
    [undefined, "MAYBE"],
    [(intent: string) => intent === "Order", "YES"],
    [() => false, "NO"],
  ])("is answered by what is known of it", (knows, canFulfill) => {
    expect(written(undefined, fixture("could"), knows ? { knows } : {})).toEqual({
      version: "1.0",
      response: { canFulfillIntent: { canFulfill } },
    });
  });
});

describe("a card", () => {
  const card = (card: Card) => written(complete({ speech: "Look.", card }), launch).response.card;

  test("is simple without an image, and says what its buttons would", () => {
    const buttons = [
      { label: "Buy", says: "order earl grey" },
      { label: "No", says: "cancel" },
    ];
    expect(card({ title: "Earl Grey", body: "Black tea\nwith bergamot", buttons })).toEqual({
      type: "Simple",
      title: "Earl Grey",
      content: "Black tea\nwith bergamot\n• order earl grey\n• cancel",
    });
  });

  test("is a standard one with an image that can be fetched safely", () => {
    const url = "https://example.com/tea cup.png";
    expect(card({ title: "Tea", body: "A cup.", image: { url, alt: "a cup" } })).toEqual({
      type: "Standard",
      title: "Tea",
      text: "A cup.",
      image: {
        smallImageUrl: "https://example.com/tea%20cup.png",
        largeImageUrl: "https://example.com/tea%20cup.png",
      },
    });
  });

  test.each([
    "http://example.com/a.png",
    "no address",
    "javascript:alert(1)",
    `https://a.example/${"a".repeat(2_000)}`,
  ])("does without an image at %s", (url) => {
    expect(card({ title: "Tea", image: { url, alt: "" } })).toEqual({
      type: "Simple",
      title: "Tea",
      content: "",
    });
  });

  test("has 8,000 characters in all, its addresses among them", () => {
    const url = `https://example.com/${"a".repeat(1_900)}`;
    const long = { title: "t ".repeat(5_000), body: "b ".repeat(5_000), image: { url, alt: "" } };
    const standard = card(long);
    if (standard?.type !== "Standard") throw new Error("No standard card.");
    const { title = "", text = "", image } = standard;
    const size = [title, text, image?.smallImageUrl ?? "", image?.largeImageUrl ?? ""].join("").length;
    expect(size).toBeLessThanOrEqual(8_000);
    expect(size).toBeGreaterThan(7_500);
    const { title: t, body } = long;
    const simple = card({ title: t, body });
    if (simple?.type !== "Simple") throw new Error("No simple card.");
    expect(`${simple.title}${simple.content}`.length).toBeLessThanOrEqual(8_000);
  });
});

describe("a question in a dialog", () => {
  const order = fixture("order");
  const slotsOf = (reply: Reply, event: unknown = order, options?: Partial<AlexaOptions>) => {
    const [directive] = written(reply, event, options).response.directives ?? [];
    return directive && "updatedIntent" in directive ? directive.updatedIntent?.slots : undefined;
  };

  test("for a slot is put through the platform, which keeps every slot that was heard", () => {
    const known = alexa({ skillId }).read(order)?.input;
    if (known?.type !== "intent") throw new Error("No intent.");
    const { response } = written(elicits("cups", { heard: known.interpretation.slots }), order);
    expect(response).toMatchObject({
      outputSpeech: { type: "SSML", ssml: "<speak>Which?</speak>" },
      shouldEndSession: false,
      directives: [
        {
          type: "Dialog.ElicitSlot",
          slotToElicit: "cups",
          updatedIntent: { name: "Order", confirmationStatus: "NONE" },
        },
      ],
    });
    expect(slotsOf(elicits("cups", { heard: known.interpretation.slots }))).toMatchObject({
      tea: {
        name: "tea",
        value: "earl gray",
        confirmationStatus: "NONE",
        resolutions: { resolutionsPerAuthority: [{}, {}] },
      },
      extras: {
        name: "extras",
        slotValue: { type: "List", values: [{ value: "milk" }, { value: "sugar" }] },
      },
      note: { name: "note", slotValue: { type: "Simple", value: "no spoon" } },
      cups: { name: "cups", confirmationStatus: "NONE" },
      size: { name: "size", confirmationStatus: "NONE" },
    });
    expect(slotsOf(elicits("cups"))?.["cups"]).toEqual({ name: "cups", confirmationStatus: "NONE" });
  });

  test("tells the platform what was heard in place of what it had, and forgets what was not", () => {
    const slots = slotsOf(
      elicits("size", {
        heard: [
          { name: "tea", values: [{ text: "assam", matches: [] }] },
          { name: "extras", values: [{ text: "honey", matches: [] }] },
          { name: "elsewhere", values: [{ text: "x", matches: [] }] },
        ],
      }),
    );
    expect(slots).toEqual({
      tea: { name: "tea", value: "assam", confirmationStatus: "NONE" },
      extras: {
        name: "extras",
        confirmationStatus: "NONE",
        slotValue: { type: "List", values: [{ type: "Simple", value: "honey" }] },
      },
      cups: { name: "cups", confirmationStatus: "NONE" },
      size: { name: "size", confirmationStatus: "NONE" },
      note: { name: "note", confirmationStatus: "NONE" },
    });
  });

  test("forgets what was heard for the very slot that is asked for", () => {
    expect(slotsOf(elicits("tea", { heard }))?.["tea"]).toEqual({ name: "tea", confirmationStatus: "NONE" });
  });

  test("whether to go ahead is put through the platform", () => {
    expect(written(confirms(), order).response.directives).toMatchObject([
      { type: "Dialog.ConfirmIntent", updatedIntent: { name: "Order", slots: { tea: { value: "assam" } } } },
    ]);
  });

  test("whether a slot is right is so as well, and its answer is known for one", () => {
    const { response, sessionAttributes } = written(confirms("tea"), order);
    expect(response.directives).toMatchObject([{ type: "Dialog.ConfirmSlot", slotToConfirm: "tea" }]);
    const answer = intentRequest(
      "Order",
      { tea: { name: "tea", value: "assam", confirmationStatus: "DENIED" } },
      {},
      {
        attributes: sessionAttributes,
      },
    );
    expect(alexa({ skillId }).read(answer)?.input).toMatchObject({ interpretation: { confirmation: "no" } });
  });

  test.each([
    ["for an intent without a dialog", intentRequest("Order", { tea: { name: "tea" } })],
    ["for another intent than the request's", intentRequest("Help", {}, { dialogState: "STARTED" })],
    ["at a launch", launch],
    ["for a slot the platform does not know", intentRequest("Order", {}, { dialogState: "STARTED" })],
    ["of an event", request("Connections.Response")],
  ])("%s is asked in plain speech, and the session stays open", (_, event) => {
    expect(written(elicits("tea"), event).response).toEqual({
      outputSpeech: { type: "SSML", ssml: "<speak>Which?</speak>" },
      reprompt: { outputSpeech: { type: "SSML", ssml: "<speak>Which one?</speak>" } },
      shouldEndSession: false,
    });
  });

  test("for an intent that is known to have a dialog is put there from a launch or another intent", () => {
    const dialogs = (intent: string) => intent === "Order";
    for (const event of [launch, intentRequest("AMAZON.HelpIntent")]) {
      expect(written(elicits("size", { heard }), event, { dialogs }).response.directives).toEqual([
        {
          type: "Dialog.ElicitSlot",
          slotToElicit: "size",
          updatedIntent: {
            name: "Order",
            confirmationStatus: "NONE",
            slots: {
              tea: { name: "tea", value: "assam", confirmationStatus: "NONE" },
              size: { name: "size", confirmationStatus: "NONE" },
            },
          },
        },
      ]);
    }
    expect(
      written(elicits("size"), request("Connections.Response"), { dialogs }).response,
    ).not.toHaveProperty("directives");
  });

  test("is left to the platform's prompts where it is told to, with all that was confirmed", () => {
    const { response } = written(elicits("size", { heard: knownTea }), order, { prompts: "platform" });
    expect(response).toMatchObject({
      shouldEndSession: false,
      directives: [
        {
          type: "Dialog.Delegate",
          updatedIntent: { slots: { tea: { confirmationStatus: "CONFIRMED" }, size: { name: "size" } } },
        },
      ],
    });
    expect(response).not.toHaveProperty("outputSpeech");
    expect(response).not.toHaveProperty("reprompt");
  });

  test.each([
    ["a handler asks it", elicits("size", { declared: false }), order],
    [
      "the dialog is complete",
      elicits("tea"),
      intentRequest("Order", { tea: {} }, { dialogState: "COMPLETED" }),
    ],
    ["it asks whether to go ahead", confirms(), order],
  ])("is not left to the platform's prompts where %s", (_, reply, event) => {
    const { response } = written(reply, event, { prompts: "platform" });
    expect(response.directives).toHaveLength(1);
    expect(response.directives).not.toMatchObject([{ type: "Dialog.Delegate" }]);
    expect(response).toHaveProperty("outputSpeech");
  });

  test("is asked in plain speech where the intent is too large to be sent along", () => {
    const huge = [{ name: "tea", values: [{ text: "a".repeat(100_000), matches: [] }] }];
    expect(written(elicits("size", { heard: huge }), order).response).not.toHaveProperty("directives");
  });
});

const knownTea = [
  {
    name: "tea",
    values: [
      {
        text: "earl gray",
        matches: [
          { value: "Earl Grey", id: "EARL" },
          { value: "Lady Grey", id: "LADY" },
        ],
      },
    ],
  },
];

describe("what is worth listening for", () => {
  const teas = [
    { id: "ASSAM", name: "Assam", synonyms: ["malty", "Assam", ""] },
    { id: "", name: "Earl Grey" },
  ];

  test("goes to the platform in place of what went before, beside a question", () => {
    const reply = { ...elicits("tea"), hints: [{ type: "Tea", values: teas }] };
    expect(written(reply, fixture("order")).response.directives).toMatchObject([
      { type: "Dialog.ElicitSlot" },
      {
        type: "Dialog.UpdateDynamicEntities",
        updateBehavior: "REPLACE",
        types: [
          {
            name: "Tea",
            values: [
              { id: "ASSAM", name: { value: "Assam", synonyms: ["malty"] } },
              { name: { value: "Earl Grey" } },
            ],
          },
        ],
      },
    ]);
  });

  test("is a hundred values and synonyms at most, over all types", () => {
    const many = (type: string) => ({
      type,
      values: Array.from({ length: 40 }, (_, i) => ({
        id: `${i}`,
        name: `tea ${i}`,
        synonyms: [`cup ${i}`],
      })),
    });
    const reply = { ...done, hints: [many("Tea"), many("Cup"), many("Pot")] };
    const [directive] = written(reply, launch).response.directives ?? [];
    if (directive?.type !== "Dialog.UpdateDynamicEntities") throw new Error("No entities.");
    const counts = directive.types?.map(({ values }) =>
      values?.reduce((sum, { name }) => sum + 1 + (name?.synonyms?.length ?? 0), 0),
    );
    expect(counts).toEqual([80, 20]);
  });

  test("is left out where there is nothing to be said for it", () => {
    const values = [
      { id: "1", name: " " },
      { id: "2", name: "a".repeat(141) },
    ];
    expect(written({ ...done, hints: [{ type: "Tea", values }] }, launch).response).not.toHaveProperty(
      "directives",
    );
  });
});

describe("a whole response", () => {
  /** Everything there can be in one, as large as it may be. */
  function everything(unit: string, words: string): ResponseEnvelope {
    const long = unit.repeat(8_000);
    const values = Array.from({ length: 100 }, (_, i) => {
      const name = `${unit.repeat(130 / unit.length)}${i}`;
      return { id: name, name };
    });
    const event = intentRequest("Order", { tea: {}, size: {} }, { dialogState: "STARTED" });
    const heard = [{ name: "tea", values: [{ text: words, matches: [] }] }];
    const reply: Reply = {
      ...complete(
        { speech: join("Words. ", long), reprompt: long, card: { title: long, body: long } },
        { type: "elicit", intent: "Order", slot: "size", declared: true, heard },
      ),
      hints: [{ type: "Tea", values }],
    };
    const response = written(reply, event);
    expect(Buffer.byteLength(JSON.stringify(response))).toBeLessThanOrEqual(120_000);
    expect(response.response).toMatchObject({
      outputSpeech: { ssml: expect.stringMatching(/^<speak>Words\.( .*…)?<\/speak>$/) as string },
      reprompt: {},
      shouldEndSession: false,
    });
    return response;
  }

  const directivesOf = ({ response }: ResponseEnvelope) => response.directives?.map(({ type }) => type);

  test.each(["🫖", "茶", '"', "\\", "&", "tea "])("of %j alone stays within 120 KB", (unit) => {
    everything(unit, unit);
  });

  test("does without what is worth listening for before it does without its card", () => {
    const response = everything("茶", "tea");
    expect(directivesOf(response)).toEqual(["Dialog.ElicitSlot"]);
    expect(response.response).toHaveProperty("card");
  });

  test("does without its card before it does without its question", () => {
    const response = everything("茶", "a".repeat(59_500));
    expect(directivesOf(response)).toEqual(["Dialog.ElicitSlot"]);
    expect(response.response).not.toHaveProperty("card");
  });

  test("asks in plain speech before it grows too large", () => {
    expect(directivesOf(everything("茶", "茶".repeat(20_000)))).toBeUndefined();
  });
});
