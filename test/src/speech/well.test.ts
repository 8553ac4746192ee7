import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  duration,
  emphasis,
  list,
  measure,
  plain,
  price,
  reader,
  render,
  speakable,
  spelled,
  toSsml,
  toText,
  when,
  type Said,
} from "palaver";

/** What is written, and what is said. */
const both = (said: Said) =>
  [render(said, plain), render(said, reader)].map((it) => it.replace(/[\u00a0\u202f]/g, " "));

describe("a price is written as the locale does, and said in words", () => {
  test.each([
    ["en", 199, "EUR", "€1.99", "1 euro and 99 cents"],
    ["en", 200, "USD", "$2.00", "2 dollars"],
    ["en-GB", 101, "GBP", "£1.01", "1 pound and 1 penny"],
    ["en", -50, "GBP", "-£0.50", "minus 50 pence"],
    ["en", 150, "CHF", "CHF 1.50", "1.50 Swiss francs"],
    ["en", 1_500, "JPY", "¥1,500", "1,500 Japanese yen"],
    ["de", 199, "EUR", "1,99 €", "1 Euro und 99 Cent"],
    ["es", 199, "EUR", "1,99 €", "1 euro con 99 céntimos"],
    ["ja", 199, "EUR", "€1.99", "1ユーロ99セント"],
    ["ja", 1_500, "JPY", "￥1,500", "1,500円"],
    ["nonsense!", 100, "EUR", "€1.00", "1 euro"],
  ])("in %s: %d %s", (locale, amount, currency, written, said) =>
    expect(both(price(amount, currency, locale))).toEqual([written, said]),
  );

  test("whatever the amount is, and never in a currency there is none of", () => {
    for (const amount of [Number.NaN, Infinity, 1.5, 1e300])
      expect(toText(price(amount, "EUR", "de"))).not.toBe("");
    expect(() => price(1, "euros", "en")).toThrow('"euros" is no currency');
  });
});

test("measures are short to read and long to hear", () => {
  expect(both(measure(5, "kilometer", "en"))).toEqual(["5 km", "5 kilometers"]);
  expect(both(measure(1.5, "liter", "de"))).toEqual(["1,5 l", "1,5 Liter"]);
  expect(() => measure(1, "cubit", "en")).toThrow('"cubit" is no unit');
});

test("lists are put together as the language does, and what is in them stays speech", () => {
  expect(toText(list(["milk", "bread", "eggs"], "en-GB"))).toBe("milk, bread and eggs");
  expect(toText(list(["Milch", "Brot"], "de", "or"))).toBe("Milch oder Brot");
  expect(toText(list(["牛乳", "パン"], "ja"))).toBe("牛乳、パン");
  expect(toText(list([], "es"))).toBe("");
  expect(toSsml(list(["a", emphasis("b")], "en"))).toBe(
    '<speak>a and <emphasis level="moderate">b</emphasis></speak>',
  );
});

test("lengths of time are told in their two largest units", () => {
  expect(toText(duration(9_000_000, "en"))).toBe("2 hours and 30 minutes");
  expect(toText(duration(90_061_000, "de"))).toBe("1 Tag und 1 Stunde");
  expect(toText(duration(3_600_000, "es"))).toBe("1 hora");
  expect([0, -5, Number.NaN].map((it) => toText(duration(it, "en")))).toEqual(Array(3).fill("0 seconds"));
});

test("ids are said sign by sign, in groups that are never of one", () => {
  expect(both(spelled("AB-47112"))).toEqual(["AB-47112", "A B, 4 7 1, 1 2"]);
  expect(both(spelled("a12345678"))).toEqual(["a12345678", "A, 1 2 3 4, 5 6 7 8"]);
  expect(both(spelled("+49"))).toEqual(["+49", "+, 4 9"]);
  expect(both(spelled("--"))).toEqual(["--", "- -"]);
});

describe("a day is called what people call it from here", () => {
  const now = "2026-11-25T23:30:00Z";
  const told = (at: string, locale: string, zone = "Europe/Berlin") => both(when(at, { now, locale, zone }));

  // In Berlin it is Thursday the 26th already.
  test.each([
    ["en", "2026-11-27T18:00", "tomorrow at 6:00 PM", "tomorrow at 6 PM"],
    ["en", "2026-11-26T17:30:00Z", "today at 6:30 PM", "today at 6:30 PM"],
    ["en-GB", "2026-11-27T18:00", "tomorrow at 18:00", "tomorrow at 6 PM"],
    ["en-GB", "2026-11-27T00:05", "tomorrow at 0:05", "tomorrow at 12:05 AM"],
    ["en", "2026-11-25", "yesterday", "yesterday"],
    ["en", "2026-11-30", "Monday", "Monday"],
    ["en", "2026-12-24", "Thursday, December 24", "Thursday, December 24"],
    ["en", "2027-01-02", "Saturday, January 2, 2027", "Saturday, January 2, 2027"],
    ["de", "2026-11-28T18:00", "übermorgen um 18:00", "übermorgen um 18 Uhr"],
    ["de", "2026-11-27T08:05", "morgen um 8:05", "morgen um 8 Uhr 5"],
    ["es", "2026-11-27T01:15", "mañana a la 1:15", "mañana a la 1:15"],
    ["ja", "2026-11-27T18:30", "明日18:30", "明日18時30分"],
    ["fr", "2026-11-27T18:30", "demain, 18:30", "demain, 18:30"],
  ])("in %s: %s", (locale, at, written, said) => expect(told(at, locale)).toEqual([written, said]));

  test("by the clock of whoever hears it, which is named where it is none that is known", () => {
    expect(told("2026-11-26T03:00:00Z", "en", "America/New_York")[0]).toBe("today at 10:00 PM");
    expect(told("2026-11-26T03:00:00Z", "en", "Mars/Base")[0]).toBe("tomorrow at 3:00 AM UTC");
    expect(toText(when("2026-11-26T03:00:00Z", { now, locale: "en" }))).toBe("tomorrow at 3:00 AM UTC");
  });

  test("and what is no day is said as it is", () => {
    for (const at of ["soon", "2026-13-45", "2026-11-27T99:99", ""]) expect(told(at, "en")[0]).toBe(at);
    expect(toText(when("2026-11-27", { now: "never", locale: "en" }))).toBe("2026-11-27");
  });
});

describe("any text can be said aloud", () => {
  test.each([
    ["en", "See https://www.example.org/x?y=1.", "See a link to example.org."],
    ["de", "https://me:pw@example.org", "ein Link zu example.org"],
    ["es", "http://", "http://"],
    ["ja", "https://例え.jp/x", "例え.jpへのリンク"],
    ["en", "Great🎉🎉 👍!", "Great party popper, thumbs up!"],
    ["de", "Gut 👍🏽", "Gut Daumen hoch"],
    ["en", "Melted 🫠 quite", "Melted quite"],
    ["en", "🫠", "an emoji"],
    ["fr", "👍", "thumbs up"],
    ["en", "a & b at 5 %", "a & b at 5 %"],
  ])("in %s: %s", (locale, text, said) => {
    expect(both(speakable(text, locale))).toEqual([text, said]);
  });

  test("with its signs in words, for what reads none", () => {
    expect(both(speakable("a & b at 5 %", "en", { symbols: true }))[1]).toBe("a and b at 5 percent");
    expect(both(speakable("5°", "es", { symbols: true }))[1]).toBe("5 grados");
  });

  test("wherever it stands, and is still written as it was", () => {
    expect(toSsml(speakable(emphasis("👍"), "en"))).toBe(
      '<speak><emphasis level="moderate"><sub alias="thumbs up">👍</sub></emphasis></speak>',
    );
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.constantFrom("", "👍", " https://x.org/", "5 %"),
        (one, two) => {
          const text = `${one}${two}${one}`;
          expect(toText(speakable(text, "en", { symbols: true }))).toBe(toText(text));
        },
      ),
    );
  });

  test("in a time that grows as the text does", () => {
    for (const piece of ["https://", "https://x....", "👍 ", "👍\u200d", "\ufe0f", "&", "🇩"])
      expect(toText(speakable(piece.repeat(20_000), "en"))).not.toBe("");
  });
});
