import { writer } from "./document.ts";
import type { Target } from "./target.ts";
import { charactersOf, sentencesOf, wordsOf } from "./text.ts";
import type { Token } from "./token.ts";

/** Speech in documents, and whether that is all of it. */
export interface Filled {
  readonly documents: readonly string[];
  readonly isWhole: boolean;
}

/** Fills up to so many documents. With a mark, the last leaves room for it and has it where something is lost. */
export function fill(tokens: readonly Token[], target: Target, most: number, mark: string): Filled {
  const { documents, ...to } = writer(target, (document) => (document === most - 1 ? mark.length : 0));
  let isWhole = true;

  function write(token: Token): boolean {
    switch (token.type) {
      case "text":
        return to.add(token.text, true);
      case "atom":
        return to.add(token.markup, false, token.billed);
      case "open":
        to.open(token.open, token.close);
        return true;
      case "close":
        to.close();
        return true;
      case "stop":
        return true;
    }
  }

  /** Writes all of a sentence, or nothing of it. */
  function place(sentence: readonly Token[]): boolean {
    const here = to.here();
    if (sentence.every(write)) return true;
    to.back(here);
    return false;
  }

  /** Whether what does not fit is to be parted here. The last document is filled at least by half. */
  const stays = () => to.isEmpty() || (documents.length >= most - 1 && to.fullness() < 0.5);

  /** Goes on to the next document, if there may be one. */
  function next(): boolean {
    if (documents.length >= most - 1) isWhole = false;
    else to.end();
    return isWhole;
  }

  /** Writes a piece here or in the next document, and in smaller pieces where it has room in neither. */
  function put(token: Token): void {
    if (!isWhole || write(token)) return;
    if (!stays() && (!next() || write(token))) return;
    const smaller = smallerThan(token);
    if (smaller.length === 0 && documents.length >= most - 1) isWhole = false;
    for (const piece of smaller) put(piece);
  }

  for (const sentence of sentences(tokens)) {
    if (place(sentence)) continue;
    if (!stays()) {
      if (!next()) break;
      if (place(sentence)) continue;
    }
    for (const token of sentence) put(token);
    if (!isWhole) break;
  }
  to.end(isWhole ? "" : mark);
  return { documents, isWhole };
}

/** The tokens up to the end of each sentence. Text is parted where one ends in it. */
function* sentences(tokens: readonly Token[]): Generator<readonly Token[]> {
  let sentence: Token[] = [];
  for (const token of tokens) {
    const pieces: readonly Token[] = token.type === "text" ? texts(sentencesOf(token.text)) : [token];
    for (const [i, piece] of pieces.entries()) {
      sentence.push(piece);
      if (i === pieces.length - 1 && token.type !== "stop") continue;
      yield sentence;
      sentence = [];
    }
  }
  yield sentence;
}

/** The pieces of one that is too long: its words, or of a word its characters, or of a character its code points. */
function smallerThan(token: Token): readonly Token[] {
  if (token.type === "atom") return texts([token.text]);
  if (token.type !== "text") return [];
  const finer = [wordsOf, charactersOf, (text: string) => text];
  for (const parted of finer) {
    const pieces = [...parted(token.text)];
    if (pieces.length > 1) return texts(pieces);
  }
  return [];
}

const texts = (pieces: readonly string[]): readonly Token[] =>
  pieces.filter((text) => text !== "").map((text) => ({ type: "text", text }));
