/**
 * What kind of word a word is, where there are few of its kind and a language needs them all: by kind, English and
 * then German. A word may be of one kind only, that of its commonest use.
 */
const kinds: readonly (readonly [kind: string, words: string])[] = [
  ["article", "a an the das der den dem des ein eine einen einem einer eines"],
  ["this", "this that these those dies diese diesen dieser dieses jene jener"],
  [
    "person",
    "i you he she it we they me him us them ich du er sie es wir ihr mich dich ihn uns euch mir dir ihm",
  ],
  [
    "whose",
    "my your his her its our their mein meine meinen meinem meiner dein deine deinen deiner unser unsere euer",
  ],
  ["inside", "in at on im am an auf bei beim"],
  ["target", "to into onto zu zum zur nach ins"],
  ["source", "from off out aus von vom ab"],
  ["belongs", "of 's"],
  ["by", "by via durch per"],
  ["for", "for für fuer"],
  ["with", "with without mit ohne"],
  [
    "near",
    "near nearby close closest nearest around next nahe nähe naehe neben nächste nächsten nächster umgebung",
  ],
  ["when", "before after until till since during within between vor bis seit während waehrend zwischen"],
  ["called", "called named titled entitled known heißt heisst namens genannt"],
  ["also", "and or plus as well und oder sowie"],
  [
    "question",
    "who what when where why how which whose wer was wann wo warum wie welche welcher welches wohin",
  ],
  [
    "being",
    "is are was were be been am will would shall should can could may might do does did has have had ist sind war wird werden kann könnte hat haben",
  ],
  ["please", "please thanks thank kindly bitte danke"],
  [
    "number",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen couple half quarter null eins zwei drei vier fünf fuenf sechs sieben acht neun zehn elf zwölf zwoelf dreizehn vierzehn fünfzehn sechzehn zwanzig dreißig dreissig vierzig fünfzig hundert tausend halb halbe viertel",
  ],
  [
    "order",
    "first second third fourth fifth sixth seventh eighth ninth tenth last previous following current erste ersten zweite zweiten dritte dritten letzte letzten",
  ],
  [
    "weekday",
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag",
  ],
  [
    "month",
    "january february march april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec januar februar märz maerz mai juni juli oktober dezember",
  ],
  [
    "day",
    "today tomorrow yesterday tonight now noon midnight heute morgen gestern übermorgen uebermorgen jetzt mittag mitternacht",
  ],
  [
    "daytime",
    "morning afternoon evening night breakfast lunch dinner brunch dawn dusk sunrise sunset weekend morgens vormittag nachmittag abend nacht abends wochenende",
  ],
  ["clock", "am pm a.m p.m o'clock oclock uhr"],
  [
    "span",
    "second seconds minute minutes hour hours day days week weeks month months year years decade decades sekunde sekunden minute minuten stunde stunden tag tage tagen woche wochen monat monate monaten jahr jahre jahren min mins hr hrs",
  ],
  [
    "much",
    "more less most least very too some any all every each no not mehr weniger sehr alle jede jeden jeder kein keine nicht etwas",
  ],
  ["direction", "north south east west northern southern eastern western nord süd sued ost west"],
];

/** By word, the number of its kind from 1. */
const kindOfWord: ReadonlyMap<string, number> = new Map(
  kinds.flatMap(([, words], i) => words.split(" ").map((word) => [word, i + 1] as const)).reverse(),
);

/** The number of a word's kind, or 0. Words with digits have kinds of their own. */
export function kindOf(plain: string): number {
  const known = kindOfWord.get(plain);
  if (known !== undefined) return known;
  const first = plain.charCodeAt(0);
  return first >= 48 && first <= 57 ? digitKind(plain) : 0;
}

function digitKind(plain: string): number {
  let digits = 0;
  for (let i = 0; i < plain.length && i < 20; i++) {
    const unit = plain.charCodeAt(i);
    if (unit >= 48 && unit <= 57) digits++;
  }
  if (digits !== plain.length) return 60 + (plain.length - digits > 2 ? 3 : plain.length - digits);
  return 50 + (digits > 5 ? 5 : digits);
}
