import { expect, test } from "vitest";
import type { Model, ModelIntent, ModelSlot } from "palaver";
import { differences, documentDifferences } from "../../../../adapters/cli/models/difference.ts";

const slot = (name: string, more: Partial<ModelSlot> = {}): ModelSlot => ({
  name,
  type: { kind: "text" },
  required: true,
  many: false,
  ...more,
});

const order: ModelIntent = {
  name: "Order",
  utterances: { "": ["order {item}", "buy {item}"] },
  slots: [slot("item"), slot("note", { required: false })],
};

const model = (...intents: readonly ModelIntent[]): Model => ({ name: "shop", locales: ["en"], intents });

test("nothing is different about the same", () => {
  expect(differences(model(order), model({ ...order, slots: [...order.slots].reverse() }))).toEqual([]);
});

test("what is different is said in words", () => {
  const size = (name: string, ...ids: readonly string[]) =>
    ({ kind: "list", name, dynamic: false, values: ids.map((id) => ({ id, name: id })) }) as const;
  expect(
    differences(
      { ...model(order, { name: "Old", utterances: {}, slots: [] }), name: "the shop" },
      {
        ...model(
          {
            ...order,
            utterances: { "": ["order {item}", "get {item}", "get me {item}"] },
            slots: [
              slot("item", { required: false, many: true, elicit: { "": ["What?"] } }),
              slot("quantity", { type: { kind: "number" } }),
            ],
            confirms: true,
            confirm: { en: ["Sure?"] },
            when: ["basket"],
          },
          { name: "New", utterances: {}, slots: [] },
        ),
        locales: ["en", "de"],
      },
    ),
  ).toEqual([
    'It is called "shop", no longer "the shop".',
    '1 language added: "de".',
    "New: a new intent.",
    "Old: gone.",
    'Order: 2 utterances added: "get {item}", "get me {item}"; 1 utterance removed: "buy {item}"; new slot quantity, a number; ' +
      "slot note is gone; slot item is no longer required; slot item takes several values now; " +
      '1 question for slot item added: "What?"; 1 wording of what it confirms in en added: "Sure?"; ' +
      'it asks before it does anything; 1 context added: "basket".',
  ]);
  const one = (type: ModelSlot["type"]) => model({ ...order, slots: [slot("item", { type })] });
  expect(differences(one({ kind: "number" }), one({ kind: "date" }))).toEqual([
    "Order: slot item is now a date, no longer a number.",
  ]);
  expect(differences(one(size("Size", "s", "m")), one(size("Size", "m", "l", "x")))).toEqual([
    'Order: 2 values of slot item added: "l", "x"; 1 value of slot item removed: "s".',
  ]);
  expect(
    differences(one(size("Size", "s")), one({ ...size("Size"), values: [{ id: "s", name: "small" }] })),
  ).toEqual(['Order: 1 value of slot item changed: "s".']);
});

test("a document's difference is said by its places", () => {
  expect(
    documentDifferences(
      { a: { scopes: ["x", "y"], gone: 1 }, same: [1, { b: 2 }], word: "old" },
      { a: { scopes: ["y", "z"], fresh: true }, same: [1, { b: 2 }], word: "new" },
    ),
  ).toEqual([
    '1 entry of a.scopes added: "z".',
    '1 entry of a.scopes removed: "x".',
    "a.gone is gone.",
    "a.fresh is new: true.",
    'word is now "new", no longer "old".',
  ]);
});
