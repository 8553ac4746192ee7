import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  complete,
  emphasis,
  escapeXml,
  fit,
  fitText,
  join,
  pause,
  sayAs,
  speech,
  toSpeech,
  toSsml,
  toText,
  type Speech,
} from "palaver";
import { namesIn, readXml, textIn } from "../support/xml.ts";

/** Any sequence of UTF-16 units, halves of characters included, with a liking for what is dangerous. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary" }),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.constantFrom(
        "&",
        "<",
        ">",
        "</speak>",
        "<break/>",
        "]]>",
        "&amp;",
        "&#0;",
        '"',
        "'",
        "🍕",
        "e\u0301",
        "👩‍👩‍👧‍👦",
      ),
    ),
  )
  .map((pieces) => pieces.join(""));

const hostile = [
  "Ben & Jerry",
  "3 < 5 > 2",
  "</speak><audio src='x'/>",
  "<!DOCTYPE speak [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;",
  "<![CDATA[x]]>",
  "]]>",
  "&bogus; &#x41; &amp;amp;",
  `"quoted" and 'quoted'`,
  "\u0000\u0008\u000b\u001f\u007f\u0085\ufffe\uffff",
  "\ud800 \udc00 \udc00\ud800",
  "‮right to left‬",
];

describe("speech as markup", () => {
  test("is well-formed for each of the 65,536 UTF-16 units", () => {
    const broken: string[] = [];
    for (let unit = 0; unit <= 0xffff; unit++) {
      const character = String.fromCharCode(unit);
      const said = speech`a${character}b${sayAs("digits", `0${character}`)}${emphasis(`c${character}`)}`;
      try {
        if (namesIn(readXml(toSsml(said))).join(" ") === "speak say-as emphasis") continue;
        broken.push(`${unit} is markup`);
      } catch (error) {
        broken.push(`${unit}: ${String(error)}`);
      }
    }
    expect(broken).toEqual([]);
  });

  test.each(hostile)("says %j as text, whatever looks like markup in it", (text) => {
    for (const said of [
      text,
      speech`${text}`,
      emphasis(text),
      sayAs("characters", text),
      join(text, pause(1), text),
    ]) {
      const root = readXml(toSsml(said));
      expect(
        namesIn(root).filter((name) => !["speak", "emphasis", "say-as", "break"].includes(name)),
      ).toEqual([]);
    }
    expect(textIn(readXml(toSsml(text)))).toBe(textIn(readXml(toSsml(speech`${text}`))));
  });

  test("is well-formed, and carries the text, for any text in any place", () => {
    fc.assert(
      fc.property(anyText, anyText, (one, two) => {
        const said = speech`${one} ${emphasis(join(two, pause(3), one), "strong")} ${sayAs("date", `${two}7`)}`;
        const root = readXml(toSsml(said));
        expect(namesIn(root)).toEqual(["speak", "emphasis", "break", "say-as"]);
        expect(textIn(root)).toBe(carried([one, " ", two, one, " ", `${two}7`].join("")));
      }),
    );
  });

  test("takes a plain answer the same road as a template", () => {
    const { speech: plain } = complete({ speech: "Ben & Jerry" });
    expect(toSsml(plain)).toBe("<speak>Ben &amp; Jerry</speak>");
  });

  test("keeps the words of a template as words too", () => {
    expect(toSsml(speech`1 < 2 & <break time="1s"/> ${"<"}`)).toBe(
      "<speak>1 &lt; 2 &amp; &lt;break time=&quot;1s&quot;/&gt; &lt;</speak>",
    );
  });

  test("has pauses of 0 to 10 seconds, in whole milliseconds", () => {
    const times = [-1, 0, 0.6, 200, 10_000, 1e9, Infinity, -Infinity, Number.NaN].map(
      (time) => readXml(toSsml(pause(time))).content[0],
    );
    expect(times.map((it) => typeof it === "object" && it.attributes.get("time"))).toEqual([
      "0ms",
      "0ms",
      "1ms",
      "200ms",
      "10000ms",
      "10000ms",
      "10000ms",
      "0ms",
      "0ms",
    ]);
  });

  test("is the same after a trip through JSON", () => {
    const said = speech`Order ${sayAs("digits", "4711")} ${pause(200)} is ${emphasis("really", "strong")} there.`;
    expect(toSsml(JSON.parse(JSON.stringify(said)) as Speech)).toBe(toSsml(said));
  });

  test("escapes once, so that what is escaped already is read out as it is written", () => {
    expect(escapeXml("&amp; <")).toBe("&amp;amp; &lt;");
  });
});

describe("speech to be read", () => {
  test("has no markup, one space where there was a pause or a break, and nothing around it", () => {
    const said = speech` Order ${sayAs("digits", "4711")}${pause(100)}is
      ${emphasis(join("really", pause(1), "there"))}.  `;
    expect(toText(said)).toBe("Order 4711 is really there.");
  });

  test("keeps what looks like markup, for it is text", () => {
    expect(toText("a <b> & c")).toBe("a <b> & c");
  });

  test("leaves out what nobody can see or say", () => {
    expect(toText("a\u0000b\ud800c")).toBe("abc");
  });

  test("takes numbers as they are", () => {
    expect(toText(speech`${2} for ${3.5}`)).toBe("2 for 3.5");
  });
});

describe("what is too long", () => {
  const graphemes = (text: string) => [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);

  test("is cut to the limit of what is rendered, with a mark, and left alone where it fits", () => {
    fc.assert(
      fc.property(anyText, anyText, fc.integer({ min: 60, max: 200 }), (one, two, limit) => {
        const said = speech`${one}${emphasis(two)}${one}`;
        const fitted = fit(said, limit, toSsml);
        const whole = toSsml(said);
        expect(toSsml(fitted).length).toBeLessThanOrEqual(limit);
        readXml(toSsml(fitted));
        if (whole.length <= limit) expect(fitted).toEqual(said);
        else expect(toText(fitted).endsWith("…")).toBe(true);
      }),
    );
  });

  test("keeps as much as it can of a text without words", () => {
    const ssml = toSsml(fit("x".repeat(1_000), 117, toSsml));
    expect(ssml).toBe(`<speak>${"x".repeat(101)}…</speak>`);
    expect(ssml).toHaveLength(117);
  });

  test("never has an entity cut in two", () => {
    for (let limit = 16; limit < 60; limit++) {
      const ssml = toSsml(fit("&".repeat(50), limit, toSsml));
      expect(ssml.length).toBeLessThanOrEqual(limit);
      readXml(ssml);
    }
  });

  test("is cut between two sentences or words where one ends near the limit", () => {
    expect(fitText("One sentence. Another sentence.", 20)).toBe("One sentence.…");
    expect(fitText("One two three four five", 16)).toBe("One two three…");
  });

  test("as text is never longer than the limit, nor different where it fits", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 0, max: 300 }), (text, limit) => {
        const fitted = fitText(text, limit);
        expect(fitted.length).toBeLessThanOrEqual(limit);
        if (text.length <= limit) expect(fitted).toBe(text);
        else if (limit > 0) expect(fitted.endsWith("…")).toBe(true);
      }),
    );
  });

  test("is cut between two characters as a reader sees them", () => {
    const family = "👩‍👩‍👧‍👦";
    for (let limit = 1; limit < 60; limit++) {
      for (const text of [family.repeat(9), "e\u0301".repeat(40), "🇩🇪🇫🇷".repeat(12), "🍕".repeat(40)]) {
        const kept = graphemes(fitText(text, limit).slice(0, -1));
        expect(kept).toEqual(graphemes(text).slice(0, kept.length));
      }
    }
  });

  test("is never cut inside a surrogate pair, however many marks are piled on one letter", () => {
    const pile = `🍕${"\u{1d165}".repeat(500)}`;
    for (let limit = 2; limit < 400; limit++) expect(fitText(pile, limit)).not.toMatch(/\p{Surrogate}/u);
  });
});

/** What is left of a text in XML: all that XML can carry, and that can be said, and each line's end as one character. */
const carried = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex -- these are the characters it is about
    .replace(/[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F\uFDD0-\uFDEF\uFFFE\uFFFF]|\p{Surrogate}/gu, "")
    .replace(/\r\n?/g, "\n");

test("any text is speech that says it", () => {
  expect(toSpeech("")).toEqual({ parts: [] });
  expect(toSpeech(7)).toEqual({ parts: [{ type: "text", text: "7" }] });
});
