import { PalaverError, type Model, type Wordings } from "palaver";

/** A locale of a bot. */
export interface BotLocale {
  /** As Lex writes it, such as `en_US`. */
  readonly id: string;
  /** The language or locale of the app that it speaks. */
  readonly language: string;
}

/** A locale that Lex has: what its console calls it, and the neural voice of Polly that a bot gets there by default. */
export interface Known {
  readonly name: string;
  readonly voice?: string;
}

const row = (id: string, name: string, voice?: string) => [id, { name, ...(voice && { voice }) }] as const;

/**
 * The locales of Lex V2 (https://docs.aws.amazon.com/lexv2/latest/dg/how-languages.html), the usual one of each language
 * first.
 */
export const known: ReadonlyMap<string, Known> = new Map([
  row("en_US", "English (US)", "Joanna"),
  row("en_GB", "English (GB)", "Amy"),
  row("en_AU", "English (AU)", "Olivia"),
  row("en_IN", "English (IN)", "Kajal"),
  row("en_ZA", "English (ZA)", "Ayanda"),
  row("de_DE", "German (Germany)", "Vicki"),
  row("de_AT", "German (Austria)", "Hannah"),
  row("es_ES", "Spanish (Spain)", "Lucia"),
  row("es_US", "Spanish (US)", "Lupe"),
  row("es_419", "Spanish (Latin America)", "Mia"),
  row("fr_FR", "French (France)", "Lea"),
  row("fr_CA", "French (Canada)", "Gabrielle"),
  row("it_IT", "Italian (Italy)", "Bianca"),
  row("ja_JP", "Japanese (Japan)", "Takumi"),
  row("ko_KR", "Korean (South Korea)", "Seoyeon"),
  row("pt_BR", "Portuguese (Brazil)", "Camila"),
  row("pt_PT", "Portuguese (Portugal)", "Ines"),
  row("zh_CN", "Chinese (PRC)", "Zhiyu"),
  row("zh_HK", "Cantonese (HK)", "Hiujin"),
  row("nl_NL", "Dutch (The Netherlands)", "Laura"),
  row("sv_SE", "Swedish (Sweden)", "Elin"),
  row("da_DK", "Danish (Denmark)", "Sofie"),
  row("fi_FI", "Finnish (Finland)", "Suvi"),
  row("no_NO", "Norwegian (Norway)", "Ida"),
  row("pl_PL", "Polish (Poland)", "Ola"),
  row("ca_ES", "Catalan (Spain)", "Arlet"),
  row("hi_IN", "Hindi (India)", "Kajal"),
  row("ar_AE", "Arabic (United Arab Emirates)", "Hala"),
]);

/** A locale of Lex as everybody else writes it: `en-US` for `en_US`. */
export const tagOf = (id: string): string => id.replaceAll("_", "-");

export const languageOf = (tag: string): string => tag.split(/[-_]/)[0] ?? tag;

/**
 * The locales of an app's bot, in order: as the settings have them, and else as the app's languages suggest. Throws
 * {@link PalaverError} for a language whose locale nobody can know.
 */
export function localesOf(
  { locales = [] }: Model,
  { locales: told }: { readonly locales?: readonly BotLocale[] },
): readonly BotLocale[] {
  if (told) return told;
  return (locales.length > 0 ? locales : ["en"]).map((language) => {
    const exact = language.replaceAll("-", "_");
    const id = known.has(exact) ? exact : [...known.keys()].find((it) => languageOf(it) === language);
    if (id !== undefined) return { id, language };
    throw new PalaverError(
      "invalid-option",
      `Lex has no usual locale for "${language}": name one under \`locales\`, as in { "en": "en_US" }, or leave it out of the bot.`,
    );
  });
}

/** What there is of several for a locale: for itself, for its language, or for every one. Never another language's. */
export function own<T>(several: Readonly<Record<string, T>>, { id, language }: BotLocale): T | undefined {
  const of = (name: string) => (Object.hasOwn(several, name) ? several[name] : undefined);
  return of(language) ?? of(tagOf(id)) ?? of(languageOf(id)) ?? anyOf(several, id) ?? of("");
}

const anyOf = <T>(several: Readonly<Record<string, T>>, id: string) =>
  Object.entries(several).find(([tag]) => tag !== "" && languageOf(tag) === languageOf(id))?.[1];

/** What of some words is said in a locale. */
export const saidIn = (wordings: Wordings | undefined, locale: BotLocale): readonly string[] =>
  (wordings && own(wordings, locale)) ?? [];
