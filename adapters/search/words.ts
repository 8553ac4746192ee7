/** The words of a text: lower case, without accents and apostrophes. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .normalize("NFKD")
    .replace(/[\p{M}'’]/gu, "")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

const vowel = /[aeiouy]/;

/** A word without the ending, if what is left can still be one. */
function without(word: string, ending: RegExp): string | undefined {
  const left = word.replace(ending, "");
  return left !== word && left.length >= 3 && vowel.test(left) ? left : undefined;
}

function singular(word: string): string {
  if (word.length < 4 || /(ss|us|is)$/.test(word)) return word;
  if (/ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/aves$/.test(word)) return `${word.slice(0, -3)}f`;
  if (/(o|x|ch|sh|ss)es$/.test(word)) return word.slice(0, -2);
  return word.replace(/s$/, "");
}

/** What the forms of an English word have in common: "brush" of "brushes", "bak" of "baking" and "bake". */
export function stemOf(word: string): string {
  const one = singular(word).replace(/(?<=.{2})y$/, "i");
  const bare = without(one.replace(/ied$/, "i"), /(ing|ed)$/);
  if (bare !== undefined) return bare.replace(/([bdgmnprt])\1$/, "$1").replace(/e$/, "");
  return without(one, /e$/) ?? one;
}

/** What a text is found by: the stem of each word, and of each two written as one ("light bulb" is a "lightbulb"). */
export function termsOf(text: string): readonly string[] {
  const words = wordsOf(text);
  const pairs = words.slice(1).map((word, n) => `${words[n]}${word}`);
  return [...words, ...pairs].map(stemOf);
}
