import { describe, expect, test } from "vitest";
import {
  audio,
  emphasis,
  fitted,
  join,
  lang,
  paragraph,
  parts,
  pause,
  phoneme,
  plain,
  prosody,
  reader,
  render,
  sayAs,
  sentence,
  spelled,
  speech,
  ssml,
  sub,
  toSsml,
  toText,
  voice,
  whisper,
  type Said,
  type Speech,
  type Target,
} from "palaver";
import { alexaTarget } from "../../../adapters/alexa/target.ts";
import { targetOf, type Engine } from "../../../adapters/polly/target.ts";
import { mrkdwnTarget } from "../../../adapters/slack/target.ts";

/** What stands between `<speak>` and `</speak>`. */
const inside = (said: Said, target: Target) =>
  toSsml(said, target)
    .replace(/^<speak>|<\/speak>$/g, "")
    .trim();

const [standard, neural, generative] = (["standard", "neural", "generative"] as const).map(targetOf) as [
  Target,
  Target,
  Target,
];

describe("speech for a target", () => {
  const whispered = '<amazon:effect name="whispered">psst</amazon:effect>';
  const cases: readonly (readonly [string, Speech, Target, string])[] = [
    ["whispers where it can", whisper("psst"), alexaTarget, whispered],
    ["whispers on a standard voice", whisper("psst"), standard, whispered],
    [
      "whispers by a soft voice where that is the nearest",
      whisper("psst"),
      { ...ssml, tags: { soft: { name: "soft" } } },
      "<soft>psst</soft>",
    ],
    [
      "whispers as softly as it can",
      whisper("psst"),
      neural,
      '<prosody rate="90%" volume="x-soft">psst</prosody>',
    ],
    ["says what it cannot whisper", whisper("psst"), { ...ssml, tags: {} }, "psst"],
    ["stresses", emphasis("now"), standard, '<emphasis level="moderate">now</emphasis>'],
    ["stresses by loudness", emphasis("now"), neural, '<prosody rate="95%" volume="loud">now</prosody>'],
    ["gives up stress", emphasis("now"), { ...ssml, tags: {} }, "now"],
    [
      "has no pitch where there is none",
      prosody("low", { rate: 80, pitch: -20 }),
      neural,
      '<prosody rate="80%">low</prosody>',
    ],
    ["has no element for nothing", prosody("low", { pitch: -20 }), neural, "low"],
    [
      "keeps to the ranges of a target",
      prosody("x", { rate: 900, pitch: -80 }),
      alexaTarget,
      '<prosody rate="200%" pitch="-33%">x</prosody>',
    ],
    ["changes its language", lang("de", "Prost"), alexaTarget, '<lang xml:lang="de-DE">Prost</lang>'],
    ["changes to the locale it is told", lang("en-gb", "Hi"), neural, '<lang xml:lang="en-GB">Hi</lang>'],
    ["knows a language by its other name", lang("zh", "好"), neural, '<lang xml:lang="cmn-CN">好</lang>'],
    ["stays in its language where it has not the other", lang("nl", "Proost"), alexaTarget, "Proost"],
    ["changes its voice", voice("Amy", "Hi"), alexaTarget, '<voice name="Amy">Hi</voice>'],
    ["keeps its voice where it has no other", voice("Amy", "Hi"), neural, "Hi"],
    ["keeps its voice where it has not that one", voice("Nobody", "Hi"), alexaTarget, "Hi"],
    ["plays", audio("https://x.org/a.mp3?a&b"), alexaTarget, '<audio src="https://x.org/a.mp3?a&amp;b"/>'],
    ["reads what it cannot play", audio("https://x.org/a.mp3", "ding"), standard, "ding"],
    [
      "pronounces",
      phoneme("pecan", "pɪˈkɑːn"),
      neural,
      '<phoneme alphabet="ipa" ph="pɪˈkɑːn">pecan</phoneme>',
    ],
    ["reads what it cannot pronounce", phoneme("pecan", "pɪˈkɑːn"), generative, "pecan"],
    ["spells in words", sayAs("characters", "A4711"), neural, '<sub alias="A, 4 7 1 1">A4711</sub>'],
    [
      "reads a date in its order",
      sayAs("date", "1/2/26", "dmy"),
      neural,
      '<say-as interpret-as="date" format="dmy">1/2/26</say-as>',
    ],
    ["says one thing for another", sub("etc.", "and so on"), neural, '<sub alias="and so on">etc.</sub>'],
    ["does not say what is only written", join("a ", sub("🫠", ""), " b"), neural, "a   b"],
    ["has nothing in an element of nothing", join(emphasis(""), "a", sayAs("digits", "")), standard, "a"],
    [
      "never pauses longer than a target does",
      pause(10_000),
      { ...ssml, tags: { break: 7 } },
      '<break time="7ms"/>',
    ],
  ];
  test.each(cases)("%s", (_, said, target, markup) => expect(inside(said, target)).toBe(markup));

  test("has blocks only where blocks may be", () => {
    const nested = paragraph(join(sentence("One."), paragraph(sentence(emphasis(sentence("Two."))))));
    expect(inside(nested, standard).replace(/\s+/g, "")).toBe(
      '<p><s>One.</s><s><emphasislevel="moderate">Two.</emphasis></s></p>',
    );
  });

  test("changes its tone only around whole sentences where a voice can do no other", () => {
    const slow = { rate: 80 };
    const tag = (words: string) => `<prosody rate="80%">${words}</prosody>`;
    const said = (...pieces: readonly Said[]) => inside(join(...pieces), generative);
    expect(said(prosody("All of it", slow))).toBe(tag("All of it"));
    expect(said("One. ", prosody("Two.", slow), " Three.")).toBe(`One. ${tag("Two.")} Three.`);
    expect(said("One ", prosody("two", slow), " three.")).toBe("One two three.");
    expect(said("One. ", prosody("Two", slow), " three.")).toBe("One. Two three.");
    expect(said("One ", prosody("two.", slow))).toBe("One two.");
    expect(said(sentence("One"), prosody("Two", slow), paragraph("Three"))).toContain(tag("Two"));
  });

  test("plays as many recordings as there may be, and reads the others", () => {
    const sounds = Array.from({ length: 7 }, (_, i) => audio("https://x.org/a.mp3", ` ${i}`));
    const markup = inside(join(...sounds), alexaTarget);
    expect(markup.match(/<audio/g)).toHaveLength(5);
    expect(markup).toMatch(/ 5 6$/);
  });

  test("is text where there is no markup: as it is written, or as it is said", () => {
    const said = speech`Order ${spelled("AB-4711")} & ${sub("5 km", "5 kilometers")}${paragraph("Bye <b>")}`;
    expect(render(said, plain)).toBe("Order AB-4711 & 5 km Bye <b>");
    expect(render(said, plain)).toBe(toText(said));
    expect(render(said, reader)).toBe("Order A B, 4 7 1 1 & 5 kilometers Bye <b>");
    expect(render(said, mrkdwnTarget)).toBe("Order AB-4711 &amp; 5 km\nBye &lt;b&gt;");
  });

  test("survives whatever comes out of a store in place of speech", () => {
    const deep = (node: unknown, left: number): unknown =>
      left === 0 ? node : deep({ type: "emphasis", level: "strong", content: { parts: [node] } }, left - 1);
    const throwing = { toString: () => { throw new Error("no"); } }; // prettier-ignore
    const circle: { parts: unknown[] } = { parts: ["x"] };
    circle.parts.push({ type: "whisper", content: circle }, { type: "whisper", content: circle });
    for (const thing of [
      null,
      undefined,
      7,
      Symbol("s"),
      throwing,
      { parts: 7 },
      { parts: [null, undefined, 7, "text", throwing, { type: "text" }, { type: "text", text: throwing }] },
      {
        parts: [
          { type: "say", as: "constructor", text: "x" },
          { type: "prosody", rate: "fast", content: 7 },
        ],
      },
      {
        parts: [
          { type: "audio", url: "file:///etc/passwd", text: 7 },
          { type: "lang", tag: {}, content: null },
        ],
      },
      {
        parts: [
          { type: "voice", name: '"/><x', content: "v" },
          { type: "pause", milliseconds: "long" },
        ],
      },
      { parts: [deep({ type: "text", text: "deep" }, 5_000)] },
      circle,
    ]) {
      for (const target of [ssml, alexaTarget, standard, generative, plain, reader]) {
        // It is no speech, and that is the point.
        const said = thing as Said;
        expect(typeof render(said, target)).toBe("string");
        expect(fitted(said, { ...target, limits: { characters: 100 } }).length).toBeLessThanOrEqual(100);
        toText(said);
      }
    }
    const deepest = { parts: [deep({ type: "text", text: "deep" }, 5_000)] } as Speech;
    expect(toSsml(deepest)).toContain("deep");
    expect(toText(deepest)).toBe("deep");
  });
});

describe("a slip of a developer's is found where it is made", () => {
  test.each([
    () => audio("http://x.org/a.mp3"),
    () => audio("https://me:secret@x.org/a.mp3"),
    () => audio("javascript:alert(1)"),
    () => audio("a.mp3"),
    () => lang("no language", "x"),
    () => targetOf("fancy" as Engine),
  ])("%s", (slip) => expect(slip).toThrow(expect.objectContaining({ name: "PalaverError" })));
});

describe("what is too long for a target", () => {
  const upTo = (characters: number, target = ssml): Target => ({ ...target, limits: { characters } });

  test("is parted between sentences, then between words, then between characters", () => {
    const one = "One sentence. ";
    expect(parts(`${one}Two sentences. Three.`, upTo(44))).toEqual([
      "<speak>One sentence. Two sentences.</speak>",
      "<speak>Three.</speak>",
    ]);
    expect(parts("one two three four five", upTo(28))).toEqual([
      "<speak>one two three</speak>",
      "<speak>four five</speak>",
    ]);
    const family = "👩‍👩‍👧‍👦";
    expect(parts(family.repeat(5), upTo(15 + 2 * family.length + 3))).toEqual(
      [2, 2, 1].map((count) => `<speak>${family.repeat(count)}</speak>`),
    );
  });

  test("has no half of a character, however many marks are piled on one letter", () => {
    const pile = `a${"\u{1d165}".repeat(500)}`;
    const pieces = parts(pile, upTo(50)).map((it) => it.replace(/<[^>]*>/g, ""));
    expect(pieces.join("")).toBe(pile);
  });

  test("goes on in the same elements, and no tag or entity is cut", () => {
    expect(parts(emphasis("&&&& &&&&"), upTo(80))).toEqual(
      ["&amp;".repeat(4), "&amp;".repeat(4)].map(
        (words) => `<speak><emphasis level="moderate">${words}</emphasis></speak>`,
      ),
    );
    expect(parts(join("Some words ", sayAs("digits", "4711")), upTo(68))).toEqual([
      "<speak>Some words</speak>",
      '<speak><say-as interpret-as="digits">4711</say-as></speak>',
    ]);
  });

  test("is said in words where markup has no room even by itself", () => {
    expect(parts(sub("x".repeat(90), "many letters"), upTo(40))).toEqual(["<speak>many letters</speak>"]);
  });

  test("counts what is billed by itself", () => {
    const target: Target = { ...ssml, limits: { characters: 1_000, billed: 10 } };
    expect(parts(join("One two ", emphasis("three")), target)).toEqual([
      "<speak>One two</speak>",
      '<speak><emphasis level="moderate">three</emphasis></speak>',
    ]);
  });

  test("ends in a mark where only so much of it is wanted, and has none where it is whole", () => {
    expect(fitted("One sentence. Another sentence.", upTo(35))).toBe("<speak>One sentence.…</speak>");
    expect(fitted("One two three four five", upTo(31))).toBe("<speak>One two three…</speak>");
    expect(fitted("One two", upTo(22))).toBe("<speak>One two</speak>");
    expect(parts("one two three four five", upTo(28), 2)).toHaveLength(2);
    expect(parts("one two three four five six seven", upTo(28), 2)[1]).toBe("<speak>four five…</speak>");
    expect(parts("words", upTo(28), 0)).toEqual([]);
    expect(parts(" ", upTo(28))).toEqual([]);
  });

  test("fills the last by half at least, whatever there is to cut", () => {
    const text = `Oh. ${"x".repeat(500)}`;
    expect(fitted(text, upTo(115))).toBe(`<speak>Oh. ${"x".repeat(95)}…</speak>`);
  });

  test("takes a time that grows as the text does", () => {
    for (const text of ["語", "a", "🙂", "?!", "e\u0301", "&", "a. ", "\u0301", "http://"].map((it) =>
      it.repeat(30_000),
    )) {
      expect(parts(text, standard).length).toBeGreaterThan(0);
    }
  });
});
