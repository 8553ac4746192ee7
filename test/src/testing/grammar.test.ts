import { describe, expect, test } from "vitest";
import { z } from "zod";
import { catalog, composite, createApp, intent, listOf, memory } from "palaver";
import { grammarOf, type GrammarOptions } from "palaver/testing";

const drinks = [
  { id: "oat", name: "oat milk", synonyms: ["oat-drink"] },
  { id: "7up", name: "7 Up" },
  { id: "odd", name: "Żubrówka; <evil> = x | {y} (z)" },
];

const order = intent("Order", {
  utterances: ["order {quantity} {item}", "buy {quantity} {item}", "{item} please", "What's up, doc?"],
  slots: { item: catalog("Drink", () => drinks), quantity: z.coerce.number().int() },
  elicit: { item: "What?", quantity: "How many?" },
  fulfil: () => "Done.",
});

function rulesOf(options?: GrammarOptions, ...intents: Parameters<typeof createApp>[0]["intents"]) {
  const app = createApp({ name: "shop", intents: [order, ...intents], store: memory() });
  const text = grammarOf(app.model, { values: { number: ["1", "2"] }, ...options });
  return text.split("\n");
}

describe("a grammar of an app's intents", () => {
  test("has a rule for each slot type, and one of the utterances, what ends alike said once", () => {
    expect(rulesOf({ knows: (word) => !word.startsWith("ż") })).toEqual([
      "#JSGF V1.0 UTF-8 en-US;",
      "grammar app;",
      "public <heard> = (order | buy) <number> <Drink>",
      "  | <Drink> please",
      "  | (what's up doc);",
      "<number> = one | two;",
      "<Drink> = oat milk | oat drink | seven up;",
      "",
    ]);
  });

  test("is not written by what a product is called", () => {
    const [drink] = rulesOf().filter((line) => line.startsWith("<Drink>"));
    expect(drink).toBe("<Drink> = oat milk | oat drink | seven up | żubrówka evil x y z;");
  });

  test("leaves out what the recogniser has no word for, and what it is needed for", () => {
    const text = rulesOf({ knows: (word) => !["oat", "seven", "żubrówka", "doc"].includes(word) }).join("\n");
    expect(text).not.toContain("Drink");
    expect(text).not.toContain("doc");
    expect(text).toContain("<VOID>");
  });

  test("hears the catalogue as it is now, and whatever is said besides", () => {
    const now: { readonly id: string; readonly name: string }[] = [{ id: "a", name: "tea" }];
    const sell = intent("Sell", {
      utterances: ["sell {thing}"],
      slots: { thing: catalog("Thing", () => now) },
      elicit: { thing: "What?" },
      fulfil: () => "Sold.",
    });
    const app = createApp({ name: "shop", intents: [sell], store: memory() });
    expect(grammarOf(app.model)).toContain("<Thing> = tea;");
    now.push({ id: "b", name: "lemon cake" });
    expect(grammarOf(app.model, { also: ["Yes!", "…"] })).toContain("<Thing> = tea | lemon cake;");
    expect(grammarOf(app.model, { also: ["Yes!", "…"] })).toContain("\n  | yes;");
  });

  test("says numbers, days, times and codes as people do, and free text where it is told how", () => {
    const all = intent("All", {
      utterances: ["on {day} at {time}", "code {code}", "for {long}", "say {text}", "write to {mail}"],
      slots: {
        day: z.iso.date(),
        time: z.iso.time(),
        code: z.string().meta({ format: "identifier" }),
        long: z.iso.duration(),
        text: z.string(),
        mail: z.email(),
      },
      elicit: { day: "?", time: "?", code: "?", long: "?", text: "?", mail: "?" },
      fulfil: () => "Done.",
    });
    const text = rulesOf({ values: {} }, all).join("\n");
    expect(text).toContain("(on) <date> at <time>");
    expect(text).toMatch(/<date> = today \| tomorrow \| .*next friday/);
    expect(text).toMatch(/<time> = .*half past three/);
    expect(text).toContain("(code) (<digit>)+");
    expect(text).toMatch(/<number> = zero \| .*ninety nine;/);
    expect(text).not.toContain("say");
    expect(text).not.toContain("write");
    expect(rulesOf({ texts: ["hello there"] }, all).join("\n")).toContain("(say) <text>");
  });

  test("hears several things at once, and things told by several slots", () => {
    const things = intent("Things", {
      utterances: ["bring {lines}", "take {names}"],
      slots: {
        lines: listOf(
          composite({
            quantity: z.coerce.number(),
            item: catalog("Tea", [{ id: "t", name: "tea" }]),
          }),
        ),
        names: z.array(z.enum(["ann", "ben"])),
      },
      elicit: { lines: "What?", names: "Whom?" },
      fulfil: () => "Done.",
    });
    const text = rulesOf({}, things).join("\n");
    expect(text).toContain("(bring) <number> <Tea> (and <number> <Tea>)*");
    expect(text).toContain("(take) <Names> (and <Names>)*");
  });

  test("gives slot types that are called alike, or as the grammar itself is, names of their own", () => {
    const named = (name: string, type: string, value: string) =>
      intent(name, {
        utterances: [`${name} {it}`],
        slots: { it: catalog(type, [{ id: value, name: value }]) },
        elicit: { it: "What?" },
        fulfil: () => "Done.",
      });
    const several = [
      named("Sell", "heard", "tea"),
      named("Rent", "Sort", "car"),
      named("Lend", "Sort", "book"),
    ];
    const app = createApp({ name: "shop", intents: several, store: memory() });
    expect(grammarOf(app.model).split("\n").slice(-4, -1)).toEqual([
      "<heard2> = tea;",
      "<Sort> = car;",
      "<Sort2> = book;",
    ]);
  });

  test("spells figures out", () => {
    const said = (text: string) =>
      rulesOf({ also: [text] })
        .find((line) => line.startsWith("  | that"))
        ?.slice(4, -1);
    expect(said("That is 0, 13, 21 and 40")).toBe("that is zero thirteen twenty one and forty");
    expect(said("That's 100 or 1001 or 45,612")).toBe(
      "that's one hundred or one thousand one or forty five six hundred twelve",
    );
    expect(said("That 'is' 305200")).toBe("that is three hundred five thousand two hundred");
  });
});
