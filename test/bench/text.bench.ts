import { bench, describe } from "vitest";
import { embedded, type Model, type SlotType } from "palaver";
import { register } from "../../src/registry.ts";
import { crowd } from "./rivals.ts";

const text: SlotType = { kind: "text" };
const slot = (name: string, type: SlotType) => ({ name, type, required: true, many: false });

const hard: Model = {
  name: "hard",
  intents: [
    {
      name: "Many",
      utterances: {
        "": ["{a} {b} {c} {d}", "{a} and {b} and {c}", "a {a} {b} a", "tell {a} that {b} please {c}"],
      },
      slots: [
        slot("a", text),
        slot("b", text),
        slot("c", { kind: "list", name: "Item", dynamic: false, values: [{ id: "oat", name: "oat milk" }] }),
        slot("d", { kind: "number" }),
      ],
    },
  ],
};

const repeated = (pattern: string, length: number) => pattern.repeat(length).slice(0, length);

describe("the longest text, made to be hard to understand", () => {
  const recognizer = embedded(hard);
  for (const pattern of ["a and a ", "one ", 'a" ', "tell a that please ", "oat milk "]) {
    for (const length of [4_000, 8_000]) {
      bench(`${length} characters of ${JSON.stringify(pattern)}`, () => {
        recognizer.understand(repeated(pattern, length), { locale: "en-US" });
      });
    }
  }
});

describe("a sentence", () => {
  for (const intents of [10, 100, 1_000, 10_000]) {
    const recognizer = embedded(register("crowd", crowd(intents)).model);
    bench(`among ${intents} intents`, () => {
      recognizer.understand("do Othera please", { locale: "en-US" });
    });
  }
});
