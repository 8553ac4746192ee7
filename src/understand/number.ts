/** English words for whole numbers. Everything a person counts with when ordering; larger grammars come with time. */
const units = new Map(
  (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
    "eighteen nineteen"
  )
    .split(" ")
    .map((name, value) => [name, value]),
);
const tens = new Map(
  "twenty thirty forty fifty sixty seventy eighty ninety".split(" ").map((name, i) => [name, (i + 2) * 10]),
);
const scales = new Map([
  ["dozen", 12],
  ["hundred", 100],
  ["thousand", 1_000],
  ["million", 1_000_000],
]);
const fillers = new Set(["a", "an", "and", "couple", "of"]);

/** Whether a word can be part of a number. */
export const isNumberWord = (word: string): boolean =>
  isDigits(word) ||
  [...word.split("-")].every(
    (part) => units.has(part) || tens.has(part) || scales.has(part) || fillers.has(part),
  );

/** The number some words stand for, or nothing: "two dozen" is 24, "a couple" 2, "25" 25. */
export function numberOf(words: readonly string[]): number | undefined {
  const parts = words.flatMap((word) => (isDigits(word) ? [word] : word.split("-")));
  const first = parts[0];
  if (first === undefined) return undefined;
  if (parts.length === 1 && isDigits(first)) return Number(first);
  if (["couple", "a couple", "a couple of"].includes(parts.join(" "))) return 2;

  let [total, group, counted] = [0, 0, false];
  for (const part of parts) {
    const scale = scales.get(part);
    const value = isDigits(part) ? Number(part) : (units.get(part) ?? tens.get(part));
    if (scale !== undefined) {
      group = (counted ? group : 1) * scale;
      if (scale >= 1_000) [total, group] = [total + group, 0];
    } else if (value !== undefined) group += value;
    else if (part !== "and" && !(isArticle(part) && !counted)) return undefined;
    counted ||= value !== undefined || scale !== undefined;
  }
  return counted ? total + group : undefined;
}

const isArticle = (word: string) => word === "a" || word === "an";
const isDigits = (word: string) => /^-?\d{1,15}(?:\.\d{1,15})?$/.test(word);
