import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  catalog,
  createApp,
  elicit,
  intent,
  memory,
  speech,
  type AppOptions,
  type Intent,
  type Reply,
} from "palaver";
import { person, play } from "palaver/testing";
import { keptLog } from "../support/log.ts";
import { said, understood } from "../support/turns.ts";

const items = catalog("Item", [
  { id: "oat", name: "oat milk", synonyms: ["oatmilk", "oat drink"], price: 2 },
  { id: "soy", name: "soy milk", price: 3 },
]);

/** What the handler was given last. */
const given: unknown[] = [];

const order = intent("Order", {
  about: "Order something",
  utterances: ["order {quantity} {item}", "order {item}", "I want to place an order"],
  slots: { item: items, quantity: z.coerce.number().int().min(1).max(20) },
  elicit: {
    item: "What would you like?",
    quantity: ({ item }) => speech`How many ${item?.name ?? "of it"}?`,
  },
  confirm: ({ slots }) => speech`That is ${slots.quantity} ${slots.item.name}. Shall I place the order?`,
  fulfil({ slots }) {
    given.push(slots);
    if (slots.quantity > 5) return elicit("quantity", "We have only 5 left. How many?");
    return `Done, ${slots.quantity * slots.item.price} euros.`;
  },
});

const paint = intent("Paint", {
  about: "Paint it in a colour.",
  utterances: ["paint it {colour}", "paint it"],
  slots: { colour: z.enum(["red", "blue"]).meta({ synonyms: { red: ["crimson", "scarlet"] } }) },
  elicit: { colour: { en: "Which colour?", de: "Welche Farbe?" } },
  fulfil: ({ slots }) => `Painted ${slots.colour}.`,
});

const make = (intents: readonly Intent[], more: Partial<AppOptions> = {}) =>
  createApp({ name: "the shop", intents, store: memory(), log: keptLog().log, ...more });

/** Plays a conversation and expects that it went as it is written. */
async function goes(script: string, intents: readonly Intent[] = [order, paint], locale = "en-US") {
  const clean = script.replace(/^ +/gm, "").trim();
  expect(await play(clean, person(make(intents), { locale }))).toBe(clean);
}

describe("an intent asks for what it needs", () => {
  test("in the order in which its slots are declared, and for nothing it has heard", () =>
    goes(`
      you: I want to place an order
      bot: What would you like?
      you: soy milk
      bot: How many soy milk?
      you: two
      bot: That is 2 soy milk. Shall I place the order?
      you: yes
      bot: Done, 6 euros.
      you: order three oat milk
      bot: That is 3 oat milk. Shall I place the order?
      you: yes
      bot: Done, 6 euros.`));

  test("again where its words are refused, keeping what else was heard", () =>
    goes(`
      you: order oat milk
      bot: How many oat milk?
      you: twenty one
      bot: That has to be a number from 1 to 20. How many oat milk?
      you: blue
      bot: That has to be a number from 1 to 20. How many oat milk?
      you: a dozen
      bot: That is 12 oat milk. Shall I place the order?`));

  test("first for what was refused, even where something in front of it is missing too", async () => {
    const reply = await make([order]).respond(
      understood({ intent: "Order", slots: [{ name: "quantity", values: [{ text: "99", matches: [] }] }] }),
    );
    expect(reply.text).toBe("That has to be a number from 1 to 20. How many of it?");
    expect(reply.next).toEqual({
      type: "elicit",
      intent: "Order",
      slot: "quantity",
      heard: [],
      declared: true,
    });
  });

  test("by any of the names a catalog knows, in any case", () =>
    goes(`
      you: order two OATMILK
      bot: That is 2 oat milk. Shall I place the order?
      you: no
      bot: All right, I will not.
      you: order two Oat Drink
      bot: That is 2 oat milk. Shall I place the order?`));

  test("taking the synonyms of an enum's metadata for its value", () =>
    goes(`
      you: paint it
      bot: Which colour?
      you: green
      bot: I do not know "green". Which colour?
      you: Scarlet
      bot: Painted red.`));

  test("again where a handler asks, in its words, and has it confirmed anew", () =>
    goes(`
      you: order nine soy milk
      bot: That is 9 soy milk. Shall I place the order?
      you: yes
      bot: We have only 5 left. How many?
      you: seven
      bot: That is 7 soy milk. Shall I place the order?
      you: yes
      bot: We have only 5 left. How many?
      you: five
      bot: That is 5 soy milk. Shall I place the order?
      you: yes
      bot: Done, 15 euros.`));

  test("in the language of the person, or the first there is", async () => {
    await goes(
      `you: paint it
       bot: Welche Farbe?`,
      [paint],
      "de-CH",
    );
    await goes(
      `you: paint it
       bot: Which colour?`,
      [paint],
      "fr-FR",
    );
  });

  test("and takes a new wording of the same intent as going on", () =>
    goes(`
      you: order oat milk
      bot: How many oat milk?
      you: order soy milk
      bot: How many soy milk?
      you: 2
      bot: That is 2 soy milk. Shall I place the order?`));

  test("and takes nothing over from another intent that has a slot of the same name", async () => {
    const find = intent("Find", {
      utterances: ["find", "find {item}"],
      slots: { item: items },
      elicit: { item: "Find what?" },
      fulfil: ({ slots }) => `Here is ${slots.item.name}.`,
    });
    await goes(
      `you: order oat milk
       bot: How many oat milk?
       you: find
       bot: Find what?`,
      [order, find],
    );
  });

  test("again, and again after help, where a wording of the intent has what is refused for what was heard", () =>
    goes(`
      you: order two oat milk
      bot: That is 2 oat milk. Shall I place the order?
      you: order ninety oat milk
      bot: That has to be a number from 1 to 20. How many oat milk?
      you: say that again
      bot: That has to be a number from 1 to 20. How many oat milk?`));

  test("and gives way to another intent", () =>
    goes(`
      you: order oat milk
      bot: How many oat milk?
      you: paint it blue
      bot: Painted blue. How many oat milk?
      you: 2
      bot: That is 2 oat milk. Shall I place the order?`));
});

describe("a slot", () => {
  const shown = intent("Show", {
    utterances: ["show {size} {note} {code} {tags}", "show"],
    slots: {
      size: z.coerce.number().default(7),
      note: z.string().optional(),
      code: z
        .string()
        .transform((it) => it.toUpperCase().length)
        .optional(),
      tags: z.array(z.enum(["new", "old"])).default(["old"]),
    },
    fulfil: ({ slots }) => JSON.stringify(slots),
  });
  const show = async (slots: Readonly<Record<string, readonly string[]>>) =>
    JSON.parse(
      (
        await make([shown]).respond(
          understood({
            intent: "Show",
            slots: Object.entries(slots).map(([name, texts]) => ({
              name,
              values: texts.map((text) => ({ text, matches: [] })),
            })),
          }),
        )
      ).text,
    ) as unknown;

  test("with a default is never asked for and never missing, an optional one may be missing", async () => {
    expect(await show({})).toEqual({ size: 7, tags: ["old"] });
  });

  test("arrives as its schema gives it: coerced, transformed, and as a list where it takes one", async () => {
    expect(await show({ size: ["12"], note: ["Hello"], code: ["abc"], tags: ["new", "old"] })).toEqual({
      size: 12,
      note: "Hello",
      code: 3,
      tags: ["new", "old"],
    });
  });

  test("that takes one value takes the first that was heard", async () => {
    expect(await show({ note: ["one", "two"] })).toMatchObject({ note: "one" });
  });

  test("without a question whose words are refused stays empty", async () => {
    expect(await show({ tags: ["new", "blue"], size: ["large"] })).toEqual({ size: 7, tags: ["old"] });
  });

  test("takes what a platform took the words for before the words, and an id before a name", async () => {
    const echo = intent("Echo", {
      utterances: ["echo {word}"],
      slots: { word: z.string() },
      elicit: { word: "What?" },
      fulfil: ({ slots }) => slots.word,
    });
    const say = async (text: string, matches: readonly { value: string; id?: string }[]) =>
      (
        await make([echo]).respond(
          understood({ intent: "Echo", slots: [{ name: "word", values: [{ text, matches }] }] }),
        )
      ).text;
    expect(await say("mugs", [{ value: "mug", id: "M1" }])).toBe("M1");
    expect(await say("mugs", [{ value: "mug" }, { value: "jug" }])).toBe("mug");
    expect(await say("mugs", [])).toBe("mugs");
  });

  test("takes the first of several meanings that its schema takes", async () => {
    const reply = await make([paint]).respond(
      understood({
        intent: "Paint",
        slots: [
          { name: "colour", values: [{ text: "x", matches: [{ value: "green" }, { value: "blue" }] }] },
        ],
      }),
    );
    expect(reply.text).toBe("Painted blue.");
  });

  test("that nobody declared, or in which nothing was heard, is nothing", async () => {
    const heard = { values: [{ text: "polluted", matches: [] }] };
    const reply = await make([shown]).respond(
      understood({
        intent: "Show",
        slots: [
          { name: "__proto__", ...heard },
          { name: "constructor", ...heard },
          { name: "toString", ...heard },
          { name: "nothing of ours", ...heard },
          { name: "note", values: [] },
        ],
      }),
    );
    expect(JSON.parse(reply.text)).toEqual({ size: 7, tags: ["old"] });
    expect(Object.hasOwn(Object.prototype, "values")).toBe(false);
  });

  test("in which nothing was heard this time keeps what was heard before", async () => {
    const app = make([order]);
    await app.respond(said("order oat milk"));
    const reply = await app.respond(
      understood({
        intent: "Order",
        slots: [
          { name: "item", values: [] },
          { name: "quantity", values: [{ text: "2", matches: [] }] },
        ],
      }),
    );
    expect(reply.text).toBe("That is 2 oat milk. Shall I place the order?");
  });

  test("may have a schema that has to wait", async () => {
    const wait = intent("Wait", {
      utterances: ["wait {word}"],
      slots: {
        word: {
          "~standard": {
            version: 1,
            vendor: "slow",
            validate: async (value: unknown) =>
              typeof value === "string" && value.length > 2
                ? { value: value.length }
                : { issues: [{ message: "too short" }] },
          },
        },
      },
      elicit: { word: "Which word?" },
      fulfil: ({ slots }) => `${String(slots.word)} letters.`,
    });
    await goes(
      `you: wait ab
       bot: too short. Which word?
       you: abc
       bot: 3 letters.`,
      [wait],
    );
  });
});

describe("a confirmation", () => {
  const heard = [
    { name: "item", values: [{ text: "soy milk", matches: [] }] },
    { name: "quantity", values: [{ text: "2", matches: [] }] },
  ];

  test("says what it is about, asks again after silence, and tells the channel all that was heard", async () => {
    const reply = await make([order]).respond(said("order two soy milk"));
    expect(reply.text).toBe("That is 2 soy milk. Shall I place the order?");
    expect(reply.reprompt).toEqual(reply.speech);
    expect(reply.next).toMatchObject({
      type: "confirm",
      intent: "Order",
      heard: [{ name: "item" }, { name: "quantity" }],
    });
  });

  test.each(["no", "No, thanks.", "nope", "do not"])("is declined by %j, and nothing is done", async (no) => {
    given.length = 0;
    await goes(`
      you: order two soy milk
      bot: That is 2 soy milk. Shall I place the order?
      you: ${no}
      bot: All right, I will not.
      you: yes
      bot: Sorry, I did not understand that.`);
    expect(given).toEqual([]);
  });

  test("is asked again where the answer is neither yes nor no", () =>
    goes(`
      you: order two soy milk
      bot: That is 2 soy milk. Shall I place the order?
      you: perhaps
      bot: Sorry, I did not get that. That is 2 soy milk. Shall I place the order?
      you: yes please
      bot: Done, 6 euros.`));

  test("takes a correction of the same intent, and asks anew", () =>
    goes(`
      you: order two soy milk
      bot: That is 2 soy milk. Shall I place the order?
      you: order three soy milk
      bot: That is 3 soy milk. Shall I place the order?
      you: yes
      bot: Done, 9 euros.`));

  test("by the platform itself is taken, and its no as well", async () => {
    const app = make([order]);
    const slots = heard;
    const asked = await app.respond(understood({ intent: "Order", slots }));
    expect(asked.next.type).toBe("confirm");
    const yes = await app.respond(understood({ intent: "Order", slots, confirmation: "yes" }));
    expect(yes.text).toBe("Done, 6 euros.");
    await app.respond(understood({ intent: "Order", slots }));
    given.length = 0;
    const no = await app.respond(understood({ intent: "Order", slots, confirmation: "no" }));
    expect([no.text, no.next.type, given]).toEqual(["All right, I will not.", "close", []]);
    expect((await app.respond(said("yes"))).text).toBe("Sorry, I did not understand that.");
  });

  test("by the platform does not replace what is still missing", async () => {
    const reply = await make([order]).respond(
      understood({ intent: "Order", slots: heard.slice(0, 1), confirmation: "yes" }),
    );
    expect(reply.text).toBe("How many soy milk?");
  });

  test("that comes when nothing was asked does nothing", () =>
    goes(`
      you: yes
      bot: Sorry, I did not understand that.
      you: no
      bot: Sorry, I did not understand that. Here is what I can do. Order something. Paint it in a colour.`));

  test("answered while a slot is asked for is no answer to that", () =>
    goes(`
      you: order oat milk
      bot: How many oat milk?
      you: yes
      bot: Sorry, I did not get that. How many oat milk?
      you: no
      bot: I still did not get that. You can say a number from 1 to 20. How many oat milk?
      you: 2
      bot: That is 2 oat milk. Shall I place the order?`));

  test("may be given per locale", async () => {
    const burn = intent("Burn", {
      utterances: ["burn it"],
      confirm: { en: "Really?", de: () => "Wirklich?" },
      fulfil: () => "Burnt.",
    });
    await goes(
      `you: burn it
       bot: Wirklich?
       you: ja
       bot: Burnt.`,
      [burn],
      "de-DE",
    );
  });
});

describe("somebody who wants out", () => {
  test("cancels what is open, which is then forgotten", () =>
    goes(`
      you: order oat milk
      bot: How many oat milk?
      you: never mind
      bot: All right, cancelled.
      you: 2
      bot: Sorry, I did not understand that.`));

  test("stops, which closes the conversation", async () => {
    const app = make([order]);
    await app.respond(said("order oat milk"));
    const reply = await app.respond(said("stop"));
    expect([reply.text, reply.next.type]).toEqual(["Goodbye.", "close"]);
    expect((await app.respond(said("2"))).text).toBe("Sorry, I did not understand that.");
  });

  test("goes home, where a platform calls it that", async () => {
    const reply = await make([order]).respond(understood({ intent: "NavigateHome" }));
    expect(reply.text).toBe("Goodbye.");
  });

  test("starts over, and is asked from the first question on", () =>
    goes(`
      you: order two oat milk
      bot: That is 2 oat milk. Shall I place the order?
      you: start over
      bot: What would you like?`));
});

describe("somebody who is lost", () => {
  test("hears what the app can do, and then the open question", () =>
    goes(`
      you: help
      bot: Here is what I can do. Order something. Paint it in a colour.
      you: order oat milk
      bot: How many oat milk?
      you: what can I say
      bot: Here is what I can do. Order something. Paint it in a colour. You can say a number from 1 to 20. How many oat milk?
      you: 3
      bot: That is 3 oat milk. Shall I place the order?
      you: help
      bot: Here is what I can do. Order something. Paint it in a colour. That is 3 oat milk. Shall I place the order?
      you: yes
      bot: Done, 6 euros.`));

  test("hears the open question again when they ask for it", () =>
    goes(`
      you: order oat milk
      bot: How many oat milk?
      you: pardon
      bot: How many oat milk?
      you: 3
      bot: That is 3 oat milk. Shall I place the order?
      you: say that again
      bot: That is 3 oat milk. Shall I place the order?`));

  test("is listened to after help and after words that nobody understood", async () => {
    const app = make([order]);
    for (const words of ["help", "gibberish", "repeat", "yes"]) {
      const { next, reprompt } = await app.respond(said(words));
      expect([next.type, reprompt?.parts]).toEqual([
        "listen",
        [{ type: "text", text: "What would you like?" }],
      ]);
    }
  });

  test("is told so when a platform understood an intent that the app does not have", async () => {
    for (const name of ["Nothing", "__proto__", "constructor", "toString", "hasOwnProperty", ""]) {
      const app = make([order]);
      const reply = await app.respond(understood({ intent: name }));
      expect(reply.text).toBe("Sorry, I did not understand that.");
    }
  });

  test("is understood by the words where the platform only has a fallback for them", async () => {
    const interpretation = { intent: "Fallback", slots: [], confidence: 1 };
    const say = (text: string) => said("", { input: { type: "intent", interpretation, text } });
    const app = make([order]);
    expect((await app.respond(say("order oat milk"))).text).toBe("How many oat milk?");
    expect((await app.respond(say("a couple"))).text).toBe("That is 2 oat milk. Shall I place the order?");
  });

  test("may press a button, which says its words", async () => {
    const app = make([order]);
    await app.respond(said("order two oat milk"));
    const reply = await app.respond(said("", { input: { type: "press", says: "yes" } }));
    expect(reply.text).toBe("Done, 4 euros.");
  });
});

describe("an app's own intent", () => {
  test("of a built-in name is asked before the built-in one", async () => {
    const help = intent("Help", { utterances: ["assist"], fulfil: () => "Ask my brother." });
    await goes(
      `you: help
       bot: Ask my brother.`,
      [help, order],
    );
  });

  test("may answer with words, speech, parts, or nothing", async () => {
    const answers: Readonly<Record<string, unknown>> = {};
    void answers;
    const replies: Reply[] = [];
    for (const [i, answer] of (
      ["Hi & bye.", speech`Hi.`, { text: "Shown." }, undefined] as const
    ).entries()) {
      const it = intent("Answer", { utterances: [`answer`], fulfil: () => answer });
      replies[i] = await make([it]).respond(said("answer"));
    }
    expect(replies.map(({ text, next }) => [text, next.type])).toEqual([
      ["Hi & bye.", "close"],
      ["Hi.", "close"],
      ["Shown.", "close"],
      ["", "silent"],
    ]);
  });

  test("that asks on with a reprompt is listened to", async () => {
    const it = intent("Answer", {
      utterances: ["answer"],
      fulfil: () => ({ speech: "Well?", reprompt: "And?" }),
    });
    expect((await make([it]).respond(said("answer"))).next).toEqual({ type: "listen" });
  });

  test("that asks for a slot forgets what was heard for it, keeps the rest, and says that it is its own question", async () => {
    const app = make([order]);
    await app.respond(said("order nine soy milk"));
    const reply = await app.respond(said("yes"));
    expect(reply.next).toEqual({
      type: "elicit",
      intent: "Order",
      slot: "quantity",
      heard: [{ name: "item", values: [{ text: "soy milk", matches: [{ value: "soy milk", id: "soy" }] }] }],
      declared: false,
    });
    expect(reply.reprompt).toEqual(reply.speech);
  });
});

describe("an app that has changed since it asked", () => {
  test("and has lost the intent that asked forgets the question", async () => {
    const store = memory();
    const before = make([order], { store });
    expect((await before.respond(said("order oat milk"))).text).toBe("How many oat milk?");
    const after = make([paint], { store });
    expect((await after.respond(said("2"))).text).toBe(
      "Sorry, I can no longer do what we were talking about.",
    );
    expect((await after.respond(said("2"))).text).toBe("Sorry, I did not understand that.");
    expect((await before.respond(said("2"))).text).toMatch(/^Sorry, I did not understand that. Here/);
  });

  test("and takes what was heard no longer asks for it again", async () => {
    const store = memory();
    await make([order], { store }).respond(said("order two oat milk"));
    const strict = intent("Order", {
      utterances: ["order {quantity} {item}"],
      slots: { item: items, quantity: z.coerce.number().min(6) },
      elicit: { item: "What?", quantity: "How many, six at least?" },
      fulfil: ({ slots }) => `Done, ${slots.quantity}.`,
    });
    const after = make([strict], { store });
    expect((await after.respond(said("yes"))).text).toBe("How many, six at least?");
    expect((await after.respond(said("6"))).text).toBe("Done, 6.");
  });

  test("and takes what was heard no longer for a slot with a default falls back to that", async () => {
    const sized = (most: number) =>
      intent("Size", {
        utterances: ["size {size}"],
        slots: { size: z.coerce.number().max(most).default(1) },
        confirm: "Really?",
        fulfil: ({ slots }) => `Size ${slots.size.toFixed()}.`,
      });
    const store = memory();
    await make([sized(9)], { store }).respond(said("size five"));
    expect((await make([sized(3)], { store }).respond(said("yes"))).text).toBe("Size 1.");
  });

  test("and no longer has a slot that was heard goes on without it", async () => {
    const store = memory();
    await make([order], { store }).respond(said("order two oat milk"));
    const less = intent("Order", {
      utterances: ["order {item}"],
      slots: { item: items },
      elicit: { item: "What?" },
      confirm: ({ slots }) => `One ${slots.item.name}?`,
      fulfil: ({ slots }) => JSON.stringify(slots),
    });
    const reply = await make([less], { store }).respond(said("yes"));
    expect(JSON.parse(reply.text)).toEqual({ item: { ...items.entries()[0] } });
  });
});

test("a device's conversations are apart", async () => {
  const app = make([order]);
  const [ann, bob] = [person(app, { user: "ann" }), person(app, { user: "bob" })];
  expect(await ann.say("order oat milk")).toEqual(["How many oat milk?"]);
  expect(await bob.say("2")).toEqual(["Sorry, I did not understand that."]);
  expect(await ann.say("2")).toEqual(["That is 2 oat milk. Shall I place the order?"]);
});
