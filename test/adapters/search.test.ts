import fc from "fast-check";
import { searchIndex } from "palaver/search";
import { describe, expect, test } from "vitest";

interface Book {
  readonly id: string;
  readonly title: string;
  readonly about?: readonly string[];
}

const book = (title: string, ...about: readonly string[]): Book => ({
  id: title.toLowerCase().replaceAll(" ", "-"),
  title,
  about,
});

async function shelf(...books: readonly Book[]) {
  const index = await searchIndex<Book>({
    id: ({ id }) => id,
    fields: {
      id: { text: ({ title }) => title, weight: 3 },
      about: { text: ({ about }) => about ?? [], weight: 1 },
    },
  });
  for (const one of books) index.put(one);
  return index;
}

const library = await shelf(
  book("Cereal Crops", "farming"),
  book("Flour and Bread", "baking at home"),
  book("The Light Bulb", "inventions"),
  book("Thyme", "herbs"),
  book("Toothpaste", "brushing teeth"),
  book("Crème Brûlée", "desserts"),
  book("Strawberries", "gardening"),
  book("Chamomile Tea", "herbs to brew"),
);

const first = (text: string) => library.search(text)[0]?.id;

describe("a document is found by its words", () => {
  test.each([
    ["exact", "toothpaste", "toothpaste"],
    ["in another field", "inventions", "the-light-bulb"],
    ["without accents", "creme brulee", "crème-brûlée"],
    ["in the singular", "strawberry", "strawberries"],
    ["in another form", "bake", "flour-and-bread"],
    ["begun", "strawb", "strawberries"],
    ["joined", "lightbulbs", "the-light-bulb"],
    ["taken apart", "tooth paste", "toothpaste"],
    ["misspelt", "strabwerries", "strawberries"],
    ["misheard as serial", "serial", "cereal-crops"],
    ["misheard as flower", "a flower", "flour-and-bread"],
    ["misheard as time", "time", "thyme"],
    ["misheard in each word", "kamomile tee", "chamomile-tea"],
    ["misheard in two words for one", "tooth paced", "toothpaste"],
  ])("%s", (_, text, id) => expect(first(text)).toBe(id));

  test("and not where nothing is like it", async () => {
    expect(library.search("helicopter")).toEqual([]);
    expect(library.search("")).toEqual([]);
  });

  test("best where the field weighs more, and the words are all there", async () => {
    const index = await shelf(book("Herbs"), book("Gardens", "herbs"), book("Herbs of Spain", "travel"));
    expect(index.search("herbs").map(({ id }) => id)).toEqual(["herbs", "herbs-of-spain", "gardens"]);
    expect(index.search("travels in spain")[0]?.id).toBe("herbs-of-spain");
  });

  test("as itself before what it sounds like", async () => {
    const index = await shelf(book("Flour"), book("Flower"));
    expect(index.search("flower")[0]?.id).toBe("flower");
    expect(index.search("flour")[0]?.id).toBe("flour");
  });

  test("up to the limit, and where the filter lets it", async () => {
    expect(library.search("herbs")).toHaveLength(2);
    expect(library.search("herbs", { limit: 1 })).toHaveLength(1);
    expect(library.search("herbs", { filter: (id) => id !== "thyme" }).map(({ id }) => id)).toEqual([
      "chamomile-tea",
    ]);
    expect(library.search("herbs", { limit: -1 })).toEqual([]);
  });

  test("up to ten where no limit is said, those that are as good in the order of their ids", async () => {
    const letters = [..."lkjihgfedcba"];
    const index = await shelf(...letters.map((id) => ({ id, title: "Herbs" })));
    expect(index.search("herbs").map(({ id }) => id)).toEqual([..."abcdefghij"]);
  });

  test("of two letters only as it is written", async () => {
    const index = await shelf(book("Go"), book("Ox"));
    expect(index.search("go").map(({ id }) => id)).toEqual(["go"]);
    expect(index.search("gu")).toEqual([]);
  });
});

describe("the index follows its documents", () => {
  test("which are added, replaced, removed and cleared", async () => {
    const index = await shelf(book("Tea"));
    index.put({ id: "tea", title: "Coffee" });
    expect(index.size).toBe(1);
    expect(index.search("tea")).toEqual([]);
    expect(index.search("coffee")).toMatchObject([{ id: "tea" }]);

    index.put(book("Cake"));
    index.remove("tea");
    index.remove("tea");
    index.remove("never there");
    expect(index.size).toBe(1);
    expect(index.search("coffee")).toEqual([]);
    expect(index.search("kake")).toMatchObject([{ id: "cake" }]);

    index.clear();
    expect(index.size).toBe(0);
    expect(index.search("cake")).toEqual([]);
    index.put(book("Cake"));
    expect(index.search("cake")).toMatchObject([{ id: "cake" }]);
  });

  test("and what was added and removed leaves no trace in the scores", async () => {
    const [index, other] = [
      await shelf(book("Green Tea"), book("Black Tea")),
      await shelf(book("Green Tea")),
    ];
    for (let n = 0; n < 50; n++) {
      index.put(book("Black Tea", `edition ${n}`));
      index.search("tee");
    }
    index.remove("black-tea");
    expect(index.search("tee")).toEqual(other.search("tee"));
  });
});

describe("any text may be searched for", () => {
  test.each([
    "__proto__",
    "constructor toString hasOwnProperty",
    "\ud83e\udd5b🥛 \ud800 \udc00 tea \ud800",
    ".*+?^${}()|[]\\ [a-z",
    "\0 \u202e \ufeff",
    "牛乳 молоко حليب",
    "a".repeat(100_000),
    "tea ".repeat(50_000),
    "'’'’",
  ])("%j", (text) => expect(() => library.search(text)).not.toThrow());

  test("whatever it is, and a document may say it too", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), async (title, text) => {
        const index = await shelf(book("Tea"), { id: "__proto__", title, about: [text] });
        index.search(text);
        index.remove("__proto__");
        expect(index.search("tea")).toHaveLength(1);
        expect(index.size).toBe(1);
      }),
      { numRuns: 200 },
    );
  });

  test("and only its first 200 characters count", async () => {
    expect(library.search(`${"x ".repeat(95)}toothpaste`)[0]?.id).toBe("toothpaste");
    expect(library.search(`${"x ".repeat(100)}toothpaste`)).toEqual([]);
  });
});
