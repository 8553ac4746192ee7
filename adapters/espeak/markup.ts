import { toSsml, type Speech, type Target } from "palaver";

/** What the program knows of SSML (https://github.com/espeak-ng/espeak-ng/blob/master/docs/markup.md). It has no `digits`. */
const target: Target = {
  name: "eSpeak NG",
  form: "markup",
  tags: {
    break: 10_000,
    emphasis: ["strong", "moderate", "reduced"],
    prosody: { rate: [20, 200], pitch: [-50, 100], volume: true },
    sub: true,
    blocks: true,
    sayAs: { characters: "characters", digits: "characters" },
  },
};

/** Speech as the program takes it. "[[" would begin phonemes to it, whoever wrote that, and is parted. */
export const markup = (speech: Speech): string => toSsml(speech, target).replace(/\[(?=\[)/g, "[ ");
