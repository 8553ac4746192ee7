const ones = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const teens = "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" ");
const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const small = [...ones, ...teens];

/** A whole number from 0 up to 999,999 as English words: "one thousand four hundred one". */
export function cardinal(number: number): string {
  const rest = (of: number) => (number % of === 0 ? "" : ` ${cardinal(number % of)}`);
  if (number < small.length) return small[number] ?? "";
  if (number < 100) return `${tens[Math.floor(number / 10) - 2] ?? ""}${rest(10)}`;
  if (number < 1_000) return `${cardinal(Math.floor(number / 100))} hundred${rest(100)}`;
  return `${cardinal(Math.floor(number / 1_000))} thousand${rest(1_000)}`;
}

/** The words of a text as a recogniser of English hears them: small letters, figures as words, no marks. None of what has no words. */
export const spelled = (text: string): readonly string[] =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll("’", "'")
    // A recogniser's word may have an apostrophe in it, not around it.
    .replace(/(?<![\p{L}\p{M}])'|'(?![\p{L}\p{M}])/gu, " ")
    .replace(/\d{1,6}/g, (figures) => ` ${cardinal(Number(figures))} `)
    .split(/[^\p{L}\p{M}']+/u)
    .filter((word) => word !== "");

const numbers = Array.from({ length: 100 }, (_, n) => cardinal(n));
const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const moments = ["", " thirty", " fifteen", " forty five"];
const times = numbers
  .slice(1, 13)
  .flatMap((hour) => [...moments.map((it) => `${hour}${it}`), `half past ${hour}`, `quarter past ${hour}`]);
const dates = ["today", "tomorrow", ...days, ...days.flatMap((day) => [`on ${day}`, `next ${day}`])];
const few = numbers.slice(1, 31);

/** Some of what people say in English for values of each kind, and plain numbers from 0 to 99. */
export const phrases = {
  ordinary: numbers,
  number: numbers,
  ordinal: ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"],
  percent: numbers.map((it) => `${it} percent`),
  money: few.flatMap((it) => [`${it} euros`, `${it} dollars`]),
  date: dates,
  time: times,
  datetime: dates.flatMap((day) => numbers.slice(1, 13).map((hour) => `${day} at ${hour}`)),
  duration: [
    "one hour",
    "one minute",
    ...few.flatMap((it) => [`${it} minutes`, `${it} hours`, `${it} days`]),
  ],
  boolean: ["yes", "no"],
  email: [],
} as const;
