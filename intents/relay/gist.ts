/** A spoken breath: what is said of a long answer before one asks whether to go on, in UTF-16 units. */
const breath = 300;

/** Less than this says nothing. */
const shortest = 16;

/**
 * A text in parts to be said one at a time: the first is the gist, and the others follow when somebody asks for more.
 * None is longer than `limit`, in UTF-16 units (default 300, at least 16). A part ends with a sentence; with a word where
 * the next sentence is so long that little would be said before it; and with a character within a word as long as that.
 * Nothing is lost but spaces.
 */
export function partsOf(text: string, limit = breath): readonly string[] {
  const most = Number.isFinite(limit) ? Math.max(Math.floor(limit), shortest) : breath;
  const parts: string[] = [];
  let from = begin(text, 0);
  while (from < text.length) {
    const to =
      text.length - from <= most ? text.length : from + cut(text.slice(from, from + most + ahead), most);
    parts.push(text.slice(from, to).trimEnd());
    from = begin(text, to);
  }
  return parts;
}

/** How much is looked at of what comes after a part, to tell what ends with it. */
const ahead = 64;

/** Where the next word begins. */
function begin(text: string, at: number): number {
  const space = /\s*/uy;
  space.lastIndex = at;
  return at + (space.exec(text)?.[0].length ?? 0);
}

/** How much of the beginning of a text to say before a pause. No more than a breath is looked at: that takes its time. */
function cut(text: string, most: number): number {
  const least = most / 4;
  const last = (ends: readonly number[]) => ends.findLast((end) => end <= most) ?? 0;
  const sentence = last(sentenceEnds(text));
  if (sentence >= least) return sentence;
  const space = last(Array.from(text.matchAll(/\s+/gu), ({ index }) => index));
  if (space >= least) return space;
  const word = Math.max(space, last(endsOf(text, words)));
  if (word >= least) return word;
  // One character may bear more marks than there is breath for. It is cut like any text, but not inside a pair.
  return last(endsOf(text, characters)) || (/[\uD800-\uDBFF]$/.test(text.slice(0, most)) ? most - 1 : most);
}

const segmenter = (granularity: "sentence" | "word" | "grapheme") =>
  new Intl.Segmenter("en", { granularity });
const [sentences, words, characters] = [segmenter("sentence"), segmenter("word"), segmenter("grapheme")];

const endsOf = (text: string, by: Intl.Segmenter): readonly number[] =>
  Array.from(by.segment(text), ({ index, segment }) => index + segment.length);

/** In a chat, a sentence may well begin with a small letter; but not after "e.g." or "3 p.m.". */
const sentenceEnds = (text: string): readonly number[] =>
  [
    ...endsOf(text, sentences),
    ...Array.from(
      text.matchAll(/[\p{L}\p{N}]{3}[.…]\s(?=\p{Ll})/gu),
      ({ index, 0: end }) => index + end.length,
    ),
  ].sort((a, b) => a - b);
