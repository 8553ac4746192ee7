/** A word of what somebody said: as it is compared, and where it stands in the text, in UTF-16 units. */
export interface Word {
  readonly plain: string;
  readonly start: number;
  readonly end: number;
}

/** Letters and digits, with what joins them inside a word, and the sign of a number. */
const word = /(?:(?<!\S)[-−](?=\p{N}))?[\p{L}\p{M}\p{N}]+(?:['’.,-][\p{L}\p{M}\p{N}]+)*/gu;

/** The words of a text, in order. What is not a letter or a digit separates them; "what's" is two words in one place. */
export const wordsOf = (text: string): readonly Word[] =>
  [...text.matchAll(word)].flatMap(({ 0: found, index }) =>
    apart(plainWord(found)).map((plain) => ({ plain, start: index, end: index + found.length })),
  );

/** The words of a text as they are compared. */
export const plainWords = (text: string): readonly string[] => wordsOf(text).map((it) => it.plain);

/** A text as it is compared: its words alone, one space between them. */
export const plain = (text: string): string => plainWords(text).join(" ");

const plainWord = (text: string) =>
  text.normalize("NFKC").toLowerCase().replaceAll("’", "'").replace("−", "-");

/** English that is written together, and what it stands for. What is left out may belong to somebody: "the dog's". */
const together: ReadonlyMap<string, readonly string[]> = new Map(
  [
    "I would=i'd",
    "I am=i'm",
    "I will=i'll",
    "I have=i've",
    "what is=what's",
    "where is=where's",
    "who is=who's",
  ]
    .concat([
      "that is=that's",
      "it is=it's",
      "there is=there's",
      "how is=how's",
      "do not=don't",
      "cannot=can't",
    ])
    .map((pair) => pair.toLowerCase().split("="))
    .map(([words = "", short = ""]) => [short, words.split(" ")]),
);

const apart = (plain: string): readonly string[] => (plain.includes("'") && together.get(plain)) || [plain];
