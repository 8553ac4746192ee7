import { complete, emphasis, look, pause, speech, whisper, type Card, type Next, type Reply } from "palaver";
import { lex, type LexResponse } from "palaver/lex";
import { heardOf } from "palaver/testing";
import { describe, expect, test } from "vitest";
import { complaintOf } from "../../../adapters/lex/rules.ts";
import { targetOf } from "../../../adapters/polly/target.ts";
import { event, eventWith, scalar, type Tree } from "./events.ts";

const channel = lex({ botIds: "any" });

/** A response that Lex would take; the test fails where it would not. */
function write(reply: Reply | undefined, it: unknown, from = channel): LexResponse {
  const response = from.write(reply, it);
  expect(complaintOf(response)).toBeUndefined();
  return response as LexResponse;
}

const oat = { name: "item", values: [{ text: "oat milk", matches: [{ value: "Oat drink" }] }] };
const two = { name: "quantity", values: [{ text: "two", matches: [{ value: "2" }] }] };
const elicit = (slot: string, heard = [oat, two], declared = true): Next => ({
  type: "elicit",
  intent: "Order",
  slot,
  heard,
  declared,
});
const saying = (words: string, next: Next) => complete({ speech: words }, next);

describe("what comes next", () => {
  test("a question for a slot gives all slots back, the asked one empty", () => {
    const { sessionState, messages } = write(saying("Which size?", elicit("size")), event("dialog"));
    expect(sessionState.dialogAction).toEqual({ type: "ElicitSlot", slotToElicit: "size" });
    expect(sessionState.intent).toEqual({
      name: "Order",
      state: "InProgress",
      confirmationState: "None",
      slots: {
        item: scalar("oat milk", "Oat drink", ["Oat drink"]),
        quantity: { value: { originalValue: "two", interpretedValue: "2", resolvedValues: ["2"] } },
        size: null,
      },
    });
    expect(messages).toEqual([{ contentType: "PlainText", content: "Which size?" }]);
  });

  test("a slot the app forgot is forgotten by Lex as well", () => {
    const { sessionState } = write(saying("How many?", elicit("quantity", [oat], false)), event("dialog"));
    expect(sessionState.intent?.slots).toMatchObject({ quantity: null, item: { shape: "Scalar" } });
  });

  test("what was heard elsewhere comes in Lex's shape", () => {
    const heard = [{ name: "item", values: [{ text: "soy", matches: [] }] }, two];
    const { sessionState } = write(saying("Which size?", elicit("size", heard)), event("dialog"));
    expect(sessionState.intent?.slots["item"]).toEqual(scalar("soy", "soy"));
  });

  test("a question of another intent brings that intent with what was heard for it", () => {
    const next: Next = { ...elicit("date", [oat]), intent: "Deliver" } as Next;
    const { sessionState } = write(saying("When?", next), event("dialog"));
    expect(sessionState.intent).toEqual({
      name: "Deliver",
      state: "InProgress",
      confirmationState: "None",
      slots: { item: scalar("oat milk", "Oat drink", ["Oat drink"]), date: null },
    });
  });

  test("a confirmation is Lex's own", () => {
    const next: Next = { type: "confirm", intent: "Order", heard: [oat, two] };
    const { sessionState } = write(saying("Shall I?", next), event("dialog"));
    expect(sessionState.dialogAction).toEqual({ type: "ConfirmIntent" });
    expect(sessionState.intent).toMatchObject({
      name: "Order",
      state: "InProgress",
      confirmationState: "None",
    });
  });

  test("a confirmation of one slot asks for it with its value kept, since Lex has no such action", () => {
    const next: Next = { type: "confirm", intent: "Order", heard: [oat, two], slot: "item" };
    const { sessionState } = write(saying("Oat drink?", next), event("dialog"));
    expect(sessionState.dialogAction).toEqual({ type: "ElicitSlot", slotToElicit: "item" });
    expect(sessionState.intent?.slots["item"]).toMatchObject({ shape: "Scalar" });
  });

  test("an end is fulfilled, with the slots as they were", () => {
    const { sessionState } = write(saying("Done.", { type: "close" }), event("dialog"));
    expect(sessionState.dialogAction).toEqual({ type: "Close" });
    expect(sessionState.intent).toMatchObject({ state: "Fulfilled", slots: { size: null } });
  });

  test("an end of what was declined or not understood counts as failed", () => {
    const close = saying("All right.", { type: "close" });
    const state = (it: unknown) => write(close, it).sessionState.intent?.state;
    expect(state(eventWith({ confirmationState: "Denied" }))).toBe("Failed");
    expect(state(eventWith({ name: "FallbackIntent" }))).toBe("Failed");
    expect(state(event("dialog", { sessionState: {} }))).toBe("Failed");
  });

  test("listening asks for any intent", () => {
    const { sessionState } = write(saying("What next?", { type: "listen" }), event("dialog"));
    expect(sessionState.dialogAction).toEqual({ type: "ElicitIntent" });
    expect(sessionState.intent).toBeUndefined();
  });

  test("listening without a word ends, since Lex refuses to ask without one", () => {
    const { sessionState } = write(complete({}, { type: "listen" }), event("dialog"));
    expect(sessionState.dialogAction.type).toBe("Close");
  });

  test("silence lets Lex go on where it has a question of its own", () => {
    expect(write(complete({}), event("dialog"))).toMatchObject({
      sessionState: { dialogAction: { type: "Delegate" } },
    });
  });

  test("silence ends the intent where Lex would have it fulfilled again", () => {
    const done = write(complete({}), event("dialog", { proposedNextState: undefined }));
    expect(done.sessionState.dialogAction).toEqual({ type: "Close" });
    expect(done.messages).toBeUndefined();
    expect(write(complete({}), event("fulfilment")).sessionState.dialogAction).toEqual({ type: "Close" });
  });
});

describe("a bot with prompts of its own", () => {
  const own = lex({ botIds: "any", prompts: "platform" });
  const action = (reply: Reply, it: unknown) => write(reply, it, own).sessionState.dialogAction.type;

  test("asks a declared question itself, everything heard given back and nothing said", () => {
    const { sessionState, messages } = write(saying("Which size?", elicit("size")), event("dialog"), own);
    expect(sessionState.dialogAction).toEqual({ type: "Delegate" });
    expect(sessionState.intent).toMatchObject({ state: "InProgress", slots: { size: null } });
    expect(messages).toBeUndefined();
  });

  test("asks as well where its event does not say what it would do", () => {
    expect(
      action(saying("Which size?", elicit("size")), event("dialog", { proposedNextState: undefined })),
    ).toBe("Delegate");
  });

  test.each<[string, Reply, unknown]>([
    [
      "a handler's own question",
      saying("Only 3 left. How many?", elicit("size", [oat], false)),
      event("dialog"),
    ],
    [
      "a slot that Lex would not ask for next",
      saying("How many?", elicit("quantity", [oat])),
      event("dialog"),
    ],
    ["a question in fulfilment", saying("Which size?", elicit("size")), event("fulfilment")],
    [
      "a question of another intent",
      saying("Which size?", { ...elicit("size"), intent: "Swap" } as Next),
      event("dialog"),
    ],
  ])("leaves %s to the app", (_, reply, it) => {
    expect(action(reply, it)).toBe("ElicitSlot");
  });
});

describe("slots in their shapes", () => {
  const street = scalar("main street", "Main Street", ["Main Street"]);
  const address = { shape: "Composite", subSlots: { street, house: null, zip: null } };
  const heardAddress = [
    {
      name: "address",
      values: [
        {
          text: "main street",
          matches: [],
          parts: [{ name: "street", values: [{ text: "main street", matches: [{ value: "Main Street" }] }] }],
        },
      ],
    },
  ];
  const ask = (it: unknown, heard: typeof heardAddress | [] = heardAddress) =>
    write(saying("Which house?", { ...elicit("address"), heard } as Next), it).sessionState;

  test("a composite of which a part is known is asked for the next part, and keeps what it has", () => {
    const state = ask(eventWith({ slots: { address } }));
    expect(state.dialogAction).toEqual({
      type: "ElicitSlot",
      slotToElicit: "address",
      subSlotToElicit: { name: "house" },
    });
    expect(state.intent?.slots["address"]).toEqual(address);
  });

  test("the part is the one that Lex would ask for", () => {
    const proposedNextState = {
      dialogAction: { type: "ElicitSlot", slotToElicit: "address", subSlotToElicit: { name: "zip" } },
    };
    const { dialogAction } = ask(eventWith({ slots: { address } }, { proposedNextState }));
    expect(dialogAction).toMatchObject({ subSlotToElicit: { name: "zip" } });
  });

  test("a composite of which nothing or everything is known is asked for as a whole", () => {
    const none = ask(
      eventWith({ slots: { address: { shape: "Composite", subSlots: { street: null } } } }),
      [],
    );
    expect(none.dialogAction).toEqual({ type: "ElicitSlot", slotToElicit: "address" });
    const all = ask(eventWith({ slots: { address: { shape: "Composite", subSlots: { street } } } }));
    expect(all.dialogAction).toEqual({ type: "ElicitSlot", slotToElicit: "address" });
    expect(all.intent?.slots["address"]).toBeNull();
  });

  test("several values go back as a list, one too where the slot was a list", () => {
    const toppings = {
      name: "item",
      values: ["ham", "corn"].map((text) => ({ text, matches: [] })),
    };
    const list = write(saying("?", elicit("size", [toppings])), event("dialog")).sessionState.intent?.slots;
    expect(list?.["item"]).toEqual({ shape: "List", values: [scalar("ham", "ham"), scalar("corn", "corn")] });

    const before = eventWith({ slots: { item: { shape: "List", values: [] }, size: null } });
    const one = { name: "item", values: [{ text: "ham", matches: [] }] };
    const still = write(saying("?", elicit("size", [one])), before).sessionState.intent?.slots;
    expect(still?.["item"]).toEqual({ shape: "List", values: [scalar("ham", "ham")] });
  });

  test("an ambiguous value goes back as Lex left it", () => {
    const time = scalar("10 o'clock", null, ["10:00", "22:00"]);
    const heard = {
      name: "item",
      values: [{ text: "10 o'clock", matches: [{ value: "10:00" }, { value: "22:00" }] }],
    };
    const { intent } = write(
      saying("Morning or evening?", elicit("size", [heard])),
      eventWith({ slots: { item: time, size: null } }),
    ).sessionState;
    expect(intent?.slots["item"]).toEqual(time);
  });
});

describe("the session", () => {
  test("keeps its attributes and contexts", () => {
    const { sessionState } = write(saying("Done.", { type: "close" }), event("dialog"));
    expect(sessionState.sessionAttributes).toEqual({ campaign: "spring", visits: "3", "palaver-turn": "1" });
    expect(sessionState.activeContexts).toHaveLength(1);
  });

  test("loses attributes that are no strings, and leaves contexts alone where it has none", () => {
    const sessionAttributes = { good: "yes", bad: 7, worse: { a: 1 } };
    const { sessionState } = write(saying("Done.", { type: "close" }), {
      ...event("dialog"),
      sessionState: { sessionAttributes },
    });
    expect(sessionState.sessionAttributes).toEqual({ good: "yes", "palaver-turn": "1" });
    expect(sessionState).not.toHaveProperty("activeContexts");
  });
});

describe("what is said", () => {
  const listen: Next = { type: "listen" };
  const messages = (reply: Reply, it: unknown = event("dialog")) => write(reply, it).messages ?? [];
  const spoken = event("fulfilment");
  const marked = complete(
    { speech: speech`Now ${pause(200)}${emphasis("this")}, Ben & Jerry.`, text: "Now this." },
    listen,
  );

  test("is text to readers, and SSML to listeners only where there is markup", () => {
    expect(messages(marked)).toEqual([{ contentType: "PlainText", content: "Now this." }]);
    expect(messages(marked, spoken)).toEqual([
      {
        contentType: "SSML",
        content: '<speak>Now <break time="200ms"/>this, Ben &amp; Jerry.</speak>',
      },
    ]);
    expect(messages(complete({ speech: "Ben & Jerry", text: "B&J" }, listen), spoken)).toEqual([
      { contentType: "PlainText", content: "Ben & Jerry" },
    ]);
  });

  test("too long for one message goes on in the next, and no word is lost", () => {
    const words = Array.from({ length: 900 }, (_, i) => `word${i}`).join(" ");
    const contents = messages(complete({ speech: words }, listen)).map((it) =>
      it.contentType === "ImageResponseCard" ? "" : it.content,
    );
    expect(contents.length).toBeGreaterThan(5);
    expect(contents.join(" ")).toBe(words);
  });

  test("too long for one message of SSML goes on in the next, and no word is lost", () => {
    const long = complete({ speech: speech`${"long ".repeat(300)}${pause(200)}end` }, listen);
    const all = messages(long, spoken);
    expect(all.map(({ contentType }) => contentType)).toEqual(["SSML", "SSML"]);
    const contents = all.map((it) => (it.contentType === "ImageResponseCard" ? "" : it.content));
    for (const content of contents) expect(content.length).toBeLessThanOrEqual(1_024);
    expect(contents.map(heardOf).join(" ")).toBe(`${"long ".repeat(300)}end`);
  });

  test("has only tags that every voice of the platform's takes, or those of the voice it is told of", () => {
    const said = complete({ speech: speech`${whisper("One")} ${emphasis("two")}.${pause(5)}` }, listen);
    expect(messages(said, spoken)).toEqual([
      { contentType: "SSML", content: '<speak>One two.<break time="5ms"/></speak>' },
    ]);
    const standard = lex({ botIds: "any", voice: targetOf("standard") });
    expect(standard.write(said, spoken)).toMatchObject({
      messages: [
        {
          contentType: "SSML",
          content:
            '<speak><amazon:effect name="whispered">One</amazon:effect> <emphasis level="moderate">two</emphasis>.<break time="5ms"/></speak>',
        },
      ],
    });
  });

  test("never exceeds ten messages or the size of an answer", () => {
    const shown = { title: "A card" };
    for (const filler of ["word ", "語", "🙂", "&", "e\u0301".repeat(40)]) {
      const reply = complete({ speech: filler.repeat(20_000), card: shown }, listen);
      expect(messages(reply).length).toBeLessThanOrEqual(10);
      expect(messages(reply, spoken).length).toBeGreaterThan(0);
    }
  });

  test("gives way before the session does, and the session before the answer", () => {
    const big = { note: "x".repeat(18_000) };
    const state = event("dialog")["sessionState"] as Tree;
    const full = event("dialog", { sessionState: { ...state, sessionAttributes: big } });
    const long = complete({ speech: "語".repeat(9_000) }, elicit("size"));
    expect(write(long, full).sessionState.sessionAttributes).toMatchObject(big);

    const huge = event("dialog", {
      sessionState: { ...state, sessionAttributes: { note: "x".repeat(40_000) } },
    });
    expect(write(long, huge).sessionState).not.toHaveProperty("sessionAttributes");
    const hopeless = eventWith({ slots: { item: scalar("x".repeat(40_000)) } });
    const bare = write(complete({ speech: "語".repeat(9_000) }, { type: "close" }), hopeless);
    expect(bare).toMatchObject({ sessionState: { intent: { name: "FallbackIntent" } }, messages: [{}] });
  });
});

test("a card gives way before the session does", () => {
  const state = event("dialog")["sessionState"] as Tree;
  const sessionAttributes = { note: "x".repeat(22_300) };
  const full = event("dialog", { sessionState: { ...state, sessionAttributes } });
  const card = { title: "語".repeat(250), body: "語".repeat(250) };
  const response = write(complete({ text: "w".repeat(1_000), card }), full);
  expect(response.sessionState.sessionAttributes).toMatchObject(sessionAttributes);
  expect(response.messages).toEqual([{ contentType: "PlainText", content: "w".repeat(1_000) }]);
});

describe("a card", () => {
  const shown = (card: Card) =>
    write(complete({ text: "Look.", card }, { type: "listen" }), event("dialog")).messages?.[1];

  test("comes after the words, within its limits", () => {
    const card = shown({
      title: "t".repeat(300),
      body: "b".repeat(300),
      image: { url: "https://example.com/a.png", alt: "a" },
      buttons: Array.from({ length: 7 }, (_, i) => ({ label: `${i} ${"l".repeat(60)}`, says: `say ${i}` })),
    });
    expect(card).toMatchObject({ contentType: "ImageResponseCard" });
    const it = card?.contentType === "ImageResponseCard" ? card.imageResponseCard : undefined;
    expect(it?.title).toHaveLength(250);
    expect(it?.buttons?.map(({ value }) => value)).toEqual(["say 0", "say 1", "say 2", "say 3", "say 4"]);
  });

  test("has no button that would say half its words, and no image that cannot be named", () => {
    const card = shown({
      title: "Card",
      image: { url: `https://example.com/${"a".repeat(250)}`, alt: "a" },
      buttons: [{ label: "Long", says: "s".repeat(51) }],
    });
    expect(card).toEqual({ contentType: "ImageResponseCard", imageResponseCard: { title: "Card" } });
  });

  test("needs a title: its body where it has none, and no card where there is neither", () => {
    expect(shown({ title: "", body: "Body" })).toMatchObject({ imageResponseCard: { title: "Body" } });
    expect(shown({ title: " " })).toBeUndefined();
  });

  test("may be all there is", () => {
    const alone = write(complete({ card: { title: "Card" } }, { type: "listen" }), event("dialog"));
    expect(alone.messages).toEqual([
      { contentType: "ImageResponseCard", imageResponseCard: { title: "Card" } },
    ]);
  });
});

test("the bot's own name for a built-in intent is used on the way back", () => {
  const own = lex({ botIds: "any", builtIns: { GetHelp: "Help" } });
  const next: Next = { type: "elicit", intent: "Help", slot: "topic", heard: [], declared: true };
  const name = (it: unknown) => write(saying("With what?", next), it, own).sessionState.intent?.name;
  expect(name(event("dialog"))).toBe("GetHelp");
  expect(name(eventWith({ name: "HelpIntent" }))).toBe("HelpIntent");
});

describe("a context that a reply opens", () => {
  const opening = (opens: Reply["opens"]) =>
    complete({ speech: "Coffee is 8 euros.", reprompt: "What else?", ...(opens && { opens }) });

  test("is opened in Lex, for as long as Lex can", () => {
    const { sessionState } = write(opening([{ name: "offer", turns: 2, minutes: 5 }]), event("dialog"));
    expect(sessionState.activeContexts).toContainEqual({
      name: "offer",
      contextAttributes: {},
      timeToLive: { turnsToLive: 2, timeToLiveInSeconds: 300 },
    });
    const long = write(opening([{ name: "offer", turns: 99, minutes: 99_999 }]), event("dialog"));
    expect(long.sessionState.activeContexts).toContainEqual(
      expect.objectContaining({ timeToLive: { turnsToLive: 20, timeToLiveInSeconds: 86_400 } }),
    );
  });

  test("takes the place of one by its name, and is closed by having no turns", () => {
    // The event has a context of its own, "shopping".
    const names = (opens: Reply["opens"]) =>
      write(opening(opens), event("dialog")).sessionState.activeContexts?.map((it) => look(it, "name"));
    expect(names([{ name: "shopping" }, { name: "offer" }])).toEqual(["shopping", "offer"]);
    expect(names([{ name: "shopping", turns: 0 }, { name: "offer" }])).toEqual(["offer"]);
    expect(names(undefined)).toEqual(["shopping"]);
  });
});
