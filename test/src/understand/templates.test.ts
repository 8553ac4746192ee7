import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ModelIntent, SlotType } from "palaver";
import { hear } from "../../../src/understand/heard.ts";
import { templates as layOut } from "../../../src/understand/templates.ts";

const templates = (declared: readonly Declared[]) => {
  const match = layOut(declared);
  return (said: string) => match(hear(said, { locale: "en-US", at: 0, zone: "UTC" }));
};

const text: SlotType = { kind: "text" };
const number: SlotType = { kind: "number" };
const list = (...names: readonly string[]): SlotType => ({
  kind: "list",
  name: "Item",
  dynamic: false,
  values: names.map((name) => ({ id: name.toUpperCase(), name })),
});

interface Declared {
  readonly intent: ModelIntent;
  readonly utterances: readonly string[];
}

const declare = (
  name: string,
  utterances: readonly string[],
  slots: Readonly<Record<string, SlotType>> = {},
): Declared => ({
  intent: {
    name,
    utterances: { "": utterances },
    slots: Object.entries(slots).map(([slot, type]) => ({ name: slot, type, required: true, many: false })),
  },
  utterances,
});

const order = declare(
  "Order",
  ["order {quantity} {item}", "order {item}", "{item} please", "place an order"],
  {
    quantity: number,
    item: list("oat milk", "soy milk", "milk", "mug"),
  },
);
const tell = declare("Tell", ["tell the team {message}", "tell {who} that {message}"], {
  message: text,
  who: text,
});
const all = [order, tell];

/** What a text is taken for: the intent, and the words of each slot with what they stand for. */
function understood(declared: readonly Declared[], said: string) {
  return templates(declared)(said).map(({ intent, slots }) => [
    intent,
    Object.fromEntries(
      slots.map(({ name, values: [value] }) => [name, value?.matches[0]?.value ?? value?.text]),
    ),
  ]);
}

const likeliest = (said: string, declared: readonly Declared[] = all) => understood(declared, said)[0];

describe("a text is taken for an intent", () => {
  test("by its utterance, whatever the case, the space and the punctuation", () => {
    for (const said of ["place an order", "Place an order!", "  place   an\n ORDER… ", "place, an order?"])
      expect(likeliest(said)).toEqual(["Order", {}]);
  });

  test("only as a whole", () => {
    for (const said of ["place an", "place an order now", "please place an order", "", "…", "order"])
      expect(understood(all, said)).toEqual([]);
  });

  test("with the words of its slots, wherever they stand", () => {
    expect(likeliest("order two oat milk")).toEqual(["Order", { quantity: "2", item: "oat milk" }]);
    expect(likeliest("order soy milk")).toEqual(["Order", { item: "soy milk" }]);
    expect(likeliest("a mug please")).toEqual(["Order", { item: "mug" }]);
  });

  test("with numbers in words, as many as belong to it", () => {
    expect(likeliest("order twenty two mugs")).toEqual(["Order", { quantity: "22", item: "mug" }]);
    expect(likeliest("order a couple of mugs")).toEqual(["Order", { quantity: "2", item: "mug" }]);
    expect(likeliest("order two dozen the mugs")).toEqual(["Order", { quantity: "24", item: "mug" }]);
  });

  test("with a name of several words rather than a shorter one inside it", () => {
    expect(likeliest("order oat milk please")?.[1]).not.toEqual({ item: "milk" });
    expect(likeliest("oat milk please")).toEqual(["Order", { item: "oat milk" }]);
  });

  test("with words that no list knows, where there is nothing better", () => {
    expect(templates(all)("order purple paint")).toMatchObject([
      {
        intent: "Order",
        typed: false,
        slots: [{ name: "item", values: [{ text: "purple paint", matches: [] }] }],
      },
    ]);
  });

  test("whose slots take words of their type before one whose slots do not", () => {
    const note = declare("Note", ["order {anything}"], { anything: text });
    const paint = declare("Paint", ["order {colour}"], { colour: list("red") });
    expect(likeliest("order red", [paint, note])?.[0]).toBe("Paint");
    expect(likeliest("order two mugs", [note, order])?.[0]).toBe("Order");
  });

  test("by its own words rather than by a name that a list has", () => {
    const colour = declare("Colour", ["{colour}"], { colour: list("red alert") });
    expect(likeliest("red alert", [colour, declare("Warn", ["red alert"])])?.[0]).toBe("Warn");
  });

  test("by more of its own words rather than by fewer", () => {
    const some = declare("Some", ["tell {who}"], { who: text });
    expect(likeliest("tell the team hello", [some, tell])?.[0]).toBe("Tell");
  });
});

describe("free text", () => {
  test("keeps its case and its punctuation, up to the very end", () => {
    expect(likeliest("Tell the team: I'm giving the demo NOW... (really!)")).toEqual([
      "Tell",
      { message: "I'm giving the demo NOW... (really!)" },
    ]);
  });

  test.each([
    `"break a leg!"`,
    "'break a leg!'",
    "“break a leg!”",
    "„break a leg!“",
    "«break a leg!»",
    `  "break a leg!" `,
  ])("loses the quotation marks around it: %s", (quoted) =>
    expect(likeliest(`tell the team ${quoted}`)).toEqual(["Tell", { message: "break a leg!" }]),
  );

  test("begins where the word before has ended, with any sign that it begins with", () => {
    for (const message of [
      "(maybe) yes",
      "#general is up",
      "@kevin look",
      "$5 each",
      "🍕 for all",
      "-5 degrees",
      "…so what",
    ])
      for (const before of ["tell the team ", "Tell the team: ", "tell the team - ", "tell the team,  "])
        expect([before, likeliest(before + message)]).toEqual([before, ["Tell", { message }]]);
    expect(likeliest("tell the team:now")).toEqual(["Tell", { message: "now" }]);
  });

  test("keeps the quotation marks inside it", () => {
    expect(likeliest(`tell the team he said "go" and went`)).toEqual([
      "Tell",
      { message: `he said "go" and went` },
    ]);
  });

  test("may be in any script", () => {
    for (const message of [
      "Привет, мир!",
      "你好，世界",
      "שלום",
      "नमस्ते दुनिया",
      "e\u0301te\u0301",
      "🍕 x 🍕",
      "ﬁne",
    ])
      expect(likeliest(`tell the team ${message}`)).toEqual(["Tell", { message }]);
  });

  test("ends where the utterance goes on", () => {
    expect(likeliest("tell my brother that dinner is ready")).toEqual([
      "Tell",
      { who: "my brother", message: "dinner is ready" },
    ]);
  });
});

describe("utterances", () => {
  test("in any script are compared without regard to how their letters are encoded", () => {
    const greet = declare("Greet", ["grüß {who}", "привет {who}", "你好"], { who: text });
    expect(likeliest("GRÜSS dich", [greet])).toBeUndefined();
    expect(likeliest("gru\u0308ß dich", [greet])).toEqual(["Greet", { who: "dich" }]);
    expect(likeliest("ПРИВЕТ мир", [greet])).toEqual(["Greet", { who: "мир" }]);
    expect(likeliest("你好！", [greet])).toEqual(["Greet", {}]);
  });

  test("may hold the names of a prototype, and nothing else does by itself", () => {
    const words = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"];
    for (const word of words) expect(understood(all, word)).toEqual([]);
    for (const word of words) expect(understood(all, `order ${word}`)).toEqual([["Order", { item: word }]]);
    const odd = declare("Odd", words);
    for (const word of words) expect(likeliest(word, [odd])).toEqual(["Odd", {}]);
  });

  test("mean the same in whatever order their intents are declared", () => {
    const declared = [
      order,
      tell,
      declare("Note", ["order {anything}", "{anything} please"], { anything: text }),
      declare("Ask", ["ask {who} {message}", "{who} me"], { who: text, message: text }),
      declare("Say", ["tell {words}", "say {words}"], { words: text }),
      declare("Count", ["order {number}", "count {number}"], { number }),
      declare("Twin", ["place an order"]),
    ];
    const texts = [
      "order two mugs",
      "order two",
      "tell me",
      "tell the team that it is",
      "mug please",
      "place an order",
    ];
    const expected = texts.map((it) => understood(declared, it));
    fc.assert(
      fc.property(fc.shuffledSubarray(declared, { minLength: declared.length }), (shuffled) => {
        expect(texts.map((it) => understood(shuffled, it))).toEqual(expected);
      }),
    );
  });
});

describe("the work of understanding", () => {
  /** Intents with as many ways to take a text apart as utterances can have, which count how often a slot is looked at. */
  function counting() {
    let looks = 0;
    const counted = (type: SlotType): SlotType =>
      new Proxy(type, { get: (target, name): unknown => (looks++, Reflect.get(target, name)) });
    const declared = [
      declare(
        "Many",
        ["{a} {b} {c} {d}", "{a} and {b} and {c}", "a {a} {b} a", "tell {a} that {b} please {c}"],
        {
          a: counted(text),
          b: counted(text),
          c: counted(list("oat milk", "a", "a and a")),
          d: counted(number),
        },
      ),
    ];
    const match = templates(declared);
    return (said: string) => {
      looks = 0;
      match(said);
      return looks;
    };
  }

  const patterns = [
    "a ",
    "a and ",
    "tell a that ",
    "one ",
    "please tell that a and ",
    `a" `,
    "oat milk ",
    "x, ",
  ];
  const times = (pattern: string, length: number) =>
    pattern.repeat(Math.ceil(length / pattern.length)).slice(0, length);

  test.each(patterns)("grows no faster than a text of %j", (pattern) => {
    const looksAt = counting();
    expect(looksAt(times(pattern, 8_000)) / looksAt(times(pattern, 4_000))).toBeLessThan(2.1);
  });

  test("of a text without words is nothing to speak of", () => {
    const looksAt = counting();
    for (const pattern of [" ", '"', "…", "\u0000", "\ud800", "-", "'"])
      expect(looksAt(times(pattern, 8_000))).toBe(0);
  });

  test("of a text of half a million quotation marks, which nobody bounds here, is done in no time", () => {
    const marks = '"'.repeat(500_000);
    expect(likeliest(`tell the team a ${marks} b`)).toEqual(["Tell", { message: `a ${marks} b` }]);
    expect(likeliest(`tell the team ${marks}b`)).toEqual(["Tell", { message: "b" }]);
  });

  test("of a hundred thousand words for one name, which nobody bounds here, is done in no time", () => {
    const take = declare("Take", ["take {it}"], { it: list("mug") });
    expect(templates([take])(`take ${"a ".repeat(100_000)}`)).toHaveLength(1);
  });

  test("is not shared by intents that begin with other words", () => {
    let looks = 0;
    const counted = new Proxy(text, { get: (target, name): unknown => (looks++, Reflect.get(target, name)) });
    const crowd = (size: number) =>
      [...Array(size).keys()].map((i) => declare(`Intent ${i}`, [`verb${i} {a} now`], { a: counted }));
    const work = (size: number) => {
      const match = templates(crowd(size));
      looks = 0;
      match("verb3 the whole thing now");
      return looks;
    };
    expect(work(1_000)).toBe(work(10));
  });

  test("asks a list that changes for its values once in a text", () => {
    let asked = 0;
    const changing: SlotType = {
      kind: "list",
      name: "Item",
      dynamic: true,
      get values() {
        asked++;
        return [{ id: "1", name: `thing ${asked}` }];
      },
    };
    const match = templates([declare("Take", ["take {it}"], { it: changing })]);
    match("take one of all the many things that there may be here");
    expect(asked).toBe(1);
    expect(match("take thing 2")).toMatchObject([{ typed: true }]);
  });
});

test("any text at all is understood as something or as nothing, and its words are its own", () => {
  const match = templates(all);
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }),
      fc.constantFrom("", "order ", "tell the team "),
      (said, before) => {
        for (const { slots } of match(before + said)) {
          for (const { values } of slots) expect((before + said).includes(values[0]?.text ?? "?")).toBe(true);
        }
      },
    ),
  );
});
