import { describe, expect, test } from "vitest";
import { freeze, thaw } from "../../../src/understand/freeze.ts";
import type { Tagged } from "../../../src/understand/tag/tagged.ts";
import { openTagger, trainTagger, type TaggerModel } from "../../../src/understand/tagger.ts";

/** "buy [quantity two] [item oat milk]" with its slots marked. */
export function marked(template: string): Tagged {
  let text = "";
  const spans: { slot: string; start: number; end: number }[] = [];
  let at = 0;
  for (const found of template.matchAll(/\[(\S+) ([^\]]*)\]/g)) {
    text += template.slice(at, found.index);
    const [all, slot = "", value = ""] = found;
    spans.push({ slot, start: text.length, end: text.length + value.length });
    text += value;
    at = found.index + all.length;
  }
  return { text: text + template.slice(at), spans };
}

const orders = [
  "buy [quantity two] [item oat milk]",
  "order [quantity three] [item apples] please",
  "get me [quantity five] [item coffee filters]",
  "please buy [quantity six] [item red onions]",
  "i want to order [quantity four] [item lemons]",
  "can you get [quantity seven] [item rye bread]",
  "order [item butter]",
  "buy [item dark chocolate] please",
  "send [quantity two] [item apples] to [person Anna]",
  "get [quantity nine] [item candles] for [person Kevin]",
  "order [item soy milk] for [person Maria]",
  "buy [quantity three] [item bananas] for [person Tom]",
].map(marked);

const said = (tag: ReturnType<typeof openTagger>, text: string, hints: Parameters<typeof tag>[1] = []) =>
  tag(text, hints).map(({ slot, start, end }) => `${slot}=${text.slice(start, end)}`);

const tag = openTagger(trainTagger(orders));

describe("A tagger", () => {
  test("finds values it never met by what is around them", () => {
    expect(said(tag, "buy two walnuts for Petra")).toEqual(["quantity=two", "item=walnuts", "person=Petra"]);
    expect(said(tag, "order eight green peppers please")).toEqual(["quantity=eight", "item=green peppers"]);
  });

  test("finds the slots of its own samples", () => {
    for (const { text, spans } of orders) {
      expect(said(tag, text)).toEqual(
        spans.map(({ slot, start, end }) => `${slot}=${text.slice(start, end)}`),
      );
    }
  });

  test("finds them written small as well", () => {
    expect(said(tag, "get nine candles for kevin")).toEqual([
      "quantity=nine",
      "item=candles",
      "person=kevin",
    ]);
  });

  test("leaves out punctuation at the edge of a value, but not the last dot of an abbreviation", () => {
    expect(said(tag, "Buy two walnuts!?")).toEqual(["quantity=two", "item=walnuts"]);
    const times = ["at [time 5 p.m.]", "at [time 7 a.m.] please", "come at [time 3 p.m.] today"].map(marked);
    expect(said(openTagger(trainTagger(times)), "come at 9 p.m.")).toEqual(["time=9 p.m."]);
    const weights = ["take [weight 1.5] of it", "take [weight 3.5]", "i take [weight 4.5] now"].map(marked);
    expect(said(openTagger(trainTagger(weights)), "take 2.5.")).toEqual(["weight=2.5"]);
  });

  test("says how sure it is, from 0 to 1", () => {
    const found = tag("buy two walnuts for Petra");
    for (const { confidence } of found) expect(confidence > 0.4 && confidence <= 1).toBe(true);
    const [known] = tag("order butter");
    const [odd] = tag("candles Kevin butter two");
    expect(known!.confidence).toBeGreaterThan(odd?.confidence ?? 0);
  });

  test("finds nothing where nothing is said, or nothing was learned", () => {
    expect(tag("")).toEqual([]);
    expect(tag(" !? 😀 ")).toEqual([]);
    expect(openTagger(trainTagger([]))("buy milk")).toEqual([]);
    expect(openTagger(trainTagger([{ text: "hello", spans: [] }]))("hello")).toEqual([]);
    expect(openTagger(trainTagger([{ text: "", spans: [] }]))("hello")).toEqual([]);
  });

  test("is the same to the last bit, in whatever order samples and slots come", () => {
    const other = orders.toReversed().map(({ text, spans }) => ({ spans: spans.toReversed(), text }));
    expect(freeze(plainData(trainTagger(other)))).toEqual(freeze(plainData(trainTagger(orders))));
    const hinted = (names: readonly string[]) =>
      orders.map(({ text, spans }) => ({
        text,
        spans,
        hints: names.map((name) => ({ name, start: 0, end: 3 })),
      }));
    expect(trainTagger(hinted(["a", "b"]))).toEqual(trainTagger(hinted(["b", "a"])));
  });

  test("counts a sample that is there twice as one that weighs two, in whatever order the parts come", () => {
    const [first, ...rest] = orders;
    const twice = trainTagger([first!, ...rest, first!]);
    expect(twice).toEqual(trainTagger([...rest, { ...first!, weight: 2 }]));
    const parts = [0.1, 0.2, 0.3].map((weight) => ({ ...first!, weight }));
    expect(trainTagger([...rest, ...parts])).toEqual(trainTagger([...parts.toReversed(), ...rest]));
  });

  test("does not learn from what weighs nothing", () => {
    const model = trainTagger([...orders, { ...marked("buy [colour red] milk"), weight: 0 }]);
    expect(model.slots).toEqual(["item", "person", "quantity"]);
    for (const weight of [Number.NaN, -1, Infinity]) {
      expect(trainTagger([{ ...orders[0]!, weight }]).slots).toEqual([]);
    }
  });

  test("works the same after it was frozen into a file and thawed", () => {
    const model = trainTagger(orders);
    // What was frozen as a model is one.
    const again = thaw(freeze(plainData(model))) as TaggerModel;
    const text = "buy two walnuts for Petra";
    expect(openTagger(again)(text)).toEqual(openTagger(model)(text));
  });

  test("keeps nothing from one sentence to the next", () => {
    const before = tag("order soy milk for Maria");
    tag(`buy ${"walnuts ".repeat(150)}`);
    expect(tag("order soy milk for Maria")).toEqual(before);
  });
});

/** A model holds nothing but plain data, which its type is too narrow to say. */
const plainData = (model: TaggerModel) => model as unknown as Parameters<typeof freeze>[0];

describe("Hints", () => {
  const list = (text: string, name: string, value: string) => {
    const start = text.indexOf(value);
    return start < 0 ? [] : [{ name, start, end: start + value.length }];
  };
  const samples = [
    "play [genre jazz]",
    "play some [genre folk] now",
    "play [title yellow bird]",
    "play [title late train] now",
  ].map(marked);
  const genres = ["jazz", "folk", "zydeco", "salsa", "slow zouk"];
  const find = (text: string) => genres.flatMap((value) => list(text, "genre", value));

  test("make values of a list be found that no sample has", () => {
    const tagger = openTagger(trainTagger(samples, { find, values: new Map([["genre", genres]]) }));
    for (const value of ["zydeco", "slow zouk"]) {
      const text = `play ${value}`;
      expect(said(tagger, text, find(text))).toEqual([`genre=${value}`]);
    }
    expect(said(tagger, "play zydeco")).not.toEqual(["genre=zydeco"]);
  });

  test("may come with the samples instead, and have the name of a type", () => {
    const styles = (text: string) => find(text).map((hint) => ({ ...hint, name: "style" }));
    const hinted = samples.map((sample) => ({ ...sample, hints: styles(sample.text) }));
    const types = new Map([["genre", ["style"]]]);
    const tagger = openTagger(trainTagger(hinted, { types }));
    expect(said(tagger, "play zydeco", styles("play zydeco"))).toEqual(["genre=zydeco"]);
  });

  test("that no slot is declared to be, that lie outside, or are turned around change nothing or little", () => {
    const tagger = openTagger(trainTagger(samples, { find }));
    const plain = tagger("play late train");
    for (const hint of [
      { name: "nobody", start: 0, end: 4 },
      { name: "genre", start: 400, end: 500 },
      { name: "genre", start: 8, end: 2 },
      { name: "genre", start: -5, end: -1 },
      { name: "genre", start: Number.NaN, end: Number.NaN },
    ]) {
      expect(tagger("play late train", [hint])).toEqual(plain);
    }
  });

  test("are believed less the oftener they are wrong", () => {
    const numbers = (text: string) =>
      [...text.matchAll(/\d+/g)].map(({ 0: found, index }) => ({
        name: "number",
        start: index,
        end: index + found.length,
      }));
    const types = new Map([["count", ["number"]]]);
    const wrong = ["7", "12", "99", "3", "21", "60", "45"].map((n) =>
      marked(`play channel ${n} for the crowd`),
    );
    const sure = openTagger(trainTagger(["add [count 4] chairs"].map(marked), { find: numbers, types }));
    const unsure = openTagger(
      trainTagger([...wrong, marked("add [count 4] chairs")], { find: numbers, types }),
    );
    const text = "try 8 tables";
    const confidence = (tagger: typeof sure) => tagger(text, numbers(text))[0]?.confidence ?? 0;
    expect(confidence(sure)).toBeGreaterThan(0.9);
    expect(confidence(unsure)).toBeLessThan(confidence(sure));
  });

  test("in any number cost no more than the words they stand on", () => {
    const tagger = openTagger(trainTagger(samples, { find }));
    const many = Array.from({ length: 50_000 }, () => ({ name: "genre", start: 5, end: 11 }));
    expect(said(tagger, "play zydeco", many)).toEqual(["genre=zydeco"]);
  });
});

describe("Bad input", () => {
  test("does no harm when it is asked about", () => {
    const long = "buy two walnuts ".repeat(7_000);
    for (const text of [
      "\ud800",
      "a\udc00b 😀 \u0000\u0007",
      "__proto__ constructor toString",
      "x".repeat(100_000),
      long,
    ]) {
      for (const { start, end } of tag(text))
        expect(0 <= start && start < end && end <= text.length).toBe(true);
    }
  });

  test("is looked at only at the beginning, two hundred words of it", () => {
    const tags = tag("buy two walnuts ".repeat(7_000));
    expect(tags.length).toBeGreaterThan(2);
    expect(Math.max(...tags.map(({ end }) => end))).toBeLessThan(16 * 70);
  });

  test("does no harm when it is learned from", () => {
    const model = trainTagger([
      { text: "constructor __proto__", spans: [{ slot: "__proto__", start: 12, end: 21 }] },
      { text: "\ud800 😀", spans: [{ slot: "constructor", start: 0, end: 1 }] },
      { text: "x".repeat(100_000), spans: [{ slot: "toString", start: 0, end: 100_000 }] },
      { text: "buy [item milk] ".repeat(7_000), spans: [{ slot: "item", start: 99_000, end: 99_004 }] },
    ]);
    expect(model.slots).toContain("__proto__");
    expect(() => openTagger(model)("constructor __proto__ buy milk")).not.toThrow();
  });

  test("of slots that lie on each other, turned around or outside the text counts as far as it makes sense", () => {
    const text = "buy oat milk";
    const good = { slot: "item", start: 4, end: 12 };
    const odd = [
      { slot: "half", start: 8, end: 12 },
      { slot: "none", start: 6, end: 6 },
      { slot: "back", start: 9, end: 3 },
      { slot: "far", start: 10, end: 99 },
      { slot: "before", start: -3, end: 2 },
    ];
    expect(trainTagger([{ text, spans: [...odd, good] }])).toEqual(trainTagger([{ text, spans: [good] }]));
  });

  test("in the shape of many slots is no trouble", () => {
    const samples = Array.from({ length: 60 }, (_, i) => marked(`set dial${i} to [slot${i} v${i}]`));
    const tagger = openTagger(trainTagger(samples));
    expect(said(tagger, "set dial7 to v7")).toEqual(["slot7=v7"]);
  });

  test("without spaces is tagged by sign", () => {
    const samples = [
      "[item 牛乳]をください",
      "[item お茶]をください",
      "[item 水]を二つください",
      "[item りんご]をください",
    ].map(marked);
    expect(said(openTagger(trainTagger(samples)), "牛肉をください")).toEqual(["item=牛肉"]);
  });
});
