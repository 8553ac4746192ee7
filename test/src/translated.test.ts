import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createApp, intent, memory, type AppOptions } from "palaver";

const make = (intents: AppOptions["intents"], locales?: readonly string[]) => () =>
  createApp({ name: "t", intents, store: memory(), log: () => {}, ...(locales && { locales }) });

const order = (more: object) =>
  intent("Order", {
    about: { en: "Order", de: "Bestellen" },
    utterances: { en: ["order"], de: ["bestelle"] },
    slots: { item: z.string() },
    elicit: { item: { en: "What?", de: "Was?" } },
    confirm: { en: "Shall I?", de: "Soll ich?" },
    fulfil: () => "",
    ...more,
  });

describe("an app in several languages", () => {
  test("has everything in each of them", () => {
    expect(make([order({})])).not.toThrow();
    expect(make([order({})], ["en-US", "de-DE", "de-AT"])).not.toThrow();
  });

  test.each([
    ["about", { about: { en: "Order" } }, "`about` is not there in de"],
    ["utterances", { utterances: { de: ["bestelle"] } }, "`utterances` is not there in en"],
    ["elicit", { elicit: { item: { en: "What?" } } }, 'the question for "item" is not there in de'],
    [
      "confirmSlots",
      { confirmSlots: { item: { en: "So?" } } },
      'the confirmation of "item" is not there in de',
    ],
    ["confirm", { confirm: { en: "Shall I?" } }, "`confirm` is not there in de"],
  ])("does not start with a translation of %s missing", (_, more, message) => {
    expect(
      make(
        [order({}), intent("Other", { utterances: { en: ["x"], de: ["y"] }, fulfil: () => "" })],
        ["en", "de"],
      ),
    ).not.toThrow();
    expect(make([order(more)], ["en", "de"])).toThrow(message);
  });

  test("does not start with a sentence that is in one language only, if it says that it has several", () => {
    expect(make([order({ about: "Order" })], ["en", "de"])).toThrow("`about` is not there in");
    expect(make([order({ about: "Order" })])).not.toThrow();
    expect(make([order({ about: "Order" })], ["en"])).not.toThrow();
  });

  test("does not start in a language that the framework itself does not speak", () => {
    expect(make([order({})], ["fr-FR"])).toThrow('does not speak "fr"');
  });
});
