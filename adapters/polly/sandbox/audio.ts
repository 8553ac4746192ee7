import type { Audio } from "palaver";
import { wavHeader } from "../wav.ts";
import type { Format } from "../format.ts";

/** Audio as a request wanted it, as far as can be: whole, with the type that it really has. */
export interface Rendered {
  readonly type: string;
  readonly bytes: Buffer;
}

/** 16-bit mono samples and how many of them are a second. */
interface Samples {
  readonly rate: number;
  readonly bytes: Buffer;
}

/**
 * What a voice said, in the format asked for where that is made of samples: pcm, mulaw, alaw. There is no encoder here
 * for the others, so they come as a WAV file and say so; of a voice whose audio is no WAV file, as that voice made it.
 */
export async function rendered(
  audio: Audio,
  format: Exclude<Format, "wav">,
  rate: number,
): Promise<Rendered> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of audio.bytes) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const samples = samplesOf(bytes);
  if (!samples) return { type: audio.type, bytes };
  if (format === "pcm") return { type: "audio/pcm", bytes: resampled(samples, rate) };
  if (format === "mulaw" || format === "alaw") {
    const law = format === "mulaw" ? toMulaw : toAlaw;
    return { type: `audio/${format}`, bytes: companded(resampled(samples, rate), law) };
  }
  return {
    type: "audio/wav",
    bytes: Buffer.concat([wavHeader(samples.rate, samples.bytes.length), samples.bytes]),
  };
}

/** The samples of a WAV file; nothing where it is none of 16-bit mono. */
function samplesOf(file: Buffer): Samples | undefined {
  if (file.toString("latin1", 0, 4) !== "RIFF" || file.toString("latin1", 8, 12) !== "WAVE") return undefined;
  let rate = 0;
  for (let at = 12; at + 8 <= file.length;) {
    const [id, size] = [file.toString("latin1", at, at + 4), file.readUInt32LE(at + 4)];
    if (id === "fmt ") {
      if (
        file.readUInt16LE(at + 8) !== 1 ||
        file.readUInt16LE(at + 10) !== 1 ||
        file.readUInt16LE(at + 22) !== 16
      )
        return undefined;
      rate = file.readUInt32LE(at + 12);
    }
    if (id === "data") return rate > 0 ? { rate, bytes: file.subarray(at + 8, at + 8 + size) } : undefined;
    at += 8 + size + (size % 2);
  }
  return undefined;
}

/** At another rate, each sample drawn as a line between its neighbours. */
function resampled({ rate: from, bytes }: Samples, to: number): Buffer {
  if (from === to) return bytes;
  const count = Math.floor(bytes.length / 2);
  const length = Math.floor((count * to) / from);
  const out = Buffer.alloc(length * 2);
  const sample = (i: number) => bytes.readInt16LE(Math.min(i, count - 1) * 2);
  for (let i = 0; i < length; i++) {
    const at = (i * from) / to;
    const left = Math.floor(at);
    out.writeInt16LE(Math.round(sample(left) + (sample(left + 1) - sample(left)) * (at - left)), i * 2);
  }
  return out;
}

function companded(samples: Buffer, law: (sample: number) => number): Buffer {
  const out = Buffer.alloc(samples.length / 2);
  for (let i = 0; i < out.length; i++) out[i] = law(samples.readInt16LE(i * 2));
  return out;
}

/** ITU-T G.711, µ-law. */
function toMulaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), 32_635) + 132;
  const exponent = Math.max(Math.floor(Math.log2(magnitude)) - 7, 0);
  return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0f)) & 0xff;
}

/** ITU-T G.711, A-law. */
function toAlaw(sample: number): number {
  const sign = sample < 0 ? 0 : 0x80;
  const magnitude = Math.min(Math.abs(sample), 32_767);
  const exponent = magnitude < 256 ? 0 : Math.floor(Math.log2(magnitude)) - 7;
  const mantissa = (magnitude >> (exponent === 0 ? 4 : exponent + 3)) & 0x0f;
  return (sign | (exponent << 4) | mantissa) ^ 0x55;
}
