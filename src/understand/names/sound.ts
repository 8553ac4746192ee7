const changes: readonly (readonly [RegExp, string])[] = [
  [/^(?:kn|gn|pn)/, "n"],
  [/^wr/, "r"],
  [/^x/, "s"],
  [/tsch|tch|ch|sch|sh/g, "S"],
  [/ph|v|(?<![aeiou])w(?=[aeiou])/g, "f"],
  [/ck|q|c(?![eiy])|g/g, "k"],
  [/c(?=[eiy])|z|x/g, "s"],
  [/th|d/g, "t"],
  [/b/g, "p"],
  [/m/g, "n"],
  [/(?<!^)[aeiouyhw]/g, ""],
  [/^[aeiouy]/, "A"],
  [/(.)\1+/g, "$1"],
];

/** How a word sounds, roughly: its consonants, those alike taken for one. Words that are misheard for one another often share it. */
export const soundOf = (word: string): string =>
  changes.reduce((sound, [from, to]) => sound.replace(from, to), word.slice(0, 30));
