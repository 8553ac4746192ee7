import type { Audio } from "palaver";

/**
 * Audio as one piece. WAV that came as a stream gets its lengths, which nobody knew when its head was written
 * (http://soundfile.sapp.org/doc/WaveFormat/).
 */
export async function whole({ bytes }: Audio): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  const wav = Buffer.concat(chunks);
  const data = wav.indexOf("data", 12, "latin1");
  if (wav.toString("latin1", 0, 4) !== "RIFF" || data < 0 || wav.length < data + 8) return wav;
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.writeUInt32LE(wav.length - data - 8, data + 4);
  return wav;
}
