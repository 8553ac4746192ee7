import { describe, expect, test } from "vitest";
import type { BuiltInKind } from "palaver";
import { civilAt } from "../../../../src/understand/types/civil.ts";
import { rangesOf } from "../../../../src/understand/heard.ts";
import { wordsOf } from "../../../../src/understand/words.ts";
import { find, read } from "../../../../src/understand/types/find.ts";

/** A Saturday, at ten in the morning. */
const now = { year: 2026, month: 11, day: 21, hour: 10, minute: 0, second: 0 };
const english = { locale: "en-US", now };
const german = { locale: "de-DE", now };

const cases: Readonly<Partial<Record<BuiltInKind, Readonly<Record<string, string>>>>> = {
  percent: {
    "15%": "15",
    "fifteen percent": "15",
    "12.5 per cent": "12.5",
  },
  money: {
    "$12.50": "12.50 USD",
    "12 euros and 50 cents": "12.50 EUR",
    "five bucks": "5.00 USD",
    "50 cents": "0.50 USD",
    "a quid": "1.00 GBP",
    "500 yen": "500 JPY",
    "1.5 million dollars": "1500000.00 USD",
  },
  phone: {
    "+49 30 123456": "+4930123456",
    "oh three oh double five one two": "0305512",
    "(555) 123-4567": "5551234567",
  },
  email: {
    "Kevin@Example.com": "kevin@example.com",
    "kevin dot smith at example dot com": "kevin.smith@example.com",
  },
  identifier: {
    "a b 3 7": "AB37",
    "A as in alpha B three seven": "AB37",
    "AB-1234": "AB1234",
    "triple four x": "444X",
    X12: "X12",
  },
  date: {
    "next easter": "2027-03-28",
    "last easter": "2026-04-05",
    "easter of next year": "2027-03-28",
    "january twenty five nineteen eighty six": "1986-01-25",
    "fifteen august nineteen hundred ninety three": "1993-08-15",
    "15 april of 87": "1987-04-15",
    "march 3rd two thousand and thirty-two": "2032-03-03",
    "wed 13th": "2027-01-13",
    "this friday (nov-27)": "2026-11-27",
    "monday two weeks from now": "2026-11-30",
    "in 3 days on friday": "2026-11-27",
    "coming saturday": "2026-11-28",
    "the 21st of next month": "2026-12-21",
    "20161016": "2016-10-16",
    "2019-aug-1": "2019-08-01",
    "independence day of this year": "2026-07-04",
    "18": "2026-12-18",
    "next friday": "2026-11-27",
    today: "2026-11-21",
    feb: "2027-02",
    monday: "2026-11-23",
    "the 1st of march": "2027-03-01",
    "march 3 2015": "2015-03-03",
    "last sunday": "2026-11-15",
    "8 march": "2027-03-08",
    "14april 2015": "2015-04-14",
    "this week": "2026-W47",
    "last month": "2026-10",
    "next march": "2027-03",
    "the week after next": "2026-W49",
    "in 2 weeks": "2026-12-05",
    "three days ago": "2026-11-18",
    "1 year from now": "2027-11-21",
    "the day after tomorrow": "2026-11-23",
    "last monday of march": "2027-03-29",
    "the third tuesday of september 2014": "2014-09-16",
    "first wednesday of october": "2027-10-06",
    xmas: "2026-12-25",
    "new year's eve": "2026-12-31",
    "valentine's day": "2027-02-14",
    "14 days ago": "2026-11-07",
    "a year ago": "2025-11-21",
    "2/15": "2027-02-15",
    "10/31/1974": "1974-10-31",
    "2015-3-3": "2015-03-03",
    "a week from today": "2026-11-28",
    "two weeks from friday": "2026-12-11",
    "friday in a week": "2026-12-04",
    "the 3rd": "2026-12-03",
    "memorial day": "2027-05-31",
    "next weekend": "2026-W48-WE",
    may: "2027-05",
    "end of the month": "2026-11-30",
    "sunday, february 10": "2027-02-10",
    "wed, 15 feb": "2027-02-15",
  },
  time: {
    "11ish": "T11:00",
    "9.am": "T09:00",
    "five-thirty in the late evening": "T17:30",
    "mid night": "T00:00",
    six: "T18:00",
    "half past three": "T15:30",
    "in twenty-five minutes": "T10:25",
    "3 in the AM": "T03:00",
    "at 3 o'clock pm": "T15:00",
    "3:15 in the afternoon": "T15:15",
    "20 past 3pm": "T15:20",
    "at half past three pm": "T15:30",
    "15 to noon": "T11:45",
    "a quarter to noon": "T11:45",
    noon: "T12:00",
    midnight: "T00:00",
    "at 8 in the evening": "T20:00",
    "3pm": "T15:00",
    "3 p.m.": "T15:00",
    "quarter past 3pm": "T15:15",
    "12pm": "T12:00",
    "12am": "T00:00",
    "ten thirty": "T10:30",
    "15:15": "T15:15",
    "1530 hours": "T15:30",
  },
  duration: {
    "more than 4 days": "P4D",
    "at least an hour and a half": "PT1H30M",
    "10d": "P10D",
    "2w": "P2W",
    "twenty-five minutes": "PT25M",
    "one sec": "PT1S",
    "2 mins": "PT2M",
    "30'": "PT30M",
    "quarter of an hour": "PT15M",
    "half an hour": "PT30M",
    "three-quarters of an hour": "PT45M",
    "a fortnight": "P2W",
    "a couple of weeks": "P2W",
    "2.5 hours": "PT2H30M",
    "an hour and 45 minutes": "PT1H45M",
    "1 day 2 hours": "P1DT2H",
    "1h 20m": "PT1H20M",
    "1h20m": "PT1H20M",
    "an hour and a half": "PT1H30M",
    "two and a half days": "P2DT12H",
    "a year and a half": "P1Y6M",
    "90 seconds": "PT90S",
    "several minutes": "PT3M",
  },
  datetime: {
    "thursday 1 pm": "2026-11-26T13:00",
    "10, tonight": "2026-11-21T22:00",
    "the end of this sunday": "2026-11-22T23:59:59",
    "october 14 for 8:00:31am": "2027-10-14T08:00:31",
    "next friday at half past three": "2026-11-27T15:30",
    "in twenty-five minutes": "2026-11-21T10:25",
    "at 7:30 PM on fri, sep 20": "2027-09-20T19:30",
    "at 9am on saturday": "2026-11-21T09:00",
    "in one minute": "2026-11-21T10:01",
    "in a quarter of an hour": "2026-11-21T10:15",
    "half hour from now": "2026-11-21T10:30",
    "in 2.5 hours": "2026-11-21T12:30",
    "tomorrow at noon": "2026-11-22T12:00",
    "tonight at 8 o'clock": "2026-11-21T20:00",
    "in an hour and a half": "2026-11-21T11:30",
    "tomorrow morning at 9": "2026-11-22T09:00",
    "8 tonight": "2026-11-21T20:00",
    "an hour ago": "2026-11-21T09:00",
    "tomorrow evening": "2026-11-22TEV",
    "friday at 3": "2026-11-27T15:00",
    "in a sec": "2026-11-21T10:00:01",
  },
  boolean: {
    yes: "yes",
    "yeah sure": "yes",
    "yep go ahead": "yes",
    "of course": "yes",
    "yes please go ahead": "yes",
    "why not": "yes",
    "oh yes please": "yes",
    "ok do it": "yes",
    "no thanks": "no",
    nope: "no",
    "not really": "no",
    "I don't think so": "no",
    "no no no": "no",
    "well, no": "no",
  },
  number: {
    "one hundred and three quarters": "100.75",
    "one hundred and thirty fifths": "26",
    "one hundred thirty fifths": "2.85714285714286",
    "three twenty-firsts": "0.142857142857143",
    "a hundred trillionths": "0.0000000001",
    "12,34,567.89": "1234567.89",
    "1.3x10^6": "1300000",
    "2.33 k": "2330",
    "- 10 k": "-10000",
    "two dozen": "24",
    "one and a half": "1.5",
    "a couple": "2",
    "a couple of": "2",
    "twenty-five": "25",
    "twenty five": "25",
    "a dozen": "12",
    "half a dozen": "6",
    "two and a quarter": "2.25",
    "two hundred and fifty": "250",
    "a hundred and one": "101",
    "one point five": "1.5",
    "minus three": "-3",
    "2,000": "2000",
    "1.5 million": "1500000",
    "1/2": "0.5",
    "½": "0.5",
    "2 ½": "2.5",
    "3k": "3000",
    "a thousand": "1000",
    zero: "0",
    naught: "0",
    few: "3",
    "a few": "3",
    "thirty three": "33",
    "0": "0",
    "1.1": "1.1",
    ".77": "0.77",
    "100,000": "100000",
    "3M": "3000000",
    "5 thousand": "5000",
    "negative 12": "-12",
    "-1,200,000": "-1200000",
    "four dozens": "48",
    "point 77": "0.77",
    "seven eighths": "0.875",
    "a pair": "2",
    "one hundred and twenty three thousand four hundred and five": "123405",
    "three quarters": "0.75",
    "two thousand nineteen": "2019",
    one: "1",
    half: "0.5",
    "a half": "0.5",
    "twelve hundred": "1200",
    "0.5": "0.5",
    "1.2G": "1200000000",
    "100.000": "100",
    "122": "122",
    "1.416.000": "1416000",
  },
  ordinal: {
    "a hundred trillionth": "100000000000000",
    "three trillionth": "3000000000000",
    nineth: "9",
    first: "1",
    "the third": "3",
    "31st": "31",
    "thirty first": "31",
    "thirty-first": "31",
    "twenty-second": "22",
    "two hundred and third": "203",
    hundredth: "100",
    "4th": "4",
    fourth: "4",
    "sixty-fifth": "65",
  },
};

const casesInGerman: typeof cases = {
  percent: {
    "fünfzehn Prozent": "15",
  },
  money: {
    "€ 12,50": "12.50 EUR",
    "zwei Euro fünfzig": "2.50 EUR",
  },
  email: {
    "anna punkt klein ät example punkt de": "anna.klein@example.de",
  },
  identifier: {
    "A wie Anton drei": "A3",
  },
  boolean: {
    "ja klar": "yes",
    "auf keinen Fall": "no",
  },
  datetime: {
    "morgen um halb vier": "2026-11-22T15:30",
    "in einer halben Stunde": "2026-11-21T10:30",
    "heute Abend um acht": "2026-11-21T20:00",
  },
  time: {
    "viertel vor acht": "T19:45",
    "drei viertel vier": "T15:45",
    "fünf vor halb vier": "T15:25",
    "15 Uhr 30": "T15:30",
  },
  date: {
    übermorgen: "2026-11-23",
    "am 24. Dezember": "2026-12-24",
    "24.12.": "2026-12-24",
    "nächsten Freitag": "2026-11-27",
    "in drei Tagen": "2026-11-24",
    "vor zwei Wochen": "2026-11-07",
  },
  duration: {
    "anderthalb Stunden": "PT1H30M",
  },
  number: {
    fünfundzwanzig: "25",
    zweihundertfünfzig: "250",
    eineinhalb: "1.5",
    anderthalb: "1.5",
    zweieinhalb: "2.5",
    "ein Dutzend": "12",
    "ein halbes Dutzend": "6",
    "zwei Dutzend": "24",
    "2.000,5": "2000.5",
    "drei Komma fünf": "3.5",
    "minus drei": "-3",
    "eine Million": "1000000",
    hunderttausend: "100000",
    ein: "1",
    eine: "1",
    zweitausendsechsundzwanzig: "2026",
    "drei viertel": "0.75",
    dreiviertel: "0.75",
    fuenf: "5",
    einundzwanzig: "21",
    hundertzwanzig: "120",
    "1,5": "1.5",
    "1.200": "1200",
    "zwei Millionen dreihunderttausend": "2300000",
    tausendundeins: "1001",
  },
};

const list = (all: typeof cases) =>
  Object.entries(all).flatMap(([kind, phrases]) =>
    // The names above are kinds.
    Object.entries(phrases).map(([text, value]) => [text, kind as BuiltInKind, value] as const),
  );

describe("a phrase of English", () => {
  test.each(list(cases))("%j is the %s %s", (text, kind, value) => {
    expect(read(text, kind, english)).toBe(value);
    expect(read(` ${text.toUpperCase()} `, kind, english)?.toLowerCase()).toBe(value.toLowerCase());
  });
});

describe("a phrase of German", () => {
  test.each(list(casesInGerman))("%j is the %s %s", (text, kind, value) => {
    expect(read(text, kind, german)).toBe(value);
  });
});

describe("nothing is", () => {
  test.each([
    ["number", ["", "a", "the", "7up", "b52", "3:30", "1.2.3", "the third", "hello", "-", ".", "/"]],
    ["ordinal", ["", "one", "3", "the", "firstly"]],
    ["money", ["", "twelve fifty", "five", "dollar"]],
    ["date", ["", "hello", "half past three", "32/13/2020", "the"]],
    ["time", ["", "hello", "25:00", "3:75", "five apples"]],
    ["duration", ["", "five", "hours", "s"]],
    ["phone", ["", "12", "hello", "1234567890123456789"]],
    ["email", ["", "kevin", "kevin at", "@", "a@b", "at dot com"]],
    ["identifier", ["", "hello", "order", "a"]],
    ["boolean", ["", "not bad", "maybe", "no problem", "yesterday"]],
    ["percent", ["", "fifteen", "%"]],
  ] as const)("a %s where it is not said", (kind, texts) => {
    for (const text of texts) expect([text, read(text, kind, english)]).toEqual([text, undefined]);
  });
});

test("a word that may be a month is none in a sentence", () => {
  expect(find("may the force be with you", ["date"], english)).toEqual([]);
  expect(find("may I come in may", ["date"], english).map(({ value }) => value)).toEqual(["2027-05"]);
});

test("a number is an hour or a day only where nothing else is said", () => {
  expect(find("give me six of them", ["time", "date"], english)).toEqual([]);
});

test("two numbers with a dash or a dot between them are no day of English", () => {
  expect(find("they won 3-4 at 2.5", ["date"], english)).toEqual([]);
});

test("a value that stands right behind another word has only its own words", () => {
  expect(rangesOf(wordsOf("\u725b\u4e732\u672c"), [{ start: 2, end: 3 }])).toEqual([{ from: 2, to: 3 }]);
});

describe("dates", () => {
  const on = (year: number, month: number, day: number) => ({
    locale: "en-US",
    now: { ...now, year, month, day },
  });

  test("keep to the calendar at the ends of months and years", () => {
    expect(read("in a month", "date", on(2027, 1, 31))).toBe("2027-02-28");
    expect(read("in a month", "date", on(2028, 1, 31))).toBe("2028-02-29");
    expect(read("a year ago", "date", on(2028, 2, 29))).toBe("2027-02-28");
    expect(read("tomorrow", "date", on(2026, 12, 31))).toBe("2027-01-01");
    expect(read("this week", "date", on(2027, 1, 1))).toBe("2026-W53");
    expect(read("february 29", "date", on(2026, 11, 21))).toBe("2028-02-29");
    expect(read("yesterday", "date", on(2028, 3, 1))).toBe("2028-02-29");
  });

  test("are written in the order of the place", () => {
    expect(read("3/4/2027", "date", english)).toBe("2027-03-04");
    expect(read("3/4/2027", "date", { ...english, locale: "en-GB" })).toBe("2027-04-03");
    expect(read("3.4.2027", "date", german)).toBe("2027-04-03");
    expect(read("25/12/2027", "date", english)).toBe("2027-12-25");
  });
});

test("which dollar is meant depends on where it is said", () => {
  expect(read("12 dollars", "money", { ...english, locale: "en-CA" })).toBe("12.00 CAD");
});

describe("times without a half of the day", () => {
  const at = (hour: number) => ({ locale: "en-US", now: { ...now, hour } });

  test("are the next that comes, or what is likely on another day", () => {
    expect(read("half past three", "time", at(2))).toBe("T03:30");
    expect(read("half past three", "time", at(10))).toBe("T15:30");
    expect(read("at nine", "time", at(20))).toBe("T21:00");
    expect(read("tomorrow at nine", "datetime", at(20))).toBe("2026-11-22T09:00");
    expect(read("tomorrow at four", "datetime", at(3))).toBe("2026-11-22T16:00");
  });
});

describe("values in a sentence", () => {
  const all = (text: string, ...kinds: BuiltInKind[]) =>
    find(text, kinds, english).map(({ kind, start, end, value }) => [kind, text.slice(start, end), value]);

  test("are found where they stand", () => {
    expect(all("order two dozen eggs and 3 loaves", "number")).toEqual([
      ["number", "two dozen", "24"],
      ["number", "3", "3"],
    ]);
    expect(all("remind me next friday at half past three to call 555 1234", "datetime", "phone")).toEqual([
      ["datetime", "next friday at half past three", "2026-11-27T15:30"],
      ["phone", "555 1234", "5551234"],
    ]);
    expect(all("nothing of the kind", "number", "date", "time", "money")).toEqual([]);
  });

  test("may be anything at all", () => {
    const texts = ["\ud800", "🎉🎉", "\u0000", "__proto__ constructor", "½⅓", "٣ ٤", "１２"];
    const long = ["1", "in ", "next ", "1,", "on the 3rd of ", "two and "].map((it) => it.repeat(2_000));
    for (const text of [...texts, ...long]) {
      for (const { start, end } of find(text, kinds, english)) expect(end).toBeGreaterThan(start);
    }
  });
});

const kinds = [
  "number",
  "ordinal",
  "percent",
  "money",
  "date",
  "time",
  "datetime",
  "duration",
  "phone",
  "email",
  "identifier",
  "boolean",
] as const;

test("a wall clock shows what it does where somebody is", () => {
  const at = Date.UTC(2026, 10, 21, 23, 30);
  expect(civilAt(at, "UTC")).toEqual({ year: 2026, month: 11, day: 21, hour: 23, minute: 30, second: 0 });
  expect(civilAt(at, "Europe/Berlin")).toMatchObject({ day: 22, hour: 0, minute: 30 });
  expect(civilAt(at, "America/New_York")).toMatchObject({ day: 21, hour: 18 });
  expect(civilAt(at, "No/Where")).toEqual(civilAt(at, "UTC"));
});
