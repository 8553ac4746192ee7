import { toText, type Mark, type Speech, type Voice } from "palaver";
import { wavHeader } from "../wav.ts";

/** Samples a second. */
const rate = 16_000;

/** Milliseconds that a character sounds, and of silence after a word. */
const [perCharacter, gap] = [60, 40];

/**
 * A voice that has a tone for each word instead of saying it, always the same: 16-bit mono samples as a WAV file. It
 * stands in where there is no voice that speaks.
 */
export function tones(): Voice {
  return {
    speak: async (speech) => ({ type: "audio/wav", bytes: wave(timed(speech)) }),
    marks: async (speech) => timed(speech).marks,
  };
}

interface Timed {
  readonly marks: readonly Mark[];
  /** Milliseconds of all of it. */
  readonly length: number;
}

/** When each word begins, pauses counted. */
function timed(speech: Speech): Timed {
  const text = toText(speech);
  const pauses = pausesIn(speech);
  let [at, units] = [0, 0];
  const marks: Mark[] = [];
  for (const { index, segment, isWordLike } of new Intl.Segmenter("en", { granularity: "word" }).segment(
    text,
  )) {
    while ((pauses[0]?.after ?? Infinity) <= units) at += pauses.shift()?.milliseconds ?? 0;
    units += segment.replace(/\s/g, "").length;
    if (!isWordLike) continue;
    marks.push({ at, start: index, end: index + segment.length, word: segment });
    at += segment.length * perCharacter + gap;
  }
  return { marks, length: pauses.reduce((sum, { milliseconds }) => sum + milliseconds, at) || gap };
}

/** The pauses, each with the number of characters before it that are no white space. */
function pausesIn(speech: Speech): { readonly milliseconds: number; readonly after: number }[] {
  let after = 0;
  const found: { readonly milliseconds: number; readonly after: number }[] = [];
  (function look({ parts }: Speech): void {
    for (const part of parts) {
      if (part.type === "pause") found.push({ milliseconds: part.milliseconds, after });
      else if ("content" in part) look(part.content);
      else after += toText(part.text).replace(/\s/g, "").length;
    }
  })(speech);
  return found;
}

async function* wave({ marks, length }: Timed): AsyncGenerator<Uint8Array> {
  const samples = (milliseconds: number) => Math.round((milliseconds * rate) / 1_000);
  yield wavHeader(rate, samples(length) * 2);
  let done = 0;
  for (const { at, word } of marks) {
    yield new Uint8Array((samples(at) - done) * 2);
    yield tone(pitchOf(word), samples(word.length * perCharacter));
    done = samples(at) + samples(word.length * perCharacter);
  }
  yield new Uint8Array((samples(length) - done) * 2);
}

function tone(pitch: number, count: number): Uint8Array {
  const bytes = Buffer.alloc(count * 2);
  for (let i = 0; i < count; i++) {
    // In and out within a few milliseconds, so that it does not click.
    const loud = Math.min(1, i / 80, (count - i) / 80);
    bytes.writeInt16LE(Math.round(6_000 * loud * Math.sin((2 * Math.PI * pitch * i) / rate)), i * 2);
  }
  return bytes;
}

/** From 200 to 600 hertz, the same for the same word. */
const pitchOf = (word: string) =>
  200 + ([...word].reduce((sum, character) => sum * 31 + (character.codePointAt(0) ?? 0), 7) % 400);
