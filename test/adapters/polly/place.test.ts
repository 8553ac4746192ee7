import { expect, test } from "vitest";
import { places } from "../../../adapters/polly/place.ts";

/** The place in the text of what stands in the document. */
function placed(text: string, ssml: string, ...words: readonly string[]) {
  const placeOf = places(text, [{ type: "ssml", text: ssml }]);
  let from = 0;
  return words.map((word) => {
    const at = ssml.indexOf(word, from);
    from = at + word.length;
    const start = Buffer.byteLength(ssml.slice(0, at));
    const place = placeOf(0, { start, end: start + Buffer.byteLength(word) });
    return place && text.slice(place.start, place.end);
  });
}

test("a word is found by what stands before it, and not by how it is written", () => {
  // By looking for it, "an" would be found in "banana".
  const ssml = "<speak>🍌  banana <s>&amp;</s> an</speak>";
  const start = Buffer.byteLength("<speak>🍌  banana <s>&amp;</s> ");
  const placeOf = places("🍌 banana & an", [{ type: "ssml", text: ssml }]);
  expect(placeOf(0, { start, end: start + 2 })).toEqual({ start: 12, end: 14 });
  expect(placed("a < b", "<speak>a &lt; b</speak>", "&lt;", "b")).toEqual(["<", "b"]);
});

test("a word is looked for where the document says it in other words, and left out where it is not there", () => {
  const ssml = "<speak>It is five euros for Zoë, five!</speak>";
  expect(placed("It is €5 for Zoë, five!", ssml, "It", "five", "euros", "Zoë")).toEqual([
    "It",
    "five",
    undefined,
    undefined,
  ]);
  expect(placed("It is €5 for Zoë!", ssml, "five", "for", "Zoë", "five")).toEqual([
    undefined,
    "for",
    "Zoë",
    undefined,
  ]);
});

test("a document that cannot be read has no places, and neither have bytes outside of it", () => {
  expect(placed("a b", "<speak>a b", "a")).toEqual([undefined]);
  expect(places("a", [{ type: "text", text: "a" }])(0, { start: 5, end: 9 })).toBeUndefined();
  expect(places("a", [])(3, { start: 0, end: 1 })).toBeUndefined();
});
