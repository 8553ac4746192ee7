import { complete, type Interpretation, type Turn } from "palaver";
import { lex } from "palaver/lex";
import { describe, expect, test } from "vitest";
import { event, eventWith, scalar, type Tree } from "./events.ts";

const clock = { now: () => 1_700_000_000_000, random: () => 0.5, sleep: async () => {} };
const channel = lex({ botIds: "any", clock, newId: () => "fresh" });

function understood(it: unknown): Interpretation {
  const input = channel.read(it)?.input;
  if (input?.type !== "intent") throw new Error("not an intent");
  return input.interpretation;
}

const slotOf = (slot: unknown) => understood(eventWith({ slots: { item: slot } })).slots[0]?.values;

describe("an event of Lex V2", () => {
  test("reads as one turn with the session as conversation and user", () => {
    const turn: Turn = {
      id: expect.stringMatching(/^visitor-17\/[\w-]{22}$/) as string,
      channel: "lex",
      conversation: "visitor-17",
      user: "visitor-17",
      locale: "en-US",
      at: 1_700_000_000_000,
      input: {
        type: "intent",
        interpretation: {
          intent: "Order",
          confidence: 0.87,
          slots: [
            { name: "item", values: [{ text: "oat milk", matches: [{ value: "Oat drink" }] }] },
            { name: "quantity", values: [{ text: "two", matches: [{ value: "2" }] }] },
          ],
        },
        text: "order two oat milk",
      },
      can: { voice: false, screen: true, buttons: true, audio: false },
    };
    expect(channel.read(event("dialog"))).toEqual(turn);
  });

  test("reads the intent Lex acts on and not the first guess", () => {
    expect(understood(event("dialog")).intent).toBe("Order");
  });

  test("without anything to tell it from others by gets a new id", () => {
    expect(channel.read(event("fulfilment"))?.id).toBe("caller-4/fresh");
  });

  test("reads the fulfilment hook, a spoken yes and the bot's locale", () => {
    const turn = channel.read(event("fulfilment"));
    expect(turn).toMatchObject({
      locale: "de-DE",
      can: { voice: true, screen: false, buttons: false },
      input: { interpretation: { confirmation: "yes", slots: [], confidence: 1 } },
    });
  });

  test("reads a denied confirmation as no", () => {
    expect(understood(eventWith({ confirmationState: "Denied" })).confirmation).toBe("no");
    expect(understood(eventWith({ confirmationState: "None" })).confirmation).toBeUndefined();
  });

  test("reads digits pressed on a telephone as text", () => {
    const turn = channel.read(event("dialog", { inputMode: "DTMF", inputTranscript: "4711" }));
    expect(turn?.input).toMatchObject({ text: "4711" });
  });

  test("is spoken to where audio is wanted, whatever the input was", () => {
    const audio = channel.read(event("dialog", { responseContentType: "audio/pcm" }));
    expect(audio?.can).toEqual({ voice: true, screen: false, buttons: false, audio: false });
    const { responseContentType: _, ...silent } = event("dialog", { inputMode: "Speech" });
    expect(channel.read(silent)?.can.voice).toBe(true);
  });

  test("has only members of its own", () => {
    expect(channel.read(Object.create(event("dialog")))).toBeUndefined();
  });

  test("without an intent reads as the words alone", () => {
    const turn = channel.read(event("dialog", { sessionState: {} }));
    expect(turn?.input).toEqual({ type: "text", text: "order two oat milk" });
  });

  test.each<[string, unknown]>([
    ["a session", { sessionId: undefined }],
    ["a session that is a string", { sessionId: 17 }],
    ["a state", { sessionState: null }],
    ["both intent and words", { sessionState: {}, inputTranscript: undefined }],
  ])("without %s is no turn", (_, changes) => {
    expect(channel.read(event("dialog", changes as Tree))).toBeUndefined();
  });
});

describe("how sure Lex is", () => {
  const confidence = (nluConfidence: unknown) =>
    understood(event("dialog", { interpretations: [{ nluConfidence, intent: { name: "Order" } }] }))
      .confidence;

  test.each<[string, unknown, number]>([
    ["a number", 0.5, 0.5],
    ["an object, as in the runtime API", { score: 0.25 }, 0.25],
    ["a string, as in conversation logs", "0.75", 0.75],
    ["absent, while a slot is elicited", undefined, 1],
    ["a number that is no confidence", 7, 1],
    ["no number at all", "very", 1],
  ])("may be %s", (_, given, expected) => {
    expect(confidence(given)).toBe(expected);
  });
});

describe("a slot", () => {
  test("that is empty, or no slot at all, was not heard", () => {
    expect(slotOf(null)).toBeUndefined();
    expect(slotOf("None")).toBeUndefined();
    expect(slotOf({})).toBeUndefined();
    expect(slotOf(scalar(""))).toBeUndefined();
  });

  test("that Lex could not resolve keeps its words", () => {
    expect(slotOf(scalar("oat"))).toEqual([{ text: "oat", matches: [] }]);
  });

  test("that keeps original values has no match but what it resolved to", () => {
    expect(slotOf(scalar("oat", "oat"))).toEqual([{ text: "oat", matches: [] }]);
    expect(slotOf(scalar("oat", "oat", ["Oat drink"]))?.[0]?.matches).toEqual([{ value: "Oat drink" }]);
  });

  test("that is ambiguous has several matches", () => {
    expect(slotOf(scalar("10 o'clock", null, ["10:00", "22:00"]))?.[0]?.matches).toEqual([
      { value: "10:00" },
      { value: "22:00" },
    ]);
  });

  test("that Lex settled has one match, whatever else it might have been", () => {
    expect(slotOf(scalar("oat", "Oat drink", ["Oat drink", "Oat bread"]))?.[0]?.matches).toEqual([
      { value: "Oat drink" },
    ]);
  });

  test("that takes several has a value for each", () => {
    const values = [scalar("ham", "Ham", ["Ham"]), scalar("corn", "Sweetcorn", ["Sweetcorn"])];
    expect(
      slotOf({ shape: "List", value: scalar("ham and corn").value, values })?.map((it) => it.text),
    ).toEqual(["ham", "corn"]);
  });

  test("that is composite has parts", () => {
    const subSlots = { street: scalar("main street", "Main Street", ["Main Street"]), zip: null };
    expect(slotOf({ shape: "Composite", subSlots })).toEqual([
      {
        text: "main street",
        matches: [],
        parts: [{ name: "street", values: [{ text: "main street", matches: [{ value: "Main Street" }] }] }],
      },
    ]);
    expect(slotOf({ shape: "Composite", subSlots: { zip: null } })).toBeUndefined();
  });

  test("nested without end reads as nothing and overflows nothing", () => {
    let nested: unknown = scalar("deep");
    for (let i = 0; i < 50_000; i++) nested = { shape: "List", values: [nested] };
    expect(slotOf(nested)).toBeUndefined();
  });

  test("of an inherited name is a slot like any other", () => {
    const slots = JSON.parse('{"__proto__":{"value":{"originalValue":"x"}},"constructor":null}') as Tree;
    expect(understood(eventWith({ slots })).slots).toEqual([
      { name: "__proto__", values: [{ text: "x", matches: [] }] },
    ]);
  });
});

describe("the name of an intent", () => {
  const named = (name: string, builtIns = {}) => {
    const turn = lex({ botIds: "any", builtIns }).read(eventWith({ name }));
    return turn?.input.type === "intent" && turn.input.interpretation.intent;
  };

  test.each([
    ["FallbackIntent", "Fallback"],
    ["YesIntent", "Yes"],
    ["AMAZON.StartOverIntent", "StartOver"],
    ["Help", "Help"],
    ["Order", "Order"],
    ["PresentIntent", "PresentIntent"],
    ["constructor", "constructor"],
  ])("%s is the app's %s", (name, expected) => {
    expect(named(name)).toBe(expected);
  });

  test("is the bot's own for a built-in one, where the bot says so", () => {
    expect(named("GetHelp", { GetHelp: "Help" })).toBe("Help");
    expect(named("toString", { GetHelp: "Help" })).toBe("toString");
  });
});

describe("the locale", () => {
  test.each<[unknown, string]>([
    ["en_GB", "en-GB"],
    ["es_419", "es-419"],
    ["", "en-AU"],
    ["not a locale", "en-AU"],
    [7, "en-AU"],
    [undefined, "en-AU"],
  ])("%j is %s", (localeId, expected) => {
    const turn = lex({ botIds: "any", locale: "en-AU" }).read(event("dialog", { bot: { localeId } }));
    expect(turn?.locale).toBe(expected);
  });
});

describe("the turn's id", () => {
  const any = lex({ botIds: "any", attributes: { user: "customer", turn: "message" } });
  const idOf = (it: unknown) => any.read(it)?.id;

  test("is the same for an event that comes again", () => {
    expect(idOf(event("dialog"))).toBe(idOf(event("dialog")));
  });

  test("differs for two equal answers in one session, since each response moves the session's count on", () => {
    const first = event("dialog");
    const { sessionState } = any.write(complete({ speech: "And?" }, { type: "listen" }), first) as {
      sessionState: { sessionAttributes: Tree };
    };
    const { sessionAttributes } = sessionState;
    expect(sessionAttributes["palaver-turn"]).toBe("1");
    const state = first["sessionState"] as Tree;
    const again = { ...first, sessionState: { ...state, sessionAttributes } };
    expect(idOf(again)).not.toBe(idOf(first));
  });

  test("differs for the two hooks of one utterance, and for two requests", () => {
    const fulfilment = event("dialog", { invocationSource: "FulfillmentCodeHook" });
    const state = event("dialog")["sessionState"] as Tree;
    const other = event("dialog", { sessionState: { ...state, originatingRequestId: "another" } });
    expect(new Set([event("dialog"), fulfilment, other].map(idOf)).size).toBe(3);
  });

  test("is always another one where an event has nothing to tell it from others by", () => {
    expect(idOf(event("fulfilment"))).not.toBe(idOf(event("fulfilment")));
  });

  test("is not taken in by a count that is none", () => {
    for (const count of ["x", "-1", "1.5", "1e999", "9".repeat(400)]) {
      const state = { intent: { name: "Order" }, sessionAttributes: { "palaver-turn": count } };
      const it = event("dialog", { sessionState: state });
      expect(idOf(it)).not.toBe(idOf(it));
      expect(any.write(complete({ speech: "Yes." }), it)).toMatchObject({
        sessionState: { sessionAttributes: { "palaver-turn": "1" } },
      });
    }
  });

  test("and the user are what the client's request attributes say, where the app wants that", () => {
    const sent = (text: string) =>
      event("dialog", { inputTranscript: text, requestAttributes: { customer: "ann", message: "m-1" } });
    expect(any.read(sent("a"))).toMatchObject({
      id: "visitor-17/m-1",
      user: "ann",
      conversation: "visitor-17",
    });
    expect(idOf(sent("a"))).toBe(idOf(sent("b")));
    const hostile = event("dialog", { requestAttributes: { customer: {}, message: 1 } });
    expect(any.read(hostile)?.user).toBe("visitor-17");
  });
});
