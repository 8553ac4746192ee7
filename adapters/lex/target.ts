import { everyReading, type SayAs, type Tags, type Target } from "palaver";

/** UTF-16 units of a message's content (the runtime's service model, `Message`). */
const contentLimit = 1_024;

const readings: readonly SayAs[] = [
  "cardinal",
  "ordinal",
  "digits",
  "fraction",
  "unit",
  "date",
  "time",
  "telephone",
];

/** What every engine of Amazon Polly takes: Lex V2 speaks by one of them, and its event does not tell which. */
const portable: Tags = {
  break: 10_000,
  prosody: { rate: [20, 200], volume: true, sentences: true },
  sub: true,
  blocks: true,
  lang: [
    "en-US",
    "en-GB",
    "en-AU",
    "en-IN",
    "de-DE",
    "es-ES",
    "es-US",
    "fr-FR",
    "fr-CA",
    "it-IT",
    "ja-JP",
    "ko-KR",
    "pt-BR",
  ],
  sayAs: Object.fromEntries(readings.map((as) => [as, everyReading[as]])),
};

/**
 * What a message of Lex V2 may be: what the bot's voice takes, where that is known, and no more than a message holds. Lex
 * has no `<audio>` and no `<voice>`.
 */
export const lexTarget = (voice?: Target): Target => ({
  name: voice ? `Lex by ${voice.name}` : "Lex",
  form: "markup",
  tags: voice?.tags ?? portable,
  limits: { characters: contentLimit },
});
