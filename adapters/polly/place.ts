import { Malformed, tokensOf, type Token } from "./markup.ts";

/** What Polly was given to say. */
export interface Document {
  readonly type: "ssml" | "text";
  readonly text: string;
}

/** Where something stands in a text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One unit of text that is no white space, and the byte of its document that it begins at. */
interface Unit {
  readonly text: string;
  readonly byte: number;
}

/**
 * Finds in a text what stands at some bytes of the documents that say it, one after the other: Polly counts the bytes
 * of its input, markup and entities included. As only white space may differ between the two, the place is found by
 * counting everything else; where a document says something in other words, by looking for the word from the last place
 * on. Nothing where a word is not in the text at all. Ask in the order in which it is said.
 */
export function places(
  text: string,
  documents: readonly Document[],
): (document: number, bytes: Span) => Span | undefined {
  const inText = [...unitsAt(text)];
  const inDocuments = documents.map(unitsOf);
  const before = inDocuments.map((_, i) => inDocuments.slice(0, i).reduce((sum, it) => sum + it.length, 0));
  const said = inDocuments.flat();
  const isSame =
    said.length === inText.length && said.every((unit, i) => unit.text === text[inText[i] ?? -1]);
  let last = 0;

  return (document, bytes) => {
    const units = inDocuments[document] ?? [];
    const [from, to] = [firstFrom(units, bytes.start), firstFrom(units, bytes.end)];
    if (to <= from) return undefined;
    if (isSame) {
      const base = before[document] ?? 0;
      const [start, end] = [inText[base + from], inText[base + to - 1]];
      return start === undefined || end === undefined ? undefined : { start, end: end + 1 };
    }
    const word = units.slice(from, to).map((unit) => unit.text);
    const start = text.indexOf(word.join(""), last);
    if (start < 0) return undefined;
    last = start + word.length;
    return { start, end: last };
  };
}

function* unitsAt(text: string): Generator<number> {
  for (let i = 0; i < text.length; i++) if (!/\s/.test(text[i] ?? "")) yield i;
}

/** What is said of a document, unit by unit. One that cannot be read says nothing. */
function unitsOf({ type, text }: Document): readonly Unit[] {
  const bytes = byteOffsets(text);
  const unit = (character: string, at: number): readonly Unit[] =>
    [...unitsAt(character)].map((i) => ({ text: character[i] ?? "", byte: bytes[at] ?? 0 }));
  if (type === "text") return [...unitsAt(text)].flatMap((i) => unit(text[i] ?? "", i));
  return readable(text).flatMap((token) => (token.type === "text" ? unit(token.text, token.start) : []));
}

function readable(xml: string): readonly Token[] {
  try {
    return [...tokensOf(xml)];
  } catch (error) {
    if (error instanceof Malformed) return [];
    throw error;
  }
}

/** The words of a document, without its markup. One that cannot be read has none. */
export function wordsOf(document: Document | undefined): string {
  if (document?.type !== "ssml") return document?.text ?? "";
  return readable(document.text)
    .map((token) => (token.type === "text" ? token.text : ""))
    .join("");
}

/** For each UTF-16 unit of a text the byte its character begins at in UTF-8. */
export function byteOffsets(text: string): Uint32Array {
  const offsets = new Uint32Array(text.length + 1);
  let [at, byte] = [0, 0];
  for (const character of text) {
    offsets.fill(byte, at, at + character.length);
    at += character.length;
    byte += Buffer.byteLength(character);
  }
  offsets[at] = byte;
  return offsets;
}

/** The number of units that begin before that byte. */
function firstFrom(units: readonly Unit[], byte: number): number {
  let [low, high] = [0, units.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((units[middle]?.byte ?? 0) < byte) low = middle + 1;
    else high = middle;
  }
  return low;
}
