import { toSsml, type Speech, type SpeechNode } from "palaver";

/**
 * Speech as the program takes it. It knows no `digits` and says them one by one as characters. "[[" would begin
 * phonemes to it (https://github.com/espeak-ng/espeak-ng/blob/master/docs/markup.md), whoever wrote that, and is parted.
 */
export const markup = (speech: Speech): string => toSsml(known(speech)).replace(/\[(?=\[)/g, "[ ");

const known = ({ parts }: Speech): Speech => ({
  parts: parts.map((part): SpeechNode => {
    if (part.type === "say" && part.as === "digits") return { ...part, as: "characters" };
    return "content" in part ? { ...part, content: known(part.content) } : part;
  }),
});
