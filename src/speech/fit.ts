import { toSpeech, toText, type Said, type Speech, type SpeechNode } from "../speech.ts";
import { cut } from "./text.ts";

/** The speech, or as much of its beginning as `render` brings to no more than `limit` UTF-16 units, with "…" after it. */
export function fit(said: Said, limit: number, render: (speech: Speech) => string): Speech {
  const whole = toSpeech(said);
  if (render(whole).length <= limit) return whole;
  let [kept, lost] = [0, toText(whole).length + 1];
  while (lost - kept > 1) {
    const middle = Math.floor((kept + lost) / 2);
    if (render(beginning(whole, middle)).length <= limit) kept = middle;
    else lost = middle;
  }
  return beginning(whole, kept);
}

/** At most that many UTF-16 units of the words, pauses and the shape of the tree kept. What cannot be parted is left out. */
function beginning(speech: Speech, length: number): Speech {
  let left = length;
  const take = (parts: readonly SpeechNode[]): SpeechNode[] =>
    parts.flatMap((part): SpeechNode[] => {
      if (left <= 0) return [];
      if (part.type === "pause") return [part];
      if ("content" in part) return [{ ...part, content: { parts: take(part.content.parts) } }];
      const fits = part.text.length <= left;
      left -= part.text.length;
      if (fits) return [part];
      return part.type === "text" || part.type === "say"
        ? [{ ...part, text: cut(part.text, left + part.text.length) }]
        : [];
    });
  return { parts: [...take(speech.parts), { type: "text", text: "…" }] };
}
