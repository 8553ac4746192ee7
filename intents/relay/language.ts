import { tongues } from "./tongues.ts";

/** Whoever reads this much of a text knows what language it is in, in UTF-16 units. */
const enough = 2_000;

/**
 * The language a text seems to be in, as a tag such as "de", by its script, its commonest words and its letters; nothing
 * where that does not tell, as for a name, a number, or words of several languages. To choose a voice by, no more.
 */
export function languageOf(text: string): string | undefined {
  const read = text.slice(0, enough).normalize("NFC").toLowerCase();
  const letters = count(read, /\p{L}/gu);
  const most = (script: RegExp) => count(read, script) * 2 > letters;
  if (letters === 0) return undefined;
  if (most(/\p{Script=Latin}/gu)) return latin(read);
  // Japanese has Chinese characters as well, but hardly ever a sentence without any of its own.
  if (most(/[\p{Script=Han}\p{scx=Hira}\p{scx=Kana}]/gu))
    return /[\p{Script=Hira}\p{Script=Kana}]/u.test(read) ? "ja" : "zh";
  if (most(/\p{Script=Cyrillic}/gu)) return cyrillic(read);
  if (most(/\p{Script=Arabic}/gu)) return arabic(read);
  if (most(/\p{Script=Devanagari}/gu)) return hindi.test(read) ? "hi" : undefined;
  return scripts.find(([, script]) => most(script))?.[0];
}

const count = (text: string, of: RegExp) => text.match(of)?.length ?? 0;

/** Scripts in which hardly anyone writes another language. */
const scripts: readonly (readonly [string, RegExp])[] = [
  ["ko", /\p{Script=Hangul}/gu],
  ["el", /\p{Script=Greek}/gu],
  ["he", /\p{Script=Hebrew}/gu],
  ["th", /\p{Script=Thai}/gu],
  ["bn", /\p{Script=Bengali}/gu],
  ["gu", /\p{Script=Gujarati}/gu],
  ["kn", /\p{Script=Kannada}/gu],
  ["ml", /\p{Script=Malayalam}/gu],
  ["pa", /\p{Script=Gurmukhi}/gu],
  ["ta", /\p{Script=Tamil}/gu],
  ["te", /\p{Script=Telugu}/gu],
  ["ka", /\p{Script=Georgian}/gu],
  ["hy", /\p{Script=Armenian}/gu],
];

/** Words that Marathi and Nepali, in the same script, have others for. */
const hindi = /(?<!\p{L})(?:है|हैं|में|और|नहीं|हूँ|हूं|था|थे|क्या|कर|का|की|के|को|से)(?![\p{L}\p{M}])/u;

/** Letters that the others do not have; Russian has none of its own but shares these with few. */
function cyrillic(text: string): string | undefined {
  if (/[ђјљњћџѓќѕөүһәқңғұўѝ]/u.test(text)) return undefined;
  if (/[їєґ]/u.test(text)) return "uk";
  if (/[ыэё]/u.test(text)) return /і/u.test(text) ? undefined : "ru";
  if (/і/u.test(text)) return "uk";
  return /(?<!\p{L})(?:привет|спасибо|да|нет|что|как|это|не|и|мы|я|он|она|уже|сейчас|завтра|сегодня|хорошо)(?!\p{L})/u.test(
    text,
  ) && !/ъ|(?<!\p{L})(?:е|са|да се|съм|ще|че)(?!\p{L})/u.test(text)
    ? "ru"
    : undefined;
}

/** Persian and Urdu write letters that Arabic does not have; which of the two it is, some of Urdu's tell. */
function arabic(text: string): string | undefined {
  if (/[ٹڈڑںےھ]/u.test(text)) return "ur";
  if (/[پچژگکی]/u.test(text)) return /[ڤڭېۆێەڕ]/u.test(text) ? undefined : "fa";
  return "ar";
}

interface Vote {
  /** Which of the tongues it speaks for. */
  readonly tongue: number;
  readonly weight: number;
}

/** What a word says of the language it is in: less, if several have it. */
const votes = ballot();

function ballot(): ReadonlyMap<string, readonly Vote[]> {
  const all = new Map<string, Vote[]>();
  tongues.forEach(({ common, telling }, tongue) => {
    const strong = new Set(telling.split(" "));
    for (const word of new Set([...common.split(" "), ...strong])) {
      const vote = { tongue, weight: strong.has(word) ? 2 : 1 };
      all.set(word, [...(all.get(word) ?? []), vote]);
    }
  });
  return all;
}

/** Less than this could be chance: a word that says it alone, or two that are common. */
const least = 1.5;

function latin(text: string): string | undefined {
  const words = new Set(text.replaceAll("’", "'").match(/\p{L}[\p{L}\p{M}']*/gu));
  const scores = tongues.map<number>(({ letters }) =>
    letters !== "" && [...letters].some((it) => text.includes(it)) ? 1 : 0,
  );
  for (const word of words) {
    const found = votes.get(word) ?? [];
    for (const { tongue, weight } of found) scores[tongue] = (scores[tongue] ?? 0) + weight / found.length;
  }
  const [best = 0, second = 0] = scores.toSorted((a, b) => b - a);
  const sure = best >= least && best > second * 1.8 && best >= words.size * 0.15;
  return sure ? tongues[scores.indexOf(best)]?.tag : undefined;
}
