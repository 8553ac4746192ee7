const ones = "one two three four five six seven eight nine".split(" ");
const teens = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(
  " ",
);
const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

const numbers = new Map<string, number>([
  ...ones.map((word, n) => [word, n + 1] as const),
  ...teens.map((word, n) => [word, n + 10] as const),
  ...tens.map((word, n) => [word, n * 10 + 20] as const),
  ["a", 1],
]);

const number =
  "(?:\\d{1,5}(?:[.,]\\d{1,2})?|a(?= (?:euro|buck|dollar))|" +
  `(?:${tens.join("|")})[ -](?:${ones.join("|")})|${[...tens, ...teens, ...ones].join("|")})(?![\\p{L}\\d])`;
const whole = "(?:euros?|eur|€|bucks?|dollars?|\\$)";
const part = "(?:cents?|c)(?!\\p{L})";
const amount = `[€$]?\\s*(${number})\\s*(?:(${part})|(?:${whole}\\s*)?(?:and\\s+)?(${number})?(?:\\s*${part})?(?:\\s*${whole})?)`;

const below =
  "(?:for )?(?:under|below|less than|cheaper than|(up to|at most|not? more than|maximum|max|not over))";
const above = "(?:for )?(?:over|above|more than|dearer than|(at least))";

const pattern = (words: string, priced = amount) =>
  new RegExp(`(?<!\\p{L})${words}\\s+${priced}(?!\\p{L})`, "iu");
const limits = { under: pattern(below), over: pattern(above) };

const unit = `(${part}|${whole})?`;
const range = pattern(`between\\s+[€$]?\\s*(${number})\\s*${unit}\\s+and`, `[€$]?\\s*(${number})\\s*${unit}`);

/** "twenty-five", "2,50". */
const valueOf = (said: string): number =>
  /^\d/.test(said)
    ? Number(said.replace(",", "."))
    : said.split(/[ -]/).reduce((sum, word) => sum + (numbers.get(word.toLowerCase()) ?? 0), 0);

/** What a text says of the price, in cents, and the text without it. A product costs less than `under`, more than `over`. */
export interface Priced {
  readonly text: string;
  readonly under?: number;
  readonly over?: number;
}

/** A price from one amount to another, both included; the unit may be said only once. */
function between(text: string): Priced | undefined {
  const found = range.exec(text);
  if (!found) return undefined;
  const [all, low, unitOfLow, high, unitOfHigh] = found;
  const cents = (said = "", of = unitOfHigh) => Math.round(valueOf(said) * (/^c/i.test(of ?? "") ? 1 : 100));
  const [one, other] = [cents(low, unitOfLow), cents(high)];
  return {
    text: text.replace(all, " "),
    over: Math.min(one, other) - 1,
    under: Math.max(one, other) + 1,
  };
}

/** Reads "under five euros", "for less than 2.50", "up to fifty cents", "over two euros fifty", "between two and five euros". */
export function readPrice(text: string): Priced {
  const both = between(text);
  if (both) return both;
  let left = text;
  const read: { under?: number; over?: number } = {};
  for (const name of ["under", "over"] as const) {
    const found = limits[name].exec(left);
    if (!found) continue;
    const [all, including, first, cents, second] = found;
    const price = Math.round(valueOf(first ?? "") * (cents === undefined ? 100 : 1) + valueOf(second ?? ""));
    read[name] = including === undefined ? price : price + (name === "under" ? 1 : -1);
    left = left.replace(all, " ");
  }
  return { text: left, ...read };
}
