/** A word without its endings, so that "orders", "ordered" and "ordering" are one. It need not be a word itself. */
export type Stem = (word: string) => string;

const vowel = /[aeiouyäöü]/;
const doubled = /([bdfgmnprt])\1$/;

/** Takes off what English appends to words. Words of other letters stay as they are. */
export function stemEnglish(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  const one = singular(word);
  const bare = without(one, ["ing", "ed"], 3);
  const verb = bare === one ? one : bare.replace(doubled, "$1");
  const root = without(verb, ["ation", "ment", "ness", "ly", "er"], 4);
  return root.length > 3 ? root.replace(/e$/, "").replace(/y$/, "i") : root;
}

function singular(word: string): string {
  if (word.endsWith("sses")) return word.slice(0, -2);
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return /[^siu]s$/.test(word) ? word.slice(0, -1) : word;
}

/** Takes off what German appends to words, and the dots of its vowels. */
export function stemGerman(word: string): string {
  const flat = word.replaceAll("ß", "ss").replaceAll("ä", "a").replaceAll("ö", "o").replaceAll("ü", "u");
  if (flat.length < 5 || !/^[a-z]+$/.test(flat)) return flat;
  return without(
    without(flat, ["ern", "em", "er", "en", "es", "st", "e", "s", "t", "n"], 4),
    ["er", "en", "e"],
    4,
  );
}

/** The word without the first of these endings it has, where at least so many letters with a vowel are left. */
function without(word: string, endings: readonly string[], least: number): string {
  const ending = endings.find(
    (it) => word.endsWith(it) && word.length - it.length >= least && vowel.test(word.slice(0, -it.length)),
  );
  return ending === undefined ? word : word.slice(0, -ending.length);
}
