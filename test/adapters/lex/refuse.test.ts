import { PalaverError } from "palaver";
import { lex } from "palaver/lex";
import { describe, expect, test } from "vitest";
import { event } from "./events.ts";

const channel = lex({ botIds: "SHOPBOT001" });

describe("a bot", () => {
  test("that is listed starts a turn", () => {
    expect(channel.refuse?.(event("dialog"))).toBeUndefined();
    expect(channel.read(event("dialog"))).toBeDefined();
    expect(lex({ botIds: ["OTHERBOT01", "SHOPBOT001"] }).read(event("dialog"))).toBeDefined();
  });

  test.each<[string, unknown]>([
    ["another id", { id: "OTHERBOT01" }],
    ["no id", {}],
    ["an id in a list", { id: ["SHOPBOT001"] }],
    ["no bot", undefined],
  ])("with %s starts none, is refused, and hears so", (_, bot) => {
    const foreign = event("dialog", { bot });
    expect(channel.read(foreign)).toBeUndefined();
    expect(channel.refuse?.(foreign)).toContain("botIds");
    expect(channel.write(undefined, foreign)).toMatchObject({
      sessionState: { dialogAction: { type: "Close" }, intent: { name: "Order", state: "Failed" } },
      messages: [{ contentType: "PlainText" }],
    });
  });

  test("has to be listed, by its id", () => {
    expect(() => lex({ botIds: [] })).toThrow(PalaverError);
    expect(() => lex({ botIds: "" })).toThrow(/ten letters and digits/);
    expect(() => lex({ botIds: ["SHOPBOT001", "Shop"] })).toThrow(/"Shop"/);
  });
});

describe("an event of Lex V1", () => {
  const open = lex({ botIds: "any" });

  test("is refused by name, with its end and the remedy", () => {
    const why = open.refuse?.(event("legacy"));
    expect(why).toContain("Lex V1");
    expect(why).toContain("15 September 2025");
    expect(why).toContain("Lex V2");
    expect(open.read(event("legacy"))).toBeUndefined();
  });

  test("is answered in the shape V1 reads, its attributes kept", () => {
    expect(open.write(undefined, event("legacy"))).toEqual({
      sessionAttributes: { campaign: "spring" },
      dialogAction: {
        type: "Close",
        fulfillmentState: "Failed",
        message: { contentType: "PlainText", content: open.refuse?.(event("legacy")) },
      },
    });
  });
});

test.each([undefined, null, 7, "text", [], {}, { sessionState: 7 }, { request: { type: "IntentRequest" } }])(
  "%j is no event of Lex and still gets a response that Lex could read",
  (it) => {
    expect(channel.refuse?.(it)).toContain("no Lex V2 event");
    expect(channel.read(it)).toBeUndefined();
    expect(channel.write(undefined, it)).toMatchObject({ sessionState: { dialogAction: { type: "Close" } } });
  },
);
