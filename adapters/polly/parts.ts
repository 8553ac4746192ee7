import type { Speech, SpeechNode } from "palaver";

/** How much a service takes at once, in UTF-16 units: of words, and of the document with its markup. */
export interface Room {
  readonly words: number;
  readonly document: number;
}

/** A piece of speech that is said as one, with what it takes of the room. */
interface Piece extends Room {
  readonly node: SpeechNode;
}

const granularities = ["sentence", "word", "grapheme"] as const;

/**
 * Speech in as few parts as fit, in order: taken apart between sentences, where one is too long between words, and
 * where one of those is between what readers see as characters. `markup` gives a document, whose length has to be
 * that of its pieces and of an empty one.
 */
export function inParts(
  speech: Speech,
  room: Room,
  locale: string,
  markup: (speech: Speech) => string,
): readonly Speech[] {
  const empty = markup({ parts: [] }).length;
  const within = { words: room.words, document: room.document - empty };
  const sizeOf = (node: SpeechNode): Piece => ({
    node,
    words: wordsIn(node),
    document: markup({ parts: [node] }).length - empty,
  });
  const fits = ({ words, document }: Room) => words <= within.words && document <= within.document;

  /** The node, or what it is made of where it is too much for one part. */
  function apart(node: SpeechNode, level = 0): readonly Piece[] {
    const whole = sizeOf(node);
    if (fits(whole)) return [whole];
    if (node.type === "pause") return [];
    if (node.type === "emphasis") {
      const inner = node.content.parts.flatMap((it) => apart(it, level));
      return inner.map((piece) => sizeOf({ ...node, content: { parts: [piece.node] } })).filter(fits);
    }
    const granularity = granularities[level];
    if (granularity === undefined) return [];
    const segments = [...new Intl.Segmenter(locale, { granularity }).segment(node.text)];
    return segments.flatMap(({ segment }) => apart({ ...node, text: segment }, level + 1));
  }

  const whole = speech.parts.map(sizeOf);
  if (fits(sum(whole))) return [speech];
  return packed(
    speech.parts
      .flatMap((node) => (node.type === "text" ? sentences(node, locale) : [node]))
      .flatMap((it) => apart(it)),
    fits,
  );
}

/** Piece after piece into one part as long as they fit. */
function packed(pieces: readonly Piece[], fits: (room: Room) => boolean): readonly Speech[] {
  const parts: Piece[][] = [];
  let taken: Room = { words: 0, document: 0 };
  for (const piece of pieces) {
    const last = parts.at(-1);
    const together = sum([taken, piece]);
    if (last && fits(together)) {
      last.push(piece);
      taken = together;
    } else {
      parts.push([piece]);
      taken = piece;
    }
  }
  return parts.map((part) => ({ parts: part.map(({ node }) => node) }));
}

const sentences = (node: SpeechNode & { readonly type: "text" }, locale: string): readonly SpeechNode[] =>
  [...new Intl.Segmenter(locale, { granularity: "sentence" }).segment(node.text)].map(({ segment }) => ({
    ...node,
    text: segment,
  }));

function wordsIn(node: SpeechNode): number {
  if (node.type === "pause") return 0;
  return node.type === "emphasis"
    ? node.content.parts.reduce((words, it) => words + wordsIn(it), 0)
    : node.text.length;
}

const sum = (rooms: readonly Room[]): Room => ({
  words: rooms.reduce((all, { words }) => all + words, 0),
  document: rooms.reduce((all, { document }) => all + document, 0),
});
