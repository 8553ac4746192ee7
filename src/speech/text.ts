/**
 * Text as XML carries it: the five characters that mean something escaped, and what XML 1.0 cannot carry at all
 * (https://www.w3.org/TR/xml/#charsets: most control characters, lone surrogates, U+FFFE and U+FFFF) left out.
 */
export const escapeXml = (text: string): string =>
  clean(text).replace(/[&<>"']/g, (character) => `&${entities[character as keyof typeof entities]};`);

const entities = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos" } as const;

// oxlint-disable-next-line no-control-regex -- these are the characters it is about
const unspeakable = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F\uFDD0-\uFDEF\uFFFE\uFFFF]|\p{Surrogate}/gu;

/** Text without the characters that XML 1.0 cannot carry, or advises against, lone surrogates included. */
export const clean = (text: string): string => text.replace(unspeakable, "");

/** Text in one line: a space for each run of white space, and none around it. */
export const oneLine = (text: string): string => text.replace(/\s+/gu, " ").trim();

/** Text no longer than `limit` UTF-16 units; where it has to be cut, between two words and with "…" after it. */
export const fitText = (text: string, limit: number): string =>
  text.length <= limit ? text : `${cut(text, limit - 1)}…`.slice(0, Math.max(limit, 0));

/** Between sentences or words where one ends near the limit, else between what a reader sees as two characters. */
export function cut(text: string, length: number): string {
  const head = text.slice(0, Math.max(length, 0));
  const edge = Math.max(head.search(/[.!?。！？][^.!?。！？]*$/u) + 1, head.search(/\s\S*$/u));
  if (edge > length / 2) return head.slice(0, edge).trimEnd();
  const from = Math.max(length - 64, 0);
  const last = [...characters.segment(text.slice(from, length + 64))]
    .map(({ index }) => from + index)
    .findLast((index) => index <= length);
  // A character with more marks on it than are looked at is cut like any text, but not inside a pair.
  return last === from && from > 0 ? head.replace(/[\uD800-\uDBFF]$/, "") : text.slice(0, last ?? 0);
}

const characters = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const words = new Intl.Segmenter(undefined, { granularity: "word" });

/** Where a sentence ends: after its mark and what closes around it. The look behind keeps this linear in "?????". */
const stop = /(?<![.!?…])[.!?…]+["'”’»)\]]*\s+|[。！？]+[」』）]*\s*|\n+/gu;

/** A text by its sentences, each with the white space after it; together they are the text. */
export function sentencesOf(text: string): readonly string[] {
  const ends = [...text.matchAll(stop)].map(({ 0: mark, index }) => index + mark.length);
  return [0, ...ends].map((from, i) => text.slice(from, ends[i])).filter((it) => it !== "");
}

/** Longer than any word between two spaces; what is longer is in a script without them, or is no word. */
const longWord = 24;

/** A text by its words, each with the white space after it; together they are the text. */
export function* wordsOf(text: string): Generator<string> {
  for (const [run] of text.matchAll(/\S+\s*|\s+/gu)) {
    if (run.length <= longWord) yield run;
    else yield* windowed(run, words);
  }
}

/** A text by what a reader sees as one character; together they are the text. No surrogate pair is in two pieces. */
export const charactersOf = (text: string): Generator<string> => windowed(text, characters);

/** How much is looked at at once: a segmenter takes quadratic time for a long text. In UTF-16 units. */
const window = 128;

function* windowed(text: string, segmenter: Intl.Segmenter): Generator<string> {
  let from = 0;
  while (from < text.length) {
    const end = from + window;
    // Half of a pair would be a piece by itself, and hide that the one before it goes on.
    const head = text.slice(from, text.codePointAt(end - 1) === text.charCodeAt(end - 1) ? end : end + 1);
    const pieces = [...segmenter.segment(head)].map(({ segment }) => segment);
    // Where the window ends is no boundary, unless nothing else is one.
    if (from + head.length < text.length && pieces.length > 1) pieces.pop();
    for (const piece of pieces) {
      yield piece;
      from += piece.length;
    }
  }
}
