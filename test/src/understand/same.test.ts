import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createApp, intent, memory } from "palaver";
import { sameUtterances } from "../../../src/understand/same.ts";
import { keptLog } from "../../support/log.ts";

const says = (name: string, utterances: Parameters<typeof intent>[1]["utterances"]) =>
  intent(name, { utterances, fulfil: () => name });
const modelOf = (...intents: readonly ReturnType<typeof says>[]) =>
  createApp({ name: "t", intents, store: memory(), log: () => {} }).model;

describe("an utterance of two intents", () => {
  test("is told, whatever its case and punctuation", () => {
    const model = modelOf(
      says("Show", ["Show my basket!", "hello"]),
      says("Basket", ["show my  basket", "What's up"]),
    );
    expect(sameUtterances(model)).toEqual([{ utterance: "Show my basket!", intents: ["Basket", "Show"] }]);
  });

  test("is one where slots of the same type stand in the same places", () => {
    const one = intent("One", {
      utterances: ["buy {count}"],
      slots: { count: z.number() },
      elicit: { count: "?" },
      fulfil: () => "",
    });
    const two = intent("Two", {
      utterances: ["buy {many}"],
      slots: { many: z.number() },
      elicit: { many: "?" },
      fulfil: () => "",
    });
    const three = intent("Three", {
      utterances: ["buy {what}"],
      slots: { what: z.string() },
      elicit: { what: "?" },
      fulfil: () => "",
    });
    const { model } = createApp({ name: "t", intents: [three, two, one], store: memory(), log: () => {} });
    expect(sameUtterances(model).map(({ intents }) => intents)).toEqual([["One", "Two"]]);
  });

  test("is none in two languages, or twice in one intent", () => {
    expect(
      sameUtterances(modelOf(says("A", { en: ["stop"], de: ["a"] }), says("B", { en: ["b"], de: ["stop"] }))),
    ).toEqual([]);
    expect(sameUtterances(modelOf(says("A", ["go", "go"])))).toEqual([]);
  });

  test("is named when the app starts, with both intents", () => {
    const { log, entries } = keptLog();
    createApp({ name: "t", intents: [says("A", ["go"]), says("B", ["Go."])], store: memory(), log });
    expect(entries).toEqual([
      expect.objectContaining({
        level: "warn",
        event: "same utterance",
        error: expect.stringContaining('"go" is an utterance of A and B'),
      }),
    ]);
  });
});
