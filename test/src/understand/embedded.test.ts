import { describe, expect, test } from "vitest";
import {
  embedded,
  type Expectation,
  type Interpretation,
  type Model,
  type ModelSlot,
  type SlotType,
} from "palaver";

const slot = (name: string, type: SlotType): ModelSlot => ({ name, type, required: true, many: false });

const items = [{ id: "oat", name: "oat milk", synonyms: ["oatmilk"] }];

const model: Model = {
  name: "shop",
  intents: [
    {
      name: "Order",
      utterances: { en: ["order {quantity} {item}", "I want to order"], de: ["bestelle {item}"] },
      slots: [
        slot("quantity", { kind: "number" }),
        slot("item", { kind: "list", name: "Item", dynamic: false, values: items }),
      ],
    },
    { name: "Tell", utterances: { "": ["tell them {message}"] }, slots: [slot("message", { kind: "text" })] },
    { name: "Go", utterances: { "": ["go ahead"] }, slots: [] },
  ],
};

const recognizer = embedded(model);

async function understand(text: string, expectation?: Expectation, locale = "en-US") {
  return recognizer.understand(text, { locale, ...(expectation && { expectation }) });
}

const shown = (it: Interpretation | undefined) =>
  it && [
    it.intent,
    ...it.slots.map(
      ({ name, values: [value] }) =>
        `${name}=${value?.matches[0]?.id ?? value?.matches[0]?.value ?? value?.text ?? ""}`,
    ),
  ];

const likeliest = async (...args: Parameters<typeof understand>) => shown((await understand(...args))[0]);

const asks = (intent: string, name: string): Expectation => ({ intent, awaits: { slot: name } });

describe("embedded understanding", () => {
  test("finds what the app declares, in the language of the person", async () => {
    expect(await likeliest("order two oatmilk")).toEqual(["Order", "quantity=2", "item=oat"]);
    expect(await likeliest("bestelle oat milk", undefined, "de-AT")).toEqual(["Order", "item=oat"]);
    expect(await likeliest("bestelle etwas anderes")).toBeUndefined();
  });

  test("knows the words that every app knows, whatever stands around them", async () => {
    for (const [text, intent] of [
      ["Yes.", "Yes"],
      ["no, thanks!", "No"],
      ["never mind", "Cancel"],
      ["STOP", "Stop"],
      ["help", "Help"],
      ["what?", "Repeat"],
      ["start over", "StartOver"],
      [" yes ", "Yes"],
      ["that’s all", "Stop"],
    ] as const)
      expect([text, await likeliest(text)]).toEqual([text, [intent]]);
    expect(await likeliest("Ja bitte", undefined, "de-DE")).toEqual(["Yes"]);
    expect(await likeliest("yes", undefined, "fr-FR")).toEqual(["Yes"]);
  });

  test("finds nothing in what means nothing here", async () => {
    for (const text of ["", "   ", "…", "what is the weather", "__proto__", "constructor"])
      expect(await understand(text)).toEqual([]);
  });

  test("takes no locale for one that it has", async () => {
    for (const locale of ["constructor", "__proto__", "toString-US", "", "-", "en-US-x-y"])
      expect(await likeliest("yes", undefined, locale)).toEqual(["Yes"]);
  });

  test("lays its utterances out once for each of the locales that are in use", () => {
    let laid = 0;
    const counted = {
      ...model,
      intents: model.intents.map((it) => ({
        ...it,
        get utterances() {
          laid++;
          return it.utterances;
        },
      })),
    };
    const counting = embedded(counted);
    const hear = (locale: string) => void counting.understand("ok", { locale });
    for (let i = 0; i < 3; i++) for (const locale of ["en-US", "de-DE"]) hear(locale);
    expect(laid).toBe(2 * model.intents.length);
    for (let i = 0; i < 100; i++) hear(`xx-${i}`);
    laid = 0;
    hear("en-US");
    expect(laid).toBe(model.intents.length);
  });

  test("remembers no more locales than it needs, whatever callers send", async () => {
    for (let i = 0; i < 1_000; i++) expect(await likeliest("yes", undefined, `xx-${i}`)).toEqual(["Yes"]);
    expect(await likeliest("order two oatmilk")).toEqual(["Order", "quantity=2", "item=oat"]);
  });

  test("is surer of plain utterances than of slots that fit, and of those than of slots that do not", async () => {
    const sure = async (text: string) => (await understand(text))[0]?.confidence;
    expect([
      await sure("I want to order"),
      await sure("order two oat milk"),
      await sure("order two pianos"),
    ]).toEqual([1, 0.9, 0.5]);
    expect(await sure("could you order me two oat milk maybe")).toBeGreaterThan(0.5);
  });

  test("looks at a hundred thousand letters at most", async () => {
    const [first] = await understand(`tell them ${"x".repeat(120_000)}`);
    expect(first?.slots[0]?.values[0]?.text).toHaveLength(100_000 - "tell them ".length);
  });
});

describe("an open question", () => {
  test("takes what is said as its answer", async () => {
    expect(await likeliest("a dozen", asks("Order", "quantity"))).toEqual(["Order", "quantity=12"]);
    expect(await likeliest("the oatmilk", asks("Order", "item"))).toEqual(["Order", "item=oat"]);
    expect(await likeliest("a dozen")).toBeUndefined();
  });

  test("takes words that do not fit only where nothing else does", async () => {
    expect(await likeliest("blue", asks("Order", "quantity"))).toEqual(["Order", "quantity=blue"]);
    expect(await likeliest("tell them blue", asks("Order", "quantity"))).toEqual(["Tell", "message=blue"]);
  });

  test("for free text takes whatever is said, but for plain wordings of something else", async () => {
    const open = asks("Tell", "message");
    expect(await likeliest("order two oat milk", open)).toEqual(["Tell", "message=order two oat milk"]);
    expect(await likeliest("I want to order", open)).toEqual(["Order"]);
    expect(await likeliest("help", open)).toEqual(["Help"]);
    expect(await likeliest("no", open)).toEqual(["No"]);
  });

  test("keeps the words of a free answer as they were written", async () => {
    expect(await likeliest("  Break a leg, Kevin! ", asks("Tell", "message"))).toEqual([
      "Tell",
      "message=Break a leg, Kevin!",
    ]);
  });

  test("for a yes or no takes these, and leaves the rest to be understood as ever", async () => {
    const open: Expectation = { intent: "Order", awaits: "confirmation" };
    expect(await likeliest("yes", open)).toEqual(["Yes"]);
    expect(await likeliest("no", open)).toEqual(["No"]);
    expect(await likeliest("order two oat milk", open)).toEqual(["Order", "quantity=2", "item=oat"]);
  });

  test("of an intent or a slot that is not there asks nothing", async () => {
    for (const open of [asks("Nothing", "item"), asks("Order", "nothing"), asks("__proto__", "constructor")])
      expect(await understand("some words", open)).toEqual([]);
  });
});

test("an app's own plain wording comes before the built-in word for it", async () => {
  expect(await likeliest("go ahead")).toEqual(["Go"]);
});

test("a list whose entries change is understood as it is now", () => {
  const growing = [{ id: "1", name: "mug" }];
  const changing: SlotType = {
    kind: "list",
    name: "Item",
    dynamic: true,
    get values() {
      return growing;
    },
  };
  const shop = embedded({
    name: "shop",
    intents: [{ name: "Buy", utterances: { "": ["buy {item}"] }, slots: [slot("item", changing)] }],
  });
  const ask = (text: string) => shown(shop.understand(text, { locale: "en-US" })[0]);
  expect(ask("buy a jug")).toEqual(["Buy", "item=jug"]);
  growing.push({ id: "2", name: "jug" });
  expect(ask("buy a jug")).toEqual(["Buy", "item=2"]);
  growing.splice(1, 1, { id: "3", name: "jug" });
  expect(ask("buy a jug")).toEqual(["Buy", "item=3"]);
  growing.pop();
  expect(ask("buy a jug")).toEqual(["Buy", "item=jug"]);
});

describe("two things said at once", () => {
  const both = embedded(model, { several: true });
  const heard = (text: string) => {
    const [first] = both.understand(text, { locale: "en-US" });
    return [first, ...(first?.then ?? [])].map(shown);
  };

  test("are heard as two where that is wanted and each is clear", () => {
    expect(heard("go ahead and order two oat milk")).toEqual([["Go"], ["Order", "quantity=2", "item=oat"]]);
    expect(heard("order two oat milk, then go ahead")).toEqual([["Order", "quantity=2", "item=oat"], ["Go"]]);
    expect(heard("order two oat milk and blue skies")).toHaveLength(1);
    expect(heard("the blue skies and go ahead").length).toBeLessThan(2);
    expect(heard("go ahead and maybe an order of something").length).toBeLessThan(2);
    expect(heard("maybe an order of something, go ahead").length).toBeLessThan(2);
    expect(heard("tell them to go ahead and order two oat milk")).toHaveLength(1);
    for (const text of ["and", "and and and", ", then ,", "go ahead and"])
      expect(heard(text).length, text).toBeLessThan(2);
  });

  test("are heard as one by default", async () => {
    const [first] = await understand("go ahead and order two oat milk");
    expect(first?.then).toBeUndefined();
  });
});

describe("an explanation", () => {
  test("has what was found, what was learned, and which words decided", () => {
    const { values, ranking, because, interpretations } = embedded(model).explain(
      "could you order me two oat milk",
      { locale: "en-US" },
    );
    expect(values).toEqual([
      { type: "number", text: "two", value: "2" },
      { type: "Item", text: "oat milk", value: "oat" },
    ]);
    expect(shown(interpretations[0])).toEqual(["Order", "quantity=2", "item=oat"]);
    expect(ranking.ranked[0]?.intent).toBe("Order");
    const decided = because[0]?.words.toSorted((a, b) => b.weight - a.weight)[0];
    expect(decided?.word).toBe("order");
  });
});

describe("learned understanding", () => {
  test("takes anything at all, and an app of any size", () => {
    const odd = [
      "",
      "\ud800",
      "🎉🎉",
      "\u0000\u0007",
      "x".repeat(100_000),
      "oat milk ".repeat(10_000),
      "{item} {quantity}",
    ];
    for (const text of odd) expect(() => embedded(model).understand(text, { locale: "en-US" })).not.toThrow();
    for (const intents of [[], model.intents.slice(0, 1), [{ name: "Mute", utterances: {}, slots: [] }]]) {
      expect(() =>
        embedded({ name: "odd", intents }).understand("something else entirely", { locale: "en-US" }),
      ).not.toThrow();
    }
    const empty = slot("item", { kind: "list", name: "Nothing", dynamic: false, values: [] });
    const bare = embedded({
      name: "bare",
      intents: [{ name: "Buy", utterances: { "": ["buy {item}"] }, slots: [empty] }],
    });
    expect(shown(bare.understand("buy a jug", { locale: "en-US" })[0])).toEqual(["Buy", "item=a jug"]);
  });
});
