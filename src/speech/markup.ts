import { PalaverError } from "../errors.ts";
import { canonicalLocale } from "../locale.ts";
import { toSpeech, type Alphabet, type Prosody, type Said, type Speech, type SpeechNode } from "../speech.ts";
import { recordingOf } from "./tag.ts";

const one = (node: SpeechNode): Speech => ({ parts: [node] });

/** Words that are whispered; where nothing can be, they are said softly. */
export const whisper = (said: Said): Speech => one({ type: "whisper", content: toSpeech(said) });

/** Words said faster or slower, higher or lower, louder or softer: `prosody("slowly now", { rate: 80 })`. */
export const prosody = (said: Said, { rate, pitch, volume }: Prosody): Speech =>
  one({
    type: "prosody",
    ...(rate !== undefined && { rate }),
    ...(pitch !== undefined && { pitch }),
    ...(volume !== undefined && { volume }),
    content: toSpeech(said),
  });

/**
 * Words of another language, said as those who speak it do, where the voice can: `lang("de", "Hals- und Beinbruch")`.
 * Throws {@link PalaverError} for what is no language tag.
 */
export function lang(tag: string, said: Said): Speech {
  const known = canonicalLocale(tag);
  if (known !== undefined) return one({ type: "lang", tag: known, content: toSpeech(said) });
  throw wrong(`"${tag}" is no language tag`, 'name the language as in "de" or "en-GB"');
}

/** Words in another voice, by the name a target has for it; in the usual one where it has no such voice. */
export const voice = (name: string, said: Said): Speech =>
  one({ type: "voice", name, content: toSpeech(said) });

/** Words that are written in one way and said in another: `sub("approx.", "approximately")`. Said as "", they are only written. */
export const sub = (text: string, alias: string): Speech => one({ type: "sub", text, alias });

/** A word with the sounds it is made of: `phoneme("pecan", "pɪˈkɑːn")`. Where that cannot be had, the word is read. */
export const phoneme = (text: string, sounds: string, alphabet: Alphabet = "ipa"): Speech =>
  one({ type: "phoneme", alphabet, sounds, text });

/**
 * A recording, by its https address; `text` is what it says, for where it cannot be heard.
 * Throws {@link PalaverError} for an address that no target would fetch.
 */
export function audio(url: string, text = ""): Speech {
  const address = recordingOf(url);
  if (address !== undefined) return one({ type: "audio", url: address, text });
  throw wrong(`A recording cannot come from "${url}"`, "give it an https address without a password");
}

/** A sentence, where its end would not be plain from the words. */
export const sentence = (said: Said): Speech => one({ type: "sentence", content: toSpeech(said) });

/** A paragraph: there is a longer pause around it. */
export const paragraph = (said: Said): Speech => one({ type: "paragraph", content: toSpeech(said) });

const wrong = (what: string, fix: string) => new PalaverError("invalid-value", `${what}; ${fix}.`);
