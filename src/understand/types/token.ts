/** A piece of a text as built-in types read it: a run of letters, a run of digits, or one sign of another kind. */
export interface Token {
  /** As it is compared: NFKC, lower case. */
  readonly plain: string;
  /** Where it stands in the text, in UTF-16 units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** There is white space before it, or it is the first. */
  readonly apart: boolean;
}

const piece = /(?:\p{L}\p{M}*)+|\p{N}+|[^\s\p{L}\p{N}]/gu;

/** The pieces of a text, in order. White space separates them and is none. */
export const tokensOf = (text: string): readonly Token[] => {
  let last = -1;
  return [...text.matchAll(piece)].map(({ 0: found, index }) => {
    const apart = index !== last;
    last = index + found.length;
    return { plain: found.normalize("NFKC").toLowerCase(), start: index, end: last, apart };
  });
};
