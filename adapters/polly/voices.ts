/** The ways Polly makes speech, each with voices, SSML and throttles of its own. */
export type Engine = "standard" | "neural" | "long-form" | "generative";

/** A voice as Polly lists it. */
export interface PollyVoice {
  readonly id: string;
  readonly locale: string;
  readonly gender: "Female" | "Male";
  readonly engines: readonly Engine[];
  /** Where it speaks another language as well: it has to be told which. */
  readonly also?: readonly string[];
}

const [s, n, l, g] = ["standard", "neural", "long-form", "generative"] as const;

const row = (
  locale: string,
  id: string,
  gender: "F" | "M",
  engines: readonly Engine[],
  also?: readonly string[],
): PollyVoice => ({
  id,
  locale,
  gender: gender === "F" ? "Female" : "Male",
  engines,
  ...(also && { also }),
});

/**
 * The voices that are known here: a choice of one or more for each locale, the first of a locale its usual one
 * (https://docs.aws.amazon.com/polly/latest/dg/available-voices.html). Polly has more, and `DescribeVoices` knows them
 * all; each can be named in the options.
 */
export const voices: readonly PollyVoice[] = [
  row("en-US", "Joanna", "F", [s, n, g]),
  row("en-US", "Matthew", "M", [s, n, g]),
  row("en-US", "Ruth", "F", [n, l, g]),
  row("en-US", "Danielle", "F", [n, l, g]),
  row("en-US", "Gregory", "M", [n, l]),
  row("en-US", "Salli", "F", [s, n, g]),
  row("en-US", "Joey", "M", [s, n]),
  row("en-US", "Ivy", "F", [s, n]),
  row("en-US", "Kevin", "M", [n]),
  row("en-GB", "Amy", "F", [s, n, g]),
  row("en-GB", "Brian", "M", [s, n]),
  row("en-GB", "Emma", "F", [s, n]),
  row("en-GB", "Arthur", "M", [n]),
  row("en-AU", "Olivia", "F", [n, g]),
  row("en-AU", "Nicole", "F", [s]),
  row("en-IN", "Kajal", "F", [n, g], ["hi-IN"]),
  row("en-IN", "Aditi", "F", [s], ["hi-IN"]),
  row("en-IN", "Raveena", "F", [s]),
  row("en-IE", "Niamh", "F", [n]),
  row("en-NZ", "Aria", "F", [n]),
  row("en-ZA", "Ayanda", "F", [n]),
  row("de-DE", "Vicki", "F", [s, n, g]),
  row("de-DE", "Daniel", "M", [n, g]),
  row("de-DE", "Marlene", "F", [s]),
  row("de-DE", "Hans", "M", [s]),
  row("de-AT", "Hannah", "F", [n]),
  row("de-CH", "Sabrina", "F", [n]),
  row("fr-FR", "Lea", "F", [s, n, g]),
  row("fr-FR", "Mathieu", "M", [s]),
  row("fr-CA", "Gabrielle", "F", [n]),
  row("fr-CA", "Chantal", "F", [s]),
  row("fr-BE", "Isabelle", "F", [n]),
  row("es-ES", "Lucia", "F", [s, n, g]),
  row("es-ES", "Enrique", "M", [s]),
  row("es-MX", "Mia", "F", [s, n, g]),
  row("es-US", "Lupe", "F", [s, n, g]),
  row("es-US", "Miguel", "M", [s]),
  row("it-IT", "Bianca", "F", [s, n, g]),
  row("it-IT", "Giorgio", "M", [s]),
  row("pt-BR", "Camila", "F", [s, n]),
  row("pt-PT", "Ines", "F", [s, n]),
  row("nl-NL", "Laura", "F", [n]),
  row("nl-NL", "Lotte", "F", [s]),
  row("nl-BE", "Lisa", "F", [n]),
  row("ja-JP", "Takumi", "M", [s, n]),
  row("ja-JP", "Kazuha", "F", [n]),
  row("ja-JP", "Mizuki", "F", [s]),
  row("ko-KR", "Seoyeon", "F", [s, n]),
  row("cmn-CN", "Zhiyu", "F", [s, n]),
  row("yue-CN", "Hiujin", "F", [n]),
  row("da-DK", "Sofie", "F", [n]),
  row("da-DK", "Naja", "F", [s]),
  row("sv-SE", "Elin", "F", [n]),
  row("sv-SE", "Astrid", "F", [s]),
  row("nb-NO", "Ida", "F", [n]),
  row("nb-NO", "Liv", "F", [s]),
  row("fi-FI", "Suvi", "F", [n]),
  row("pl-PL", "Ola", "F", [n]),
  row("pl-PL", "Ewa", "F", [s]),
  row("cs-CZ", "Jitka", "F", [n]),
  row("ca-ES", "Arlet", "F", [n]),
  row("tr-TR", "Burcu", "F", [n]),
  row("tr-TR", "Filiz", "F", [s]),
  row("ru-RU", "Tatyana", "F", [s]),
  row("ro-RO", "Carmen", "F", [s]),
  row("is-IS", "Dora", "F", [s]),
  row("cy-GB", "Gwyneth", "F", [s]),
  row("arb", "Zeina", "F", [s]),
  row("ar-AE", "Hala", "F", [n]),
];

/** The two languages whose codes differ from those that browsers and people use, and Arabic without a country. */
const renamed = new Map([
  ["zh", "cmn-CN"],
  ["zh-CN", "cmn-CN"],
  ["zh-HK", "yue-CN"],
  ["no", "nb-NO"],
  ["no-NO", "nb-NO"],
  ["ar", "arb"],
]);

/** The language's code as Polly knows it. */
export const pollyLocale = (locale: string): string => renamed.get(locale) ?? locale;

/** The one of several that is for a locale: its own, its language's, or any of its language. Never another language's. */
export function forLocale<T>(several: Readonly<Record<string, T>>, locale: string): T | undefined {
  const language = locale.split("-")[0] ?? locale;
  const tags = Object.keys(several);
  const tag =
    tags.find((it) => it === locale) ??
    tags.find((it) => it === language) ??
    tags.find((it) => it.startsWith(`${language}-`));
  return tag === undefined ? undefined : several[tag];
}
