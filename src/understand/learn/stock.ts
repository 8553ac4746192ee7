import { pick } from "../../locale.ts";
import type { SlotType } from "../../model.ts";

/** Words that people put where a value of a built-in type belongs; enough for telling the sentences around them apart. */
const stock: Readonly<Record<string, Readonly<Partial<Record<SlotType["kind"], string>>>>> = {
  en: {
    number: "one,two,three,5,a dozen,ten,12,twenty,a couple of,four",
    ordinal: "first,second,third,fourth,the last,5th",
    percent: "ten percent,5%,fifty percent,20 percent",
    money: "five dollars,ten euros,$20,12.50 euros,a hundred dollars,30 pounds",
    date: "today,tomorrow,friday,next monday,may third,the 5th,next week,on sunday",
    time: "three o'clock,half past nine,7 pm,noon,ten thirty,5:15,quarter to four",
    datetime: "tomorrow at nine,friday at three pm,tonight at 8,in two hours,monday at noon",
    duration: "ten minutes,an hour,half an hour,two days,30 seconds,a week",
    phone: "555 1234,0301234567,five five five one two",
    email: "kevin@example.com,anna at example dot org",
    identifier: "a b 3 7,X12,AB-1234,k nine two",
    boolean: "yes,no",
    text: "I am on my way,see you later,the meeting starts at nine,hello everybody,can you call me back,all is well,thanks a lot for your help,we need more time,what about lunch,it is done",
  },
  de: {
    number: "ein,zwei,drei,5,ein Dutzend,zehn,12,zwanzig,ein paar,vier",
    ordinal: "erste,zweite,dritte,vierten,5.",
    percent: "zehn Prozent,5%,fünfzig Prozent",
    money: "fünf Euro,zehn Euro,20 €,12 Euro 50,hundert Franken",
    date: "heute,morgen,Freitag,nächsten Montag,am dritten Mai,übermorgen,nächste Woche",
    time: "drei Uhr,halb zehn,19 Uhr,Mittag,Viertel vor vier,5:15",
    datetime: "morgen um neun,Freitag um drei,heute Abend um acht,in zwei Stunden",
    duration: "zehn Minuten,eine Stunde,eine halbe Stunde,zwei Tage,eine Woche",
    phone: "555 1234,0301234567",
    email: "kevin@example.com,anna at example punkt org",
    identifier: "a b 3 7,X12,AB-1234",
    boolean: "ja,nein",
    text: "ich bin unterwegs,bis später,das Treffen beginnt um neun,hallo zusammen,ruft mich bitte zurück,alles gut,vielen Dank für die Hilfe,wir brauchen mehr Zeit,wie wäre es mit Mittagessen,es ist erledigt",
  },
};

/** In values; more would say nothing new about the sentences around them. */
const most = 24;

/** Some values of a slot's type as people would say them, always the same for the same type. */
export function valuesFor(type: SlotType, locale: string): readonly string[] {
  if (type.kind !== "list") return (pick(stock, locale)?.[type.kind] ?? "").split(",").filter(Boolean);
  const names = [...new Set(type.values.flatMap(({ name, synonyms = [] }) => [name, ...synonyms]))].sort();
  const step = Math.max(1, names.length / most);
  return Array.from({ length: Math.min(most, names.length) }, (_, i) => names[Math.floor(i * step)] ?? "");
}
