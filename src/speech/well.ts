import { PalaverError } from "../errors.ts";
import { canonicalLocale } from "../locale.ts";
import { toSpeech, type Said, type Speech, type SpeechNode } from "../speech.ts";

/** Amounts in smaller units than a currency's own, by language: one of a thing, and several. */
type Names = Readonly<Record<string, readonly [string, string]>>;

const cents: Names = {
  en: ["cent", "cents"],
  de: ["Cent", "Cent"],
  es: ["céntimo", "céntimos"],
  ja: ["セント", "セント"],
};

/** Currencies by the words that people have for them; the others are called what the platform's tables call them. */
const currencies: ReadonlyMap<string, { readonly whole: Names; readonly part: Names }> = new Map([
  [
    "EUR",
    {
      whole: { en: ["euro", "euros"], de: ["Euro", "Euro"], es: ["euro", "euros"], ja: ["ユーロ", "ユーロ"] },
      part: cents,
    },
  ],
  [
    "USD",
    {
      whole: {
        en: ["dollar", "dollars"],
        de: ["Dollar", "Dollar"],
        es: ["dólar", "dólares"],
        ja: ["ドル", "ドル"],
      },
      part: { ...cents, es: ["centavo", "centavos"] },
    },
  ],
  [
    "GBP",
    {
      whole: {
        en: ["pound", "pounds"],
        de: ["Pfund", "Pfund"],
        es: ["libra", "libras"],
        ja: ["ポンド", "ポンド"],
      },
      part: {
        en: ["penny", "pence"],
        de: ["Penny", "Pence"],
        es: ["penique", "peniques"],
        ja: ["ペンス", "ペンス"],
      },
    },
  ],
]);

/** How a language says an amount of two units, and one that is less than nothing. */
interface Grammar {
  readonly space: string;
  readonly both: (whole: string, part: string) => string;
  readonly minus: string;
}

const grammars: Readonly<Record<string, Grammar>> = {
  en: { space: " ", both: (whole, part) => `${whole} and ${part}`, minus: "minus " },
  de: { space: " ", both: (whole, part) => `${whole} und ${part}`, minus: "minus " },
  es: { space: " ", both: (whole, part) => `${whole} con ${part}`, minus: "menos " },
  ja: { space: "", both: (whole, part) => `${whole}${part}`, minus: "マイナス" },
};

/**
 * A price: written as the locale writes it, "€1.99", and said in words, "1 euro and 99 cents". The amount is in the
 * currency's smallest unit, such as cents; yen have no smaller. Throws {@link PalaverError} for what is no currency's code.
 */
export function price(amount: number, currency: string, locale: string): Speech {
  const [tag, language] = languageOf(locale);
  const written = money(tag, currency);
  const digits = written.resolvedOptions().maximumFractionDigits ?? 2;
  const value = amount / 10 ** digits;
  const text = written.format(value);
  const named = currencies.get(currency.toUpperCase());
  const grammar = grammars[language];
  if (!named || !grammar || !Number.isSafeInteger(amount)) {
    const spoken = money(tag, currency, Number.isInteger(value) ? { minimumFractionDigits: 0 } : {});
    return written === spoken ? toSpeech(text) : alias(text, spoken.format(value));
  }
  const { space, both, minus } = grammar;
  const counted = (count: number, names: Names) => {
    const [one, several] = names[language] ?? ["", ""];
    return `${new Intl.NumberFormat(tag).format(count)}${space}${count === 1 ? one : several}`;
  };
  const [whole, part] = [Math.floor(Math.abs(amount) / 100), Math.abs(amount) % 100];
  const wholes = counted(whole, named.whole);
  const parts = counted(part, named.part);
  const said = part === 0 ? wholes : whole === 0 ? parts : both(wholes, parts);
  return alias(text, amount < 0 ? `${minus}${said}` : said);
}

function money(tag: string, currency: string, named?: Intl.NumberFormatOptions): Intl.NumberFormat {
  try {
    const style = { style: "currency", currency } as const;
    return new Intl.NumberFormat(tag, named ? { ...style, ...named, currencyDisplay: "name" } : style);
  } catch {
    throw wrong(`"${currency}" is no currency`, 'use its code of three letters, as in "EUR"');
  }
}

/**
 * An amount of something measured: written short, "5 km", and said in full, "5 kilometers". The unit is one that
 * `Intl.NumberFormat` has (ECMA-402, "sanctioned units"). Throws {@link PalaverError} for another.
 */
export function measure(amount: number, unit: string, locale: string): Speech {
  const [tag] = languageOf(locale);
  try {
    const [short, long] = (["short", "long"] as const).map((unitDisplay) =>
      new Intl.NumberFormat(tag, { style: "unit", unit, unitDisplay }).format(amount),
    );
    return alias(short ?? "", long ?? "");
  } catch {
    throw wrong(`"${unit}" is no unit`, 'use one that Intl.NumberFormat has, such as "kilogram"');
  }
}

/** Several things as a language lists them: "milk, bread and eggs", or "milk, bread or eggs". Each may be speech. */
export function list(things: readonly Said[], locale: string, link: "and" | "or" = "and"): Speech {
  const [tag] = languageOf(locale);
  const format = new Intl.ListFormat(tag, { type: link === "and" ? "conjunction" : "disjunction" });
  const parts = format.formatToParts(things.map((_, i) => String(i)));
  return {
    parts: parts.flatMap(({ type, value }): readonly SpeechNode[] =>
      type === "element" ? toSpeech(things[Number(value)] ?? "").parts : [{ type: "text", text: value }],
    ),
  };
}

const spans = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
] as const;

/** A length of time in its two largest units: "2 hours and 30 minutes". In milliseconds; no less than 0. */
export function duration(milliseconds: number, locale: string): Speech {
  const [tag] = languageOf(locale);
  let left = Number.isFinite(milliseconds) ? Math.round(Math.max(milliseconds, 0) / 1_000) * 1_000 : 0;
  const first = spans.findIndex(([, length]) => left >= length);
  const told = first < 0 ? spans.slice(-1) : spans.slice(first, first + 2);
  const said = told.flatMap(([unit, length], i) => {
    const count = Math.floor(left / length);
    left -= count * length;
    return count === 0 && i > 0
      ? []
      : [new Intl.NumberFormat(tag, { style: "unit", unit, unitDisplay: "long" }).format(count)];
  });
  return list(said, tag);
}

/** A locale's tag, and its language; English where it is none. */
export function languageOf(locale: unknown): readonly [string, string] {
  const tag = canonicalLocale(locale) ?? "en";
  return [tag, tag.split("-")[0] ?? "en"];
}

/** Words that are written in one way and said in another, where it is another. */
export const alias = (text: string, said: string): Speech =>
  text === said ? toSpeech(text) : { parts: [{ type: "sub", text, alias: said }] };

const wrong = (what: string, fix: string) => new PalaverError("invalid-value", `${what}; ${fix}.`);
