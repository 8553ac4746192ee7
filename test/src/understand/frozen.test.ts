import { memory } from "palaver";
import { embedded, freezeLearned, thawLearned } from "palaver/understanding";
import { describe, expect, test } from "vitest";
import { shopApp } from "../../../intents/shop/index.ts";

const { model } = shopApp({ store: memory() });
const bytes = freezeLearned(model, ["en-US"]);
const texts = [
  "could I get two cartons of oat mill",
  "put some honey in the basket",
  "what is in there",
  "hjkl",
];

describe("what an app has learned, frozen", () => {
  test("understands as what it was frozen from", () => {
    const [frozen, fresh] = [embedded(model, { learned: thawLearned(bytes, model) }), embedded(model)];
    for (const text of texts) {
      expect(frozen.explain(text, { locale: "en-US", at: 0 })).toEqual(
        fresh.explain(text, { locale: "en-US", at: 0 }),
      );
    }
  });

  test("is the same to the byte, whatever the order of the intents and of the languages", () => {
    const turned = { ...model, intents: [...model.intents].reverse() };
    expect(freezeLearned(turned, ["en-US", "en-US"])).toEqual(bytes);
    expect(freezeLearned(model, ["de-DE", "en-US"])).toEqual(freezeLearned(model, ["en-US", "de-DE"]));
  });

  test("is refused by an app that says other things", () => {
    const [first, ...others] = model.intents;
    expect(() => thawLearned(bytes, { ...model, intents: others })).toThrow("other utterances");
    const changed = { ...model, intents: [...others, { ...first!, utterances: { "": ["something else"] } }] };
    expect(() => thawLearned(bytes, changed)).toThrow("other utterances");
    expect(() => thawLearned(bytes.slice(0, 100), model)).toThrow("cut off");
  });
});
