import type { Token } from "./token.ts";

const digits: ReadonlyMap<string, string> = new Map(
  "zero one two three four five six seven eight nine,oh,null eins zwei drei vier fünf sechs sieben acht neun,o,nought,zwo,fuenf"
    .split(",")
    .flatMap((list, i): [string, string][] =>
      list
        .split(" ")
        .map((word, digit) => [word, i === 4 ? "2" : i === 5 ? "0" : i === 6 ? "5" : String(digit)]),
    ),
);

/** What spoken signs stand for: a digit in words, or digits as they are written. */
export const digitOf = (token: Token | undefined): string | undefined => {
  const word = token?.plain ?? "";
  if (word === "zwo") return "2";
  if (word === "fuenf") return "5";
  if (word === "nought" || word === "o" || word === "oh") return "0";
  return /^[0-9]{1,20}$/.test(word) ? word : digits.get(word);
};

const times: ReadonlyMap<string, number> = new Map([
  ["double", 2],
  ["triple", 3],
  ["doppel", 2],
]);

/** How often the next sign is meant, for "double five". */
export const timesOf = (token: Token | undefined): number | undefined => times.get(token?.plain ?? "");

const alphabet =
  "alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa quebec romeo sierra tango uniform " +
  "victor whiskey xray yankee zulu alfa juliet whisky anton berta cäsar dora emil friedrich gustav heinrich ida julius kaufmann ludwig martha nordpol " +
  "otto paula quelle richard samuel theodor ulrich viktor wilhelm xanthippe ypsilon zacharias";

const letters: ReadonlyMap<string, string> = new Map(
  alphabet.split(" ").map((word) => [word, word.charAt(0)]),
);

/** The letter that a word of a spelling alphabet, or the letter itself, stands for. */
export const letterOf = (token: Token | undefined): string | undefined => {
  const word = token?.plain ?? "";
  return /^[a-z]$/.test(word) ? word : letters.get(word);
};
