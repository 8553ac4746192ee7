import { languageOf } from "./places.ts";

/** What people say for yes and for no, the plainest first, in each language of the platform. */
const answers: ReadonlyMap<string, readonly [yes: string, no: string]> = new Map([
  ["ar", ["نعم,أجل,أكيد", "لا,كلا"]],
  ["de", ["ja,klar,genau,gerne,richtig,stimmt", "nein,nee,lieber nicht,falsch,stimmt nicht"]],
  ["en", ["yeah,yep,sure,of course,right,correct,true", "nope,nah,no thanks,wrong,false"]],
  ["es", ["sí,claro,vale,por supuesto,correcto,verdadero", "de ninguna manera,incorrecto,falso"]],
  ["fr", ["oui,bien sûr,d'accord,exact,vrai", "non,pas du tout,faux"]],
  ["hi", ["हाँ,जी हाँ,सही,बिल्कुल", "नहीं,जी नहीं,गलत"]],
  ["it", ["sì,certo,va bene,esatto,vero", "per niente,sbagliato,falso"]],
  ["ja", ["はい,うん,ええ,そうです,お願いします", "いいえ,いや,違います,結構です"]],
  ["nl", ["ja,zeker,natuurlijk,klopt,waar", "nee,liever niet,fout,niet waar"]],
  ["pt", ["sim,claro,com certeza,certo,verdadeiro", "não,de jeito nenhum,errado,falso"]],
]);

/** The kinds of things that are said in words of one's own. */
export type Free = "text" | "money" | "percent" | "email" | "datetime";

/** Words such as people say them, by language: the platform takes others like them as well. */
const words: Readonly<Record<Free, Readonly<Record<string, string>>>> = {
  text: {
    en: "hello|thank you|I am on my way|see you tomorrow|the meeting starts at nine|could somebody help me with this please|we are almost done and will be there in ten minutes|something to wash the dishes with|red shoes|what time is the demo",
    de: "hallo|vielen Dank|ich bin auf dem Weg|bis morgen|die Besprechung beginnt um neun|kann mir bitte jemand dabei helfen|wir sind fast fertig und in zehn Minuten da|etwas zum Abwaschen|rote Schuhe|wann ist die Vorführung",
    es: "hola|muchas gracias|estoy en camino|hasta mañana|la reunión empieza a las nueve|alguien puede ayudarme con esto por favor|ya casi terminamos y llegamos en diez minutos|algo para lavar los platos|zapatos rojos|a qué hora es la demostración",
    ja: "こんにちは|ありがとうございます|今向かっています|また明日|会議は九時に始まります|誰か手伝ってくれませんか|もうすぐ終わるので十分後に着きます|お皿を洗うもの|赤い靴|デモは何時ですか",
  },
  money: {
    en: "five dollars|ten dollars|twenty euros|ninety nine cents|three dollars fifty|one hundred pounds|twelve euros and fifty cents|two thousand dollars",
    de: "fünf Euro|zehn Euro|zwanzig Dollar|neunundneunzig Cent|drei Euro fünfzig|hundert Franken|zwölf Euro und fünfzig Cent|zweitausend Euro",
    es: "cinco euros|diez dólares|veinte euros|noventa y nueve céntimos|tres euros con cincuenta|cien pesos|doce euros y cincuenta céntimos|dos mil euros",
    ja: "五百円|千円|二千五百円|一万円|十ドル|二十ユーロ|九十九円|三十万円",
  },
  percent: {
    en: "five percent|ten percent|twenty percent|fifty percent|one hundred percent|two point five percent|thirty three percent|half a percent",
    de: "fünf Prozent|zehn Prozent|zwanzig Prozent|fünfzig Prozent|hundert Prozent|zwei Komma fünf Prozent|dreiunddreißig Prozent|ein halbes Prozent",
    es: "cinco por ciento|diez por ciento|veinte por ciento|cincuenta por ciento|cien por ciento|dos coma cinco por ciento|treinta y tres por ciento|medio por ciento",
    ja: "五パーセント|十パーセント|二十パーセント|五十パーセント|百パーセント|二点五パーセント|三十三パーセント|三割",
  },
  email: {
    en: "ann at example dot com|kevin dot smith at example dot org|info at my shop dot net|j o e at example dot com|mary underscore lee at example dot edu",
    de: "anna at example punkt de|kevin punkt schmidt at example punkt org|info at mein laden punkt net|j o e at example punkt com|marie unterstrich lang at example punkt de",
    es: "ana arroba example punto com|juan punto pérez arroba example punto org|info arroba mi tienda punto net|j o e arroba example punto com|maría guion bajo lópez arroba example punto es",
    ja: "アンアットマークイグザンプルドットコム|インフォアットマークイグザンプルドットジェーピー|ケビンアットマークイグザンプルドットオルグ",
  },
  datetime: {
    en: "tomorrow at five|today at half past three|monday at nine in the morning|december first at eight p.m.|next friday at noon|tonight at seven thirty|in two hours|on the fifteenth at ten",
    de: "morgen um fünf|heute um halb vier|Montag um neun Uhr morgens|am ersten Dezember um acht Uhr abends|nächsten Freitag um zwölf|heute Abend um halb acht|in zwei Stunden|am fünfzehnten um zehn",
    es: "mañana a las cinco|hoy a las tres y media|el lunes a las nueve de la mañana|el uno de diciembre a las ocho de la tarde|el próximo viernes a mediodía|esta noche a las siete y media|dentro de dos horas|el quince a las diez",
    ja: "明日の五時|今日の三時半|月曜日の午前九時|十二月一日の午後八時|来週の金曜日の正午|今夜七時半|二時間後|十五日の十時",
  },
};

/** Whether there are words of a language here, for there are none for some languages of the platform. */
export const hasWords = (locale: string): boolean => Object.hasOwn(words.text, languageOf(locale));

/** Words that stand for all that could be said, in a language; in English where there are none of it. */
export function wordsFor(kind: Free, locale: string): readonly string[] {
  const language = hasWords(locale) ? languageOf(locale) : "en";
  return words[kind][language]?.split("|") ?? [];
}

/** What else means "yes" and "no" in a language. */
export function answersIn(locale: string): readonly [yes: readonly string[], no: readonly string[]] {
  const [yes = "", no = ""] = answers.get(languageOf(locale)) ?? [];
  return [yes.split(",").filter((it) => it !== ""), no.split(",").filter((it) => it !== "")];
}

/** How many of a thing people ask for. */
const counts: ReadonlyMap<string, string> = new Map([
  ["de", "zwei,drei,einen,fünf,vier,zehn"],
  ["en", "two,three,one,five,four,ten"],
  ["es", "dos,tres,un,cinco,cuatro,diez"],
  ["ja", "二つ,三つ,一つ,五つ,四つ,十個"],
]);

/** How many of a thing people ask for, in a language; in English where there are no words of it. */
export const countsIn = (locale: string): readonly string[] =>
  (counts.get(languageOf(locale)) ?? counts.get("en") ?? "").split(",");
