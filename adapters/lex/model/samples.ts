import { languageOf } from "./locales.ts";

/** A kind that Lex has no type for. */
export type OpenKind = "text" | "ordinal" | "datetime";

/** Examples of what people say for kinds that Lex has no type for, by language: enough to show how long it may be. */
const said: Readonly<Record<string, Readonly<Record<OpenKind, readonly string[]>>>> = {
  en: {
    text: [
      "hello",
      "see you soon",
      "I am on my way",
      "the meeting starts at ten",
      "could you bring some milk",
    ],
    ordinal: ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"],
    datetime: ["tomorrow at six", "on Monday at noon", "tonight at half past eight", "in two hours"],
  },
  de: {
    text: [
      "hallo",
      "bis gleich",
      "ich bin unterwegs",
      "die Sitzung beginnt um zehn",
      "kannst du Milch mitbringen",
    ],
    ordinal: [
      "erste",
      "zweite",
      "dritte",
      "vierte",
      "fünfte",
      "sechste",
      "siebte",
      "achte",
      "neunte",
      "zehnte",
    ],
    datetime: ["morgen um sechs", "am Montag um zwölf", "heute Abend um halb neun", "in zwei Stunden"],
  },
  es: {
    text: ["hola", "hasta pronto", "estoy en camino", "la reunión empieza a las diez", "puedes traer leche"],
    ordinal: [
      "primero",
      "segundo",
      "tercero",
      "cuarto",
      "quinto",
      "sexto",
      "séptimo",
      "octavo",
      "noveno",
      "décimo",
    ],
    datetime: ["mañana a las seis", "el lunes al mediodía", "esta noche a las ocho y media", "en dos horas"],
  },
  ja: {
    text: ["こんにちは", "またね", "今向かっています", "会議は十時に始まります", "牛乳を買ってきてください"],
    ordinal: [
      "一番目",
      "二番目",
      "三番目",
      "四番目",
      "五番目",
      "六番目",
      "七番目",
      "八番目",
      "九番目",
      "十番目",
    ],
    datetime: ["明日の六時", "月曜日の正午", "今夜の八時半", "二時間後"],
  },
};

/** Examples of a kind in a locale; English ones where there are none in its language. */
export function samples(kind: OpenKind, locale: string): readonly string[] {
  const language = languageOf(locale);
  return (Object.hasOwn(said, language) ? said[language] : said["en"])?.[kind] ?? [];
}
