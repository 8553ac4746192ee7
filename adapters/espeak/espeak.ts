import { text } from "node:stream/consumers";
import { PalaverError, type Voice } from "palaver";
import { markup } from "./markup.ts";
import { run } from "./run.ts";
import { voicesOf, type Voices } from "./voices.ts";

export interface EspeakOptions {
  /** The program, by its name or its path. Default: `espeak-ng`. */
  readonly program?: string;
  /** Voices by locale or language, such as `{ "en-GB": "en-gb-x-rp", de: "de+f2" }`. Default: the program's best. */
  readonly voices?: Readonly<Record<string, string>>;
  /** Words per minute, from 80 to 450. Default: 175. */
  readonly rate?: number;
  /** For how long one speech may take to be made, in milliseconds. Default: 10 seconds. */
  readonly within?: number;
  /** How long one speech may be, in bytes of audio, of which there are 44,100 in a second. Default: ten minutes' worth. */
  readonly most?: number;
}

const itself = "espeak-ng";

/** How a program is asked what it can. */
const asked = { input: "", within: 10_000, most: 1_000_000 };

/**
 * The voice of the program `espeak-ng`, with no account and no network: WAV, 16 bits, one channel, 22,050 Hz, as it is
 * made. A voice that the program lacks is replaced by the best for the locale, or for its language. It cannot mark words.
 * Throws {@link PalaverError} where there is no such program or it lacks a voice of the options.
 */
export async function espeak({
  program = itself,
  voices = {},
  rate = 175,
  within = 10_000,
  most = 26_460_000,
}: EspeakOptions = {}): Promise<Voice> {
  if (!(rate >= 80 && rate <= 450)) {
    throw new PalaverError("invalid-option", `A voice speaks 80 to 450 words a minute, not ${rate}.`);
  }
  const known = voicesOf(await text(run({ program, args: ["--voices"], ...asked })));
  const chosen = new Map(Object.entries(voices).map(([locale, name]) => [locale, voiceOf(known, name)]));
  const voiceFor = (locale: string) =>
    chosen.get(locale) ?? chosen.get(locale.split("-")[0] ?? "") ?? known.for(locale);

  return {
    async speak(speech, { locale, voice, signal }) {
      const tag = (voice === undefined ? undefined : known.named(voice)) ?? voiceFor(locale);
      const args = ["-m", "-b", "1", "-v", tag, "-s", String(Math.round(rate)), "--stdin", "--stdout"];
      const bytes = run({ program, args, input: markup(speech), signal, within, most })[
        Symbol.asyncIterator
      ]();
      // What fails at once fails here, and not when the audio is already promised.
      const first = await bytes.next();
      return { type: "audio/wav", bytes: after(first, bytes) };
    },
  };
}

/** Whether the program is here, so that {@link espeak} can speak. */
export const espeakThere = async (program = itself): Promise<boolean> => {
  try {
    await text(run({ program, args: ["--version"], ...asked }));
    return true;
  } catch {
    return false;
  }
};

function voiceOf(known: Voices, name: string): string {
  const found = known.named(name);
  if (found !== undefined) return found;
  throw new PalaverError(
    "invalid-option",
    `There is no voice "${name}"; take one of those that espeak-ng --voices lists.`,
  );
}

async function* after(
  first: IteratorResult<Uint8Array>,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    for (let it = first; !it.done; it = await rest.next()) yield it.value;
  } finally {
    await rest.return?.();
  }
}
