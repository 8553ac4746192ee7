import { pick } from "../locale.ts";
import { plain, wordsOf } from "./words.ts";

/** The intents that every app understands, and what people say for them. They bear the names that platforms give theirs. */
const phrases: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  en: {
    Yes: [
      "yes",
      "yeah",
      "yep",
      "yup",
      "sure",
      "ok",
      "okay",
      "correct",
      "right",
      "yes please",
      "do it",
      "go ahead",
      "of course",
    ],
    No: ["no", "nope", "nah", "no thanks", "no thank you", "don't", "do not", "rather not"],
    Cancel: ["cancel", "never mind", "nevermind", "forget it", "cancel that"],
    Stop: ["stop", "quit", "exit", "bye", "goodbye", "that's all"],
    Help: ["help", "help me", "what can i say", "what can you do"],
    Repeat: ["repeat", "repeat that", "what", "pardon", "say that again", "say it again"],
    StartOver: ["start over", "start again", "from the beginning"],
    Hello: ["hello", "hi", "hey", "hello there", "hi there", "good morning", "good evening"],
    Thanks: ["thanks", "thank you", "thank you very much", "thanks a lot"],
  },
  de: {
    Yes: ["ja", "jawohl", "genau", "richtig", "klar", "okay", "ok", "ja bitte", "gerne", "mach das"],
    No: ["nein", "nö", "nee", "nein danke", "lieber nicht"],
    Cancel: ["abbrechen", "vergiss es", "egal"],
    Stop: ["stopp", "stop", "beenden", "tschüss", "das war's", "das wars"],
    Help: ["hilfe", "hilf mir", "was kann ich sagen", "was kannst du"],
    Repeat: ["wiederholen", "noch einmal", "nochmal", "wie bitte", "wiederhole das"],
    StartOver: ["von vorne", "neu anfangen", "noch mal von vorne"],
    Hello: ["hallo", "hi", "guten Tag", "guten Morgen", "guten Abend", "servus", "moin"],
    Thanks: ["danke", "danke schön", "dankeschön", "vielen Dank"],
  },
};

/** A language's built-in phrases: what is said, and the intent it stands for. */
export function builtInPhrases(locale: string): ReadonlyMap<string, string> {
  const language = pick(phrases, locale) ?? {};
  return new Map(
    Object.entries(language).flatMap(([intent, said]) => said.map((it) => [plain(it), intent] as const)),
  );
}

const openings = [
  "please",
  "can you",
  "could you",
  "would you",
  "can you please",
  "could you please",
  "bitte",
  "kannst du",
];
const endings = ["please", "thanks", "thank you", "bitte", "danke"];

/** The text without what people put before and behind it to be polite. */
export function bluntly(text: string): string {
  const words = wordsOf(text);
  const spoken = words.map((word) => word.plain);
  const lead = longestOf(openings, (phrase) => phrase.every((word, i) => spoken[i] === word));
  const trail = longestOf(endings, (phrase) =>
    phrase.every((word, i) => spoken.at(i - phrase.length) === word),
  );
  if (lead + trail >= words.length) return text;
  const end = trail === 0 ? text.length : words[words.length - trail - 1]?.end;
  return text.slice(lead === 0 ? 0 : words[lead]?.start, end);
}

/** In words, the longest of these phrases that is there; 0 where none is. */
const longestOf = (phrases: readonly string[], isThere: (words: readonly string[]) => boolean): number =>
  Math.max(
    0,
    ...phrases
      .map((phrase) => phrase.split(" "))
      .filter(isThere)
      .map((phrase) => phrase.length),
  );
