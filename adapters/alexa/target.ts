import { everyReading, type Target } from "palaver";

/** The locales that `<lang>` takes ("SSML Reference"). */
const languages =
  "en-US en-GB en-AU en-CA en-IN de-DE es-ES es-MX es-US fr-FR fr-CA hi-IN it-IT ja-JP pt-BR".split(" ");

/** The voices of Amazon Polly that a skill may speak with ("SSML Reference", `voice`). */
const voices = (
  "Ivy Joanna Joey Justin Kendra Kimberly Matthew Salli Nicole Russell Amy Brian Emma Aditi Raveena Hans Marlene " +
  "Vicki Conchita Enrique Carla Giorgio Mizuki Takumi Celine Lea Mathieu"
).split(" ");

/**
 * What a skill may say at once: 8,000 characters of SSML, its tags included, and five recordings ("Response Format",
 * "SSML Reference").
 */
export const alexaTarget: Target = {
  name: "Alexa",
  form: "markup",
  tags: {
    break: 10_000,
    emphasis: ["strong", "moderate", "reduced"],
    prosody: { rate: [20, 200], pitch: [-33, 50], volume: true },
    whisper: { name: "amazon:effect", attributes: { name: "whispered" } },
    lang: languages,
    voice: voices,
    sub: true,
    phoneme: ["ipa", "x-sampa"],
    audio: true,
    blocks: true,
    sayAs: everyReading,
  },
  limits: { characters: 8_000, audios: 5 },
};

/** What a skill may say while it works on its answer; how much that is, 600 characters, is a developer's report. */
export const progressTarget: Target = { ...alexaTarget, limits: { characters: 600, audios: 0 } };
