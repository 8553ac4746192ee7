import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  catalog,
  createApp,
  effect,
  emphasis,
  intent,
  job,
  memory,
  on,
  received,
  speech,
  type AppOptions,
  type Intent,
} from "palaver";
import { register } from "../../src/registry.ts";

/** An intent as it may come from code without types. */
const loose = (name: string, declaration: Partial<Intent>): Intent => ({
  name,
  utterances: ["go"],
  fulfil: () => "Done.",
  ...declaration,
});

/** The code and the sentence with which an app of these intents is refused. */
function refusal(...intents: readonly Intent[]): readonly [unknown, string] {
  return refusalOf({ intents });
}

function refusalOf(options: Partial<AppOptions>): readonly [unknown, string] {
  try {
    createApp({ name: "a", intents: [], store: memory(), ...options });
  } catch (error) {
    if (error instanceof Error) return ["code" in error && error.code, error.message];
  }
  return [undefined, "It was accepted."];
}

describe("an app is refused at its start, in a sentence with the remedy,", () => {
  test("where two intents have one name", () => {
    expect(refusal(loose("Go", {}), loose("Stay", {}), loose("Go", {}))).toEqual([
      "duplicate-name",
      'Two intents are called "Go"; rename one of them.',
    ]);
  });

  test.each([
    "",
    "go home",
    "Go2",
    "go-home",
    "_go",
    "go_",
    "go__home",
    "__proto__",
    "Gö",
    "AMAZON.YesIntent",
    "x".repeat(101),
  ])("where an intent has a name that some platform refuses: %j", (name) => {
    expect(refusal(loose(name, {}))).toEqual([
      "invalid-name",
      `"${name}" is no name for an intent that every platform takes; use up to 100 letters, with single underscores between them.`,
    ]);
  });

  test("where a slot has such a name", () => {
    expect(refusal(loose("Go", { slots: { "how far": z.string().optional() } }))).toEqual([
      "invalid-name",
      '"how far" is no name for a slot that every platform takes; use up to 100 letters, with single underscores between them.',
    ]);
  });

  test("where nothing asks for a required slot", () => {
    expect(refusal(loose("Go", { slots: { where: z.string() } }))).toEqual([
      "unasked-slot",
      'Nothing asks for the slot "where" of "Go"; give it a question under `elicit`, or make its schema optional.',
    ]);
  });

  test("where nothing asks for a required slot that is called as objects' own members are", () => {
    for (const name of ["constructor", "toString", "valueOf"])
      expect(refusal(loose("Go", { slots: { [name]: z.string() }, elicit: {} }))[0]).toBe("unasked-slot");
  });

  test("where a question asks for no slot", () => {
    expect(refusal(loose("Go", { slots: { where: z.string() }, elicit: { where: "?", when: "?" } }))).toEqual(
      ["unknown-slot", 'In "Go", `elicit` asks for {when}, which is not one of its slots (where).'],
    );
  });

  test("where an utterance has no slot of the intent, in any language", () => {
    expect(refusal(loose("Go", { utterances: ["go to {where}"] }))).toEqual([
      "unknown-slot",
      'In "Go", the utterance "go to {where}" has {where}, which is not one of its slots (none).',
    ]);
    const slots = { where: z.string().optional(), when: z.string().optional() };
    expect(refusal(loose("Go", { slots, utterances: { en: ["go {where}"], de: ["geh {wohin}"] } }))).toEqual([
      "unknown-slot",
      'In "Go", the utterance "geh {wohin}" has {wohin}, which is not one of its slots (where, when).',
    ]);
  });

  test.each([
    ["go to {where", 'has a "{" without a "}" after it'],
    ["go to where}", 'has a "}" without a "{" before it'],
    ["go to {}", "has braces that name no slot"],
    ["go to {a{b}}", "has braces that name no slot"],
    ["go {where} to }", 'has a "}" without a "{" before it'],
    ["", "says nothing"],
    ["   ", "says nothing"],
  ])("where an utterance is not one: %j", (utterance, what) => {
    expect(
      refusal(loose("Go", { slots: { where: z.string().optional() }, utterances: [utterance] })),
    ).toEqual([
      "invalid-utterance",
      `The utterance "${utterance}" ${what}; write it as "order {quantity} {item}".`,
    ]);
  });

  test("where two effects, jobs or listeners have one name", () => {
    const post = () => effect("post", { payload: z.string(), deliver: async () => undefined });
    const poll = job("poll", "* * * * *", () => {});
    expect(refusalOf({ effects: [post(), post()] })).toEqual([
      "duplicate-name",
      'There are two kinds of effect called "post"; keep one of them.',
    ]);
    expect(refusalOf({ jobs: [poll, poll] })[1]).toBe('There are two jobs called "poll"; keep one of them.');
    expect(refusalOf({ listeners: [on("launch", () => "a"), on("launch", () => "b")] })[1]).toBe(
      'There are two listeners for "launch"; keep one of them.',
    );
    expect(refusalOf({ listeners: [received(post(), () => "a"), received(post(), () => "b")] })[0]).toBe(
      "duplicate-name",
    );
  });

  test("where an effect is called as the core calls its own", () => {
    const message = effect("message", { payload: z.string(), deliver: async () => undefined });
    expect(refusalOf({ effects: [message] })).toEqual([
      "invalid-name",
      'No effect can be called "message", for that is what replies are; rename it.',
    ]);
  });

  test("where a job's times are no cron expression of five fields", () => {
    expect(() => job("poll", "* * * *", () => {})).toThrow(
      'The job "poll" runs at "* * * *"; give a cron expression of five fields.',
    );
  });
});

describe("the registry", () => {
  const shown = intent("Show", {
    about: "Show it",
    utterances: { en: ["show {item} {count} {when} {note} {tags} {colour} {half}"], de: ["zeig {item}"] },
    slots: {
      item: catalog("Item", [{ id: "a", name: "A" }]),
      count: z.coerce
        .number()
        .int()
        .meta({ slotType: { here: "Here.Count" } }),
      when: z.iso.date().optional(),
      note: z.string().default(""),
      tags: z.array(z.enum(["new", "old"])).optional(),
      colour: z.enum(["red", "blue"]).meta({ title: "Colour", synonyms: { red: ["crimson"] } }),
      half: z.enum(["am", "pm"]).optional(),
    },
    elicit: {
      item: "What?",
      count: [() => "How many of them?", speech`How ${emphasis("many")}?`],
      colour: { de: "Welche?", en: ["Which?", "Which colour?"] },
    },
    confirmSlots: { colour: "Really?" },
    confirm: ({ slots }) => `Show ${slots.item.name}?`,
    fulfil: () => "Done.",
  });

  test("describes what a platform has to know: types, values with synonyms, what is required, what takes several", () => {
    const { model } = register("shop", [shown]);
    expect(JSON.parse(JSON.stringify(model))).toEqual({
      name: "shop",
      locales: ["de", "en"],
      intents: [
        {
          name: "Show",
          about: "Show it",
          utterances: {
            en: ["show {item} {count} {when} {note} {tags} {colour} {half}"],
            de: ["zeig {item}"],
          },
          slots: [
            {
              name: "item",
              type: { kind: "list", name: "Item", dynamic: false, values: [{ id: "a", name: "A" }] },
              required: true,
              many: false,
              elicit: { "": ["What?"] },
            },
            {
              name: "count",
              type: { kind: "number" },
              required: true,
              many: false,
              own: { here: "Here.Count" },
              elicit: { "": ["How many?"] },
            },
            { name: "when", type: { kind: "date" }, required: false, many: false },
            { name: "note", type: { kind: "text" }, required: false, many: false },
            {
              name: "tags",
              type: {
                kind: "list",
                name: "Tags",
                dynamic: false,
                values: [
                  { id: "new", name: "new" },
                  { id: "old", name: "old" },
                ],
              },
              required: false,
              many: true,
            },
            {
              name: "colour",
              type: {
                kind: "list",
                name: "Colour",
                dynamic: false,
                values: [
                  { id: "red", name: "red", synonyms: ["crimson"] },
                  { id: "blue", name: "blue" },
                ],
              },
              required: true,
              many: false,
              elicit: { de: ["Welche?"], en: ["Which?", "Which colour?"] },
              confirm: { "": ["Really?"] },
            },
            {
              name: "half",
              type: {
                kind: "list",
                name: "Half",
                dynamic: false,
                values: [
                  { id: "am", name: "am" },
                  { id: "pm", name: "pm" },
                ],
              },
              required: false,
              many: false,
            },
          ],
          confirms: true,
        },
      ],
    });
  });

  test("asks a catalog for its values when they are looked at, not when the app starts", () => {
    let things = [{ id: "a", name: "A" }];
    const slots = { item: catalog("Item", () => things) };
    const { model } = register("shop", [loose("Go", { slots, elicit: { item: "What?" } })]);
    things = [{ id: "b", name: "B" }];
    expect(JSON.stringify(model)).toContain('"b"');
    expect(JSON.stringify(model)).toContain('"dynamic":true');
  });

  test("knows a slot with a default, a coerced one with a default included, to need no question", () => {
    for (const schema of [
      z.string().default("x"),
      z.coerce.number().default(1),
      z.string().optional(),
      z.number().nullish(),
      z.string().catch("x"),
    ])
      expect(refusal(loose("Go", { slots: { a: schema } }))[0]).toBeUndefined();
    for (const schema of [
      z.string(),
      z.coerce.string(),
      z.coerce.number(),
      z.string().nullable(),
      z.string().min(0),
    ])
      expect(refusal(loose("Go", { slots: { a: schema } }))[0]).toBe("unasked-slot");
  });

  test("finds only what was declared", () => {
    const registry = register("shop", [shown]);
    expect(registry.find("Show")?.intent).toBe(shown);
    for (const name of ["show", "__proto__", "constructor", "toString", "hasOwnProperty", ""]) {
      expect(registry.find(name)).toBeUndefined();
      expect(registry.find("Show")?.slots.get(name)).toBeUndefined();
    }
  });
});
