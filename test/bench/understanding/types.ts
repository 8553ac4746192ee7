import { existsSync, readFileSync } from "node:fs";
import { readValue } from "palaver/understanding";

const folder = new URL("../../../../shared/corpora/nlu/recognizers-text/", import.meta.url);

/** How many phrases of one kind were read exactly. */
export interface Share {
  readonly kind: string;
  readonly right: number;
  readonly of: number;
}

interface Case {
  readonly Context?: { readonly ReferenceDateTime?: string };
  readonly Results: readonly {
    readonly Text?: string;
    readonly TypeName?: string;
    readonly Resolution?: Resolution;
  }[];
}

interface Resolution {
  readonly value?: string;
  readonly values?: readonly { readonly timex?: string; readonly value?: string }[];
}

/** The files that have whole phrases with what they are worth. */
const files = [
  { path: "Number/LANGUAGE/NumberModel.json", kinds: { number: "number" } },
  { path: "Number/LANGUAGE/OrdinalModel.json", kinds: { ordinal: "ordinal" } },
  { path: "Number/LANGUAGE/PercentModel.json", kinds: { percentage: "percent" } },
  {
    path: "DateTime/LANGUAGE/DateTimeModel.json",
    kinds: {
      "datetimeV2.date": "date",
      "datetimeV2.time": "time",
      "datetimeV2.datetime": "datetime",
      "datetimeV2.duration": "duration",
    },
  },
] as const;

/** How well phrases of a corpus are read as built-in types, by kind. Any of several values that it gives counts. */
export function measureTypes(language: "English" | "German"): readonly Share[] {
  if (!existsSync(folder)) return [];
  const shares = new Map<string, { right: number; of: number }>();
  for (const { path, kinds } of files) {
    const text = readFileSync(new URL(path.replace("LANGUAGE", language), folder), "utf8");
    const cases: readonly Case[] = JSON.parse(text.replace(/^\uFEFF/, ""));
    const known: ReadonlyMap<string, string> = new Map(Object.entries(kinds));
    for (const { Context, Results } of cases) {
      for (const { Text = "", TypeName = "", Resolution = {} } of Results) {
        const kind = known.get(TypeName);
        const wanted = kind === undefined ? new Set<string>() : wantedOf(kind, Resolution);
        if (kind === undefined || wanted.size === 0) continue;
        const share = shares.get(kind) ?? { right: 0, of: 0 };
        shares.set(kind, share);
        share.of++;
        if (wanted.has(canonical(kind, valueOf(kind, Text, language, Context?.ReferenceDateTime))))
          share.right++;
      }
    }
  }
  return [...shares].map(([kind, share]) => ({ kind, ...share }));
}

function valueOf(kind: string, text: string, language: string, reference = "2016-11-07T00:00:00"): string {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = reference.split(/\D/).map(Number);
  const here = {
    locale: language === "German" ? "de-DE" : "en-US",
    now: { year, month, day, hour, minute, second },
  };
  // The kinds above are all kinds there are.
  return readValue(text, kind as Parameters<typeof readValue>[1], here) ?? "";
}

function wantedOf(kind: string, { value = "", values = [] }: Resolution): ReadonlySet<string> {
  if (kind === "number") return new Set([canonical(kind, value)]);
  if (kind === "percent") return new Set([canonical(kind, value.replace(/%$/, ""))]);
  if (kind === "ordinal") return new Set(/^\d+$/.test(value) ? [value] : []);
  return new Set(
    values.flatMap((it) => {
      if (it.value === "not resolved") return [];
      const written = (it.value ?? "").replace(" ", "T");
      return [it.timex ?? "", kind === "time" ? `T${written}` : written].map((text) => canonical(kind, text));
    }),
  );
}

/** Equal for values that mean the same: a duration in seconds, a time without the seconds nobody said. */
function canonical(kind: string, value: string): string {
  if (kind === "number" || kind === "percent")
    return value === "" ? "" : String(Number(Number(value.replace(",", ".")).toPrecision(12)));
  if (kind === "duration") return secondsOf(value);
  return value.replace(/T(\d\d)$/, "T$1:00").replace(/(T\d\d:\d\d):00$/, "$1");
}

function secondsOf(value: string): string {
  const parts =
    /^P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?$/.exec(
      value,
    );
  if (!parts) return value;
  const sizes = [31_536_000, 2_592_000, 604_800, 86_400, 3_600, 60, 1];
  return String(Math.round(sizes.reduce((sum, size, i) => sum + size * Number(parts[i + 1] ?? 0), 0)));
}
