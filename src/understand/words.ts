/** A word of what somebody said: as it is compared, and where it stands in the text, in UTF-16 units. */
export interface Word {
  readonly plain: string;
  readonly start: number;
  readonly end: number;
}

/** Letters and digits, with what joins them inside a word, and the sign of a number. */
const word = /(?:(?<!\S)[-−](?=\p{N}))?[\p{L}\p{M}\p{N}]+(?:['’.,-][\p{L}\p{M}\p{N}]+)*/gu;

/** The words of a text, in order. What is not a letter or a digit separates them. */
export const wordsOf = (text: string): readonly Word[] =>
  [...text.matchAll(word)].map(({ 0: found, index }) => ({
    plain: plainWord(found),
    start: index,
    end: index + found.length,
  }));

/** The words of a text as they are compared. */
export const plainWords = (text: string): readonly string[] => wordsOf(text).map((it) => it.plain);

/** A text as it is compared: its words alone, one space between them. */
export const plain = (text: string): string => plainWords(text).join(" ");

const plainWord = (text: string) =>
  text.normalize("NFKC").toLowerCase().replaceAll("’", "'").replace("−", "-");
