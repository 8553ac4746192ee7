import { toSpeech, type Audio, type Voice } from "palaver";
import { wordsOf } from "../words.ts";
import { invalid, Refusal } from "./refusal.ts";

/** What makes words of audio; nothing where there are none in it. */
export type Hear = (audio: Uint8Array, contentType: string) => Promise<string | undefined>;

/** Seconds of speech that Lex takes at once (quotas). */
const longest = 15;

/** The beginnings that the type of an input must have, with its bytes per second (RecognizeUtterance). */
const formats: readonly (readonly [RegExp, number])[] = [
  [/^audio\/l16; *rate=16000; *channels=1/i, 32_000],
  [/^audio\/x-l16; *sample-rate=16000; *channel-count=1/i, 32_000],
  [/^audio\/lpcm; *sample-rate=8000; *sample-size-bits=16; *channel-count=1; *is-big-endian=false/i, 16_000],
  [
    /^audio\/x-cbr-opus-with-preamble; *preamble-size=0; *bit-rate=256000; *frame-size-milliseconds=4/i,
    32_000,
  ],
];

const answers = ["audio/mpeg", "audio/ogg", "audio/pcm", "audio/*"];

/** Whether an input's type says that it is text. Throws a {@link Refusal} for one that is neither text nor audio. */
export function isText(type: string): boolean {
  if (/^text\/plain; *charset=utf-8/i.test(type)) return true;
  if (formats.some(([format]) => format.test(type))) return false;
  throw invalid(`The Content-Type ${JSON.stringify(type)} is not supported.`);
}

/** The words in audio; empty where nothing was said. Throws a {@link Refusal} for audio that is too long. */
export async function heardIn(audio: Uint8Array, type: string, hear: Hear | undefined): Promise<string> {
  const [, rate = 0] = formats.find(([format]) => format.test(type)) ?? [];
  if (audio.byteLength > rate * longest) throw invalid(`Speech may be up to ${longest} seconds long.`);
  if (!hear) throw new Refusal("BadGatewayException", "This sandbox cannot hear: give it `hear`.");
  return (await hear(audio, type)) ?? "";
}

/** The type of an answer that was asked for. Throws a {@link Refusal} for one that Lex does not give. */
export function answerType(wanted: string): string {
  if (/^text\/plain; *charset=utf-8/i.test(wanted)) return "text/plain; charset=utf-8";
  if (!answers.includes(wanted)) throw invalid(`Lex answers in no ${JSON.stringify(wanted)}.`);
  return wanted === "audio/*" ? "audio/mpeg" : wanted;
}

/** What messages sound like; nothing where there is nothing to be said. */
export async function spoken(
  messages: readonly unknown[],
  locale: string,
  voice: Voice | undefined,
): Promise<Audio | undefined> {
  const words = wordsOf({ messages });
  if (words === "") return undefined;
  if (!voice) throw new Refusal("BadGatewayException", "This sandbox cannot speak: give it a `voice`.");
  try {
    return await voice.speak(toSpeech(words), { locale });
  } catch {
    throw new Refusal("BadGatewayException", "The voice failed.");
  }
}
