import { PalaverError } from "palaver";

/** How audio is written. `wav` is Polly's `pcm` with the header that makes it a file. */
export type Format = "mp3" | "ogg_opus" | "ogg_vorbis" | "wav" | "pcm" | "mulaw" | "alaw";

interface Facts {
  /** What Polly calls it. */
  readonly wire: Exclude<Format, "wav">;
  readonly type: string;
  /** Samples a second that it may have; the first is usual. */
  readonly rates: readonly number[];
}

const many = [24_000, 8_000, 16_000, 22_050, 44_100, 48_000];

/** What Polly offers (https://docs.aws.amazon.com/polly/latest/dg/API_SynthesizeSpeech.html). */
export const formats: Readonly<Record<Format, Facts>> = {
  mp3: { wire: "mp3", type: "audio/mpeg", rates: many },
  ogg_opus: { wire: "ogg_opus", type: "audio/ogg", rates: [48_000] },
  ogg_vorbis: { wire: "ogg_vorbis", type: "audio/ogg", rates: many },
  wav: { wire: "pcm", type: "audio/wav", rates: [16_000, 8_000] },
  pcm: { wire: "pcm", type: "audio/pcm", rates: [16_000, 8_000] },
  mulaw: { wire: "mulaw", type: "audio/mulaw", rates: [8_000] },
  alaw: { wire: "alaw", type: "audio/alaw", rates: [8_000] },
};

/** The rate of a format: the one asked for or the usual one. Throws {@link PalaverError} for one it does not have. */
export function rateOf(format: Format, rate?: number): number {
  const { rates } = formats[format];
  if (rate === undefined) return rates[0] ?? 0;
  if (rates.includes(rate)) return rate;
  const choice = rates.join(", ");
  throw new PalaverError(
    "invalid-option",
    `Polly has no ${format} of ${rate} samples a second; choose of ${choice}.`,
  );
}
