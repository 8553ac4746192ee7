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
    No: [
      "no",
      "nope",
      "nah",
      "no thanks",
      "no thank you",
      "don't",
      "do not",
      "rather not",
      "not now",
      "not really",
    ],
    Cancel: ["cancel", "never mind", "nevermind", "forget it", "cancel that", "cancel it"],
    Stop: ["stop", "quit", "exit", "bye", "goodbye", "that's all"],
    Help: [
      "help",
      "help me",
      "i need help",
      "what can i say",
      "what can you do",
      "what are you able to do",
      "how does this work",
      "what are my options",
    ],
    Repeat: [
      "repeat",
      "repeat that",
      "what",
      "pardon",
      "say that again",
      "say it again",
      "once more",
      "one more time",
      "come again",
    ],
    StartOver: ["start over", "start again", "from the beginning"],
    Hello: [
      "hello",
      "hi",
      "hey",
      "hello there",
      "hi there",
      "hey there",
      "how are you",
      "good morning",
      "good evening",
    ],
    Thanks: ["thanks", "thank you", "thank you very much", "thanks a lot", "great"],
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

/** What people say around such words without changing what they mean. */
const fillers = new Set(
  (
    "oh um uh well please so much very then now just me that it this i want to would like can could you let's let us do sir " +
    "bitte mal doch jetzt dann ich will möchte kannst du es das also ach"
  ).split(" "),
);
/** Where something else is said as well, these only lead to it. */
const leading = new Set(["Yes", "Hello", "Thanks"]);

/** The built-in intent that words mean although they are more than one phrase, or have others around them: "ok, goodbye then". */
export function builtInOf(
  words: readonly string[],
  phrases: ReadonlyMap<string, string>,
): string | undefined {
  const found = new Set<string>();
  for (let from = 0; from < words.length && from < 24;) {
    let to = Math.min(words.length, from + 6);
    while (to > from && !phrases.has(words.slice(from, to).join(" "))) to--;
    const intent = phrases.get(words.slice(from, to).join(" "));
    if (intent !== undefined) found.add(intent);
    else if (!fillers.has(words[from] ?? "")) return undefined;
    from = Math.max(to, from + 1);
  }
  const [only, another] = [...found].filter((it) => !leading.has(it));
  const [first] = found;
  return words.length > 24 || another !== undefined ? undefined : (only ?? first);
}

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
