import { describe, expect, test } from "vitest";
import { openClassifier, trainClassifier, type Sample } from "../../../../src/understand/learn/classifier.ts";
import { freeze, thaw } from "../../../../src/understand/freeze.ts";
import { plainWords } from "../../../../src/understand/words.ts";

const said: Readonly<Record<string, readonly string[]>> = {
  Order: [
    "order oat milk",
    "buy some bread",
    "I want to place an order",
    "get me two apples",
    "can I have coffee",
  ],
  Track: [
    "where is my order",
    "track my package",
    "when will it arrive",
    "has it been sent yet",
    "is my parcel coming",
  ],
  Weather: [
    "will it rain today",
    "how is the weather",
    "is it cold outside",
    "do I need an umbrella",
    "what about snow",
  ],
  Music: [
    "play some jazz",
    "put on a song",
    "next track please",
    "turn the music up",
    "I want to hear the beatles",
  ],
};

const samples: readonly Sample[] = Object.entries(said).flatMap(([intent, texts]) =>
  texts.map((text) => ({ intent, said: [plainWords(text)] })),
);

const trained = (rows: readonly Sample[] = samples, locale = "en") => trainClassifier(rows, { locale });

const rank = (text: string, model = trained()) => openClassifier(model).rank(plainWords(text));

describe("a classifier", () => {
  test.each([
    ["I want to purchase bread", "Order"],
    ["where's my parcel now", "Track"],
    ["is it rainy outside today", "Weather"],
    ["put on some music", "Music"],
    ["wheather today", "Weather"],
  ])("hears %j as %s", (text, intent) => {
    const { ranked, inScope } = rank(text);
    expect(ranked[0]?.intent).toBe(intent);
    expect(inScope).toBe(true);
  });

  test("refuses what is like nothing it has learned", () => {
    for (const text of [
      "",
      " ",
      "🎉",
      "qwrtz hjkl",
      "\u0000\u0007",
      "\ud800",
      "der Zug nach Köln fährt nicht",
    ]) {
      expect(rank(text), JSON.stringify(text)).toMatchObject({ inScope: false });
    }
  });

  test("scores a text the higher, the more of it is known", () => {
    expect(rank("where is my order").score).toBeGreaterThan(rank("where is my zyxxygy").score);
    expect(rank("where is my zyxxygy").score).toBeGreaterThan(rank("zyxxygy bloop").score);
  });

  test("does not mind words that something else has understood", () => {
    const words = plainWords("order xylophonequartet");
    const classifier = openClassifier(trained());
    const plainly = classifier.rank(words);
    const covered = classifier.rank(words, new Set([1]));
    expect(covered.score).toBeGreaterThan(plainly.score);
    expect(covered.ranked[0]?.intent).toBe("Order");
  });

  test("names a few intents, the likeliest first, with confidence that is no more than 1 in all", () => {
    const { ranked } = rank("when will my order arrive");
    expect(ranked.length).toBe(3);
    expect(ranked[0]?.intent).toBe("Track");
    const sum = ranked.reduce((all, { confidence }) => all + confidence, 0);
    expect(sum).toBeLessThanOrEqual(1 + 1e-9);
    expect([...ranked].sort((a, b) => b.confidence - a.confidence)).toEqual(ranked);
  });

  test("tells which words decided", () => {
    const because = openClassifier(trained()).because(plainWords("so is the parcel in the post"), "Track");
    const strongest = [...because].sort((a, b) => b.weight - a.weight)[0];
    expect(strongest?.word).toBe("parcel");
    expect(openClassifier(trained()).because(["parcel"], "Nothing")).toEqual([{ word: "parcel", weight: 0 }]);
  });

  test("is the same to the last bit whatever the order of its samples", () => {
    const shuffled = [...samples].sort((a, b) => (a.said[0]?.length ?? 0) - (b.said[0]?.length ?? 0));
    expect(freeze({ ...trained(shuffled) })).toEqual(freeze({ ...trained() }));
    expect(freeze({ ...trained([...samples].reverse()) })).toEqual(freeze({ ...trained() }));
  });

  test("learns from one intent, from one sample, and from none", () => {
    const one = trained([{ intent: "Only", said: [["hello", "there"]] }]);
    expect(rank("hello there", one).ranked).toEqual([{ intent: "Only", confidence: 1 }]);
    expect(rank("hello", trained([]))).toEqual({ ranked: [], score: 0, inScope: false });
    const empty = trained([{ intent: "Silent", said: [] }, ...samples]);
    expect(rank("play some jazz", empty).ranked[0]?.intent).toBe("Music");
  });

  test("takes several texts of one sample as one", () => {
    const said = ["milk", "bread", "apples", "soap"].map((it) => ["order", it]);
    const model = trained([{ intent: "Order", said }, ...samples.filter(({ intent }) => intent !== "Order")]);
    expect(rank("order soap", model).ranked[0]?.intent).toBe("Order");
  });

  test("hears words with the names of inherited things as words", () => {
    const model = trained([
      ...samples,
      { intent: "constructor", said: [plainWords("constructor __proto__ toString")] },
    ]);
    expect(rank("constructor __proto__", model).ranked[0]?.intent).toBe("constructor");
  });

  test("hears languages it knows nothing of, with and without spaces", () => {
    const model = trained(
      [
        { intent: "Wetter", said: ["今日の天気は", "天気を教えて", "明日は雨ですか"].map(plainWords) },
        { intent: "Musik", said: ["音楽をかけて", "次の曲", "ジャズを聴きたい"].map(plainWords) },
      ],
      "ja-JP",
    );
    expect(rank("明日の天気", model).ranked[0]?.intent).toBe("Wetter");
    expect(rank("曲をかけて", model).ranked[0]?.intent).toBe("Musik");
  });

  test("hears no more than a person says, however long the text", () => {
    const long = `where is my order ${"and another thing ".repeat(6_000)}`;
    expect(rank(long).ranked[0]?.intent).toBeDefined();
    expect(rank("x".repeat(100_000)).inScope).toBe(false);
  });
});

describe("a frozen classifier", () => {
  test("ranks as it did before", () => {
    const model = trained();
    // Only what was frozen comes back.
    const again = thaw(freeze({ ...model })) as typeof model;
    for (const text of ["where is my parcel", "play the beatles", "hjkl"]) {
      expect(rank(text, again)).toEqual(rank(text, model));
    }
  });
});

test("from many intents a feature keeps the strongest of its weights, and they are still told apart", () => {
  const words = Array.from({ length: 260 }, (_, i) =>
    [..."abcdefgh"].map((c, at) => c + ((i >> at) & 1 ? "o" : "u")).join(""),
  );
  const many = words.map((word, i) => ({ intent: `i${i}`, said: [plainWords(`please bring the ${word}`)] }));
  const model = trainClassifier(many, { locale: "en-US" });
  const most = Math.max(...model.starts.slice(1).map((end, i) => end - model.starts[i]!));
  expect(most).toBeLessThanOrEqual(48);
  const { rank } = openClassifier(model);
  const right = many.filter(({ intent, said }) => rank(said[0] ?? []).ranked[0]?.intent === intent);
  expect(right.length).toBeGreaterThan(250);
  for (const { said } of many.slice(0, 20)) {
    const sure = rank(said[0] ?? []).ranked.reduce((sum, it) => sum + it.confidence, 0);
    expect(sure).toBeGreaterThan(0);
    expect(sure).toBeLessThanOrEqual(1);
  }
});
