import { numberAt } from "./number.ts";
import { phrases } from "./phrase.ts";
import type { Here, Read, Reader } from "./reader.ts";
import type { Token } from "./token.ts";

const dollar = "$";
/** What money is called, as ISO 4217 has it. Which dollar is meant depends on where it is said. */
const currencies = phrases(
  ["$,dollar,dollars,buck,bucks", dollar],
  ["us dollar,us dollars,us $,usd,u . s . dollars,american dollars", "USD"],
  ["€,euro,euros,eur", "EUR"],
  ["£,pound,pounds,quid,gbp,pound sterling,pounds sterling,british pounds,pfund", "GBP"],
  ["¥,yen,jpy,japanese yen", "JPY"],
  ["chf,franc,francs,franken,swiss francs,schweizer franken,fr,sfr", "CHF"],
  ["canadian dollar,canadian dollars,cad,c $,ca $", "CAD"],
  ["australian dollar,australian dollars,aud,a $", "AUD"],
  ["rupee,rupees,inr,₹,rs,rupien", "INR"],
  ["yuan,rmb,cny,renminbi", "CNY"],
  ["krona,kronor,sek", "SEK"],
  ["krone,kroner,nok,dkk", "NOK"],
  ["zloty,złoty,pln", "PLN"],
  ["peso,pesos,mxn", "MXN"],
  ["real,reais,brl,r $", "BRL"],
);
const cents = phrases(["cent,cents,ct,c,¢", "cent"], ["penny,pence,p", "GBP"], ["rappen", "CHF"]);

const dollars: ReadonlyMap<string, string> = new Map([
  ["CA", "CAD"],
  ["AU", "AUD"],
  ["NZ", "NZD"],
  ["SG", "SGD"],
  ["HK", "HKD"],
]);

const regionOf = ({ locale }: Here) => /[-_]([A-Za-z]{2})\b/.exec(locale)?.[1]?.toUpperCase() ?? "";

const codeOf = (currency: string, here: Here) =>
  currency === dollar ? (dollars.get(regionOf(here)) ?? "USD") : currency;

/** What money has no smaller coin of. */
const whole = new Set(["JPY"]);

const written = (amount: number, code: string) => `${amount.toFixed(whole.has(code) ? 0 : 2)} ${code}`;

/** An amount of money with its currency: "12.50 EUR" for "€ 12,50", "twelve euros and fifty cents" and "zwölf Euro fünfzig". */
export const moneyAt: Reader = (tokens, from, to, here) => {
  const sign = currencies(tokens, from, to);
  const first = sign && numberAt(tokens, sign.to, to, here);
  if (sign && first && first.value < 1e15)
    return { to: first.to, value: written(first.value, codeOf(sign.value, here)) };
  const number = numberAt(tokens, from, to, here) ?? article(tokens, from, to);
  if (!number || number.value > 1e15) return undefined;
  const currency = currencies(tokens, tokens[number.to]?.plain === "of" ? number.to + 1 : number.to, to);
  if (currency)
    return withCents(
      tokens,
      { to: currency.to, value: number.value },
      codeOf(currency.value, here),
      to,
      here,
    );
  const cent = cents(tokens, number.to, to);
  if (!cent || (/^[cp]$/.test(tokens[number.to]?.plain ?? "") && tokens[number.to]?.apart)) return undefined;
  const code = cent.value === "cent" ? (/^de/i.test(here.locale) ? "EUR" : codeOf(dollar, here)) : cent.value;
  return { to: cent.to, value: written(number.value / 100, code) };
};

/** "a dollar". */
const article = (tokens: readonly Token[], from: number, to: number): Read<number> | undefined =>
  from + 1 < to && /^(?:a|an)$/.test(tokens[from]?.plain ?? "") ? { to: from + 1, value: 1 } : undefined;

/** "and fifty cents" behind an amount, or "fifty" alone. */
function withCents(
  tokens: readonly Token[],
  amount: Read<number>,
  code: string,
  to: number,
  here: Here,
): Read {
  const at = /^(?:and|und|,)$/.test(tokens[amount.to]?.plain ?? "") ? amount.to + 1 : amount.to;
  const number = Number.isInteger(amount.value) ? numberAt(tokens, at, to, here) : undefined;
  if (!number || !Number.isInteger(number.value) || number.value < 1 || number.value > 99)
    return { to: amount.to, value: written(amount.value, code) };
  const cent = cents(tokens, number.to, to);
  if (!cent && (at > amount.to || number.value < 10))
    return { to: amount.to, value: written(amount.value, code) };
  return { to: cent?.to ?? number.to, value: written(amount.value + number.value / 100, code) };
}
