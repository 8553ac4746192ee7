import { describe, expect, test } from "vitest";
import { compile } from "./compiler.ts";

const pieces = {
  "an unknown slot": `
intent("Order", {
  utterances: [
    "order {quantity} {item}",
    "order {quanity} {item}",
  ],
  slots: { item: z.string(), quantity: z.coerce.number() },
  elicit: { item: "What?", quantity: "How many?" },
  fulfil: () => "Done.",
});`,

  "an unknown slot in one language": `
intent("Order", {
  utterances: {
    en: ["order {item}"],
    de: ["bestelle {item}", "bestelle {ding}"],
  },
  slots: { item: z.string() },
  elicit: { item: "What?" },
  fulfil: () => "Done.",
});`,

  "a slot where there are none": `
intent("Order", {
  utterances: ["order {item}"],
  fulfil: () => "Done.",
});`,

  "a missing question": `
intent("Order", {
  utterances: ["order {item}"],
  slots: { item: z.string(), quantity: z.coerce.number() },
  elicit: { item: "What?" },
  fulfil: () => "Done.",
});`,

  "no questions at all": `
intent("Order", {
  utterances: ["order {item}"],
  slots: { item: z.string() },
  fulfil: () => "Done.",
});`,

  "a question for no slot": `
intent("Order", {
  utterances: ["order {item}"],
  slots: { item: z.string() },
  elicit: { item: "What?", colour: "Which?" },
  fulfil: () => "Done.",
});`,

  "asking for no slot": `
intent("Order", {
  utterances: ["order {item}"],
  slots: { item: z.string() },
  elicit: { item: "What?" },
  fulfil: () => elicit("colour", "Which?"),
});`,

  "a misspelt part": `
intent("Order", {
  utterances: ["order"],
  fulfil: () => ({ speach: "Done." }),
});`,

  "a misspelt part, waited for": `
intent("Order", {
  utterances: ["order"],
  fulfil: async () => ({ speach: "Done." }),
});`,

  "a slot that is not there": `
intent("Order", {
  utterances: ["order {item}"],
  slots: { item: z.string() },
  elicit: { item: "What?" },
  fulfil: ({ slots }) => slots.itme,
});`,

  "an optional slot taken for granted": `
intent("Order", {
  utterances: ["order {item}"],
  slots: { item: z.string().optional() },
  fulfil: ({ slots }) => slots.item.length.toFixed(),
});`,

  "everything that is right": `
const items = catalog("Item", [{ id: "oat", name: "oat milk", price: 2 }]);
const order = intent("Order", {
  about: { en: "Order something", de: "Etwas bestellen" },
  utterances: { en: ["order {count} {item}"], de: ["bestelle {count} {item}"] },
  slots: {
    item: items,
    count: z.coerce.number().int(),
    size: z.enum(["small", "large"]).default("small"),
    extra: z.coerce.number().default(0),
    note: z.string().optional(),
    length: z.string().transform((it) => it.length),
    loud: z.stringbool().optional(),
  },
  elicit: {
    item: "What?",
    count: { en: ({ item }) => speech\`How many \${item?.name ?? "of it"}?\`, de: "Wie viele?" },
    length: ({ count }) => \`How long, \${count?.toFixed() ?? ""}?\`,
    note: "Any note?",
  },
  confirm: ({ slots, person }) => \`\${slots.item.price.toFixed()} for \${person.id}?\`,
  async fulfil({ slots, session, store, turn, locale }) {
    void [session, store, turn, locale];
    const count: number = slots.count;
    const price: number = slots.item.price;
    const size: "small" | "large" = slots.size;
    const extra: number = slots.extra;
    const note: string | undefined = slots.note;
    const length: number = slots.length;
    const loud: boolean | undefined = slots.loud;
    if (count > 5) return elicit("count", "Fewer, please.");
    return { speech: speech\`\${price} \${size} \${extra} \${note ?? ""} \${length} \${String(loud)}\`, reprompt: "And?" };
  },
});
const help = intent("Help", { utterances: ["help"], fulfil: () => {} });
const loaded: readonly string[] = JSON.parse('["order {anything}"]');
const free = intent("Free", { utterances: loaded, slots: { a: z.string().optional() }, fulfil: () => "Done." });
const all: readonly Intent[] = [order, help, free];
void all;`,
} as const;

const said = compile(pieces);

/** Expects that the compiler complains about one line, and says exactly this. */
function complains(piece: keyof typeof pieces, line: string, says: string) {
  expect(said.get(piece)).toEqual([{ line, says }]);
}

describe("the compiler says, at the very place,", () => {
  test("that an utterance has an unknown slot", () =>
    complains(
      "an unknown slot",
      `"order {quanity} {item}",`,
      `Type '"order {quanity} {item}"' is not assignable to type '"{quanity} is not a slot of this intent"'.`,
    ));

  test("that an utterance of one language has an unknown slot", () =>
    complains(
      "an unknown slot in one language",
      `de: ["bestelle {item}", "bestelle {ding}"],`,
      `Type '"bestelle {ding}"' is not assignable to type '"{ding} is not a slot of this intent"'.`,
    ));

  test("that an utterance has a slot where the intent has none", () =>
    complains(
      "a slot where there are none",
      `utterances: ["order {item}"],`,
      `Type '"order {item}"' is not assignable to type '"{item} is not a slot of this intent"'.`,
    ));

  test("that a required slot has no question", () => {
    const [complaint, ...others] = said.get("a missing question") ?? [];
    expect(others).toEqual([]);
    expect(complaint?.line).toBe(`elicit: { item: "What?" },`);
    expect(complaint?.says).toMatch(
      /^Type '\{ item: string; \}' is not assignable to type 'Prompts<.*>'\.\n/,
    );
    expect(complaint?.says).toContain(
      `Property 'quantity' is missing in type '{ item: string; }' but required in`,
    );
  });

  test("that no required slot has a question", () => {
    const [complaint, ...others] = said.get("no questions at all") ?? [];
    expect(others).toEqual([]);
    expect(complaint?.line).toBe(`intent("Order", {`);
    expect(complaint?.says).toMatch(
      /\n {2}Property 'elicit' is missing in type .* but required in type .*\.$/,
    );
  });

  test("that a question is for no slot", () =>
    complains(
      "a question for no slot",
      `elicit: { item: "What?", colour: "Which?" },`,
      `Object literal may only specify known properties, and 'colour' does not exist in type 'Prompts<{ readonly item: ZodString; }>'.`,
    ));

  test("that a handler asks for no slot", () => {
    const [complaint, ...others] = said.get("asking for no slot") ?? [];
    expect(others).toEqual([]);
    expect(complaint?.line).toBe(`fulfil: () => elicit("colour", "Which?"),`);
    expect(complaint?.says).toMatch(/Type '"colour"' is not assignable to type '"item"'\.$/);
  });

  test("that a part of an answer is misspelt", () => {
    complains(
      "a misspelt part",
      `fulfil: () => ({ speach: "Done." }),`,
      "Type '{ speach: string; }' is not assignable to type 'Answer<never> | Promise<Answer<never>>'.",
    );
    expect(said.get("a misspelt part, waited for")).toMatchObject([
      { line: `fulfil: async () => ({ speach: "Done." }),` },
    ]);
  });

  test("that there is no such slot", () =>
    complains(
      "a slot that is not there",
      `fulfil: ({ slots }) => slots.itme,`,
      `Property 'itme' does not exist on type 'Values<{ readonly item: ZodString; }>'.`,
    ));

  test("that an optional slot may be missing", () =>
    complains(
      "an optional slot taken for granted",
      `fulfil: ({ slots }) => slots.item.length.toFixed(),`,
      `'slots.item' is possibly 'undefined'.`,
    ));
});

test("the compiler says nothing about what is right", () => {
  expect(said.get("everything that is right")).toEqual([]);
});
