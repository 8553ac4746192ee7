import { pick } from "../locale.ts";

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
  },
  de: {
    Yes: ["ja", "jawohl", "genau", "richtig", "klar", "okay", "ok", "ja bitte", "gerne", "mach das"],
    No: ["nein", "nö", "nee", "nein danke", "lieber nicht"],
    Cancel: ["abbrechen", "vergiss es", "egal"],
    Stop: ["stopp", "stop", "beenden", "tschüss", "das war's", "das wars"],
    Help: ["hilfe", "hilf mir", "was kann ich sagen", "was kannst du"],
    Repeat: ["wiederholen", "noch einmal", "nochmal", "wie bitte", "wiederhole das"],
    StartOver: ["von vorne", "neu anfangen", "noch mal von vorne"],
  },
};

/** A language's built-in phrases: what is said, and the intent it stands for. */
export function builtInPhrases(locale: string): ReadonlyMap<string, string> {
  const language = pick(phrases, locale) ?? {};
  return new Map(
    Object.entries(language).flatMap(([intent, said]) => said.map((it) => [it, intent] as const)),
  );
}
